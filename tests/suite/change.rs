//! The change from the period before, and where a spine is drawn: what is said of small data.

use jsnapack::model::comparison::Class;
use jsnapack::model::pack::{Pack, SpineFacts, SpineReason};
use jsnapack::model::trend::{ChangeReason, Direction, Judgement};

use crate::support::context::{pack, profile, with_texts};

const HEADINGS: &str =
    "Indicator ID,Area Code,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit\n";

fn liverpool(more: &str, rows: &[&str]) -> Pack {
    let text = format!("{HEADINGS}{}\n", rows.join("\n"));
    with_texts(&[text], &profile(more), |context| pack(context, "E08000012"))
}

#[test]
fn a_change_needs_intervals_that_do_not_overlap() {
    for (later, direction, judgement) in [
        ("60,57,63", Direction::Increasing, Judgement::GettingWorse),
        ("40,37,43", Direction::Decreasing, Judgement::GettingBetter),
        ("54,51,57", Direction::NoChange, Judgement::None),
        // Limits that touch overlap.
        ("56,53,59", Direction::NoChange, Judgement::None),
    ] {
        let rows = ["1,E08000012,2022,50,47,53", &format!("1,E08000012,2023,{later}")];
        let change = liverpool("", &rows).indicators["it"].change.clone();
        assert_eq!(
            (change.direction, change.judgement, change.reason),
            (direction, judgement, None)
        );
        assert_eq!(change.value_from, Some(50.0));
        assert_eq!(
            change.value_to.map(|value| value.to_string()),
            later.split(',').next().map(Into::into)
        );
    }
}

#[test]
fn where_no_change_can_be_said_there_is_a_reason() {
    let here = |period: &str, numbers: &str| format!("1,E08000012,{period},{numbers}");
    let wirral = |period: &str| format!("1,E08000015,{period},50,47,53");
    let modelled = "modelled = true\npolarity = \"no-judgement\"\npolarity_basis = \"none\"";
    for (more, rows, reason) in [
        (
            modelled,
            vec![here("2022", "50,47,53"), here("2023", "60,57,63")],
            ChangeReason::Modelled,
        ),
        ("", vec![here("2023", "60,57,63")], ChangeReason::NoEarlierPeriod),
        (
            "",
            vec![here("2019", "50,47,53"), here("2020", "50,47,53"), here("2023", "60,57,63")],
            ChangeReason::Break,
        ),
        (
            "",
            vec![here("2020 - 22", "50,47,53"), here("2021 - 23", "60,57,63")],
            ChangeReason::Overlap,
        ),
        ("", vec![here("2022", "50,47,53"), wirral("2023")], ChangeReason::NoValue),
        ("", vec![here("2023", "60,57,63"), wirral("2022")], ChangeReason::NoEarlierValue),
        ("", vec![here("2022", "50,47,53"), here("2023", "60,,")], ChangeReason::NoInterval),
        (
            "",
            vec![here("2022", "50,50,50"), here("2023", "60,57,63")],
            ChangeReason::NoEarlierInterval,
        ),
    ] {
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let change = liverpool(more, &rows).indicators["it"].change.clone();
        assert_eq!(change.direction, Direction::CannotBeCalculated, "{rows:?}");
        assert_eq!(change.reason, Some(reason), "{rows:?}");
        assert!(!change.class_changed);
    }
    // Pooled years that don't overlap are two periods like any other.
    let rows = [here("2018 - 20", "50,47,53"), here("2021 - 23", "60,57,63")];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    assert_eq!(liverpool("", &rows).indicators["it"].change.direction, Direction::Increasing);
}

#[test]
fn a_class_changes_only_with_its_value() {
    let england = "1,E92000001,2022,50,49,51";
    for (benchmark, later, class, changed) in [
        // The value rose from similar to worse.
        ("50,49,51", "60,57,63", Class::Worse, true),
        // The value stayed, and England fell away from it.
        ("40,39,41", "50,47,53", Class::Worse, false),
        // The value fell, England fell more.
        ("30,29,31", "40,37,43", Class::Worse, false),
        ("50,49,51", "50,47,53", Class::Similar, false),
    ] {
        let rows = [
            england,
            &format!("1,E92000001,2023,{benchmark}"),
            "1,E08000012,2022,50,47,53",
            &format!("1,E08000012,2023,{later}"),
        ];
        let pack = liverpool("", &rows);
        let change = &pack.indicators["it"].change;
        assert_eq!((change.class_from, change.class_to), (Some(Class::Similar), Some(class)));
        assert_eq!(change.class_changed, changed, "{later}");
        let view = jsnapack::present::view(&pack).indicators["it"].change.clone();
        let words = changed.then(|| "was similar to England, now worse".to_owned());
        assert_eq!(view.class_change, words);
        assert!(!view.phrase.contains("significant"), "{}", view.phrase);
    }
}

#[test]
fn a_spine_has_its_areas_or_a_reason() {
    let rows = [
        "1,E92000001,2023,50,49,51",
        "1,E08000011,2023,40,39,41",
        "1,E08000012,2023,60,57,63",
        "1,E08000013,2023,45,44,46",
        "1,E08000014,2023,55,54,56",
        // A tiny area: in no pool, whatever its value.
        "1,E09000001,2023,900,800,990",
    ];
    let not_drawn = |pack: &Pack| match pack.indicators["it"].spine {
        SpineFacts::NotDrawn { reason } => Some(reason),
        SpineFacts::Drawn { .. } => None,
    };
    let few = liverpool("", &rows);
    assert_eq!(not_drawn(&few), Some(SpineReason::TooFewAreas));
    let view = jsnapack::present::view(&few);
    assert_eq!(view.indicators["it"].spine_reason.as_deref(), Some("too few areas have a value"));
    let always = liverpool("always_show_spine = true", &rows);
    let SpineFacts::Drawn { left, right, area, .. } = always.indicators["it"].spine else {
        panic!("{:?}", always.indicators["it"].spine);
    };
    // Low is good: 60, the highest of the four, is the worst and at the left end.
    assert_eq!((left, right, area), (0.0, 1.0, 0.0));
    assert_eq!(always.indicators["it"].pool.map(|pool| pool.max), Some(60.0));
    let text = format!("{HEADINGS}{}\n", rows.join("\n"));
    let tiny = with_texts(&[text], &profile("always_show_spine = true"), |context| {
        pack(context, "E09000001")
    });
    assert_eq!(not_drawn(&tiny), Some(SpineReason::OutsidePool));
    assert_eq!(tiny.indicators["it"].rank, None);
}
