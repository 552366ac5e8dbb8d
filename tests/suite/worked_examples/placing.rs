//! Percentiles, ranks, spines and axes.

use jsnapack::stats::axis::{limits, nice_axis, step};
use jsnapack::stats::judge::Polarity;
use jsnapack::stats::percentiles::{bounds, percentile, spread};
use jsnapack::stats::rank::rank;
use jsnapack::stats::spine::{NotDrawn, Spine, SpineInput, spine};
use jsnapack::stats::value_type::ValueType;

use super::near;

#[test]
fn percentiles_are_of_type_seven() {
    // Hyndman and Fan 1996: the quartiles of one to ten are 3.25, 5.5 and 7.75.
    let values: Vec<f64> = (1..=10).rev().map(f64::from).collect();
    assert_eq!(bounds(&values, 4), Some(vec![3.25, 5.5, 7.75]));
    assert_eq!(percentile(&values, 0.0), Some(1.0));
    assert_eq!(percentile(&values, 1.0), Some(10.0));
    assert_eq!(percentile(&values, 1.1), None);
}

#[test]
fn three_values_have_extremes_and_nothing_else() {
    let found = spread(&[6.0, 4.0, 5.0]).expect("a spread");
    assert_eq!((found.count, found.min, found.max, found.percentiles), (3, 4.0, 6.0, None));
    assert_eq!(spread(&[]), None);
    assert_eq!(spread(&[f64::NAN]), None);
}

#[test]
fn tied_areas_share_the_smallest_rank() {
    let values = [1.0, 2.0, 2.0, 2.0, 3.0].map(Some);
    let ranks = |polarity| rank(&values, polarity).ranks;
    assert_eq!(ranks(Polarity::LowIsGood), [1, 2, 2, 2, 5].map(Some));
    assert_eq!(ranks(Polarity::HighIsGood), [5, 2, 2, 2, 1].map(Some));
    let missing = rank(&[Some(0.0), None, Some(-0.0)], Polarity::NoJudgement);
    assert_eq!(missing.ranks, [Some(1), None, Some(1)]);
    assert_eq!(missing.out_of, 2);
}

/// Eight areas from 20 to 80 about a benchmark of 50, with a value of 60.
fn input(polarity: Polarity) -> SpineInput {
    SpineInput {
        polarity,
        value_type: ValueType::Proportion,
        spread: spread(&[20.0, 30.0, 40.0, 45.0, 55.0, 60.0, 70.0, 80.0]),
        benchmark: Some(50.0),
        value: Some(65.0),
        areas: 8,
        always: false,
    }
}

#[test]
fn the_worst_end_of_a_spine_is_left() {
    let drawn = |polarity| spine(&input(polarity)).expect("a spine");
    let Spine { left, right, marker, judged, .. } = drawn(Polarity::HighIsGood);
    assert_eq!((left, right, marker, judged), (0.0, 1.0, Some(0.75), true));
    assert_eq!(drawn(Polarity::LowIsGood).marker, Some(0.25));
    assert!(!drawn(Polarity::NoJudgement).judged);
}

#[test]
fn a_spine_is_drawn_from_three_quarters_of_the_areas() {
    let of = |areas| spine(&SpineInput { areas, ..input(Polarity::HighIsGood) });
    assert!(of(10).is_ok());
    assert_eq!(of(11), Err(NotDrawn::TooFewAreas));
    assert!(spine(&SpineInput { areas: 11, always: true, ..input(Polarity::HighIsGood) }).is_ok());
}

#[test]
fn a_spine_says_why_it_is_not_drawn() {
    let full = input(Polarity::HighIsGood);
    assert_eq!(spine(&SpineInput { benchmark: None, ..full }), Err(NotDrawn::NoBenchmark));
    assert_eq!(spine(&SpineInput { spread: None, ..full }), Err(NotDrawn::NoStatistics));
    let counts = SpineInput { value_type: ValueType::Count, ..full };
    assert_eq!(spine(&counts), Err(NotDrawn::Count));
}

#[test]
fn areas_all_alike_stand_in_the_middle() {
    let alike = spread(&[5.0; 4]);
    let flat = SpineInput {
        spread: alike,
        benchmark: Some(5.0),
        value: Some(5.0),
        areas: 4,
        ..input(Polarity::LowIsGood)
    };
    let drawn = spine(&flat).expect("a spine");
    assert_eq!([drawn.left, drawn.inner_left, drawn.inner_right, drawn.right], [0.5; 4]);
    assert_eq!(drawn.marker, Some(0.5));
}

#[test]
fn neat_ends_and_steps() {
    // Upstream's own examples are in the reference vectors; these are worked by its rule.
    assert_eq!(limits(12.0, 88.0), Some((0.0, 100.0)));
    assert_eq!(limits(3.0, 4.0), Some((3.0, 4.0)));
    assert_eq!(limits(4.0, 3.0), None);
    assert_eq!(step(0.0, 600.0), Some(100.0));
    assert_eq!(step(0.0, 1.0), Some(0.2));
    assert_eq!(step(1.0, 1.0), None);
}

#[test]
fn an_axis_has_at_most_ten_ticks() {
    let axis = nice_axis(0.0, 23.7, 10).expect("an axis");
    assert_eq!((axis.min, axis.max, axis.step, axis.decimals), (0.0, 25.0, 5.0, 0));
    let axis = nice_axis(0.1, 0.7, 10).expect("an axis");
    assert_eq!(axis.ticks, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]);
    assert_eq!(axis.decimals, 1);
    let single = nice_axis(50.0, 50.0, 10).expect("an axis");
    assert!(single.min < 50.0 && single.max > 50.0);
    near(nice_axis(-0.004, 0.0, 5).expect("an axis").min, -0.004, 1e-18);
}
