//! Fingertips method 12: whether the intervals of the area and of the benchmark overlap.
//!
//! Source: `Analysis/DoubleOverlappingCIsComparer.cs` (fingertips-open@6780897).
//! Limits: conservative, and not a test of difference (Schenker and Gentleman 2001, The American
//! Statistician 55(3)): intervals that overlap may still belong to values that differ.

use super::judge::{Class, NotCompared, Outcome, Polarity, own_limits, value_and_benchmark};
use super::limits::Limits;

/// Compares two values with their limits, all in one unit; limits that touch are Similar.
pub fn two_intervals(
    polarity: Polarity,
    value: Option<f64>,
    limits: Option<Limits>,
    benchmark: Option<f64>,
    benchmark_limits: Option<Limits>,
) -> Result<Class, NotCompared> {
    let (value, benchmark) = value_and_benchmark(polarity, value, benchmark)?;
    let limits = own_limits(value, limits)?;
    let benchmark_limits = benchmark_limits.ok_or(NotCompared::NoBenchmarkInterval)?;
    if !benchmark_limits.usable() {
        return Err(NotCompared::UnusableNumber);
    }
    overlap(value, limits, benchmark, benchmark_limits).judge(polarity)
}

/// The rule alone, for usable numbers.
pub(super) fn overlap(
    value: f64,
    limits: Limits,
    benchmark: f64,
    benchmark_limits: Limits,
) -> Outcome {
    let overlapping = if value > benchmark {
        limits.lower <= benchmark_limits.upper
    } else {
        benchmark_limits.lower <= limits.upper
    };
    if overlapping {
        Outcome::Similar
    } else if value < benchmark {
        Outcome::Worse
    } else {
        Outcome::Better
    }
}
