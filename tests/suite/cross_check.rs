//! The publisher's results against ours: for each named reason, data of which it holds, and which answer is shown.

use jsnapack::compare::cross_check::cross_check;
use jsnapack::model::comparison::Provenance;
use jsnapack::model::cross_check::{Rule, Verdict};
use jsnapack::model::trend::Direction;

use crate::support::context::{pack, profile, with_texts};

const HEADINGS: &str = "Indicator ID,Area Code,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,\
    Lower CI 99.8 limit,Upper CI 99.8 limit,Count,Denominator,Time period Sortable,\
    Compared to England value or percentiles,Recent Trend\n";

const ENGLAND: &str = "1,E92000001,2023,50,49,51,,,,,20230000,,\n";

/// A row of Liverpool: value to denominator, what the publisher says.
fn liverpool(numbers: &str, published: &str) -> String {
    format!("1,E08000012,2023,{numbers},20230000,{published},\n")
}

/// Yearly rows of Liverpool up to 2023, each its value to denominator; the last has a trend.
fn years(rows: &[&str], trend: &str) -> String {
    let first = 2024 - rows.len();
    let mut out = String::new();
    for (nth, numbers) in rows.iter().enumerate() {
        let year = first + nth;
        let trend = if nth + 1 == rows.len() { trend } else { "" };
        out += &format!("1,E08000012,{year},{numbers},{year}0000,,{trend}\n");
    }
    out
}

/// The one difference in some files.
fn rule(more: &str, files: &[String]) -> Rule {
    let texts: Vec<String> = files.iter().map(|rows| format!("{HEADINGS}{rows}")).collect();
    let found = with_texts(&texts, &profile(more), cross_check);
    let [difference] = found.differences.as_slice() else {
        panic!("{:#?}", found.differences);
    };
    difference.rule
}

#[test]
fn every_reason_is_found_where_it_holds() {
    let with_england = |rows: String| vec![format!("{ENGLAND}{rows}")];
    let worse = "60,57,63,,,,";
    let seven = |published: &str| {
        let codes = [
            "E08000011",
            "E08000013",
            "E08000014",
            "E08000012",
            "E08000015",
            "E06000006",
            "E06000008",
        ];
        let mut rows = ENGLAND.to_owned();
        for (nth, code) in codes.into_iter().enumerate() {
            let published = if code == "E08000012" { published } else { "" };
            rows += &format!("1,{code},2023,{},,,,,,,20230000,{published},\n", nth + 1);
        }
        vec![rows]
    };
    let unjudged = "polarity = \"no-judgement\"\npolarity_basis = \"none\"";
    let wide = "1,E92000001,2023,50,40,59,,,,,20230000,,\n";
    let rising = ["10,9,11,,,,", "20,19,21,,,,", "30,29,31,,,,", "40,39,41,,,,", "50,49,51,,,,"];
    for (expected, more, files) in [
        (Rule::NotMeantForComparison, "method = \"none\"", with_england(liverpool(worse, "Worse"))),
        (
            Rule::UnusableBenchmark,
            "",
            with_england(ENGLAND.replace("50", "52") + &liverpool(worse, "Worse")),
        ),
        (Rule::ContradictoryRow, "", with_england(liverpool("70,57,63,,,,", "Worse"))),
        (
            Rule::ComputedLimits,
            "compute_intervals = true",
            with_england(liverpool("60,,,,,600,100000", "Not compared")),
        ),
        (Rule::PublisherDoesNotCompare, "", with_england(liverpool(worse, "Not compared"))),
        (Rule::MethodWithoutInterval, "method = \"quintiles\"", seven("Not compared")),
        (Rule::OtherWords, "", with_england(liverpool(worse, "Higher"))),
        (Rule::OtherWords, unjudged, with_england(liverpool(worse, "Worse"))),
        (Rule::OppositePolarity, "", with_england(liverpool(worse, "Better"))),
        // Seven areas dealt into fifths are two, two, one, one and one.
        (
            Rule::DealtFifths,
            &format!("method = \"quintiles\"\n{unjudged}"),
            seven("2nd lowest quintile"),
        ),
        (Rule::OtherLevel, "", with_england(liverpool("60,57,63,49,71,,", "Similar"))),
        (Rule::OtherLevel, "", with_england(liverpool("60,57,63,55,65,,", "Worse 99.8%"))),
        (Rule::RoundedNumbers, "", with_england(liverpool("60.5,50.5,63.5,,,,", "Similar"))),
        (Rule::OtherMethod, "", vec![format!("{wide}{}", liverpool(worse, "Similar"))]),
        (Rule::BenchmarkFromAnotherFile, "", vec![ENGLAND.to_owned(), liverpool(worse, "Similar")]),
        (Rule::PublisherGivesNoTrend, "", vec![years(&rising, "Cannot be calculated")]),
        (
            Rule::WithoutOutlierRule,
            "",
            vec![years(
                &["10,9,11,,,,", "10,9,11,,,,", "10,9,11,,,,", "10,9,11,,,,", "20,19,21,,,,"],
                "Increasing",
            )],
        ),
        (
            Rule::OtherTrendMethod,
            "value_type = \"proportion\"\nunit = \"%\"",
            vec![years(
                &[
                    "10,9.9,10.1,,,10,100",
                    "11,10.9,11.1,,,11,100",
                    "12,11.9,12.1,,,12,100",
                    "13,12.9,13.1,,,13,100",
                    "14,13.9,14.1,,,14,100",
                ],
                "Increasing",
            )],
        ),
        (
            Rule::TrendUpToYearBefore,
            "",
            vec![years(&[&rising[..], &["10,9,11,,,,"]].concat(), "Increasing and getting worse")],
        ),
        (
            Rule::NearBound,
            "",
            vec![years(
                &["11,9,13,,,,", "12,10,14,,,,", "13,11,15,,,,", "14,12,16,,,,", "15,13,17,,,,"],
                "No significant change",
            )],
        ),
        (Rule::Unexplained, "", with_england(liverpool(worse, "Similar"))),
    ] {
        assert_eq!(rule(more, &files), expected, "{files:?}");
    }
}

#[test]
fn a_published_trend_that_differs_is_shown_and_ours_is_kept() {
    let rows = ["10,9,11,,,,", "20,19,21,,,,", "30,29,31,,,,", "40,39,41,,,,", "50,49,51,,,,"];
    for (published, shown, source, ours) in [
        ("Decreasing", Direction::Decreasing, Provenance::Published, Some(Direction::Increasing)),
        ("Increasing", Direction::Increasing, Provenance::Recomputed, None),
        // That the publisher has none is no finding to put in the place of ours.
        ("Cannot be calculated", Direction::Increasing, Provenance::Recomputed, None),
        ("", Direction::Increasing, Provenance::Recomputed, None),
    ] {
        let text = format!("{HEADINGS}{}", years(&rows, published));
        let pack = with_texts(&[text], &profile(""), |context| pack(context, "E08000012"));
        let trend = pack.indicators["it"].trend;
        assert_eq!((trend.direction, trend.source, trend.ours), (shown, source, ours));
        let differs = !["Increasing", ""].contains(&published);
        assert_eq!(pack.differences.len(), usize::from(differs), "{published}");
        let notices = jsnapack::present::view(&pack).notices;
        let told =
            notices.iter().any(|notice| notice.contains("worked out here: increasing (2023)"));
        assert_eq!(told, differs, "{notices:?}");
    }
}

#[test]
fn an_area_is_told_only_of_its_own_differences() {
    let wirral = liverpool("60,57,63,,,,", "Better").replace("E08000012", "E08000015");
    let text = format!("{HEADINGS}{ENGLAND}{wirral}{}", liverpool("60,57,63,,,,", "Worse"));
    with_texts(&[text], &profile(""), |context| {
        let differences = pack(context, "E08000015").differences;
        assert_eq!(differences.len(), 1);
        assert_eq!(serde_json::to_value(differences[0].ours).unwrap(), "worse");
        assert!(matches!(differences[0].published, Verdict::Class(_)));
        assert!(pack(context, "E08000012").differences.is_empty());
    });
}
