//! Between the model's names and those of `stats`, which knows none of ours.

use crate::model::comparison::{Class, NotComparedReason, Polarity};
use crate::model::pack::SpineReason;
use crate::model::profile::ValueType;
use crate::model::value::Interval;
use crate::stats;
use crate::stats::judge::NotCompared;
use crate::stats::limits::Limits;
use crate::stats::spine::NotDrawn;

pub(super) fn polarity(polarity: Polarity) -> stats::judge::Polarity {
    match polarity {
        Polarity::HighIsGood => stats::judge::Polarity::HighIsGood,
        Polarity::LowIsGood => stats::judge::Polarity::LowIsGood,
        Polarity::NoJudgement => stats::judge::Polarity::NoJudgement,
        Polarity::NotApplicable => stats::judge::Polarity::NotApplicable,
    }
}

pub(super) fn limits(interval: Option<Interval>) -> Option<Limits> {
    interval.map(|Interval { lower, upper }| Limits { lower, upper })
}

pub(super) fn value_type(value_type: ValueType) -> stats::value_type::ValueType {
    use stats::value_type::ValueType as To;
    match value_type {
        ValueType::Proportion => To::Proportion,
        ValueType::CrudeRate => To::CrudeRate,
        ValueType::DirectlyStandardisedRate => To::DirectlyStandardisedRate,
        ValueType::Mean => To::Mean,
        ValueType::Count => To::Count,
        ValueType::Ratio => To::Ratio,
        ValueType::IndirectlyStandardisedRatio => To::IndirectlyStandardisedRatio,
        ValueType::Other => To::Other,
    }
}

pub(super) fn class(class: stats::judge::Class) -> Class {
    use stats::judge::Class as From;
    match class {
        From::Best => Class::Best,
        From::Better => Class::Better,
        From::Similar => Class::Similar,
        From::Worse => Class::Worse,
        From::Worst => Class::Worst,
        From::Lowest => Class::Lowest,
        From::Lower => Class::Lower,
        From::Higher => Class::Higher,
        From::Highest => Class::Highest,
    }
}

pub(super) fn reason(reason: NotCompared) -> NotComparedReason {
    match reason {
        NotCompared::PolarityNotApplicable => NotComparedReason::MethodNone,
        NotCompared::GoalNeedsPolarity => NotComparedReason::GoalNeedsPolarity,
        NotCompared::NoValue => NotComparedReason::NoValue,
        NotCompared::NoBenchmark => NotComparedReason::NoBenchmark,
        NotCompared::NoInterval => NotComparedReason::NoInterval,
        NotCompared::NoBenchmarkInterval => NotComparedReason::NoBenchmarkInterval,
        NotCompared::NoDenominator => NotComparedReason::NoDenominator,
        NotCompared::OutsideOwnInterval => NotComparedReason::OutsideOwnInterval,
        NotCompared::UnusableNumber => NotComparedReason::UnusableNumber,
        NotCompared::AbovePool => NotComparedReason::AbovePool,
        NotCompared::TooFewValues => NotComparedReason::TooFewAreas,
    }
}

pub(super) fn spine_reason(reason: NotDrawn) -> SpineReason {
    match reason {
        NotDrawn::NoBenchmark => SpineReason::NoBenchmark,
        NotDrawn::Count => SpineReason::Count,
        NotDrawn::NoStatistics | NotDrawn::TooFewAreas | NotDrawn::UnusableNumber => {
            SpineReason::TooFewAreas
        }
    }
}

/// What a count over its denominator is multiplied by: 100 for "%", 100,000 for "per 100,000".
pub(super) fn multiplier(unit: &str) -> f64 {
    let digits: String = unit.chars().filter(char::is_ascii_digit).collect();
    if unit == "%" { 100.0 } else { digits.parse().unwrap_or(1.0) }
}
