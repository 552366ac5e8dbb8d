//! Transformations of a page's coordinates, as far as they change how large things are.

use lopdf::Object;

/// A transformation as in `cm` and `Tm`, without the part that only moves.
pub type Matrix = [f32; 4];

/// Changes nothing.
pub const SAME: Matrix = [1.0, 0.0, 0.0, 1.0];

/// The transformation that an operator is given.
pub fn scaling(operands: &[Object]) -> Result<Matrix, String> {
    let mut matrix = SAME;
    for (index, place) in matrix.iter_mut().enumerate() {
        *place = number(operands.get(index))?;
    }
    Ok(matrix)
}

/// The first transformation, then the second.
pub fn product([a, b, c, d]: &Matrix, [e, f, g, h]: &Matrix) -> Matrix {
    [a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h]
}

/// A number that an operator is given.
pub fn number(operand: Option<&Object>) -> Result<f32, String> {
    let operand = operand.ok_or("a number is missing")?;
    operand.as_float().map_err(|error| error.to_string())
}
