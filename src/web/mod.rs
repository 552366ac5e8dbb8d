//! Web pages: a pack as one HTML file that needs nothing else, from the template's `report.html`.
//! Says what the PDF says, from the same View and words. Formats no number, writes no words, touches no file.
//! Colours of the page: `colours`. What a page can call: `pieces` and `filters`.

mod colours;
mod drawings;
mod escape;
mod filters;
mod pieces;

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior, Value, context};

use crate::error::{Problem, Problems};
use crate::model::view::View;
use crate::model::words::Words;
use crate::notice::Place;
use crate::template::{Template, WEB_ENTRY};

pub use colours::{Colours, Palette, colours};
pub use drawings::Picture;

/// Steps a page may take: some thirty times what the longest of ours needs.
const FUEL: u64 = 20_000_000;

/// A template's web page, compiled once and shared by all areas and threads.
#[derive(Debug)]
pub struct Web {
    env: Environment<'static>,
    /// What is the same on every page: settings, colours, the logo.
    fixed: Value,
    /// Where a person finds each file, by virtual path.
    shown: BTreeMap<String, std::path::PathBuf>,
}

/// What a page is made from.
#[derive(Debug, Clone, Copy)]
pub struct Pack<'a> {
    /// The pack as a reader meets it.
    pub view: &'a View,
    /// Its words.
    pub words: &'a Words,
    /// Its drawings by name.
    pub drawings: &'a BTreeMap<String, Picture>,
    /// The writers' images by virtual path, PNG or JPEG.
    pub images: &'a BTreeMap<String, Vec<u8>>,
}

impl Web {
    /// Takes up a template's page and the files that it may include.
    ///
    /// # Errors
    ///
    /// When the template has no `report.html`, or a file can't be compiled: which and where.
    pub fn new(template: &Template) -> Result<Self, Problems> {
        if !template.files.contains_key(WEB_ENTRY) {
            return Err(Problem::new(format!(
                "the template `{}` has no `report.html`, so it can't make web pages",
                template.name
            ))
            .hint("leave `html` out of --outputs, or copy one: `jsnapack template eject jsna-annex FOLDER`")
            .into());
        }
        let mut env = Environment::new();
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_fuel(Some(FUEL));
        env.set_syntax(whole_line_blocks());
        // Whatever the file is called: only style sheets are no HTML, and no value stands in those.
        env.set_auto_escape_callback(|_| AutoEscape::Html);
        env.set_formatter(escape::formatter);
        filters::add(&mut env);
        let fixed = context! {
            title => template.title.as_str(),
            theme => Value::from(Serde(&template.manifest.theme)),
            colours => Value::from(Serde(&colours(&template.manifest.theme))),
            logo => logo(template),
        };
        let mut web = Self { env, fixed, shown: BTreeMap::new() };
        let mut problems = Vec::new();
        for (path, file) in template.files.iter().filter(|(path, _)| is_page(path)) {
            web.shown.insert(path.clone(), file.shown.clone());
            match file.text() {
                Ok(text) => {
                    let added = web.env.add_template_owned(path.clone(), text.to_owned());
                    problems.extend(added.err().map(|error| web.problem(&error)));
                }
                Err(problem) => problems.push(problem),
            }
        }
        Problems::none_or(problems)?;
        Ok(web)
    }

    /// The page of one pack: the same bytes for the same pack.
    ///
    /// # Errors
    ///
    /// When a page uses a name that the View doesn't have, or runs for too long: which file and line.
    pub fn page(&self, pack: &Pack<'_>) -> Result<String, Problems> {
        let drawings = drawings::all(pack.drawings);
        let images: BTreeMap<&str, Value> =
            pack.images.iter().map(|(path, bytes)| (path.as_str(), data_uri(bytes))).collect();
        let own = context! {
            view => Value::from(Serde(pack.view)),
            words => Value::from(Serde(pack.words)),
            numbers => Value::from(Serde(&pack.view.numbers)),
            drawings,
            images,
            symbols => Value::from_object(pieces::Symbols::default()),
            heading => Value::from_object(pieces::Headings::default()),
            count => Value::from_object(pieces::Counts::default()),
            notes => Value::from_object(pieces::Notes::default()),
        };
        let page = self
            .env
            .get_template(WEB_ENTRY)
            .and_then(|entry| entry.render(context! { ..own, ..self.fixed.clone() }));
        page.map_err(|error| self.problem(&error).into())
    }

    /// The names that each file takes from what it is given, with dots, by virtual path. Those of its own loops
    /// and variables are left out.
    pub fn names(&self) -> Vec<(&str, Vec<String>)> {
        let names = self.shown.keys().filter_map(|path| {
            let page = self.env.get_template(path).ok()?;
            Some((path.as_str(), page.undeclared_variables(true).into_iter().collect()))
        });
        names.collect()
    }

    /// What a person is told of a failure: the innermost file and line.
    fn problem(&self, error: &minijinja::Error) -> Problem {
        let mut inner = error;
        while let Some(source) =
            std::error::Error::source(inner).and_then(|it| it.downcast_ref::<minijinja::Error>())
        {
            inner = source;
        }
        let what = match inner.kind() {
            ErrorKind::OutOfFuel => "this page runs for too long".to_owned(),
            ErrorKind::UndefinedError => match inner.detail() {
                Some(detail) => format!("a name used here is not in the view: {detail}"),
                None => "a name used here is not in the view".to_owned(),
            },
            kind => inner.detail().map_or_else(|| kind.to_string(), ToOwned::to_owned),
        };
        let name = inner.name().or_else(|| error.name()).unwrap_or(WEB_ENTRY);
        let line = inner.line().or_else(|| error.line());
        let place = Place {
            path: self.shown.get(name).cloned().unwrap_or_else(|| name.into()),
            line: line.map(|line| line as u64),
            column: None,
        };
        let problem = Problem::at(what, place);
        match inner.kind() {
            ErrorKind::UndefinedError => problem.hint("docs/view.md lists the names"),
            _ => problem,
        }
    }
}

/// Whether a file of a template is a page, a part of one or its style sheet.
fn is_page(path: &str) -> bool {
    let ending = std::path::Path::new(path).extension();
    ending.is_some_and(|ending| ending == "html" || ending == "css")
}

/// `{% … %}` on a line of its own leaves no empty line.
fn whole_line_blocks() -> SyntaxConfig {
    SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().unwrap_or_default()
}

/// The theme's logo as an address that holds it; none without.
fn logo(template: &Template) -> Option<Value> {
    let logo = template.manifest.theme.logo.as_ref()?;
    Some(data_uri(&template.files.get(&format!("/template/{logo}"))?.bytes))
}

/// A picture as an address that holds it. A page loads an SVG so as a picture: nothing in it runs.
fn data_uri(bytes: &[u8]) -> Value {
    let kind = match bytes {
        [0x89, b'P', b'N', b'G', ..] => "png",
        [0xFF, 0xD8, ..] => "jpeg",
        _ => "svg+xml",
    };
    Value::from_safe_string(format!("data:image/{kind};base64,{}", STANDARD.encode(bytes)))
}
