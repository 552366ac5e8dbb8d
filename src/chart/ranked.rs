//! Draws areas ranked by value: a row each, with name, mark, interval and value, and a line to
//! compare with.

use super::rows::{self, Row, Rows};
use super::{ChartError, style};
use crate::model::chart::RankedChart;
use crate::model::drawing::Drawing;

/// Width in points: within the text width of an A4 page with margins of 2 cm.
pub const WIDTH: f64 = rows::WIDTH;

/// Draws a ranked chart. Its height grows with the number of rows.
///
/// # Errors
///
/// When the axis has no length or a position is not finite.
pub fn draw(chart: &RankedChart) -> Result<Drawing, ChartError> {
    let rows = chart.rows.iter().map(|row| Row {
        name: &row.name,
        point: row.point.as_ref(),
        label: &row.label,
        chosen: row.chosen,
    });
    rows::draw(&Rows {
        alt: &chart.alt,
        x: &chart.x,
        rows: rows.collect(),
        reference: chart.benchmark.as_ref(),
        line: style::benchmark_line(),
    })
}
