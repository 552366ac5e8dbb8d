//! Turns a file's bytes into text, and says what a file is that isn't CSV.

use std::borrow::Cow;
use std::path::Path;

use encoding_rs::WINDOWS_1252;

use super::source::at;
use crate::error::Problem;

/// A file's text.
#[derive(Debug)]
pub(super) struct Text<'a> {
    /// The text, without a byte order mark.
    pub(super) text: Cow<'a, str>,
    /// The first line that is not UTF-8, if the text was read as Windows-1252.
    pub(super) windows_line: Option<u64>,
}

const AS_UTF8: &str = "open it in Excel or an editor and save it as CSV UTF-8";

/// Decodes a file.
pub(super) fn decode<'a>(bytes: &'a [u8], path: &Path) -> Result<Text<'a>, Problem> {
    if let Some((what, hint)) = not_csv(bytes) {
        return Err(at(path, what).hint(hint));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Text { text: Cow::Borrowed(text), windows_line: None }),
        Err(error) => {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            Ok(Text { text: Cow::Owned(by_line(bytes)), windows_line: Some(newlines(before) + 1) })
        }
    }
}

/// Each line as UTF-8 or else as Windows-1252: files are joined from others without care.
pub(super) fn by_line(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 16);
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        match std::str::from_utf8(line) {
            Ok(line) => text.push_str(line),
            Err(_) => text.push_str(&WINDOWS_1252.decode_without_bom_handling(line).0),
        }
    }
    text
}

/// What the file is, and what to do, if it can't be CSV.
fn not_csv(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Some(("the file is UTF-16 text", AS_UTF8));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Some((
            "the file is an Excel workbook or a zip archive, not CSV",
            "in Excel, save it as CSV UTF-8; unpack an archive first",
        ));
    }
    if bytes.iter().take(4096).any(|&byte| byte == 0) {
        return Some(("the file is not plain text; it may be UTF-16", AS_UTF8));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match bytes.trim_ascii_start() {
        [] => Some(("the file is empty", "download it again, or take it out of the folder")),
        [b'<', ..] => Some((
            "the file is a web page, not CSV",
            "the download gave an error page instead of data: download it again",
        )),
        [b'{' | b'[', ..] => Some(("the file is JSON, not CSV", "download the data as CSV")),
        _ => None,
    }
}

/// How many lines end in some bytes.
pub(super) fn newlines(bytes: &[u8]) -> u64 {
    bytes.iter().map(|&byte| u64::from(byte == b'\n')).sum()
}
