//! Finds and reads the records in a folder of results.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::record::FactsOnly;
use super::{Digest, Fact, FileFacts, Record, State};

/// Why records can't be read.
#[derive(Debug, thiserror::Error)]
#[error("can't read `{}`: {source}", .path.display())]
pub struct StoreError {
    /// The folder or file.
    pub path: PathBuf,
    /// What the system says.
    pub source: io::Error,
}

/// A folder of results.
#[derive(Debug, Clone)]
pub struct Store {
    root: PathBuf,
}

impl Store {
    /// A folder of results, which need not be there yet.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// One record; none if there is none that can be read: its pack is built again then.
    pub fn record(&self, path: &Path) -> Option<Record> {
        serde_json::from_slice(&fs::read(self.root.join(path)).ok()?).ok()
    }

    /// The facts in a record's file; none if they can't be read.
    pub fn facts(&self, path: &Path) -> Vec<Fact> {
        fs::read(self.root.join(path))
            .ok()
            .and_then(|bytes| serde_json::from_slice::<FactsOnly>(&bytes).ok())
            .map_or_else(Vec::new, |facts| facts.indicators)
    }

    /// Every record with its place, by area code, then template, then state. Files that are no records
    /// are left out.
    ///
    /// # Errors
    ///
    /// When a folder is there and can't be listed.
    pub fn records(&self) -> Result<Vec<(PathBuf, Record)>, StoreError> {
        let mut found = Vec::new();
        for template in self.entries(Path::new(""))? {
            for state in [State::Draft, State::Final] {
                for path in self.entries(&template.join(state.name()))? {
                    if path.extension().is_some_and(|extension| extension == "json")
                        && let Some(record) = self.record(&path)
                    {
                        found.push((path, record));
                    }
                }
            }
        }
        found.sort_by(|(one, a), (other, b)| {
            (&a.area_code, &a.template, a.state, one).cmp(&(
                &b.area_code,
                &b.template,
                b.state,
                other,
            ))
        });
        Ok(found)
    }

    /// Paths of what is in a folder, from the root; nothing if there is no such folder.
    fn entries(&self, folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
        let path = self.root.join(folder);
        let failed = |source| StoreError { path: path.clone(), source };
        if !path.is_dir() {
            return Ok(Vec::new());
        }
        let entries = fs::read_dir(&path).map_err(failed)?;
        entries.map(|entry| Ok(folder.join(entry.map_err(failed)?.file_name()))).collect()
    }

    /// Whether a file is there as it was written.
    pub fn is_whole(&self, file: &FileFacts) -> Whole {
        let path = self.root.join(file.path());
        match fs::metadata(&path) {
            Err(_) => Whole::Gone,
            Ok(metadata) if metadata.len() != file.bytes => Whole::Altered,
            Ok(_) => match digest_of_file(&path) {
                Ok(digest) if digest == file.sha256 => Whole::Yes,
                _ => Whole::Altered,
            },
        }
    }

    /// A file of the folder as text; none if it can't be read.
    pub fn text(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.root.join(name)).ok()
    }

    /// A file of the folder.
    ///
    /// # Errors
    ///
    /// When it can't be read.
    pub fn bytes(&self, path: &Path) -> Result<Vec<u8>, StoreError> {
        let path = self.root.join(path);
        fs::read(&path).map_err(|source| StoreError { path, source })
    }

    /// The files in a folder, not of those below it, by name.
    ///
    /// # Errors
    ///
    /// When the folder is there and something in it can't be read.
    pub fn folder(&self, folder: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>, StoreError> {
        let mut files = Vec::new();
        for path in self.entries(folder)? {
            if let Some(name) = path.file_name().filter(|_| self.root.join(&path).is_file()) {
                files.push((PathBuf::from(name), self.bytes(&path)?));
            }
        }
        files.sort();
        Ok(files)
    }

    /// Whether something is there.
    pub fn has(&self, path: &Path) -> bool {
        self.root.join(path).exists()
    }
}

/// Whether a file is as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// It is.
    Yes,
    /// There is none.
    Gone,
    /// It is another.
    Altered,
}

/// The digest of a file.
///
/// # Errors
///
/// When it can't be read.
pub fn digest_of_file(path: &Path) -> io::Result<Digest> {
    Digest::of_reader(File::open(path)?)
}
