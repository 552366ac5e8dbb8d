//! Why a publisher's result may differ from the one worked out here: each reason is a rule that holds of the
//! numbers or doesn't. The first that holds is given; a difference that fits none is counted as unexplained.

use super::change::height;
use super::intervals::half_a_unit;
use super::judge;
use super::trend::{Dated, direction, trend_of};
use crate::model::area::AreaCode;
use crate::model::comparison::{Class, Level, Method, NotComparedReason, Polarity, Provenance};
use crate::model::cross_check::Rule;
use crate::model::dataset::Observation;
use crate::model::profile::{Entry, ValueType};
use crate::model::trend::Direction;
use crate::model::value::{IntervalSource, Value};
use crate::stats;
use crate::stats::trend::{Point, THRESHOLD, TrendMethod, trend_by};

/// A published class and what is worked out here.
pub(super) struct ClassCase<'a> {
    pub entry: &'a Entry,
    pub area: &'a AreaCode,
    pub row: &'a Observation,
    pub benchmark: &'a judge::Benchmark<'a>,
    /// The benchmark's row.
    pub other: Option<&'a Observation>,
    pub ours: Result<Class, NotComparedReason>,
    pub published: Class,
}

/// Whether a reason holds of two classes.
type ClassTest = fn(&ClassCase<'_>) -> bool;
/// Whether a reason holds of two trends.
type TrendTest = fn(&TrendCase<'_>) -> bool;

/// Each rule for classes, in the order in which they are tried.
const CLASS_RULES: [(Rule, ClassTest); 13] = [
    (Rule::NotMeantForComparison, |case| {
        matches!(case.ours, Err(NotComparedReason::MethodNone | NotComparedReason::Modelled))
    }),
    (Rule::UnusableBenchmark, |case| {
        let benchmark = case.other.map(|row| row.value);
        case.ours.is_err() && matches!(benchmark, Some(Value::Unusable(_)))
    }),
    (Rule::ContradictoryRow, |case| case.ours.is_err()),
    (Rule::ComputedLimits, |case| case.row.interval_source == Some(IntervalSource::Computed)),
    (Rule::PublisherDoesNotCompare, |case| {
        case.published == Class::NotCompared && by_interval(case)
    }),
    (Rule::MethodWithoutInterval, |case| {
        case.published == Class::NotCompared && !by_interval(case)
    }),
    (Rule::OtherWords, other_words),
    (Rule::OppositePolarity, |case| {
        case.ours.is_ok_and(|ours| judged(ours) && swapped(ours) == Some(case.published))
    }),
    (Rule::DealtFifths, dealt_fifths),
    (Rule::OtherLevel, other_level),
    (Rule::RoundedNumbers, rounded_numbers),
    (Rule::OtherMethod, other_method),
    (Rule::BenchmarkFromAnotherFile, |case| {
        case.other.is_some_and(|row| row.origin.source != case.row.origin.source)
    }),
];

/// The first rule that holds; none where the inputs for an answer of ours are lacking.
pub(super) fn class_rule(case: &ClassCase<'_>) -> Option<Rule> {
    use NotComparedReason::{
        AbovePool, NoBenchmark, NoBenchmarkInterval, NoDenominator, NoInterval, OutsidePool,
        TooFewAreas,
    };
    if let Err(
        AbovePool | NoBenchmark | NoBenchmarkInterval | NoDenominator | NoInterval | OutsidePool
        | TooFewAreas,
    ) = case.ours
    {
        return None;
    }
    let rule = CLASS_RULES.iter().find(|(_, holds)| holds(case)).map(|(rule, _)| *rule);
    Some(rule.unwrap_or(Rule::Unexplained))
}

/// Whether the answer here rests on the row's limits.
fn by_interval(case: &ClassCase<'_>) -> bool {
    matches!(case.entry.method, Method::OneInterval | Method::TwoLevels | Method::TwoIntervals)
}

fn judged(class: Class) -> bool {
    matches!(
        class,
        Class::Best | Class::Better | Class::Worse | Class::Worst | Class::JudgedQuintile(_)
    )
}

fn swapped(class: Class) -> Option<Class> {
    Some(match class {
        Class::Best => Class::Worst,
        Class::Better => Class::Worse,
        Class::Worse => Class::Better,
        Class::Worst => Class::Best,
        Class::JudgedQuintile(nth) if nth != 3 => Class::JudgedQuintile(6 - nth),
        _ => return None,
    })
}

fn other_words(case: &ClassCase<'_>) -> bool {
    let (Ok(ours), polarity) = (case.ours, case.entry.polarity) else {
        return false;
    };
    let sides = (height(ours, polarity), height(case.published, polarity));
    let (Some(ours_side), Some(published_side)) = sides else {
        return false;
    };
    let both_differ = ours_side != 0 && published_side != 0;
    both_differ
        && match (judged(ours), judged(case.published)) {
            (true, false) => ours_side.signum() == published_side.signum(),
            // Which value the publisher takes as good, the profile does not say.
            (false, true) => polarity == Polarity::NoJudgement,
            _ => false,
        }
}

/// The answer at the other confidence level, or the same side more or less strongly.
fn other_level(case: &ClassCase<'_>) -> bool {
    let at = |method: Method, level: Level| recomputed(case, method, level) == Some(case.published);
    let polarity = case.entry.polarity;
    let sides = case.ours.ok().and_then(|ours| height(ours, polarity));
    let sides = sides.zip(height(case.published, polarity));
    let by_interval = matches!(case.entry.method, Method::OneInterval | Method::TwoLevels);
    by_interval
        && (sides.is_some_and(|(a, b)| a != 0 && b != 0 && a.signum() == b.signum())
            || at(Method::OneInterval, Level::P95)
            || at(Method::OneInterval, Level::P998))
}

fn other_method(case: &ClassCase<'_>) -> bool {
    let placed =
        |class| matches!(class, Class::JudgedQuintile(_) | Class::Quintile(_) | Class::Quartile(_));
    let by = |method| recomputed(case, method, case.entry.level) == Some(case.published);
    let rates = [ValueType::CrudeRate, ValueType::DirectlyStandardisedRate];
    case.ours.is_ok_and(|ours| placed(ours) != placed(case.published))
        || by(Method::OneInterval)
        || by(Method::TwoIntervals)
        || (case.entry.value_type == ValueType::Proportion && by(Method::SpcProportion))
        || (rates.contains(&case.entry.value_type) && by(Method::SpcRate))
}

/// What another method would answer.
fn recomputed(case: &ClassCase<'_>, method: Method, level: Level) -> Option<Class> {
    if (method, level) == (case.entry.method, case.entry.level) {
        return None;
    }
    let entry = Entry { method, level, ..case.entry.clone() };
    let answer = judge::comparison(&entry, case.area, Some(case.row), Some(case.benchmark));
    (answer.source == Provenance::Recomputed).then_some(answer.class)
}

/// Whether the limit nearest to the benchmark is the same number as far as both are written.
fn rounded_numbers(case: &ClassCase<'_>) -> bool {
    let interval = match case.entry.level {
        Level::P95 => case.row.interval,
        Level::P998 => case.row.interval_998,
    };
    let benchmark = case.other.and_then(|row| row.value.known());
    let one_similar = (case.ours == Ok(Class::Similar)) != (case.published == Class::Similar);
    let same = |limit: f64, benchmark: f64| {
        (limit - benchmark).abs() <= half_a_unit(limit) + half_a_unit(benchmark)
    };
    one_similar
        && interval.zip(benchmark).is_some_and(|(interval, benchmark)| {
            same(interval.lower, benchmark) || same(interval.upper, benchmark)
        })
}

/// Whether dealing the sorted areas into fifths, earlier ones one larger, can put the value where the
/// publisher has it.
fn dealt_fifths(case: &ClassCase<'_>) -> bool {
    let from_lowest = match case.published {
        Class::Quintile(nth) => nth,
        Class::JudgedQuintile(nth) if case.entry.polarity == Polarity::LowIsGood => 6 - nth,
        Class::JudgedQuintile(nth) => nth,
        _ => return false,
    };
    let Some(value) = case.row.value.known() else {
        return false;
    };
    let pool = case.benchmark.pool.values;
    let below = pool.iter().filter(|other| **other < value).count();
    let same = pool.iter().filter(|other| **other == value).count();
    let fifth = |place: usize| {
        let (small, larger) = (pool.len() / 5, pool.len() % 5);
        let in_larger = larger * (small + 1);
        let nth = if place < in_larger {
            place / (small + 1)
        } else {
            larger + (place - in_larger) / small.max(1)
        };
        nth + 1
    };
    // Judged fifths are numbered from the worst, dealt from the lowest or from the highest.
    (below..below + same).any(|place| {
        fifth(place) == usize::from(from_lowest)
            || 6 - fifth(pool.len() - 1 - place) == usize::from(from_lowest)
    })
}

/// A published trend and what is worked out here.
pub(super) struct TrendCase<'a> {
    pub entry: &'a Entry,
    /// Oldest first.
    pub points: &'a [Dated],
    pub ours: stats::trend::Trend,
    pub published: Direction,
}

/// Each rule for trends, in the order in which they are tried.
const TREND_RULES: [(Rule, TrendTest); 5] = [
    (Rule::PublisherGivesNoTrend, |case| case.published == Direction::CannotBeCalculated),
    (Rule::WithoutOutlierRule, |case| {
        let fit = case.ours.fit;
        let rising = fit.slope > 0.0;
        let plain = if rising { Direction::Increasing } else { Direction::Decreasing };
        fit.chi_square > THRESHOLD && !fit.same_sign && case.published == plain
    }),
    (Rule::OtherTrendMethod, |case| {
        let other = match case.ours.method {
            TrendMethod::Limits => TrendMethod::Counts,
            TrendMethod::Counts => TrendMethod::Limits,
        };
        let points: Vec<Point> = case.points.iter().map(|dated| dated.point).collect();
        let answer = trend_by(other, stats::value_type::ValueType::Proportion, true, &points);
        answer.is_ok_and(|trend| direction(trend.direction) == case.published)
    }),
    (Rule::TrendUpToYearBefore, |case| {
        let before = case.points.split_last().map_or(&[][..], |(_, before)| before);
        trend_of(case.entry, before).is_ok_and(|trend| direction(trend.direction) == case.published)
    }),
    (Rule::NearBound, |case| (case.ours.fit.chi_square / THRESHOLD - 1.0).abs() < 0.02),
];

/// The first rule that holds.
pub(super) fn trend_rule(case: &TrendCase<'_>) -> Rule {
    let rule = TREND_RULES.iter().find(|(_, holds)| holds(case)).map(|(rule, _)| *rule);
    rule.unwrap_or(Rule::Unexplained)
}
