//! The change from the period before, in words. Two intervals that overlap are no test of a difference, so "not
//! significant" is never said of two values.

use super::format::Format;
use super::{benchmark, words};
use crate::model::comparison::Class;
use crate::model::pack::{IndicatorFacts, Pack};
use crate::model::trend::{Change, ChangeReason, Direction, Judgement};
use crate::model::view::ChangeView;

pub(super) fn view(pack: &Pack, facts: &IndicatorFacts, format: Format<'_>) -> ChangeView {
    let change = &facts.change;
    let write = |value: Option<f64>| value.map_or_else(String::new, |value| format.long(value));
    let from_period =
        change.from.as_ref().map_or_else(String::new, |period| words::period(&period.label));
    let from_value = write(change.value_from);
    let (direction, symbol, _) = words::direction(change.direction);
    let class_change = class_change(change, benchmark::name(pack).as_deref());
    let reason = change.reason.map(|reason| why_not(reason).to_owned());
    let phrase = match (change.direction, &reason) {
        (Direction::CannotBeCalculated, reason) => {
            format!("Cannot be said: {}", reason.as_deref().unwrap_or("no reason recorded"))
        }
        (Direction::NoChange, _) => {
            format!("No clear change from {from_value} in {from_period}")
        }
        (Direction::Increasing, _) => {
            format!("Increased from {from_value} in {from_period}{}", meaning(change.judgement))
        }
        (Direction::Decreasing, _) => {
            format!("Decreased from {from_value} in {from_period}{}", meaning(change.judgement))
        }
    };
    ChangeView {
        direction: direction.to_owned(),
        symbol: symbol.to_owned(),
        phrase,
        reason,
        from_period,
        from_value,
        to_value: write(change.value_to),
        class_change,
    }
}

fn meaning(judgement: Judgement) -> &'static str {
    match judgement {
        Judgement::GettingBetter => ", which is better",
        Judgement::GettingWorse => ", which is worse",
        Judgement::None => "",
    }
}

/// "was similar to England, now worse": only where the value changed too.
fn class_change(change: &Change, benchmark: Option<&str>) -> Option<String> {
    let classes = change.class_from.zip(change.class_to).filter(|_| change.class_changed);
    classes.map(|(from, to)| {
        let (was, is) = (words::than(from, benchmark), words::than(to, benchmark));
        if was == is {
            // The same word at another level.
            let now = if is_strong(to) { "99.8%" } else { "95%" };
            return format!("still {}, now at {now}", words::small(&is));
        }
        format!("was {}, now {}", words::small(&was), words::small(words::word(to)))
    })
}

fn is_strong(class: Class) -> bool {
    matches!(class, Class::Best | Class::Worst | Class::Lowest | Class::Highest)
}

/// Why a change can't be said: to follow "Cannot be said: ".
fn why_not(reason: ChangeReason) -> &'static str {
    match reason {
        ChangeReason::Modelled => "modelled estimate",
        ChangeReason::NoEarlierPeriod => "no period before",
        ChangeReason::Break => "the period before is missing",
        ChangeReason::Overlap => "the two periods overlap",
        ChangeReason::NoValue => "no value",
        ChangeReason::NoEarlierValue => "no value in the period before",
        ChangeReason::NoInterval => "no confidence interval",
        ChangeReason::NoEarlierInterval => "no confidence interval in the period before",
    }
}
