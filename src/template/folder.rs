//! Reads a template from a folder on disk: its own files, and `shared` beside it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::{MANIFEST, TemplateFile, embedded};
use crate::error::{Problem, Problems};
use crate::notice::Place;

/// More files than any template has: a wrong folder was named.
const MOST_FILES: usize = 500;

/// More bytes than any file of a template has.
const MOST_BYTES: u64 = 20 << 20;

/// The names of the templates in a folder; none if there is no such folder.
pub(super) fn names(templates: &Path) -> impl Iterator<Item = String> {
    fs::read_dir(templates)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.path().join(MANIFEST).is_file())
        .filter_map(|entry| entry.file_name().into_string().ok())
}

/// The files of a template by virtual path. Shared files are those of the folder `shared` inside it, else
/// beside it, else inside the program.
pub(super) fn files(folder: &Path) -> Result<BTreeMap<String, TemplateFile>, Problems> {
    let beside = match folder.file_name() {
        Some(_) => folder.with_file_name("shared"),
        None => folder.join("..").join("shared"),
    };
    let mut reader = Reader::default();
    reader.read(folder, "/template");
    let inside = take_under(&mut reader.files, INSIDE);
    if !inside.is_empty() {
        reader.files.extend(inside);
    } else if beside.is_dir() {
        reader.read(&beside, "/shared");
    } else {
        reader.files.extend(embedded::shared());
    }
    Problems::none_or(reader.problems)?;
    Ok(reader.files)
}

/// One file, if it is there.
pub(super) fn file(path: &Path) -> Result<Option<TemplateFile>, Problems> {
    if !path.is_file() {
        return Ok(None);
    }
    let bytes = bytes(path).map_err(|why| Problem::at(why, whole(path)))?;
    Ok(Some(TemplateFile { shown: path.to_path_buf(), bytes }))
}

/// Where a template's own shared files would be, were they not shared ones.
const INSIDE: &str = "/template/shared/";

/// Moves files from one virtual folder to `/shared`.
fn take_under(
    files: &mut BTreeMap<String, TemplateFile>,
    folder: &str,
) -> BTreeMap<String, TemplateFile> {
    let inside: Vec<String> =
        files.keys().filter(|path| path.starts_with(folder)).cloned().collect();
    let moved = inside.into_iter().filter_map(|path| {
        let file = files.remove(&path)?;
        Some((path.replacen(folder, "/shared/", 1), file))
    });
    moved.collect()
}

#[derive(Default)]
struct Reader {
    files: BTreeMap<String, TemplateFile>,
    problems: Vec<Problem>,
}

impl Reader {
    /// Reads a folder and those inside it.
    fn read(&mut self, folder: &Path, at: &str) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.fail(folder, format!("can't read this folder: {error}")),
        };
        for entry in entries {
            match entry.and_then(|entry| Ok((entry.file_type()?, entry))) {
                Ok((kind, entry)) => self.take(&entry.path(), &entry.file_name(), kind, at),
                Err(error) => self.fail(folder, format!("can't read this folder: {error}")),
            }
        }
    }

    fn take(&mut self, path: &Path, name: &std::ffi::OsStr, kind: fs::FileType, at: &str) {
        let Some(name) = name.to_str() else {
            return self.fail(path, "this file's name is not valid text".into());
        };
        // Editors' and systems' own files.
        if name.starts_with('.') || name.ends_with('~') {
            return;
        }
        let virtual_path = format!("{at}/{name}");
        if kind.is_symlink() {
            self.fail(path, "this is a link: a template sees only its own folder".into());
        } else if kind.is_dir() {
            self.read(path, &virtual_path);
        } else if self.files.len() < MOST_FILES {
            match bytes(path) {
                Ok(bytes) => {
                    let shown = path.to_path_buf();
                    self.files.insert(virtual_path, TemplateFile { shown, bytes });
                }
                Err(why) => self.fail(path, why),
            }
        } else if self.files.len() == MOST_FILES && self.problems.is_empty() {
            self.fail(path, format!("a template has at most {MOST_FILES} files"));
        }
    }

    fn fail(&mut self, path: &Path, what: String) {
        self.problems.push(Problem::at(what, whole(path)));
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let unreadable = |error| format!("can't read this file: {error}");
    let size = fs::metadata(path).map_err(unreadable)?.len();
    if size > MOST_BYTES {
        return Err(format!("larger than {} MB", MOST_BYTES >> 20));
    }
    fs::read(path).map_err(unreadable)
}

fn whole(path: &Path) -> Place {
    Place { path: PathBuf::from(path), line: None, column: None }
}
