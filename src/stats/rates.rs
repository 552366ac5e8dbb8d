//! A crude rate and its limits.
//!
//! Source: PHEindicatormethods `R/Rates.R` (@093fd28): the limits of the count over the population.
//! Limits: the population counts as known; below ten events the limits are exact, and wide.

use super::byar::{CountMethod, count_limits};
use super::limits::Limits;

/// A rate with its limits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// Events for each `multiplier` people.
    pub value: f64,
    /// Its limits, same unit.
    pub limits: Limits,
    /// How the limits were worked out.
    pub method: CountMethod,
}

/// The rate of `count` events among `population` people, times `multiplier` (100,000), with limits at
/// `confidence`. The count may exceed the population. None for numbers that can't be used.
pub fn crude_rate(count: f64, population: f64, multiplier: f64, confidence: f64) -> Option<Rate> {
    let positive = |x: f64| x.is_finite() && x > 0.0;
    if !(positive(population) && positive(multiplier)) {
        return None;
    }
    let events = count_limits(count, confidence)?;
    let rate = |events: f64| events * multiplier / population;
    let limits = Limits { lower: rate(events.lower), upper: rate(events.upper) };
    let value = rate(count);
    (value.is_finite() && limits.usable()).then_some(Rate {
        value,
        limits,
        method: CountMethod::of(count),
    })
}
