//! Recent trends. Source: docs/methods.md; the numbers are ours, but for the GP list.

use jsnapack::stats::judge::Polarity;
use jsnapack::stats::limits::Limits;
use jsnapack::stats::trend::{Direction, Meaning, NoTrend, Point, TrendMethod, recent_trend};
use jsnapack::stats::value_type::ValueType;

const RATE: ValueType = ValueType::CrudeRate;
const SHARE: ValueType = ValueType::Proportion;

/// Points a year apart from 2019, each with limits half a unit away and a count out of a thousand.
fn series(values: &[f64]) -> Vec<Point> {
    let point = |(nth, value): (usize, &f64)| Point {
        year: 2019 + nth as i32,
        value: Some(*value),
        limits: Limits::of(Some(value - 0.5), Some(value + 0.5)),
        count: Some(value * 10.0),
        denominator: Some(1000.0),
    };
    values.iter().enumerate().map(point).collect()
}

fn direction(values: &[f64]) -> Direction {
    recent_trend(RATE, true, &series(values)).expect("a trend").direction
}

#[test]
fn rising_falling_flat() {
    assert_eq!(direction(&[10.0, 11.0, 12.0, 13.0, 14.0]), Direction::Increasing);
    assert_eq!(direction(&[14.0, 13.0, 12.0, 11.0, 10.0]), Direction::Decreasing);
    assert_eq!(direction(&[10.0; 5]), Direction::NoChange);
    // Only the latest five count.
    assert_eq!(direction(&[99.0, 10.0, 11.0, 12.0, 13.0, 14.0]), Direction::Increasing);
}

#[test]
fn one_odd_point_makes_no_trend() {
    // χ² is large, but without the last point the line is flat.
    let trend =
        recent_trend(RATE, true, &series(&[10.0, 10.0, 10.0, 10.0, 20.0])).expect("a trend");
    assert!(trend.fit.chi_square > 100.0 && !trend.fit.same_sign);
    assert_eq!(trend.direction, Direction::NoChange);
}

#[test]
fn proportions_with_counts_go_by_counts() {
    let points = series(&[10.0, 11.0, 12.0, 13.0, 14.0]);
    let by = |kind| recent_trend(kind, true, &points).expect("a trend").method;
    assert_eq!(by(SHARE), TrendMethod::Counts);
    assert_eq!(by(RATE), TrendMethod::Limits);
    let mut without = points.clone();
    for point in &mut without {
        point.count = None;
    }
    let trend = recent_trend(SHARE, true, &without).expect("a trend");
    assert_eq!(trend.method, TrendMethod::Limits);
    assert_eq!((trend.first_year, trend.last_year), (2019, 2023));
    // One count alone makes no difference.
    without[2].count = points[2].count;
    assert_eq!(recent_trend(SHARE, true, &without), Ok(trend));
}

#[test]
fn the_gp_list_rises() {
    // GP list aged 65 and over, FingertipsNext@d1600f4 `IndicatorTestData.cs`: no limits, so upstream says
    // no change; by counts it rises beyond doubt.
    let counts = [10588957.0, 10547929.0, 10851467.0, 11034431.0, 11246440.0];
    let people = [60458658.0, 60744002.0, 61625745.0, 62418295.0, 63227624.0];
    let point = |nth: usize| Point {
        year: 2020 + nth as i32,
        value: Some(100.0 * counts[nth] / people[nth]),
        limits: None,
        count: Some(counts[nth]),
        denominator: Some(people[nth]),
    };
    let points: Vec<Point> = (0..5).map(point).collect();
    let trend = recent_trend(SHARE, true, &points).expect("a trend");
    assert_eq!(trend.direction, Direction::Increasing);
    super::near(trend.fit.chi_square, 3167.7988, 1e-4);
}

#[test]
fn every_reason_in_its_order() {
    let reason =
        |kind, yearly, points: &[Point]| recent_trend(kind, yearly, points).expect_err("none");
    let good = series(&[10.0, 11.0, 12.0, 13.0, 14.0]);
    let with = |change: fn(&mut Point)| {
        let mut points = good.clone();
        change(&mut points[2]);
        points
    };
    assert_eq!(reason(ValueType::Count, false, &[]), NoTrend::ValueType);
    assert_eq!(reason(RATE, false, &[]), NoTrend::NotYearly);
    assert_eq!(reason(RATE, true, &[]), NoTrend::NoData);
    assert_eq!(reason(RATE, true, &good[1..]), NoTrend::FewPoints);
    assert_eq!(reason(RATE, true, &with(|point| point.value = None)), NoTrend::FewValidPoints);
    assert_eq!(
        reason(SHARE, true, &with(|point| point.denominator = Some(0.0))),
        NoTrend::FewValidPoints
    );
    let whole = with(|point| point.count = point.denominator);
    assert_eq!(reason(SHARE, true, &whole), NoTrend::CountNotBelowDenominator);
    let mut gap = good.clone();
    gap[0].year = 2010;
    assert_eq!(reason(RATE, true, &gap), NoTrend::MissingYear);
    gap[0].year = 2020;
    assert_eq!(reason(RATE, true, &gap), NoTrend::DuplicateYear);
    assert_eq!(reason(RATE, true, &with(|point| point.limits = None)), NoTrend::NoLimits);
    let neither = with(|point| (point.count, point.limits) = (None, None));
    assert_eq!(reason(SHARE, true, &neither), NoTrend::NoLimits);
    let flat = with(|point| point.limits = Limits::of(point.value, point.value));
    assert_eq!(reason(RATE, true, &flat), NoTrend::ZeroWidthLimits);
    assert_eq!(reason(SHARE, true, &with(|point| point.count = Some(0.0))), NoTrend::ZeroCount);
    // Limits alone do not ask for counts.
    assert!(recent_trend(RATE, true, &with(|point| point.count = None)).is_ok());
}

#[test]
fn a_direction_means_what_polarity_says() {
    let up = |polarity| Direction::Increasing.meaning(polarity);
    assert_eq!(up(Polarity::HighIsGood), Meaning::GettingBetter);
    assert_eq!(up(Polarity::LowIsGood), Meaning::GettingWorse);
    assert_eq!(up(Polarity::NoJudgement), Meaning::NotJudged);
    assert_eq!(Direction::NoChange.meaning(Polarity::LowIsGood), Meaning::NoChange);
}
