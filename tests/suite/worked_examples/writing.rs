//! How numbers are written. Source: docs/methods.md, display.

use jsnapack::present::number::{
    Half, MISSING, NumberKind, by_indicator, decimals, fixed, fixed_half, nearest, plain, shown,
};

#[test]
fn halves_go_away_from_zero_on_the_decimal() {
    // 2.675 and 1.005 lie a hair below the half as binary numbers.
    assert_eq!(fixed(2.675, 2), "2.68");
    assert_eq!(fixed(1.005, 2), "1.01");
    assert_eq!(fixed(-2.5, 0), "-3");
    assert_eq!(fixed_half(-2.5, 0, Half::Up), "-2");
    assert_eq!(fixed(0.05, 1), "0.1");
    assert_eq!(fixed(0.04, 1), "0.0");
    assert_eq!(fixed(-0.04, 1), "0.0");
    assert_eq!(fixed(9.96, 1), "10.0");
    assert_eq!(fixed(999_999.5, 0), "1,000,000");
}

#[test]
fn commas_part_thousands() {
    assert_eq!(fixed(999.0, 0), "999");
    assert_eq!(fixed(-1_234_567.891, 2), "-1,234,567.89");
    assert_eq!(plain(1_234_567.891, 1), "1234567.9");
    assert_eq!(fixed(1e21, 0), "1,000,000,000,000,000,000,000");
}

#[test]
fn decimals_follow_the_largest_value_of_the_indicator() {
    let other = |max| decimals(NumberKind::Other, Some(max), 5.0);
    assert_eq!([0.5, 1.0, 10.0, 10.1, 1000.0, 1000.1].map(other), [3, 2, 2, 1, 1, 0]);
    let share = |max| decimals(NumberKind::Proportion, Some(max), 5.0);
    assert_eq!([0.5, 1.0, 9.9, 10.0, 100.0].map(share), [3, 2, 2, 1, 1]);
    assert_eq!(decimals(NumberKind::Proportion, None, 0.5), 1);
    assert_eq!(decimals(NumberKind::Other, None, 0.5), 3);
}

#[test]
fn a_hundred_per_cent_is_whole() {
    assert_eq!(by_indicator(NumberKind::Proportion, Some(100.0), 99.95), "100");
    assert_eq!(by_indicator(NumberKind::Proportion, Some(100.0), 99.94), "99.9");
    assert_eq!(shown(NumberKind::Other, 100.0, 1), "100.0");
    assert_eq!(shown(NumberKind::Other, 2000.0, 1), "2,000.0");
}

#[test]
fn rounding_to_tens_and_no_number_at_all() {
    assert_eq!(nearest(1250.0, 2), "1300");
    assert_eq!(nearest(4.0, 1), "0");
    assert_eq!(nearest(5.0, 1), "10");
    assert_eq!(fixed(f64::NAN, 1), MISSING);
}
