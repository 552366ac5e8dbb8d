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
    /// There is one that can't be used.
    Unusable(Fault),
}

/// Why a published value can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// It is not a number, infinite, or larger than any figure can be.
    NotFinite,
    /// It can't be for its kind of figure: a rate below zero, a percentage above 100.
    Impossible,
    /// The data has two different values in its place.
    TwoValues,
}

impl Value {
    /// The number, if there is one.
    pub fn known(self) -> Option<f64> {
        match self {
            Self::Known(value) => Some(value),
            Self::Suppressed | Self::Missing | Self::Unusable(_) => None,
        }
    }
}

/// Where a value's confidence limits come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum IntervalSource {
    /// The data gives them.
    Published,
    /// Worked out here from count and denominator.
    Computed,
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
