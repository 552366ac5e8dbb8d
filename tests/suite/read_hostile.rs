//! Nothing in a file makes reading fall over: it reads, or says what is wrong.

use std::path::Path;

use jsnapack::model::directory::Directory;
use jsnapack::read::{self, Input};
use proptest::prelude::*;

const CELLS: [&str; 24] = [
    "",
    "90284",
    "1",
    "E08000012",
    "E12000002",
    "England",
    "Region",
    "County & UA",
    "2023",
    "2023/24",
    "2011 - 13",
    "20230000",
    "3y",
    "12.5",
    "-1e300",
    "74,588",
    "*",
    "[u]",
    "\"",
    "\"a,b\"",
    "<b>x</b>",
    "&amp;&#0;&#x110000;",
    "\n",
    "é\u{feff}\0",
];

const HEADINGS: [&str; 12] = [
    "Indicator ID",
    "Area Code",
    "Time period",
    "Value",
    "Area Type",
    "Lower CI 95.0 limit",
    "Upper CI 95.0 limit",
    "Count",
    "Denominator",
    "Value note",
    "Time period Sortable",
    "Category",
];

fn reads(bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.csv");
    std::fs::write(&path, bytes).unwrap();
    if let Err(problems) = read::dataset(&[Input::Path(path)], &Directory::default()) {
        assert!(!problems.to_string().is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        reads(&bytes);
    }

    #[test]
    fn any_cells(rows in prop::collection::vec(prop::collection::vec(0..CELLS.len(), 10..14), 0..20)) {
        let mut text = HEADINGS.join(",");
        for row in rows {
            text.push('\n');
            text.push_str(&row.into_iter().map(|cell| CELLS[cell]).collect::<Vec<_>>().join(","));
        }
        reads(text.as_bytes());
    }

    #[test]
    fn any_period(label in "[0-9AaJjQq/ –-]{0,14}|\\PC{0,12}", sort in "[0-9]{0,9}", range in "[0-9yqm]{0,6}") {
        let heading = "Indicator ID,Area Code,Time period,Value,Time period Sortable,Time period range";
        reads(format!("{heading}\n1,E08000012,\"{}\",1,{sort},{range}\n", label.replace('"', "")).as_bytes());
    }

    #[test]
    fn any_profile(text in "(title|topic|\\[\\[indicator\\]\\]|slug|id|=|\"x\"|\\[|\\]|\n| |é){0,30}") {
        let _ = read::profile(&text, Path::new("profile.toml"));
    }

    #[test]
    fn any_typed_area(typed in "\\PC{0,20}") {
        let list = read::directory(
            include_bytes!("../../data/areas.csv"),
            include_bytes!("../../data/area_changes.csv"),
        ).unwrap();
        let _ = list.find(&typed);
    }
}

/// A cell of a megabyte of open tags takes no longer than any other.
#[test]
fn a_cell_of_open_tags_is_quick() {
    let cell = "<a".repeat(500_000);
    reads(
        format!("Indicator ID,Area Code,Time period,Value,Value note\n1,E08000012,2023,1,{cell}\n")
            .as_bytes(),
    );
}
