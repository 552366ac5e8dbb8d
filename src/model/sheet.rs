//! What tables of data know beside a row of CSV, and how text stands in a CSV that people open as a spreadsheet.

use serde::{Deserialize, Serialize, Serializer};

/// A code that stands in a table for a number, or marks one. Spelt as the Government Statistical Service has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Shorthand {
    /// A break in the series: not to be compared with earlier periods.
    Break,
    /// Confidential: suppressed.
    Confidential,
    /// Estimated by a model.
    Estimated,
    /// Low reliability: it rests on few cases.
    LowReliability,
    /// Not available: the data has no number.
    NotAvailable,
    /// Not applicable: there can't be a number.
    NotApplicable,
}

impl Shorthand {
    /// Every code, in the order of its letters.
    pub const ALL: [Self; 6] = [
        Self::Break,
        Self::Confidential,
        Self::Estimated,
        Self::LowReliability,
        Self::NotAvailable,
        Self::NotApplicable,
    ];

    /// "\[c\]".
    pub fn code(self) -> &'static str {
        match self {
            Self::Break => "[b]",
            Self::Confidential => "[c]",
            Self::Estimated => "[e]",
            Self::LowReliability => "[u]",
            Self::NotAvailable => "[x]",
            Self::NotApplicable => "[z]",
        }
    }
}

/// What a spreadsheet shows of a row beside the columns of the CSV.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct RowDetails {
    /// How many decimals its value, limits and benchmark are shown with.
    pub decimals: usize,
    /// The comparator's value in the row's period.
    pub comparator_value: Option<f64>,
    /// How it compares, in words: "Worse than England (95%)".
    pub compared: String,
    /// What to know before using the value.
    pub marks: Vec<Shorthand>,
}

/// One row of the area's data, unrounded. Empty where there is no number.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the column names say it; docs/view.md describes each")]
pub struct DataRow {
    pub indicator_id: u32,
    pub slug: String,
    #[serde(serialize_with = "harmless")]
    pub indicator: String,
    #[serde(serialize_with = "harmless")]
    pub sex: String,
    #[serde(serialize_with = "harmless")]
    pub age: String,
    #[serde(serialize_with = "harmless")]
    pub category_type: String,
    #[serde(serialize_with = "harmless")]
    pub category: String,
    #[serde(serialize_with = "harmless")]
    pub unit: String,
    pub area_code: String,
    #[serde(serialize_with = "harmless")]
    pub area_name: String,
    #[serde(serialize_with = "harmless")]
    pub period: String,
    pub value: Option<f64>,
    pub value_state: &'static str,
    pub lower_95: Option<f64>,
    pub upper_95: Option<f64>,
    pub lower_998: Option<f64>,
    pub upper_998: Option<f64>,
    pub interval_source: &'static str,
    pub count: Option<f64>,
    pub denominator: Option<f64>,
    #[serde(serialize_with = "harmless")]
    pub benchmark: String,
    pub benchmark_areas: String,
    pub benchmark_value: Option<f64>,
    pub class: String,
    pub level: &'static str,
    pub class_source: &'static str,
    pub reason: String,
    #[serde(serialize_with = "harmless")]
    pub goal: String,
    pub goal_class: String,
    pub goal_reason: String,
    pub trend: String,
    pub rank: Option<usize>,
    pub out_of: Option<usize>,
    #[serde(serialize_with = "harmless")]
    pub note: String,
    pub status: String,
    /// What is no column of the CSV.
    #[serde(skip)]
    pub details: RowDetails,
}

/// A chapter that an indicator stands in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TopicPlace {
    /// Its place among the chapters, from 1.
    pub place: usize,
    /// Its stable id.
    pub id: String,
    /// Its heading.
    pub name: String,
}

/// One indicator of one area in the summary of a run, in the order of its columns. Packs that say the same share it.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the column names say it; docs/tables.md describes each")]
pub struct SummaryRow<'a> {
    pub area_code: &'a str,
    #[serde(serialize_with = "harmless")]
    pub area_name: &'a str,
    pub area_type: &'a str,
    #[serde(serialize_with = "harmless")]
    pub region: &'a str,
    pub indicator_id: u32,
    pub slug: &'a str,
    #[serde(serialize_with = "harmless")]
    pub indicator: &'a str,
    #[serde(serialize_with = "harmless")]
    pub sex: &'a str,
    #[serde(serialize_with = "harmless")]
    pub age: &'a str,
    #[serde(serialize_with = "harmless")]
    pub unit: &'a str,
    #[serde(serialize_with = "harmless")]
    pub period: &'a str,
    pub value: Option<f64>,
    pub value_state: &'a str,
    pub lower_95: Option<f64>,
    pub upper_95: Option<f64>,
    pub count: Option<f64>,
    pub denominator: Option<f64>,
    #[serde(serialize_with = "harmless")]
    pub benchmark: &'a str,
    pub benchmark_value: Option<f64>,
    pub class: &'a str,
    pub level: &'a str,
    pub source: &'a str,
    pub reason: &'a str,
    pub trend: &'a str,
    pub rank: Option<usize>,
    pub out_of: Option<usize>,
    #[serde(serialize_with = "harmless")]
    pub note: &'a str,
    /// The packs' date.
    pub date: &'a str,
    /// "illustrative" or "as given".
    pub data: &'static str,
    /// "built", or "earlier" where the latest try failed.
    pub status: &'static str,
    /// "jsna-annex/draft", one or more.
    #[serde(serialize_with = "harmless")]
    pub packs: String,
    /// The chapters that have it.
    #[serde(skip)]
    pub topics: &'a [TopicPlace],
    /// How many decimals its value is shown with.
    #[serde(skip)]
    pub decimals: Option<usize>,
}

/// Serialises a text so that no spreadsheet takes it for a formula: an apostrophe before a leading `=`, `+`, `-`,
/// `@`, tab or carriage return. A text of one letter has nothing to work out, and stays.
///
/// # Errors
///
/// Only the serialiser's own.
pub fn harmless<T: AsRef<str>, S: Serializer>(text: &T, to: S) -> Result<S::Ok, S::Error> {
    let text = text.as_ref();
    if text.len() > 1 && text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        to.collect_str(&format_args!("'{text}"))
    } else {
        to.serialize_str(text)
    }
}
