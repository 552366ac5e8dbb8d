//! An indicator's goal, and whether it is met, as a reader meets it.

use super::format::Format;
use super::inequality::titles;
use super::words;
use crate::model::comparison::{Benchmark, Comparison, Polarity};
use crate::model::inequality::GroupFacts;
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

/// Which groups meet the goal, in a sentence; none where there is no goal.
pub(super) fn of_groups(
    facts: &IndicatorFacts,
    groups: &[GroupFacts],
    format: Format<'_>,
) -> Option<String> {
    let goal = facts.entry.goal.as_ref()?;
    let mut answers: Vec<(String, Vec<String>)> = Vec::new();
    let mut to_reach = None;
    for group in groups {
        let comparison = group.against_goal.as_ref()?;
        let target = target(goal, facts.entry.polarity, comparison, format);
        let word = words::small(&words::goal(goal, comparison, &target).word);
        match answers.iter_mut().find(|(other, _)| *other == word) {
            Some((_, names)) => names.push(titles::group(&group.name)),
            None => answers.push((word, vec![titles::group(&group.name)])),
        }
        to_reach.get_or_insert(target);
    }
    let answers: Vec<String> =
        answers.into_iter().map(|(word, names)| format!("{word}: {}", names.join(", "))).collect();
    Some(format!("The goal is {}. {}.", to_reach?, words::capital(&answers.join("; "))))
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
