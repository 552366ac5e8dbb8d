//! Withholds small counts in data that is not the publisher's own, before anything is worked out.
//!
//! A count from 1 to 4 (the profile's `small_count` sets the bound), or a complement as small, is
//! withheld with its value, interval and denominator. Where one withheld number could be taken from a
//! total and its other parts, the smallest of those is withheld too. Published data is left
//! alone: its publisher has done this.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use crate::model::area::AreaCode;
use crate::model::dataset::{Dataset, Observation, Origin, Series, SeriesKey};
use crate::model::directory::Directory;
use crate::model::period::TimePeriod;
use crate::model::profile::{Entry, Profile};
use crate::model::value::Value;

/// Ids from here up are a team's own by convention.
const FIRST_LOCAL_ID: u32 = 900_000;

/// One number that is withheld.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Withheld {
    /// The indicator.
    pub slug: String,
    /// The area.
    pub area: AreaCode,
    /// When.
    pub period: TimePeriod,
    /// Where the row stands.
    pub origin: Origin,
    /// Why.
    pub why: WhyWithheld,
}

/// Why a number is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyWithheld {
    /// Its count is small.
    SmallCount,
    /// What is left of the denominator is small.
    SmallComplement,
    /// It would give away another withheld number.
    GivesAwayAnother,
}

impl WhyWithheld {
    /// Why, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::SmallCount => "the count is small",
            Self::SmallComplement => "what is left of the denominator is small",
            Self::GivesAwayAnother => "it would give away another withheld number",
        }
    }
}

/// Where a number stands: series, area, period.
type Cell = (SeriesKey, AreaCode, TimePeriod);

/// The dataset with small counts withheld, and what was withheld.
pub fn withhold(
    dataset: Dataset,
    profile: &Profile,
    directory: &Directory,
) -> (Dataset, Vec<Withheld>) {
    let mut withheld: BTreeMap<Cell, WhyWithheld> = BTreeMap::new();
    let unchecked: Vec<&Entry> =
        profile.indicators.iter().filter(|entry| !entry.disclosure_checked).collect();
    let ids: BTreeSet<u32> = unchecked.iter().map(|entry| entry.id).collect();
    let small = f64::from(profile.small_count);
    for (key, series) in dataset.series.iter().filter(|(key, _)| ids.contains(&key.indicator)) {
        let local = unchecked.iter().any(|entry| entry.id == key.indicator && entry.local);
        for (area, row) in
            series.areas.iter().flat_map(|(area, rows)| rows.iter().map(move |row| (area, row)))
        {
            if !local && !is_own(&dataset, key, row) {
                continue;
            }
            if let Some(why) = small_number(row, small) {
                withheld.insert((key.clone(), area.clone(), row.period.clone()), why);
            }
        }
    }
    if withheld.is_empty() {
        return (dataset, Vec::new());
    }
    protect(&dataset, directory, &mut withheld);
    let mut safe = dataset;
    let mut list = Vec::new();
    for ((key, area, period), why) in withheld {
        let rows = safe.series.get_mut(&key).and_then(|series| series.areas.get_mut(&area));
        let Some(row) = rows.and_then(|rows| rows.iter_mut().find(|row| row.period == period))
        else {
            continue;
        };
        let slug = unchecked
            .iter()
            .find(|entry| entry.id == key.indicator)
            .map_or_else(|| key.indicator.to_string(), |entry| entry.slug.clone());
        list.push(Withheld { slug, area, period, origin: row.origin, why });
        blank(row, why, profile.small_count);
    }
    list.sort();
    (safe, list)
}

/// Whether a row is a team's own and not a publisher's.
fn is_own(dataset: &Dataset, key: &SeriesKey, row: &Observation) -> bool {
    key.indicator >= FIRST_LOCAL_ID
        || dataset.sources.get(row.origin.source).is_none_or(|source| !source.is_download)
}

fn small_number(row: &Observation, small: f64) -> Option<WhyWithheld> {
    let is_small = |number: f64| number > 0.0 && number < small;
    let count = row.count?;
    if is_small(count) {
        return Some(WhyWithheld::SmallCount);
    }
    is_small(row.denominator? - count).then_some(WhyWithheld::SmallComplement)
}

fn blank(row: &mut Observation, why: WhyWithheld, small_count: u32) {
    let note: Arc<str> = match why {
        WhyWithheld::SmallCount | WhyWithheld::SmallComplement => {
            format!("Withheld: based on fewer than {small_count} people or events").into()
        }
        WhyWithheld::GivesAwayAnother => "Withheld: it would give away another small number".into(),
    };
    row.value = Value::Suppressed;
    row.interval = None;
    row.interval_998 = None;
    row.count = None;
    row.denominator = None;
    row.published = Default::default();
    row.note = Some(note);
}

/// Withholds a second part wherever a total and its other parts would give away the one withheld, until
/// no more are needed.
fn protect(dataset: &Dataset, directory: &Directory, withheld: &mut BTreeMap<Cell, WhyWithheld>) {
    let mut round: Vec<Cell> = withheld.keys().cloned().collect();
    while !round.is_empty() {
        let mut next = Vec::new();
        for cell in &round {
            for family in families(dataset, directory, cell) {
                let hidden = family.iter().filter(|part| withheld.contains_key(*part)).count();
                if hidden != 1 {
                    continue;
                }
                let smallest = family
                    .into_iter()
                    .filter(|part| !withheld.contains_key(part))
                    .filter_map(|part| Some((count(dataset, &part)?, part)))
                    .filter(|(count, _)| *count > 0.0)
                    .min_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
                if let Some((_, part)) = smallest {
                    withheld.insert(part.clone(), WhyWithheld::GivesAwayAnother);
                    next.push(part);
                }
            }
        }
        round = next;
    }
}

fn count(dataset: &Dataset, (key, area, period): &Cell) -> Option<f64> {
    dataset.series.get(key)?.at(area, period)?.count
}

/// The sets of parts that a cell belongs to and whose total is in the data: the sexes, the groups of a
/// category type, the areas of a region. The total itself may be withheld too: then there is no set.
fn families(dataset: &Dataset, directory: &Directory, cell: &Cell) -> Vec<Vec<Cell>> {
    let (key, area, period) = cell;
    let known = |series: Option<&Series>, area: &AreaCode| {
        series.and_then(|series| series.at(area, period)?.count).is_some()
    };
    let mut families = Vec::new();
    if key.sex.as_ref() != "Persons" {
        let both = SeriesKey { sex: "Persons".into(), ..key.clone() };
        if known(dataset.series.get(&both), area) {
            families.push(siblings(dataset, cell, |other| {
                other.sex.as_ref() != "Persons" && other.age == key.age && other.group == key.group
            }));
        }
    }
    if let Some(group) = &key.group {
        let total = SeriesKey { group: None, ..key.clone() };
        if known(dataset.series.get(&total), area) {
            families.push(siblings(dataset, cell, |other| {
                other.sex == key.sex
                    && other.age == key.age
                    && other
                        .group
                        .as_ref()
                        .is_some_and(|of| of.category_type == group.category_type)
            }));
        }
    }
    if let Some(this) = directory.areas.get(area)
        && let Some(region) = &this.region
        && known(dataset.series.get(key), region)
    {
        let parts = directory
            .of_type(this.area_type)
            .filter(|other| other.region.as_ref() == Some(region))
            .map(|other| (key.clone(), other.code.clone(), period.clone()))
            .filter(|part| count(dataset, part).is_some());
        families.push(parts.collect());
    }
    families
}

fn siblings(dataset: &Dataset, cell: &Cell, keep: impl Fn(&SeriesKey) -> bool) -> Vec<Cell> {
    let (key, area, period) = cell;
    dataset
        .series
        .keys()
        .filter(|other| other.indicator == key.indicator && keep(other))
        .map(|other| (other.clone(), area.clone(), period.clone()))
        .filter(|part| count(dataset, part).is_some())
        .collect()
}
