//! Everything known about one area, as numbers and classes. Printed as JSON by `inspect`.
//! Made by `compare`; nothing after it computes, nothing in it is formatted.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use super::area::{AreaCode, AreaType};
use super::boundaries::Ring;
use super::chart::Scale;
use super::comparison::{Class, Comparison, Level, Method};
use super::context::TopicContext;
use super::cross_check::Difference;
use super::dataset::{Origin, SeriesKey, Snapshot};
use super::findings::Findings;
use super::heat_map::HeatMapFacts;
use super::inequality::{Inequality, InequalityFacts};
use super::neighbours::Choice;
use super::period::TimePeriod;
use super::profile::Entry;
use super::trend::{Change, Trend};
use super::value::{Interval, IntervalSource, Value};
use crate::notice::Notice;

/// Everything known about one area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pack {
    /// What the pack is about: the profile's title.
    pub title: String,
    /// The area.
    pub area: AreaFacts,
    /// What areas are to be compared with, as asked for.
    pub compare: Choice,
    /// What judgements are made against; none when the area is England.
    pub benchmark: Option<PackBenchmark>,
    /// Why that is not what was asked for, if so.
    pub benchmark_instead: Option<Instead>,
    /// The other area shown beside it: the region, or England where it is not the benchmark.
    pub comparator: Option<NamedArea>,
    /// The area's similar areas, most similar first; none without a list.
    pub neighbours: Option<NeighbourFacts>,
    /// The pack's date.
    pub as_of: AsOf,
    /// Whether any number is made up.
    pub illustrative: bool,
    /// The topics, in the profile's order.
    pub topics: Vec<TopicFacts>,
    /// Each indicator of the profile, by slug.
    pub indicators: BTreeMap<String, IndicatorFacts>,
    /// The map of the areas beside it, where boundaries are known. Not printed: it is drawn.
    #[serde(skip)]
    pub map: Option<MapFacts>,
    /// The areas beside it in all key indicators; none where no other area has a value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heat_map: Option<HeatMapFacts>,
    /// How many tests are made at a confidence level.
    pub comparisons_made: ComparisonsMade,
    /// What the groups within the area come to.
    pub inequality: InequalityFacts,
    /// What stands out.
    pub findings: Findings,
    /// The files that the area's numbers come from.
    pub sources: Vec<SourceFacts>,
    /// What is odd about this area's data.
    pub notices: Vec<Notice>,
    /// Where the publisher's own results differ from those shown for this area.
    pub differences: Vec<Difference>,
}

/// How many tests are made at a confidence level, by what the values are held against.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ComparisonsMade {
    /// Latest values against the benchmark.
    pub benchmark: Tests,
    /// Latest values against the comparator.
    pub comparator: Tests,
    /// Values with their intervals against goals: latest ones and those of groups.
    pub goals: Tests,
    /// Groups against their area's own total.
    pub groups: Tests,
}

impl ComparisonsMade {
    /// All of them.
    pub fn all(self) -> Tests {
        [self.benchmark, self.comparator, self.goals, self.groups].into_iter().fold(
            Tests::default(),
            |sum, tests| Tests {
                at_95: sum.at_95 + tests.at_95,
                at_998: sum.at_998 + tests.at_998,
            },
        )
    }
}

/// Tests by the level at which chance alone makes a difference.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tests {
    /// 1 in 20 by chance.
    pub at_95: usize,
    /// 1 in 500 by chance.
    pub at_998: usize,
}

impl Tests {
    /// How many of some comparisons are tests. What the publisher found and places among areas have no level.
    pub fn among<'a>(comparisons: impl Iterator<Item = &'a Comparison>) -> Self {
        let mut tests = Self::default();
        for comparison in comparisons {
            match (comparison.level, comparison.method) {
                (None, _) => {}
                // Of two levels, the first is the one that makes a difference.
                (Some(Level::P998), method) if method != Method::TwoLevels => tests.at_998 += 1,
                (Some(_), _) => tests.at_95 += 1,
            }
        }
        tests
    }

    /// At either level.
    pub fn number(self) -> usize {
        self.at_95 + self.at_998
    }
}

/// What the judgements of a pack are made against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum PackBenchmark {
    /// An area.
    Area(NamedArea),
    /// The area's similar areas together.
    Neighbours,
}

/// Why the benchmark is not the one asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Instead {
    /// The area is the benchmark asked for: England takes its place.
    SameArea,
    /// The region was asked for, and the area is one or lies in none: England takes its place.
    NoRegion,
    /// Similar areas were asked for, and there is no list for the area: the region takes their place.
    NoNeighbours,
    /// The same, and the area lies in no region: England takes their place.
    NoNeighboursNoRegion,
    /// The area is England, which is compared with nothing.
    England,
}

/// The areas that a list calls similar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NeighbourFacts {
    /// The list's file.
    pub file: String,
    /// The areas, most similar first.
    pub areas: Vec<NamedArea>,
}

/// The date of a pack and what it is taken from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AsOf {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// What it is the date of.
    pub basis: DateBasis,
    /// The newest period in the data, as published.
    pub newest: Option<Arc<str>>,
}

/// What the date of a pack is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateBasis {
    /// The data folder's `snapshot.toml`.
    Snapshot,
    /// The end of the newest period in the data.
    NewestPeriod,
    /// `--date` or `SOURCE_DATE_EPOCH`.
    Chosen,
}

/// The area of a pack.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AreaFacts {
    /// Its code.
    pub code: AreaCode,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub area_type: AreaType,
    /// Its region.
    pub region: Option<NamedArea>,
    /// How many children live there.
    pub population: Option<Population>,
}

/// A code with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NamedArea {
    /// The code.
    pub code: AreaCode,
    /// The name.
    pub name: String,
}

/// How many people aged 0 to 17 live in an area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Population {
    /// People.
    pub people: f64,
    /// When.
    pub period: TimePeriod,
    /// The indicator whose denominator it is.
    pub slug: String,
}

/// A topic of a pack.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TopicFacts {
    /// Stable id.
    pub id: String,
    /// Heading.
    pub name: String,
    /// Slugs of its indicators, in the profile's order.
    pub indicators: Vec<String>,
    /// How many of its latest values are in each class, against the benchmark.
    pub classes: BTreeMap<Class, usize>,
    /// What is known about it nationally.
    pub context: TopicContext,
}

/// Everything known about one indicator in one area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IndicatorFacts {
    /// The profile's entry.
    pub entry: Entry,
    /// The series in the data; none if the data doesn't hold the indicator. With no `latest`, the data has
    /// figures for groups only.
    pub series: Option<SeriesKey>,
    /// The indicator's name in the data.
    pub name: Option<Arc<str>>,
    /// The newest period that any area has a value for.
    pub latest: Option<TimePeriod>,
    /// Every period from the first to the latest that any area has, oldest first.
    pub history: Vec<PeriodFacts>,
    /// The recent trend.
    pub trend: Trend,
    /// The change from the period before the latest.
    pub change: Change,
    /// All areas of the same kind, in the latest period.
    pub pool: Option<Pool>,
    /// The area's place among them.
    pub rank: Option<Rank>,
    /// Positions on a spine chart, or why there is none.
    pub spine: SpineFacts,
    /// The areas to show beside it, in the latest period.
    pub peers: Option<Peers>,
    /// The vertical scale of its trend chart.
    pub trend_scale: Option<Scale>,
    /// The largest value of any area in any period: it decides how many decimals are printed.
    pub largest: Option<f64>,
    /// The ways in which the data divides the area's people, each with its groups.
    pub inequality: Vec<Inequality>,
}

impl IndicatorFacts {
    /// The facts of the latest period.
    pub fn now(&self) -> Option<&PeriodFacts> {
        self.history.last()
    }

    /// The newest period before the latest in which the area has a value.
    pub fn last_known(&self) -> Option<&PeriodFacts> {
        self.history.iter().rev().skip(1).find(|facts| facts.value.known().is_some())
    }
}

/// One indicator in one area in one period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PeriodFacts {
    /// When.
    pub period: TimePeriod,
    /// The area's value.
    pub value: Value,
    /// Its 95% limits.
    pub interval: Option<Interval>,
    /// Its 99.8% limits.
    pub interval_998: Option<Interval>,
    /// Where its limits come from; none without limits.
    pub interval_source: Option<IntervalSource>,
    /// Its count.
    pub count: Option<f64>,
    /// What the count is out of.
    pub denominator: Option<f64>,
    /// The publisher's note.
    pub note: Option<Arc<str>>,
    /// Where the row stands; none if there is no row.
    pub origin: Option<Origin>,
    /// The benchmark's value.
    pub benchmark: Option<f64>,
    /// The comparator's value.
    pub comparator: Option<f64>,
    /// Whether the data has a value of the benchmark that can't be used, or two.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub benchmark_unusable: bool,
    /// How the area compares with the benchmark.
    pub against_benchmark: Comparison,
    /// How it compares with the comparator, if it has one.
    pub against_comparator: Option<Comparison>,
    /// How it compares with the indicator's goal, if it has one.
    pub against_goal: Option<Comparison>,
    /// Whether the series is broken before this period: periods are missing in between, or the profile says so.
    pub break_before: bool,
}

/// All areas of a kind, for one indicator and period.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Pool {
    /// Their kind.
    pub area_type: AreaType,
    /// How many there are, tiny ones left out.
    pub areas: usize,
    /// How many of them have a value.
    pub with_values: usize,
    /// The smallest value.
    pub min: f64,
    /// A quarter of areas are at or below this; none for fewer than four values.
    pub p25: Option<f64>,
    /// Half of areas are at or below this.
    pub p50: Option<f64>,
    /// Three quarters of areas are at or below this.
    pub p75: Option<f64>,
    /// The largest value.
    pub max: f64,
}

/// A place among areas. 1 is best, or lowest where no judgement is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Rank {
    /// The place; ties share the smallest.
    pub rank: usize,
    /// Out of how many.
    pub of: usize,
}

/// A spine, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum SpineFacts {
    /// Positions from 0 to 1, the benchmark at 0.5, worst on the left where judged.
    Drawn {
        /// Where the range of areas starts.
        left: f64,
        /// Where it ends.
        right: f64,
        /// Where the middle half starts.
        middle_left: f64,
        /// Where the middle half ends.
        middle_right: f64,
        /// Where the area stands.
        area: f64,
        /// Where the comparator stands.
        comparator: Option<f64>,
    },
    /// Not drawn.
    NotDrawn {
        /// Why.
        reason: SpineReason,
    },
}

/// Why no spine is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SpineReason {
    /// The area has no value.
    NoValue,
    /// There is no benchmark value.
    NoBenchmark,
    /// A number of people says nothing beside other areas' numbers.
    Count,
    /// Fewer than 75% of areas have values, or fewer than four.
    TooFewAreas,
    /// The area is left out of the pool as tiny, or not in the area list.
    OutsidePool,
}

/// The areas shown beside the chosen one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Peers {
    /// What they are.
    pub kind: PeerKind,
    /// How many there are, the chosen one included.
    pub total: usize,
    /// At most 15, highest value first, those without a value last; the chosen one always among them.
    pub rows: Vec<PeerFacts>,
    /// The horizontal scale of the chart.
    pub scale: Scale,
}

/// What the areas shown beside the chosen one are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum PeerKind {
    /// The areas that a list calls similar, and the area itself.
    Neighbours,
    /// The region's areas of the same kind.
    Region {
        /// The region's name.
        name: String,
    },
    /// All areas of the same kind.
    SameType,
    /// The regions of England.
    Regions,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PeerFacts {
    /// The area.
    pub area: NamedArea,
    /// Its value.
    pub value: Value,
    /// Its 95% limits.
    pub interval: Option<Interval>,
    /// Where its limits come from; none without limits.
    pub interval_source: Option<IntervalSource>,
    /// How it compares with the benchmark.
    pub class: Class,
    /// Whether it is the chosen area.
    pub chosen: bool,
}

/// A file that numbers come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceFacts {
    /// The file.
    pub path: PathBuf,
    /// How many of the area's rows come from it.
    pub rows: usize,
    /// The snapshot it belongs to.
    pub snapshot: Option<Arc<Snapshot>>,
}

/// The map of the areas beside the chosen one.
#[derive(Debug, Clone, PartialEq)]
pub struct MapFacts {
    /// What the areas are.
    pub kind: PeerKind,
    /// The areas with a known boundary, by name.
    pub areas: Vec<NamedArea>,
    /// Where each lies.
    pub outlines: Vec<Outline>,
    /// Width and height of the map, in the outlines' units; the longer is 1,000.
    pub size: (f64, f64),
    /// How each area compares in the latest period, for each key indicator by slug.
    pub classes: BTreeMap<String, Vec<Class>>,
    /// The areas without a known boundary.
    pub missing: Vec<String>,
    /// How the boundaries' owners are to be named.
    pub credits: Vec<String>,
}

/// Where an area lies on a map; the origin is the top left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// Its rings, the largest first; outer ones and holes turn opposite ways.
    pub rings: Vec<Ring>,
    /// A place well inside it.
    pub middle: (f64, f64),
    /// Whether it is too small to be seen.
    pub tiny: bool,
}
