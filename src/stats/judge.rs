//! What a comparison can answer, and the step from "high is good" to an indicator's own polarity.
//!
//! Source: Fingertips, `Analysis/IndicatorComparer.cs` and `PholioObjects/Constants.cs`
//! (ukhsa-collaboration/fingertips-open@6780897).

use super::limits::Limits;

/// Whether a high value is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Polarity {
    /// High values are good (Fingertips 1).
    HighIsGood,
    /// Low values are good (Fingertips 0).
    LowIsGood,
    /// No judgement is made (Fingertips 99).
    NoJudgement,
    /// Comparing makes no sense (Fingertips −1).
    NotApplicable,
}

impl Polarity {
    /// Whether one direction is better than the other.
    pub fn judged(self) -> bool {
        matches!(self, Polarity::HighIsGood | Polarity::LowIsGood)
    }
}

/// The answer of a rule before polarity: as if high were good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Beyond the outer limits, on the low side.
    Worst,
    /// Beyond the limits, on the low side.
    Worse,
    /// Not told apart from the benchmark.
    Similar,
    /// Beyond the limits, on the high side.
    Better,
    /// Beyond the outer limits, on the high side.
    Best,
}

/// The answer as it is shown: after the polarity step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// Better at the outer (99.8%) level.
    Best,
    /// Better.
    Better,
    /// Similar.
    Similar,
    /// Worse.
    Worse,
    /// Worse at the outer (99.8%) level.
    Worst,
    /// Lower at the outer (99.8%) level; no judgement.
    Lowest,
    /// Lower; no judgement.
    Lower,
    /// Higher; no judgement.
    Higher,
    /// Higher at the outer (99.8%) level; no judgement.
    Highest,
}

/// Why no comparison was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NotCompared {
    /// The polarity says that comparing makes no sense.
    PolarityNotApplicable,
    /// There is no value.
    NoValue,
    /// There is no benchmark, or no goal.
    NoBenchmark,
    /// The value has no interval at a level that the method needs.
    NoInterval,
    /// The benchmark has no interval, which the method needs.
    NoBenchmarkInterval,
    /// There is no denominator above zero.
    NoDenominator,
    /// The value lies outside its own interval, so that the row contradicts itself.
    OutsideOwnInterval,
    /// A number can't be used: not finite, limits in the wrong order, or negative where that can't be.
    UnusableNumber,
    /// There are fewer values than the method needs.
    TooFewValues,
    /// The value lies above every value of the pool that it is placed in.
    AbovePool,
    /// The goal is one that only a judged indicator can have.
    GoalNeedsPolarity,
}

impl Outcome {
    /// The polarity step: low is good swaps, no judgement relabels without swapping.
    pub fn judge(self, polarity: Polarity) -> Result<Class, NotCompared> {
        use Outcome::{Best, Better, Similar, Worse, Worst};
        Ok(match (polarity, self) {
            (Polarity::NotApplicable, _) => return Err(NotCompared::PolarityNotApplicable),
            (_, Similar) => Class::Similar,
            (Polarity::HighIsGood, Best) | (Polarity::LowIsGood, Worst) => Class::Best,
            (Polarity::HighIsGood, Better) | (Polarity::LowIsGood, Worse) => Class::Better,
            (Polarity::HighIsGood, Worse) | (Polarity::LowIsGood, Better) => Class::Worse,
            (Polarity::HighIsGood, Worst) | (Polarity::LowIsGood, Best) => Class::Worst,
            (Polarity::NoJudgement, Best) => Class::Highest,
            (Polarity::NoJudgement, Better) => Class::Higher,
            (Polarity::NoJudgement, Worse) => Class::Lower,
            (Polarity::NoJudgement, Worst) => Class::Lowest,
        })
    }
}

/// The checks that come before every rule, in their order: polarity, value, benchmark.
pub(super) fn value_and_benchmark(
    polarity: Polarity,
    value: Option<f64>,
    benchmark: Option<f64>,
) -> Result<(f64, f64), NotCompared> {
    if polarity == Polarity::NotApplicable {
        return Err(NotCompared::PolarityNotApplicable);
    }
    let value = value.ok_or(NotCompared::NoValue)?;
    let benchmark = benchmark.ok_or(NotCompared::NoBenchmark)?;
    if value.is_finite() && benchmark.is_finite() {
        Ok((value, benchmark))
    } else {
        Err(NotCompared::UnusableNumber)
    }
}

/// The limits of `value`, if they are there, usable and hold it.
pub(super) fn own_limits(value: f64, limits: Option<Limits>) -> Result<Limits, NotCompared> {
    let limits = limits.ok_or(NotCompared::NoInterval)?;
    if !limits.usable() {
        Err(NotCompared::UnusableNumber)
    } else if !limits.contains(value) {
        Err(NotCompared::OutsideOwnInterval)
    } else {
        Ok(limits)
    }
}
