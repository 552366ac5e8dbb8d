//! The notes of a pack, each text once, numbered in the order in which the tables meet them.

use std::collections::BTreeMap;

use super::cell::Cell;
use crate::model::view::{IndicatorView, View};

/// Every note, and which rows have which.
#[derive(Debug, Default)]
pub(super) struct Notes<'a> {
    /// The text, and the labels of what it belongs to; none for all tables.
    pub(super) texts: Vec<(&'a str, Vec<&'a str>)>,
    /// By slug, the places in `texts`.
    by_slug: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Notes<'a> {
    pub(super) fn of(view: &'a View) -> Self {
        let mut notes = Self::default();
        for topic in &view.topics {
            for slug in &topic.indicators {
                let below = topic.notes.iter().filter(|note| note.slugs.contains(slug));
                let below: Vec<&str> = below.map(|note| note.text.as_str()).collect();
                if let Some(it) = view.indicators.get(slug) {
                    below.into_iter().chain(own(it)).for_each(|text| notes.add(text, it));
                }
            }
        }
        let general = [
            Some(view.comparisons.as_str()),
            view.benchmark_note.as_deref(),
            Some(view.inequality.comparisons.as_str()),
            Some(view.ages.summary.as_str()),
        ];
        let general = general.into_iter().flatten();
        for text in general.chain(view.notices.iter().map(String::as_str)) {
            if !text.is_empty() && !notes.texts.iter().any(|(other, _)| *other == text) {
                notes.texts.push((text, Vec::new()));
            }
        }
        notes
    }

    fn add(&mut self, text: &'a str, it: &'a IndicatorView) {
        let at = self.texts.iter().position(|(other, _)| *other == text).unwrap_or_else(|| {
            self.texts.push((text, Vec::new()));
            self.texts.len() - 1
        });
        let has = self.by_slug.entry(&it.slug).or_default();
        if !has.contains(&at) {
            has.push(at);
            if let Some((_, labels)) = self.texts.get_mut(at)
                && !labels.contains(&it.label.as_str())
            {
                labels.push(&it.label);
            }
        }
    }

    /// "\[note 1\] \[note 4\]".
    pub(super) fn marks(&self, slug: &str) -> Cell<'static> {
        let places = self.by_slug.get(slug).map_or(&[][..], Vec::as_slice);
        let marks: Vec<String> = places.iter().map(|at| mark(*at)).collect();
        Cell::text(marks.join(" "))
    }
}

/// What a note at a place is called.
pub(super) fn mark(at: usize) -> String {
    format!("[note {}]", at + 1)
}

/// What the chapters say of an indicator beside its numbers.
fn own(it: &IndicatorView) -> impl Iterator<Item = &str> {
    let cautions = it.cautions.iter().map(String::as_str);
    it.caveat.as_deref().into_iter().chain(cautions).chain(it.older.as_deref())
}
