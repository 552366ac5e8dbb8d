//! The map of areas as a reader meets it: numbered areas, and for each key indicator how they compare.

use std::collections::BTreeMap;

use super::format::Format;
use super::{benchmark, charts, topic, words};
use crate::model::area::AreaType;
use crate::model::comparison::{Class, Method};
use crate::model::map_view::{MapArea, MapChart, MapClass, MapView};
use crate::model::pack::{MapFacts, Pack, PeerKind};
use crate::model::view::ClassCount;

/// The map, where boundaries are known.
pub(super) fn view(pack: &Pack) -> Option<MapView> {
    let facts = pack.map.as_ref()?;
    let group = group(facts, pack.area.area_type);
    let areas: Vec<MapArea> = facts
        .areas
        .iter()
        .zip(&facts.outlines)
        .map(|(area, outline)| MapArea {
            name: words::short(&area.name),
            chosen: area.code == pack.area.code,
            rings: outline.rings.clone(),
            middle: outline.middle,
            tiny: outline.tiny,
        })
        .collect();
    let made_up = if pack.illustrative { "Illustrative data: " } else { "" };
    let alt = format!("{made_up}map of {group}, each with its number in the list beside the map.");
    Some(MapView {
        title: words::capital(&group),
        group: group.clone(),
        alt: words::capital(&alt),
        width: facts.size.0,
        height: facts.size.1,
        charts: charts_of(pack, facts, &group),
        areas,
        missing: facts.missing.iter().map(|name| words::short(name)).collect(),
        credits: facts.credits.clone(),
    })
}

/// "areas in the North West", "regions".
fn group(facts: &MapFacts, area_type: AreaType) -> String {
    match &facts.kind {
        PeerKind::Region { name } => format!("areas in {}", words::with_article(name)),
        PeerKind::Neighbours => "statistical neighbours".to_owned(),
        PeerKind::SameType => words::areas(area_type).to_owned(),
        PeerKind::Regions => words::areas(AreaType::Region).to_owned(),
    }
}

/// A map for each key indicator that compares at least one of the areas.
fn charts_of(pack: &Pack, map: &MapFacts, group: &str) -> Vec<MapChart> {
    let slugs =
        pack.topics.iter().flat_map(|topic| topic.indicators.iter().map(move |it| (topic, it)));
    // England's regions are compared with England.
    let benchmark = benchmark::name(pack).unwrap_or_else(|| pack.area.name.clone());
    let mut charts: Vec<MapChart> = Vec::new();
    for (topic, slug) in slugs {
        let Some(classes) = map.classes.get(slug) else { continue };
        if charts.iter().any(|chart| chart.slug == *slug)
            || classes.iter().all(|class| *class == Class::NotCompared)
        {
            continue;
        }
        let facts = &pack.indicators[slug];
        let Some(now) = facts.now() else { continue };
        let counts = counts(facts.entry.method, &benchmark, classes);
        let said: Vec<String> =
            counts.iter().map(|count| format!("{} {}", count.count, count.words)).collect();
        let what = format!(
            "map of {group} by {}, {}: {}",
            facts.entry.label,
            words::period(&now.period.label),
            said.join(", "),
        );
        charts.push(MapChart {
            slug: slug.clone(),
            topic: topic.id.clone(),
            title: format!("{}, {group}, {}", facts.entry.label, words::period(&now.period.label),),
            alt: charts::alt::of_area(pack, facts, Format::of(facts), &what),
            classes: classes.clone(),
            counts: counts
                .into_iter()
                .map(|count| MapClass {
                    shape: format!("symbol/{}", count.class),
                    words: words::capital(&count.words),
                    count: count.count.to_string(),
                })
                .collect(),
        });
    }
    charts
}

/// How many areas are in each class; both levels apart, as they are drawn.
fn counts(method: Method, benchmark: &str, classes: &[Class]) -> Vec<ClassCount> {
    let mut counts: BTreeMap<(u8, Class), usize> = BTreeMap::new();
    for class in classes {
        *counts.entry((topic::order(*class), *class)).or_default() += 1;
    }
    let count = |((_, class), count): ((u8, Class), usize)| {
        let level = match class {
            Class::Best | Class::Worst | Class::Lowest | Class::Highest => " (99.8%)",
            _ => "",
        };
        let than = words::small(&words::by(method, class, Some(benchmark)));
        ClassCount {
            class: class.code(),
            words: format!("{than}{level}"),
            count,
            count_words: words::count(count),
            labels: Vec::new(),
        }
    };
    counts.into_iter().map(count).collect()
}
