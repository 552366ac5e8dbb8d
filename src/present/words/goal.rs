//! Whether a goal is met, in words.

use super::reasons::{not_compared, not_compared_because};
use super::symbol;
use crate::model::comparison::{Class, Comparison, NotComparedReason};
use crate::model::profile::{Goal, GoalKind};
use crate::model::view::ClassView;

/// Whether a goal is met, `target` being what is to be reached.
pub(in crate::present) fn goal(goal: &Goal, comparison: &Comparison, target: &str) -> ClassView {
    let is_limit = matches!(goal.kind, GoalKind::Limit | GoalKind::PreviousEngland);
    let whole = match goal.kind {
        GoalKind::LimitWithInterval => " with the whole interval",
        _ => "",
    };
    let (word, whole) = match (comparison.class, goal.kind) {
        (Class::Better, _) if is_limit => ("Goal met", ""),
        (Class::Worse, _) if is_limit => ("Goal not met", ""),
        (Class::Higher, _) if is_limit => ("At or above the goal", ""),
        (Class::Lower, _) if is_limit => ("Below the goal", ""),
        (Class::Better, GoalKind::LimitWithInterval) => ("Goal met", whole),
        (Class::Worse, GoalKind::LimitWithInterval) => ("Goal not met", whole),
        (Class::Better | Class::Best, _) => ("Better than the goal", ""),
        (Class::Worse | Class::Worst, _) => ("Worse than the goal", ""),
        (Class::Higher | Class::Highest, _) => ("Higher than the goal", ""),
        (Class::Lower | Class::Lowest, _) => ("Lower than the goal", ""),
        (Class::Similar, _) => ("Similar to the goal", ""),
        _ => ("Not compared with the goal", ""),
    };
    let because = comparison.reason.filter(|_| comparison.class == Class::NotCompared);
    let short = |reason| match reason {
        NotComparedReason::NoBenchmark => "not known for this period",
        reason => not_compared(reason),
    };
    let rest = match because {
        Some(reason) => short(reason).to_owned(),
        None => format!("{target}{whole}"),
    };
    let label = goal.label.as_ref().map_or_else(String::new, |label| format!(" ({label})"));
    ClassView {
        class: comparison.class.code(),
        word: word.to_owned(),
        phrase: format!("{word}: {rest}{label}"),
        shape: symbol(comparison.class),
        reason: because.map(|reason| match reason {
            NotComparedReason::NoBenchmark => "the goal is not known for this period".to_owned(),
            reason => not_compared_because(reason).to_owned(),
        }),
        published: false,
    }
}
