//! What rows lack for their indicator's method, and numbers that can't be: each told with file and line.

use std::collections::{BTreeMap, BTreeSet};

use super::against::{self, Standard};
use super::inequality::PERSONS;
use super::{ENGLAND, convert};
use crate::model::area::AreaCode;
use crate::model::comparison::{Class, Method, NotComparedReason};
use crate::model::dataset::{Dataset, Observation, Origin, Series, SeriesKey};
use crate::model::directory::Directory;
use crate::model::neighbours::{Choice, Neighbours};
use crate::model::period::TimePeriod;
use crate::model::profile::{Entry, Profile, ValueType};
use crate::model::value::{Fault, Value};
use crate::notice::{Notice, Place};

/// So many indicators are named in a notice.
const NAMED: usize = 5;

/// Rows of one kind in one file: how many of each indicator, and the first of them.
#[derive(Debug, Default)]
pub(super) struct Rows(BTreeMap<usize, (Line, BTreeMap<String, usize>)>);

/// A line of a file, the smallest seen so far.
type Line = u64;

impl Rows {
    pub(super) fn add(&mut self, origin: Origin, slug: &str) {
        let (line, slugs) =
            self.0.entry(origin.source).or_insert_with(|| (origin.line, BTreeMap::new()));
        *line = origin.line.min(*line);
        *slugs.entry(slug.to_owned()).or_default() += 1;
    }

    /// One notice a file: `what`, then the rows.
    pub(super) fn notices(self, dataset: &Dataset, what: &str) -> Vec<Notice> {
        let told = |(source, (line, slugs)): (usize, (Line, BTreeMap<String, usize>))| {
            let mut named: Vec<String> = slugs
                .iter()
                .take(NAMED)
                .map(|(slug, rows)| match rows {
                    1 => format!("1 row of `{slug}`"),
                    rows => format!("{rows} rows of `{slug}`"),
                })
                .collect();
            match slugs.len().saturating_sub(NAMED) {
                0 => {}
                1 => named.push("and rows of 1 more indicator".to_owned()),
                more => named.push(format!("and rows of {more} more indicators")),
            }
            let text = format!("{what}: {}", named.join(", "));
            let path = dataset.sources.get(source).map(|source| source.path.clone());
            let place = Place { path: path.unwrap_or_default(), line: Some(line), column: None };
            Notice::at(text, place)
        };
        self.0.into_iter().map(told).collect()
    }
}

/// Whether a row's denominator contradicts its value: zero or less, or below the count of a proportion.
pub(super) fn bad_denominator(entry: &Entry, row: &Observation) -> bool {
    contradicts_count(entry, row.count, row.denominator)
}

/// Whether a denominator is zero or less, or below the count of a proportion.
pub(super) fn contradicts_count(
    entry: &Entry,
    count: Option<f64>,
    denominator: Option<f64>,
) -> bool {
    let Some(denominator) = denominator else {
        return false;
    };
    match entry.value_type {
        ValueType::Proportion => {
            denominator <= 0.0 || count.is_some_and(|count| count > denominator)
        }
        // One person can have several events.
        ValueType::CrudeRate => denominator <= 0.0,
        _ => false,
    }
}

/// What is wrong with a row whose numbers can't all be true, whatever they are used for.
pub(super) fn contradiction(entry: &Entry, row: &Observation) -> Option<NotComparedReason> {
    let value = row.value.known()?;
    let limits = [row.interval, row.interval_998].into_iter().flatten();
    if row.count.is_some_and(|count| count < 0.0) {
        Some(NotComparedReason::UnusableNumber)
    } else if bad_denominator(entry, row) {
        Some(NotComparedReason::BadDenominator)
    } else if limits.into_iter().any(|it| value < it.lower || it.upper < value) {
        Some(NotComparedReason::OutsideOwnInterval)
    } else {
        None
    }
}

/// Whether a value can't be for its kind of figure.
fn is_impossible(entry: &Entry, value: f64) -> bool {
    match entry.value_type {
        ValueType::Proportion => {
            value < 0.0 || value > convert::multiplier(&entry.unit) * (1.0 + 1e-9)
        }
        ValueType::CrudeRate
        | ValueType::DirectlyStandardisedRate
        | ValueType::Count
        | ValueType::Ratio
        | ValueType::IndirectlyStandardisedRatio => value < 0.0,
        ValueType::Mean | ValueType::Other => false,
    }
}

/// The keys of an entry's series: areas' totals and their groups, the sexes of both together among them.
pub(super) fn keys(dataset: &Dataset, total: &SeriesKey) -> Vec<SeriesKey> {
    let both_sexes = total.sex.eq_ignore_ascii_case(PERSONS);
    let same = |key: &&SeriesKey| {
        let of_sex = key.sex == total.sex || (both_sexes && key.group.is_none());
        key.indicator == total.indicator && key.age == total.age && of_sex
    };
    dataset.series.keys().filter(same).cloned().collect()
}

/// Takes out values that can't be for their kind of figure, so that they are in no pool, no rank and on no
/// page, and tells of them; and of counts that contradict their denominators.
pub fn without_impossible(
    mut dataset: Dataset,
    profile: &Profile,
    series: &BTreeMap<String, SeriesKey>,
) -> (Dataset, Vec<Notice>) {
    let (mut impossible, mut contradictory) = (Rows::default(), Rows::default());
    for entry in &profile.indicators {
        let Some(total) = series.get(&entry.slug) else {
            continue;
        };
        for key in keys(&dataset, total) {
            let rows = dataset.series.get_mut(&key).into_iter();
            for row in rows.flat_map(|series| series.areas.values_mut()).flatten() {
                if row.value.known().is_some_and(|value| is_impossible(entry, value)) {
                    impossible.add(row.origin, &entry.slug);
                    row.value = Value::Unusable(Fault::Impossible);
                    row.interval = None;
                    row.interval_998 = None;
                    row.interval_source = None;
                } else if row.value.known().is_some() && bad_denominator(entry, row) {
                    contradictory.add(row.origin, &entry.slug);
                }
            }
        }
    }
    let mut notices = impossible.notices(
        &dataset,
        "not used, because the value can't be for its kind of figure (below zero, or a percentage above 100)",
    );
    notices.extend(contradictory.notices(
        &dataset,
        "not compared, because the denominator is zero or less, or below the count",
    ));
    (dataset, notices)
}

/// What areas are compared with in a run.
#[derive(Debug, Clone, Copy)]
pub struct Standards<'a> {
    /// What was asked for.
    pub choice: &'a Choice,
    /// Which areas are alike, if a list is given.
    pub neighbours: Option<&'a Neighbours>,
    /// Every area.
    pub directory: &'a Directory,
}

impl Standards<'_> {
    /// The area that each area is compared with; none where it is several together, or nothing.
    fn of_each(&self) -> BTreeMap<&AreaCode, AreaCode> {
        let areas = self.directory.areas.iter();
        areas
            .filter_map(|(code, area)| {
                match against::chosen(self.choice, self.neighbours, area).benchmark? {
                    Standard::Area(benchmark) => Some((code, benchmark)),
                    Standard::Neighbours(_) => None,
                }
            })
            .collect()
    }
}

/// What stops comparisons: values without limits, and periods in which the benchmark has no value.
pub fn lacking(
    dataset: &Dataset,
    profile: &Profile,
    series: &BTreeMap<String, SeriesKey>,
    standards: Standards<'_>,
) -> Vec<Notice> {
    let benchmarks = standards.of_each();
    let mut no_limits = Rows::default();
    let mut notices = Vec::new();
    for entry in profile.indicators.iter().filter(|entry| is_compared(entry)) {
        let Some(series) = series.get(&entry.slug).and_then(|key| dataset.series.get(key)) else {
            continue;
        };
        if needs_interval(entry) {
            for (_, row) in values(series).filter(|(_, row)| row.interval.is_none()) {
                if is_left(row) && !bad_denominator(entry, row) {
                    no_limits.add(row.origin, &entry.slug);
                }
            }
        }
        let directory = standards.directory;
        notices.extend(no_benchmark(dataset, entry, series, &benchmarks, directory));
    }
    notices.extend(
        no_limits.notices(dataset, "not compared, because the value has no confidence limits"),
    );
    notices
}

/// The known values of all areas but England.
fn values(series: &Series) -> impl Iterator<Item = (&AreaCode, &Observation)> {
    series
        .areas
        .iter()
        .filter(|(area, _)| area.as_str() != ENGLAND)
        .flat_map(|(area, rows)| rows.iter().map(move |row| (area, row)))
        .filter(|(_, row)| row.value.known().is_some())
}

fn is_compared(entry: &Entry) -> bool {
    entry.method != Method::None && !entry.modelled
}

fn needs_interval(entry: &Entry) -> bool {
    matches!(entry.method, Method::OneInterval | Method::TwoLevels | Method::TwoIntervals)
}

/// Whether the publisher's own class doesn't stand in for the one that can't be worked out.
fn is_left(row: &Observation) -> bool {
    row.published.against_england.is_none_or(|class| class == Class::NotCompared)
}

/// What an indicator lacks of benchmarks: which have no value, in which periods, for how many values of areas.
#[derive(Default)]
struct NoBenchmark<'a> {
    benchmarks: BTreeSet<&'a AreaCode>,
    periods: BTreeSet<&'a TimePeriod>,
    values: usize,
    first: Option<Origin>,
}

/// The periods in which areas have values and what they are compared with has none.
fn no_benchmark(
    dataset: &Dataset,
    entry: &Entry,
    series: &Series,
    benchmarks: &BTreeMap<&AreaCode, AreaCode>,
    directory: &Directory,
) -> Option<Notice> {
    let mut lacking = NoBenchmark::default();
    for (area, row) in values(series) {
        let Some(code) = benchmarks.get(area) else { continue };
        let benchmark = series.at(code, &row.period).map(|row| row.value);
        // Two different values, or one that can't be used, are told of where they stand.
        if matches!(benchmark, None | Some(Value::Missing | Value::Suppressed)) {
            lacking.benchmarks.insert(code);
            lacking.periods.insert(&row.period);
            lacking.values += 1;
            lacking.first = Some(lacking.first.map_or(row.origin, |it| it.min(row.origin)));
        }
    }
    let first = lacking.first?;
    let names: Vec<String> =
        lacking.benchmarks.iter().map(|code| directory.name(code).to_owned()).collect();
    let (has, it) = if names.len() == 1 { ("has", "it") } else { ("have", "them") };
    let names = match names.as_slice() {
        [] => return None,
        [several @ .., last] if names.len() > 1 && names.len() <= NAMED => {
            format!("{} and {last}", several.join(", "))
        }
        [only] => only.clone(),
        many => format!("{} areas, among them {},", many.len(), many[0]),
    };
    let labels: Vec<&str> = lacking.periods.iter().map(|period| &*period.label).collect();
    let when = match labels.as_slice() {
        [only] => (*only).to_owned(),
        [first, .., last] if labels.len() > NAMED => {
            format!("{} periods from {first} to {last}", labels.len())
        }
        several => several.join(", "),
    };
    let path = dataset.sources.get(first.source)?.path.clone();
    let place = Place { path, line: Some(first.line), column: None };
    let left = match lacking.values {
        1 => "1 value".to_owned(),
        more => format!("{more} values"),
    };
    Some(Notice::at(
        format!(
            "{names} {has} no value of `{}` in {when}: {left} can't be compared with {it}",
            entry.slug
        ),
        place,
    ))
}
