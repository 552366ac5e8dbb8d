//! The map of the areas beside the chosen one: their outlines, and how each compares.

use std::collections::BTreeMap;

use super::against::{self, Against, Standard};
use super::{Context, outline, peers};
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
    let areas: Vec<&Area> = drawn.iter().map(|(peer, _)| *peer).collect();
    for entry in context.profile.indicators.iter().filter(|entry| entry.key) {
        if let Some(compared) = peers::compared(context, entry, area, &against, &areas) {
            classes.insert(entry.slug.clone(), compared.into_iter().map(|it| it.0).collect());
        }
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
