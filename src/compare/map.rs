//! The map of the areas beside the chosen one: their outlines, and how each compares.

use std::collections::BTreeMap;

use super::against::{self, Against, Standard};
use super::{Context, judge, outline, peers};
use crate::model::area::{Area, AreaCode};
use crate::model::boundaries::Boundaries;
use crate::model::pack::{MapFacts, NamedArea};

/// The map of the region's areas, or of all areas of the kind; none without the chosen area's boundary.
pub fn map(context: &Context<'_>, area: &Area, boundaries: &Boundaries) -> Option<MapFacts> {
    let (kind, group) = peers::around(context, area);
    let rings_of = |code: &AreaCode| {
        let others = context.directory.same_place(code);
        [code].into_iter().chain(&others).find_map(|code| boundaries.areas.get(code))
    };
    let mut drawn: Vec<(&Area, _)> =
        group.iter().filter_map(|peer| Some((*peer, rings_of(&peer.code)?))).collect();
    drawn.sort_by(|a, b| a.0.name.cmp(&b.0.name));
    let is_there = |code: &AreaCode| drawn.iter().any(|(peer, _)| peer.code == *code);
    let chosen_missing = group.iter().any(|peer| peer.code == area.code) && !is_there(&area.code);
    if drawn.len() < 2 || chosen_missing {
        return None;
    }
    let missing = group.iter().filter(|peer| !is_there(&peer.code));
    let missing = missing.map(|peer| peer.name.clone()).collect();
    let rings: Vec<_> = drawn.iter().map(|(_, rings)| *rings).collect();
    let (outlines, size) = outline::outlines(&rings);

    // England's map shows its regions, each against England.
    let mut against = against::against(context, area);
    if against.benchmark.is_none() {
        against = Against { benchmark: Some(Standard::Area(area.code.clone())), ..against };
    }
    let mut classes = BTreeMap::new();
    for entry in context.profile.indicators.iter().filter(|entry| entry.key) {
        let series = context.series.get(&entry.slug).and_then(|it| context.dataset.series.get(it));
        let national = context.national.of(&entry.slug);
        let (Some(series), Some(national)) = (series, national) else { continue };
        let Some(latest) = national.periods.last() else { continue };
        let pool = drawn.first().map(|(peer, _)| national.values(peer.area_type, latest));
        let pool = pool.unwrap_or_default();
        let benchmark = against.benchmark(entry, &area.code, series, latest, pool);
        let of_each = drawn.iter().map(|(peer, _)| {
            let row = series.at(&peer.code, latest);
            judge::comparison(entry, &peer.code, row, benchmark.as_ref()).class
        });
        classes.insert(entry.slug.clone(), of_each.collect());
    }
    let name = |code: &AreaCode| NamedArea {
        code: code.clone(),
        name: context.directory.name(code).to_owned(),
    };
    Some(MapFacts {
        kind,
        areas: drawn.iter().map(|(peer, _)| name(&peer.code)).collect(),
        outlines,
        size,
        classes,
        missing,
        credits: boundaries.credits.clone(),
    })
}
