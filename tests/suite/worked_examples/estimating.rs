//! Limits of counts, shares and rates; aggregates; inequality.

use jsnapack::stats::aggregates::{Member, NoAggregate, aggregate};
use jsnapack::stats::byar::{CountMethod, byar_lower, byar_upper, count_limits, exact};
use jsnapack::stats::distributions::{chi_square_quantile, normal_quantile, z};
use jsnapack::stats::gaps::gap;
use jsnapack::stats::proportions::proportion;
use jsnapack::stats::rates::crude_rate;
use jsnapack::stats::sii::{Group, NoSii, Scale, SiiModel, sii};
use jsnapack::stats::sii_limits::{Simulation, sii_limits};
use jsnapack::stats::small_numbers::SmallNumbers;
use jsnapack::stats::value_type::ValueType;
use jsnapack::stats::wilson::wilson;

use super::near;

#[test]
fn quantiles_are_those_of_printed_tables() {
    // Normal and χ² tables, as in any textbook; the last is the threshold of a recent trend.
    near(z(0.95).expect("z"), 1.959963984540054, 1e-15);
    near(z(0.998).expect("z"), 3.090232306167813, 1e-15);
    near(normal_quantile(0.5).expect("median"), 0.0, 1e-15);
    near(chi_square_quantile(0.95, 1.0).expect("one"), 3.841458820694124, 1e-13);
    near(chi_square_quantile(0.975, 10.0).expect("ten"), 20.483177350807388, 1e-12);
    near(chi_square_quantile(0.025, 100.0).expect("hundred"), 74.22192747492373, 1e-11);
    near(chi_square_quantile(0.998, 1.0).expect("trend"), 9.54953570608324, 1e-12);
}

#[test]
fn quantiles_with_two_degrees_of_freedom_have_a_closed_form() {
    for p in [0.001, 0.025, 0.5, 0.975, 0.999] {
        let expected = -2.0 * libm::log1p(-p);
        near(chi_square_quantile(p, 2.0).expect("two"), expected, 1e-14 * expected.max(1.0));
    }
}

#[test]
fn quantiles_join_where_the_method_changes() {
    for p in [0.001, 0.025, 0.5, 0.975, 0.999] {
        let searched = chi_square_quantile(p, 20_000.0).expect("searched");
        let expanded = chi_square_quantile(p, 20_000.000_001).expect("expanded");
        near(expanded - searched, 1e-6, 5e-8);
    }
}

#[test]
fn limits_of_a_count() {
    // Garwood 1936, Biometrika 28, as tabled by Ulm 1990, American Journal of Epidemiology 131.
    for (count, lower, upper) in [(0.0, 0.0, 3.689), (1.0, 0.0253, 5.572), (10.0, 4.795, 18.391)] {
        let limits = exact(count, 0.95).expect("limits");
        near(limits.lower, lower, 5e-4);
        near(limits.upper, upper, 1e-3);
    }
    // The method changes at ten events, and hardly shows.
    assert_eq!([9.0, 10.0].map(CountMethod::of), [CountMethod::Exact, CountMethod::Byar]);
    near(count_limits(10.0, 0.95).expect("limits").lower, 4.787, 5e-4);
    // One event has no lower limit by Byar's formula at 99.8%.
    assert_eq!(byar_lower(1.0, 0.998), None);
    near(byar_upper(1.0, 0.998).expect("upper"), 9.36218, 1e-5);
}

#[test]
fn limits_of_a_share() {
    // Newcombe 1998, Statistics in Medicine 17, table I, method 3.
    for (count, n, lower, upper) in [
        (81.0, 263.0, 0.2553, 0.3662),
        (15.0, 148.0, 0.0624, 0.1605),
        (0.0, 20.0, 0.0, 0.1611),
        (1.0, 29.0, 0.0061, 0.1718),
    ] {
        let limits = wilson(count, n, 0.95).expect("limits");
        near(limits.lower, lower, 5e-5);
        near(limits.upper, upper, 5e-5);
    }
    assert!(wilson(21.0, 20.0, 0.95).is_none());
    assert!(wilson(-1.0, 20.0, 0.95).is_none());
}

#[test]
fn rates_and_proportions_carry_their_limits() {
    let rate = crude_rate(65.0, 100.0, 100.0, 0.95).expect("a rate");
    near(rate.value, 65.0, 1e-12);
    near(rate.limits.lower, 50.1632, 1e-4);
    let share = proportion(65.0, 100.0, 100.0, 0.95).expect("a proportion");
    near(share.limits.lower, 55.2544, 1e-4);
    assert!(crude_rate(150.0, 100.0, 1000.0, 0.95).is_some(), "events may exceed people");
    assert!(proportion(150.0, 100.0, 100.0, 0.95).is_none());
}

#[test]
fn an_aggregate_leaves_no_one_to_be_worked_back() {
    let known =
        |count, denominator| Member::Known { count: Some(count), denominator: Some(denominator) };
    let of = |members: &[Member]| aggregate(ValueType::Proportion, members, 100.0, true);
    let found = of(&[known(1.0, 4.0), known(3.0, 4.0), known(5.0, 0.0)]).expect("an aggregate");
    assert_eq!((found.value, found.contributors, found.members), (50.0, 2, 3));
    assert_eq!(
        of(&[known(1.0, 4.0), known(3.0, 4.0), Member::Suppressed]),
        Err(NoAggregate::Suppressed)
    );
    assert_eq!(of(&[known(1.0, 4.0)]), Err(NoAggregate::TooFewAreas));
    let rate = aggregate(ValueType::DirectlyStandardisedRate, &[known(1.0, 4.0); 2], 1.0, true);
    assert_eq!(rate, Err(NoAggregate::ValueType));
}

#[test]
fn small_numbers_hide_in_complements() {
    assert!([1.0, 5.0].iter().all(|count| SmallNumbers::ONE_TO_FIVE.flag(*count)));
    assert!(![0.0, 6.0].iter().any(|count| SmallNumbers::ONE_TO_FIVE.flag(*count)));
    assert!(SmallNumbers::NOUGHT_TO_FOUR.flag(0.0));
    let small = SmallNumbers::below(5.0);
    assert!(small.flag(4.0) && !small.flag(5.0));
    assert!(small.flag_with_complement(97.0, Some(100.0)));
    assert!(!small.flag_with_complement(100.0, Some(100.0)), "no one is left over");
}

#[test]
fn gaps_are_absolute_and_relative() {
    let found = gap(30.0, 20.0).expect("a gap");
    assert_eq!((found.absolute, found.relative), (10.0, Some(1.5)));
    assert_eq!(gap(1.0, 0.0).expect("a gap").relative, None);
    assert_eq!(gap(-2.0, -1.0).expect("a gap").relative, None);
}

/// Five groups of one size, values on a straight line from 10: the slope index is five steps.
fn straight(step: f64) -> Vec<Group> {
    let group = |n| Group { population: 200.0, value: 10.0 + step * f64::from(n), error: 0.5 };
    (0..5).map(group).collect()
}

#[test]
fn the_slope_of_a_straight_line_is_its_gradient() {
    let model = SiiModel { scale: Scale::Plain, transform: false, multiplier: 1.0 };
    let found = sii(&straight(2.0), model).expect("an index");
    near(found.sii, 10.0, 1e-12);
    near(found.intercept, 9.0, 1e-12);
    near(found.rii.expect("a ratio"), 19.0 / 9.0, 1e-12);
    assert_eq!(sii(&straight(2.0)[..4], model), Err(NoSii::FewGroups));
    let shares = SiiModel { scale: Scale::Logit, ..model };
    assert_eq!(sii(&straight(2.0), shares), Err(NoSii::Value));
}

#[test]
fn exact_and_simulated_limits_agree() {
    let model = SiiModel { scale: Scale::Plain, transform: false, multiplier: 1.0 };
    let groups = straight(2.0);
    let limits = |seed| {
        let simulation = Simulation { seed, ..Simulation::default() };
        sii_limits(&groups, model, &[0.95], simulation).expect("limits")[0]
    };
    // Five even groups stand at 0.1, 0.3, 0.5, 0.7, 0.9: the slope's error is 0.5/√0.4.
    let reach = 1.959963984540054 * 0.5 / 0.4_f64.sqrt();
    near(limits(1).sii.limits.lower, 10.0 - reach, 1e-12);
    near(limits(1).sii.limits.upper, 10.0 + reach, 1e-12);
    assert!(limits(1).sii.simulation_error.is_none());
    // A ratio is simulated; Fieller 1954 gives its limits where, as here, the intercept is far from zero.
    let ratio = limits(1).rii.expect("a ratio");
    let error = ratio.simulation_error.expect("an error");
    let (lower, upper) = fieller(9.0, 19.0, 0.5);
    near(ratio.limits.lower, lower, 5.0 * error);
    near(ratio.limits.upper, upper, 5.0 * error);
    // One seed gives one answer, another seed another.
    assert_eq!(limits(1), limits(1));
    assert_ne!(limits(1).rii, limits(2).rii);
}

/// Fieller's 95% limits of `least` over `most`, the ends of the line through five even groups.
fn fieller(most: f64, least: f64, error: f64) -> (f64, f64) {
    // The middle has variance 1/5, the slope 1/0.4, and each end lies half a slope from the middle.
    let scale = (1.959963984540054 * error).powi(2);
    let variance = (0.2 + 0.25 / 0.4) * scale;
    let covariance = (0.2 - 0.25 / 0.4) * scale;
    let (a, b, c) = (most * most - variance, most * least - covariance, least * least - variance);
    let root = (b * b - a * c).sqrt();
    ((b - root) / a, (b + root) / a)
}

#[test]
fn a_negative_multiplier_turns_the_index_round() {
    let model = |multiplier| SiiModel { scale: Scale::Log, transform: true, multiplier };
    let groups = straight(2.0);
    let (plus, minus) = (sii(&groups, model(1.0)), sii(&groups, model(-1.0)));
    let (plus, minus) = (plus.expect("an index"), minus.expect("an index"));
    near(minus.sii, -plus.sii, 1e-12);
    near(minus.rii.expect("a ratio") * plus.rii.expect("a ratio"), 1.0, 1e-12);
    let limits = sii_limits(&groups, model(-1.0), &[0.95], Simulation::default()).expect("limits");
    assert!(limits[0].sii.limits.contains(minus.sii));
    assert!(limits[0].rii.is_some_and(|rii| rii.limits.contains(minus.rii.expect("a ratio"))));
}
