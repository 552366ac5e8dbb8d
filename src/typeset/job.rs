//! What is typeset for one area, and what comes back.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::drawing::Drawing;

/// One pack to typeset: the files a template sees, and what the PDF says about itself.
#[derive(Debug, Clone, Copy)]
pub struct Job<'a> {
    /// A name that no other pack has and that stays from run to run, such as
    /// `jsna-annex/E08000012`. The PDF's identifier is derived from it.
    pub ident: &'a str,
    /// The pack's date: the PDF's timestamp, and "today" for templates.
    pub date: Date,
    /// The View as JSON; templates read it as `/view.json`.
    pub view: &'a [u8],
    /// The slots' words as JSON; templates read them as `/words.json`.
    pub words: &'a [u8],
    /// Drawings by name; templates place one with `drawing("name")`. Use the same names for
    /// every area: each different name stays in memory until the program ends.
    pub drawings: &'a BTreeMap<String, Drawing>,
    /// Other files by virtual path, such as `/data.csv` for `pdf.attach("/data.csv", …)`. Use the
    /// same paths for every area, as with drawings.
    pub files: &'a BTreeMap<String, Vec<u8>>,
}

/// A finished pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typeset {
    /// The PDF: PDF/UA-1 and PDF/A-3a.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// What is odd but not wrong, in the template's terms.
    pub warnings: Vec<String>,
}
