//! Text that tries to be more: formulas, mark-up, control characters, lengths.

use calamine::Data;
use jsnapack::{present, tables};

use super::{csv_rows, named, part, sheets, table, views};
use crate::support::packs::LIVERPOOL;

const FORMULAS: [&str; 5] = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1"];

#[test]
fn formulas_stay_text() {
    for formula in FORMULAS {
        let mut view = views()[LIVERPOOL].clone();
        view.data[0].note = formula.to_owned();
        let slug = view.data[0].slug.clone();
        view.indicators.get_mut(&slug).unwrap().label = formula.to_owned();
        let ods = tables::pack_ods(&view, tables::Imprint::default()).unwrap();
        assert!(!part(&ods, "content.xml").contains("table:formula"));
        let sheets = sheets(&ods);
        let (_, headings, rows) = table(named(&sheets, "Data"));
        let at = headings.iter().position(|heading| heading == "note").unwrap();
        assert_eq!(rows[0][at], Data::String(formula.replace('\t', " ")));
        let csv = csv_rows(&present::data_csv(&view).unwrap());
        assert_eq!(csv[1][at], format!("'{formula}"));
        // Numbers are no text: one below zero stays as it is.
        view.data[0].value = Some(-1.5);
        let csv = csv_rows(&present::data_csv(&view).unwrap());
        let at = headings.iter().position(|heading| heading == "value").unwrap();
        assert_eq!(csv[1][at], "-1.5");
    }
}

#[test]
fn a_lone_sign_is_no_formula() {
    let mut view = views()[LIVERPOOL].clone();
    view.data[0].note = "-".to_owned();
    let csv = csv_rows(&present::data_csv(&view).unwrap());
    assert!(csv[1].contains(&"-".to_owned()), "{:?}", csv[1]);
}

#[test]
fn marks_controls_and_lengths_come_through() {
    let long = "long ".repeat(8000);
    for (text, read) in [
        ("<b>&amp; \"'</b>", "<b>&amp; \"'</b>"),
        ("a\u{0}b\u{1b}[31m\u{ffff}", "a\u{fffd}b\u{fffd}[31m\u{fffd}"),
        ("one\ntwo", "one\ntwo"),
        (long.trim_end(), long.trim_end()),
        (
            "\u{202e}right to left, e\u{301}, \u{1f600}",
            "\u{202e}right to left, e\u{301}, \u{1f600}",
        ),
    ] {
        let mut view = views()[LIVERPOOL].clone();
        view.area.name = text.to_owned();
        view.data[0].note = text.to_owned();
        view.topics[0].id = text.chars().take(40).collect();
        let ods = tables::pack_ods(&view, tables::Imprint::default()).unwrap();
        let sheets = sheets(&ods);
        let (_, headings, rows) = table(named(&sheets, "Data"));
        let at = headings.iter().position(|heading| heading == "note").unwrap();
        assert_eq!(rows[0][at], Data::String(read.to_owned()));
    }
}

#[test]
fn topics_named_alike_or_like_our_sheets_are_told_apart() {
    let mut view = views()[LIVERPOOL].clone();
    for (topic, id) in view.topics.iter_mut().zip(["data", "DATA", "1", "", "notes", "cover"]) {
        topic.id = id.to_owned();
    }
    let names: Vec<String> = sheets(&tables::pack_ods(&view, tables::Imprint::default()).unwrap())
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    for name in ["Data_2", "DATA_3", "Topic_1", "Topic_", "Notes_2", "Cover_2"] {
        assert!(names.iter().any(|other| other == name), "no {name} in {names:?}");
    }
}
