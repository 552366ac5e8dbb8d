//! What each chart shows: positions as numbers, words already written.
//! Part of the View; drawn by `chart`. Nothing here is computed or formatted.

use serde::{Deserialize, Serialize};

use super::comparison::Class;

/// The ends of a scale and the step between its ticks, in the indicator's unit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Scale {
    /// The lower end.
    pub min: f64,
    /// The upper end.
    pub max: f64,
    /// From tick to tick.
    pub step: f64,
}

/// A numeric axis with its ticks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Axis {
    /// The lower end, in the indicator's unit.
    pub min: f64,
    /// The upper end, in the indicator's unit.
    pub max: f64,
    /// Ticks from low to high, at most ten.
    pub ticks: Vec<Tick>,
    /// What is measured, such as "per 100,000".
    pub title: String,
}

/// A place on an axis and its label.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tick {
    /// Where, in the indicator's unit.
    pub at: f64,
    /// Its label.
    pub label: String,
}

/// One area's values over time against its benchmark and comparators.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrendChart {
    /// Alternative text.
    pub alt: String,
    /// The title, for the text above the chart: what, where, when.
    #[serde(default)]
    pub title: String,
    /// The vertical axis.
    pub y: Axis,
    /// Every period from first to last, gaps included, as labels.
    pub periods: Vec<String>,
    /// The lines: the chosen area first, then the benchmark, then others.
    pub series: Vec<Series>,
    /// "Intervals computed by jsnapack", to stand with the source; empty where the data gives them.
    #[serde(default)]
    pub interval_note: String,
}

/// One line of a trend chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// The name of the area or areas, for the direct label.
    pub name: String,
    /// "to 2021/22", where the line ends before the chart does; else empty.
    #[serde(default)]
    pub ends: String,
    /// What the line is: it decides how the line is drawn.
    pub role: Role,
    /// One entry a period; none is a gap.
    pub points: Vec<Option<Point>>,
}

/// What a line of a trend chart is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The chosen area.
    Area,
    /// What it is judged against.
    Benchmark,
    /// Another area shown beside it.
    Comparator,
}

/// A value with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// The value.
    pub value: f64,
    /// The 95% limits, where known.
    pub interval: Option<(f64, f64)>,
    /// How it compares with the benchmark of its own period.
    pub class: Class,
    /// Whether the series is broken before this point: no line leads to it.
    pub break_before: bool,
}

/// Areas ranked by value, with intervals.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RankedChart {
    /// Alternative text.
    pub alt: String,
    /// The title, for the text above the chart: what, where, when.
    #[serde(default)]
    pub title: String,
    /// The horizontal axis.
    pub x: Axis,
    /// The rows, top first; at most 15.
    pub rows: Vec<RankedRow>,
    /// The line to compare with.
    pub benchmark: Option<Reference>,
    /// "Intervals computed by jsnapack", to stand with the source; empty where the data gives them.
    #[serde(default)]
    pub interval_note: String,
}

/// One area of a ranked chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RankedRow {
    /// The area's name.
    pub name: String,
    /// Its value and interval, if it has one.
    pub point: Option<Point>,
    /// The value as written, or "no data", "suppressed".
    pub label: String,
    /// Whether this is the chosen area.
    pub chosen: bool,
}

/// The groups of an area's people on one scale, against the area's own total.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StripChart {
    /// Alternative text.
    pub alt: String,
    /// The title, for the text above the chart: what, where, when, and the gap.
    pub title: String,
    /// The horizontal axis.
    pub x: Axis,
    /// The groups in the order of their table; at most twelve.
    pub rows: Vec<StripRow>,
    /// The area's own total; none where it has no value.
    pub total: Option<Reference>,
    /// "Intervals computed by jsnapack", to stand with the source; empty where the data gives them.
    pub interval_note: String,
}

/// One group of a strip chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StripRow {
    /// The group's name.
    pub name: String,
    /// Its value and interval, if it has one, and how it compares with the total.
    pub point: Option<Point>,
    /// The value as written, or "no data", "suppressed".
    pub label: String,
}

/// A line to compare with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reference {
    /// What it is: "England".
    pub name: String,
    /// Where it stands.
    pub value: f64,
    /// Its value as written.
    pub label: String,
}

/// One row of a spine chart: positions from 0 (left) to 1 (right), the benchmark at 0.5.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SpineChart {
    /// Alternative text.
    pub alt: String,
    /// Left and right ends of the range of areas.
    pub range: (f64, f64),
    /// Where the middle half of areas lies.
    pub middle_half: (f64, f64),
    /// The area.
    pub area: f64,
    /// How the area compares.
    pub class: Class,
    /// The region or other comparator, if any.
    pub comparator: Option<f64>,
}

/// The numbers of a chart as a table, written: for who can't see it, or wants to copy them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ChartNumbers {
    /// What the values are in, where a heading can't say it: "per 100,000"; empty for "%" and plain numbers.
    pub unit: String,
    /// The columns' headings.
    pub heads: Vec<String>,
    /// The rows, as long as the headings; the first cell names its row. A cell without a number says why, or is
    /// empty where there can be none.
    pub rows: Vec<Vec<String>>,
}
