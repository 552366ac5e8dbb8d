//! What a PDF and a web page say, part by part: each heading with the words that follow it.

use roxmltree::{Document, Node};

use super::{all, is_of, text};
use crate::pdf::tag::{Node as Tagged, Tag};

/// A heading, 1 being the highest of the PDF, and the words up to the next. Before the first it has none.
#[derive(Debug, Default)]
pub(super) struct Section {
    pub(super) level: usize,
    pub(super) heading: String,
    text: String,
}

impl Section {
    /// Its words, without breaks and without the page numbers that only paper has.
    pub(super) fn words(&self) -> Vec<String> {
        let words: Vec<&str> =
            self.text.split_whitespace().filter(|word| !word.is_empty()).collect();
        let mut kept = Vec::new();
        let mut words = words.into_iter().peekable();
        while let Some(word) = words.next() {
            if word == "page" && words.peek().is_some_and(|next| is_number(next)) {
                words.next();
                continue;
            }
            kept.push(word.trim_end_matches(',').to_owned());
        }
        kept.retain(|word| !word.is_empty());
        kept
    }

    /// The words that have a digit, in order, without marks around them.
    pub(super) fn numbers(&self) -> Vec<String> {
        let bare = |word: &String| {
            word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '%').to_owned()
        };
        let words = self.words();
        words.iter().map(bare).filter(|word| word.chars().any(|it| it.is_ascii_digit())).collect()
    }
}

fn is_number(word: &str) -> bool {
    word.trim_end_matches(['.', ',']).bytes().all(|byte| byte.is_ascii_digit())
}

/// The parts of a PDF as it is read out.
pub(super) fn of_pdf(tags: &Tag) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    walk_pdf(tags, &mut sections);
    sections
}

fn walk_pdf(tag: &Tag, sections: &mut Vec<Section>) {
    if let Some(level) = tag.heading_level() {
        sections.push(Section { level, heading: tag.text(), text: String::new() });
        return;
    }
    let Some(last) = sections.last_mut() else { return };
    match tag.role.as_str() {
        // Contents are a list of links on the page; numbers and bullets of lists are the browser's.
        "TOC" => {}
        "Lbl" if !tag.text().is_empty() => last.text.push(' '),
        _ if tag
            .walk()
            .iter()
            .skip(1)
            .any(|it| it.heading_level().is_some() || it.role == "Lbl") =>
        {
            for child in &tag.children {
                match child {
                    Tagged::Tag(child) => walk_pdf(child, sections),
                    Tagged::Text(text) => {
                        if let Some(last) = sections.last_mut() {
                            last.text.push_str(text);
                        }
                    }
                    Tagged::Link(_) => {}
                }
            }
        }
        _ => {
            last.text.push(' ');
            last.text.push_str(&tag.text());
            last.text.push(' ');
        }
    }
}

/// The same parts of a page: what stands in both, with a chart's description, not its letters.
pub(super) fn of_page(page: &Document<'_>) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    walk_page(all(page.root(), &["body"])[0], &mut sections);
    sections
}

/// What a page has besides: what is said on each sheet of paper, captions that the PDF needn't have, ways back.
const BESIDES: [&str; 5] = ["skip", "marks", "unseen", "kept", "back"];

fn walk_page(element: Node<'_, '_>, sections: &mut Vec<Section>) {
    let name = element.tag_name().name();
    let Some(last) = sections.last_mut() else { return };
    if BESIDES.iter().any(|class| is_of(element, class))
        || ["details", "footer", "sup", "style"].contains(&name)
    {
        return;
    }
    // Letters that stand for a mark: the PDF leaves them out as well.
    if name != "svg" && element.attribute("aria-hidden") == Some("true") {
        return;
    }
    // A picture says its alternative text.
    if let Some(said) = match name {
        "svg" => Some(element.attribute("aria-label").unwrap_or_default()),
        "img" => element.attribute("alt"),
        _ => None,
    } {
        last.text.push_str(&format!(" {said} "));
        return;
    }
    let level = name.strip_prefix('h').and_then(|it| it.parse::<usize>().ok());
    if let Some(level) = level.filter(|level| *level > 1) {
        sections.push(Section { level: level - 1, heading: text(element), text: String::new() });
        return;
    }
    let inline = ["a", "strong", "span"].contains(&name);
    if !inline {
        last.text.push(' ');
    }
    for child in element.children() {
        let Some(last) = sections.last_mut() else { return };
        // Of the contents only the heading stands among the words.
        if name == "nav" && child.tag_name().name() != "h2" {
            continue;
        }
        if child.is_text() {
            last.text.push_str(child.text().unwrap_or_default());
        } else if child.is_element() {
            walk_page(child, sections);
        }
    }
    if let (Some(last), false) = (sections.last_mut(), inline) {
        last.text.push(' ');
    }
}
