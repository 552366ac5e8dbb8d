//! `template.toml`: what a template is called and how it looks.

use serde::Deserialize;

use super::TemplateFile;
use crate::error::{Problem, Problems};
use crate::model::slot::SlotSpec;

/// A template's settings.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Its name, good as a folder's name on any system: "jsna-annex".
    pub name: String,
    /// Its title, printed on every page: "JSNA annex".
    pub title: String,
    /// What it is for, in a sentence.
    pub description: String,
    /// How it looks.
    pub theme: Theme,
    /// The places for writers' words, in reading order.
    #[serde(default, rename = "slot")]
    pub slots: Vec<SlotSpec>,
}

/// How a template looks.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// The organisation, printed on the cover.
    pub organisation: Option<String>,
    /// The classification, printed on every page: "OFFICIAL".
    pub classification: Option<String>,
    /// The text's size in points.
    pub font_size_pt: f64,
    /// The main colour: headings, table heads, the cover's band.
    pub accent: String,
    /// Text.
    pub ink: String,
    /// Smaller text beside it.
    pub quiet: String,
    /// Lines between rows.
    pub line: String,
    /// The ground of boxes.
    pub tint: String,
    /// The ground of the mark for made-up numbers.
    pub warning: String,
}

impl Theme {
    fn colours(&self) -> [(&'static str, &str); 6] {
        [
            ("accent", &self.accent),
            ("ink", &self.ink),
            ("quiet", &self.quiet),
            ("line", &self.line),
            ("tint", &self.tint),
            ("warning", &self.warning),
        ]
    }
}

impl Manifest {
    /// Reads and checks `template.toml`.
    pub(super) fn parse(file: &TemplateFile) -> Result<Self, Problems> {
        let text = file.text()?;
        let manifest: Self = toml::from_str(text).map_err(|error| {
            let line = error
                .span()
                .map(|span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            Problem::at(error.message().trim_end().to_owned(), file.place(line))
        })?;
        let at_key = |key: &str, what: String| {
            let line = text
                .lines()
                .position(|line| line.trim_start().starts_with(key))
                .map(|index| index + 1);
            Problem::at(what, file.place(line))
        };
        let mut problems = Vec::new();
        if !is_plain_name(&manifest.name) {
            problems.push(
                at_key("name", format!("`{}` can't be a template's name", manifest.name))
                    .hint("use small letters, digits and hyphens"),
            );
        }
        for (key, colour) in manifest.theme.colours() {
            if !is_colour(colour) {
                problems.push(
                    at_key(key, format!("`{colour}` is no colour")).hint("write it as `#12436D`"),
                );
            }
        }
        if !(12.0..=24.0).contains(&manifest.theme.font_size_pt) {
            problems.push(
                at_key(
                    "font_size_pt",
                    format!("the text can't be {} pt", manifest.theme.font_size_pt),
                )
                .hint("use 12 to 24: smaller text can't be read by everyone"),
            );
        }
        problems.extend(slot_problems(&manifest.slots).into_iter().map(|(number, problem)| {
            let starts = text.lines().enumerate().filter(|(_, line)| line.trim() == "[[slot]]");
            let line = starts.map(|(index, _)| index + 1).nth(number);
            Problem { place: Some(file.place(line)), ..problem }
        }));
        Problems::none_or(problems)?;
        Ok(manifest)
    }
}

/// What is wrong with slots, by their number.
fn slot_problems(slots: &[SlotSpec]) -> Vec<(usize, Problem)> {
    let mut problems = Vec::new();
    for (number, slot) in slots.iter().enumerate() {
        if !is_plain_name(&slot.id) {
            let problem = Problem::new(format!("`{}` can't be a slot's id", slot.id));
            problems.push((number, problem.hint("use small letters, digits and hyphens")));
        }
        let same = |other: &SlotSpec| other.id == slot.id && other.per == slot.per;
        if slots.iter().take(number).any(same) {
            problems.push((number, Problem::new(format!("the slot `{}` is there twice", slot.id))));
        }
        let empty = [("title", &slot.title), ("prompt", &slot.prompt)];
        for (what, _) in empty.into_iter().filter(|(_, text)| text.trim().is_empty()) {
            problems.push((number, Problem::new(format!("the slot `{}` has no {what}", slot.id))));
        }
        if slot.max_words == Some(0) {
            let problem = Problem::new(format!("the slot `{}` allows no words", slot.id));
            problems.push((number, problem.hint("leave `max_words` out for no limit")));
        }
    }
    problems
}

fn is_plain_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 60
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
