//! What is odd but not fatal: values that travel with results. All their wording is here.

use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file.
    pub path: PathBuf,
    /// The line, the heading being line 1; none for the file as a whole.
    pub line: Option<u64>,
    /// The column's heading, or in a text the number of the character in its line.
    pub column: Option<String>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        match &self.column {
            Some(number) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
                write!(f, ", column {number}")
            }
            Some(heading) => write!(f, ", column `{heading}`"),
            None => Ok(()),
        }
    }
}

/// Something a person should know that doesn't stop the run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Notice {
    /// What.
    pub what: String,
    /// Where, if it stands in a file.
    pub place: Option<Place>,
}

impl Notice {
    /// A notice about a run or an area as a whole.
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), place: None }
    }

    /// A notice about a place in a file.
    pub fn at(what: impl Into<String>, place: Place) -> Self {
        Self { what: what.into(), place: Some(place) }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        match &self.place {
            Some(place) => write!(f, "\n  at {place}"),
            None => Ok(()),
        }
    }
}
