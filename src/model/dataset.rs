//! All indicator data of a run: immutable, indexed, shared by all areas.
//! Filled by `read`; looked up by `compare`. Knows no profile.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use super::area::{AreaCode, AreaType};
use super::comparison::Class;
use super::period::TimePeriod;
use super::snapshot::Fetched;
use super::trend::Direction;
use super::value::{Interval, IntervalSource, Value};

/// What one series of numbers is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct SeriesKey {
    /// Fingertips' indicator id, or a team's own.
    pub indicator: u32,
    /// "Persons", "Male", "Female".
    pub sex: Arc<str>,
    /// An age band as published: "<18 yrs".
    pub age: Arc<str>,
    /// The group within the area, such as a deprivation decile; none for the area's total.
    pub group: Option<Group>,
}

/// A group within an area.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Group {
    /// What the groups divide by: "Ethnic groups".
    pub category_type: Arc<str>,
    /// Which of them: "Black".
    pub category: Arc<str>,
}

/// One row of data.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Observation {
    /// When.
    pub period: TimePeriod,
    /// The value, in the indicator's unit.
    pub value: Value,
    /// 95% confidence limits, where both are given.
    pub interval: Option<Interval>,
    /// 99.8% confidence limits, where both are given.
    pub interval_998: Option<Interval>,
    /// Where the limits come from; none without limits.
    pub interval_source: Option<IntervalSource>,
    /// The count: events or people.
    pub count: Option<f64>,
    /// What the count is out of.
    pub denominator: Option<f64>,
    /// The publisher's note on the value.
    pub note: Option<Arc<str>>,
    /// What the publisher says of it.
    pub published: Published,
    /// Where it was read.
    pub origin: Origin,
}

/// The publisher's own judgements on a row.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Published {
    /// "Compared to England value or percentiles".
    pub against_england: Option<Class>,
    /// "Compared to Regions (statistical) value or percentiles" and its other headings.
    pub against_parent: Option<Class>,
    /// The parent that it was compared with.
    pub parent: Option<AreaCode>,
    /// "Recent Trend".
    pub trend: Option<Direction>,
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Origin {
    /// Index into [`Dataset::sources`].
    pub source: usize,
    /// Line in that file, the heading being line 1.
    pub line: u64,
}

/// One series: every area's observations, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Series {
    /// By area code; periods ascending and unique.
    pub areas: BTreeMap<AreaCode, Vec<Observation>>,
}

impl Series {
    /// An area's observation for a period.
    pub fn at(&self, area: &AreaCode, period: &TimePeriod) -> Option<&Observation> {
        let rows = self.areas.get(area)?;
        let index = rows.binary_search_by(|row| row.period.cmp(period)).ok()?;
        rows.get(index)
    }

    /// An area's observations, oldest first; empty if it has none.
    pub fn of(&self, area: &AreaCode) -> &[Observation] {
        self.areas.get(area).map_or(&[], Vec::as_slice)
    }
}

/// An area as the data names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DataArea {
    /// The name in the newest row.
    pub name: Arc<str>,
    /// Its kind.
    pub area_type: AreaType,
    /// Its parent in the data, if it is a statistical region.
    pub region: Option<AreaCode>,
}

/// A file that rows were read from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Source {
    /// Where it is, as the user gave it; `illustrative/…` for the embedded data.
    pub path: PathBuf,
    /// How many rows were kept from it.
    pub rows: usize,
    /// Whether it has the layout of a publisher's download, with its own comparison columns. A team's
    /// own file doesn't, and its small counts are withheld.
    pub is_download: bool,
    /// The snapshot that it belongs to, if its folder has a `snapshot.toml`.
    pub snapshot: Option<Arc<Snapshot>>,
}

/// What a data folder says of itself in `snapshot.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// Its date, `YYYY-MM-DD`.
    pub date: String,
    /// A name for it: "Fingertips, children's mental health profile".
    pub title: String,
    /// The attribution that pages must print.
    pub attribution: String,
    /// The licence's name.
    pub licence: String,
    /// Whether the numbers are made up.
    #[serde(default)]
    pub illustrative: bool,
    /// How it was fetched, if it was. Left out of what is said of a source: it names every request.
    #[serde(default, skip_serializing)]
    pub fetched: Option<Fetched>,
}

/// All indicator data of a run.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Dataset {
    /// Every series.
    pub series: BTreeMap<SeriesKey, Series>,
    /// Indicator names as the data gives them.
    pub indicator_names: BTreeMap<u32, Arc<str>>,
    /// Every area that has a row.
    pub areas: BTreeMap<AreaCode, DataArea>,
    /// The files read, in reading order.
    pub sources: Vec<Source>,
}

impl Dataset {
    /// Whether any of the numbers are made up.
    pub fn is_illustrative(&self) -> bool {
        self.sources
            .iter()
            .filter_map(|source| source.snapshot.as_ref())
            .any(|snapshot| snapshot.illustrative)
    }
}
