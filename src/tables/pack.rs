//! The workbook of a pack: cover, notes, a sheet a topic, periods, groups, other areas, and the rows of its CSV.

use super::cell::Cell;
use super::columns::DATA;
use super::cover::{self, Cover};
use super::names::Names;
use super::notes::{Notes, mark};
use super::ods::{Error, Meta, Ods, Width};
use super::readable::{self, Table};
use crate::model::view::View;

/// Who publishes a pack, as its template has it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Imprint<'a> {
    /// The organisation.
    pub organisation: Option<&'a str>,
    /// The classification: "OFFICIAL".
    pub classification: Option<&'a str>,
}

/// A sheet with one table.
struct Sheet<'a> {
    name: String,
    title: String,
    about: Vec<&'static str>,
    table: Table<'a>,
}

const BLANK: &str = "A blank cell means that there is nothing to say.";
const CODES: &str = "Codes in square brackets are explained on the sheet Cover.";
const NOTES: &str = "Notes are on the sheet Notes.";
const UNROUNDED: &str =
    "Numbers are not rounded. The same rows are in the CSV file beside this workbook.";

/// The workbook of a pack as the bytes of an `.ods` file.
///
/// # Errors
///
/// When a sheet has more rows than spreadsheet programs open, or memory can't be had.
pub fn pack_ods(view: &View, imprint: Imprint<'_>) -> Result<Vec<u8>, Error> {
    let sheets = sheets(view);
    let warning = view.illustrative.as_deref();
    let title = format!("{}: data tables for {}", view.title, view.area.name);
    let mut ods = Ods::new(&Meta {
        title: match warning {
            Some(warning) => format!("{title} ({warning})"),
            None => title.clone(),
        },
        date: &view.date,
        subject: warning.unwrap_or_default(),
        publisher: imprint.organisation.unwrap_or_default(),
    })?;
    let parts = about(view, imprint);
    let names = sheets.iter().map(|sheet| (sheet.name.clone(), sheet.title.clone()));
    let cover =
        Cover { title, warning: warning.map(str::to_owned), parts, sheets: names.collect() };
    cover::write(&mut ods, &cover)?;
    for sheet in &sheets {
        let widths: Vec<Width> = sheet.table.columns.iter().map(|(_, width)| *width).collect();
        ods.begin(&sheet.name, &widths)?;
        let title = format!("{}, {}", sheet.title, view.area.name);
        cover::above(&mut ods, &title, warning, &sheet.about)?;
        let headings: Vec<&str> =
            sheet.table.columns.iter().map(|(heading, _)| heading.as_str()).collect();
        ods.head(&headings)?;
        for row in &sheet.table.rows {
            ods.cells(row)?;
        }
        ods.mark(sheet.table.rows.len(), headings.len());
        ods.end()?;
    }
    ods.finish()
}

/// What the cover says of the pack.
fn about(view: &View, imprint: Imprint<'_>) -> Vec<(&'static str, Vec<String>)> {
    let area = &view.area;
    let region = area.region.as_ref().map(|region| format!("Region: {region}."));
    let mut place = vec![format!("{} ({}, {}).", area.name, area.kind, area.code)];
    place.extend(region);
    place.extend(area.population.clone());
    let mut compared: Vec<String> = view
        .benchmark
        .iter()
        .map(|benchmark| format!("Values are compared with {benchmark}."))
        .collect();
    compared.extend(view.benchmark_note.clone());
    compared
        .extend(view.similar_areas.iter().map(|areas| format!("Areas shown beside it: {areas}.")));
    let sources = view.sources.iter().map(|source| {
        let attribution = source.attribution.as_deref().unwrap_or_default();
        format!("{} ({} rows of this area). {attribution}", source.file, source.rows)
    });
    let of_map = view.map.iter().flat_map(|map| map.credits.clone());
    let publisher = [imprint.organisation, imprint.classification];
    vec![
        ("Published by", publisher.into_iter().flatten().map(str::to_owned).collect()),
        ("Area", place),
        ("Date", vec![format!("{}. {}.", view.date_words, view.date_basis)]),
        ("Comparisons", compared),
        ("Sources", sources.map(|line| line.trim_end().to_owned()).chain(of_map).collect()),
    ]
}

/// Every sheet after the cover that has anything to show.
fn sheets(view: &View) -> Vec<Sheet<'_>> {
    let notes = Notes::of(view);
    let totals = readable::totals(view);
    let mut names = Names::default();
    // These are the same in every pack, so the topics' give way.
    let fixed = [
        cover::NAME,
        "Notes",
        "Periods",
        "Groups",
        "Gaps",
        "Other_areas",
        "Heat_map",
        "Data",
        "Data_columns",
    ]
    .map(|name| names.of(name));
    let [_, notes_name, periods, groups, gaps, areas, heat_map, data, data_columns] = fixed;
    let mut sheets = vec![Sheet {
        name: notes_name,
        title: "Notes".to_owned(),
        about: Vec::new(),
        table: notes_table(&notes),
    }];
    for topic in &view.topics {
        sheets.push(Sheet {
            name: names.of(&topic.id),
            title: format!("{}: latest figures", topic.name),
            about: vec![CODES, NOTES, BLANK],
            table: readable::topic(view, topic, &totals, &notes),
        });
    }
    let heat = readable::heat_map(view).map(|table| (heat_map, "Heat map in words", vec![], table));
    let rest = [
        (periods, "Every period", vec![CODES, BLANK], readable::periods(view)),
        (groups, "Groups of people", vec![CODES, BLANK], readable::groups(view)),
        (gaps, "Gaps between groups", vec![BLANK], readable::gaps(view)),
        (areas, "Areas shown beside it", vec![CODES, BLANK], readable::other_areas(view, &totals)),
    ];
    let data = [
        (data, "All data, for programs", vec![UNROUNDED, CODES, BLANK], data_table(view)),
        (data_columns, "Columns of the sheet Data and the CSV file", vec![], columns_table()),
    ];
    sheets.extend(
        rest.into_iter().chain(heat).chain(data).map(|(name, title, about, table)| Sheet {
            name,
            title: title.to_owned(),
            about,
            table,
        }),
    );
    sheets.retain(|sheet| !sheet.table.rows.is_empty());
    sheets
}

fn notes_table<'a>(notes: &Notes<'a>) -> Table<'a> {
    let columns = [("Note", Width::Number), ("Text", Width::Long), ("Belongs to", Width::Long)];
    let rows = notes.texts.iter().enumerate().map(|(at, (text, labels))| {
        let belongs = if labels.is_empty() { "all tables".to_owned() } else { labels.join("; ") };
        vec![Cell::text(mark(at)), Cell::text(*text), Cell::text(belongs)]
    });
    Table {
        columns: columns.map(|(heading, width)| (heading.to_owned(), width)).to_vec(),
        rows: rows.collect(),
    }
}

fn data_table(view: &View) -> Table<'_> {
    Table {
        columns: DATA.iter().map(|column| (column.name.to_owned(), column.width)).collect(),
        rows: view
            .data
            .iter()
            .map(|row| DATA.iter().map(|column| (column.cell)(row)).collect())
            .collect(),
    }
}

fn columns_table() -> Table<'static> {
    Table {
        columns: vec![
            ("Column".to_owned(), Width::Words),
            ("What it holds".to_owned(), Width::Long),
        ],
        rows: DATA
            .iter()
            .map(|column| vec![Cell::text(column.name), Cell::text(column.about)])
            .collect(),
    }
}
