//! What must hold of an indicator's goal, and of combining areas' values.

use super::profile_check::{Wrong, is_judged};
use crate::model::comparison::Polarity;
use crate::model::profile::{Entry, Goal, GoalKind, ValueType};

/// Whether values are combined only where counts and denominators make them.
pub(super) fn check_averages(entry: &Entry, wrong: &mut Wrong) {
    use ValueType::{Count, CrudeRate, IndirectlyStandardisedRatio, Proportion};
    let combines =
        matches!(entry.value_type, Count | CrudeRate | IndirectlyStandardisedRatio | Proportion)
            && !entry.modelled;
    if entry.averages == Some(true) && !combines {
        wrong.say(
            "`averages = true`, but values of this kind can't be combined from counts",
            "take `averages` out: only proportions, crude rates, indirectly standardised ratios and counts can be",
        );
    }
}

/// Whether a goal has the numbers of its kind, a source, and a direction to reach it from.
pub(super) fn check_goal(entry: &Entry, goal: &Goal, wrong: &mut Wrong) {
    let (needs_value, needs_range) = match goal.kind {
        GoalKind::Limit | GoalKind::LimitWithInterval => (true, false),
        GoalKind::Range | GoalKind::PercentileRange => (false, true),
        GoalKind::PreviousEngland => (false, false),
    };
    let range = [goal.low, goal.high];
    for (name, given, needed) in [
        ("value", goal.value, needs_value),
        ("low", goal.low, needs_range),
        ("high", goal.high, needs_range),
    ] {
        match (given, needed) {
            (None, true) => wrong.say(
                format!("its goal has no `{name}`"),
                "a limit has `value`, a range has `low` and `high`, in the indicator's unit",
            ),
            (Some(_), false) => wrong.say(
                format!("its goal has `{name}`, which goals of this kind don't use"),
                "take it out, or choose another `kind`",
            ),
            (Some(number), true) if !number.is_finite() => {
                wrong.say(format!("`{name}` of its goal is not a number"), "give a plain number");
            }
            _ => {}
        }
    }
    if let [Some(low), Some(high)] = range
        && needs_range
        && low >= high
    {
        wrong.say("`low` of its goal is not below `high`", "give the lower end first");
    }
    let is_percentile = |end: &f64| (0.0..=100.0).contains(end);
    if goal.kind == GoalKind::PercentileRange && !range.iter().flatten().all(is_percentile) {
        wrong.say("an end of its goal is no percentile", "give numbers from 0 to 100");
    }
    if goal.source.trim().is_empty() {
        wrong.say("its goal has no `source`", "say who set the goal, and where");
    }
    if goal.label.as_ref().is_some_and(|label| label.trim().is_empty()) {
        wrong.say("the label of its goal is empty", "name the goal, or take `label` out");
    }
    if entry.modelled {
        wrong.say("it is modelled, and modelled figures are not judged", "take `goal` out");
    } else if entry.polarity == Polarity::NotApplicable
        || goal.kind == GoalKind::PercentileRange && !is_judged(entry)
    {
        wrong.say(
            "it has a goal, but no good direction to reach it from",
            "set `polarity` to `high-is-good` or `low-is-good`, or take `goal` out",
        );
    } else if goal.kind == GoalKind::PreviousEngland && entry.polarity == Polarity::LowIsGood {
        wrong.say(
            "the goal `previous-england` is met by values at or above England's, and low is good here",
            "choose another kind of goal",
        );
    }
}
