//! The recent trend of one area's yearly values, or why it cannot be calculated.
//!
//! Source: Fingertips Public Health Technical Guidance, Trend markers; the fits are in `trend_fit`.
//! The latest five consecutive years are used. Limits: a prompt to look, not an analysis; it takes
//! the points as independent, and five of them see no turn. Where the published code and the
//! published criteria differ, the criteria hold (docs/methods.md).

use super::judge::Polarity;
use super::limits::Limits;
use super::trend_fit::{Fit, by_counts, by_limits};
use super::value_type::ValueType;

/// χ² with one degree of freedom at 99.8%; a trend lies above it.
pub const THRESHOLD: f64 = 9.549_535_706_083_24;

/// How many points a trend is made from.
pub const POINTS: usize = 5;

/// One year of one area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The year, or the year in which the period starts.
    pub year: i32,
    /// The value.
    pub value: Option<f64>,
    /// Its 95% limits, same unit.
    pub limits: Option<Limits>,
    /// The numerator.
    pub count: Option<f64>,
    /// The denominator.
    pub denominator: Option<f64>,
}

/// Which way a series goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Values rise.
    Increasing,
    /// Values fall.
    Decreasing,
    /// No significant change.
    NoChange,
}

/// What a direction means under a polarity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// A change for the better.
    GettingBetter,
    /// A change for the worse.
    GettingWorse,
    /// A change that is not judged.
    NotJudged,
    /// No change, so nothing to judge.
    NoChange,
}

impl Direction {
    /// What this direction means: `Formatting/TrendMarkerLabelProvider.cs` (fingertips-open@6780897).
    pub fn meaning(self, polarity: Polarity) -> Meaning {
        match (self, polarity) {
            (Direction::NoChange, _) => Meaning::NoChange,
            (Direction::Increasing, Polarity::HighIsGood)
            | (Direction::Decreasing, Polarity::LowIsGood) => Meaning::GettingBetter,
            (Direction::Increasing, Polarity::LowIsGood)
            | (Direction::Decreasing, Polarity::HighIsGood) => Meaning::GettingWorse,
            (_, Polarity::NoJudgement | Polarity::NotApplicable) => Meaning::NotJudged,
        }
    }
}

/// Where the weight of each point comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TrendMethod {
    /// A: the 95% limits.
    Limits,
    /// B: counts and denominators, for proportions.
    Counts,
}

/// A recent trend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// The answer.
    pub direction: Direction,
    /// How it was worked out.
    pub method: TrendMethod,
    /// The line behind it.
    pub fit: Fit,
    /// The first of the five years.
    pub first_year: i32,
    /// The last of the five years.
    pub last_year: i32,
}

/// Why a trend cannot be calculated; checks are made in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoTrend {
    /// The kind of value is not one that the criteria allow.
    ValueType,
    /// One of the latest five periods is not a single year.
    NotYearly,
    /// There is no point at all.
    NoData,
    /// There are fewer than five points.
    FewPoints,
    /// Back from the newest, fewer than five points in a row are complete.
    FewValidPoints,
    /// Counts: one is not below its denominator.
    CountNotBelowDenominator,
    /// A year is missing among the latest five.
    MissingYear,
    /// A year stands twice among the latest five.
    DuplicateYear,
    /// Limits: one point has none.
    NoLimits,
    /// Limits: one interval has no width.
    ZeroWidthLimits,
    /// Counts: one is zero.
    ZeroCount,
    /// A number can't be used: not finite, or limits in the wrong order.
    UnusableNumber,
}

/// The recent trend of `points`, in any order. `yearly` says that each of the latest five periods is one year.
/// Proportions go by counts if all of the latest five have one, everything else by limits.
pub fn recent_trend(
    value_type: ValueType,
    yearly: bool,
    points: &[Point],
) -> Result<Trend, NoTrend> {
    let has_counts = newest_first(points)
        .iter()
        .take(POINTS)
        .all(|point| point.count.is_some() && point.denominator.is_some());
    let method = if value_type == ValueType::Proportion && has_counts {
        TrendMethod::Counts
    } else {
        TrendMethod::Limits
    };
    trend_by(method, value_type, yearly, points)
}

/// The recent trend by the method named.
pub fn trend_by(
    method: TrendMethod,
    value_type: ValueType,
    yearly: bool,
    points: &[Point],
) -> Result<Trend, NoTrend> {
    let five = latest_five(method, value_type, yearly, points)?;
    let fit = match method {
        TrendMethod::Counts => fit_counts(&five)?,
        TrendMethod::Limits => fit_limits(&five)?,
    };
    let direction = if fit.chi_square > THRESHOLD && fit.same_sign {
        if fit.slope > 0.0 { Direction::Increasing } else { Direction::Decreasing }
    } else {
        Direction::NoChange
    };
    let (first_year, last_year) = (five[0].year, five[POINTS - 1].year);
    Ok(Trend { direction, method, fit, first_year, last_year })
}

/// The five newest points, oldest first, if nothing about the series as such rules a trend out: checks
/// one to five. Whether years are missing and numbers usable is checked after.
pub fn latest_five(
    method: TrendMethod,
    value_type: ValueType,
    yearly: bool,
    points: &[Point],
) -> Result<[Point; POINTS], NoTrend> {
    if !value_type.allows_trend() {
        return Err(NoTrend::ValueType);
    }
    if !yearly {
        return Err(NoTrend::NotYearly);
    }
    if points.is_empty() {
        return Err(NoTrend::NoData);
    }
    if points.len() < POINTS {
        return Err(NoTrend::FewPoints);
    }
    let valid = newest_first(points).into_iter().take_while(|point| complete(point, method));
    let mut five: Vec<Point> = valid.take(POINTS).collect();
    five.reverse();
    five.try_into().map_err(|_| NoTrend::FewValidPoints)
}

fn newest_first(points: &[Point]) -> Vec<Point> {
    let mut points = points.to_vec();
    points.sort_by_key(|point| std::cmp::Reverse(point.year));
    points
}

fn complete(point: &Point, method: TrendMethod) -> bool {
    let value = point.value.is_some_and(f64::is_finite);
    match method {
        TrendMethod::Limits => value,
        TrendMethod::Counts => {
            value
                && point.count.is_some_and(|count| count.is_finite() && count >= 0.0)
                && point.denominator.is_some_and(|n| n.is_finite() && n > 0.0)
        }
    }
}

fn check_years(five: &[Point; POINTS]) -> Result<(), NoTrend> {
    for pair in five.windows(2) {
        match i64::from(pair[1].year) - i64::from(pair[0].year) {
            1 => {}
            0 => return Err(NoTrend::DuplicateYear),
            _ => return Err(NoTrend::MissingYear),
        }
    }
    Ok(())
}

fn fit_limits(five: &[Point; POINTS]) -> Result<Fit, NoTrend> {
    check_years(five)?;
    let mut rows = [(0.0, Limits { lower: 0.0, upper: 0.0 }); POINTS];
    for (row, point) in rows.iter_mut().zip(five) {
        let limits = point.limits.ok_or(NoTrend::NoLimits)?;
        if !limits.usable() {
            return Err(NoTrend::UnusableNumber);
        }
        if limits.width() == 0.0 {
            return Err(NoTrend::ZeroWidthLimits);
        }
        *row = (point.value.ok_or(NoTrend::FewValidPoints)?, limits);
    }
    by_limits(&rows).ok_or(NoTrend::UnusableNumber)
}

fn fit_counts(five: &[Point; POINTS]) -> Result<Fit, NoTrend> {
    let mut rows = [(0.0, 0.0); POINTS];
    for (row, point) in rows.iter_mut().zip(five) {
        *row = point.count.zip(point.denominator).ok_or(NoTrend::FewValidPoints)?;
    }
    if rows.iter().any(|(count, n)| count >= n) {
        return Err(NoTrend::CountNotBelowDenominator);
    }
    check_years(five)?;
    if rows.iter().any(|(count, _)| *count == 0.0) {
        return Err(NoTrend::ZeroCount);
    }
    by_counts(&rows).ok_or(NoTrend::UnusableNumber)
}
