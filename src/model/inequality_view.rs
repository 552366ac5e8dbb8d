//! The groups of people within an area as a reader meets them. Part of the View: `docs/view.md`.

use serde::{Deserialize, Serialize};

use super::chart::StripChart;
use super::view::ClassView;

/// One way of dividing the area's people, with its groups.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InequalityView {
    /// What people are divided by: "Sex", "Ethnic groups", "Deprivation of small areas within Liverpool, in
    /// ten groups (IMD trend)".
    pub title: String,
    /// The same without its details: "Sex", "Ethnic groups", "Deprivation".
    pub short_title: String,
    /// The groups' period: "2023/24".
    pub period: String,
    /// Whether groups stand in order of deprivation, most deprived first.
    pub ordered: bool,
    /// The groups, in order.
    pub groups: Vec<GroupView>,
    /// What they are compared with: "the Liverpool total".
    pub total_named: String,
    /// The area's own total; none where the data has no row for it.
    pub total: Option<TotalView>,
    /// The gap in sentences, or why there is none.
    pub gap: String,
    /// The slope over all groups in sentences, or why there is none; none where groups have no order.
    pub slope: Option<String>,
    /// The same in a sentence or two, for other chapters.
    pub summary: String,
    /// What to know before reading it, in sentences.
    pub notes: Vec<String>,
    /// Whether it is the indicator's most telling division, whose chart stands with the indicator's own.
    #[serde(default)]
    pub telling: bool,
    /// Its chart, where it is the most telling division of a main indicator or has one of the pack's largest
    /// gaps among more than two groups.
    #[serde(default)]
    pub chart: Option<StripChart>,
}

/// An area's own total beside its groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TotalView {
    /// "9.1%", "no data", "suppressed".
    pub value: String,
    /// "8.2 to 10.1". Can be empty.
    pub interval: String,
    /// The count with commas. Can be empty.
    pub count: String,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupView {
    /// "Female", "Most deprived decile".
    pub name: String,
    /// What there is: "known", "suppressed" or "missing".
    pub state: String,
    /// "9.1%", "no data", "suppressed".
    pub value: String,
    /// "8.2 to 10.1". Can be empty.
    pub interval: String,
    /// The count with commas. Can be empty.
    pub count: String,
    /// How it compares with the area's own total.
    pub against_total: ClassView,
}

/// The largest gaps of a pack, and how many comparisons its groups make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LargestGaps {
    /// How many groups are compared with the area's own total, and what chance does to that.
    pub comparisons: String,
    /// What the list holds: "The eight largest of 23 gaps, by ratio, at most two for an indicator"; empty where there is none.
    pub title: String,
    /// The largest gaps, largest first.
    pub largest: Vec<LargestGap>,
}

/// One of the largest gaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LargestGap {
    /// The indicator.
    pub slug: String,
    /// Which of its divisions, counted from 0.
    #[serde(default)]
    pub division: usize,
    /// Its label.
    pub label: String,
    /// What people are divided by, in short: "Deprivation".
    pub divided_by: String,
    /// The period.
    pub period: String,
    /// Whether it is the gap between the most and the least deprived group.
    pub ordered: bool,
    /// Which of those two is higher: "higher in the most deprived"; empty where groups have no order.
    pub direction: String,
    /// Of the two groups the one with the higher value.
    pub higher: GroupView,
    /// The other.
    pub lower: GroupView,
    /// The higher less the lower, before rounding: "8.0 percentage points".
    pub difference: String,
    /// The higher over the lower, before rounding: "2.94".
    pub ratio: String,
}
