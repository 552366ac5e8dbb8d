//! How the areas beside the chosen one compare, in all key indicators at once.

use super::against::{self, Against, Standard};
use super::{Context, peers};
use crate::model::area::{Area, AreaType};
use crate::model::comparison::{Class, NotComparedReason};
use crate::model::dataset::Series;
use crate::model::heat_map::{HeatMapFacts, HeatRow};
use crate::model::pack::{NamedArea, PeerKind};
use crate::model::profile::Entry;

/// More columns can't be read on a page.
const MOST_BESIDE: usize = 15;

/// The heat map; none where no other area has a value.
pub(super) fn heat_map(
    context: &Context<'_>,
    area: &Area,
    against: &Against,
) -> Option<HeatMapFacts> {
    let (kind, mut beside) = beside(context, area);
    beside.retain(|peer| peer.code != area.code && has_value(context, peer));
    if beside.is_empty() {
        return None;
    }
    let total = beside.len();
    match kind {
        // The most similar come first in a list.
        PeerKind::Neighbours => beside.truncate(MOST_BESIDE),
        _ => {
            if total > MOST_BESIDE {
                beside = nearest(context, area, &beside);
            }
            beside.sort_by(|a, b| a.name.cmp(&b.name));
        }
    }
    // England is what its regions are held against.
    let mut against = against.clone();
    let mut areas = beside;
    if area.area_type == AreaType::England {
        against.benchmark = Some(Standard::Area(area.code.clone()));
    } else {
        areas.insert(0, area);
    }
    let rows = key_entries(context).filter_map(|(entry, _)| {
        let compared = peers::compared(context, entry, area, &against, &areas)?;
        let class = |(class, reason): (Class, Option<NotComparedReason>)| {
            let is_absent =
                matches!(reason, Some(NotComparedReason::NoValue | NotComparedReason::Suppressed));
            (class != Class::NotCompared || !is_absent).then_some(class)
        };
        Some(HeatRow {
            slug: entry.slug.clone(),
            classes: compared.into_iter().map(class).collect(),
        })
    });
    Some(HeatMapFacts {
        kind,
        total,
        rows: rows.collect(),
        areas: areas
            .iter()
            .map(|peer| NamedArea { code: peer.code.clone(), name: peer.name.clone() })
            .collect(),
    })
}

/// The similar areas of a list; else those of the same kind in the region, boards too; else all of the kind.
fn beside<'a>(context: &Context<'a>, area: &'a Area) -> (PeerKind, Vec<&'a Area>) {
    let directory = context.directory;
    if let Some(list) = against::neighbours(context, area) {
        let areas = list.iter().filter_map(|code| directory.areas.get(code)).collect();
        return (PeerKind::Neighbours, areas);
    }
    match (area.area_type, &area.region) {
        (AreaType::Region, _) => (PeerKind::Regions, directory.of_type(AreaType::Region).collect()),
        (AreaType::Icb | AreaType::SubIcb, Some(region)) => (
            PeerKind::Region { name: directory.name(region).to_owned() },
            directory
                .of_type(area.area_type)
                .filter(|peer| peer.region.as_ref() == Some(region))
                .collect(),
        ),
        _ => peers::around(context, area),
    }
}

/// Key indicators that the data has, each with its series.
fn key_entries<'a>(context: &Context<'a>) -> impl Iterator<Item = (&'a Entry, &'a Series)> {
    let Context { profile, series, dataset, .. } = *context;
    profile
        .indicators
        .iter()
        .filter(|entry| entry.key)
        .filter_map(move |entry| Some((entry, dataset.series.get(series.get(&entry.slug)?)?)))
}

/// An area's value in an indicator's latest period.
fn latest_value(context: &Context<'_>, entry: &Entry, series: &Series, area: &Area) -> Option<f64> {
    let latest = context.national.of(&entry.slug)?.periods.last()?;
    series.at(&area.code, latest)?.value.known()
}

fn has_value(context: &Context<'_>, area: &Area) -> bool {
    key_entries(context).any(|(entry, series)| latest_value(context, entry, series, area).is_some())
}

/// The areas that stand nearest to the chosen one in rank, on average over the key indicators in which both have a
/// value; an area that shares none with it comes last. Ties by code.
fn nearest<'a>(context: &Context<'_>, area: &Area, beside: &[&'a Area]) -> Vec<&'a Area> {
    let mut sums = vec![(0.0, 0_u32); beside.len()];
    for (entry, series) in key_entries(context) {
        let Some(own) = latest_value(context, entry, series, area) else { continue };
        let values: Vec<Option<f64>> =
            beside.iter().map(|peer| latest_value(context, entry, series, peer)).collect();
        let mut known: Vec<f64> = values.iter().copied().flatten().collect();
        known.sort_by(f64::total_cmp);
        let place = |value: f64| known.partition_point(|other| *other < value) as f64;
        for (sum, value) in sums.iter_mut().zip(values) {
            if let Some(value) = value {
                sum.0 += (place(value) - place(own)).abs() / known.len() as f64;
                sum.1 += 1;
            }
        }
    }
    let mean = |&(sum, number): &(f64, u32)| match number {
        0 => f64::INFINITY,
        number => sum / f64::from(number),
    };
    let mut order: Vec<(f64, &Area)> = sums.iter().map(mean).zip(beside.iter().copied()).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.code.cmp(&b.1.code)));
    order.into_iter().take(MOST_BESIDE).map(|(_, peer)| peer).collect()
}
