//! Fills the slots of a pack: picks for each the most specific text, puts values in, reads its Markdown, and
//! says what is wrong or odd with it. Knows texts, no files: images are named here and read elsewhere.

mod checks;
mod page;
mod render;
mod signoff;
mod tags;
mod unfit;
mod values;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::error::Problem;
use crate::model::slot::{
    Document, Narrative, Scope, Slot, SlotFlag, SlotReport, SlotState, SlotText, Status, WhenEmpty,
};
use crate::model::view::View;
use crate::model::words::SlotWords;
use crate::notice::Notice;
use page::Pages;
pub use page::image_file;
use render::At;
pub use signoff::{Signature, judge, sign};
pub use unfit::{moved_since, unfit_for_publication, unsigned};

/// What slots are filled from.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The slots of the pack in reading order.
    pub slots: &'a [Slot],
    /// All writers' words.
    pub narrative: &'a Narrative,
    /// The documents of this area, the most general first.
    pub documents: &'a [(Scope, Arc<Document>)],
    /// Short forms that the pack explains in its glossary.
    pub explained: &'a BTreeSet<String>,
    /// Whether the page's font has no look for a character.
    pub lacks: fn(char) -> bool,
    /// Whether the pack is to be published: no prompts then.
    pub is_final: bool,
}

/// The slots of a pack, filled.
#[derive(Debug, Default)]
pub struct Filled {
    /// What the pages print.
    pub words: Vec<SlotWords>,
    /// How far each slot has come, in reading order.
    pub reports: Vec<SlotReport>,
    /// What stops the pack.
    pub problems: Vec<Problem>,
    /// What is odd.
    pub notices: Vec<Notice>,
    /// The images, by their paths in the writers' folder: the first is `/images/01`, and so on.
    pub images: Vec<String>,
}

/// Fills the slots of a pack.
pub fn fill(view: &View, sources: Sources<'_>) -> Filled {
    let mut filled = Filled::default();
    let mut pages = Pages::new(view, sources);
    for slot in sources.slots {
        let level = if slot.topic.is_some() { 2 } else { 1 };
        let mut words = SlotWords {
            id: slot.id.clone(),
            topic: slot.topic.as_ref().map(|topic| topic.id.clone()),
            place: slot.spec.place,
            title: slot.spec.title.clone(),
            level,
            prompt: None,
            moved: None,
            blocks: Vec::new(),
        };
        let mut report = empty(slot);
        match text_of(&slot.id, sources.documents) {
            Some((scope, document, text)) => {
                let at = At { path: &document.path, written: text };
                let page = pages.page(&slot.full_title(), level, at);
                report.state = match document.front.status {
                    Status::Draft => SlotState::Draft,
                    Status::Reviewed => SlotState::Reviewed,
                };
                report.from = Some(document.path.clone());
                report.line = Some(text.line);
                report.scope = Some(scope.to_string());
                report.front = document.front.clone();
                report.text.clone_from(&text.text);
                report.words = page.words;
                report.facts = page.facts;
                if page.is_faulty {
                    report.flags.push(SlotFlag::Faulty);
                }
                if let Some(most) = slot.spec.max_words.filter(|most| page.words > *most) {
                    report.flags.push(SlotFlag::OverLimit);
                    let what = format!(
                        "\"{}\" has {} words; it may have {most}",
                        slot.full_title(),
                        page.words
                    );
                    // It stops a final pack, which tells it as a problem.
                    if !sources.is_final {
                        pages.notices.push(Notice::at(what, at.line(0, None)));
                    }
                }
                let overdue = document.front.review_by.as_ref().is_some_and(|day| *day < view.date);
                if overdue {
                    report.flags.push(SlotFlag::ReviewOverdue);
                }
                words.blocks = page.blocks;
            }
            None if !sources.is_final && slot.spec.when_empty == WhenEmpty::Prompt => {
                // Where nobody writes yet, the titles are enough.
                let writing = sources.documents.iter().any(|(scope, _)| {
                    matches!(scope, Scope::Area(code) if code.as_str() == view.area.code)
                });
                words.prompt = Some(if writing { slot.spec.prompt.clone() } else { String::new() });
            }
            None => {}
        }
        if !words.blocks.is_empty() || words.prompt.is_some() {
            filled.words.push(words);
        }
        filled.reports.push(report);
    }
    pages.never_explained();
    filled.problems = pages.problems;
    filled.notices = pages.notices;
    filled.images = pages.images;
    filled
}

fn empty(slot: &Slot) -> SlotReport {
    SlotReport {
        id: slot.id.clone(),
        title: slot.full_title(),
        topic: slot.topic.as_ref().map(|topic| topic.id.clone()),
        state: SlotState::Empty,
        flags: Vec::new(),
        required: slot.spec.required,
        words: 0,
        max_words: slot.spec.max_words,
        from: None,
        line: None,
        scope: None,
        front: Default::default(),
        facts: Vec::new(),
        signed: None,
        text: String::new(),
    }
}

/// The most specific text of a slot that somebody has written.
fn text_of<'a>(
    id: &str,
    documents: &'a [(Scope, Arc<Document>)],
) -> Option<(&'a Scope, &'a Document, &'a SlotText)> {
    documents.iter().rev().find_map(|(scope, document)| {
        let text = document.texts.get(id).filter(|text| !text.is_empty())?;
        Some((scope, document.as_ref(), text))
    })
}
