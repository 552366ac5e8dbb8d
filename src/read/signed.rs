//! Sign-off files, one an area: reads them, and adds to their text. What stands in one is never changed: a new
//! sign-off comes below the others, so that a file is its own history.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::toml_place::place_of;
use crate::error::Problem;
use crate::model::area::AreaCode;
use crate::model::signoff::SignOff;
use crate::notice::Place;

/// A larger file is not read, in bytes: no area's sign-offs come to this in centuries.
const MOST_BYTES: u64 = 64 << 20;

const HEAD: &str = "\
# Who signed which words off, and what the numbers were then. Written by `jsnapack narrative sign-off`.
# The last entry for a slot holds; those above it are its history. Keep this file with the words.
# An indicator has its value, class and trend.
";

/// A file's content.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Entries {
    #[serde(default, rename = "sign-off")]
    sign_offs: Vec<SignOff>,
}

/// An area's sign-offs.
#[derive(Debug, Default)]
pub struct SignOffs {
    /// The file's text; empty where there is none.
    text: String,
    /// The sign-offs, the oldest first.
    pub list: Vec<SignOff>,
}

/// Where an area's sign-offs are.
pub fn path(folder: &Path, code: &AreaCode) -> PathBuf {
    let name = code.as_str().replace(|letter: char| !letter.is_ascii_alphanumeric(), "-");
    folder.join(format!("{name}.toml"))
}

/// Hands over all files of sign-offs as they are; there need be no folder. Of one that can't be read it hands
/// over the reason.
///
/// # Errors
///
/// When the folder is there and can't be listed.
pub fn raw(folder: &Path, each: &mut dyn FnMut(&Path, &[u8])) -> Result<(), Problem> {
    let unreadable = |error: io::Error| {
        let place = Place { path: folder.to_owned(), line: None, column: None };
        Problem::at(format!("the sign-offs can't be read: {error}"), place)
            .hint("check that you may read the folder")
    };
    if !folder.is_dir() {
        return Ok(());
    }
    let entries = fs::read_dir(folder).map_err(unreadable)?;
    let paths: io::Result<Vec<PathBuf>> = entries.map(|entry| Ok(entry?.path())).collect();
    let mut paths = paths.map_err(unreadable)?;
    paths.retain(|path| path.extension().is_some_and(|end| end == "toml"));
    paths.sort();
    for path in paths {
        match fs::read(&path) {
            Ok(bytes) => each(&path, &bytes),
            Err(error) => each(&path, error.to_string().as_bytes()),
        }
    }
    Ok(())
}

/// Reads an area's sign-offs; there may be none.
///
/// # Errors
///
/// When the file can't be read, or is not what this program wrote.
pub fn sign_offs(folder: &Path, code: &AreaCode) -> Result<SignOffs, Problem> {
    let path = path(folder, code);
    let place = || Place { path: path.clone(), line: None, column: None };
    let unreadable = |error: &io::Error| {
        Problem::at(format!("the sign-offs can't be read: {error}"), place())
            .hint("check that you may read the file")
    };
    match fs::metadata(&path) {
        Ok(metadata) if metadata.len() > MOST_BYTES => {
            return Err(Problem::at("this is too large for a file of sign-offs", place())
                .hint("put an earlier copy of the file back"));
        }
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(SignOffs::default()),
        Err(error) => return Err(unreadable(&error)),
    }
    let bytes = fs::read(&path).map_err(|error| unreadable(&error))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        Problem::at("the file is not UTF-8 text", place())
            .hint("put an earlier copy of the file back")
    })?;
    let entries: Entries = toml::from_str(&text).map_err(|error| {
        let what = format!("the sign-offs can't be read: {}", error.message().trim_end());
        Problem::at(what, place_of(&text, &path, error.span()))
            .hint("put an earlier copy of the file back; the file is not meant to be edited")
    })?;
    Ok(SignOffs { list: entries.sign_offs, text })
}

impl SignOffs {
    /// The file's text with more sign-offs below.
    ///
    /// # Errors
    ///
    /// When they can't be written as TOML.
    pub fn with(&self, more: &[SignOff]) -> Result<String, Problem> {
        let failed = |error: toml::ser::Error| Problem::new(error.to_string());
        let mut text =
            if self.text.trim().is_empty() { HEAD.to_owned() } else { self.text.clone() };
        for sign_off in more {
            if !text.ends_with('\n') {
                text.push('\n');
            }
            text.push('\n');
            let entry = Entries { sign_offs: vec![sign_off.clone()] };
            text.push_str(&toml::to_string(&entry).map_err(failed)?);
        }
        Ok(text)
    }
}
