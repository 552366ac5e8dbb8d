//! The Pack as a reader meets it: every number formatted, every judgement worded, once.
//! The only input of charts, text and pages. Documented in `docs/view.md`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::chart::{ChartNumbers, RankedChart, SpineChart, TrendChart};
use super::findings_view::{AgesView, FocusView, HeadlineView, NeedBesideHelp};
use super::heat_map::HeatMapView;
use super::inequality_view::{InequalityView, LargestGaps};
use super::map_view::MapView;
use super::sheet::DataRow;

/// A pack, ready to be read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// What the pack is about: "Children and young people's mental health".
    pub title: String,
    /// The area.
    pub area: AreaView,
    /// What areas are compared with, as asked for: "england", "region", "neighbours" or an area's code.
    pub compare: String,
    /// The benchmark's name, "England" or "Similar areas"; none when the area is England.
    pub benchmark: Option<String>,
    /// The benchmark's name as a sentence has it: "the North West", "similar areas".
    pub benchmark_named: Option<String>,
    /// What a reader must know of the benchmark: how it is made, or why it is not the one asked for.
    pub benchmark_note: Option<String>,
    /// Which areas charts show beside it: "the areas of the North West: there is no list of similar areas".
    pub similar_areas: Option<String>,
    /// The similar areas' names, most similar first; empty without a list.
    pub neighbours: Vec<String>,
    /// The file of the list they are from.
    pub neighbours_file: Option<String>,
    /// The comparator's name: the region, or England.
    pub comparator: Option<String>,
    /// The comparator's name as a sentence has it: "the North West".
    pub comparator_named: Option<String>,
    /// The pack's date as `YYYY-MM-DD`.
    pub date: String,
    /// The same in words, "22 November 2026"; the newest period, "2023/24", where nothing says a day.
    pub date_words: String,
    /// What the date is taken from: "Data snapshot of 22 November 2026".
    pub date_basis: String,
    /// The mark every page carries when numbers are made up.
    pub illustrative: Option<String>,
    /// How many comparisons the pack makes, in a sentence.
    pub comparisons: String,
    /// What to say first, good and bad in turn.
    pub headlines: Vec<HeadlineView>,
    /// What to say if only three things are said: what is worse, what is better, what changes or is not known.
    pub messages: [String; 3],
    /// The lists of the focus page.
    pub focus: FocusView,
    /// Indicators of need beside indicators of help.
    pub need_beside_help: NeedBesideHelp,
    /// How old the figures are.
    pub ages: AgesView,
    /// How the groups of people within the area differ.
    pub inequality: LargestGaps,
    /// The shapes and arrows the pack uses, in the order to explain them.
    pub symbols: Vec<SymbolView>,
    /// The chapters, in order.
    pub topics: Vec<TopicView>,
    /// Maps of the areas around it; none without boundaries.
    pub map: Option<MapView>,
    /// Key indicators against the areas beside it; none where there are no others.
    pub heat_map: Option<HeatMapView>,
    /// Each indicator, by slug.
    pub indicators: BTreeMap<String, IndicatorView>,
    /// Where the numbers come from.
    pub sources: Vec<SourceView>,
    /// Where the national facts were published.
    pub context_sources: Vec<ContextSourceView>,
    /// Indicators whose polarity is assumed, by label, with the reasoning.
    pub assumed_polarity: Vec<AssumedPolarity>,
    /// What is odd about this area's data, in sentences.
    pub notices: Vec<String>,
    /// Every number of the area, unrounded, for machines: the attached CSV.
    #[serde(skip)]
    pub data: Vec<DataRow>,
    /// The numbers of each chart by the name of its drawing, for web pages. Not in the View's JSON: the PDF doesn't show
    /// them, and would be the slower for it.
    #[serde(skip)]
    pub numbers: BTreeMap<String, ChartNumbers>,
}

/// The area of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaView {
    /// Its name.
    pub name: String,
    /// Its name inside a sentence: "the North West", "Liverpool".
    pub named: String,
    /// Its code.
    pub code: String,
    /// Its kind in words: "upper-tier local authority".
    pub kind: String,
    /// The region's name.
    pub region: Option<String>,
    /// "About 104,300 children and young people aged 0 to 17 live in Liverpool (2023/24)."
    pub population: Option<String>,
}

/// A shape or arrow and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SymbolView {
    /// The name for programs of its class or direction: "worse", "increasing".
    pub class: String,
    /// The shape or arrow.
    pub shape: String,
    /// The word it stands with: "Worse".
    pub word: String,
    /// What it means, in a sentence.
    pub meaning: String,
}

/// A chapter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicView {
    /// Stable id.
    pub id: String,
    /// Heading.
    pub name: String,
    /// Slugs of the table's rows, in order: the topic's indicators that the data holds.
    pub indicators: Vec<String>,
    /// Slugs of indicators that get charts and text.
    pub key: Vec<String>,
    /// How many values are in each class: "worse than England" and 3.
    pub counts: Vec<ClassCount>,
    /// How many recent trends go each way: "getting worse" and 3, and so on as in `counts`.
    #[serde(default)]
    pub trends: Vec<ClassCount>,
    /// Labels of indicators with no value for this area.
    pub no_data: Vec<String>,
    /// Labels of indicators that have figures for groups of its people only; not in `no_data`.
    #[serde(default)]
    pub groups_only: Vec<String>,
    /// Labels of the topic's indicators that the data doesn't hold.
    pub not_in_data: Vec<String>,
    /// How many comparisons the table makes, and what chance does to them; none if it makes none.
    pub comparisons: Option<String>,
    /// What is known nationally: each fact by itself.
    #[serde(default)]
    pub context: Vec<ContextView>,
    /// Why those facts are no series; none where nobody could take them for one.
    pub context_caution: Option<String>,
    /// Notes on the table's values, each with its mark.
    pub notes: Vec<NoteView>,
}

/// How many values are in a class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassCount {
    /// The class's name for programs: "worse".
    pub class: String,
    /// The class in words: "worse than England".
    pub words: String,
    /// How many.
    pub count: usize,
    /// How many in words: "three".
    pub count_words: String,
    /// Labels of the indicators.
    pub labels: Vec<String>,
}

/// A note below a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteView {
    /// Its mark in this table: "1".
    pub mark: String,
    /// Its words.
    pub text: String,
    /// The rows it belongs to, by slug.
    pub slugs: Vec<String>,
}

/// An indicator in an area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndicatorView {
    /// Stable key.
    pub slug: String,
    /// Indicator id.
    pub id: u32,
    /// Short plain name.
    pub label: String,
    /// The name in the data.
    pub name: String,
    /// Who is measured: "10-24 yrs", "Female, <18 yrs".
    pub population: String,
    /// The unit in words: "per 100,000"; empty for counts.
    pub unit: String,
    /// Whether it gets charts and text.
    pub key: bool,
    /// Whether the area has a value in the latest period.
    pub has_value: bool,
    /// What there is: "known", "suppressed", "missing", "unusable", "groups-only" (figures for groups, none for the
    /// area as a whole) or "not-in-data".
    pub state: String,
    /// The latest period: "2023/24"; "groups only" when the data has no figure for whole areas, "not in data" when it has none.
    pub period: String,
    /// The value: "9.1%", "no data", "suppressed".
    pub value: String,
    /// The value with its unit in words: "115.2 per 100,000".
    pub value_with_unit: String,
    /// "8.2 to 10.1"; empty if there is none.
    pub interval: String,
    /// "8.2% to 10.1%", as text writes it; empty if there is none.
    pub interval_words: String,
    /// "computed by jsnapack"; empty for an interval of the data's own, and without one.
    pub interval_source: String,
    /// The count with commas; empty if there is none.
    pub count: String,
    /// The count with what is counted: "1,240 admissions"; empty if there is none.
    pub count_words: String,
    /// The benchmark's value; empty if there is none.
    pub benchmark: String,
    /// What stands in its place where there is none: "no data", or "not usable" where the data contradicts itself.
    pub benchmark_absent: String,
    /// How many similar areas it is combined from: "12 of 15 areas"; empty unless it is.
    pub benchmark_areas: String,
    /// The same in a sentence; none unless it is.
    pub benchmark_from: Option<String>,
    /// The comparator's value; empty if there is none.
    pub comparator: String,
    /// How it compares with the benchmark.
    pub against_benchmark: ClassView,
    /// How it compares with the comparator.
    pub against_comparator: Option<ClassView>,
    /// The goal, and whether it is met.
    pub goal: Option<GoalView>,
    /// The recent trend.
    pub trend: TrendView,
    /// The change from the period before.
    pub change: ChangeView,
    /// The profile's sentence with the value filled in; none without a value.
    pub sentence: Option<String>,
    /// An older value where the latest is missing: "The last value is 12.1% in 2019/20."
    pub older: Option<String>,
    /// "22nd of 153 (1 is best)"; none if unranked.
    pub rank: Option<String>,
    /// What a reader must know before using it.
    pub caveat: Option<String>,
    /// The same, as far as it follows from the figure itself: few cases, a modelled value, a broken series.
    pub cautions: Vec<String>,
    /// Who publishes it.
    pub source: String,
    /// The publisher's note on the value.
    pub note: Option<String>,
    /// The value of the period before the latest: "12.1%", "no data"; empty if there is no earlier period.
    #[serde(default)]
    pub previous: String,
    /// That period: "2022/23"; empty if there is none.
    #[serde(default)]
    pub previous_period: String,
    /// Marks on the figure: "modelled estimate", "three years pooled".
    pub marks: Vec<String>,
    /// "more than five years old"; none for newer figures.
    pub age_of_data: Option<String>,
    /// Its spine, if drawn.
    pub spine: Option<SpineChart>,
    /// Why there is no spine.
    pub spine_reason: Option<String>,
    /// Its trend chart, if there are two periods or more.
    pub trend_chart: Option<TrendChart>,
    /// Its ranked chart.
    pub ranked_chart: Option<RankedChart>,
    /// What the ranked chart shows: "Areas in the North West: 15 of 24 shown".
    pub ranked_title: String,
    /// The ways in which the area's people are divided, each with its groups.
    pub inequality: Vec<InequalityView>,
}

/// A judgement in words and shape.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassView {
    /// The class's name for programs: "worse", "not-compared".
    pub class: String,
    /// One word or two: "Worse", "Not compared".
    pub word: String,
    /// In full: "Worse than England (95%)", "Not compared: no interval".
    pub phrase: String,
    /// The drawing of its mark: "symbol/worse".
    pub shape: String,
    /// Why it is not compared, as a clause: "the value has no confidence interval".
    pub reason: Option<String>,
    /// Whether it is the publisher's own, not recomputed.
    pub published: bool,
}

/// A goal in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalView {
    /// What is to be reached: "95% or more".
    pub target: String,
    /// Whether it is: "Goal met: 95% or more (NHS standard)".
    pub against: ClassView,
    /// Who set it, and where.
    pub source: String,
}

/// A trend in words and shape.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrendView {
    /// The direction's name for programs: "increasing".
    pub direction: String,
    /// "Increasing and getting worse", "Cannot be calculated".
    pub phrase: String,
    /// An arrow the page's font has; empty where the trend cannot be calculated.
    pub symbol: String,
    /// Why it cannot be calculated, as a clause: "there are fewer than five periods".
    pub reason: Option<String>,
    /// Whether it is the publisher's own.
    pub published: bool,
}

/// The change from the period before the latest, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeView {
    /// The direction's name for programs: "increasing", "cannot-be-calculated".
    pub direction: String,
    /// An arrow the page's font has; empty where nothing can be said.
    pub symbol: String,
    /// "Increased from 40.1% in 2022/23, which is worse", "Cannot be said: no confidence interval".
    pub phrase: String,
    /// Why it can't be said: "the two periods overlap".
    pub reason: Option<String>,
    /// The period before: "2022/23"; empty if there is none.
    pub from_period: String,
    /// The value then, with its unit; empty if there is none.
    pub from_value: String,
    /// The latest value, with its unit; empty if there is none.
    pub to_value: String,
    /// "was similar to England, now worse": where class and value both changed.
    pub class_change: Option<String>,
}

/// A source of numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceView {
    /// The file.
    pub file: String,
    /// How many of the area's rows it gave.
    pub rows: String,
    /// The attribution to print, if its snapshot states one.
    pub attribution: Option<String>,
}

/// A national fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContextView {
    /// It, in one sentence.
    pub sentence: String,
    /// "2017, ages 5 to 19, diagnostic assessment".
    pub basis: String,
    /// Who published it, and when: "NHS Digital, 2018".
    pub cite: String,
}

/// A publication that national facts rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContextSourceView {
    /// "NHS Digital, 2018".
    pub cite: String,
    /// Its title.
    pub title: String,
}

/// An indicator whose polarity is assumed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssumedPolarity {
    /// Its label.
    pub label: String,
    /// "A low value is taken as good".
    pub polarity: String,
    /// The reasoning.
    pub source: String,
}
