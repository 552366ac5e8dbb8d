//! Turns the bytes of a writer's file into text.

use std::path::Path;

use super::super::text::by_line;
use super::tidy::tidy;
use crate::error::Problem;
use crate::notice::{Notice, Place};

/// More bytes than any document has: a hundred times a long one.
pub(super) const MOST_BYTES: u64 = 2 << 20;

/// The text, and a notice where it was not UTF-8.
pub(super) fn decode(bytes: &[u8], path: &Path) -> Result<(String, Option<Notice>), Problem> {
    let whole = || Place { path: path.to_owned(), line: None, column: None };
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(
            Problem::at("the file is UTF-16 text", whole()).hint("save it as UTF-8 in the editor")
        );
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(Problem::at(
            "the file is a Word document or a zip archive, not plain text",
            whole(),
        )
        .hint("in Word, copy the text into the `.md` file with a plain text editor"));
    }
    if bytes.contains(&0) {
        return Err(Problem::at("the file is not plain text; it may be UTF-16", whole())
            .hint("save it as UTF-8 in the editor"));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((tidy(text), None)),
        Err(error) => {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = before.iter().map(|&byte| u64::from(byte == b'\n')).sum::<u64>() + 1;
            let place = Place { path: path.to_owned(), line: Some(line), column: None };
            let notice = Notice::at(
                "the file is not UTF-8 and was read as Windows-1252; check letters such as é and ’",
                place,
            );
            Ok((tidy(&by_line(bytes)), Some(notice)))
        }
    }
}
