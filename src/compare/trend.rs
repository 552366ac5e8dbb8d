//! The recent trend of an indicator in an area, and which answer is shown.

use super::convert;
use crate::model::comparison::{Polarity, Provenance};
use crate::model::dataset::Observation;
use crate::model::pack::PeriodFacts;
use crate::model::period::TimePeriod;
use crate::model::profile::Entry;
use crate::model::trend::{Direction, Judgement, Trend, TrendReason};
use crate::stats;
use crate::stats::trend::{Meaning, NoTrend, Point, recent_trend};

const MONTHS_IN_YEAR: u16 = 12;
/// How many points a trend looks at.
const TREND_POINTS: usize = 5;

/// The trend up to the national latest period: recomputed, unless the publisher's own differs; else as published,
/// else none.
pub(super) fn trend(
    entry: &Entry,
    history: &[PeriodFacts],
    latest_row: Option<&Observation>,
) -> Trend {
    // That the publisher cannot calculate one is no finding to show.
    let published = latest_row
        .filter(|row| row.value.known().is_some())
        .and_then(|row| row.published.trend)
        .filter(|direction| *direction != Direction::CannotBeCalculated);
    match recompute(entry, history) {
        Ok(ours) => match published.filter(|published| *published != ours) {
            Some(direction) => {
                Trend { ours: Some(ours), ..of(entry, direction, None, Provenance::Published) }
            }
            None => of(entry, ours, None, Provenance::Recomputed),
        },
        Err(reason) => {
            let published = published.filter(|_| {
                !matches!(
                    reason,
                    TrendReason::ValueType | TrendReason::Modelled | TrendReason::Broken
                )
            });
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
        ours: None,
    }
}

fn of(
    entry: &Entry,
    direction: Direction,
    reason: Option<TrendReason>,
    source: Provenance,
) -> Trend {
    Trend { direction, judgement: judgement(entry.polarity, direction), reason, source, ours: None }
}

/// What a direction means under a polarity.
pub fn judgement(polarity: Polarity, direction: Direction) -> Judgement {
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
    let points: Vec<Dated> = history
        .iter()
        .map(|facts| Dated {
            months: facts.period.months,
            broken: entry.is_broken_before(&facts.period),
            point: Point {
                year: facts.period.start_year(),
                value: facts.value.known(),
                limits: convert::limits(facts.interval),
                count: facts.count,
                denominator: facts.denominator,
            },
        })
        .collect();
    trend_of(entry, &points).map(|trend| direction(trend.direction))
}

/// A point with the length of its period.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dated {
    /// In months.
    pub months: u16,
    /// Whether it is not comparable with the point before.
    pub broken: bool,
    /// The point.
    pub point: Point,
}

impl Dated {
    /// What an area's series has for a period.
    pub(super) fn of(entry: &Entry, period: &TimePeriod, row: Option<&Observation>) -> Self {
        Self {
            months: period.months,
            broken: entry.is_broken_before(period),
            point: Point {
                year: period.start_year(),
                value: row.and_then(|row| row.value.known()),
                limits: convert::limits(row.and_then(|row| row.interval)),
                count: row.and_then(|row| row.count),
                denominator: row.and_then(|row| row.denominator),
            },
        }
    }
}

/// The trend of an area's points, one a national period, oldest first.
pub(super) fn trend_of(
    entry: &Entry,
    points: &[Dated],
) -> Result<stats::trend::Trend, TrendReason> {
    if entry.modelled {
        return Err(TrendReason::Modelled);
    }
    let broken = points.iter().rev().take(TREND_POINTS - 1).any(|dated| dated.broken);
    let yearly = points.iter().all(|dated| dated.months == MONTHS_IN_YEAR);
    let mut points: Vec<Point> = points.iter().map(|dated| dated.point).collect();
    if points.iter().all(|point| point.value.is_none()) {
        points.clear();
    }
    let trend = recent_trend(convert::value_type(entry.value_type), yearly, &points);
    let trend = trend.map_err(|reason| match reason {
        NoTrend::ValueType => TrendReason::ValueType,
        NoTrend::NotYearly => TrendReason::LongPeriod,
        NoTrend::NoData => TrendReason::NoData,
        NoTrend::FewPoints => TrendReason::FewerThanFive,
        NoTrend::FewValidPoints | NoTrend::UnusableNumber => TrendReason::FewerThanFiveValid,
        NoTrend::CountNotBelowDenominator => TrendReason::CountEqualsDenominator,
        NoTrend::MissingYear | NoTrend::DuplicateYear => TrendReason::YearGap,
        NoTrend::NoLimits | NoTrend::ZeroWidthLimits => TrendReason::NoLimits,
        NoTrend::ZeroCount => TrendReason::ZeroCount,
    })?;
    if broken { Err(TrendReason::Broken) } else { Ok(trend) }
}

/// The model's name for a direction.
pub(super) fn direction(direction: stats::trend::Direction) -> Direction {
    match direction {
        stats::trend::Direction::Increasing => Direction::Increasing,
        stats::trend::Direction::Decreasing => Direction::Decreasing,
        stats::trend::Direction::NoChange => Direction::NoChange,
    }
}
