//! A pair of confidence limits, and what makes it usable.

/// Lower and upper confidence limits, in the unit of the value they belong to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The lower limit.
    pub lower: f64,
    /// The upper limit.
    pub upper: f64,
}

impl Limits {
    /// The pair, if both limits are there: one alone is no interval.
    pub fn of(lower: Option<f64>, upper: Option<f64>) -> Option<Limits> {
        Some(Limits { lower: lower?, upper: upper? })
    }

    /// Whether both are finite and in order.
    pub fn usable(self) -> bool {
        self.lower.is_finite() && self.upper.is_finite() && self.lower <= self.upper
    }

    /// Whether `x` lies between the limits or on one of them.
    pub fn contains(self, x: f64) -> bool {
        self.lower <= x && x <= self.upper
    }

    /// The distance between the limits.
    pub fn width(self) -> f64 {
        self.upper - self.lower
    }
}
