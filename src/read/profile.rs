//! Reads a profile. What makes a profile right is in `read::profile_check`.

use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use super::overlay;
use super::profile_check::check;
use super::toml_place::place_of;
use crate::error::{Problem, Problems};
use crate::model::profile::{Entry, Profile, Topic};
use crate::model::snapshot::Base;
use crate::notice::Place;

/// Reads and checks the text of a profile.
///
/// # Errors
///
/// Everything that is wrong with it, by line.
pub fn profile(text: &str, path: &Path) -> Result<Profile, Problems> {
    profile_over(text, path, None)
}

/// Reads and checks the text of a profile that lies over what a service says: fields that an indicator
/// leaves out are the service's.
///
/// # Errors
///
/// Everything that is wrong with it, by line.
pub fn profile_over(text: &str, path: &Path, base: Option<&Base>) -> Result<Profile, Problems> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let mut problems: Vec<_> = errors.iter().map(|error| told(error, text, path)).collect();
        problems.sort_by(|a, b| a.place.cmp(&b.place));
        return Err(Problems(problems));
    }
    let span = table.span();
    let mut table = table.into_inner();
    let additions = base.map(|base| overlay::additions(&table, base)).unwrap_or_default();
    overlay::add(&mut table, &additions);
    let lines = Lines {
        topics: starts(&table, "topic"),
        indicators: starts(&table, "indicator"),
        text,
        path,
    };
    match Profile::deserialize(Deserializer::from(Spanned::new(span, table.clone()))) {
        Ok(profile) => {
            Problems::none_or(check(&profile, &lines))?;
            Ok(profile)
        }
        Err(error) => {
            let mut problems = parts::<Topic>(&table, "topic", text, path);
            problems.extend(parts::<Entry>(&table, "indicator", text, path));
            let whole = told(&error, text, path);
            if !problems.contains(&whole) {
                problems.insert(0, whole);
            }
            Err(Problems(problems))
        }
    }
}

/// Where the topics and indicators of a profile stand.
pub(super) struct Lines<'t> {
    topics: Vec<Range<usize>>,
    indicators: Vec<Range<usize>>,
    text: &'t str,
    path: &'t Path,
}

impl Lines<'_> {
    /// The place of a topic, by its number.
    pub(super) fn topic(&self, index: usize) -> Place {
        place_of(self.text, self.path, self.topics.get(index).cloned())
    }

    /// The place of an indicator, by its number.
    pub(super) fn indicator(&self, index: usize) -> Place {
        place_of(self.text, self.path, self.indicators.get(index).cloned())
    }

    /// The profile as a whole.
    pub(super) fn whole(&self) -> Place {
        place_of(self.text, self.path, None)
    }
}

fn elements<'t, 'a>(table: &'a DeTable<'t>, name: &str) -> &'a [Spanned<DeValue<'t>>] {
    table.get(name).and_then(|value| value.get_ref().as_array()).map_or(&[], |array| array)
}

fn starts(table: &DeTable<'_>, name: &str) -> Vec<Range<usize>> {
    elements(table, name).iter().map(Spanned::span).collect()
}

/// What is wrong with each topic or indicator by itself.
fn parts<'t, T: Deserialize<'t>>(
    table: &DeTable<'t>,
    name: &str,
    text: &str,
    path: &Path,
) -> Vec<Problem> {
    elements(table, name)
        .iter()
        .filter_map(|element| T::deserialize(element.clone().into_deserializer()).err())
        .map(|error: toml::de::Error| told(&error, text, path))
        .collect()
}

fn told(error: &toml::de::Error, text: &str, path: &Path) -> Problem {
    let what = error.message().trim().replace('\n', ", ");
    Problem::at(what, place_of(text, path, error.span()))
}
