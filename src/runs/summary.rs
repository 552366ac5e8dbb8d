//! `summary.csv`: every indicator of every area that has a pack, one row each.

use std::io::{self, Write};
use std::path::PathBuf;

use super::{Fact, Record, Status, Store};
use crate::model::sheet::SummaryRow;

/// Writes the summary of the packs that are there. Holds the facts of one area at a time.
///
/// # Errors
///
/// When the writer fails.
pub fn summary(store: &Store, records: &[(PathBuf, Record)], to: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(to);
    summary_rows(store, records, &mut |row| Ok(writer.serialize(row)?))?;
    writer.flush()
}

/// Hands over the rows of the summary, by area code, then slug. Holds the facts of one area at a time.
///
/// # Errors
///
/// When the receiver fails.
pub fn summary_rows(
    store: &Store,
    records: &[(PathBuf, Record)],
    to: &mut dyn FnMut(&SummaryRow<'_>) -> io::Result<()>,
) -> io::Result<()> {
    for area in records.chunk_by(|(_, one), (_, other)| one.area_code == other.area_code) {
        for (fact, records) in shared(store, area) {
            if let Some(row) = row(&fact, &records) {
                to(&row)?;
            }
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

fn row<'a>(fact: &'a Fact, records: &[&'a Record]) -> Option<SummaryRow<'a>> {
    let first = records.first()?;
    let packs: Vec<String> = records
        .iter()
        .map(|record| format!("{}/{}", record.template, record.state.name()))
        .collect();
    Some(SummaryRow {
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
        topics: &fact.topics,
        decimals: fact.decimals,
    })
}
