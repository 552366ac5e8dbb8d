//! An indicator's goal, and whether it is met, as a reader meets it.

use super::format::Format;
use super::words;
use crate::model::comparison::{Benchmark, Comparison, Polarity};
use crate::model::pack::{IndicatorFacts, PeriodFacts};
use crate::model::profile::{Goal, GoalKind};
use crate::model::view::GoalView;

/// The goal in the latest period.
pub(super) fn view(facts: &IndicatorFacts, format: Format<'_>) -> Option<GoalView> {
    of(facts, facts.now()?, format)
}

/// The goal in a period.
pub(super) fn of(
    facts: &IndicatorFacts,
    period: &PeriodFacts,
    format: Format<'_>,
) -> Option<GoalView> {
    let goal = facts.entry.goal.as_ref()?;
    let comparison = period.against_goal.as_ref()?;
    let target = target(goal, facts.entry.polarity, comparison, format);
    let against = words::goal(goal, comparison, &target);
    Some(GoalView { target, against, source: goal.source.clone() })
}

/// What is to be reached: "95% or more".
fn target(goal: &Goal, polarity: Polarity, comparison: &Comparison, format: Format<'_>) -> String {
    let value = comparison.benchmark_value.map(|value| format.long(value));
    let range = match comparison.benchmark {
        Some(Benchmark::GoalRange { low, high }) => {
            Some(format!("{} to {}", format.short(low), format.long(high)))
        }
        _ => None,
    };
    match goal.kind {
        GoalKind::Limit | GoalKind::LimitWithInterval => {
            let value = value.unwrap_or_default();
            match polarity {
                Polarity::HighIsGood => format!("{value} or more"),
                Polarity::LowIsGood => format!("{value} or less"),
                Polarity::NoJudgement | Polarity::NotApplicable => value,
            }
        }
        GoalKind::Range => range.unwrap_or_default(),
        GoalKind::PercentileRange => {
            let end = |end: Option<f64>| words::ordinal(end.unwrap_or_default().round() as usize);
            let ends = format!(
                "the {} to the {} percentile of upper-tier local authorities",
                end(goal.low),
                end(goal.high)
            );
            range.map_or_else(|| ends.clone(), |range| format!("{range}, {ends}"))
        }
        GoalKind::PreviousEngland => match value {
            Some(value) => format!("at least England's value a year before, {value}"),
            None => "at least England's value a year before".to_owned(),
        },
    }
}
