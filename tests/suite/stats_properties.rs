//! What holds of the statistics for every number: polarity only swaps, units do not matter, a wider
//! interval says less, order does not matter, and no number whatever makes a method panic.

mod hostile;

use jsnapack::stats::axis::nice_axis;
use jsnapack::stats::change::change;
use jsnapack::stats::judge::{Class, NotCompared, Polarity};
use jsnapack::stats::limits::Limits;
use jsnapack::stats::one_interval::one_interval;
use jsnapack::stats::percentiles::{bounds, spread};
use jsnapack::stats::proportions::proportion;
use jsnapack::stats::rank::rank;
use jsnapack::stats::rates::crude_rate;
use jsnapack::stats::trend::{Direction, Point, THRESHOLD, TrendMethod, trend_by};
use jsnapack::stats::two_intervals::two_intervals;
use jsnapack::stats::two_levels::two_levels;
use jsnapack::stats::value_type::ValueType;
use proptest::prelude::*;

type Answer = Result<Class, NotCompared>;

/// A value with 95% and 99.8% limits, and a benchmark with its own.
#[derive(Debug, Clone, Copy)]
struct Case {
    value: Option<f64>,
    inner: Option<Limits>,
    outer: Option<Limits>,
    benchmark: Option<f64>,
    benchmark_limits: Option<Limits>,
}

impl Case {
    /// The case put to methods 1, 17 and 12.
    fn answers(&self, polarity: Polarity) -> [Answer; 3] {
        let Case { value, inner, outer, benchmark, benchmark_limits } = *self;
        [
            one_interval(polarity, value, inner, benchmark),
            two_levels(polarity, value, inner, outer, benchmark),
            two_intervals(polarity, value, inner, benchmark, benchmark_limits),
        ]
    }

    fn scaled(&self, by: f64) -> Case {
        let pair = |limits: Limits| Limits { lower: limits.lower * by, upper: limits.upper * by };
        Case {
            value: self.value.map(|x| x * by),
            inner: self.inner.map(pair),
            outer: self.outer.map(pair),
            benchmark: self.benchmark.map(|x| x * by),
            benchmark_limits: self.benchmark_limits.map(pair),
        }
    }

    fn widened(&self, down: f64, up: f64) -> Case {
        let pair = |limits: Limits| Limits { lower: limits.lower - down, upper: limits.upper + up };
        Case { inner: self.inner.map(pair), outer: self.outer.map(pair), ..*self }
    }
}

fn case() -> impl Strategy<Value = Case> {
    // Whole numbers and halves, so that limits meet the benchmark often.
    let number = || prop_oneof![(-20..20_i32).prop_map(|n| f64::from(n) / 2.0), -1e6..1e6_f64];
    let width = || prop_oneof![(0..8_i32).prop_map(|n| f64::from(n) / 2.0), 0.0..1e4_f64];
    let there = || proptest::bool::weighted(0.95);
    let numbers = (number(), width(), width(), width(), width(), number(), width(), width());
    let present = (there(), there(), there(), there(), there());
    (numbers, present).prop_map(|((v, a, b, c, d, bench, e, f), present)| Case {
        value: present.0.then_some(v),
        inner: present.1.then_some(Limits { lower: v - a, upper: v + b }),
        outer: present.2.then_some(Limits { lower: v - a - c, upper: v + b + d }),
        benchmark: present.3.then_some(bench),
        benchmark_limits: present.4.then_some(Limits { lower: bench - e, upper: bench + f }),
    })
}

fn swapped(class: Class) -> Class {
    match class {
        Class::Best => Class::Worst,
        Class::Better => Class::Worse,
        Class::Worse => Class::Better,
        Class::Worst => Class::Best,
        other => other,
    }
}

fn relabelled(class: Class) -> Class {
    match class {
        Class::Best => Class::Highest,
        Class::Better => Class::Higher,
        Class::Worse => Class::Lower,
        Class::Worst => Class::Lowest,
        other => other,
    }
}

/// How far a class lies from Similar.
fn distance(answer: Answer) -> Option<u8> {
    Some(match answer.ok()? {
        Class::Similar => 0,
        Class::Better | Class::Worse | Class::Higher | Class::Lower => 1,
        Class::Best | Class::Worst | Class::Highest | Class::Lowest => 2,
    })
}

/// Five years of values with limits and counts.
fn five() -> impl Strategy<Value = Vec<Point>> {
    let year = (0.0..200.0_f64, 0.1..20.0_f64, 0.1..20.0_f64, 1..999_u32);
    proptest::collection::vec(year, 5).prop_map(|rows| {
        let point = |(nth, (value, down, up, count)): (usize, (f64, f64, f64, u32))| Point {
            year: 2015 + nth as i32,
            value: Some(value),
            limits: Some(Limits { lower: value - down, upper: value + up }),
            count: Some(f64::from(count)),
            denominator: Some(1000.0),
        };
        rows.into_iter().enumerate().map(point).collect()
    })
}

proptest! {
    #[test]
    fn polarity_swaps_better_and_worse_and_nothing_else(case in case()) {
        let high = case.answers(Polarity::HighIsGood);
        let low = case.answers(Polarity::LowIsGood);
        let neither = case.answers(Polarity::NoJudgement);
        for nth in 0..high.len() {
            prop_assert_eq!(high[nth].map(swapped), low[nth]);
            prop_assert_eq!(high[nth].map(relabelled), neither[nth]);
        }
        for answer in case.answers(Polarity::NotApplicable) {
            prop_assert_eq!(answer, Err(NotCompared::PolarityNotApplicable));
        }
    }

    #[test]
    fn the_unit_changes_no_class(case in case(), power in -20..20_i32) {
        let scaled = case.scaled(2.0_f64.powi(power));
        for polarity in [Polarity::HighIsGood, Polarity::LowIsGood, Polarity::NoJudgement] {
            prop_assert_eq!(case.answers(polarity), scaled.answers(polarity));
        }
    }

    #[test]
    fn a_wider_interval_never_says_more(case in case(), down in 0.0..50.0_f64, up in 0.0..50.0_f64) {
        let wider = case.widened(down, up).answers(Polarity::HighIsGood);
        for (answer, wider) in case.answers(Polarity::HighIsGood).into_iter().zip(wider) {
            prop_assert!(distance(wider) <= distance(answer), "{:?} became {:?}", answer, wider);
        }
    }

    #[test]
    fn the_order_of_values_never_matters(
        (values, shuffled) in proptest::collection::vec(-100..100_i32, 0..40)
            .prop_map(|values| values.into_iter().map(f64::from).collect::<Vec<f64>>())
            .prop_flat_map(|values| (Just(values.clone()), Just(values).prop_shuffle())),
    ) {
        prop_assert_eq!(spread(&values), spread(&shuffled));
        prop_assert_eq!(bounds(&values, 5), bounds(&shuffled, 5));
        let ranks = |values: &[f64]| {
            let options: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
            let ranks = rank(&options, Polarity::HighIsGood).ranks;
            let mut pairs: Vec<(i64, Option<usize>)> =
                values.iter().map(|value| *value as i64).zip(ranks).collect();
            pairs.sort();
            pairs
        };
        prop_assert_eq!(ranks(&values), ranks(&shuffled));
    }

    #[test]
    fn ranks_are_a_permutation_with_ties(
        values in proptest::collection::vec(proptest::option::weighted(0.9, -20..20_i32), 0..40),
    ) {
        let values: Vec<Option<f64>> = values.into_iter().map(|v| v.map(f64::from)).collect();
        for polarity in [Polarity::HighIsGood, Polarity::LowIsGood, Polarity::NoJudgement] {
            let ranks = rank(&values, polarity);
            let known: Vec<f64> = values.iter().copied().flatten().collect();
            prop_assert_eq!(ranks.out_of, known.len());
            for (value, rank) in values.iter().zip(&ranks.ranks) {
                // A rank is one more than the number of values before it.
                let before = value.map(|value| known.iter().filter(|other| {
                    if polarity == Polarity::HighIsGood { **other > value } else { **other < value }
                }).count());
                prop_assert_eq!(*rank, before.map(|before| before + 1));
            }
        }
    }

    #[test]
    fn a_trend_reverses_with_its_series(points in five()) {
        let mut reversed = points.clone();
        reversed.reverse();
        for (nth, point) in reversed.iter_mut().enumerate() {
            point.year = points[nth].year;
        }
        for method in [TrendMethod::Limits, TrendMethod::Counts] {
            let trend = |points: &[Point]| trend_by(method, ValueType::Proportion, true, points);
            let (there, back) = (trend(&points).unwrap(), trend(&reversed).unwrap());
            prop_assume!((there.fit.chi_square - THRESHOLD).abs() > 1e-6);
            let opposite = match there.direction {
                Direction::Increasing => Direction::Decreasing,
                Direction::Decreasing => Direction::Increasing,
                Direction::NoChange => Direction::NoChange,
            };
            prop_assert_eq!(back.direction, opposite);
        }
    }

    #[test]
    fn a_change_reverses_with_its_two_values(case in case()) {
        let (earlier, later) = ((case.value, case.inner), (case.benchmark, case.benchmark_limits));
        let (there, back) = (change(earlier, later), change(later, earlier));
        let opposite = there.map(|direction| match direction {
            Direction::Increasing => Direction::Decreasing,
            Direction::Decreasing => Direction::Increasing,
            Direction::NoChange => Direction::NoChange,
        });
        prop_assert_eq!(there.is_ok(), back.is_ok());
        if there.is_ok() {
            prop_assert_eq!(opposite, back);
        }
    }

    #[test]
    fn a_computed_interval_holds_its_value_and_widens_with_the_level(
        count in 0..5_000_u32, more in 0..5_000_u32, unit in prop_oneof![Just(100.0), Just(1e5)],
    ) {
        let (count, n) = (f64::from(count), f64::from(count + more).max(1.0));
        let share = |level| proportion(count, n, unit, level).unwrap();
        let rate = |level| crude_rate(count, n, unit, level).unwrap();
        for (value, inner, outer) in [
            (share(0.95).value, share(0.95).limits, share(0.998).limits),
            (rate(0.95).value, rate(0.95).limits, rate(0.998).limits),
        ] {
            prop_assert!(inner.contains(value), "{inner:?} {value}");
            prop_assert!(outer.lower <= inner.lower && inner.upper <= outer.upper);
        }
    }

    /// Found with 508 of 508: the upper limit at 99.8% was 99.99999999999999, and below that at 95%.
    #[test]
    fn limits_of_none_and_of_all_end_there(
        n in 1..5_000_u32, level in prop_oneof![Just(0.95), Just(0.998)],
    ) {
        let n = f64::from(n);
        prop_assert_eq!(proportion(0.0, n, 100.0, level).unwrap().limits.lower, 0.0);
        prop_assert_eq!(proportion(n, n, 100.0, level).unwrap().limits.upper, 100.0);
    }

    #[test]
    fn the_order_of_years_given_never_matters(points in five().prop_flat_map(|points| {
        (Just(points.clone()), Just(points).prop_shuffle())
    })) {
        let trend = |points: &[Point]| trend_by(TrendMethod::Limits, ValueType::Mean, true, points);
        prop_assert_eq!(trend(&points.0), trend(&points.1));
    }

    #[test]
    fn an_axis_holds_its_data_in_few_even_ticks(
        from in -1e6..1e6_f64, range in 0.0..1e6_f64, small in -12..1_i32, most in 3..=10_usize,
    ) {
        let (min, max) = (from * 10_f64.powi(small), (from + range) * 10_f64.powi(small));
        let axis = nice_axis(min, max, most).unwrap();
        let noise = axis.step * 1e-9;
        prop_assert!(axis.min <= min + noise && max <= axis.max + noise, "{:?}", axis);
        prop_assert!((2..=most).contains(&axis.ticks.len()), "{:?}", axis);
        for pair in axis.ticks.windows(2) {
            prop_assert!((pair[1] - pair[0] - axis.step).abs() <= noise.max(pair[1].abs() * 1e-14));
        }
    }
}
