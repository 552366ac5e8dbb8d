//! One row of a file: its cells by field, and what is wrong with them.

use std::path::Path;

use csv::StringRecord;

use super::cell::{Cell, cell};
use super::columns::{Columns, Field};
use super::intern::short;
use crate::error::Problem;
use crate::notice::Place;

/// A row being read.
pub(super) struct Record<'r> {
    cells: &'r StringRecord,
    columns: &'r Columns,
    path: &'r Path,
    /// The line that it starts on.
    pub(super) line: u64,
    /// What is wrong with it so far.
    pub(super) problems: Vec<Problem>,
}

const NUMBER: &str =
    "write a number such as 12.5, `*` for a suppressed value, or nothing for a missing one";

impl<'r> Record<'r> {
    /// A row at a line.
    pub(super) fn new(
        cells: &'r StringRecord,
        line: u64,
        columns: &'r Columns,
        path: &'r Path,
    ) -> Self {
        Self { cells, columns, path, line, problems: Vec::new() }
    }

    /// A cell; empty if the file has no such column.
    pub(super) fn text(&self, field: Field) -> &'r str {
        self.columns.place(field).and_then(|place| self.cells.get(place)).unwrap_or_default().trim()
    }

    /// A field's heading in this file.
    pub(super) fn heading(&self, field: Field) -> &'r str {
        self.columns.heading(field)
    }

    /// Whether the row has as many fields as there are headings, empty ones at its end aside.
    pub(super) fn fits(&self) -> bool {
        let width = self.columns.width();
        self.cells.len() >= width
            && self.cells.iter().skip(width).all(|cell| cell.trim().is_empty())
    }

    /// Notes that a cell is wrong.
    pub(super) fn bad(&mut self, field: Field, what: String, hint: &str) {
        let place = Place {
            path: self.path.to_owned(),
            line: Some(self.line),
            column: Some(self.heading(field).to_owned()),
        };
        self.problems.push(Problem::at(what, place).hint(hint));
    }

    /// Notes that the row as a whole is wrong.
    pub(super) fn bad_row(&mut self, what: String, hint: &str) {
        let place = Place { path: self.path.to_owned(), line: Some(self.line), column: None };
        self.problems.push(Problem::at(what, place).hint(hint));
    }

    /// A cell that must not be empty.
    pub(super) fn required(&mut self, field: Field) -> Option<&'r str> {
        let text = self.text(field);
        if text.is_empty() {
            let what = format!("there is no {}", field.noun());
            self.bad(field, what, "fill the cell in, or remove the row");
            return None;
        }
        Some(text)
    }

    /// A cell meant for a number.
    pub(super) fn cell(&mut self, field: Field) -> Cell {
        let text = self.text(field);
        let cell = cell(text);
        if cell == Cell::Bad {
            self.bad(field, format!("`{}` is not a number", short(text)), NUMBER);
        }
        cell
    }

    /// The number in a cell, if there is one; an error if what stands there can't be used.
    pub(super) fn number(&mut self, field: Field) -> Result<Option<f64>, ()> {
        match self.cell(field) {
            Cell::Number(number) => Ok(Some(number)),
            Cell::Unusable => Err(()),
            _ => Ok(None),
        }
    }
}
