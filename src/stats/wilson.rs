//! Wilson's score limits of a share.
//!
//! Source: Wilson 1927, Journal of the American Statistical Association 22; PHEindicatormethods `R/utils.R`
//! (@093fd28). Limits: people are taken as independent; counts need not be whole.

use super::distributions::z;
use super::limits::Limits;

/// Limits, as shares from 0 to 1, of `count` out of `n` at `confidence`. None unless
/// 0 ≤ count ≤ n and n > 0.
pub fn wilson(count: f64, n: f64, confidence: f64) -> Option<Limits> {
    if !(n.is_finite() && n > 0.0 && (0.0..=n).contains(&count)) {
        return None;
    }
    let limits = score_limits(count, count / n, n, z(confidence)?);
    // A share can't leave 0 to 1, and none and all reach them: rounding could miss by a hair.
    let limits = Limits {
        lower: if count == 0.0 { 0.0 } else { limits.lower.max(0.0) },
        upper: if count == n { 1.0 } else { limits.upper.min(1.0) },
    };
    limits.usable().then_some(limits)
}

/// The score interval about `events` expected in `n`, a share of `share`, at `z` standard errors.
pub(super) fn score_limits(events: f64, share: f64, n: f64, z: f64) -> Limits {
    let middle = 2.0 * events + z * z;
    let reach = z * (z * z + 4.0 * events * (1.0 - share)).sqrt();
    let scale = 2.0 * (n + z * z);
    Limits { lower: (middle - reach) / scale, upper: (middle + reach) / scale }
}
