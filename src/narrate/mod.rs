//! Fills text from the View: auto-text from the template's `text/*.j2`, and longer texts from
//! Markdown. Numbers arrive formatted and judgements worded: nothing is worked out here.
//! Templates read no files, and each has a limit on how long it may run.

mod autotext;
mod filters;
pub mod markdown;

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
                Ok(Self { autotext, methods: markdown::blocks(methods), glossary })
            }
            _ => Err(Problems(problems)),
        }
    }

    /// The names that each auto-text takes from the View, with dots: `indicator.trend.phrase`. Those of
    /// its own loops and variables are left out.
    pub fn names(&self) -> Vec<(&'static str, Vec<String>)> {
        self.autotext.names()
    }

    /// Writes the words of one pack.
    pub fn words(&self, view: &View) -> Result<Words, Problems> {
        let (indicators, topics) = self.autotext.write(view)?;
        Ok(Words {
            indicators,
            topics,
            methods: self.methods.clone(),
            glossary: self.glossary.clone(),
        })
    }
}
