//! Whether two values of one area differ: the change from one period to the next.
//!
//! Source: `Analysis/TrendBetweenTwoValuesCalculator.cs` (fingertips-open@6780897), which puts method 12
//! to the two points. Limits: those of method 12; two points are not a trend.

use super::judge::{NotCompared, Outcome, Polarity, own_limits, value_and_benchmark};
use super::limits::Limits;
use super::trend::Direction;
use super::two_intervals::overlap;

/// The direction from `earlier` to `later` (value and its 95% limits, one unit);
/// [`Direction::NoChange`] when the two intervals overlap or touch.
pub fn change(
    earlier: (Option<f64>, Option<Limits>),
    later: (Option<f64>, Option<Limits>),
) -> Result<Direction, NotCompared> {
    // No polarity here: `Direction::meaning` adds it.
    let (to, from) = value_and_benchmark(Polarity::NoJudgement, later.0, earlier.0)?;
    let to_limits = own_limits(to, later.1)?;
    let from_limits = own_limits(from, earlier.1).map_err(|reason| match reason {
        NotCompared::NoInterval => NotCompared::NoBenchmarkInterval,
        other => other,
    })?;
    Ok(match overlap(to, to_limits, from, from_limits) {
        Outcome::Better | Outcome::Best => Direction::Increasing,
        Outcome::Worse | Outcome::Worst => Direction::Decreasing,
        Outcome::Similar => Direction::NoChange,
    })
}
