//! The recent trend of an indicator in an area, and which answer is shown.

use super::convert;
use crate::model::comparison::{Polarity, Provenance};
use crate::model::dataset::Observation;
use crate::model::pack::PeriodFacts;
use crate::model::profile::Entry;
use crate::model::trend::{Direction, Judgement, Trend, TrendReason};
use crate::stats;
use crate::stats::trend::{Meaning, NoTrend, Point, recent_trend};

const MONTHS_IN_YEAR: u16 = 12;

/// The trend up to the national latest period: recomputed, else as published, else none.
pub(super) fn trend(
    entry: &Entry,
    history: &[PeriodFacts],
    latest_row: Option<&Observation>,
) -> Trend {
    match recompute(entry, history) {
        Ok(direction) => of(entry, direction, None, Provenance::Recomputed),
        Err(reason) => {
            let published = latest_row
                .filter(|row| row.value.known().is_some())
                .and_then(|row| row.published.trend)
                .filter(|direction| *direction != Direction::CannotBeCalculated)
                .filter(|_| !matches!(reason, TrendReason::ValueType | TrendReason::Modelled));
            match published {
                Some(direction) => of(entry, direction, Some(reason), Provenance::Published),
                None => Trend { reason: Some(reason), ..none() },
            }
        }
    }
}

/// No trend, for want of data.
pub(super) fn none() -> Trend {
    Trend {
        direction: Direction::CannotBeCalculated,
        judgement: Judgement::None,
        reason: Some(TrendReason::NoData),
        source: Provenance::None,
    }
}

fn of(
    entry: &Entry,
    direction: Direction,
    reason: Option<TrendReason>,
    source: Provenance,
) -> Trend {
    Trend { direction, judgement: judgement(entry.polarity, direction), reason, source }
}

fn judgement(polarity: Polarity, direction: Direction) -> Judgement {
    let direction = match direction {
        Direction::Increasing => stats::trend::Direction::Increasing,
        Direction::Decreasing => stats::trend::Direction::Decreasing,
        Direction::NoChange | Direction::CannotBeCalculated => return Judgement::None,
    };
    match direction.meaning(convert::polarity(polarity)) {
        Meaning::GettingBetter => Judgement::GettingBetter,
        Meaning::GettingWorse => Judgement::GettingWorse,
        Meaning::NotJudged | Meaning::NoChange => Judgement::None,
    }
}

fn recompute(entry: &Entry, history: &[PeriodFacts]) -> Result<Direction, TrendReason> {
    if entry.modelled {
        return Err(TrendReason::Modelled);
    }
    if history.iter().all(|facts| facts.value.known().is_none()) {
        return Err(TrendReason::NoData);
    }
    let yearly = history.iter().all(|facts| facts.period.months == MONTHS_IN_YEAR);
    let points: Vec<Point> = history
        .iter()
        .map(|facts| Point {
            year: facts.period.start_year(),
            value: facts.value.known(),
            limits: convert::limits(facts.interval),
            count: facts.count,
            denominator: facts.denominator,
        })
        .collect();
    match recent_trend(convert::value_type(entry.value_type), yearly, &points) {
        Ok(trend) => Ok(match trend.direction {
            stats::trend::Direction::Increasing => Direction::Increasing,
            stats::trend::Direction::Decreasing => Direction::Decreasing,
            stats::trend::Direction::NoChange => Direction::NoChange,
        }),
        Err(reason) => Err(match reason {
            NoTrend::ValueType => TrendReason::ValueType,
            NoTrend::NotYearly => TrendReason::LongPeriod,
            NoTrend::NoData => TrendReason::NoData,
            NoTrend::FewPoints => TrendReason::FewerThanFive,
            NoTrend::FewValidPoints | NoTrend::UnusableNumber => TrendReason::FewerThanFiveValid,
            NoTrend::CountNotBelowDenominator => TrendReason::CountEqualsDenominator,
            NoTrend::MissingYear | NoTrend::DuplicateYear => TrendReason::YearGap,
            NoTrend::NoLimits | NoTrend::ZeroWidthLimits => TrendReason::NoLimits,
            NoTrend::ZeroCount => TrendReason::ZeroCount,
        }),
    }
}
