//! The areas shown beside the chosen one, ranked by value: those that a list calls similar, else its region's,
//! or all of its kind.

use std::cmp::Ordering;

use super::against::{self, Against};
use super::{Context, judge, scale};
use crate::model::area::{Area, AreaType};
use crate::model::comparison::{Class, NotComparedReason};
use crate::model::dataset::{Observation, Series};
use crate::model::pack::{NamedArea, PeerFacts, PeerKind, Peers};
use crate::model::period::TimePeriod;
use crate::model::profile::Entry;
use crate::model::value::Value;

/// A chart of more rows can't be read on a page.
const MOST_ROWS: usize = 15;

pub(super) fn peers(
    context: &Context<'_>,
    entry: &Entry,
    area: &Area,
    against: &Against,
    series: &Series,
    latest: &TimePeriod,
) -> Option<Peers> {
    let (kind, areas, total) = group(context, area);
    let pool = context
        .national
        .of(&entry.slug)
        .map(|national| national.values(area.area_type, latest))
        .unwrap_or_default();
    // Its neighbours are held against the line that the chart draws, which is the chosen area's.
    let benchmark = against.benchmark(entry, &area.code, series, latest, pool);
    let mut rows: Vec<PeerFacts> = areas
        .into_iter()
        .map(|peer| row(entry, area, peer, benchmark.as_ref(), series.at(&peer.code, latest)))
        .collect();
    rows.sort_by(by_value);
    let rows = around_chosen(rows);
    if rows.iter().all(|row| row.value.known().is_none()) {
        return None;
    }
    let line = benchmark.as_ref().and_then(judge::Benchmark::value);
    let numbers = rows.iter().flat_map(|row| {
        let interval = row.interval.filter(|_| row.value.known().is_some());
        [
            row.value.known(),
            interval.map(|interval| interval.lower),
            interval.map(|interval| interval.upper),
        ]
    });
    let scale = scale::around(numbers.chain([line]).flatten())?;
    Some(Peers { kind, total, rows, scale })
}

/// What the areas are, those that may be shown, and how many there are.
fn group<'a>(context: &Context<'a>, area: &'a Area) -> (PeerKind, Vec<&'a Area>, usize) {
    let directory = context.directory;
    if let Some(list) = against::neighbours(context, area) {
        // The most similar come first in a list; others don't fit.
        let nearest = list.iter().take(MOST_ROWS - 1).filter_map(|code| directory.areas.get(code));
        let areas = std::iter::once(area).chain(nearest).collect();
        return (PeerKind::Neighbours, areas, list.len() + 1);
    }
    let (kind, areas) = around(context, area);
    let total = areas.len();
    (kind, areas, total)
}

/// The areas of the same region, all of the same kind, or England's regions.
pub(super) fn around<'a>(context: &Context<'a>, area: &'a Area) -> (PeerKind, Vec<&'a Area>) {
    let directory = context.directory;
    match (area.area_type, &area.region) {
        (AreaType::England, _) => {
            (PeerKind::Regions, directory.of_type(AreaType::Region).collect())
        }
        (AreaType::Utla | AreaType::District, Some(region)) => (
            PeerKind::Region { name: directory.name(region).to_owned() },
            directory
                .of_type(area.area_type)
                .filter(|peer| peer.region.as_ref() == Some(region))
                .collect(),
        ),
        // A region has too few boards to show a place among.
        (area_type, _) => (PeerKind::SameType, directory.of_type(area_type).collect()),
    }
}

/// How areas of one kind compare in an indicator's latest period, each with the reason if it isn't compared; none
/// where the data has no period. All are held against the chosen area's benchmark, as in its charts.
pub(super) fn compared(
    context: &Context<'_>,
    entry: &Entry,
    chosen: &Area,
    against: &Against,
    areas: &[&Area],
) -> Option<Vec<(Class, Option<NotComparedReason>)>> {
    let series = context.dataset.series.get(context.series.get(&entry.slug)?)?;
    let national = context.national.of(&entry.slug)?;
    let latest = national.periods.last()?;
    let pool = areas.first().map(|peer| national.values(peer.area_type, latest));
    let benchmark =
        against.benchmark(entry, &chosen.code, series, latest, pool.unwrap_or_default());
    let of_each = areas.iter().map(|peer| {
        let row = series.at(&peer.code, latest);
        let comparison = judge::comparison(entry, &peer.code, row, benchmark.as_ref());
        (comparison.class, comparison.reason)
    });
    Some(of_each.collect())
}

fn row(
    entry: &Entry,
    chosen: &Area,
    peer: &Area,
    benchmark: Option<&judge::Benchmark<'_>>,
    row: Option<&Observation>,
) -> PeerFacts {
    PeerFacts {
        area: NamedArea { code: peer.code.clone(), name: peer.name.clone() },
        value: row.map_or(Value::Missing, |row| row.value),
        interval: row.and_then(|row| row.interval),
        interval_source: row.and_then(|row| row.interval_source),
        class: judge::comparison(entry, &peer.code, row, benchmark).class,
        chosen: peer.code == chosen.code,
    }
}

/// Highest first, those without a value last; ties by code.
fn by_value(a: &PeerFacts, b: &PeerFacts) -> Ordering {
    match (a.value.known(), b.value.known()) {
        (Some(a_value), Some(b_value)) => b_value.total_cmp(&a_value),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
    .then_with(|| a.area.code.cmp(&b.area.code))
}

/// At most 15 rows: the chosen area with its nearest in rank, or the highest and the chosen one when
/// it has no value.
fn around_chosen(mut rows: Vec<PeerFacts>) -> Vec<PeerFacts> {
    if rows.len() <= MOST_ROWS {
        return rows;
    }
    let known = rows.iter().filter(|row| row.value.known().is_some()).count();
    let chosen = rows.iter().position(|row| row.chosen);
    match chosen {
        Some(place) if place < known => {
            let last_start = known.max(MOST_ROWS) - MOST_ROWS;
            let start = place.saturating_sub(MOST_ROWS / 2).min(last_start);
            rows.drain(start..start + MOST_ROWS).collect()
        }
        Some(place) => {
            let chosen = rows.remove(place);
            rows.truncate(MOST_ROWS - 1);
            rows.push(chosen);
            rows
        }
        None => {
            rows.truncate(MOST_ROWS);
            rows
        }
    }
}
