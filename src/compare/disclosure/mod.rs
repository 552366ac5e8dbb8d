//! Withholds small counts in data that is not the publisher's own, before anything is worked out.
//!
//! A count from 1 to 4 (the profile's `small_count` sets the bound), or a complement as small, is
//! withheld with its value, interval and denominator; a count that isn't given is taken from value and
//! denominator. Where the numbers of a sum would give away those withheld (the sexes, the groups, age bands, the years of
//! a pooled period, the areas of a region or of England), the smallest of the others is withheld too. Where it can't
//! be told what adds up to what (finer and coarser groups of one kind, districts), all of the others are. Published data
//! is left alone: its publisher has done this.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::convert::multiplier;
use crate::model::area::AreaCode;
use crate::model::dataset::{Dataset, Observation, Origin, SeriesKey};
use crate::model::directory::Directory;
use crate::model::period::TimePeriod;
use crate::model::profile::{Entry, Profile, ValueType};
use crate::model::value::Value;

mod sums;

use sums::Cells;

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
    let small = f64::from(profile.small_count);
    let publishers = publishers(&dataset);
    let mut withheld: BTreeMap<Cell, WhyWithheld> = BTreeMap::new();
    for (key, series) in &dataset.series {
        let Some(entry) = entry_of(profile, key).filter(|entry| !entry.disclosure_checked) else {
            continue;
        };
        for (area, row) in
            series.areas.iter().flat_map(|(area, rows)| rows.iter().map(move |row| (area, row)))
        {
            let own = is_own(entry, row, &publishers);
            if let Some(why) = small_number(entry, row, small).filter(|_| own) {
                withheld.insert((key.clone(), area.clone(), row.period.clone()), why);
            }
        }
    }
    if withheld.is_empty() {
        return (dataset, Vec::new());
    }
    let cells = Cells { dataset: &dataset, profile, directory };
    protect(&cells, small, &mut withheld);
    let mut safe = dataset;
    let mut list = Vec::new();
    for ((key, area, period), why) in withheld {
        let slug = entry_of(profile, &key)
            .map_or_else(|| key.indicator.to_string(), |entry| entry.slug.clone());
        let rows = safe.series.get_mut(&key).and_then(|series| series.areas.get_mut(&area));
        if let Some(row) = rows.and_then(|rows| rows.iter_mut().find(|row| row.period == period)) {
            list.push(Withheld { slug, area, period, origin: row.origin, why });
            blank(row, why, profile.small_count);
        }
    }
    list.sort();
    (safe, list)
}

/// Whether a row is a team's own figure, not a publisher's.
pub(super) fn is_own(entry: &Entry, row: &Observation, publishers: &BTreeSet<usize>) -> bool {
    entry.local || entry.id >= FIRST_LOCAL_ID || !publishers.contains(&row.origin.source)
}

/// The sources that are a publisher's download: its layout, and at least one of its own comparisons. A team
/// that copies the headings has none.
pub(super) fn publishers(dataset: &Dataset) -> BTreeSet<usize> {
    let rows = dataset.series.values().flat_map(|series| series.areas.values().flatten());
    let compared = rows.filter(|row| row.published.against_england.is_some());
    let sources = compared.map(|row| row.origin.source).collect::<BTreeSet<_>>();
    sources
        .into_iter()
        .filter(|source| dataset.sources.get(*source).is_some_and(|source| source.is_download))
        .collect()
}

/// The profile's entry for a series: of its sex and age if there is one, else of its indicator.
fn entry_of<'a>(profile: &'a Profile, key: &SeriesKey) -> Option<&'a Entry> {
    let same = |wanted: &Option<String>, has: &str| {
        wanted.as_deref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(has))
    };
    let of_id = || profile.indicators.iter().filter(|entry| entry.id == key.indicator);
    of_id()
        .find(|entry| same(&entry.sex, &key.sex) && same(&entry.age, &key.age))
        .or_else(|| of_id().next())
}

/// The count of a row, given or plain from value and denominator.
fn count_of(entry: &Entry, row: &Observation) -> Option<f64> {
    let implied = || match entry.value_type {
        ValueType::Count => row.value.known(),
        ValueType::Proportion | ValueType::CrudeRate => {
            Some((row.value.known()? * row.denominator? / multiplier(&entry.unit)).round())
        }
        _ => None,
    };
    row.count.or_else(implied)
}

fn small_number(entry: &Entry, row: &Observation, small: f64) -> Option<WhyWithheld> {
    let is_small = |number: f64| number > 0.0 && number < small;
    let count = count_of(entry, row)?;
    if is_small(count) {
        return Some(WhyWithheld::SmallCount);
    }
    let is_part = entry.value_type == ValueType::Proportion;
    (is_part && is_small(row.denominator? - count)).then_some(WhyWithheld::SmallComplement)
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
    row.interval_source = None;
    row.count = None;
    row.denominator = None;
    row.published = Default::default();
    row.note = Some(note);
}

/// Withholds a further number wherever a sum would give away those withheld, until none would.
fn protect(cells: &Cells<'_>, small: f64, withheld: &mut BTreeMap<Cell, WhyWithheld>) {
    let mut round: Vec<Cell> = withheld.keys().cloned().collect();
    let mut companions: BTreeSet<Cell> = BTreeSet::new();
    while !round.is_empty() {
        let mut next: Vec<Cell> = Vec::new();
        // What goes with a withheld number takes nothing with it in turn: all of its kind are gone.
        let alone = round.iter().filter(|cell| !companions.contains(*cell));
        let company: Vec<Cell> = alone.flat_map(|cell| cells.in_company(cell)).collect();
        for cell in company {
            if !withheld.contains_key(&cell) {
                withheld.insert(cell.clone(), WhyWithheld::GivesAwayAnother);
                companions.insert(cell.clone());
                next.push(cell);
            }
        }
        for sum in round.iter().flat_map(|cell| cells.sums(cell)) {
            if !gives_away(cells, &sum, small, withheld) {
                continue;
            }
            // The smallest number costs least; one of zero hides nothing, so it comes last.
            let open =
                sum.parts.iter().chain([&sum.total]).filter(|cell| !withheld.contains_key(*cell));
            let cost = |cell: &&Cell| {
                let count = cells.count(cell).unwrap_or(0.0);
                (count == 0.0, *cell == &sum.total, count)
            };
            let cheapest = open.min_by(|a, b| {
                cost(a).partial_cmp(&cost(b)).unwrap_or(Ordering::Equal).then_with(|| a.cmp(b))
            });
            if let Some(cell) = cheapest.cloned() {
                withheld.insert(cell.clone(), WhyWithheld::GivesAwayAnother);
                next.push(cell);
            }
        }
        round = next;
    }
}

/// Whether what is open of a sum tells what is withheld: one number by subtraction, or several small ones
/// whose sum leaves them no choice.
fn gives_away(
    cells: &Cells<'_>,
    sum: &sums::Sum,
    small: f64,
    withheld: &BTreeMap<Cell, WhyWithheld>,
) -> bool {
    let hidden: Vec<&Cell> =
        sum.parts.iter().chain([&sum.total]).filter(|cell| withheld.contains_key(*cell)).collect();
    if hidden.len() == 1 {
        return true;
    }
    let all_small = hidden
        .iter()
        .all(|cell| **cell != sum.total && withheld.get(*cell) == Some(&WhyWithheld::SmallCount));
    let together: f64 = hidden.iter().filter_map(|cell| cells.count(cell)).sum();
    let number = hidden.len() as f64;
    all_small && number > 0.0 && (together <= number || together >= number * (small - 1.0))
}
