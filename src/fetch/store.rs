//! The folder of snapshots: which there are, which is in use, and how a finished one gets its place.
//! A snapshot appears whole or not at all, and none is ever removed.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use crate::error::Problem;
use crate::model::dataset::Snapshot;
use crate::notice::Place;

/// What a snapshot says of itself, in its folder.
pub(super) const SNAPSHOT: &str = "snapshot.toml";
/// What the service says of topics and indicators, in a snapshot's folder.
pub const BASE: &str = "base.toml";
/// Says which snapshot is in use.
const LATEST: &str = "latest.toml";

/// A folder of snapshots.
#[derive(Debug, Clone)]
pub struct Store {
    folder: PathBuf,
}

/// A snapshot in the folder.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its folder's name: its date, and a number if there are several of a day.
    pub name: String,
    /// Its folder.
    pub path: PathBuf,
    /// What it says of itself.
    pub snapshot: Snapshot,
    /// When the service last had nothing newer: its own date at least.
    pub checked: String,
}

/// The pointer to the snapshot in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Latest {
    /// The folder's name.
    snapshot: String,
    /// When the service was last found to have nothing newer.
    checked: String,
}

impl Store {
    /// The snapshots in a folder, which need not exist.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Every snapshot, oldest first. What has no readable `snapshot.toml` is none.
    pub fn all(&self) -> Vec<Kept> {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return Vec::new();
        };
        let latest = self.pointer();
        let mut found: Vec<Kept> = entries
            .filter_map(|entry| {
                let name = entry.ok()?.file_name().into_string().ok()?;
                let mut kept = self.kept(&name)?;
                if let Some(latest) = latest.as_ref().filter(|latest| latest.snapshot == name) {
                    kept.checked = latest.checked.clone().max(kept.checked);
                }
                Some(kept)
            })
            .collect();
        found.sort_by(|a, b| order(&a.name).cmp(&order(&b.name)));
        found
    }

    /// The snapshot in use: the one that the pointer names, or the newest if it names none.
    pub fn latest(&self) -> Option<Kept> {
        let mut all = self.all();
        let named = self
            .pointer()
            .and_then(|latest| all.iter().position(|kept| kept.name == latest.snapshot));
        match named {
            Some(index) => Some(all.swap_remove(index)),
            None => all.pop(),
        }
    }

    /// One snapshot by name.
    pub fn kept(&self, name: &str) -> Option<Kept> {
        order(name)?;
        let path = self.folder.join(name);
        let text = fs::read_to_string(path.join(SNAPSHOT)).ok()?;
        let snapshot: Snapshot = toml::from_str(&text).ok()?;
        let checked = snapshot.date.clone();
        Some(Kept { name: name.to_owned(), path, snapshot, checked })
    }

    fn pointer(&self) -> Option<Latest> {
        toml::from_str(&fs::read_to_string(self.folder.join(LATEST)).ok()?).ok()
    }

    /// Makes a snapshot the one in use.
    pub(super) fn point(&self, name: &str, checked: &str) -> Result<(), Problem> {
        let latest = Latest { snapshot: name.to_owned(), checked: checked.to_owned() };
        let path = self.folder.join(LATEST);
        let table = toml::to_string(&latest).map_err(|error| Problem::new(error.to_string()))?;
        let text = format!(
            "# Written by `jsnapack fetch`: the snapshot that `build` uses, and the last day on which the\n\
             # service had nothing newer. To go back to an older one, name its folder here.\n{table}"
        );
        whole(&path, text.as_bytes()).map_err(|error| disk(&path, &error))
    }

    /// Gives a finished folder its place, by its date.
    pub(super) fn place(&self, finished: &Path, date: &str) -> Result<String, Problem> {
        sync(finished);
        for number in 1.. {
            let name = if number == 1 { date.to_owned() } else { format!("{date}-{number}") };
            let path = self.folder.join(&name);
            if path.exists() {
                continue;
            }
            fs::rename(finished, &path).map_err(|error| disk(&path, &error))?;
            sync(&self.folder);
            return Ok(name);
        }
        Err(Problem::new("there are too many snapshots of a day"))
    }
}

impl Kept {
    /// Files that the snapshot names and that are not there as it says, by name.
    pub fn damaged(&self) -> Vec<String> {
        let answers = self.snapshot.fetched.iter().flat_map(|fetched| &fetched.answers);
        answers
            .filter(|answer| {
                let length = fs::metadata(self.path.join(&answer.file)).map(|data| data.len());
                length.ok() != Some(answer.bytes)
            })
            .map(|answer| answer.file.clone())
            .collect()
    }

    /// The bytes of all its answers.
    pub fn bytes(&self) -> u64 {
        let answers = self.snapshot.fetched.iter().flat_map(|fetched| &fetched.answers);
        answers.map(|answer| answer.bytes).sum()
    }
}

/// A snapshot's date and number, from its folder's name; none if it is no snapshot's name.
fn order(name: &str) -> Option<(&str, u32)> {
    let date = name.get(..10)?;
    date.parse::<jiff::civil::Date>().ok()?;
    match &name[10..] {
        "" => Some((date, 1)),
        rest => Some((date, rest.strip_prefix('-')?.parse().ok().filter(|number| *number > 1)?)),
    }
}

/// Writes a file beside its place, then renames it.
pub(super) fn whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut aside = NamedTempFile::with_prefix_in(".jsnapack-", folder)?;
    aside.write_all(bytes)?;
    keep(aside, path)
}

/// Gives a file that was written aside its place.
pub(super) fn keep(aside: NamedTempFile, path: &Path) -> io::Result<()> {
    // Temporary files are for their owner alone; a snapshot is for whoever may read the folder.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        aside.as_file().set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    aside.as_file().sync_all()?;
    aside.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Asks the system to put a folder's names on the disk. Not every system can; then it does in time.
fn sync(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// A file that can't be written.
pub(super) fn disk(path: &Path, error: &io::Error) -> Problem {
    let place = Place { path: path.to_owned(), line: None, column: None };
    Problem::at(format!("it can't be written: {error}"), place).hint(
        "check that there is room on the disk, that you may write there, and that no other program \
         holds it; --out names another folder",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_days_and_of_a_day() {
        let mut names = ["2026-11-22-10", "2026-11-22", "2027-01-01", "2026-11-22-9"];
        names.sort_by(|a, b| order(a).cmp(&order(b)));
        assert_eq!(names, ["2026-11-22", "2026-11-22-9", "2026-11-22-10", "2027-01-01"]);
        for none in
            ["", "2026", ".partial", "2026-13-01", "2026-11-22-1", "2026-11-22-x", "é2026-11-22"]
        {
            assert_eq!(order(none), None, "{none}");
        }
    }
}
