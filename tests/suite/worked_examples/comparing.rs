//! Comparisons with a benchmark, a pool and a goal.
//! Source: docs/methods.md unless a test says otherwise; the numbers are ours.

use jsnapack::stats::bands::{FIFTHS, QUARTERS, band, fingertips_number, from_worst};
use jsnapack::stats::change::change;
use jsnapack::stats::goals::{Goal, against_goal, percentile_range};
use jsnapack::stats::judge::{Class, NotCompared, Polarity};
use jsnapack::stats::limits::Limits;
use jsnapack::stats::one_interval::one_interval;
use jsnapack::stats::plan_status::plan_status;
use jsnapack::stats::spc_proportion::{Z_95, proportion_control_limits, spc_proportion};
use jsnapack::stats::spc_rate::{TAIL_95, rate_control_limits, spc_rate};
use jsnapack::stats::trend::Direction;
use jsnapack::stats::two_intervals::two_intervals;
use jsnapack::stats::two_levels::two_levels;

use super::near;

const HIGH: Polarity = Polarity::HighIsGood;
const LOW: Polarity = Polarity::LowIsGood;

fn limits(lower: f64, upper: f64) -> Option<Limits> {
    Limits::of(Some(lower), Some(upper))
}

#[test]
fn one_interval_is_similar_up_to_its_limits() {
    let against = |benchmark| one_interval(LOW, Some(20.0), limits(18.0, 22.0), Some(benchmark));
    assert_eq!(against(22.0), Ok(Class::Similar));
    assert_eq!(against(18.0), Ok(Class::Similar));
    assert_eq!(against(22.1), Ok(Class::Better));
    assert_eq!(against(17.9), Ok(Class::Worse));
}

#[test]
fn one_interval_says_why_it_cannot_answer() {
    let (value, own, benchmark) = (Some(20.0), limits(18.0, 22.0), Some(30.0));
    let reason = |polarity, value, own, benchmark| {
        one_interval(polarity, value, own, benchmark).expect_err("no answer")
    };
    // The checks come in this order, so the first that fails gives the reason.
    assert_eq!(
        reason(Polarity::NotApplicable, None, None, None),
        NotCompared::PolarityNotApplicable
    );
    assert_eq!(reason(LOW, None, None, None), NotCompared::NoValue);
    assert_eq!(reason(LOW, value, None, None), NotCompared::NoBenchmark);
    assert_eq!(reason(LOW, value, None, benchmark), NotCompared::NoInterval);
    assert_eq!(
        reason(LOW, value, Limits::of(Some(18.0), None), benchmark),
        NotCompared::NoInterval
    );
    assert_eq!(reason(LOW, value, limits(22.0, 18.0), benchmark), NotCompared::UnusableNumber);
    assert_eq!(reason(LOW, Some(f64::NAN), own, benchmark), NotCompared::UnusableNumber);
    assert_eq!(reason(LOW, Some(25.0), own, benchmark), NotCompared::OutsideOwnInterval);
}

#[test]
fn two_levels_have_five_answers() {
    let against = |benchmark| {
        two_levels(HIGH, Some(50.0), limits(48.0, 52.0), limits(46.0, 54.0), Some(benchmark))
    };
    let answers = [45.9, 46.0, 47.9, 48.0, 52.0, 52.1, 54.0, 54.1].map(against);
    let expected = [
        Class::Best,
        Class::Better,
        Class::Better,
        Class::Similar,
        Class::Similar,
        Class::Worse,
        Class::Worse,
        Class::Worst,
    ];
    assert_eq!(answers, expected.map(Ok));
}

#[test]
fn two_levels_never_read_one_level_for_the_other() {
    let inner = limits(48.0, 52.0);
    let without = two_levels(HIGH, Some(50.0), inner, None, Some(60.0));
    assert_eq!(without, Err(NotCompared::NoInterval));
    let narrower = two_levels(HIGH, Some(50.0), inner, limits(49.0, 51.0), Some(60.0));
    assert_eq!(narrower, Err(NotCompared::UnusableNumber));
}

#[test]
fn two_intervals_that_touch_are_similar() {
    let against =
        |lower| two_intervals(HIGH, Some(10.0), limits(9.0, 11.0), Some(13.0), limits(lower, 14.0));
    assert_eq!(against(11.0), Ok(Class::Similar));
    assert_eq!(against(11.1), Ok(Class::Worse));
    let without = two_intervals(HIGH, Some(10.0), limits(9.0, 11.0), Some(13.0), None);
    assert_eq!(without, Err(NotCompared::NoBenchmarkInterval));
}

#[test]
fn a_change_needs_two_intervals_apart() {
    let earlier = (Some(10.0), limits(9.0, 11.0));
    assert_eq!(change(earlier, (Some(13.0), limits(12.0, 14.0))), Ok(Direction::Increasing));
    assert_eq!(change(earlier, (Some(7.0), limits(6.0, 8.0))), Ok(Direction::Decreasing));
    assert_eq!(change(earlier, (Some(12.0), limits(11.0, 13.0))), Ok(Direction::NoChange));
    assert_eq!(change((Some(10.0), None), earlier), Err(NotCompared::NoBenchmarkInterval));
}

#[test]
fn control_limits_of_a_proportion_are_wilsons() {
    // Newcombe 1998, Statistics in Medicine 17: 15 of 148 has score limits 0.0624 and 0.1605.
    let share = 15.0 / 148.0;
    let limits = proportion_control_limits(share, 148.0, 1.0, 1.959964).expect("limits");
    near(limits.lower, 0.0624, 5e-5);
    near(limits.upper, 0.1605, 5e-5);
    let value = |value| spc_proportion(LOW, Some(value), Some(share), Some(148.0), 1.0, Z_95);
    assert_eq!(value(0.10), Ok(Class::Similar));
    assert_eq!(value(0.17), Ok(Class::Worse));
    assert_eq!(value(0.06), Ok(Class::Better));
    let nobody = spc_proportion(LOW, Some(0.1), Some(share), Some(0.0), 1.0, Z_95);
    assert_eq!(nobody, Err(NotCompared::NoDenominator));
}

#[test]
fn control_limits_of_a_rate_are_exact() {
    // Garwood 1936, Biometrika 28: ten events have limits 4.795 and 18.390.
    let limits = rate_control_limits(10.0, 100_000.0, 100_000.0, TAIL_95).expect("limits");
    near(limits.lower, 4.795, 5e-4);
    near(limits.upper, 18.390, 5e-4);
    let rate = |value| spc_rate(LOW, Some(value), Some(10.0), Some(1e5), 1e5, TAIL_95);
    assert_eq!(rate(4.7), Ok(Class::Better));
    assert_eq!(rate(18.3), Ok(Class::Similar));
    assert_eq!(rate(18.4), Ok(Class::Worse));
}

#[test]
fn a_plan_status_is_a_code() {
    let classes = [1.0, 2.0, 3.0].map(|code| plan_status(Some(code)));
    assert_eq!(classes, [Class::Better, Class::Similar, Class::Worse].map(Ok));
}

#[test]
fn a_value_on_a_bound_takes_the_lower_band() {
    let pool: Vec<f64> = (1..=6).map(f64::from).collect();
    let bands: Vec<u8> =
        pool.iter().map(|value| band(Some(*value), &pool, FIFTHS).expect("a band")).collect();
    assert_eq!(bands, [1, 1, 2, 3, 4, 5]);
    // Thirds have no end of decimals; the bound that one falls on is rounded, and must still hold it.
    let thirds: Vec<f64> = (1..=6).map(|n| f64::from(n) / 3.0).collect();
    let bands: Vec<u8> =
        thirds.iter().map(|value| band(Some(*value), &thirds, FIFTHS).expect("a band")).collect();
    assert_eq!(bands, [1, 1, 2, 3, 4, 5]);
}

#[test]
fn bands_count_from_the_worst_end_when_judged() {
    assert_eq!([HIGH, LOW, Polarity::NoJudgement].map(|p| from_worst(1, FIFTHS, p)), [1, 5, 1]);
    assert_eq!([HIGH, LOW].map(|p| fingertips_number(1, FIFTHS, p)), [5, 1]);
    assert_eq!([HIGH, LOW].map(|p| fingertips_number(1, QUARTERS, p)), [1, 1]);
}

#[test]
fn bands_need_enough_values() {
    let pool = [1.0, 2.0, 3.0, 4.0];
    assert_eq!(band(Some(2.0), &pool, FIFTHS), Err(NotCompared::TooFewValues));
    assert_eq!(band(Some(2.0), &pool, QUARTERS), Ok(2));
    assert_eq!(band(Some(4.1), &pool, QUARTERS), Err(NotCompared::AbovePool));
}

#[test]
fn reaching_a_goal_is_better_whichever_way_is_good() {
    let goal = Goal::Limit(Some(95.0));
    assert_eq!(against_goal(HIGH, Some(95.0), None, goal), Ok(Class::Better));
    assert_eq!(against_goal(LOW, Some(95.0), None, goal), Ok(Class::Better));
    assert_eq!(against_goal(LOW, Some(95.1), None, goal), Ok(Class::Worse));
    assert_eq!(against_goal(HIGH, Some(94.9), None, goal), Ok(Class::Worse));
}

#[test]
fn goals_of_other_kinds() {
    let with_interval =
        |own| against_goal(HIGH, Some(95.0), own, Goal::LimitWithInterval(Some(95.0)));
    assert_eq!(with_interval(limits(95.0, 97.0)), Ok(Class::Better));
    assert_eq!(with_interval(limits(93.0, 95.0)), Ok(Class::Similar));
    assert_eq!(with_interval(None), Err(NotCompared::NoInterval));
    let range = |value| against_goal(LOW, Some(value), None, Goal::Range(Some((10.0, 20.0))));
    assert_eq!([9.0, 10.0, 20.0].map(range), [Class::Better, Class::Similar, Class::Worse].map(Ok));
    let pool: Vec<f64> = (0..=100).map(f64::from).collect();
    let ends = percentile_range(&pool, 0.25, 0.75);
    assert_eq!(ends, Some((25.0, 75.0)));
    let unjudged =
        against_goal(Polarity::NoJudgement, Some(50.0), None, Goal::PercentileRange(ends));
    assert_eq!(unjudged, Err(NotCompared::GoalNeedsPolarity));
    let before = |value| against_goal(LOW, Some(value), None, Goal::PreviousEngland(Some(40.0)));
    assert_eq!([39.9, 40.0].map(before), [Class::Worse, Class::Better].map(Ok));
}
