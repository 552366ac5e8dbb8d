//! The glossary of a pack: the terms that its pages use.

use std::collections::BTreeSet;

use super::markdown;
use crate::model::view::{IndicatorView, View};
use crate::model::words::{Block, Span, Words};

/// A template's glossary.
#[derive(Debug)]
pub(super) struct Glossary {
    blocks: Vec<Block>,
    terms: BTreeSet<String>,
    /// What every page of the template says.
    title: String,
}

impl Glossary {
    pub(super) fn new(text: &str, title: &str) -> Self {
        let blocks = markdown::blocks(text);
        let terms = rows(&blocks).map(|row| term(row)).collect();
        Self { blocks, terms, title: title.to_owned() }
    }

    /// The terms that it explains.
    pub(super) fn terms(&self) -> &BTreeSet<String> {
        &self.terms
    }

    /// The glossary of one pack, whose other words are given: without the terms that stand nowhere in it, nor in
    /// what explains another.
    pub(super) fn of(&self, view: &View, words: &Words) -> Vec<Block> {
        // Words are many and nested: as JSON they are one text.
        let mut text = serde_json::to_string(words).unwrap_or_default();
        add(&mut text, &self.title);
        said(view, &mut text);
        let mut kept: BTreeSet<String> = BTreeSet::new();
        loop {
            // What explains a term may use another.
            let found: Vec<&Vec<_>> = rows(&self.blocks)
                .filter(|row| !kept.contains(&term(row)) && has(&text, &term(row)))
                .collect();
            if found.is_empty() {
                break;
            }
            text.clear();
            for row in found {
                kept.insert(term(row));
                row.iter().skip(1).flatten().for_each(|span| add(&mut text, &span.text));
            }
        }
        let keep = |block: &Block| match block {
            Block::Table { header, rows } => Block::Table {
                header: header.clone(),
                rows: rows.iter().filter(|row| kept.contains(&term(row))).cloned().collect(),
            },
            other => other.clone(),
        };
        self.blocks.iter().map(keep).collect()
    }
}

fn rows(blocks: &[Block]) -> impl Iterator<Item = &Vec<Vec<Span>>> {
    let tables = blocks.iter().filter_map(|block| match block {
        Block::Table { rows, .. } => Some(rows),
        _ => None,
    });
    tables.flatten()
}

/// What stands in a row's first column.
fn term(row: &[Vec<Span>]) -> String {
    row.first().into_iter().flatten().map(|span| span.text.as_str()).collect()
}

fn add(text: &mut String, words: &str) {
    text.push_str(words);
    text.push('\n');
}

/// What pages say of an area and its indicators beside the words.
fn said(view: &View, text: &mut String) {
    let area = [&view.area.kind, &view.area.name, &view.comparisons];
    let maybe = [&view.benchmark, &view.benchmark_note, &view.similar_areas];
    let symbols = view.symbols.iter().map(|symbol| &symbol.meaning);
    let topics = view.topics.iter().flat_map(|topic| {
        let notes = topic.notes.iter().map(|note| &note.text);
        let facts = topic.context.iter().flat_map(|fact| [&fact.sentence, &fact.basis]);
        notes.chain(facts).chain(&topic.not_in_data)
    });
    let all = area.into_iter().chain(maybe.into_iter().flatten()).chain(symbols).chain(topics);
    all.chain(view.indicators.values().flat_map(of_indicator)).for_each(|words| add(text, words));
}

fn of_indicator(it: &IndicatorView) -> impl Iterator<Item = &String> {
    let plain =
        [&it.label, &it.population, &it.unit, &it.source, &it.count_words, &it.change.phrase];
    let reasons = [&it.against_benchmark.reason, &it.trend.reason, &it.spine_reason, &it.caveat];
    let maybe = reasons.into_iter().chain([&it.note, &it.benchmark_from]).flatten();
    let goal = it.goal.iter().flat_map(|goal| [&goal.target, &goal.source]);
    let groups = it.inequality.iter().flat_map(|by| [&by.title, &by.gap]);
    plain.into_iter().chain(maybe).chain(goal).chain(groups).chain(&it.marks).chain(&it.cautions)
}

/// Whether a term stands in a text, in the plural too. Short forms count in their own letters only.
fn has(text: &str, term: &str) -> bool {
    let is_short_form = term.chars().filter(|c| c.is_uppercase()).count() > 1;
    let lower: String = term.to_lowercase();
    let forms = if is_short_form { vec![term] } else { vec![term, lower.as_str()] };
    forms.into_iter().any(|form| {
        text.match_indices(form).any(|(at, found)| {
            let before = text[..at].chars().next_back();
            let after = text[at + found.len()..].trim_start_matches('s').chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_found_as_whole_words() {
        assert!(has("the crude rates of areas", "Crude rate"));
        assert!(has("Gap, not tested", "Gap"));
        assert!(!has("Singapore", "Gap"));
        assert!(has("many ICBs", "ICB"));
        assert!(!has("a sen in the text", "SEN"));
        assert!(has("(SEN)", "SEN"));
        assert!(!has("SEND", "SEN"));
    }
}
