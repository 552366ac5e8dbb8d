//! The area's numbers for machines: unrounded, one row an indicator and period.

use super::format::Format;
use super::{benchmark, goal, indicator, words};
use crate::model::comparison::{Level, Provenance};
use crate::model::pack::{IndicatorFacts, Pack, PeriodFacts};
use crate::model::value::IntervalSource;
use crate::model::view::{DataRow, View};

pub(super) fn rows(pack: &Pack) -> Vec<DataRow> {
    pack.indicators
        .values()
        .flat_map(|facts| facts.history.iter().map(move |period| row(pack, facts, period)))
        .collect()
}

fn row(pack: &Pack, facts: &IndicatorFacts, period: &PeriodFacts) -> DataRow {
    let entry = &facts.entry;
    let series = facts.series.as_ref();
    let is_latest = facts.latest.as_ref() == Some(&period.period);
    let comparison = &period.against_benchmark;
    let known = period.value.known().is_some();
    let trend = words::trend(&facts.trend);
    let goal = goal::of(facts, period, Format::of(facts));
    let rank = facts.rank.filter(|_| is_latest);
    DataRow {
        indicator_id: entry.id,
        slug: entry.slug.clone(),
        indicator: entry.label.clone(),
        sex: series.map_or_else(String::new, |series| series.sex.to_string()),
        age: series.map_or_else(String::new, |series| series.age.to_string()),
        unit: entry.unit.clone(),
        area_code: pack.area.code.to_string(),
        area_name: pack.area.name.clone(),
        period: period.period.label.to_string(),
        value: period.value.known(),
        value_state: indicator::state(period.value),
        lower_95: period.interval.filter(|_| known).map(|interval| interval.lower),
        upper_95: period.interval.filter(|_| known).map(|interval| interval.upper),
        lower_998: period.interval_998.filter(|_| known).map(|interval| interval.lower),
        upper_998: period.interval_998.filter(|_| known).map(|interval| interval.upper),
        interval_source: match period.interval_source.filter(|_| known) {
            Some(IntervalSource::Published) => "published",
            Some(IntervalSource::Computed) => "computed by jsnapack",
            None => "",
        },
        count: period.count,
        denominator: period.denominator,
        benchmark: benchmark::name(pack).unwrap_or_default(),
        benchmark_areas: benchmark::areas(comparison).unwrap_or_default(),
        benchmark_value: period.benchmark,
        class: comparison.class.code(),
        level: match comparison.level {
            Some(Level::P95) => "95",
            Some(Level::P998) => "99.8",
            None => "",
        },
        class_source: match comparison.source {
            Provenance::Recomputed => "recomputed",
            Provenance::Published => "published",
            Provenance::None => "none",
        },
        reason: comparison
            .reason
            .map_or_else(String::new, |reason| words::not_compared(reason).to_owned()),
        goal: goal.as_ref().map_or_else(String::new, |goal| goal.target.clone()),
        goal_class: goal.as_ref().map_or_else(String::new, |goal| goal.against.class.clone()),
        goal_reason: goal.and_then(|goal| goal.against.reason).unwrap_or_default(),
        trend: if is_latest { trend.phrase } else { String::new() },
        rank: rank.map(|rank| rank.rank),
        out_of: rank.map(|rank| rank.of),
        note: period.note.as_ref().map_or_else(String::new, |note| note.to_string()),
        status: if pack.illustrative { "illustrative".to_owned() } else { "as given".to_owned() },
    }
}

/// The rows as CSV with a heading line.
///
/// # Errors
///
/// Fails only if memory for the text can't be had.
pub fn csv(view: &View) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in &view.data {
        writer.serialize(row)?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}
