//! The spreadsheets: read back by an independent reader, held to the CSV files and to the rules of the Government
//! Statistical Service.

mod hostile;
mod office;
mod run;
mod structure;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::OnceLock;

use calamine::{Data, Ods, Reader};
use jsnapack::model::view::View;
use jsnapack::{present, tables};
use zip::ZipArchive;

use crate::support::context::{self, Intervals};
use crate::support::packs::{CITY_OF_LONDON, ENGLAND, LIVERPOOL, NORTH_WEST, RUTLAND};

const AREAS: [&str; 5] = [LIVERPOOL, RUTLAND, CITY_OF_LONDON, NORTH_WEST, ENGLAND];

/// How many lines stand above a table: its title, the mark of made-up numbers, the number of tables.
const LEAST_ABOVE: usize = 3;

/// A sheet's cells, row by row.
pub type Sheet = Vec<Vec<Data>>;

/// The Views of some areas of the illustrative data.
pub fn views() -> &'static BTreeMap<&'static str, View> {
    static VIEWS: OnceLock<BTreeMap<&'static str, View>> = OnceLock::new();
    VIEWS.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        let profile = std::fs::read_to_string(root.join("profile.toml")).unwrap();
        let data = [root.join("illustrative")];
        context::with(&data, &profile, Intervals::AsGiven, |context| {
            let view = |area| (area, present::view(&context::pack(context, area)));
            AREAS.into_iter().map(view).collect()
        })
    })
}

/// Every sheet by name, in order.
pub fn sheets(ods: &[u8]) -> Vec<(String, Sheet)> {
    let mut book = Ods::new(Cursor::new(ods.to_vec())).unwrap();
    let names = book.sheet_names();
    let sheet = |name: String| {
        let range = book.worksheet_range(&name).unwrap();
        assert_eq!(range.start(), Some((0, 0)), "{name} doesn't begin in A1");
        (name, range.rows().map(<[Data]>::to_vec).collect())
    };
    names.into_iter().map(sheet).collect()
}

/// A part of the file as text.
pub fn part(ods: &[u8], name: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(ods)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

pub fn words(cell: &Data) -> String {
    match cell {
        Data::String(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        Data::Empty => String::new(),
        other => panic!("{other:?} is no cell of ours"),
    }
}

/// Splits a sheet into what stands above its table, the headings and the rows. The headings' row is the first with
/// more than one cell.
pub fn table(sheet: &Sheet) -> (&[Vec<Data>], Vec<String>, &[Vec<Data>]) {
    let filled = |row: &Vec<Data>| row.iter().filter(|cell| **cell != Data::Empty).count();
    let head = sheet.iter().position(|row| filled(row) > 1).expect("no table");
    let headings = sheet[head].iter().map(words).collect();
    (&sheet[..head], headings, &sheet[head + 1..])
}

/// The sheet of a name.
pub fn named<'a>(sheets: &'a [(String, Sheet)], name: &str) -> &'a Sheet {
    let found = sheets.iter().find(|(other, _)| other == name);
    &found.unwrap_or_else(|| panic!("no sheet {name}")).1
}

/// A cell of a sheet against the same of a CSV file: the same words or the same number; a code for no number.
pub fn is_same(cell: &Data, csv: &str) -> bool {
    match cell {
        Data::Float(number) => csv.parse() == Ok(*number),
        Data::String(code) if csv.is_empty() => ["[c]", "[x]", "[z]"].contains(&code.as_str()),
        Data::String(text) => text == csv,
        Data::Empty => csv.is_empty(),
        _ => false,
    }
}

/// The rows of a CSV file, headings first.
pub fn csv_rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
    rows.collect()
}

#[test]
fn data_sheet_says_what_the_csv_says() {
    for (area, view) in views() {
        let csv = csv_rows(&present::data_csv(view).unwrap());
        let sheets = sheets(&tables::pack_ods(view, tables::Imprint::default()).unwrap());
        let (_, headings, rows) = table(named(&sheets, "Data"));
        assert_eq!(headings, csv[0], "{area}");
        assert!(rows.len() > 100 && rows.len() == csv.len() - 1, "{area}: {} rows", rows.len());
        for (cells, texts) in rows.iter().zip(&csv[1..]) {
            for ((cell, text), heading) in cells.iter().zip(texts).zip(&headings) {
                assert!(is_same(cell, text), "{area}, {heading}: {cell:?} and {text:?}");
            }
        }
    }
}

#[test]
fn no_number_is_a_code_and_never_zero_or_blank() {
    let mut codes: BTreeMap<String, usize> = BTreeMap::new();
    for (area, view) in views() {
        let sheets = sheets(&tables::pack_ods(view, tables::Imprint::default()).unwrap());
        for name in ["Data", "Periods", "Groups"] {
            let Some((_, sheet)) = sheets.iter().find(|(other, _)| other == name) else {
                continue;
            };
            let (_, headings, rows) = table(sheet);
            let column = |names: [&str; 2]| {
                headings.iter().position(|heading| names.contains(&heading.as_str())).unwrap()
            };
            let value = column(["value", "Value"]);
            let numbers = [
                value,
                column(["lower_95", "Lower 95% limit"]),
                column(["upper_95", "Upper 95% limit"]),
                column(["count", "Count"]),
                column(["denominator", "Denominator"]),
            ];
            for (row, data) in rows.iter().zip(0..) {
                for at in numbers {
                    let cell = &row[at];
                    let text = words(cell);
                    let code = ["[c]", "[x]"].contains(&text.as_str());
                    let number = matches!(cell, Data::Float(_));
                    assert!(code || number, "{area}, {name}, row {data}: {cell:?}");
                }
                *codes.entry(words(&row[value])).or_default() +=
                    usize::from(matches!(row[value], Data::String(_)));
            }
        }
        let (_, headings, rows) = table(named(&sheets, "Data"));
        let at = |name: &str| headings.iter().position(|heading| heading == name).unwrap();
        for row in rows {
            let wanted = match words(&row[at("value_state")]).as_str() {
                "known" => continue,
                "suppressed" => "[c]",
                _ => "[x]",
            };
            assert_eq!(words(&row[at("value")]), wanted, "{area}: {row:?}");
        }
    }
    // Nothing is proved unless both kinds occur.
    assert!(codes["[c]"] > 0 && codes["[x]"] > 0, "{codes:?}");
}

#[test]
fn topics_show_the_latest_value_of_each_indicator() {
    let mut compared = 0;
    for (area, view) in views() {
        let sheets = sheets(&tables::pack_ods(view, tables::Imprint::default()).unwrap());
        for topic in &view.topics {
            let id = topic.id.replace('-', "_");
            let find = |(name, _): &&(String, Sheet)| name.eq_ignore_ascii_case(&id);
            let Some((_, sheet)) = sheets.iter().find(find) else {
                assert!(topic.indicators.is_empty(), "{area}: no sheet {id}");
                continue;
            };
            let (_, headings, rows) = table(sheet);
            let at = |name: &str| headings.iter().position(|heading| heading == name).unwrap();
            assert!(rows.len() >= topic.indicators.len(), "{area}, {id}");
            for (row, slug) in rows.iter().zip(&topic.indicators) {
                let it = &view.indicators[slug];
                assert_eq!(words(&row[at("Indicator")]), it.label);
                assert_eq!(words(&row[at("Period")]), it.period);
                let data = view.data.iter().rev();
                let latest = data.clone().find(|row| row.slug == *slug && row.category.is_empty());
                match (&row[at("Value")], latest.and_then(|row| row.value)) {
                    (Data::Float(shown), Some(value)) => {
                        compared += 1;
                        // An older value never stands in for the latest.
                        assert!(it.has_value, "{area}, {slug}");
                        assert_eq!(*shown, value, "{area}, {slug}");
                    }
                    (Data::String(code), None) => {
                        let wanted = if it.state == "suppressed" { "[c]" } else { "[x]" };
                        assert_eq!(code, wanted, "{area}, {slug}");
                    }
                    (cell, value) => panic!("{area}, {slug}: {cell:?} for {value:?}"),
                }
            }
        }
    }
    assert!(compared > 150, "{compared} values compared");
}

#[test]
fn estimates_and_few_cases_are_marked_beside_the_number() {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for view in views().values() {
        let sheets = sheets(&tables::pack_ods(view, tables::Imprint::default()).unwrap());
        let (_, headings, rows) = table(named(&sheets, "Periods"));
        let at = |name: &str| headings.iter().position(|heading| heading == name).unwrap();
        for row in rows {
            let codes = words(&row[at("Codes")]);
            for code in ["[b]", "[e]", "[u]"] {
                *found.entry(code).or_default() += usize::from(codes.contains(code));
            }
            if codes.contains("[u]") {
                let Data::Float(count) = row[at("Count")] else {
                    panic!("{row:?}");
                };
                assert!(count < 10.0 && matches!(row[at("Value")], Data::Float(_)), "{row:?}");
            }
        }
    }
    assert!(found["[e]"] > 0 && found["[u]"] > 0, "{found:?}");
}

/// Rows of indicators that are not main ones were once left out without a word.
#[test]
fn other_areas_are_those_of_every_ranked_chart() {
    for (area, view) in views() {
        let charts =
            view.indicators.values().filter_map(|it| Some((it, it.ranked_chart.as_ref()?)));
        let wanted: Vec<(String, String)> = charts
            .flat_map(|(it, chart)| {
                chart.rows.iter().map(|row| (it.label.clone(), row.name.clone()))
            })
            .collect();
        assert!(view.indicators.values().any(|it| !it.key && it.ranked_chart.is_some()), "{area}");
        let sheets = sheets(&tables::pack_ods(view, tables::Imprint::default()).unwrap());
        let (_, headings, rows) = table(named(&sheets, "Other_areas"));
        let at = |name: &str| headings.iter().position(|heading| heading == name).unwrap();
        let found = rows.iter().map(|row| (words(&row[at("Indicator")]), words(&row[at("Area")])));
        assert_eq!(found.collect::<Vec<_>>(), wanted, "{area}");
        // Classes that this area has nowhere were once called otherwise, "Higher than England" beside "Lower".
        let at = headings.iter().position(|heading| heading.starts_with("Compared with")).unwrap();
        for row in rows.iter() {
            let word = words(&row[at]);
            assert!(word.split(' ').count() <= 3 && !word.contains("than"), "{area}: {word:?}");
        }
    }
}
