//! The heat map as a reader meets it: which areas, what each letter means, and a table for each topic.

use std::collections::{BTreeMap, BTreeSet};

use super::{benchmark, topic, words};
use crate::model::area::AreaType;
use crate::model::comparison::{Class, Method};
use crate::model::heat_map::{
    HeatMapArea, HeatMapFacts, HeatMapMark, HeatMapRow, HeatMapTopic, HeatMapView, HeatRow,
};
use crate::model::pack::{Pack, PackBenchmark, PeerKind};
use crate::model::view::IndicatorView;

/// The name of a cell without a value.
const NO_VALUE: &str = "no-value";

/// The heat map, where there are other areas.
pub(super) fn view(
    pack: &Pack,
    indicators: &BTreeMap<String, IndicatorView>,
) -> Option<HeatMapView> {
    let facts = pack.heat_map.as_ref()?;
    let benchmark = benchmark_of(pack);
    let is_chosen = |nth: usize| facts.areas[nth].code == pack.area.code;
    let compared =
        |row: &&HeatRow| row.classes.iter().flatten().any(|it| *it != Class::NotCompared);
    let rows: BTreeMap<&str, &HeatRow> =
        facts.rows.iter().filter(compared).map(|row| (row.slug.as_str(), row)).collect();
    let left_out = facts.rows.iter().filter(|row| !compared(row));
    Some(HeatMapView {
        title: title(pack, facts, &benchmark),
        about: about(pack, facts),
        areas: facts
            .areas
            .iter()
            .enumerate()
            .map(|(nth, area)| HeatMapArea {
                number: (nth + 1).to_string(),
                name: words::short(&area.name),
                chosen: is_chosen(nth),
            })
            .collect(),
        marks: marks(pack, rows.values(), &benchmark),
        topics: topics(pack, &rows, indicators),
        left_out: left_out.map(|row| indicators[&row.slug].label.clone()).collect(),
    })
}

/// What all areas are held against. Similar areas are those of the pack's own area; England's regions are held against
/// England.
fn benchmark_of(pack: &Pack) -> String {
    let area = words::with_article(&words::short(&pack.area.name));
    match &pack.benchmark {
        Some(PackBenchmark::Neighbours) => format!("{area}'s {}", words::SIMILAR_AREAS),
        Some(PackBenchmark::Area(_)) => benchmark::name(pack).unwrap_or(area),
        None => area,
    }
}

fn title(pack: &Pack, facts: &HeatMapFacts, benchmark: &str) -> String {
    let benchmark = words::with_article(benchmark);
    if pack.area.area_type == AreaType::England {
        return format!("The regions of England, each compared with {benchmark}");
    }
    let beside = facts.areas.len().saturating_sub(1);
    let number = words::count(beside);
    let area = words::capital(&words::with_article(&words::short(&pack.area.name)));
    let others = others(pack, facts, beside == 1);
    format!("{area} beside {number} {others}, each compared with {benchmark}")
}

/// "other areas in the North West", "statistical neighbour".
fn others(pack: &Pack, facts: &HeatMapFacts, is_one: bool) -> String {
    let (one, many) = match pack.area.area_type {
        AreaType::Icb => ("integrated care board", "integrated care boards"),
        AreaType::SubIcb => ("sub-ICB location", "sub-ICB locations"),
        AreaType::Region => ("region", "regions"),
        _ => ("area", "areas"),
    };
    let noun = if is_one { one } else { many };
    match &facts.kind {
        PeerKind::Neighbours if is_one => "statistical neighbour".to_owned(),
        PeerKind::Neighbours => "statistical neighbours".to_owned(),
        PeerKind::Region { name } => format!("other {noun} in {}", words::with_article(name)),
        PeerKind::SameType | PeerKind::Regions => format!("other {noun}"),
    }
}

/// Which areas are shown where not all are, and how they were chosen.
fn about(pack: &Pack, facts: &HeatMapFacts) -> String {
    let shown = facts.areas.iter().filter(|area| area.code != pack.area.code).count();
    if shown == facts.total {
        return String::new();
    }
    let area = words::with_article(&words::short(&pack.area.name));
    let (shown, total) = (words::count(shown), words::count(facts.total));
    match facts.kind {
        PeerKind::Neighbours => {
            format!("These are the {shown} most similar of {total} statistical neighbours.")
        }
        _ => format!(
            "Of the {total} {}, these {shown} stand nearest to {area} in rank, on average over these indicators.",
            others(pack, facts, false)
        ),
    }
}

/// The marks that occur, in the order of a table's summary.
fn marks<'a>(
    pack: &Pack,
    rows: impl Iterator<Item = &'a &'a HeatRow>,
    benchmark: &str,
) -> Vec<HeatMapMark> {
    let mut found: BTreeSet<(u8, Class, bool)> = BTreeSet::new();
    let mut lacks_values = false;
    for row in rows {
        let by_plan = pack.indicators[&row.slug].entry.method == Method::PlanStatus;
        lacks_values |= row.classes.contains(&None);
        found.extend(row.classes.iter().flatten().map(|it| (topic::order(*it), *it, by_plan)));
    }
    let mut marks: Vec<HeatMapMark> = Vec::new();
    for (_, class, by_plan) in found {
        let method = if by_plan { Method::PlanStatus } else { Method::OneInterval };
        let level = match class {
            Class::Best | Class::Worst | Class::Lowest | Class::Highest => " (99.8%)",
            _ => "",
        };
        let words = format!("{}{level}", words::by(method, class, Some(benchmark)));
        // One letter can have two meanings: the key has one line for it.
        match marks.iter_mut().find(|mark| mark.class == class.code()) {
            Some(mark) if mark.words != words => {
                mark.words = format!("{}, or {}", mark.words, words::small(&words));
            }
            Some(_) => {}
            None => marks.push(HeatMapMark {
                class: class.code(),
                letter: words::letter(class),
                shape: words::symbol(class),
                words,
            }),
        }
    }
    if lacks_values {
        marks.push(HeatMapMark {
            class: NO_VALUE.to_owned(),
            letter: words::NO_VALUE_LETTER.to_owned(),
            shape: words::symbol(Class::NotCompared),
            words: "No value, or suppressed".to_owned(),
        });
    }
    marks
}

/// Each indicator once, in the first topic that has it.
fn topics(
    pack: &Pack,
    rows: &BTreeMap<&str, &HeatRow>,
    indicators: &BTreeMap<String, IndicatorView>,
) -> Vec<HeatMapTopic> {
    let mut seen = BTreeSet::new();
    let mut topics = Vec::new();
    for topic in &pack.topics {
        let mut here = Vec::new();
        for slug in &topic.indicators {
            let Some(row) = rows.get(slug.as_str()).filter(|_| seen.insert(slug)) else { continue };
            let indicator = &indicators[slug];
            let cell = |class: &Option<Class>| class.map_or(NO_VALUE.to_owned(), Class::code);
            here.push(HeatMapRow {
                slug: slug.clone(),
                label: indicator.label.clone(),
                period: indicator.period.clone(),
                cells: row.classes.iter().map(cell).collect(),
            });
        }
        if !here.is_empty() {
            let (id, name) = (topic.id.clone(), topic.name.clone());
            topics.push(HeatMapTopic { id, name, rows: here });
        }
    }
    topics
}
