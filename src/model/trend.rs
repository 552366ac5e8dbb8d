//! The recent trend of a series. Only the result: the rules are in `stats::trend`.

use serde::{Deserialize, Serialize};

use super::comparison::{Class, Provenance};
use super::period::TimePeriod;

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
    /// One of the latest five periods is not a single year.
    LongPeriod,
    /// There is no data.
    NoData,
    /// There are fewer than five periods.
    FewerThanFive,
    /// One of the latest five has no valid value.
    FewerThanFiveValid,
    /// The numbers of one of the latest five can't all be true.
    Contradiction,
    /// A count equals its denominator.
    CountEqualsDenominator,
    /// A year is missing or there twice in the latest five.
    YearGap,
    /// Limits are missing.
    NoLimits,
    /// A count is zero.
    ZeroCount,
    /// The series is broken within the latest five.
    Broken,
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
    /// What was worked out here, where the publisher's own differs and is the one shown.
    pub ours: Option<Direction>,
}

/// How the latest value differs from that of the period before.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// The period before the latest in the national series; none if there is none.
    pub from: Option<TimePeriod>,
    /// The value then.
    pub value_from: Option<f64>,
    /// The value in the latest period.
    pub value_to: Option<f64>,
    /// Which way, by whether the two 95% intervals overlap.
    pub direction: Direction,
    /// What that means.
    pub judgement: Judgement,
    /// Why it can't be said, if so.
    pub reason: Option<ChangeReason>,
    /// How the area compared with the benchmark then.
    pub class_from: Option<Class>,
    /// How it compares now.
    pub class_to: Option<Class>,
    /// Whether the class changed and the value with it: both are compared in the same way, the classes differ,
    /// and the value moved to the same side.
    pub class_changed: bool,
}

/// Why a change from the period before can't be said, in the order in which it is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeReason {
    /// A modelled figure shows the model, not a change.
    Modelled,
    /// There is no period before.
    NoEarlierPeriod,
    /// The series is broken between the two periods.
    Break,
    /// The two periods share some of their time.
    Overlap,
    /// The area has no value in the latest period.
    NoValue,
    /// The area has no value in the period before.
    NoEarlierValue,
    /// The latest value has no usable interval.
    NoInterval,
    /// The value of the period before has no usable interval.
    NoEarlierInterval,
}
