//! What is odd about rows but doesn't stop a run, counted so that each kind is told once a file.

use std::collections::BTreeMap;
use std::path::Path;

use super::columns::Field;
use super::intern::short;
use super::record::Record;
use crate::notice::{Notice, Place};

/// A kind of oddity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Oddity {
    /// Only one of two confidence limits.
    OneLimit,
    /// A value outside its own confidence limits.
    OutsideLimits,
    /// Two equal confidence limits.
    EqualLimits,
    /// A cell that holds no usable number: infinite, not a number, or too large.
    Unusable,
    /// A denominator of zero or below.
    NoDenominator,
    /// A count below zero.
    NegativeCount,
    /// A comparison label that isn't known.
    UnknownClass,
    /// A trend label that isn't known.
    UnknownTrend,
    /// A sex that isn't known.
    UnknownSex,
    /// A sort key that doesn't fit the period's label.
    OtherSortKey,
    /// An area that isn't in the area list.
    UnknownArea,
    /// An area type that packs don't use.
    LeftOut,
}

impl Oddity {
    /// What is told; `first` is the first row's cell.
    fn told(self, rows: u64, first: &str) -> String {
        let (rows, have, their) = match rows {
            1 => ("1 row".to_owned(), "has", "its"),
            _ => (format!("{rows} rows"), "have", "their"),
        };
        match self {
            Self::OneLimit => {
                format!("{rows} {have} only one of two confidence limits, which is not used")
            }
            Self::OutsideLimits => {
                format!("{rows} {have} a value that does not lie between {their} confidence limits")
            }
            Self::EqualLimits => {
                format!("{rows} {have} two equal confidence limits, which say nothing of chance")
            }
            Self::Unusable => {
                format!("{rows} {have} a number that can't be used, such as `{first}`")
            }
            Self::NoDenominator => format!("{rows} {have} a denominator of zero or less"),
            Self::NegativeCount => format!("{rows} {have} a count below zero"),
            Self::UnknownClass => {
                format!("{rows} {have} a comparison that is not known, such as `{first}`")
            }
            Self::UnknownTrend => {
                format!("{rows} {have} a trend that is not known, such as `{first}`")
            }
            Self::UnknownSex => {
                format!(
                    "{rows} {have} a sex that is not known, such as `{first}`; it makes a series of its own"
                )
            }
            Self::OtherSortKey => {
                format!(
                    "{rows} {have} a key to sort by that does not fit the time period, such as `{first}`; the key is used"
                )
            }
            Self::UnknownArea => {
                format!(
                    "{rows} {have} an area that is not in the area list, such as `{first}`; it is in no pool and no rank"
                )
            }
            Self::LeftOut => {
                format!(
                    "{rows} left out, for areas of types that packs don't use, such as `{first}`"
                )
            }
        }
    }
}

/// The oddities of a file.
#[derive(Debug, Default)]
pub(super) struct Tally(BTreeMap<Oddity, Seen>);

/// Where an oddity was seen.
#[derive(Debug)]
struct Seen {
    rows: u64,
    first_line: u64,
    last_line: u64,
    column: String,
    first: String,
}

impl Tally {
    /// Counts a row whose cell in a column is odd.
    pub(super) fn add(&mut self, oddity: Oddity, record: &Record<'_>, field: Field) {
        let line = record.line;
        let seen = self.0.entry(oddity).or_insert_with(|| Seen {
            rows: 0,
            first_line: line,
            last_line: 0,
            column: record.heading(field).to_owned(),
            first: short(record.text(field)).into_owned(),
        });
        // A row with the same oddity in two columns is one row.
        if seen.last_line != line {
            seen.rows += 1;
            seen.last_line = line;
        }
    }

    /// One notice a kind.
    pub(super) fn notices(self, path: &Path) -> Vec<Notice> {
        self.0
            .into_iter()
            .map(|(oddity, seen)| {
                Notice::at(
                    oddity.told(seen.rows, &seen.first),
                    Place {
                        path: path.to_owned(),
                        line: Some(seen.first_line),
                        column: Some(seen.column),
                    },
                )
            })
            .collect()
    }
}
