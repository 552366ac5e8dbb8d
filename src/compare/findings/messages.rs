//! The three things to say if only three are said.

use super::stand::{Stand, Sureness};
use crate::model::comparison::{Class, Polarity};
use crate::model::findings::{Message, Tone};
use crate::model::pack::IndicatorFacts;
use crate::model::trend::{Direction, Judgement};

/// What is worse, what is better, and what changes or is not known. `stands` has the strongest first.
pub(super) fn messages(
    stands: &[Stand<'_>],
    held: &[&IndicatorFacts],
    has_benchmark: bool,
) -> [Message; 3] {
    // With a benchmark, a trend alone makes nothing worse than it.
    let counts = |stand: &&Stand<'_>| !has_benchmark || stand.sure != Sureness::TrendOnly;
    let first = |tone| stands.iter().filter(counts).find(|stand| stand.tone == tone);
    let has_polarity = |stand: &Stand<'_>| {
        matches!(stand.facts.entry.polarity, Polarity::HighIsGood | Polarity::LowIsGood)
    };
    let judged = |stand: &&Stand<'_>| {
        let known =
            if has_benchmark { stand.class != Class::NotCompared } else { has_trend(stand) };
        known && has_polarity(stand)
    };
    let of = stands.iter().filter(judged).count();
    let (bad, good) = (first(Tone::Bad), first(Tone::Good));
    let said = [bad, good].map(|stand| stand.map(|stand| stand.slug));
    let left: Vec<&Stand<'_>> =
        stands.iter().filter(|stand| !said.contains(&Some(stand.slug))).collect();
    let indicator = |stand: &Stand<'_>| Message::Indicator { slug: stand.slug.to_owned() };
    [
        bad.map_or(Message::NoneWorse { of }, indicator),
        good.map_or(Message::NoneBetter { of }, indicator),
        third(&left, stands, held),
    ]
}

/// The first that there is: getting worse, a change of class, getting better, a trend without judgement, what is not
/// known. What the other messages say already is left out.
fn third(left: &[&Stand<'_>], stands: &[Stand<'_>], held: &[&IndicatorFacts]) -> Message {
    let trend = |judgement: Judgement| {
        let those = left
            .iter()
            .filter(|stand| stand.has_direction() && stand.facts.trend.judgement == judgement);
        let most = those.min_by(|a, b| a.by_move(b))?;
        Some(Message::Indicator { slug: most.slug.to_owned() })
    };
    let changed = || {
        let those = left.iter().filter(|stand| stand.facts.change.class_changed);
        let rank = |stand: &Stand<'_>| match stand.facts.change.judgement {
            Judgement::GettingWorse => 0,
            Judgement::GettingBetter => 1,
            Judgement::None => 2,
        };
        let most = those.min_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.by_move(b)))?;
        Some(Message::Changed { slug: most.slug.to_owned() })
    };
    let not_known = || {
        let missing =
            held.iter().filter(|facts| stands.iter().all(|stand| stand.slug != facts.entry.slug));
        let mut slugs: Vec<String> = missing.map(|facts| facts.entry.slug.clone()).collect();
        slugs.sort();
        slugs.dedup();
        let of = stands.len() + slugs.len();
        (!slugs.is_empty()).then_some(Message::NotKnown { slugs, of })
    };
    trend(Judgement::GettingWorse)
        .or_else(changed)
        .or_else(|| trend(Judgement::GettingBetter))
        .or_else(|| trend(Judgement::None))
        .or_else(not_known)
        .unwrap_or(Message::NoTrend { of: stands.iter().filter(|stand| has_trend(stand)).count() })
}

fn has_trend(stand: &Stand<'_>) -> bool {
    stand.facts.trend.direction != Direction::CannotBeCalculated
}
