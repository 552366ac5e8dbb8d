//! Comparison with a goal.
//!
//! Source: `Analysis/SingleValueTargetComparer.cs`, `RangeTargetComparer.cs`, `BespokeTarget*.cs` and
//! `DataConstruction/TargetComparerHelper.cs` (fingertips-open@6780897). Limits: only one kind of goal looks
//! at the interval; the others ignore uncertainty altogether.

use super::judge::{Class, NotCompared, Outcome, Polarity, value_and_benchmark};
use super::limits::Limits;
use super::percentiles::percentile;

/// A goal, in the unit of the value. None stands for a goal that is not known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Goal {
    /// Reach one limit; equality reaches it, whichever way is good.
    Limit(Option<f64>),
    /// Be on the right side of one limit with the whole 95% interval.
    LimitWithInterval(Option<f64>),
    /// Be on the right side of both ends of a range.
    Range(Option<(f64, f64)>),
    /// The same, the ends being percentiles of all upper-tier areas; only for judged indicators.
    PercentileRange(Option<(f64, f64)>),
    /// Be no lower than England was a year before; polarity plays no part.
    PreviousEngland(Option<f64>),
}

/// The ends of a percentile range: type-7 percentiles at `low` and `high` (0 to 1) of `pool`.
pub fn percentile_range(pool: &[f64], low: f64, high: f64) -> Option<(f64, f64)> {
    Some((percentile(pool, low)?, percentile(pool, high)?))
}

/// Compares `value`, with its 95% `limits` where the goal needs them, with `goal`.
pub fn against_goal(
    polarity: Polarity,
    value: Option<f64>,
    limits: Option<Limits>,
    goal: Goal,
) -> Result<Class, NotCompared> {
    let end = match goal {
        Goal::Limit(end) | Goal::LimitWithInterval(end) | Goal::PreviousEngland(end) => end,
        Goal::Range(ends) | Goal::PercentileRange(ends) => ends.map(|(low, _)| low),
    };
    let (value, end) = value_and_benchmark(polarity, value, end)?;
    match goal {
        Goal::Limit(_) => limit(polarity, value, end),
        Goal::LimitWithInterval(_) => {
            let limits = limits.ok_or(NotCompared::NoInterval)?;
            if !limits.usable() {
                return Err(NotCompared::UnusableNumber);
            }
            limit_with_interval(limits, end).judge(polarity)
        }
        Goal::PercentileRange(_) if !polarity.judged() => Err(NotCompared::GoalNeedsPolarity),
        Goal::Range(ends) | Goal::PercentileRange(ends) => {
            range(value, ends.ok_or(NotCompared::NoBenchmark)?)?.judge(polarity)
        }
        Goal::PreviousEngland(_) => Ok(if value < end { Class::Worse } else { Class::Better }),
    }
}

fn limit(polarity: Polarity, value: f64, end: f64) -> Result<Class, NotCompared> {
    if value == end && polarity.judged() {
        return Ok(Class::Better);
    }
    let outcome = if value >= end { Outcome::Better } else { Outcome::Worse };
    outcome.judge(polarity)
}

fn limit_with_interval(limits: Limits, end: f64) -> Outcome {
    if limits.lower >= end {
        Outcome::Better
    } else if limits.upper < end {
        Outcome::Worse
    } else {
        Outcome::Similar
    }
}

fn range(value: f64, (low, high): (f64, f64)) -> Result<Outcome, NotCompared> {
    if !(high.is_finite() && low <= high) {
        return Err(NotCompared::UnusableNumber);
    }
    Ok(if value < low {
        Outcome::Worse
    } else if value >= high {
        Outcome::Better
    } else {
        Outcome::Similar
    })
}
