//! Numbers that no publisher should send: every method answers, with a reason or nothing, and none panics.

use jsnapack::present::number;
use jsnapack::stats::aggregates::{Member, aggregate};
use jsnapack::stats::axis::{limits, nice_axis, step};
use jsnapack::stats::bands::band;
use jsnapack::stats::byar::count_limits;
use jsnapack::stats::change::change;
use jsnapack::stats::distributions::{chi_square_quantile, normal_quantile, z};
use jsnapack::stats::gaps::gap;
use jsnapack::stats::goals::{Goal, against_goal};
use jsnapack::stats::judge::{NotCompared, Polarity};
use jsnapack::stats::limits::Limits;
use jsnapack::stats::one_interval::one_interval;
use jsnapack::stats::percentiles::{bounds, percentile, spread};
use jsnapack::stats::plan_status::plan_status;
use jsnapack::stats::proportions::proportion;
use jsnapack::stats::rank::rank;
use jsnapack::stats::rates::crude_rate;
use jsnapack::stats::sii::{Group, Scale, SiiModel, sii};
use jsnapack::stats::sii_limits::{Simulation, sii_limits};
use jsnapack::stats::small_numbers::SmallNumbers;
use jsnapack::stats::spc_proportion::spc_proportion;
use jsnapack::stats::spc_rate::spc_rate;
use jsnapack::stats::spine::{SpineInput, spine};
use jsnapack::stats::trend::{Point, TrendMethod, recent_trend, trend_by};
use jsnapack::stats::two_intervals::two_intervals;
use jsnapack::stats::two_levels::two_levels;
use jsnapack::stats::value_type::ValueType;

const HOSTILE: [f64; 14] = [
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::MAX,
    f64::MIN,
    1e308,
    f64::MIN_POSITIVE,
    -1.0,
    -0.0,
    0.0,
    0.5,
    1.0,
    10.0,
    1e15,
];

const POLARITIES: [Polarity; 4] =
    [Polarity::HighIsGood, Polarity::LowIsGood, Polarity::NoJudgement, Polarity::NotApplicable];

/// Every pair of hostile numbers.
fn pairs() -> impl Iterator<Item = (f64, f64)> {
    HOSTILE.into_iter().flat_map(|a| HOSTILE.into_iter().map(move |b| (a, b)))
}

/// Every three of them.
fn threes() -> impl Iterator<Item = (f64, f64, f64)> {
    pairs().flat_map(|(a, b)| HOSTILE.into_iter().map(move |c| (a, b, c)))
}

#[test]
fn comparisons() {
    for (a, b, c) in threes() {
        let own = Some(Limits { lower: b, upper: c });
        for polarity in POLARITIES {
            let _ = two_levels(polarity, Some(a), own, own, Some(b));
            let _ = two_intervals(polarity, Some(a), own, Some(c), own);
            let _ = spc_proportion(polarity, Some(a), Some(b), Some(c), 100.0, 1.96);
            let _ = spc_proportion(polarity, Some(0.5), Some(a), Some(10.0), b, c);
            let _ = spc_rate(polarity, Some(a), Some(b), Some(c), 100_000.0, 0.025);
            let _ = spc_rate(polarity, Some(0.5), Some(a), Some(10.0), b, c);
            let answer = one_interval(polarity, Some(a), own, Some(b));
            if !(a.is_finite() && b.is_finite() && c.is_finite()) {
                assert!(answer.is_err(), "{a} ({b} to {c})");
            }
            for goal in [
                Goal::Limit(Some(b)),
                Goal::LimitWithInterval(Some(b)),
                Goal::Range(Some((b, c))),
                Goal::PercentileRange(Some((b, c))),
                Goal::PreviousEngland(Some(b)),
            ] {
                let _ = against_goal(polarity, Some(a), own, goal);
            }
        }
        let _ = change((Some(a), own), (Some(b), own));
    }
    for a in HOSTILE {
        let _ = plan_status(Some(a));
        let zero = spc_proportion(Polarity::LowIsGood, Some(a), Some(0.5), Some(0.0), 100.0, 1.96);
        let reason =
            if a.is_finite() { NotCompared::NoDenominator } else { NotCompared::UnusableNumber };
        assert_eq!(zero, Err(reason));
    }
}

#[test]
fn intervals_are_usable_or_missing() {
    for (a, b, c) in threes() {
        for limits in [
            count_limits(a, b),
            crude_rate(a, b, c, 0.95).map(|rate| rate.limits),
            crude_rate(a, b, 100.0, c).map(|rate| rate.limits),
            proportion(a, b, c, 0.95).map(|share| share.limits),
            proportion(a, b, 100.0, c).map(|share| share.limits),
        ] {
            assert!(limits.is_none_or(Limits::usable), "{a}, {b}, {c}: {limits:?}");
        }
        assert!(chi_square_quantile(a, b).is_none_or(f64::is_finite));
        let _ = (normal_quantile(a), z(a), gap(a, b));
        let small = SmallNumbers::below(b);
        let _ = (small.flag(a), small.flag_with_complement(a, Some(c)));
    }
    assert!(crude_rate(5.0, 0.0, 100_000.0, 0.95).is_none());
    assert!(proportion(5.0, 0.0, 100.0, 0.95).is_none());
}

#[test]
fn pools() {
    for (a, b, c) in threes() {
        let pool = [a, b, c, 1.0, 2.0, 3.0];
        let spread = spread(&pool);
        assert!(spread.is_none_or(|spread| spread.min.is_finite() && spread.max.is_finite()));
        for parts in [0, 1, 4, 5, 255] {
            let _ = (bounds(&pool, parts), band(Some(a), &pool, parts));
        }
        let _ = percentile(&pool, a);
        let ranks = rank(&pool.map(Some), Polarity::HighIsGood);
        assert_eq!(ranks.out_of, pool.iter().filter(|x| x.is_finite()).count());
        for polarity in POLARITIES {
            let drawn = spine(&SpineInput {
                polarity,
                value_type: ValueType::CrudeRate,
                spread,
                benchmark: Some(b),
                value: Some(c),
                areas: 6,
                always: true,
            });
            assert!(drawn.is_err() || drawn.is_ok_and(|spine| spine.left.is_finite()));
        }
    }
    assert_eq!(band(Some(1.0), &[], 5), Err(NotCompared::TooFewValues));
}

#[test]
fn trends() {
    for (a, b, c) in threes() {
        let point = |year: i32, value: f64| Point {
            year,
            value: Some(value),
            limits: Some(Limits { lower: b, upper: c }),
            count: Some(b),
            denominator: Some(c),
        };
        let points = [a, 1.0, 2.0, 3.0, a].map(|value| point(2020, value));
        let mut years = points;
        for (nth, point) in years.iter_mut().enumerate() {
            point.year += nth as i32;
        }
        let ends = [i32::MIN, -1, 0, 1, i32::MAX].map(|year| point(year, a));
        for series in [&points, &years, &ends] {
            let _ = recent_trend(ValueType::Proportion, true, series);
            for method in [TrendMethod::Limits, TrendMethod::Counts] {
                let trend = trend_by(method, ValueType::Proportion, true, series);
                assert!(trend.is_err() || trend.is_ok_and(|trend| trend.fit.slope.is_finite()));
            }
        }
    }
}

#[test]
fn axes_hold_what_they_are_made_for() {
    for (a, b) in pairs() {
        let _ = (limits(a, b), step(a, b));
        for ticks in [0, 1, 2, 10, usize::MAX] {
            let Some(axis) = nice_axis(a, b, ticks) else {
                continue;
            };
            // Less than a thousand-millionth of a step is noise.
            let noise = axis.step * 1e-9;
            let holds = axis.min <= a + noise && b <= axis.max + noise;
            assert!(holds, "{a} to {b}: {axis:?}");
            assert!((2..=ticks).contains(&axis.ticks.len()), "{a} to {b}: {axis:?}");
        }
    }
}

#[test]
fn inequality_and_aggregates() {
    let simulation = Simulation { draws: 1_000, seed: 1 };
    for (a, b, c) in threes() {
        let group = |value| Group { population: 100.0, value, error: 0.1 };
        let mut groups = [0.1, 0.2, 0.3, 0.4, 0.5].map(group);
        groups[2] = Group { population: a, value: b, error: c };
        let whole = [a, b].iter().all(|x| (0.1..1.0).contains(x)) && (0.0..1.0).contains(&c);
        for scale in [Scale::Plain, Scale::Log, Scale::Logit] {
            for transform in [false, true] {
                for multiplier in [a, 100.0] {
                    let model = SiiModel { scale, transform, multiplier };
                    let _ = sii(&groups, model);
                    if whole || c.abs() > 1.0 || !a.is_finite() {
                        let _ = sii_limits(&groups, model, &[0.95, b], simulation);
                    }
                }
            }
        }
        let members = [
            Member::Known { count: Some(a), denominator: Some(b) },
            Member::Known { count: Some(1.0), denominator: Some(2.0) },
        ];
        for kind in [ValueType::CrudeRate, ValueType::Count] {
            let found = aggregate(kind, &members, c, true);
            assert!(found.is_err() || found.is_ok_and(|found| found.value.is_finite()));
        }
    }
}

#[test]
fn numbers_are_written_or_dashed() {
    for (a, b) in pairs() {
        for kind in [number::NumberKind::Proportion, number::NumberKind::Other] {
            let decimals = number::decimals(kind, Some(b), a);
            for text in [
                number::shown(kind, a, decimals),
                number::by_indicator(kind, None, a),
                number::fixed(a, usize::MAX),
                number::nearest(a, usize::MAX),
            ] {
                assert_eq!(text == number::MISSING, !a.is_finite(), "{a}: {text}");
                assert_ne!(text, "-0");
                assert_ne!(text, "-0.0");
            }
        }
    }
}
