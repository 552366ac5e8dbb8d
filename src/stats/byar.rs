//! Confidence limits of a count: exact below ten events, Byar's approximation from ten on.
//!
//! Source: PHEindicatormethods `R/utils.R`, `R/Rates.R` (@093fd28); Breslow and Day 1987, Statistical
//! Methods in Cancer Research II. Limits: the count is taken as Poisson, events as independent.

use super::distributions::{chi_square_quantile, z};
use super::limits::Limits;

/// Events from which Byar's approximation serves.
pub const FEWEST_FOR_BYAR: f64 = 10.0;

/// How the limits of a count were worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CountMethod {
    /// From χ² quantiles.
    Exact,
    /// By Byar's approximation.
    Byar,
}

impl CountMethod {
    /// The method for `count` events.
    pub fn of(count: f64) -> CountMethod {
        if count < FEWEST_FOR_BYAR { CountMethod::Exact } else { CountMethod::Byar }
    }
}

/// Limits of `count` events at `confidence` (0.95), in events. None for a count or a confidence that can't
/// be one.
pub fn count_limits(count: f64, confidence: f64) -> Option<Limits> {
    match CountMethod::of(count) {
        CountMethod::Exact => exact(count, confidence),
        CountMethod::Byar => {
            Limits::of(byar_lower(count, confidence), byar_upper(count, confidence))
        }
    }
}

/// Exact Poisson limits of `count` events, from χ² quantiles.
pub fn exact(count: f64, confidence: f64) -> Option<Limits> {
    if !(count.is_finite() && count >= 0.0) {
        return None;
    }
    let tail = (1.0 - confidence) / 2.0;
    let lower = chi_square_quantile(tail, 2.0 * count)? / 2.0;
    let upper = chi_square_quantile(1.0 - tail, 2.0 * count + 2.0)? / 2.0;
    Some(Limits { lower, upper })
}

/// Byar's lower limit of `count` events; none where it would be negative, as for one event.
pub fn byar_lower(count: f64, confidence: f64) -> Option<f64> {
    if count <= 0.0 {
        return None;
    }
    byar(count, -z(confidence)?).filter(|lower| *lower >= 0.0)
}

/// Byar's upper limit of `count` events.
pub fn byar_upper(count: f64, confidence: f64) -> Option<f64> {
    if count < 0.0 {
        return None;
    }
    byar(count + 1.0, z(confidence)?)
}

fn byar(x: f64, z: f64) -> Option<f64> {
    let root = 1.0 - 1.0 / (9.0 * x) + z / (3.0 * x.sqrt());
    Some(x * root * root * root).filter(|limit| limit.is_finite())
}
