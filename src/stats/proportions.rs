//! A proportion and its limits.
//!
//! Source: PHEindicatormethods `R/Proportions.R` (@093fd28). Limits: those of Wilson's interval.

use super::limits::Limits;
use super::wilson::wilson;

/// A proportion with its limits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Proportion {
    /// The share times the multiplier: a percentage for 100.
    pub value: f64,
    /// Its limits, same unit.
    pub limits: Limits,
}

/// `count` out of `n`, times `multiplier` (1 or 100), with Wilson limits at `confidence`. None unless
/// 0 ≤ count ≤ n, n > 0 and the multiplier is above zero.
pub fn proportion(count: f64, n: f64, multiplier: f64, confidence: f64) -> Option<Proportion> {
    if !(multiplier.is_finite() && multiplier > 0.0) {
        return None;
    }
    let share = wilson(count, n, confidence)?;
    let limits = Limits { lower: share.lower * multiplier, upper: share.upper * multiplier };
    let value = count * multiplier / n;
    (value.is_finite() && limits.usable()).then_some(Proportion { value, limits })
}
