//! The recent trend of a series. Only the result: the rules are in `stats::trend`.

use serde::{Deserialize, Serialize};

use super::comparison::Provenance;

/// Which way a series goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Rising.
    Increasing,
    /// Falling.
    Decreasing,
    /// No significant change.
    NoChange,
    /// Cannot be calculated; the trend's reason says why.
    CannotBeCalculated,
}

/// What a direction means where the indicator has a polarity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Judgement {
    /// Getting better.
    GettingBetter,
    /// Getting worse.
    GettingWorse,
    /// No judgement: none is made for this indicator, or nothing changed.
    None,
}

/// Why a trend cannot be calculated, in the order in which it is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TrendReason {
    /// Trends are not calculated for this kind of value.
    ValueType,
    /// A modelled figure shows the model, not a trend.
    Modelled,
    /// Periods are longer than a year.
    LongPeriod,
    /// There is no data.
    NoData,
    /// There are fewer than five periods.
    FewerThanFive,
    /// One of the latest five has no valid value.
    FewerThanFiveValid,
    /// A count equals its denominator.
    CountEqualsDenominator,
    /// A year is missing or there twice in the latest five.
    YearGap,
    /// Limits are missing or have no width.
    NoLimits,
    /// A count is zero.
    ZeroCount,
}

/// The recent trend of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Trend {
    /// Which way.
    pub direction: Direction,
    /// What that means.
    pub judgement: Judgement,
    /// Why it cannot be calculated, if so.
    pub reason: Option<TrendReason>,
    /// Where the answer comes from.
    pub source: Provenance,
}
