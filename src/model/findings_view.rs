//! What stands out in an area, as a reader meets it. Part of the View; documented in `docs/view.md`.

use serde::{Deserialize, Serialize};

use super::view::{ClassView, TrendView};

/// A sentence to say first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadlineView {
    /// The indicator.
    pub slug: String,
    /// Its label.
    pub label: String,
    /// The id of the first topic that has it.
    pub topic: String,
    /// That topic's heading.
    pub topic_name: String,
    /// "good", "bad" or "plain".
    pub tone: String,
    /// One sentence, or two short ones.
    pub text: String,
    /// The value with its unit.
    pub value: String,
    /// The benchmark's value; empty if there is none.
    pub benchmark: String,
    /// When.
    pub period: String,
    /// How it compares with the benchmark.
    pub class: ClassView,
    /// The recent trend.
    pub trend: TrendView,
}

/// The lists of the focus page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FocusView {
    /// The lists, always all, in the order of the page.
    pub lists: Vec<FocusListView>,
}

/// A list of the focus page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FocusListView {
    /// Stable id: "worse-and-worsening".
    pub id: String,
    /// "Worse than England and getting worse".
    pub title: String,
    /// What to know of the list, in sentences; none where the title says all.
    pub about: Option<String>,
    /// What each row's `note` is: "Place among areas"; empty where rows have none.
    pub note_title: String,
    /// Its first rows, at most eight.
    pub rows: Vec<RowView>,
    /// How many it has in all.
    pub count: usize,
    /// "Two more stand in the chapters." None if all are shown.
    pub more: Option<String>,
    /// What is said of a list without rows: "No indicator is both worse than England and getting worse."
    pub empty: String,
}

/// An indicator in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowView {
    /// The indicator.
    pub slug: String,
    /// Its label.
    pub label: String,
    /// Who is measured. Can be empty.
    pub population: String,
    /// The heading of the first topic that has it.
    pub topic_name: String,
    /// Whether there is a value.
    pub has_value: bool,
    /// The value with its unit, "397.6 per 100,000", or what stands for it: "no data".
    pub value: String,
    /// Its interval; empty if there is none.
    pub interval: String,
    /// The count with what is counted: "1,240 admissions"; empty if there is none.
    pub count: String,
    /// The benchmark's value, or what stands for it; empty without a benchmark.
    pub benchmark: String,
    /// When.
    pub period: String,
    /// How it compares with the benchmark.
    pub class: ClassView,
    /// The recent trend.
    pub trend: TrendView,
    /// The value of the period before, with its unit; empty if there is none.
    pub previous: String,
    /// That period; empty if there is none.
    pub previous_period: String,
    /// What the list says of it: "was similar to England, now worse". Can be empty.
    pub note: String,
}

/// Indicators of need beside indicators of help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedBesideHelp {
    /// Heading.
    pub title: String,
    /// How to read it: that one can't be taken from the other. A sentence each.
    pub caution: Vec<String>,
    /// How much need there is.
    pub need: PartView,
    /// How much help is given.
    pub help: PartView,
}

/// One of the two parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartView {
    /// "Need".
    pub title: String,
    /// Its indicators, in the profile's order.
    pub rows: Vec<RowView>,
    /// What is said of a part without rows.
    pub empty: String,
}

/// How old the figures are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgesView {
    /// "The oldest figure is Bullied in the past couple of months, at age 15, of 2014/15." None without figures.
    pub oldest: Option<String>,
    /// How many figures are old, pooled or modelled, in sentences.
    pub summary: String,
    /// Labels of the indicators whose figure is more than five years old.
    pub old: Vec<String>,
    /// Labels of those whose last value is of an earlier period than the benchmark's, with the two periods.
    pub behind: Vec<String>,
    /// The indicators by latest period and publisher, oldest first; a dozen at most in each, further ones in the next.
    pub periods: Vec<PeriodView>,
}

/// Indicators of one publisher whose latest period is the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodView {
    /// "2023/24".
    pub period: String,
    /// "more than five years old"; none for newer figures.
    pub age: Option<String>,
    /// Who publishes them; empty if that is not stated.
    pub source: String,
    /// Their labels in the topics' order, with the marks on their figures: "Autism (modelled estimate)".
    pub indicators: Vec<String>,
}
