//! A stand-in for the web page of a pack, until the real one takes its place.

use std::collections::BTreeMap;

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};

use crate::error::{Problem, Problems};
use crate::model::view::View;
use crate::model::words::Words;
use crate::template::{Template, WEB_ENTRY};

const PAGE: &str = "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head><meta charset=\"utf-8\">\
<title>{{ title }}: {{ view.area.name }}</title></head>\n<body><main><h1>{{ title }}: {{ view.area.name }}</h1>\n\
<p>{{ view.date }}</p>\n<ul>{% for slug, it in view.indicators|items %}\
<li>{{ it.label }}: {{ it.value }}, {{ it.period }}</li>{% endfor %}</ul>\n\
{% for slot in words.slots %}<p>{{ slot }}</p>{% endfor %}</main></body>\n</html>\n";

/// A template's web page, compiled once, shared by all areas and threads.
#[derive(Debug)]
pub struct Web {
    env: Environment<'static>,
    title: String,
}

/// What a page is made from.
#[derive(Debug, Clone, Copy)]
pub struct Pack<'a> {
    /// The pack as a reader meets it.
    pub view: &'a View,
    /// Its words.
    pub words: &'a Words,
    /// Its drawings as SVG, by name.
    pub charts: &'a BTreeMap<String, String>,
    /// The drawings' alternative texts by the same names.
    pub alts: &'a BTreeMap<String, String>,
    /// The writers' images by virtual path.
    pub images: &'a BTreeMap<String, Vec<u8>>,
}

impl Web {
    /// Takes up a template's page.
    ///
    /// # Errors
    ///
    /// When the template has none.
    pub fn new(template: &Template) -> Result<Self, Problems> {
        let ours = ["jsna-annex", "board-pack", "one-page-summary"];
        if !template.files.contains_key(WEB_ENTRY) && !ours.contains(&template.name.as_str()) {
            return Err(Problem::new(format!(
                "the template `{}` has no `report.html`, so it can't make web pages",
                template.name
            ))
            .hint("leave `html` out of --outputs")
            .into());
        }
        let mut env = Environment::new();
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_auto_escape_callback(|_| AutoEscape::Html);
        env.add_template("page", PAGE).map_err(|error| Problem::new(error.to_string()))?;
        Ok(Self { env, title: template.title.clone() })
    }

    /// The page of one pack.
    ///
    /// # Errors
    ///
    /// When a name is not in the View.
    pub fn page(&self, pack: &Pack<'_>) -> Result<String, Problems> {
        let failed = |error: minijinja::Error| Problem::new(error.to_string());
        let with = context! {
            title => self.title.clone(),
            view => Value::from(Serde(pack.view)),
            words => Value::from(Serde(pack.words)),
        };
        Ok(self.env.get_template("page").and_then(|page| page.render(with)).map_err(failed)?)
    }
}
