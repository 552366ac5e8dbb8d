//! How a value compares with its indicator's goal.

use super::national::{IndicatorNational, months_between};
use super::{ENGLAND, convert, judge};
use crate::model::area::{AreaCode, AreaType};
use crate::model::comparison::{
    Benchmark, Class, Comparison, Level, Method, NotComparedReason, Polarity, Provenance,
};
use crate::model::dataset::{Observation, Series};
use crate::model::period::TimePeriod;
use crate::model::profile::{Entry, Goal, GoalKind};
use crate::stats::goals::{self, against_goal, percentile_range};

const MONTHS_IN_YEAR: i32 = 12;

/// Compares an area's row of a period with the goal, if the indicator has one.
pub(super) fn comparison(
    entry: &Entry,
    row: Option<&Observation>,
    series: &Series,
    period: &TimePeriod,
    national: &IndicatorNational,
) -> Option<Comparison> {
    let goal = entry.goal.as_ref()?;
    let ends = ends(goal, series, period, national);
    let answer = judged(entry, row, ends);
    let (benchmark, benchmark_value) = match ends {
        goals::Goal::Limit(end)
        | goals::Goal::LimitWithInterval(end)
        | goals::Goal::PreviousEngland(end) => (end.map(|_| Benchmark::Goal), end),
        goals::Goal::Range(ends) | goals::Goal::PercentileRange(ends) => {
            (ends.map(|(low, high)| Benchmark::GoalRange { low, high }), None)
        }
    };
    let with_interval = goal.kind == GoalKind::LimitWithInterval && answer.is_ok();
    Some(Comparison {
        class: answer.unwrap_or(Class::NotCompared),
        level: with_interval.then_some(Level::P95),
        method: Method::Goal,
        benchmark,
        benchmark_value,
        reason: answer.err(),
        source: if answer.is_ok() { Provenance::Recomputed } else { Provenance::None },
    })
}

fn judged(
    entry: &Entry,
    row: Option<&Observation>,
    goal: goals::Goal,
) -> Result<Class, NotComparedReason> {
    if entry.modelled {
        return Err(NotComparedReason::Modelled);
    }
    if entry.polarity == Polarity::NotApplicable {
        return Err(NotComparedReason::MethodNone);
    }
    let row = judge::with_value(row)?;
    judge::contradiction(entry, row)?;
    let polarity = convert::polarity(entry.polarity);
    against_goal(polarity, row.value.known(), convert::limits(row.interval), goal)
        .map(convert::class)
        .map_err(convert::reason)
}

/// The goal with its numbers, as far as they are known in a period.
fn ends(
    goal: &Goal,
    series: &Series,
    period: &TimePeriod,
    national: &IndicatorNational,
) -> goals::Goal {
    let range = goal.low.zip(goal.high);
    match goal.kind {
        GoalKind::Limit => goals::Goal::Limit(goal.value),
        GoalKind::LimitWithInterval => goals::Goal::LimitWithInterval(goal.value),
        GoalKind::Range => goals::Goal::Range(range),
        GoalKind::PercentileRange => {
            let pool = national.values(AreaType::Utla, period).values;
            goals::Goal::PercentileRange(
                range.and_then(|(low, high)| percentile_range(pool, low / 100.0, high / 100.0)),
            )
        }
        GoalKind::PreviousEngland => {
            let england = AreaCode::from(ENGLAND);
            let year_before = national.periods.iter().find(|before| {
                before.months == period.months && months_between(before, period) == MONTHS_IN_YEAR
            });
            let value = year_before.and_then(|before| series.at(&england, before)?.value.known());
            goals::Goal::PreviousEngland(value)
        }
    }
}
