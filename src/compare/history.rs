//! One indicator in one area, period by period.

use super::national::{IndicatorNational, months_between};
use super::{Against, judge};
use crate::model::area::{Area, AreaCode};
use crate::model::comparison::Method;
use crate::model::dataset::Series;
use crate::model::pack::PeriodFacts;
use crate::model::period::TimePeriod;
use crate::model::profile::Entry;
use crate::model::value::Value;

/// Every national period, oldest first, with what the area has in it.
pub(super) fn history(
    entry: &Entry,
    area: &Area,
    against: &Against,
    series: &Series,
    national: &IndicatorNational,
) -> Vec<PeriodFacts> {
    let mut before: Option<&TimePeriod> = None;
    national
        .periods
        .iter()
        .map(|period| {
            let gap = before.is_some_and(|before| months_between(before, period) > national.step);
            before = Some(period);
            let pool = national.values(area.area_type, period);
            facts(entry, area, against, series, period, pool, gap)
        })
        .collect()
}

fn facts(
    entry: &Entry,
    area: &Area,
    against: &Against,
    series: &Series,
    period: &TimePeriod,
    pool: &[f64],
    break_before: bool,
) -> PeriodFacts {
    let row = series.at(&area.code, period);
    let other =
        |code: &Option<AreaCode>| code.as_ref().map(|code| (code.clone(), series.at(code, period)));
    let benchmark = other(&against.benchmark);
    let comparator = other(&against.comparator);
    let places_among = matches!(entry.method, Method::Quintiles | Method::Quartiles);
    let compare = |(code, other): &(AreaCode, Option<_>)| {
        let benchmark = judge::Benchmark { code, row: *other, pool };
        judge::comparison(entry, &area.code, row, Some(benchmark))
    };
    PeriodFacts {
        period: period.clone(),
        value: row.map_or(Value::Missing, |row| row.value),
        interval: row.and_then(|row| row.interval),
        interval_998: row.and_then(|row| row.interval_998),
        interval_source: row.and_then(|row| row.interval_source),
        count: row.and_then(|row| row.count),
        denominator: row.and_then(|row| row.denominator),
        note: row.and_then(|row| row.note.clone()),
        origin: row.map(|row| row.origin),
        benchmark: benchmark.as_ref().and_then(|(_, row)| row.as_ref()?.value.known()),
        comparator: comparator.as_ref().and_then(|(_, row)| row.as_ref()?.value.known()),
        against_benchmark: benchmark
            .as_ref()
            .map_or_else(|| judge::comparison(entry, &area.code, row, None), compare),
        // A place among all areas is the same whatever it is held against.
        against_comparator: comparator.as_ref().filter(|_| !places_among).map(compare),
        break_before,
    }
}
