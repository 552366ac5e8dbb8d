//! The publisher's notes on values, numbered afresh below each table.

use crate::model::pack::{IndicatorFacts, Pack};
use crate::model::view::NoteView;

/// The notes on a table's rows, in the order of the rows, each text once.
pub(super) fn below(pack: &Pack, slugs: &[String]) -> Vec<NoteView> {
    let mut notes: Vec<NoteView> = Vec::new();
    for slug in slugs {
        if let Some(text) = pack.indicators.get(slug).and_then(text) {
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

/// The note on an indicator's latest value.
pub(super) fn text(facts: &IndicatorFacts) -> Option<String> {
    let note = facts.now()?.note.as_ref()?;
    Some(super::words::sentence(note))
}
