//! Where the parts of a spine chart lie, or why it is not drawn.
//!
//! Source: fingertipscharts `R/spine_chart_utils.R` (@8217283) and Fingertips
//! `DataConstruction/IndicatorStatsBuilder.cs` (fingertips-open@6780897). The benchmark stands at 0.5
//! and the farther extreme at an end. Limits: a value outside the pool lies outside 0 to 1.
//! At exactly three quarters of the areas the sources differ; here the spine is drawn.

use super::judge::Polarity;
use super::percentiles::Spread;
use super::value_type::ValueType;

/// What a spine is made from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpineInput {
    /// Which end is good.
    pub polarity: Polarity,
    /// What kind of number the values are.
    pub value_type: ValueType,
    /// How the values of all areas are spread, in the indicator's unit.
    pub spread: Option<Spread>,
    /// The benchmark's value, same unit.
    pub benchmark: Option<f64>,
    /// The area's value, same unit.
    pub value: Option<f64>,
    /// How many areas there are, with a value or without.
    pub areas: usize,
    /// Draw it even when too few areas have values.
    pub always: bool,
}

/// Positions from 0 (left) to 1 (right); the worst end is left when judged, else the lowest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spine {
    /// The left end: the worst or the lowest value.
    pub left: f64,
    /// Where the middle half begins.
    pub inner_left: f64,
    /// Where the middle half ends.
    pub inner_right: f64,
    /// The right end: the best or the highest value.
    pub right: f64,
    /// The area's value; none without one.
    pub marker: Option<f64>,
    /// Whether the ends are worst and best; if not, lowest and highest.
    pub judged: bool,
}

/// Why a spine is not drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NotDrawn {
    /// There is no benchmark.
    NoBenchmark,
    /// There are no percentiles.
    NoStatistics,
    /// The values are counts, which larger areas have more of.
    Count,
    /// Fewer than three quarters of the areas have values.
    TooFewAreas,
    /// A number is not finite, or too large to place.
    UnusableNumber,
}

/// The positions of a spine, checks in order: benchmark, statistics, counts, enough areas.
pub fn spine(input: &SpineInput) -> Result<Spine, NotDrawn> {
    let benchmark = input.benchmark.ok_or(NotDrawn::NoBenchmark)?;
    let spread = input.spread.ok_or(NotDrawn::NoStatistics)?;
    let percentiles = spread.percentiles.ok_or(NotDrawn::NoStatistics)?;
    if input.value_type == ValueType::Count {
        return Err(NotDrawn::Count);
    }
    let enough = spread.count.saturating_mul(4) >= input.areas.saturating_mul(3);
    if !enough && !input.always {
        return Err(NotDrawn::TooFewAreas);
    }
    let half = (benchmark - spread.min).max(spread.max - benchmark);
    let place = |x: f64| {
        let from_middle = if half == 0.0 { 0.0 } else { (x - benchmark) / half / 2.0 };
        if input.polarity == Polarity::LowIsGood { 0.5 - from_middle } else { 0.5 + from_middle }
    };
    let mut ends = [spread.min, percentiles.p25, percentiles.p75, spread.max].map(place);
    if input.polarity == Polarity::LowIsGood {
        ends.reverse();
    }
    if !half.is_finite() || !ends.iter().all(|end| end.is_finite()) {
        return Err(NotDrawn::UnusableNumber);
    }
    Ok(Spine {
        left: ends[0],
        inner_left: ends[1],
        inner_right: ends[2],
        right: ends[3],
        marker: input.value.map(place).filter(|place| place.is_finite()),
        judged: input.polarity.judged(),
    })
}
