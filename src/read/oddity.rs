//! What is odd about rows but doesn't stop a run, counted so that each kind is told once a file.

use std::collections::BTreeMap;
use std::path::Path;

use crate::notice::{Notice, Place};

/// A kind of oddity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Oddity {
    /// Only one of two confidence limits.
    OneLimit,
    /// A value outside its own confidence limits.
    OutsideLimits,
    /// A denominator of zero or below.
    NoDenominator,
    /// A count below zero.
    NegativeCount,
    /// A comparison label that isn't known.
    UnknownClass(String),
    /// A trend label that isn't known.
    UnknownTrend(String),
    /// An area type that packs don't use.
    LeftOut(String),
}

impl Oddity {
    fn told(&self, rows: u64) -> String {
        let (rows, have, lie, their) = match rows {
            1 => ("1 row".to_owned(), "has", "lies", "its"),
            _ => (format!("{rows} rows"), "have", "lie", "their"),
        };
        match self {
            Self::OneLimit => {
                format!("{rows} {have} only one of two confidence limits, which is not used")
            }
            Self::OutsideLimits => {
                format!("{rows} {have} a value that does not lie between {their} confidence limits")
            }
            Self::NoDenominator => format!("{rows} {have} a denominator of zero or less"),
            Self::NegativeCount => format!("{rows} {have} a count below zero"),
            Self::UnknownClass(label) => {
                format!("{rows} {have} the comparison `{label}`, which is not known and not used")
            }
            Self::UnknownTrend(label) => {
                format!("{rows} {have} the trend `{label}`, which is not known and not used")
            }
            Self::LeftOut(label) => {
                let is = if lie == "lies" { "is" } else { "are" };
                format!(
                    "{rows} for areas of the type `{label}` {is} left out: packs don't use them"
                )
            }
        }
    }
}

/// The oddities of a file: how many rows, the first row's line and column.
#[derive(Debug, Default)]
pub(super) struct Tally(BTreeMap<Oddity, (u64, u64, String)>);

impl Tally {
    /// Counts a row.
    pub(super) fn add(&mut self, oddity: Oddity, line: u64, column: &str) {
        self.0
            .entry(oddity)
            .or_insert_with(|| (0, line, column.to_owned()))
            .0 += 1;
    }

    /// One notice a kind.
    pub(super) fn notices(self, path: &Path) -> Vec<Notice> {
        self.0
            .into_iter()
            .map(|(oddity, (rows, line, column))| {
                Notice::at(
                    oddity.told(rows),
                    Place {
                        path: path.to_owned(),
                        line: Some(line),
                        column: Some(column),
                    },
                )
            })
            .collect()
    }
}
