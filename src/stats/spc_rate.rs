//! Fingertips method 6: control limits of a rate about the benchmark.
//!
//! Source: `Analysis/SpcForDsrComparer.cs`, `ControlLimitsBuilderSpcForDsr.cs` (fingertips-open@6780897).
//! Limits: the benchmark counts as fixed and events as Poisson; expected events are rounded up for
//! the lower limit and down for the upper.

use super::distributions::chi_square_quantile;
use super::judge::{Class, NotCompared, Polarity, value_and_benchmark};
use super::limits::Limits;
use super::spc_proportion::beyond;

/// Probability in each tail at 95%.
pub const TAIL_95: f64 = 0.025;

/// Probability in each tail at 99.8%.
pub const TAIL_998: f64 = 0.001;

/// Compares `value` with control limits about `benchmark`, both for each `unit` people (100,000), in a
/// `population` (Fingertips' second denominator). A value on a control limit is Similar.
pub fn spc_rate(
    polarity: Polarity,
    value: Option<f64>,
    benchmark: Option<f64>,
    population: Option<f64>,
    unit: f64,
    tail: f64,
) -> Result<Class, NotCompared> {
    let (value, benchmark) = value_and_benchmark(polarity, value, benchmark)?;
    let n = population.filter(|n| *n > 0.0).ok_or(NotCompared::NoDenominator)?;
    let limits = rate_control_limits(benchmark, n, unit, tail)
        .filter(|_| value >= 0.0)
        .ok_or(NotCompared::UnusableNumber)?;
    beyond(value, limits).judge(polarity)
}

/// Control limits about `benchmark` for a population of `n`, for each `unit` people. None for numbers that
/// can't be used.
pub fn rate_control_limits(benchmark: f64, n: f64, unit: f64, tail: f64) -> Option<Limits> {
    let positive = |x: f64| x.is_finite() && x > 0.0;
    let expected = benchmark * n / unit;
    if !(positive(n) && positive(unit) && expected.is_finite() && expected >= 0.0) {
        return None;
    }
    let lower = chi_square_quantile(tail, 2.0 * expected.ceil())? / 2.0;
    let upper = chi_square_quantile(1.0 - tail, 2.0 * expected.floor() + 2.0)? / 2.0;
    let limits = Limits { lower: lower * unit / n, upper: upper * unit / n };
    limits.usable().then_some(limits)
}
