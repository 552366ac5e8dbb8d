//! `template.toml`: what a template is called and how it looks.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::TemplateFile;
use crate::error::{Problem, Problems};
use crate::model::slot::SlotSpec;

/// Smaller text is hard to read; tables of larger text break.
const FONT_SIZES_PT: RangeInclusive<f64> = 12.0..=18.0;

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
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// The organisation, printed on the cover.
    pub organisation: Option<String>,
    /// The classification, printed on every page: "OFFICIAL".
    pub classification: Option<String>,
    /// The logo on the cover: a PNG or SVG file in the template's folder.
    pub logo: Option<String>,
    /// What the logo shows, for a reader who can't see it.
    pub logo_alt: Option<String>,
    /// The text's size in points, 12 to 18; everything else grows with it.
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
    pub(super) fn colours(&self) -> [(&'static str, &str); 6] {
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

impl Theme {
    /// What is wrong with the logo, and what to do.
    fn logo_fault(&self, files: &BTreeMap<String, TemplateFile>) -> Option<(String, String)> {
        let logo = match (&self.logo, &self.logo_alt) {
            (Some(logo), _) => logo,
            (None, Some(_)) => {
                let what = "there is a `logo_alt` but no `logo`".to_owned();
                return Some((what, "name the logo's file, or remove the line".to_owned()));
            }
            (None, None) => return None,
        };
        let Some(file) = files.get(&format!("/template/{logo}")) else {
            let what = format!("there is no logo file `{logo}` in the template's folder");
            return Some((what, "put the file beside template.toml".to_owned()));
        };
        let name = logo.to_lowercase();
        let is_picture = (name.ends_with(".png") && file.bytes.starts_with(b"\x89PNG"))
            || (name.ends_with(".svg") && file.bytes.windows(4).any(|bytes| bytes == b"<svg"));
        if !is_picture {
            let what = format!("the logo `{logo}` is no PNG or SVG picture");
            return Some((what, "save it as .png or .svg".to_owned()));
        }
        if self.logo_alt.as_ref().is_none_or(|alt| alt.trim().is_empty()) {
            let what = "the logo has no alternative text".to_owned();
            let hint = "say what it shows: `logo_alt = \"Logo of Anytown Council\"`";
            return Some((what, hint.to_owned()));
        }
        None
    }
}

impl Manifest {
    /// Reads `template.toml`, and says what is wrong with its settings.
    ///
    /// # Errors
    ///
    /// When it can't be read at all.
    pub(super) fn parse(
        file: &TemplateFile,
        files: &BTreeMap<String, TemplateFile>,
    ) -> Result<(Self, Vec<Problem>), Problems> {
        let text = file.text()?;
        let manifest: Self = toml::from_str(text).map_err(|error| {
            let line = error
                .span()
                .map(|span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            Problem::at(error.message().trim_end().to_owned(), file.place(line))
        })?;
        let at_key = |key: &str, what: String| Problem::at(what, file.place(key_line(text, key)));
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
        if !FONT_SIZES_PT.contains(&manifest.theme.font_size_pt) {
            problems.push(
                at_key(
                    "font_size_pt",
                    format!("the text can't be {} pt", manifest.theme.font_size_pt),
                )
                .hint("use 12 to 18: smaller text can't be read by everyone, tables of larger text break"),
            );
        }
        problems.extend(slot_problems(&manifest.slots).into_iter().map(|(number, problem)| {
            let starts = text.lines().enumerate().filter(|(_, line)| line.trim() == "[[slot]]");
            let line = starts.map(|(index, _)| index + 1).nth(number);
            Problem { place: Some(file.place(line)), ..problem }
        }));
        if let Some((what, hint)) = manifest.theme.logo_fault(files) {
            problems.push(at_key("logo", what).hint(hint));
        }
        Ok((manifest, problems))
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

/// The line of a key, counted from 1.
pub(super) fn key_line(text: &str, key: &str) -> Option<usize> {
    let is_key = |line: &str| {
        let rest = line.trim_start().strip_prefix(key);
        rest.is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    text.lines().position(is_key).map(|index| index + 1)
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
