//! Fingertips method 1: the area's 95% interval against the benchmark's value.
//!
//! Source: `Analysis/SingleOverlappingCIsForOneCILevelComparer.cs` (fingertips-open@6780897). The same
//! rule serves at 99.8% when the 99.8% limits are passed in.
//! Limits: the benchmark counts as fixed, its own interval is not used, and England contains the area.
//! A value outside its own interval is refused: the sources then disagree about the side.

use super::judge::{Class, NotCompared, Outcome, Polarity, own_limits, value_and_benchmark};
use super::limits::Limits;

/// Compares `value` with `benchmark` (same unit); a limit equal to the benchmark is Similar.
pub fn one_interval(
    polarity: Polarity,
    value: Option<f64>,
    limits: Option<Limits>,
    benchmark: Option<f64>,
) -> Result<Class, NotCompared> {
    let (value, benchmark) = value_and_benchmark(polarity, value, benchmark)?;
    let limits = own_limits(value, limits)?;
    let outcome = if limits.contains(benchmark) {
        Outcome::Similar
    } else if value < benchmark {
        Outcome::Worse
    } else {
        Outcome::Better
    };
    outcome.judge(polarity)
}
