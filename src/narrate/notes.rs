//! Footnotes: puts the text of each note where a text refers to it.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::words::{Block, Span};

/// A reference to a note, until [`put`] replaces its label by the note.
pub(super) fn reference(label: &str) -> Span {
    let spans = vec![Span { text: label.to_owned(), ..Span::default() }];
    Span { note: vec![Block::Paragraph { spans }], ..Span::default() }
}

/// Replaces each reference by its note, and says which notes were used. A reference inside a note is text:
/// notes have no notes.
pub(super) fn put(
    blocks: &mut [Block],
    notes: &BTreeMap<String, (usize, Vec<Block>)>,
) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    each_span(blocks, &mut |span| {
        let Some(label) = label(span) else {
            return;
        };
        match notes.get(&label) {
            Some((_, note)) => {
                let mut note = note.clone();
                each_span(&mut note, &mut without_reference);
                span.note = note;
            }
            None => without_reference(span),
        }
        if span.note.is_empty() {
            span.text = format!("[{label}]");
        }
        used.insert(label);
    });
    used
}

fn without_reference(span: &mut Span) {
    if let Some(label) = label(span) {
        *span = Span { text: format!("[{label}]"), bold: span.bold, ..Span::default() };
    }
}

fn label(span: &Span) -> Option<String> {
    match span.note.as_slice() {
        [Block::Paragraph { spans }] => spans.first().map(|span| span.text.clone()),
        _ => None,
    }
}

/// Visits every span of some blocks, notes' own not included.
pub(super) fn each_span(blocks: &mut [Block], visit: &mut impl FnMut(&mut Span)) {
    for block in blocks {
        match block {
            Block::Heading { spans, .. } | Block::Paragraph { spans } => {
                spans.iter_mut().for_each(&mut *visit);
            }
            Block::List { items, .. } => {
                for item in items {
                    each_span(item, visit);
                }
            }
            Block::Quote { blocks } => each_span(blocks, visit),
            Block::Table { header, rows } => {
                for cells in std::iter::once(header).chain(rows) {
                    cells.iter_mut().flatten().for_each(&mut *visit);
                }
            }
            Block::Code { .. } | Block::Image { .. } => {}
        }
    }
}
