//! Turns a position in a TOML text into a place to show.

use std::ops::Range;
use std::path::Path;

use crate::notice::Place;

/// The line that a range of bytes starts on.
pub(super) fn place_of(text: &str, path: &Path, span: Option<Range<usize>>) -> Place {
    let line = span.and_then(|span| {
        let before = text.get(..span.start)?;
        u64::try_from(before.matches('\n').count() + 1).ok()
    });
    Place { path: path.to_owned(), line, column: None }
}
