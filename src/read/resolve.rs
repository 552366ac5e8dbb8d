//! Finds each profile entry's series in the data.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::error::{Problem, Problems};
use crate::model::dataset::{Dataset, SeriesKey};
use crate::model::profile::{Entry, Profile};
use crate::notice::Notice;

/// Which series belong to which entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resolved {
    /// By slug; entries that the data has nothing for are not there. The key has no group: for an
    /// indicator that has only groups it is the key that its groups share.
    pub series: BTreeMap<String, SeriesKey>,
    /// What the data lacks.
    pub notices: Vec<Notice>,
}

/// A sex and an age.
type Part = (Arc<str>, Arc<str>);

/// The parts of an indicator that the data has.
#[derive(Debug, Default)]
struct Parts {
    /// Those with a row for the area as a whole.
    total: BTreeSet<Part>,
    /// Those with rows for groups.
    grouped: BTreeSet<Part>,
}

/// Finds the series of every entry.
///
/// # Errors
///
/// When an entry answers to several series, and when the data has none of the indicators.
pub fn resolve(profile: &Profile, dataset: &Dataset) -> Result<Resolved, Problems> {
    let held = held(dataset);
    let mut resolved = Resolved::default();
    let mut problems = Vec::new();
    let mut absent = Vec::new();
    for entry in &profile.indicators {
        let Some(parts) = held.get(&entry.id) else {
            absent.push(format!("`{}` ({})", entry.slug, entry.id));
            continue;
        };
        let fitting = |parts: &BTreeSet<Part>| -> Vec<Part> {
            parts.iter().filter(|part| fits(entry, part)).cloned().collect()
        };
        let mut found = fitting(&parts.total);
        if found.is_empty() {
            found = fitting(&parts.grouped);
        }
        match found.as_slice() {
            [] => resolved.notices.push(other_parts(entry, parts)),
            [(sex, age)] => {
                let key = SeriesKey {
                    indicator: entry.id,
                    sex: Arc::clone(sex),
                    age: Arc::clone(age),
                    group: None,
                };
                resolved.notices.extend(breaks_elsewhere(entry, dataset, &key));
                resolved.series.insert(entry.slug.clone(), key);
            }
            several => problems.push(
                Problem::new(format!(
                    "indicator `{}` ({}) could be {}",
                    entry.slug,
                    entry.id,
                    told(several)
                ))
                .hint("say which with `sex` and `age` in the profile"),
            ),
        }
    }
    if absent.len() == profile.indicators.len() {
        problems.push(nothing(profile, &held));
    }
    Problems::none_or(problems)?;
    if !absent.is_empty() {
        resolved.notices.push(Notice::new(format!(
            "{} of the {} indicators {} not in the data: {}",
            absent.len(),
            profile.indicators.len(),
            if absent.len() == 1 { "is" } else { "are" },
            some(&absent)
        )));
    }
    Ok(resolved)
}

/// That a break is before a period that the data doesn't have.
fn breaks_elsewhere(entry: &Entry, dataset: &Dataset, key: &SeriesKey) -> Vec<Notice> {
    let Some(series) = dataset.series.get(key) else {
        return Vec::new();
    };
    let has =
        |label: &str| series.areas.values().flatten().any(|row| &*row.period.label == label.trim());
    let nowhere = entry.breaks.iter().filter(|it| !has(&it.before));
    nowhere
        .map(|it| {
            Notice::new(format!(
                "indicator `{}` ({}) has a break before `{}`, a period that the data doesn't have",
                entry.slug, entry.id, it.before
            ))
        })
        .collect()
}

/// The first few, and how to see the rest.
fn some(absent: &[String]) -> String {
    const FEW: usize = 5;
    if absent.len() <= FEW {
        return absent.join(", ");
    }
    let more = absent.len() - FEW;
    format!("{} and {more} more; `jsnapack indicators` lists them", absent[..FEW].join(", "))
}

fn held(dataset: &Dataset) -> BTreeMap<u32, Parts> {
    let mut held: BTreeMap<u32, Parts> = BTreeMap::new();
    for key in dataset.series.keys() {
        let parts = held.entry(key.indicator).or_default();
        let part = (Arc::clone(&key.sex), Arc::clone(&key.age));
        match key.group {
            None => parts.total.insert(part),
            Some(_) => parts.grouped.insert(part),
        };
    }
    held
}

fn fits(entry: &Entry, (sex, age): &Part) -> bool {
    let same = |wanted: &Option<String>, have: &str| match wanted {
        None => true,
        Some(wanted) => wanted.trim().to_lowercase() == have.trim().to_lowercase(),
    };
    same(&entry.sex, sex) && same(&entry.age, age)
}

fn other_parts(entry: &Entry, parts: &Parts) -> Notice {
    let wanted: Vec<_> =
        [&entry.sex, &entry.age].into_iter().flatten().map(String::as_str).collect();
    let have: Vec<_> = parts.total.union(&parts.grouped).cloned().collect();
    Notice::new(format!(
        "indicator `{}` ({}) is not in the data for {}; the data has {}",
        entry.slug,
        entry.id,
        wanted.join(", "),
        told(&have)
    ))
}

/// "Persons, <15 yrs; Male, <15 yrs".
fn told(parts: &[Part]) -> String {
    parts
        .iter()
        .map(|(sex, age)| match &**age {
            "" => sex.to_string(),
            age => format!("{sex}, {age}"),
        })
        .collect::<Vec<_>>()
        .join("; ")
}

fn nothing(profile: &Profile, held: &BTreeMap<u32, Parts>) -> Problem {
    let ids: Vec<_> = held.keys().take(10).map(u32::to_string).collect();
    Problem::new(format!(
        "none of the profile's {} indicators is in the data",
        profile.indicators.len()
    ))
    .hint(format!(
        "the data has {}{}; give the profile that goes with it with `--profile`",
        ids.join(", "),
        if held.len() > ids.len() { " and others" } else { "" }
    ))
}
