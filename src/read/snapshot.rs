//! Reads `snapshot.toml`, what a data folder says of itself.

use std::path::Path;

use super::toml_place::place_of;
use crate::error::{Problem, Problems};
use crate::model::dataset::Snapshot;
use crate::notice::Place;

/// The file's name.
pub(super) const SNAPSHOT: &str = "snapshot.toml";

/// Reads the text of a `snapshot.toml`.
pub(super) fn snapshot(text: &str, path: &Path) -> Result<Snapshot, Problems> {
    let snapshot: Snapshot = toml::from_str(text).map_err(|error| {
        Problem::at(error.message(), place_of(text, path, error.span())).hint(
            "a snapshot has `date`, `title`, `attribution`, `licence` and, if the numbers are made up, `illustrative = true`",
        )
    })?;
    if snapshot.date.parse::<jiff::civil::Date>().is_err() || snapshot.date.len() != 10 {
        return Err(Problem::at(
            format!("the date `{}` is not a date", snapshot.date),
            Place { path: path.to_owned(), line: None, column: None },
        )
        .hint("write it as `YYYY-MM-DD`")
        .into());
    }
    Ok(snapshot)
}
