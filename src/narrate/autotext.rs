//! Auto-text: what is said about each indicator and topic, from the template's minijinja texts.
//! A line that starts with "- " is a highlight; other lines run on into a paragraph, and an empty
//! line starts a new one.

use std::collections::BTreeMap;
use std::path::PathBuf;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, ErrorKind, UndefinedBehavior, Value, context};

use crate::error::{Problem, Problems};
use crate::model::view::View;
use crate::model::words::TopicWords;
use crate::notice::Place;
use crate::template::Template;

use super::filters;

/// Steps a text may take: a hundred times what the longest of ours needs.
const FUEL: u64 = 200_000;

const INDICATOR: &str = "indicator.j2";
const TOPIC: &str = "topic.j2";

#[derive(Debug)]
pub(super) struct AutoText {
    env: Environment<'static>,
    /// Where a person finds each text.
    shown: BTreeMap<&'static str, PathBuf>,
}

/// Paragraphs by slug, and topics' words by id.
type Written = (BTreeMap<String, String>, BTreeMap<String, TopicWords>);

impl AutoText {
    /// Takes up the texts and checks their syntax.
    pub(super) fn new(template: &Template) -> Result<Self, Problems> {
        let mut env = Environment::new();
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_fuel(Some(FUEL));
        // Errors then know which words they are about.
        env.set_debug(true);
        env.set_syntax(whole_line_blocks());
        env.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
        filters::add(&mut env);
        let mut texts = Self { env, shown: BTreeMap::new() };
        let mut problems = Vec::new();
        for name in [INDICATOR, TOPIC] {
            if let Err(problem) = texts.add(template, name) {
                problems.push(problem);
            }
        }
        Problems::none_or(problems)?;
        Ok(texts)
    }

    fn add(&mut self, template: &Template, name: &'static str) -> Result<(), Problem> {
        let text = template.text(name)?;
        self.shown.insert(name, text.shown.to_path_buf());
        self.env
            .add_template_owned(name, text.text.to_owned())
            .map_err(|error| self.problem(name, &error, None))
    }

    /// Writes about each indicator and topic of a View.
    pub(super) fn write(&self, view: &View) -> Result<Written, Problems> {
        let whole = Value::from(Serde(view));
        let mut problems = Vec::new();
        let mut fill = |name: &'static str, what: &str, with: Value| {
            self.fill(name, &whole, with).unwrap_or_else(|error| {
                problems.push(self.problem(name, &error, Some(what)));
                TopicWords::default()
            })
        };
        let indicators = view.indicators.iter().map(|(slug, indicator)| {
            let with = context! { indicator => Value::from(Serde(indicator)) };
            let words = fill(INDICATOR, slug, with);
            (slug.clone(), words.summary.join(" "))
        });
        let indicators = indicators.collect();
        let topics = view.topics.iter().map(|topic| {
            let with = context! { topic => Value::from(Serde(topic)) };
            (topic.id.clone(), fill(TOPIC, &topic.id, with))
        });
        let topics = topics.collect();
        Problems::none_or(problems)?;
        Ok((indicators, topics))
    }

    /// The names that each text takes from the View, with dots: `indicator.trend.phrase`.
    pub(super) fn names(&self) -> Vec<(&'static str, Vec<String>)> {
        let names = |name: &str| {
            let text = self.env.get_template(name).ok();
            text.map(|text| text.undeclared_variables(true).into_iter().collect())
        };
        [INDICATOR, TOPIC].map(|name| (name, names(name).unwrap_or_default())).into()
    }

    fn fill(&self, name: &str, view: &Value, with: Value) -> Result<TopicWords, minijinja::Error> {
        let with = context! { ..with, ..view.clone() };
        Ok(lines(&self.env.get_template(name)?.render(with)?))
    }

    /// The piece of a text that an error is about.
    fn words_at(&self, name: &str, error: &minijinja::Error) -> Option<String> {
        let text = self.env.get_template(name).ok()?;
        text.source().get(error.range()?).map(ToOwned::to_owned)
    }

    /// A problem in a text: which file, which line, and for which indicator or topic.
    fn problem(
        &self,
        name: &'static str,
        error: &minijinja::Error,
        about: Option<&str>,
    ) -> Problem {
        let what = match error.kind() {
            ErrorKind::OutOfFuel => "this text runs for too long".to_owned(),
            ErrorKind::UndefinedError => match self.words_at(name, error) {
                Some(words) => format!("`{words}` is not in the view"),
                None => "a name used here is not in the view".to_owned(),
            },
            kind => error.detail().map_or_else(|| kind.to_string(), ToOwned::to_owned),
        };
        let what = match about {
            Some(about) => format!("{what} (for `{about}`)"),
            None => what,
        };
        let place = Place {
            path: self.shown.get(name).cloned().unwrap_or_else(|| name.into()),
            line: error.line().map(|line| line as u64),
            column: None,
        };
        let problem = Problem::at(what, place);
        match error.kind() {
            ErrorKind::UndefinedError => problem.hint("docs/view.md lists the names"),
            _ => problem,
        }
    }
}

/// `{% … %}` on a line of its own leaves no empty line.
fn whole_line_blocks() -> SyntaxConfig {
    SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().unwrap_or_default()
}

/// Splits a filled text into paragraphs and highlights.
fn lines(text: &str) -> TopicWords {
    let mut words = TopicWords::default();
    let mut paragraph = String::new();
    for line in text.lines().chain([""]) {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        match line.strip_prefix("- ") {
            Some(highlight) => words.highlights.push(highlight.to_owned()),
            None if line.is_empty() => {
                if !paragraph.is_empty() {
                    words.summary.push(std::mem::take(&mut paragraph));
                }
            }
            None => {
                if !paragraph.is_empty() {
                    paragraph.push(' ');
                }
                paragraph.push_str(&line);
            }
        }
    }
    words
}
