//! The drawings of a pack, made fit to stand inside a page.

use std::collections::BTreeMap;

use minijinja::{Value, context};

use crate::error::Problem;

/// Each drawing by name: its width and height in points, its marks as SVG without the element around them, and its
/// alternative text.
pub(super) fn all(
    charts: &BTreeMap<String, String>,
    alts: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, Value>, Problem> {
    let drawing = |(name, svg): (&String, &String)| {
        let (width, height, body) = parts(svg).ok_or_else(|| {
            Problem::new(format!("the drawing `{name}` is no SVG of this program"))
        })?;
        let alt = alts.get(name).map_or("", String::as_str);
        let body = Value::from_safe_string(body.to_owned());
        Ok((name.clone(), context! { width, height, body, alt }))
    };
    charts.iter().map(drawing).collect()
}

/// Width, height and marks of a drawing as `chart::svg` writes it.
fn parts(svg: &str) -> Option<(&str, &str, &str)> {
    let (_, rest) = svg.split_once(" viewBox=\"0 0 ")?;
    let (size, rest) = rest.split_once('"')?;
    let (width, height) = size.split_once(' ')?;
    let (_, rest) = rest.split_once("</title>")?;
    let (body, _) = rest.rsplit_once("</svg>")?;
    Some((width, height, body.trim()))
}
