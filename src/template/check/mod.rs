//! What can be known of a template without making a page: names that don't exist, files that are not
//! there or not used, colours too close to each other, text too small.
//!
//! Names are followed from `json("/view.json")` through variables, loops, parameters and methods. Not
//! found: names made at run time (`it.at(variable)`), and values that come out of tables, conditions or
//! functions. Compiling packs finds those, as far as the packs reach them.

mod contrast;
mod known;
mod names;
mod shape;
mod text_names;
mod uses;
mod web_uses;

pub use contrast::ratio;
pub use shape::Shape;
pub use text_names::{page_names, text_names};

use super::Template;
use super::manifest::key_line;
use crate::error::Problem;
use crate::notice::Place;

/// The texts that the program fills or prints, by name; a template's own wins over the shared one.
const TEXTS: [&str; 4] = ["indicator.j2", "topic.j2", "glossary.md", "methods.md"];

/// Everything wrong that can be seen without making a page. `view` and `words` are what a page reads.
pub fn faults(template: &Template, view: &Shape, words: &Shape) -> Vec<Problem> {
    let pages = uses::Pages::of(template);
    let mut problems = pages.faults();
    problems.extend(names::faults(&pages, view, words));
    problems.extend(web_uses::faults(template));
    problems.extend(contrast::faults(template));
    problems
}

/// The files that a template needs to make packs, by virtual path: for a copy of it.
pub fn used_files(template: &Template) -> Vec<&str> {
    uses::Pages::of(template).used().into_iter().collect()
}

/// The place of a key in `template.toml`.
fn at_key(template: &Template, key: &str) -> Option<Place> {
    let file = template.files.get("/template/template.toml")?;
    Some(file.place(key_line(file.text().ok()?, key)))
}
