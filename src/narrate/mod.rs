//! Fills text from the View: auto-text from the template's `text/*.j2`, and longer texts from
//! Markdown. Numbers arrive formatted and judgements worded: nothing is worked out here.
//! Templates read no files, and each has a limit on how long it may run.

mod autotext;
mod filters;
pub mod markdown;
mod notes;
pub mod outline;
pub mod slots;

use std::collections::BTreeSet;

use crate::error::{Problem, Problems};
use crate::model::view::View;
use crate::model::words::{Block, Words};
use crate::template::Template;
use autotext::AutoText;

/// The methods page: the same text on the web and in the pack.
const METHODS: &str = include_str!("../../docs/methods.md");

/// Where the part for analysts begins, which the pack leaves out: formulae, sources and tests.
const PRINTED_UP_TO: &str = "<!-- The pack prints this page up to here. -->";

/// Writes the words of packs of one template. Shared by all areas and threads.
#[derive(Debug)]
pub struct Narrator {
    autotext: AutoText,
    methods: Vec<Block>,
    glossary: Vec<Block>,
    /// The terms that the glossary explains.
    terms: BTreeSet<String>,
}

impl Narrator {
    /// Takes up a template's texts and checks them, so that mistakes show before any pack.
    pub fn new(template: &Template) -> Result<Self, Problems> {
        let mut problems: Vec<Problem> = Vec::new();
        let autotext = AutoText::new(template).map_err(|Problems(found)| problems.extend(found));
        let glossary = template
            .text("glossary.md")
            .map(|glossary| markdown::blocks(glossary.text))
            .map_err(|problem| problems.push(problem));
        // A template may bring its own methods text.
        let methods = template.text("methods.md").map_or(METHODS, |methods| methods.text);
        let methods = methods.split(PRINTED_UP_TO).next().unwrap_or(methods);
        match (autotext, glossary) {
            (Ok(autotext), Ok(glossary)) => {
                let (methods, terms) = (markdown::blocks(methods), terms(&glossary));
                Ok(Self { autotext, methods, glossary, terms })
            }
            _ => Err(Problems(problems)),
        }
    }

    /// The short forms and terms that the glossary explains.
    pub fn terms(&self) -> &BTreeSet<String> {
        &self.terms
    }

    /// The names that each auto-text takes from the View, with dots: `indicator.trend.phrase`. Those of
    /// its own loops and variables are left out.
    pub fn names(&self) -> Vec<(&'static str, Vec<String>)> {
        self.autotext.names()
    }

    /// Writes the words of one pack, all but the writers' own.
    pub fn words(&self, view: &View) -> Result<Words, Problems> {
        let (indicators, topics) = self.autotext.write(view)?;
        Ok(Words {
            indicators,
            topics,
            methods: self.methods.clone(),
            glossary: self.glossary.clone(),
            ..Words::default()
        })
    }
}

/// What stands in the first column of the glossary's tables.
fn terms(glossary: &[Block]) -> BTreeSet<String> {
    let tables = glossary.iter().filter_map(|block| match block {
        Block::Table { rows, .. } => Some(rows),
        _ => None,
    });
    let first = tables.flatten().filter_map(|row| row.first());
    first.map(|cell| cell.iter().map(|span| span.text.as_str()).collect()).collect()
}
