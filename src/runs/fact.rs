//! One indicator of one pack, in a row: what `summary.csv` lists and `diff` compares.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Digest;
use crate::model::sheet::DataRow;
use crate::model::sheet::TopicPlace;
use crate::model::view::{IndicatorView, View};

/// One indicator in one area, in its latest period. Numbers are unrounded; none where there is no number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// Indicator id.
    pub indicator_id: u32,
    /// The profile's key.
    pub slug: String,
    /// Short plain name.
    pub indicator: String,
    /// Whom it counts.
    pub sex: String,
    /// Whom it counts.
    pub age: String,
    /// Its unit in words.
    pub unit: String,
    /// The latest period that any area has.
    pub period: String,
    /// The value.
    pub value: Option<f64>,
    /// "known", "suppressed", "missing", "groups-only" or "not-in-data".
    pub value_state: String,
    /// 95% limit.
    pub lower_95: Option<f64>,
    /// 95% limit.
    pub upper_95: Option<f64>,
    /// Events or people.
    pub count: Option<f64>,
    /// What the count is out of.
    pub denominator: Option<f64>,
    /// The benchmark's name.
    pub benchmark: String,
    /// The benchmark's value.
    pub benchmark_value: Option<f64>,
    /// The class's name for programs: "worse".
    pub class: String,
    /// The class as pages show it: "Worse".
    pub class_word: String,
    /// "95", "99.8" or nothing.
    pub level: String,
    /// "recomputed", "published" or "none".
    pub source: String,
    /// Why it is not compared.
    pub reason: String,
    /// The recent trend's name for programs: "increasing".
    pub trend: String,
    /// The place among areas of its kind.
    pub rank: Option<usize>,
    /// Out of how many.
    pub out_of: Option<usize>,
    /// The publisher's note on the value.
    pub note: String,
    /// The chapters that have it.
    #[serde(default)]
    pub topics: Vec<TopicPlace>,
    /// How many decimals its value is shown with; none without a row of data.
    #[serde(default)]
    pub decimals: Option<usize>,
    /// Of everything that the pack says of the indicator, all periods and charts included.
    pub digest: Digest,
}

/// The facts of a pack, by the indicator's slug.
pub fn facts(view: &View) -> Vec<Fact> {
    let mut rows: BTreeMap<&str, Vec<&DataRow>> = BTreeMap::new();
    for row in &view.data {
        rows.entry(&row.slug).or_default().push(row);
    }
    view.indicators
        .iter()
        .map(|(slug, it)| {
            let topics = topics(view, it);
            fact(it, rows.get(slug.as_str()).map_or(&[], Vec::as_slice), topics)
        })
        .collect()
}

/// The chapters that have an indicator, those included that name it as one the data doesn't hold.
fn topics(view: &View, it: &IndicatorView) -> Vec<TopicPlace> {
    let absent = it.state == "not-in-data";
    let topics = view.topics.iter().zip(1..);
    let has = topics.filter(|(topic, _)| {
        topic.indicators.contains(&it.slug) || (absent && topic.not_in_data.contains(&it.label))
    });
    has.map(|(topic, place)| TopicPlace { place, id: topic.id.clone(), name: topic.name.clone() })
        .collect()
}

/// How many facts are in each class, by the word on the page.
pub fn classes(facts: &[Fact]) -> BTreeMap<String, usize> {
    let mut classes = BTreeMap::new();
    for fact in facts {
        *classes.entry(fact.class_word.clone()).or_insert(0) += 1;
    }
    classes
}

fn fact(it: &IndicatorView, rows: &[&DataRow], topics: Vec<TopicPlace>) -> Fact {
    // Rows with a category are groups within the area; the others are the area's own, the latest last.
    let latest = rows.iter().rev().find(|row| row.category.is_empty());
    let number = |of: fn(&DataRow) -> Option<f64>| latest.and_then(|row| of(row));
    let text = |of: fn(&DataRow) -> &str| latest.map_or("", |row| of(row)).to_owned();
    // Both always turn into JSON: they are plain values.
    let json = serde_json::to_vec(&(it, rows)).unwrap_or_default();
    Fact {
        indicator_id: it.id,
        slug: it.slug.clone(),
        indicator: it.label.clone(),
        sex: text(|row| &row.sex),
        age: text(|row| &row.age),
        unit: it.unit.clone(),
        period: it.period.clone(),
        value: number(|row| row.value),
        value_state: it.state.clone(),
        lower_95: number(|row| row.lower_95),
        upper_95: number(|row| row.upper_95),
        count: number(|row| row.count),
        denominator: number(|row| row.denominator),
        benchmark: text(|row| &row.benchmark),
        benchmark_value: number(|row| row.benchmark_value),
        class: it.against_benchmark.class.clone(),
        class_word: it.against_benchmark.word.clone(),
        level: text(|row| row.level),
        source: text(|row| row.class_source),
        reason: text(|row| &row.reason),
        trend: it.trend.direction.clone(),
        rank: latest.and_then(|row| row.rank),
        out_of: latest.and_then(|row| row.out_of),
        note: text(|row| &row.note),
        topics,
        decimals: latest.map(|row| row.details.decimals),
        digest: Digest::of(&json).short(),
    }
}
