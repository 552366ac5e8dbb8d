//! The publisher's notes on values: each text once in a pack, with its own mark.

use crate::model::pack::{IndicatorFacts, Pack};
use crate::model::view::NoteView;

/// The notes of a pack, in the order in which a reader meets them.
#[derive(Debug, Clone)]
pub(super) struct Notes {
    texts: Vec<String>,
}

impl Notes {
    pub(super) fn of(pack: &Pack) -> Self {
        let mut texts = Vec::new();
        let slugs = pack.topics.iter().flat_map(|topic| &topic.indicators);
        for note in slugs.filter_map(|slug| text(&pack.indicators[slug])) {
            if !texts.contains(&note) {
                texts.push(note);
            }
        }
        Self { texts }
    }

    /// The mark of an indicator's note; empty if it has none.
    pub(super) fn mark(&self, facts: &IndicatorFacts) -> String {
        text(facts)
            .and_then(|note| self.texts.iter().position(|text| *text == note))
            .map_or_else(String::new, |place| (place + 1).to_string())
    }

    /// The notes that some indicators carry.
    pub(super) fn view<'a>(
        &self,
        indicators: impl Iterator<Item = &'a IndicatorFacts>,
    ) -> Vec<NoteView> {
        let used: Vec<String> = indicators.filter_map(text).collect();
        self.texts
            .iter()
            .enumerate()
            .filter(|(_, text)| used.contains(text))
            .map(|(place, text)| NoteView { mark: (place + 1).to_string(), text: text.clone() })
            .collect()
    }
}

/// The note on an indicator's latest value.
pub(super) fn text(facts: &IndicatorFacts) -> Option<String> {
    let note = facts.now()?.note.as_ref()?;
    Some(super::words::sentence(note))
}
