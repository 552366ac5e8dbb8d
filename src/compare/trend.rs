//! The recent trend of an indicator in an area, and which answer is shown.

use super::intervals::half_a_unit;
use super::{convert, inputs};
use crate::model::comparison::{Polarity, Provenance};
use crate::model::dataset::Observation;
use crate::model::pack::PeriodFacts;
use crate::model::period::TimePeriod;
use crate::model::profile::{Entry, ValueType};
use crate::model::trend::{Direction, Judgement, Trend, TrendReason};
use crate::model::value::Interval;
use crate::stats;
use crate::stats::trend::{Meaning, NoTrend, POINTS, Point, recent_trend};

const MONTHS_IN_YEAR: u16 = 12;
/// How far a percentage may lie from its count over its denominator, which may both be rounded: an absolute part
/// and a part of the value.
const ROUNDING: (f64, f64) = (0.06, 0.02);

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
                    TrendReason::ValueType
                        | TrendReason::Modelled
                        | TrendReason::Broken
                        | TrendReason::Contradiction
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
        .map(|facts| {
            let row = Numbers {
                value: facts.value.known(),
                interval: facts.interval,
                count: facts.count,
                denominator: facts.denominator,
            };
            Dated::new(entry, &facts.period, row)
        })
        .collect();
    trend_of(entry, &points).map(|trend| direction(trend.direction))
}

/// What a trend takes of a row.
#[derive(Debug, Clone, Copy, Default)]
struct Numbers {
    value: Option<f64>,
    interval: Option<Interval>,
    count: Option<f64>,
    denominator: Option<f64>,
}

impl Numbers {
    /// Whether they can't all be true: a value outside its limits, a denominator of zero or below the count, a
    /// count below zero, a percentage that its count and denominator don't make.
    fn contradict(&self, entry: &Entry) -> bool {
        let Some(value) = self.value else {
            return false;
        };
        let outside = convert::limits(self.interval).is_some_and(|it| !it.contains(value));
        let not_made = |(count, denominator): (f64, f64)| {
            let made = convert::multiplier(&entry.unit) * count / denominator;
            let rounding = ROUNDING.0 + ROUNDING.1 * value.abs() + half_a_unit(value);
            let gap = (made - value).abs();
            gap.is_nan() || gap > rounding
        };
        outside
            || self.count.is_some_and(|count| count < 0.0)
            || inputs::contradicts_count(entry, self.count, self.denominator)
            || (entry.value_type == ValueType::Proportion
                && self.count.zip(self.denominator).is_some_and(not_made))
    }
}

/// A point with the length of its period.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dated {
    /// In months.
    pub months: u16,
    /// Whether it is not comparable with the point before.
    pub broken: bool,
    /// Whether its numbers can't all be true.
    pub contradictory: bool,
    /// The point.
    pub point: Point,
}

impl Dated {
    /// What an area's series has for a period.
    pub(super) fn of(entry: &Entry, period: &TimePeriod, row: Option<&Observation>) -> Self {
        let numbers = row.map(|row| Numbers {
            value: row.value.known(),
            interval: row.interval,
            count: row.count,
            denominator: row.denominator,
        });
        Self::new(entry, period, numbers.unwrap_or_default())
    }

    fn new(entry: &Entry, period: &TimePeriod, row: Numbers) -> Self {
        Self {
            months: period.months,
            broken: entry.is_broken_before(period),
            contradictory: row.contradict(entry),
            point: Point {
                year: period.start_year(),
                value: row.value,
                limits: convert::limits(row.interval),
                count: row.count,
                denominator: row.denominator,
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
    let has_data = points.iter().any(|dated| dated.point.value.is_some());
    let five = &points[points.len().saturating_sub(POINTS)..];
    let broken = five.iter().skip(1).any(|dated| dated.broken);
    let yearly = five.iter().all(|dated| dated.months == MONTHS_IN_YEAR);
    let first_invalid =
        five.iter().rev().find(|dated| dated.contradictory || dated.point.value.is_none());
    let contradiction = first_invalid.is_some_and(|dated| dated.contradictory);
    // A row that contradicts itself is as good as none.
    let valid = |dated: &Dated| Point {
        value: dated.point.value.filter(|_| !dated.contradictory),
        ..dated.point
    };
    let usable: Vec<Point> = if has_data { five.iter().map(valid).collect() } else { Vec::new() };
    let trend = recent_trend(convert::value_type(entry.value_type), yearly, &usable);
    let trend = trend.map_err(|reason| match reason {
        NoTrend::ValueType => TrendReason::ValueType,
        NoTrend::NotYearly => TrendReason::LongPeriod,
        NoTrend::NoData => TrendReason::NoData,
        NoTrend::FewPoints => TrendReason::FewerThanFive,
        NoTrend::FewValidPoints if contradiction => TrendReason::Contradiction,
        // Two equal limits, or limits in the wrong order.
        NoTrend::ZeroWidthLimits | NoTrend::UnusableNumber => TrendReason::Contradiction,
        NoTrend::FewValidPoints => TrendReason::FewerThanFiveValid,
        NoTrend::CountNotBelowDenominator => TrendReason::CountEqualsDenominator,
        NoTrend::MissingYear | NoTrend::DuplicateYear => TrendReason::YearGap,
        NoTrend::NoLimits => TrendReason::NoLimits,
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
