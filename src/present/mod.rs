//! Turns a Pack into the View a reader meets: every number formatted, every judgement worded, once.
//! Knows `model`. Computes nothing that a reader could dispute; that is `compare`'s work.

use std::collections::BTreeMap;

use crate::model::pack::Pack;
use crate::model::view::View;

mod ages;
mod area;
mod benchmark;
mod cautions;
mod change;
mod charts;
mod context;
pub mod cross_check;
mod data;
mod dates;
mod focus;
mod format;
mod goal;
mod headlines;
mod heat_map;
mod indicator;
mod inequality;
mod map;
mod need;
mod notes;
pub mod number;
mod row;
mod sources;
mod symbols;
mod topic;
pub mod words;

pub use data::csv as data_csv;

/// The mark of made-up numbers.
const ILLUSTRATIVE: &str = "Illustrative data: not real figures";

/// Turns a Pack into its View.
pub fn view(pack: &Pack) -> View {
    let indicators: BTreeMap<_, _> = pack
        .indicators
        .iter()
        .map(|(slug, facts)| (slug.clone(), indicator::view(pack, facts)))
        .collect();
    let topics = pack.topics.iter().map(|topic| topic::view(pack, topic, &indicators)).collect();
    View {
        title: pack.title.clone(),
        area: area::view(pack),
        compare: pack.compare.clone().into(),
        benchmark: benchmark::name(pack).map(|name| words::capital(&name)),
        benchmark_named: benchmark::named(pack),
        benchmark_note: benchmark::note(pack),
        similar_areas: benchmark::similar_areas(pack),
        neighbours: pack.neighbours.as_ref().map_or_else(Vec::new, |neighbours| {
            neighbours.areas.iter().map(|area| area.name.clone()).collect()
        }),
        neighbours_file: pack.neighbours.as_ref().map(|neighbours| neighbours.file.clone()),
        comparator: pack.comparator.as_ref().map(|area| area.name.clone()),
        comparator_named: pack.comparator.as_ref().map(|area| words::with_article(&area.name)),
        date: pack.as_of.date.clone(),
        date_words: dates::of_data(&pack.as_of),
        date_basis: dates::basis(&pack.as_of),
        illustrative: pack.illustrative.then(|| ILLUSTRATIVE.to_owned()),
        comparisons: words::comparisons(pack),
        headlines: headlines::view(pack, &indicators),
        messages: headlines::messages(pack, &indicators),
        focus: focus::view(pack, &indicators),
        need_beside_help: need::view(pack, &indicators),
        ages: ages::view(pack, &indicators),
        inequality: inequality::largest(pack),
        symbols: symbols::view(pack, &indicators),
        topics,
        map: map::view(pack),
        heat_map: heat_map::view(pack, &indicators),
        indicators,
        sources: sources::view(pack),
        context_sources: context::sources(pack),
        assumed_polarity: sources::assumed_polarity(pack),
        notices: pack
            .notices
            .iter()
            .map(|notice| words::sentence(&notice.what))
            .chain(cross_check::notices(pack))
            .collect(),
        data: data::rows(pack),
        numbers: charts::numbers::of(pack),
    }
}
