//! The numbers of each chart as a table, written as everywhere else: for web pages.

use std::collections::BTreeMap;

use crate::model::chart::ChartNumbers;
use crate::model::comparison::{Class, Comparison, Provenance};
use crate::model::pack::{IndicatorFacts, MapFacts, Pack};
use crate::model::value::{Interval, Value};
use crate::present::format::{Format, NO_DATA};
use crate::present::{benchmark, inequality, words};

/// The heading of a column of intervals.
pub(in crate::present) const INTERVAL: &str = "95% interval";

/// The tables of a pack's charts, by the names of their drawings. There may be tables of charts that are not drawn.
pub(in crate::present) fn of(pack: &Pack) -> BTreeMap<String, ChartNumbers> {
    let mut numbers = BTreeMap::new();
    for (slug, facts) in &pack.indicators {
        if facts.entry.key {
            numbers.insert(format!("trend/{slug}"), trend(pack, facts));
        }
        // Spreadsheets list the other areas of all indicators.
        if let Some(table) = ranked(pack, facts) {
            numbers.insert(format!("ranked/{slug}"), table);
        }
    }
    for (slug, facts) in &pack.indicators {
        for (division, nth) in facts.inequality.iter().zip(1..) {
            let is_large = pack
                .inequality
                .largest
                .iter()
                .any(|gap| gap.slug == *slug && gap.division + 1 == nth);
            if !is_large && !division.telling {
                continue;
            }
            numbers
                .insert(format!("groups/{slug}/{nth}"), inequality::numbers(pack, facts, division));
        }
    }
    if let Some(map) = &pack.map {
        for (slug, classes) in &map.classes {
            numbers.insert(format!("map/{slug}"), classes_of(pack, map, classes));
        }
    }
    numbers
}

/// A row for each period that the data knows of; a column for each line of the chart.
fn trend(pack: &Pack, facts: &IndicatorFacts) -> ChartNumbers {
    let format = Format::of(facts);
    let history = &facts.history;
    let benchmark = benchmark::name(pack).map(|name| words::capital(&name));
    let comparator = pack.comparator.as_ref().map(|area| area.name.clone());
    let benchmark = benchmark.filter(|_| history.iter().any(|it| it.benchmark.is_some()));
    let comparator = comparator.filter(|_| history.iter().any(|it| it.comparator.is_some()));
    let intervals = history.iter().any(|it| known(it.value, it.interval).is_some());
    let number =
        |value: Option<f64>| value.map_or_else(|| NO_DATA.to_owned(), |value| format.short(value));
    let mut heads = vec!["Period".to_owned(), words::short(&pack.area.name)];
    heads.extend(intervals.then(|| INTERVAL.to_owned()));
    heads.extend(benchmark.iter().cloned());
    heads.extend(comparator.iter().cloned());
    let named = benchmark::named(pack).filter(|_| benchmark.is_some());
    heads.extend(named.map(|named| format!("Compared with {named}")));
    let rows = history.iter().map(|it| {
        let mut row = vec![words::period(&it.period.label), format.value(it.value)];
        row.extend(intervals.then(|| limits(format, it.value, it.interval)));
        row.extend(benchmark.as_ref().map(|_| number(it.benchmark)));
        row.extend(comparator.as_ref().map(|_| number(it.comparator)));
        row.extend(benchmark.as_ref().map(|_| judged(&it.against_benchmark)));
        row
    });
    let rows = rows.collect();
    ChartNumbers { unit: words::unit(&facts.entry.unit), heads, rows }
}

/// A row for each area of the chart, in its order.
fn ranked(pack: &Pack, facts: &IndicatorFacts) -> Option<ChartNumbers> {
    let peers = facts.peers.as_ref()?;
    let format = Format::of(facts);
    let benchmark = benchmark::named(pack);
    let intervals = peers.rows.iter().any(|row| known(row.value, row.interval).is_some());
    let mut heads = vec!["Area".to_owned(), "Value".to_owned()];
    heads.extend(intervals.then(|| INTERVAL.to_owned()));
    heads.extend(benchmark.as_ref().map(|named| format!("Compared with {named}")));
    let rows = peers.rows.iter().map(|it| {
        let mut row = vec![words::short(&it.area.name), format.value(it.value)];
        row.extend(intervals.then(|| limits(format, it.value, it.interval)));
        row.extend(benchmark.as_ref().map(|_| words::word(it.class).to_owned()));
        row
    });
    let rows = rows.collect();
    Some(ChartNumbers { unit: words::unit(&facts.entry.unit), heads, rows })
}

/// A row for each area of a map, in the order of their numbers.
fn classes_of(pack: &Pack, map: &MapFacts, classes: &[Class]) -> ChartNumbers {
    let compared = benchmark::named(pack).unwrap_or_else(|| words::with_article(&pack.area.name));
    let rows = map.areas.iter().zip(classes);
    ChartNumbers {
        unit: String::new(),
        heads: vec!["Area".to_owned(), format!("Compared with {compared}")],
        rows: rows
            .map(|(area, class)| vec![words::short(&area.name), words::word(*class).to_owned()])
            .collect(),
    }
}

/// An interval belongs to a value.
fn known(value: Value, interval: Option<Interval>) -> Option<Interval> {
    interval.filter(|_| value.known().is_some())
}

fn limits(format: Format<'_>, value: Value, interval: Option<Interval>) -> String {
    known(value, interval).map_or_else(String::new, |interval| format.interval(interval))
}

/// A class in a word; what is the publisher's own says so.
fn judged(comparison: &Comparison) -> String {
    let published = match comparison.source {
        Provenance::Published => " (as published)",
        _ => "",
    };
    format!("{}{published}", words::word(comparison.class))
}
