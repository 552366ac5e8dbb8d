//! The area's numbers for machines: unrounded, one row an indicator and period, then one row a group.

use super::format::Format;
use super::{benchmark, cautions, goal, indicator, words};
use crate::model::comparison::{Comparison, Level, Provenance};
use crate::model::inequality::{GroupFacts, Inequality};
use crate::model::pack::{IndicatorFacts, Pack, PeriodFacts};
use crate::model::period::TimePeriod;
use crate::model::sheet::{DataRow, RowDetails, Shorthand};
use crate::model::value::{IntervalSource, Value};
use crate::model::view::View;

pub(super) fn rows(pack: &Pack) -> Vec<DataRow> {
    pack.indicators
        .values()
        .flat_map(|facts| {
            let periods = facts.history.iter().map(move |period| row(pack, facts, period));
            let groups = facts.inequality.iter().flat_map(move |inequality| {
                inequality.groups.iter().map(move |group| of_group(pack, facts, inequality, group))
            });
            periods.chain(groups)
        })
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
        category_type: String::new(),
        category: String::new(),
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
        interval_source: interval_source(period.interval_source.filter(|_| known)),
        count: period.count,
        denominator: period.denominator,
        benchmark: benchmark::name(pack).unwrap_or_default(),
        benchmark_areas: benchmark::areas(comparison).unwrap_or_default(),
        benchmark_value: period.benchmark,
        class: comparison.class.code(),
        level: level(comparison),
        class_source: class_source(comparison),
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
        status: status(pack),
        details: RowDetails {
            decimals: Format::of(facts).decimals(period.value.known().unwrap_or_default()),
            comparator_value: period.comparator,
            compared: words::class(comparison, benchmark::name(pack).as_deref()).phrase,
            marks: marks(facts, period.value, period.count, Some(&period.period)),
        },
    }
}

/// What to know of a value before using it, as codes.
fn marks(
    facts: &IndicatorFacts,
    value: Value,
    count: Option<f64>,
    period: Option<&TimePeriod>,
) -> Vec<Shorthand> {
    let known = value.known().is_some();
    let broken = period.is_some_and(|period| facts.entry.is_broken_before(period));
    let few = known && count.is_some_and(|count| count < cautions::FEW_EVENTS);
    let all = [
        (Shorthand::Break, broken),
        (Shorthand::Estimated, known && facts.entry.modelled),
        (Shorthand::LowReliability, few),
    ];
    all.into_iter().filter(|(_, holds)| *holds).map(|(mark, _)| mark).collect()
}

fn interval_source(source: Option<IntervalSource>) -> &'static str {
    match source {
        Some(IntervalSource::Published) => "published",
        Some(IntervalSource::Computed) => "computed by jsnapack",
        None => "",
    }
}

/// A group's row: its benchmark is the area's own total.
fn of_group(
    pack: &Pack,
    facts: &IndicatorFacts,
    inequality: &Inequality,
    group: &GroupFacts,
) -> DataRow {
    let entry = &facts.entry;
    let series = facts.series.as_ref();
    let comparison = &group.against_total;
    let known = group.value.known().is_some();
    // A sex stands in its column and as a category, so that rows without a category are totals.
    let (sex, category_type) = match inequality.divided_by.category_type() {
        Some(name) => (series.map_or_else(String::new, |series| series.sex.to_string()), &**name),
        None => (group.name.to_string(), "Sex"),
    };
    let view = words::group_class(comparison, &words::total_of(&pack.area.name));
    let reason = view.phrase.strip_prefix("Not compared: ").unwrap_or_default().to_owned();
    let format = super::inequality::format(facts, inequality);
    DataRow {
        indicator_id: entry.id,
        slug: entry.slug.clone(),
        indicator: entry.label.clone(),
        sex,
        age: series.map_or_else(String::new, |series| series.age.to_string()),
        category_type: category_type.to_owned(),
        category: group.name.to_string(),
        unit: entry.unit.clone(),
        area_code: pack.area.code.to_string(),
        area_name: pack.area.name.clone(),
        period: inequality.period.label.to_string(),
        value: group.value.known(),
        value_state: indicator::state(group.value),
        lower_95: group.interval.filter(|_| known).map(|interval| interval.lower),
        upper_95: group.interval.filter(|_| known).map(|interval| interval.upper),
        lower_998: group.interval_998.filter(|_| known).map(|interval| interval.lower),
        upper_998: group.interval_998.filter(|_| known).map(|interval| interval.upper),
        interval_source: interval_source(group.interval_source.filter(|_| known)),
        count: group.count.filter(|_| known),
        denominator: group.denominator.filter(|_| known),
        benchmark: format!("{} total", pack.area.name),
        benchmark_areas: String::new(),
        benchmark_value: comparison.benchmark_value,
        class: comparison.class.code(),
        level: level(comparison),
        class_source: class_source(comparison),
        reason,
        goal: String::new(),
        goal_class: String::new(),
        goal_reason: String::new(),
        trend: String::new(),
        rank: None,
        out_of: None,
        note: group.note.as_ref().map_or_else(String::new, |note| note.to_string()),
        status: status(pack),
        details: RowDetails {
            decimals: format.decimals(group.value.known().unwrap_or_default()),
            comparator_value: None,
            compared: view.phrase,
            marks: marks(facts, group.value, group.count, None),
        },
    }
}

fn level(comparison: &Comparison) -> &'static str {
    match comparison.level {
        Some(Level::P95) => "95",
        Some(Level::P998) => "99.8",
        None => "",
    }
}

fn class_source(comparison: &Comparison) -> &'static str {
    match comparison.source {
        Provenance::Recomputed => "recomputed",
        Provenance::Published => "published",
        Provenance::None => "none",
    }
}

fn status(pack: &Pack) -> String {
    if pack.illustrative { "illustrative".to_owned() } else { "as given".to_owned() }
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
