//! `summary.csv`: every indicator of every area that has a pack, one row each.

use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use super::{Fact, Record, Status, Store};

/// A row. Packs of one area that say the same share it.
#[derive(Debug, Serialize)]
struct Row<'a> {
    area_code: &'a str,
    area_name: &'a str,
    area_type: &'a str,
    region: &'a str,
    indicator_id: u32,
    slug: &'a str,
    indicator: &'a str,
    sex: &'a str,
    age: &'a str,
    unit: &'a str,
    period: &'a str,
    value: Option<f64>,
    value_state: &'a str,
    lower_95: Option<f64>,
    upper_95: Option<f64>,
    count: Option<f64>,
    denominator: Option<f64>,
    benchmark: &'a str,
    benchmark_value: Option<f64>,
    class: &'a str,
    level: &'a str,
    source: &'a str,
    reason: &'a str,
    trend: &'a str,
    rank: Option<usize>,
    out_of: Option<usize>,
    note: &'a str,
    /// The packs' date.
    date: &'a str,
    /// "illustrative" or "as given".
    data: &'static str,
    /// "built", or "earlier" where the latest try failed.
    status: &'static str,
    /// "jsna-annex/draft", one or more.
    packs: String,
}

/// Writes the summary of the packs that are there. Holds the facts of one area at a time.
///
/// # Errors
///
/// When the writer fails.
pub fn summary(store: &Store, records: &[(PathBuf, Record)], to: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(to);
    each_row(store, records, |fact, records| match row(fact, records) {
        Some(row) => writer.serialize(row).map_err(io::Error::from),
        None => Ok(()),
    })?;
    writer.flush()
}

/// Every row of the summary in order: a fact, and the packs that hold it, at least one.
///
/// # Errors
///
/// Those of `told`, which gets the rows.
pub fn each_row<E>(
    store: &Store,
    records: &[(PathBuf, Record)],
    mut told: impl FnMut(&Fact, &[&Record]) -> Result<(), E>,
) -> Result<(), E> {
    for area in records.chunk_by(|(_, one), (_, other)| one.area_code == other.area_code) {
        for (fact, records) in shared(store, area) {
            told(&fact, &records)?;
        }
    }
    Ok(())
}

/// The facts of one area's packs by slug, each with the packs that hold it.
fn shared<'a>(store: &Store, area: &'a [(PathBuf, Record)]) -> Vec<(Fact, Vec<&'a Record>)> {
    let mut rows: Vec<(Fact, Vec<&Record>)> = Vec::new();
    for (path, record) in area.iter().filter(|(_, record)| !record.files.is_empty()) {
        for fact in store.facts(path) {
            let same = rows.iter_mut().find(|(other, records)| {
                other.slug == fact.slug
                    && *other == fact
                    && records.iter().all(|other| is_like(other, record))
            });
            match same {
                Some((_, records)) => records.push(record),
                None => rows.push((fact, vec![record])),
            }
        }
    }
    rows.sort_by(|(a, _), (b, _)| a.slug.cmp(&b.slug));
    rows
}

/// Whether two records say the same beside their facts.
fn is_like(one: &Record, other: &Record) -> bool {
    one.date == other.date && one.illustrative == other.illustrative && one.status == other.status
}

fn row<'a>(fact: &'a Fact, records: &[&'a Record]) -> Option<Row<'a>> {
    let first = records.first()?;
    let packs: Vec<String> = records
        .iter()
        .map(|record| format!("{}/{}", record.template, record.state.name()))
        .collect();
    Some(Row {
        area_code: &first.area_code,
        area_name: &first.area_name,
        area_type: &first.area_type,
        region: first.region.as_deref().unwrap_or_default(),
        indicator_id: fact.indicator_id,
        slug: &fact.slug,
        indicator: &fact.indicator,
        sex: &fact.sex,
        age: &fact.age,
        unit: &fact.unit,
        period: &fact.period,
        value: fact.value,
        value_state: &fact.value_state,
        lower_95: fact.lower_95,
        upper_95: fact.upper_95,
        count: fact.count,
        denominator: fact.denominator,
        benchmark: &fact.benchmark,
        benchmark_value: fact.benchmark_value,
        class: &fact.class,
        level: &fact.level,
        source: &fact.source,
        reason: &fact.reason,
        trend: &fact.trend,
        rank: fact.rank,
        out_of: fact.out_of,
        note: &fact.note,
        date: &first.date,
        data: if first.illustrative { "illustrative" } else { "as given" },
        status: match first.status {
            Status::Built => "built",
            Status::Failed => "earlier",
        },
        packs: packs.join("; "),
    })
}
