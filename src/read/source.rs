//! Finds and loads the files of an input. The only place of `read` that touches the disk.

use std::borrow::Cow;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flate2::read::MultiGzDecoder;

use super::snapshot::{self, SNAPSHOT};
use crate::error::{Problem, Problems};
use crate::model::dataset::Snapshot;
use crate::notice::Place;

/// Something to read indicator data from.
#[derive(Debug, Clone)]
pub enum Input {
    /// A folder, a `.csv` file or a `.csv.gz` file.
    Path(PathBuf),
    /// A folder that is part of the program.
    Embedded {
        /// Its name, shown in place of a path.
        name: String,
        /// The names and bytes of its files.
        files: Vec<(String, &'static [u8])>,
    },
}

/// Hands over what would be read of an input, without reading it as data: each file with its bytes as they
/// are on disk, and what its folder says of itself.
///
/// # Errors
///
/// When it can't be found or read.
pub fn raw(input: &Input, take: &mut dyn FnMut(&Path, &[u8])) -> Result<(), Problems> {
    let found = find(input)?;
    take(&found.path, format!("{:?}", found.snapshot).as_bytes());
    for file in &found.files {
        take(&file.path, &file.bytes()?);
    }
    Ok(())
}

/// The data files of an input, not yet loaded.
#[derive(Debug)]
pub(super) struct Found {
    /// The input as shown to people.
    pub(super) path: PathBuf,
    /// Whether it is a folder, so that files of other layouts are left out.
    pub(super) is_folder: bool,
    /// What the folder says of itself.
    pub(super) snapshot: Option<Arc<Snapshot>>,
    /// Its files, by name.
    pub(super) files: Vec<Unread>,
}

/// A data file that is not yet loaded.
#[derive(Debug)]
pub(super) struct Unread {
    /// Its path as shown to people.
    pub(super) path: PathBuf,
    embedded: Option<&'static [u8]>,
}

/// Finds the files of an input.
pub(super) fn find(input: &Input) -> Result<Found, Problems> {
    match input {
        Input::Path(path) => match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => folder(path),
            Ok(_) => file(path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(Problem::new(format!("there is no file or folder `{}`", path.display()))
                    .hint("check the path; `--data` takes a folder, a `.csv` or a `.csv.gz` file")
                    .into())
            }
            Err(error) => Err(unreadable(path, &error).into()),
        },
        Input::Embedded { name, files } => embedded(Path::new(name), files),
    }
}

fn file(path: &Path) -> Result<Found, Problems> {
    if !is_data(path) {
        return Err(Problem::new(format!("`{}` is not a CSV file", path.display()))
            .hint("give a folder, a `.csv` or a `.csv.gz` file; from Excel, save as CSV UTF-8")
            .into());
    }
    Ok(Found {
        path: path.to_owned(),
        is_folder: false,
        snapshot: None,
        files: vec![Unread { path: path.to_owned(), embedded: None }],
    })
}

fn folder(path: &Path) -> Result<Found, Problems> {
    let mut files = Vec::new();
    let mut folders = Vec::new();
    let mut snapshot = None;
    let entries = fs::read_dir(path).map_err(|error| unreadable(path, &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| unreadable(path, &error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        if name.starts_with('.') {
            continue;
        } else if path.is_dir() {
            folders.push(name);
        } else if name == SNAPSHOT {
            let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
            snapshot = Some(snapshot::snapshot(&text, &path)?);
        } else if is_data(&path) {
            files.push(Unread { path, embedded: None });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    folders.sort();
    if files.is_empty() {
        return Err(no_files(path, &folders).into());
    }
    Ok(Found { path: path.to_owned(), is_folder: true, snapshot: snapshot.map(Arc::new), files })
}

fn embedded(name: &Path, contents: &[(String, &'static [u8])]) -> Result<Found, Problems> {
    let mut files = Vec::new();
    let mut snapshot = None;
    for (file, bytes) in contents {
        let path = name.join(file);
        if file == SNAPSHOT {
            let text = String::from_utf8_lossy(bytes);
            snapshot = Some(snapshot::snapshot(&text, &path)?);
        } else if is_data(&path) {
            files.push(Unread { path, embedded: Some(bytes) });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    if files.is_empty() {
        return Err(no_files(name, &[]).into());
    }
    Ok(Found { path: name.to_owned(), is_folder: true, snapshot: snapshot.map(Arc::new), files })
}

fn no_files(path: &Path, folders: &[String]) -> Problem {
    let problem = Problem::new(format!("there is no CSV file in `{}`", path.display()));
    match folders {
        [] => problem.hint("put the CSV files directly into the folder, or give the files"),
        [only] => {
            problem.hint(format!("it holds a folder; give that: `{}`", path.join(only).display()))
        }
        [first, .., last] => problem.hint(format!(
            "it holds {} folders, `{first}` to `{last}`; give one of them, such as `{}`",
            folders.len(),
            path.join(last).display()
        )),
    }
}

/// Whether a file's name says that it is a CSV file, packed or not.
fn is_data(path: &Path) -> bool {
    let name =
        path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    name.ends_with(".csv") || name.ends_with(".csv.gz")
}

impl Unread {
    /// The file's bytes, unpacked if packed.
    pub(super) fn load(&self) -> Result<Cow<'static, [u8]>, Problem> {
        let bytes = self.bytes()?;
        let named_gz =
            self.path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz"));
        if bytes.starts_with(&[0x1f, 0x8b]) {
            unpack(&bytes, &self.path).map(Cow::Owned)
        } else if named_gz {
            Err(at(&self.path, "the file is named `.gz` but is not packed with gzip")
                .hint("download it again, or rename it to `.csv` if it is plain text"))
        } else {
            Ok(bytes)
        }
    }
}

impl Unread {
    /// The file's bytes as they are.
    fn bytes(&self) -> Result<Cow<'static, [u8]>, Problem> {
        match self.embedded {
            Some(bytes) => Ok(Cow::Borrowed(bytes)),
            None => {
                fs::read(&self.path).map(Cow::Owned).map_err(|error| unreadable(&self.path, &error))
            }
        }
    }
}

/// No more than this is unpacked.
const MOST_BYTES: usize = 2 << 30;
/// Beyond this many bytes, no text packs as well as [`MOST_RATIO`].
const SMALL_BYTES: usize = 64 << 20;
const MOST_RATIO: usize = 300;

fn unpack(packed: &[u8], path: &Path) -> Result<Vec<u8>, Problem> {
    let mut decoder = MultiGzDecoder::new(packed);
    let mut bytes = Vec::with_capacity(packed.len().saturating_mul(8).min(SMALL_BYTES));
    loop {
        let step = decoder.by_ref().take(1 << 20).read_to_end(&mut bytes).map_err(|error| {
            at(path, format!("the file can't be unpacked: {error}"))
                .hint("it may be cut short: download it again")
        })?;
        if step == 0 {
            return Ok(bytes);
        }
        let absurd = bytes.len() > SMALL_BYTES && bytes.len() / packed.len() > MOST_RATIO;
        if absurd || bytes.len() > MOST_BYTES {
            return Err(at(path, "the file unpacks to far more than any data file holds")
                .hint("check where it comes from"));
        }
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Problem {
    Problem::new(format!("`{}` can't be read: {error}", path.display()))
        .hint("check that it exists, that you may read it, and that no other program holds it")
}

/// A problem with a file as a whole.
pub(super) fn at(path: &Path, what: impl Into<String>) -> Problem {
    Problem::at(what, Place { path: path.to_owned(), line: None, column: None })
}
