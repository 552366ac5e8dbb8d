//! Fingertips method 5: control limits of a proportion about the benchmark.
//!
//! Source: `Analysis/SpcForProportionsComparer.cs` (fingertips-open@6780897). Limits: the benchmark counts
//! as fixed and the spread as binomial only, so large areas stand out for small differences.

use super::judge::{Class, NotCompared, Outcome, Polarity, value_and_benchmark};
use super::limits::Limits;
use super::wilson::score_limits;

/// Standard errors at 95%, as upstream has them.
pub const Z_95: f64 = 1.96;

/// Standard errors at 99.8%, as upstream has them.
pub const Z_998: f64 = 3.0902;

/// Compares `value` with control limits about `benchmark`, both in `unit` (100 for percentages),
/// for a `denominator` of people. A value on a control limit is Similar.
pub fn spc_proportion(
    polarity: Polarity,
    value: Option<f64>,
    benchmark: Option<f64>,
    denominator: Option<f64>,
    unit: f64,
    z: f64,
) -> Result<Class, NotCompared> {
    let (value, benchmark) = value_and_benchmark(polarity, value, benchmark)?;
    let n = denominator.filter(|n| *n > 0.0).ok_or(NotCompared::NoDenominator)?;
    let limits = proportion_control_limits(benchmark, n, unit, z)
        .filter(|_| value >= 0.0)
        .ok_or(NotCompared::UnusableNumber)?;
    beyond(value, limits).judge(polarity)
}

/// Control limits about `benchmark` for a denominator of `n`, in `unit`. None for numbers that can't be used,
/// such as a benchmark above the whole.
pub fn proportion_control_limits(benchmark: f64, n: f64, unit: f64, z: f64) -> Option<Limits> {
    let positive = |x: f64| x.is_finite() && x > 0.0;
    let share = benchmark / unit;
    if !(positive(n) && positive(unit) && positive(z) && (0.0..=1.0).contains(&share)) {
        return None;
    }
    let limits = score_limits(n * share, share, n, z);
    let limits = Limits { lower: limits.lower * unit, upper: limits.upper * unit };
    limits.usable().then_some(limits)
}

/// Strictly beyond a control limit, or similar.
pub(super) fn beyond(value: f64, limits: Limits) -> Outcome {
    if value > limits.upper {
        Outcome::Better
    } else if value < limits.lower {
        Outcome::Worse
    } else {
        Outcome::Similar
    }
}
