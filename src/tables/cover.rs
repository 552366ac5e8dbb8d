//! The first sheet, and what stands above each table. All in column A.

use super::Error;
use super::columns::meaning;
use super::ods::{Line, Ods, Width};
use crate::model::sheet::Shorthand;

/// The first sheet's name.
pub(super) const NAME: &str = "Cover";

/// What the first sheet says.
#[derive(Debug, Default)]
pub(super) struct Cover {
    pub(super) title: String,
    /// What must be known before all else: that numbers are made up.
    pub(super) warning: Option<String>,
    /// Headings, each with its lines.
    pub(super) parts: Vec<(&'static str, Vec<String>)>,
    /// The other sheets: name and title.
    pub(super) sheets: Vec<(String, String)>,
}

/// Writes the first sheet.
pub(super) fn write(ods: &mut Ods, cover: &Cover) -> Result<(), Error> {
    ods.begin(NAME, &[Width::Page])?;
    ods.line(Line::Title, &cover.title)?;
    if let Some(warning) = &cover.warning {
        ods.line(Line::Wrapped, warning)?;
    }
    for (heading, lines) in cover.parts.iter().filter(|(_, lines)| !lines.is_empty()) {
        ods.line(Line::Heading, heading)?;
        for line in lines {
            ods.line(Line::Wrapped, line)?;
        }
    }
    ods.line(Line::Heading, "Sheets")?;
    for (name, title) in &cover.sheets {
        ods.link(&format!("{name}: {title}"), name)?;
    }
    ods.line(Line::Heading, "Codes in square brackets")?;
    for code in Shorthand::ALL {
        ods.line(Line::Wrapped, &format!("{} {}", code.code(), meaning(code)))?;
    }
    ods.line(
        Line::Wrapped,
        "[c], [x] and [z] stand in place of a number. [b], [e] and [u] stand in the column Codes, beside a number. \
         Notes are numbered [note 1] and so on. No number stands for one that is missing or suppressed.",
    )?;
    ods.end()
}

/// Writes what stands above a table: title, number of tables, what must be known.
pub(super) fn above(
    ods: &mut Ods,
    title: &str,
    warning: Option<&str>,
    about: &[&str],
) -> Result<(), Error> {
    ods.line(Line::Title, title)?;
    for line in warning.iter().chain(["This sheet has one table."].iter()).chain(about) {
        ods.line(Line::Plain, line)?;
    }
    Ok(())
}
