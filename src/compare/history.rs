//! One indicator in one area, period by period.

use super::against::Against;
use super::national::{IndicatorNational, months_between};
use super::{goal, judge};
use crate::model::area::Area;
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
            let broken = gap || (before.is_some() && entry.is_broken_before(period));
            before = Some(period);
            facts(entry, area, against, series, national, period, broken)
        })
        .collect()
}

fn facts(
    entry: &Entry,
    area: &Area,
    against: &Against,
    series: &Series,
    national: &IndicatorNational,
    period: &TimePeriod,
    break_before: bool,
) -> PeriodFacts {
    let row = series.at(&area.code, period);
    let pool = national.values(area.area_type, period);
    let benchmark = against.benchmark(entry, &area.code, series, period, pool);
    let comparator = against
        .comparator
        .as_ref()
        .map(|code| judge::Benchmark::area(code, series.at(code, period), pool));
    // A place among all areas, or a plan's status, is the same whatever it is held against.
    let is_relative =
        !matches!(entry.method, Method::Quintiles | Method::Quartiles | Method::PlanStatus);
    let compare = |with| judge::comparison(entry, &area.code, row, with);
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
        benchmark: benchmark.as_ref().and_then(judge::Benchmark::value),
        comparator: comparator.as_ref().and_then(judge::Benchmark::value),
        benchmark_unusable: benchmark.as_ref().is_some_and(judge::Benchmark::is_unusable),
        against_benchmark: compare(benchmark.as_ref()),
        against_comparator: comparator
            .as_ref()
            .filter(|_| is_relative)
            .map(|comparator| compare(Some(comparator))),
        against_goal: goal::comparison(entry, row, series, period, national),
        break_before,
    }
}
