//! Fingertips method 17: the area's 95% and 99.8% intervals against the benchmark's value.
//!
//! Source: `Analysis/SingleOverlappingCIsForTwoCILevelsComparer.cs` (fingertips-open@6780897).
//! Limits: as for one interval. The 99.8% interval must hold the 95% interval; where it doesn't, the
//! row contradicts itself and is not compared.

use super::judge::{Class, NotCompared, Outcome, Polarity, own_limits, value_and_benchmark};
use super::limits::Limits;

/// Compares `value` with `benchmark` at both levels: `inner` are the 95% limits, `outer` the 99.8%
/// limits, all in one unit. A benchmark on a limit takes the milder class.
pub fn two_levels(
    polarity: Polarity,
    value: Option<f64>,
    inner: Option<Limits>,
    outer: Option<Limits>,
    benchmark: Option<f64>,
) -> Result<Class, NotCompared> {
    let (value, benchmark) = value_and_benchmark(polarity, value, benchmark)?;
    let inner = own_limits(value, inner)?;
    let outer = own_limits(value, outer)?;
    if outer.lower > inner.lower || outer.upper < inner.upper {
        return Err(NotCompared::UnusableNumber);
    }
    let outcome = if inner.contains(benchmark) {
        Outcome::Similar
    } else if outer.contains(benchmark) {
        if benchmark <= inner.lower { Outcome::Better } else { Outcome::Worse }
    } else if value < benchmark {
        Outcome::Worst
    } else {
        Outcome::Best
    };
    outcome.judge(polarity)
}
