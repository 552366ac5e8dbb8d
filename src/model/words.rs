//! The words of a pack, ready to be set: text about each indicator and topic, and longer texts.
//! Written by `narrate`; the pages read them as `/words.json`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::slot::Position;

/// Everything a pack says in sentences.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    /// A paragraph about each indicator, by slug.
    pub indicators: BTreeMap<String, String>,
    /// What the values of each topic say together, by id.
    pub topics: BTreeMap<String, TopicWords>,
    /// How the numbers are worked out.
    pub methods: Vec<Block>,
    /// What short forms and terms mean.
    pub glossary: Vec<Block>,
    /// Whether the pack is a draft, which every page says.
    pub draft: bool,
    /// The writers' words, and what is still to be written, in reading order.
    pub slots: Vec<SlotWords>,
}

/// The words of one slot, or what a draft prints in their place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SlotWords {
    /// Its id: "foreword", "services/why-it-matters".
    pub id: String,
    /// The id of the topic whose chapter it stands in.
    pub topic: Option<String>,
    /// Where in the pack or chapter.
    pub place: Position,
    /// Its heading.
    pub title: String,
    /// The level of its heading: 1 in the pack, 2 in a chapter.
    pub level: u8,
    /// What a draft asks the writer for where nothing is written.
    pub prompt: Option<String>,
    /// What the page says above words that were signed off against other data.
    pub moved: Option<String>,
    /// The words; headings have their level on the page.
    pub blocks: Vec<Block>,
}

/// What the values of a topic say together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TopicWords {
    /// Paragraphs, the exceptions first.
    pub summary: Vec<String>,
    /// The exceptions by name, one line a class.
    pub highlights: Vec<String>,
}

/// A piece of a longer text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Block {
    /// A heading.
    Heading {
        /// 1 is the highest.
        level: u8,
        /// Its words.
        spans: Vec<Span>,
    },
    /// A paragraph.
    Paragraph {
        /// Its words.
        spans: Vec<Span>,
    },
    /// A list.
    List {
        /// The first number; none for bullets.
        start: Option<u64>,
        /// Each item, which may hold further blocks.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote {
        /// What is quoted.
        blocks: Vec<Block>,
    },
    /// A table with one heading row.
    Table {
        /// The heading row.
        header: Vec<Vec<Span>>,
        /// The rows below, as long as the heading row.
        rows: Vec<Vec<Vec<Span>>>,
    },
    /// Lines to be set as they are.
    Code {
        /// The lines.
        text: String,
    },
    /// A picture.
    Image {
        /// The virtual file: "/images/01".
        file: String,
        /// What it shows, for whoever can't see it.
        alt: String,
    },
}

/// Words that look alike.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The words.
    pub text: String,
    /// Bold: what the writer stressed. There are no italics.
    #[serde(skip_serializing_if = "is_false")]
    pub bold: bool,
    /// Where a link leads: `https:`, `http:` or `mailto:`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// A footnote that is marked here, in place of words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub note: Vec<Block>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
fn is_false(value: &bool) -> bool {
    !value
}
