//! Fills text from the View: auto-text from the template's `text/*.j2`, and longer texts from
//! Markdown. Numbers arrive formatted and judgements worded: nothing is worked out here.
//! Templates read no files, and each has a limit on how long it may run.

mod autotext;
mod filters;
mod glossary;
pub mod markdown;
mod methods;
mod notes;
pub mod outline;
pub mod slots;

use std::collections::BTreeSet;
use std::path::Path;

use crate::error::{Problem, Problems};
use crate::model::view::View;
use crate::model::words::{SlotWords, Words};
use crate::template::Template;
use autotext::AutoText;
use glossary::Glossary;

/// The methods page: the same text on the web and in the pack.
const METHODS: &str = include_str!("../../docs/methods.md");

/// Writes the words of packs of one template. Shared by all areas and threads.
#[derive(Debug)]
pub struct Narrator {
    autotext: AutoText,
    methods: methods::Page,
    glossary: Glossary,
}

impl Narrator {
    /// Takes up a template's texts and checks them, so that mistakes show before any pack.
    pub fn new(template: &Template) -> Result<Self, Problems> {
        let mut problems: Vec<Problem> = Vec::new();
        let autotext = AutoText::new(template).map_err(|Problems(found)| problems.extend(found));
        let glossary = template
            .text("glossary.md")
            .map(|glossary| Glossary::new(glossary.text, &template.title))
            .map_err(|problem| problems.push(problem));
        // A template may bring its own methods text.
        let own = template.text("methods.md").ok();
        let (shown, methods) =
            own.map_or((Path::new("docs/methods.md"), METHODS), |own| (own.shown, own.text));
        let methods = methods::Page::new(methods, shown).map_err(|problem| problems.push(problem));
        match (autotext, glossary, methods) {
            (Ok(autotext), Ok(glossary), Ok(methods)) => Ok(Self { autotext, methods, glossary }),
            _ => Err(Problems(problems)),
        }
    }

    /// The short forms and terms that the glossary explains.
    pub fn terms(&self) -> &BTreeSet<String> {
        self.glossary.terms()
    }

    /// The names that each auto-text takes from the View, with dots: `indicator.trend.phrase`. Those of
    /// its own loops and variables are left out.
    pub fn names(&self) -> Vec<(&'static str, Vec<String>)> {
        self.autotext.names()
    }

    /// Writes the words of one pack around the writers' own.
    pub fn words(&self, view: &View, slots: Vec<SlotWords>) -> Result<Words, Problems> {
        let (indicators, topics) = self.autotext.write(view)?;
        let methods = self.methods.of(view);
        let mut words = Words { indicators, topics, methods, slots, ..Words::default() };
        words.glossary = self.glossary.of(view, &words);
        Ok(words)
    }
}
