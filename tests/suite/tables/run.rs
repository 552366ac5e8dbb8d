//! The workbook of a whole run: the same rows as `summary.csv`, a sheet a topic.

use std::collections::BTreeSet;

use calamine::Data;
use jsnapack::runs::{self, Store};
use jsnapack::tables::{self, Run};

use super::{csv_rows, is_same, sheets, table};
use crate::support::workspace::Workspace;

/// A folder of results and its workbook.
pub fn built() -> (Workspace, Vec<u8>) {
    let workspace = Workspace::new();
    let areas = "Liverpool Rutland \"City of London\" \"North West\"";
    workspace.run(&format!("build {areas} --template one-page-summary --out packs")).ends(0);
    let store = Store::new(&workspace.path("packs"));
    let ods = ods(&store);
    (workspace, ods)
}

pub fn ods(store: &Store) -> Vec<u8> {
    let records = store.records().unwrap();
    tables::run_ods(&Run { rows: &|to| runs::summary_rows(store, &records, to) }).unwrap()
}

#[test]
fn a_run_has_the_rows_of_its_summary_by_topic() {
    let (workspace, bytes) = built();
    let csv = csv_rows(&std::fs::read(workspace.path("packs/summary.csv")).unwrap());
    let sheets = sheets(&bytes);
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.len(), 8, "{names:?}");
    assert_eq!((names[0], names[7]), ("Cover", "Columns"));
    let mut seen = BTreeSet::new();
    for (name, sheet) in &sheets[1..7] {
        let (_, headings, rows) = table(sheet);
        assert_eq!(headings, csv[0], "{name}");
        let mut places = Vec::new();
        for row in rows {
            let same =
                |texts: &Vec<String>| row.iter().zip(texts).all(|(cell, text)| is_same(cell, text));
            let place = csv.iter().position(same);
            places.push(place.unwrap_or_else(|| panic!("{name}: {row:?} is not in summary.csv")));
        }
        assert!(places.is_sorted() && places.len() > 10, "{name}: {} rows", places.len());
        seen.extend(places);
    }
    assert_eq!(seen.len(), csv.len() - 1, "rows of the summary that no sheet has");
    let (_, headings, rows) = table(&sheets[1].1);
    let at = headings.iter().position(|heading| heading == "value").unwrap();
    assert!(rows.iter().any(|row| matches!(row[at], Data::Float(_))));
    assert!(bytes == ods(&Store::new(&workspace.path("packs"))), "other bytes");
}

#[test]
fn records_without_topics_have_a_sheet_too() {
    let (workspace, _) = built();
    let store = Store::new(&workspace.path("packs"));
    for (path, _) in store.records().unwrap() {
        let path = workspace.path("packs").join(path);
        let text = std::fs::read_to_string(&path).unwrap();
        // As records were before they had topics.
        let text = text.replace("\"topics\":[", "\"were_topics\":[");
        std::fs::write(path, text).unwrap();
    }
    let sheets = sheets(&ods(&store));
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Cover", "Other_indicators", "Columns"]);
    let csv = csv_rows(&std::fs::read(workspace.path("packs/summary.csv")).unwrap());
    assert_eq!(table(&sheets[1].1).2.len(), csv.len() - 1);
}
