//! The drawings of a pack as a page sees them.

use std::collections::BTreeMap;

use minijinja::{Value, context};

/// A drawing to stand inside a page.
#[derive(Debug, Clone)]
pub struct Picture {
    /// Its width in points, as SVG writes it: "480".
    pub width: String,
    /// Its height in points.
    pub height: String,
    /// Its marks as SVG, without the element around them. They go into the page as they are.
    pub body: String,
    /// Its alternative text.
    pub alt: String,
}

/// Each drawing by name: `width`, `height`, `body`, `alt`.
pub(super) fn all(pictures: &BTreeMap<String, Picture>) -> BTreeMap<&str, Value> {
    let values = pictures.iter().map(|(name, it)| {
        let body = Value::from_safe_string(it.body.trim().to_owned());
        let value = context! {
            width => it.width.as_str(),
            height => it.height.as_str(),
            body,
            alt => it.alt.as_str(),
        };
        (name.as_str(), value)
    });
    values.collect()
}
