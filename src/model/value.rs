//! A published number that may not be there, and its limits.

use serde::Serialize;

/// A value as published. Missing is never zero.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "state", content = "value")]
pub enum Value {
    /// The number, in the indicator's unit, unrounded.
    Known(f64),
    /// There is one, not shown because the count is small.
    Suppressed,
    /// There is none.
    Missing,
}

impl Value {
    /// The number, if there is one.
    pub fn known(self) -> Option<f64> {
        match self {
            Self::Known(value) => Some(value),
            Self::Suppressed | Self::Missing => None,
        }
    }
}

/// Confidence limits, in the indicator's unit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// The lower limit.
    pub lower: f64,
    /// The upper limit.
    pub upper: f64,
}

impl Interval {
    /// Whether a number lies between the limits, the limits included.
    pub fn holds(self, number: f64) -> bool {
        self.lower <= number && number <= self.upper
    }
}
