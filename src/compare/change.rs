//! The change from the period before the latest to the latest, by method 12: whether two intervals overlap.

use super::convert;
use super::national::months_between;
use super::trend::{self, judgement};
use crate::model::comparison::{Benchmark, Class, Polarity, Provenance};
use crate::model::pack::PeriodFacts;
use crate::model::profile::Entry;
use crate::model::trend::{Change, ChangeReason, Direction, Judgement};
use crate::stats;
use crate::stats::limits::Limits;

/// The change to the last period of a history from the one before it, whether or not the area has a value there.
pub(super) fn change(entry: &Entry, history: &[PeriodFacts]) -> Change {
    let (before, now) = match history {
        [.., before, now] => (Some(before), Some(now)),
        [now] => (None, Some(now)),
        [] => (None, None),
    };
    let answer = direction(entry, before, now);
    let class = |facts: Option<&PeriodFacts>| facts.map(|facts| facts.against_benchmark.class);
    let direction = *answer.as_ref().unwrap_or(&Direction::CannotBeCalculated);
    Change {
        from: before.map(|facts| facts.period.clone()),
        value_from: before.and_then(|facts| facts.value.known()),
        value_to: now.and_then(|facts| facts.value.known()),
        direction,
        judgement: match answer {
            Ok(direction) => judgement(entry.polarity, direction),
            Err(_) => Judgement::None,
        },
        reason: answer.err(),
        class_from: class(before),
        class_to: class(now),
        class_changed: before
            .zip(now)
            .is_some_and(|(before, now)| class_changed(entry.polarity, direction, before, now)),
    }
}

fn direction(
    entry: &Entry,
    before: Option<&PeriodFacts>,
    now: Option<&PeriodFacts>,
) -> Result<Direction, ChangeReason> {
    if entry.modelled {
        return Err(ChangeReason::Modelled);
    }
    let before = before.ok_or(ChangeReason::NoEarlierPeriod)?;
    let now = now.ok_or(ChangeReason::NoValue)?;
    if now.break_before {
        return Err(ChangeReason::Break);
    }
    if months_between(&before.period, &now.period) < i32::from(before.period.months) {
        return Err(ChangeReason::Overlap);
    }
    let to = now.value.known().ok_or(ChangeReason::NoValue)?;
    let from = before.value.known().ok_or(ChangeReason::NoEarlierValue)?;
    let to_limits = limits(now, to).ok_or(ChangeReason::NoInterval)?;
    let from_limits = limits(before, from).ok_or(ChangeReason::NoEarlierInterval)?;
    stats::change::change((Some(from), Some(from_limits)), (Some(to), Some(to_limits)))
        .map(trend::direction)
        .map_err(|_| ChangeReason::NoInterval)
}

/// The limits of a value, if they hold it and have a width.
fn limits(facts: &PeriodFacts, value: f64) -> Option<Limits> {
    let limits = convert::limits(facts.interval)?;
    (limits.usable() && limits.contains(value) && limits.width() > 0.0).then_some(limits)
}

/// Whether the class changed in the direction in which the value did.
fn class_changed(
    polarity: Polarity,
    direction: Direction,
    before: &PeriodFacts,
    now: &PeriodFacts,
) -> bool {
    let (then, today) = (&before.against_benchmark, &now.against_benchmark);
    let same_way = then.source == today.source
        && then.source != Provenance::None
        && then.method == today.method
        && match (&then.benchmark, &today.benchmark) {
            // How many of them have a count may change from period to period.
            (Some(Benchmark::Neighbours { .. }), Some(Benchmark::Neighbours { .. })) => true,
            (then, today) => then == today,
        };
    let Some((from, to)) = height(then.class, polarity).zip(height(today.class, polarity)) else {
        return false;
    };
    same_way
        && match direction {
            Direction::Increasing => to > from,
            Direction::Decreasing => to < from,
            Direction::NoChange | Direction::CannotBeCalculated => false,
        }
}

/// Where a class lies from low to high; none for one that isn't compared.
pub(super) fn height(class: Class, polarity: Polarity) -> Option<i8> {
    let from_worst = match class {
        Class::Worst => -2,
        Class::Worse => -1,
        Class::Similar => return Some(0),
        Class::Better => 1,
        Class::Best => 2,
        Class::JudgedQuintile(nth) => nth as i8 - 3,
        Class::Lowest => return Some(-2),
        Class::Lower => return Some(-1),
        Class::Higher => return Some(1),
        Class::Highest => return Some(2),
        Class::Quintile(nth) | Class::Quartile(nth) => return Some(nth as i8),
        Class::NotCompared => return None,
    };
    Some(if polarity == Polarity::LowIsGood { -from_worst } else { from_worst })
}
