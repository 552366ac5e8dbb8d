//! A few facts for each method, written by hand, with where they come from. The reference vectors have many
//! more; these stay with the project.

mod comparing;
mod estimating;
mod placing;
mod trends;
mod writing;

/// Fails unless `got` is within `tolerance` of `expected`.
fn near(got: f64, expected: f64, tolerance: f64) {
    assert!((got - expected).abs() <= tolerance, "got {got}, expected {expected}");
}
