//! A pack as a web page, from the same parts as its PDF.

use std::collections::BTreeMap;

use super::maker::Parts;
use crate::chart;
use crate::error::Problems;
use crate::web::{Pack, Web};

/// The page of a pack.
pub(super) fn web_page(web: &Web, parts: &Parts) -> Result<String, Problems> {
    let mut charts = BTreeMap::new();
    let mut alts = BTreeMap::new();
    for (name, drawing) in &parts.drawings {
        charts.insert(name.clone(), chart::svg::render(drawing));
        alts.insert(name.clone(), drawing.alt.clone());
    }
    let Parts { view, words, images, .. } = parts;
    web.page(&Pack { view, words, charts: &charts, alts: &alts, images })
}
