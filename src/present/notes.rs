//! Notes on values, numbered afresh below each table: the publisher's and ours, and whether a goal is met.

use super::format::Format;
use crate::model::pack::{IndicatorFacts, Pack};
use crate::model::value::IntervalSource;
use crate::model::view::NoteView;

/// The notes on a table's rows, in the order of the rows, each text once.
pub(super) fn below(pack: &Pack, slugs: &[String]) -> Vec<NoteView> {
    let mut notes: Vec<NoteView> = Vec::new();
    for slug in slugs {
        for text in pack.indicators.get(slug).map(all).unwrap_or_default() {
            match notes.iter_mut().find(|note| note.text == text) {
                Some(note) => note.slugs.push(slug.clone()),
                None => {
                    let mark = (notes.len() + 1).to_string();
                    notes.push(NoteView { mark, text, slugs: vec![slug.clone()] });
                }
            }
        }
    }
    notes
}

/// Every note on an indicator's latest value.
fn all(facts: &IndicatorFacts) -> Vec<String> {
    let goal = super::goal::view(facts, Format::of(facts)).map(|goal| {
        let phrase = super::words::sentence(&goal.against.phrase);
        format!("{phrase} Source of the goal: {}", super::words::sentence(&goal.source))
    });
    let computed = is_computed(facts).then(|| COMPUTED.to_owned());
    text(facts).into_iter().chain(computed).chain(goal).collect()
}

const COMPUTED: &str =
    "Interval computed by jsnapack from the count and the denominator; the data gives none.";

/// Whether the interval of an indicator's latest value is worked out here.
pub(super) fn is_computed(facts: &IndicatorFacts) -> bool {
    facts.now().is_some_and(|now| {
        now.value.known().is_some() && now.interval_source == Some(IntervalSource::Computed)
    })
}

/// The publisher's note on an indicator's latest value.
pub(super) fn text(facts: &IndicatorFacts) -> Option<String> {
    let note = facts.now()?.note.as_ref()?;
    Some(super::words::sentence(note))
}
