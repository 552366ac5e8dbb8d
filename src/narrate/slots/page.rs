//! Turns a slot's text into what a page prints, and says what is wrong or odd with it.

use std::collections::{BTreeMap, BTreeSet};

use super::Sources;
use super::checks;
use super::render::{At, Rendered, render};
use crate::error::Problem;
use crate::model::near::did_you_mean;
use crate::model::slot::UsedFact;
use crate::model::view::View;
use crate::model::words::Block;
use crate::narrate::markdown::{self, Found, MOST_COLUMNS, What};
use crate::narrate::notes::each_span;
use crate::notice::{Notice, Place};

/// More images than any pack has.
const MOST_IMAGES: usize = 99;
/// The lowest level of headings that PDF knows.
const LOWEST: u8 = 6;

/// What one slot comes to.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) blocks: Vec<Block>,
    pub(super) words: usize,
    pub(super) facts: Vec<UsedFact>,
    pub(super) is_faulty: bool,
}

/// The slots of a pack on their way to its pages.
pub(super) struct Pages<'a> {
    view: &'a View,
    sources: Sources<'a>,
    pub(super) problems: Vec<Problem>,
    pub(super) notices: Vec<Notice>,
    pub(super) images: Vec<String>,
    /// Short forms used, with the place of the first use.
    short_forms: BTreeMap<String, Place>,
    explained: BTreeSet<String>,
}

impl<'a> Pages<'a> {
    pub(super) fn new(view: &'a View, sources: Sources<'a>) -> Self {
        Self {
            view,
            sources,
            problems: Vec::new(),
            notices: Vec::new(),
            images: Vec::new(),
            short_forms: BTreeMap::new(),
            explained: BTreeSet::new(),
        }
    }

    /// Makes a slot's page; nothing but its problems where it has any.
    pub(super) fn page(&mut self, title: &str, level: u8, at: At<'_>) -> Page {
        let before = self.problems.len();
        let page = self.try_page(title, level, at);
        match page {
            Some(page) if self.problems.len() == before => page,
            page => Page { is_faulty: true, ..page.unwrap_or_default() },
        }
    }

    fn try_page(&mut self, title: &str, level: u8, at: At<'_>) -> Option<Page> {
        // A letter without a look stops the pack, but must not hide what else there is to mend.
        self.problems.extend(checks::glyphs(title, at, self.sources.lacks));
        let rendered = match render(self.view, at) {
            Ok(rendered) => rendered,
            Err(problems) => {
                self.problems.extend(problems);
                return None;
            }
        };
        self.notices.extend(rendered.notices.iter().cloned());
        let (mut blocks, found) = markdown::written(&rendered.text);
        for found in &found {
            self.look(found, &rendered, at);
        }
        self.headings(&mut blocks, &found, level, at, &rendered);
        self.finish(&mut blocks, &rendered, title, at);
        let words = count(&mut blocks);
        Some(Page { blocks, words, facts: rendered.facts, is_faulty: false })
    }

    /// One thing in a text.
    fn look(&mut self, found: &Found, rendered: &Rendered, at: At<'_>) {
        let place = |words: &str| rendered.place(at, found.at, words);
        match &found.what {
            What::Words(words) => {
                let words = rendered.with_values(words);
                for (start, count) in checks::long_sentences(&words) {
                    let what = format!("a sentence of {count} words is hard to follow: \"{start} …\"");
                    self.notices.push(Notice::at(what, place(&start)));
                }
                if let Some(broken) = checks::broken_link(&words) {
                    let kind = if broken.starts_with('!') { "image" } else { "link" };
                    self.problems.push(
                        Problem::at(format!("this {kind} can't be read: `{broken}`"), place(broken))
                            .hint("a path with a space stands between `<` and `>`: `(<my map.png>)`"),
                    );
                }
                self.explained.extend(checks::explained(&words));
                for form in checks::short_forms(&words) {
                    self.short_forms
                        .entry(checks::stem(form).to_owned())
                        .or_insert_with(|| place(form));
                }
            }
            What::Image(address, alt) => self.look_at_image(address, alt, rendered, at, found.at),
            What::MisplacedImage(address) => self.problems.push(
                Problem::at("an image can't stand in a heading, a table or a link", place(address))
                    .hint("put it into a paragraph of its own"),
            ),
            What::Link(words, address) => {
                let words = rendered.with_values(words);
                if checks::is_bare(&words) {
                    let what = format!("the link's words, \"{words}\", don't say where it leads");
                    self.notices.push(Notice::at(what, place(&format!("[{words}"))));
                }
                if markdown::web_link(address).is_none() {
                    let what = format!(
                        "a link to `{}` leads neither to the web nor to a mailbox: only its words are printed",
                        rendered.with_values(address)
                    );
                    self.notices.push(Notice::at(what, place(address)));
                }
            }
            What::Heading(_) => {}
            What::TooDeep => self.notices.push(Notice::at(
                "lists are nested deeper than a page can show: what is deeper is put into the list above",
                place(""),
            )),
            What::WideTable(columns) => self.problems.push(
                Problem::at(
                    format!("the table has {columns} columns; a page has room for {MOST_COLUMNS}"),
                    place(""),
                )
                .hint("make two tables of it"),
            ),
            What::UnusedNote(label) => {
                let what = format!("no text refers to the footnote `[^{label}]`: it is printed at the end");
                self.notices.push(Notice::at(what, place(&format!("[^{label}]"))));
            }
        }
    }

    fn look_at_image(
        &mut self,
        address: &str,
        alt: &str,
        rendered: &Rendered,
        at: At<'_>,
        byte: usize,
    ) {
        let address = rendered.with_values(address);
        let place = || rendered.place(at, byte, &address);
        if rendered.with_values(alt).trim().is_empty() {
            self.problems.push(
                Problem::at(format!("the image `{address}` has no alternative text"), place())
                    .hint("say between `![` and `]` what it shows, for people who can't see it"),
            );
        }
        let path = image_path(&address);
        let images = &self.sources.narrative.images;
        match images.get(&path) {
            None if path.split('/').any(|part| part == "..")
                || path.starts_with('/')
                || path.contains(':') =>
            {
                self.problems.push(
                    Problem::at(
                        format!("the image `{address}` is not in the folder of the words"),
                        place(),
                    )
                    .hint("put the file into the folder, and write its path from there"),
                );
            }
            None => {
                let near = did_you_mean(&path, images.keys().map(String::as_str));
                let hint = near.unwrap_or_else(|| {
                    "put it into the folder of the words, as PNG or JPEG".to_owned()
                });
                let what = format!("there is no image `{address}` in the folder of the words");
                self.problems.push(Problem::at(what, place()).hint(hint));
            }
            Some(file) => {
                if let Some(fault) = file.fault {
                    let problem = Problem::at(format!("the image `{address}` {fault}"), place());
                    self.problems
                        .push(problem.hint("put the file itself into the folder, below 20 MB"));
                } else if !self.images.contains(&path) {
                    self.images.push(path);
                }
                if self.images.len() > MOST_IMAGES {
                    let what = format!("there are more than {MOST_IMAGES} images");
                    self.problems.push(Problem::at(what, place()));
                }
            }
        }
    }

    /// Gives headings their level on the page: below the slot's own, and none skipped.
    fn headings(
        &mut self,
        blocks: &mut [Block],
        found: &[Found],
        slot: u8,
        at: At<'_>,
        rendered: &Rendered,
    ) {
        let mut last = slot;
        let places = found.iter().filter(|found| matches!(found.what, What::Heading(_)));
        let mut places = places.map(|found| rendered.place(at, found.at, "#"));
        for block in blocks {
            let Block::Heading { level, .. } = block else {
                continue;
            };
            let wanted = slot.saturating_add(level.saturating_sub(at.written.level).max(1));
            let given = wanted.min(last + 1).min(LOWEST);
            if let Some(place) = places.next()
                && (given != wanted || *level <= at.written.level)
            {
                let what = "the heading skips a level, or is not below the slot's: it is printed one level below";
                self.notices.push(Notice::at(what, place));
            }
            *level = given;
            last = given;
        }
    }

    /// Puts values in, names image files, and looks once more at every letter.
    fn finish(&mut self, blocks: &mut [Block], rendered: &Rendered, title: &str, at: At<'_>) {
        let mut lacking = BTreeSet::new();
        let lacks = self.sources.lacks;
        let mut text = |text: &mut String| {
            let full: String = rendered
                .with_values(text)
                .chars()
                .map(|letter| if letter == '\t' { ' ' } else { letter })
                .filter(|letter| *letter == '\n' || !(letter.is_control() || is_direction(*letter)))
                .collect();
            // What the writer typed has been told, with its place.
            let typed = |letter: &char| at.written.text.contains(*letter);
            lacking.extend(full.chars().filter(|letter| lacks(*letter) && !typed(letter)));
            *text = full;
        };
        finish(blocks, &self.images, &mut text);
        for letter in lacking {
            let problem = checks::glyph(title, letter);
            self.problems.push(Problem { place: Some(at.line(0, None)), ..problem });
        }
    }

    /// Short forms that nothing in the pack explains.
    pub(super) fn never_explained(&mut self) {
        for (form, place) in std::mem::take(&mut self.short_forms) {
            if !self.explained.contains(&form) && !self.sources.explained.contains(&form) {
                let what = format!(
                    "`{form}` is never explained: write it out once, as \"long form ({form})\""
                );
                self.notices.push(Notice::at(what, place));
            }
        }
    }
}

fn finish(blocks: &mut [Block], images: &[String], text: &mut impl FnMut(&mut String)) {
    for block in &mut *blocks {
        finish_one(block, images, text);
    }
    each_span(blocks, &mut |span| {
        text(&mut span.text);
        if let Some(link) = &mut span.link {
            text(link);
        }
        finish(&mut span.note, images, text);
    });
}

fn finish_one(block: &mut Block, images: &[String], text: &mut impl FnMut(&mut String)) {
    match block {
        Block::Code { text: code } => text(code),
        Block::Image { file, alt } => {
            text(alt);
            text(file);
            let path = image_path(file);
            let number = images.iter().position(|known| *known == path).unwrap_or_default() + 1;
            *file = image_file(number);
        }
        Block::List { items, .. } => {
            for block in items.iter_mut().flatten() {
                finish_one(block, images, text);
            }
        }
        Block::Quote { blocks } => {
            for block in blocks {
                finish_one(block, images, text);
            }
        }
        Block::Heading { .. } | Block::Paragraph { .. } | Block::Table { .. } => {}
    }
}

/// Marks that turn the direction of writing, for scripts that the page's font doesn't have.
fn is_direction(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

/// The virtual file of an image, by its number from 1.
pub fn image_file(number: usize) -> String {
    format!("/images/{number:02}")
}

/// A path in the folder as the list of images has it.
fn image_path(address: &str) -> String {
    let path = address.replace("%20", " ").replace('\\', "/");
    let mut path = path.trim();
    while let Some(rest) = path.strip_prefix("./") {
        path = rest;
    }
    path.to_owned()
}

/// How many words there are to read.
fn count(blocks: &mut [Block]) -> usize {
    let mut words = 0;
    for block in &*blocks {
        words += match block {
            Block::Code { text } => text.split_whitespace().count(),
            _ => 0,
        };
    }
    // Spans part words where only their look changes.
    let mut text = String::new();
    each_paragraph(blocks, &mut |paragraph| {
        text.push_str(paragraph);
        text.push('\n');
    });
    words + text.split_whitespace().count()
}

fn each_paragraph(blocks: &[Block], visit: &mut impl FnMut(&str)) {
    let spans = |spans: &[crate::model::words::Span]| -> String {
        spans.iter().map(|span| span.text.as_str()).collect()
    };
    for block in blocks {
        match block {
            Block::Heading { spans: words, .. } | Block::Paragraph { spans: words } => {
                visit(&spans(words));
            }
            Block::List { items, .. } => items.iter().for_each(|item| each_paragraph(item, visit)),
            Block::Quote { blocks } => each_paragraph(blocks, visit),
            Block::Table { header, rows } => {
                std::iter::once(header).chain(rows).flatten().for_each(|cell| visit(&spans(cell)));
            }
            Block::Code { .. } | Block::Image { .. } => {}
        }
    }
}
