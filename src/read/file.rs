//! Reads one file: its text, its headings, its rows.

use std::path::Path;

use csv::StringRecord;

use super::columns::{Columns, Match, columns};
use super::intern::{short, tidy};
use super::record::Record;
use super::row::{Row, Rows};
use super::source::{Unread, at};
use super::table::{Table, unclosed_quote};
use super::text::decode;
use crate::error::Problem;
use crate::notice::{Notice, Place};

/// So many bad rows of a file are told; the rest are counted.
pub(super) const TOLD_ROWS: usize = 20;

/// What became of a file.
pub(super) enum Outcome {
    /// It was read, perhaps with problems.
    Data(Contents),
    /// It has another layout and was left out.
    LeftOut(Notice),
}

/// What a file held.
pub(super) struct Contents {
    /// Whether it has headings but no rows.
    pub(super) is_empty: bool,
    /// Its good rows.
    pub(super) rows: Vec<Row>,
    /// Whether it has the layout of a publisher's download.
    pub(super) is_download: bool,
    /// What is odd about it.
    pub(super) notices: Vec<Notice>,
    /// What is wrong with it.
    pub(super) problems: Vec<Problem>,
}

/// Reads a file; `may_leave_out` says that another layout is no problem.
pub(super) fn read(
    file: &Unread,
    may_leave_out: bool,
    mut rows: Rows<'_>,
) -> Result<Outcome, Vec<Problem>> {
    let path = &file.path;
    let bytes = file.load().map_err(one)?;
    let decoded = decode(&bytes, path).map_err(one)?;
    let mut text = &*decoded.text;
    let mut problems = Vec::new();

    let open = unclosed_quote(text);
    let mut table = Table::new(text);
    let mut record = StringRecord::new();
    table.next(&mut record);
    let columns = match columns(record.iter().map(|text| tidy(text).into_owned()).collect(), path) {
        Match::Data(columns) => columns,
        Match::Twice(problems) => return Err(problems),
        Match::Other(missing) if may_leave_out => {
            return Ok(Outcome::LeftOut(left_out(path, &missing)));
        }
        Match::Other(missing) => return Err(vec![other_layout(path, &missing, &record)]),
    };
    if let Some(open) = open {
        // What follows the mark is one endless cell.
        text = text.get(..open.line_start).unwrap_or_default();
        problems.push(
            Problem::at(
                "a quotation mark opens on this line and is never closed",
                place(path, Some(open.line)),
            )
            .hint("close it, or remove it"),
        );
        table = Table::new(text);
        table.next(&mut record);
    }

    let mut notices = Vec::new();
    if let Some(line) = decoded.windows_line {
        notices.push(Notice::at(
            "the file is not all UTF-8; other lines are read as Windows-1252, as Excel saves them",
            place(path, Some(line)),
        ));
    }
    let read = all(&mut table, &mut record, &columns, path, &mut rows);
    if read.is_empty && problems.is_empty() {
        if !may_leave_out {
            return Err(one(at(path, "the file has headings but no rows")
                .hint("download it again, or leave it out")));
        }
        notices.push(Notice::at("the file has headings but no rows", place(path, None)));
    }
    problems.extend(read.problems);
    notices.extend(rows.tally.notices(path));
    Ok(Outcome::Data(Contents {
        is_empty: read.is_empty,
        rows: read.rows,
        is_download: columns.is_download(),
        notices,
        problems,
    }))
}

struct AllRows {
    rows: Vec<Row>,
    is_empty: bool,
    problems: Vec<Problem>,
}

fn all(
    table: &mut Table<'_>,
    cells: &mut StringRecord,
    columns: &Columns,
    path: &Path,
    rows: &mut Rows<'_>,
) -> AllRows {
    let mut all = AllRows { rows: Vec::new(), is_empty: true, problems: Vec::new() };
    let mut bad_rows = 0;
    while let Some(line) = table.next(cells) {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        all.is_empty = false;
        let mut record = Record::new(cells, line, columns, path);
        if record.fits() {
            all.rows.extend(rows.row(&mut record));
        } else {
            let what = format!(
                "the row has {} fields, but there are {} headings",
                cells.len(),
                columns.width()
            );
            record.bad_row(
                what,
                "a cell with a comma inside needs quotation marks around it; a row must not be cut short",
            );
        }
        if !record.problems.is_empty() {
            bad_rows += 1;
            if bad_rows <= TOLD_ROWS {
                all.problems.append(&mut record.problems);
            }
        }
    }
    if bad_rows > TOLD_ROWS {
        let what = format!("and {} that can't be read", more(bad_rows - TOLD_ROWS));
        all.problems.push(at(path, what));
    }
    all
}

/// "37 more rows".
pub(super) fn more(rows: usize) -> String {
    match rows {
        1 => "1 more row".to_owned(),
        rows => format!("{rows} more rows"),
    }
}

fn left_out(path: &Path, missing: &[&str]) -> Notice {
    Notice::at(
        format!("the file is left out as no indicator data: there {}", lacking(missing)),
        place(path, None),
    )
}

fn other_layout(path: &Path, missing: &[&str], headings: &StringRecord) -> Problem {
    let what = format!("there {}", lacking(missing));
    let problem = Problem::at(what, place(path, Some(1)));
    match headings.iter().collect::<Vec<_>>().as_slice() {
        [only] if only.contains(['\t', ';', '|']) => problem
            .hint("the columns are not separated by commas: save the file as comma separated CSV"),
        headings => {
            let found: Vec<_> = headings
                .iter()
                .take(30)
                .map(|heading| format!("`{}`", short(&tidy(heading))))
                .collect();
            problem.hint(format!("the headings are {}", found.join(", ")))
        }
    }
}

/// "is no column `A`", "are no columns `A` and `B`".
fn lacking(columns: &[&str]) -> String {
    match columns {
        [] => "are no columns".to_owned(),
        [only] => format!("is no column `{only}`"),
        [first @ .., last] => format!("are no columns `{}` and `{last}`", first.join("`, `")),
    }
}

fn place(path: &Path, line: Option<u64>) -> Place {
    Place { path: path.to_owned(), line, column: None }
}

fn one(problem: Problem) -> Vec<Problem> {
    vec![problem]
}
