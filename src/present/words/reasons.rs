//! Why a value is not compared, in words.

use crate::model::comparison::NotComparedReason;

/// Why a value is not compared: to follow "Not compared: ".
pub(in crate::present) fn not_compared(reason: NotComparedReason) -> &'static str {
    match reason {
        NotComparedReason::SameArea => "this is the benchmark",
        NotComparedReason::Modelled => "modelled estimate",
        NotComparedReason::MethodNone => "not meant for comparison",
        NotComparedReason::GoalNeedsPolarity => "neither direction is good",
        NotComparedReason::Suppressed => "value suppressed",
        NotComparedReason::NoValue => "no data",
        NotComparedReason::NoBenchmark => "no benchmark value",
        NotComparedReason::TwoBenchmarks => "two benchmark values",
        NotComparedReason::CombiningForbidden => "areas not to be combined",
        NotComparedReason::CannotBeCombined => "areas can't be combined",
        NotComparedReason::NeighbourSuppressed => "a similar area is suppressed",
        NotComparedReason::TooFewNeighbours => "too few similar areas with counts",
        NotComparedReason::CountsDisagree => "similar areas' counts don't fit",
        NotComparedReason::NoInterval => "no interval",
        NotComparedReason::NoBenchmarkInterval => "no benchmark interval",
        NotComparedReason::NoDenominator => "no denominator",
        NotComparedReason::OutsideOwnInterval => "value outside its interval",
        NotComparedReason::ZeroWidthInterval => "interval without width",
        NotComparedReason::BadDenominator => "denominator zero or below the count",
        NotComparedReason::ImpossibleValue => "impossible value",
        NotComparedReason::TwoValues => "two different values",
        NotComparedReason::UnusableNumber => "unusable number",
        NotComparedReason::TooFewAreas => "too few areas",
        NotComparedReason::AbovePool => "above all other areas",
        NotComparedReason::OutsidePool => "left out of the ranking",
    }
}

/// The same as a clause: to follow "because ".
pub(super) fn not_compared_because(reason: NotComparedReason) -> &'static str {
    match reason {
        NotComparedReason::SameArea => "this area is the benchmark",
        NotComparedReason::Modelled => "the figure is a modelled estimate",
        NotComparedReason::MethodNone => "this figure is not meant for comparison",
        NotComparedReason::GoalNeedsPolarity => "neither high nor low values are good",
        NotComparedReason::Suppressed => "the area's value is suppressed",
        NotComparedReason::NoValue => "there is no value for the area",
        NotComparedReason::NoBenchmark => "the benchmark has no value",
        NotComparedReason::TwoBenchmarks => "the benchmark has two values",
        NotComparedReason::CombiningForbidden => "values of several areas are not to be combined",
        NotComparedReason::CannotBeCombined => "this kind of figure has no combined value",
        NotComparedReason::NeighbourSuppressed => {
            "the similar areas can't be combined, since a value of one is suppressed"
        }
        NotComparedReason::TooFewNeighbours => "fewer than two similar areas have counts",
        NotComparedReason::CountsDisagree => "the similar areas' counts do not make their values",
        NotComparedReason::NoInterval => "the value has no confidence interval",
        NotComparedReason::NoBenchmarkInterval => "the benchmark has no confidence interval",
        NotComparedReason::NoDenominator => "the value has no denominator",
        NotComparedReason::OutsideOwnInterval => "the value lies outside its own interval",
        NotComparedReason::ZeroWidthInterval => "the two limits of its interval are equal",
        NotComparedReason::BadDenominator => "its denominator is zero, or below its count",
        NotComparedReason::ImpossibleValue => "the value can't be for its kind of figure",
        NotComparedReason::TwoValues => "the data has two different values for the area",
        NotComparedReason::UnusableNumber => "a number can't be used",
        NotComparedReason::TooFewAreas => "too few areas have a value",
        NotComparedReason::AbovePool => "the value lies above those of all areas of its kind",
        NotComparedReason::OutsidePool => "the area is left out of the ranking",
    }
}
