//! Which rows a recent trend is made from, and the reason where there is none.

use jsnapack::compare::cross_check::cross_check;
use jsnapack::model::comparison::Provenance;
use jsnapack::model::trend::{Direction, Trend, TrendReason};

use crate::support::context::{pack, profile, with_texts};

const HEADINGS: &str = "Indicator ID,Area Code,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,\
    Count,Denominator,Time period range,Recent Trend\n";
const SHARE: &str = "value_type = \"proportion\"\nunit = \"%\"";

/// A row of Liverpool: its period, its numbers, and how long the period is.
fn row(period: &str, numbers: &str, range: &str) -> String {
    format!("1,E08000012,{period},{numbers},{range},\n")
}

/// Yearly rows that rise from 2019 to 2023, each with limits and a count; `nth` has other numbers.
fn rising(nth: usize, numbers: &str) -> Vec<String> {
    let good = [
        "20,18,22,200,1000",
        "25,23,27,250,1000",
        "30,28,32,300,1000",
        "35,33,37,350,1000",
        "40,38,42,400,1000",
    ];
    let numbers = good.iter().enumerate().map(|(at, it)| if at == nth { numbers } else { it });
    numbers.zip(2019..).map(|(numbers, year)| row(&year.to_string(), numbers, "1y")).collect()
}

fn trend(more: &str, rows: &[String]) -> Trend {
    let text = format!("{HEADINGS}{}", rows.concat());
    with_texts(&[text], &profile(more), |context| pack(context, "E08000012").indicators["it"].trend)
}

/// What rows of a percentage answer: a direction or a reason.
fn answer(rows: &[String]) -> Result<Direction, TrendReason> {
    let trend = trend(SHARE, rows);
    trend.reason.map_or(Ok(trend.direction), Err)
}

const NONE: usize = 9;

#[test]
fn a_row_that_contradicts_itself_makes_no_trend() {
    assert_eq!(answer(&rising(NONE, "")), Ok(Direction::Increasing));
    for numbers in [
        // The value lies outside its own limits.
        "30,2,3,300,1000",
        // 10 out of 100 are not 30%.
        "30,28,32,10,100",
        "30,28,32,300,0",
        "30,28,32,300,-1",
        "30,28,32,300,100",
        "30,28,32,-300,1000",
    ] {
        for nth in [0, 2, 4] {
            let reason = answer(&rising(nth, numbers));
            assert_eq!(reason, Err(TrendReason::Contradiction), "{nth}: {numbers}");
        }
    }
    // Counts rounded to the nearest five give the value all the same.
    assert_eq!(answer(&rising(2, "30.2,28,32,300,1000")), Ok(Direction::Increasing));
    // A rate is made from its limits: equal ones have no standard error.
    let flat = rising(2, "30,30,30,,");
    assert_eq!(trend("", &flat).reason, Some(TrendReason::Contradiction));
    let outside = rising(2, "30,2,3,,");
    assert_eq!(trend("", &outside).reason, Some(TrendReason::Contradiction));
    // A missing value that is newer is the first thing that is wrong.
    let mut rows = rising(1, "25,2,3,250,1000");
    rows[3] = row("2022", ",,,,", "1y");
    assert_eq!(answer(&rows), Err(TrendReason::FewerThanFiveValid));
    // Before the latest five it doesn't matter.
    let mut rows = rising(NONE, "");
    rows.push(row("2018", "50,2,3,10,100", "1y"));
    assert_eq!(answer(&rows), Ok(Direction::Increasing));
}

#[test]
fn the_publishers_trend_does_not_stand_in_for_a_contradiction() {
    let rows =
        rising(4, "40,2,3,400,1000").concat().replace("400,1000,1y,", "400,1000,1y,Increasing");
    assert!(rows.contains("Increasing"));
    let text = format!("{HEADINGS}{rows}");
    with_texts(&[text], &profile(SHARE), |context| {
        let trend = pack(context, "E08000012").indicators["it"].trend;
        assert_eq!(
            (trend.direction, trend.source),
            (Direction::CannotBeCalculated, Provenance::None)
        );
        let found = cross_check(context);
        assert_eq!(found.indicators[0].trends.not_recomputed, 1);
    });
}

#[test]
fn only_the_latest_five_periods_must_be_years() {
    let mut rows = rising(NONE, "");
    rows.insert(0, row("2013 - 15", "20,19,21,200,1000", "3y"));
    assert_eq!(answer(&rows), Ok(Direction::Increasing));
    // Among the latest five it is the reason, and comes before every reason of their number.
    rows.remove(1);
    assert_eq!(answer(&rows), Err(TrendReason::LongPeriod));
    let pooled = |numbers: &str| [row("2021 - 23", numbers, "3y")];
    assert_eq!(answer(&pooled("20,19,21,200,1000")), Err(TrendReason::LongPeriod));
    let mut few = vec![row("2021 - 23", ",,,,", "3y")];
    few.push("1,E08000015,2021 - 23,20,19,21,200,1000,3y,\n".to_owned());
    assert_eq!(answer(&few), Err(TrendReason::LongPeriod));
}

#[test]
fn one_count_among_five_leaves_a_trend_by_limits() {
    let rows = |without: &str| -> Vec<String> {
        let rows = rising(NONE, "");
        rows.iter()
            .map(
                |row| if row.contains("2022") { row.clone() } else { without_counts(row, without) },
            )
            .collect()
    };
    fn without_counts(row: &str, limits: &str) -> String {
        let cells: Vec<&str> = row.split(',').collect();
        let limits =
            if limits.is_empty() { format!("{},{}", cells[4], cells[5]) } else { ",".into() };
        format!("{},{limits},,,1y,\n", cells[..4].join(","))
    }
    assert_eq!(answer(&rows("")), Ok(Direction::Increasing));
    // With neither, it is the limits that are lacking: no value is missing.
    assert_eq!(answer(&rows("none")), Err(TrendReason::NoLimits));
}
