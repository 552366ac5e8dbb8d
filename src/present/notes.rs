//! Notes on values, numbered afresh below each table: the publisher's, and whether a goal is met.

use super::format::Format;
use crate::model::pack::{IndicatorFacts, Pack};
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
    text(facts).into_iter().chain(goal).collect()
}

/// The publisher's note on an indicator's latest value.
pub(super) fn text(facts: &IndicatorFacts) -> Option<String> {
    let note = facts.now()?.note.as_ref()?;
    Some(super::words::sentence(note))
}
