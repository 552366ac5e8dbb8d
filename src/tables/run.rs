//! The workbook of a whole run: every area's latest figures, a sheet a topic. The columns are those of `summary.csv`.

use std::collections::BTreeSet;
use std::io;

use super::cell::Cell;
use super::columns::SUMMARY;
use super::cover::{self, Cover};
use super::names::Names;
use super::ods::{Error, Meta, Ods, Width};
use crate::model::sheet::{SummaryRow, TopicPlace};

/// Hands every row of a run's summary to its receiver, in the order of `summary.csv`.
pub type Rows<'a> =
    dyn Fn(&mut dyn FnMut(&SummaryRow<'_>) -> io::Result<()>) -> io::Result<()> + 'a;

/// What a run made.
pub struct Run<'a> {
    /// Its rows. Asked for once for each topic and once before: the workbook holds no more than one of them.
    pub rows: &'a Rows<'a>,
}

/// What must be known before the sheets are written.
#[derive(Default)]
struct Known {
    topics: BTreeSet<TopicPlace>,
    areas: BTreeSet<String>,
    dates: BTreeSet<String>,
    illustrative: bool,
    as_given: bool,
    earlier: bool,
    without_topic: bool,
}

const MARK: &str = "Illustrative data: not real figures";
const MIXED: &str = "Some rows are illustrative data, not real figures: the column data says which";
const BLANK: &str = "A blank cell means that there is nothing to say.";
const CODES: &str = "Codes in square brackets are explained on the sheet Cover.";
const UNROUNDED: &str = "Cells hold unrounded numbers, shown with the decimals of the packs. The same rows are in summary.csv.";

/// The workbook of a run as the bytes of an `.ods` file.
///
/// # Errors
///
/// When rows can't be had, or a sheet has more of them than spreadsheet programs open.
pub fn run_ods(run: &Run<'_>) -> Result<Vec<u8>, Error> {
    let known = known(run)?;
    let warning = match (known.illustrative, known.as_given) {
        (true, false) => Some(MARK),
        (true, true) => Some(MIXED),
        (false, _) => None,
    };
    let title = "Latest figures of all areas: data tables";
    let mut ods = Ods::new(&Meta {
        title: warning.map_or_else(|| title.to_owned(), |warning| format!("{title} ({warning})")),
        // Packs of several dates have none in common.
        date: known.dates.last().map_or("", String::as_str),
        subject: warning.unwrap_or_default(),
        publisher: "",
    })?;
    let mut names = Names::default();
    let columns_name = {
        names.of(cover::NAME);
        names.of("Columns")
    };
    let mut sheets: Vec<(String, String, Option<&TopicPlace>)> = known
        .topics
        .iter()
        .map(|topic| (names.of(&topic.id), topic.name.clone(), Some(topic)))
        .collect();
    if known.without_topic {
        sheets.push((names.of("Other_indicators"), "Indicators without a topic".to_owned(), None));
    }
    let mut listed: Vec<(String, String)> =
        sheets.iter().map(|(name, title, _)| (name.clone(), title.clone())).collect();
    let columns_title = "Columns of the tables";
    listed.push((columns_name.clone(), columns_title.to_owned()));
    cover::write(&mut ods, &cover_of(&known, title, warning, listed))?;
    for (name, title, topic) in &sheets {
        sheet(&mut ods, run, (name, title), *topic, warning)?;
    }
    ods.begin(&columns_name, &[Width::Words, Width::Long])?;
    cover::above(&mut ods, columns_title, warning, &[])?;
    ods.head(&["Column", "What it holds"])?;
    for column in SUMMARY {
        ods.cells(&[Cell::text(column.name), Cell::text(column.about)])?;
    }
    ods.mark(SUMMARY.len(), 2);
    ods.end()?;
    ods.finish()
}

fn known(run: &Run<'_>) -> Result<Known, Error> {
    let mut known = Known::default();
    (run.rows)(&mut |row| {
        for topic in row.topics {
            if !known.topics.contains(topic) {
                known.topics.insert(topic.clone());
            }
        }
        known.without_topic |= row.topics.is_empty();
        if !known.areas.contains(row.area_code) {
            known.areas.insert(row.area_code.to_owned());
        }
        if !known.dates.contains(row.date) {
            known.dates.insert(row.date.to_owned());
        }
        match row.data {
            "illustrative" => known.illustrative = true,
            _ => known.as_given = true,
        }
        known.earlier |= row.status != "built";
        Ok(())
    })?;
    Ok(known)
}

fn cover_of(
    known: &Known,
    title: &str,
    warning: Option<&str>,
    sheets: Vec<(String, String)>,
) -> Cover {
    let areas = known.areas.len();
    let mut about = vec![match areas {
        1 => {
            "One area. The rows are in the order of its indicators' names for programs.".to_owned()
        }
        _ => format!("{areas} areas, in the order of their codes."),
    }];
    if known.earlier {
        about.push(
            "The latest build of some packs failed: rows with the status earlier are of an earlier pack."
                .to_owned(),
        );
    }
    let dates = known.dates.iter().map(|date| format!("{date}.")).collect();
    Cover {
        title: title.to_owned(),
        warning: warning.map(str::to_owned),
        parts: vec![("Areas", about), ("Dates of the data", dates)],
        sheets,
    }
}

/// A topic's sheet; that of the indicators in none where there is no topic.
fn sheet(
    ods: &mut Ods,
    run: &Run<'_>,
    (name, title): (&str, &str),
    topic: Option<&TopicPlace>,
    warning: Option<&str>,
) -> Result<(), Error> {
    let widths: Vec<Width> = SUMMARY.iter().map(|column| column.width).collect();
    let headings: Vec<&str> = SUMMARY.iter().map(|column| column.name).collect();
    ods.begin(name, &widths)?;
    cover::above(ods, title, warning, &[UNROUNDED, CODES, BLANK])?;
    ods.head(&headings)?;
    let mut rows = 0;
    let mut failed = None;
    let mut write = |row: &SummaryRow<'_>| {
        let is_here = match topic {
            Some(topic) => row.topics.contains(topic),
            None => row.topics.is_empty(),
        };
        if !is_here {
            return Ok(());
        }
        rows += 1;
        let cells: [Cell<'_>; SUMMARY.len()] = std::array::from_fn(|at| (SUMMARY[at].cell)(row));
        ods.cells(&cells).map_err(|error| {
            failed = Some(error);
            io::Error::other("a row could not be written")
        })
    };
    let passed = (run.rows)(&mut write);
    match failed {
        Some(error) => return Err(error),
        None => passed?,
    }
    ods.mark(rows, headings.len());
    ods.end()
}
