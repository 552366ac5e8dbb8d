//! Works out everything known about one area: a Pack.
//! Knows `model` and `stats`. No input, no output, no clock, no formatting.
//! Method and references: docs/methods.md.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::area::{Area, AreaCode};
use crate::model::dataset::{Dataset, Observation, Origin, SeriesKey};
use crate::model::directory::Directory;
use crate::model::neighbours::{Choice, Neighbours};
use crate::model::pack::{
    AreaFacts, AsOf, ComparisonsMade, IndicatorFacts, NamedArea, NeighbourFacts, Pack,
    PackBenchmark, Population, SourceFacts, Tests, TopicFacts,
};
use crate::model::period::TimePeriod;
use crate::model::profile::{Entry, Profile};
use crate::notice::Notice;
use against::Standard;

mod against;
mod as_of;
mod change;
mod combine;
mod convert;
pub mod cross_check;
mod cross_check_rules;
pub mod disclosure;
mod findings;
mod goal;
mod heat_map;
mod history;
mod indicator;
mod inequality;
pub mod inputs;
pub mod intervals;
mod judge;
mod map;
mod national;
mod notices;
mod outline;
mod peers;
mod scale;
mod spine;
mod trend;

pub use as_of::as_of;
pub use map::map;
pub use national::{National, national};
pub use trend::judgement;

/// England's code.
pub const ENGLAND: &str = "E92000001";

/// Everything that packs are worked out from; shared by all areas of a run.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The data, small counts already withheld.
    pub dataset: &'a Dataset,
    /// The profile.
    pub profile: &'a Profile,
    /// The series of each slug that the data holds.
    pub series: &'a BTreeMap<String, SeriesKey>,
    /// Every area.
    pub directory: &'a Directory,
    /// What is the same for every area, worked out once.
    pub national: &'a National,
    /// What areas are compared with.
    pub choice: &'a Choice,
    /// Which areas are alike, if a list is given.
    pub neighbours: Option<&'a Neighbours>,
    /// The packs' date.
    pub as_of: &'a AsOf,
}

/// Works out the Pack of one area.
pub fn pack(context: &Context<'_>, area: &Area) -> Pack {
    let against = against::against(context, area);
    let indicators: BTreeMap<_, _> = context
        .profile
        .indicators
        .iter()
        .map(|entry| (entry.slug.clone(), indicator::facts(context, area, &against, entry)))
        .collect();
    let class_now = |slug: &str| indicators[slug].now().map(|now| now.against_benchmark.class);
    let topics: Vec<TopicFacts> = context
        .profile
        .topics
        .iter()
        .map(|topic| {
            let slugs: Vec<String> =
                context.profile.entries_of(&topic.id).map(|entry| entry.slug.clone()).collect();
            let mut classes = BTreeMap::new();
            for class in slugs.iter().filter_map(|slug| class_now(slug)) {
                *classes.entry(class).or_insert(0) += 1;
            }
            TopicFacts {
                id: topic.id.clone(),
                name: topic.name.clone(),
                indicators: slugs,
                classes,
                context: topic.context.clone(),
            }
        })
        .collect();
    let name = |code: &AreaCode| NamedArea {
        code: code.clone(),
        name: context.directory.name(code).to_owned(),
    };
    Pack {
        title: context.profile.title.clone(),
        area: AreaFacts {
            code: area.code.clone(),
            name: area.name.clone(),
            area_type: area.area_type,
            region: area.region.as_ref().map(name),
            population: population(context, area),
        },
        compare: context.choice.clone(),
        benchmark: against.benchmark.as_ref().map(|benchmark| match benchmark {
            Standard::Area(code) => PackBenchmark::Area(name(code)),
            Standard::Neighbours(_) => PackBenchmark::Neighbours,
        }),
        benchmark_instead: against.instead,
        neighbours: context.neighbours.and_then(|neighbours| {
            let list = neighbours.of(&area.code)?;
            Some(NeighbourFacts {
                file: neighbours.file.clone(),
                areas: list.iter().map(name).collect(),
            })
        }),
        comparator: against.comparator.as_ref().map(name),
        as_of: context.as_of.clone(),
        illustrative: context.dataset.is_illustrative(),
        map: None,
        heat_map: heat_map::heat_map(context, area, &against),
        comparisons_made: comparisons_made(&indicators),
        inequality: inequality::facts(&indicators),
        findings: findings::findings(
            context,
            area,
            &topics,
            &indicators,
            against.benchmark.is_some(),
        ),
        sources: sources(context, area, inequality::origins(&indicators)),
        notices: notices::notices(context, area, &against, &indicators),
        differences: cross_check::of_area(context, area, &against),
        topics,
        indicators,
    }
}

/// Which divisions of an area into groups have labels that can't be put in order of deprivation.
pub fn doubtful_labels(context: &Context<'_>, area: &Area) -> Vec<Notice> {
    let of_entry = |entry| {
        let inequalities = inequality::of(context, area, entry, latest(context, entry));
        inequalities.into_iter().filter_map(|it| inequality::doubtful(&entry.slug, &it))
    };
    context.profile.indicators.iter().flat_map(of_entry).collect()
}

fn latest<'a>(context: &Context<'a>, entry: &Entry) -> Option<&'a TimePeriod> {
    context.national.of(&entry.slug)?.periods.last()
}

fn comparisons_made(indicators: &BTreeMap<String, IndicatorFacts>) -> ComparisonsMade {
    let now = || indicators.values().filter_map(IndicatorFacts::now);
    let divisions = || indicators.values().flat_map(|facts| &facts.inequality);
    let groups = || divisions().flat_map(|division| &division.groups);
    let goals = now().filter_map(|now| now.against_goal.as_ref());
    ComparisonsMade {
        benchmark: Tests::among(now().map(|now| &now.against_benchmark)),
        comparator: Tests::among(now().filter_map(|now| now.against_comparator.as_ref())),
        goals: Tests::among(goals.chain(groups().filter_map(|it| it.against_goal.as_ref()))),
        groups: Tests::among(groups().map(|group| &group.against_total)),
    }
}

fn population(context: &Context<'_>, area: &Area) -> Option<Population> {
    context.profile.population.iter().find_map(|slug| {
        let series = context.dataset.series.get(context.series.get(slug)?)?;
        series.of(&area.code).iter().rev().find_map(|row| {
            Some(Population {
                people: row.denominator?,
                period: row.period.clone(),
                slug: slug.clone(),
            })
        })
    })
}

/// The area's rows in the profile's series.
fn rows<'a>(
    context: &'a Context<'_>,
    area: &'a Area,
) -> impl Iterator<Item = (&'a SeriesKey, &'a Observation)> {
    context.series.values().flat_map(move |key| {
        let series = context.dataset.series.get(key);
        let rows = series.map_or(&[][..], |series| series.of(&area.code));
        rows.iter().map(move |row| (key, row))
    })
}

fn sources(
    context: &Context<'_>,
    area: &Area,
    groups: impl Iterator<Item = Origin>,
) -> Vec<SourceFacts> {
    // A sex can be a group of one entry and the total of another: each row counts once.
    let origins: BTreeSet<Origin> =
        rows(context, area).map(|(_, row)| row.origin).chain(groups).collect();
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for origin in origins {
        *counts.entry(origin.source).or_default() += 1;
    }
    counts
        .into_iter()
        .filter_map(|(index, rows)| {
            let source = context.dataset.sources.get(index)?;
            Some(SourceFacts { path: source.path.clone(), rows, snapshot: source.snapshot.clone() })
        })
        .collect()
}
