//! The terminal: results on standard output, everything else on standard error.

use std::io::{self, Write};

use serde::Serialize;

use crate::error::Problem;
use crate::notice::Notice;

/// Prints a line of results. A closed pipe is no error: the reader has had enough.
pub(super) fn result(line: &str) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}

/// Prints a value as one line of JSON.
pub(super) fn json(value: &impl Serialize) -> Result<(), Problem> {
    serde_json::to_string(value).map(|line| result(&line)).map_err(not_json)
}

/// Prints a value as JSON for people to read.
pub(super) fn pretty_json(value: &impl Serialize) -> Result<(), Problem> {
    serde_json::to_string_pretty(value).map(|text| result(&text)).map_err(not_json)
}

fn not_json(error: serde_json::Error) -> Problem {
    Problem::new(format!("the result can't be written as JSON: {error}"))
}

/// Says something that is no result.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Prints what stops the run or an area.
pub(super) fn problem(problem: &Problem) {
    say(&format!("error: {problem}"));
}

/// Prints what is odd but not fatal.
pub(super) fn notice(notice: &Notice) {
    say(&format!("notice: {notice}"));
}

/// Prints rows under headings, columns as wide as their widest cell.
pub(super) fn table<const N: usize>(headings: [&str; N], rows: &[[String; N]]) {
    let mut widths = headings.map(|heading| heading.chars().count());
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let line = |cells: [&str; N]| {
        let padded: Vec<String> = cells
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.chars().count())))
            .collect();
        result(padded.join("  ").trim_end());
    };
    line(headings);
    for row in rows {
        line(row.each_ref().map(String::as_str));
    }
}
