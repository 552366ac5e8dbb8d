//! What `LibreOffice` makes of the workbooks. Passed over where it isn't installed, unless `JSNAPACK_REQUIRE_TOOLS` is set.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use jsnapack::{present, tables};

use super::{csv_rows, run, views};
use crate::support::asked;
use crate::support::packs::{LIVERPOOL, RUTLAND};
use crate::support::workspace::Workspace;

/// Cells as they are, or as they are shown: commas, UTF-8, every sheet a file.
const AS_THEY_ARE: &str = "44,34,76,1,,0,false,true,false,false,false,-1";
const AS_SHOWN: &str = "44,34,76,1,,0,false,true,true,false,false,-1";

/// Every sheet as rows of CSV, by name; nothing where the program isn't installed.
fn converted(ods: &[u8], how: &str) -> Option<BTreeMap<String, Vec<Vec<String>>>> {
    let workspace = Workspace::new();
    let book = workspace.path("book.ods");
    fs::write(&book, ods).unwrap();
    // A folder of its own for settings: it may be running elsewhere.
    let settings = format!("-env:UserInstallation=file://{}", workspace.path("settings").display());
    let filter = format!("csv:Text - txt - csv (StarCalc):{how}");
    let arguments = ["--headless", "--convert-to", &filter, "--outdir", "sheets", "book.ods"];
    let mut command = Command::new("soffice");
    command.arg(settings).args(arguments).current_dir(book.parent().unwrap());
    match command.output() {
        Ok(output) => {
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "soffice: {errors}");
            let files = workspace.files().into_iter();
            let sheets = files.filter_map(|(path, bytes)| {
                let name = path.strip_prefix("sheets/book-")?.strip_suffix(".csv")?;
                Some((name.to_owned(), csv_rows(&bytes)))
            });
            let sheets: BTreeMap<_, _> = sheets.collect();
            assert!(!sheets.is_empty(), "soffice wrote nothing: {errors}");
            Some(sheets)
        }
        Err(error) => {
            let missing = format!("`soffice` can't be run: {error}");
            assert!(!asked("JSNAPACK_REQUIRE_TOOLS"), "{missing}");
            println!("skipped: {missing}");
            None
        }
    }
}

/// Codes back to the nothing that CSV files have for them.
fn without_codes(text: &str) -> &str {
    if ["[c]", "[x]", "[z]"].contains(&text) { "" } else { text }
}

fn same(one: &str, other: &str) -> bool {
    match (one.parse::<f64>(), other.parse::<f64>()) {
        // The program writes 15 digits.
        (Ok(one), Ok(other)) => (one - other).abs() <= 1e-13 * one.abs().max(other.abs()),
        _ => one == other,
    }
}

/// Fails unless the table of a sheet is a CSV file.
fn is_csv(sheet: &[Vec<String>], csv: &[Vec<String>]) {
    let head = sheet.iter().position(|row| *row == csv[0]).expect("no headings");
    let rows = &sheet[head..];
    assert_eq!(rows.len(), csv.len());
    for (row, wanted) in rows.iter().zip(csv) {
        assert_eq!(row.len(), wanted.len(), "{row:?}");
        for (cell, wanted) in row.iter().zip(wanted) {
            assert!(same(without_codes(cell), wanted), "{cell:?} for {wanted:?} in {row:?}");
        }
    }
}

#[test]
fn libreoffice_turns_a_pack_back_into_its_csv() {
    for area in [LIVERPOOL, RUTLAND] {
        let view = &views()[area];
        let Some(sheets) =
            converted(&tables::pack_ods(view, tables::Imprint::default()).unwrap(), AS_THEY_ARE)
        else {
            return;
        };
        is_csv(&sheets["Data"], &csv_rows(&present::data_csv(view).unwrap()));
        assert!(
            sheets.contains_key("Cover") && sheets.contains_key("Adversity"),
            "{:?}",
            sheets.keys()
        );
    }
}

#[test]
fn libreoffice_turns_a_run_back_into_its_summary() {
    let (workspace, ods) = run::built();
    let Some(sheets) = converted(&ods, AS_THEY_ARE) else {
        return;
    };
    let csv = csv_rows(&fs::read(workspace.path("packs/summary.csv")).unwrap());
    let mut rows = 0;
    for (name, sheet) in &sheets {
        let Some(head) = sheet.iter().position(|row| *row == csv[0]) else {
            assert!(name == "Cover" || name == "Columns", "{name}");
            continue;
        };
        for row in &sheet[head + 1..] {
            rows += 1;
            let is_row = |wanted: &Vec<String>| {
                let mut pairs = row.iter().zip(wanted);
                pairs.all(|(cell, wanted)| same(without_codes(cell), wanted))
            };
            assert!(csv.iter().any(is_row), "{name}: {row:?}");
        }
    }
    assert!(rows >= csv.len() - 1, "{rows} rows");
}

#[test]
fn numbers_are_shown_as_on_the_page() {
    let view = &views()[LIVERPOOL];
    let Some(sheets) =
        converted(&tables::pack_ods(view, tables::Imprint::default()).unwrap(), AS_SHOWN)
    else {
        return;
    };
    let mut compared = 0;
    for topic in &view.topics {
        let id = topic.id.replace('-', "_");
        let sheet = sheets.iter().find(|(name, _)| name.eq_ignore_ascii_case(&id)).unwrap().1;
        let head = sheet.iter().position(|row| row[0] == "Indicator").unwrap();
        let at = |name: &str| sheet[head].iter().position(|heading| heading == name).unwrap();
        for (row, slug) in sheet[head + 1..].iter().zip(&topic.indicators) {
            let it = &view.indicators[slug];
            let page = |text: &str| text.trim_end_matches('%').replace('\u{2212}', "-");
            let limits = [at("Lower 95% limit"), at("Upper 95% limit")].map(|at| row[at].as_str());
            if it.has_value {
                compared += 1;
                // Pages write a hundred per cent without decimals.
                let whole = |text: &str| text.replace("100.0", "100");
                assert_eq!(whole(&row[at("Value")]), page(&it.value), "{slug}");
                if !it.interval.is_empty() {
                    let interval = page(&it.interval);
                    assert_eq!(whole(&limits.join(" to ")), whole(&interval), "{slug}");
                }
                if !it.count.is_empty() {
                    assert_eq!(row[at("Count")], it.count, "{slug}");
                }
            }
        }
    }
    assert!(compared > 30, "{compared} numbers");
}

#[test]
fn spaces_tabs_and_formulas_reach_the_cell() {
    let mut view = views()[LIVERPOOL].clone();
    let texts = ["  two  spaces ", "a\tb", "=1+1", "one\ntwo", "+cmd|' /C calc'!A0"];
    for (row, text) in view.data.iter_mut().zip(texts) {
        row.note = text.to_owned();
    }
    let Some(sheets) =
        converted(&tables::pack_ods(&view, tables::Imprint::default()).unwrap(), AS_THEY_ARE)
    else {
        return;
    };
    let sheet = &sheets["Data"];
    let head = sheet.iter().position(|row| row[0] == "indicator_id").unwrap();
    let at = sheet[head].iter().position(|heading| heading == "note").unwrap();
    for (row, text) in sheet[head + 1..].iter().zip(texts) {
        assert_eq!(row[at], text.replace('\t', " "));
    }
}
