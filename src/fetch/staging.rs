//! The folder that a snapshot grows in before it is whole, and its journal, so that a fetch that broke
//! can go on where it was. One fetch at a time.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{BufReader, Read as _, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use jiff::civil::Date;
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::client::hex;
use super::failure::Failure;
use super::store::{Store, disk, keep};
use crate::error::Problem;
use crate::model::snapshot::Answer;

/// The growing folder's name.
const PARTIAL: &str = ".partial";
/// The journal's name within it.
const JOURNAL: &str = "journal.jsonl";
/// Held while a fetch runs.
const LOCK: &str = ".lock";
/// Answers of different days don't make one snapshot: a broken fetch is not resumed after that.
const HOURS: i64 = 48;

/// What a fetch asks for: only the same one can go on with what is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Wanted {
    pub(super) from: String,
    pub(super) profile: String,
    pub(super) area_types: Vec<String>,
    pub(super) indicators: Vec<u32>,
    pub(super) neighbours: bool,
}

/// The journal's first line.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Heading {
    began: Timestamp,
    /// The day of the snapshot.
    day: Date,
    wanted: Wanted,
}

/// A growing snapshot.
#[derive(Debug)]
pub(super) struct Staging {
    path: PathBuf,
    began: Timestamp,
    day: Date,
    journal: Mutex<File>,
    /// What an earlier run got, by question.
    earlier: BTreeMap<String, Answer>,
    /// Held until this fetch ends.
    _lock: File,
}

/// What became of an earlier fetch that broke.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Earlier {
    /// There is none.
    None,
    /// It goes on: so many answers are there.
    Resumed(usize),
    /// It was thrown away: so many answers.
    Dropped(usize),
}

impl Staging {
    /// Opens the growing folder, with what is there if `resume` and else empty.
    pub(super) fn open(
        store: &Store,
        wanted: Wanted,
        resume: bool,
        (now, today): (Timestamp, Date),
    ) -> Result<(Self, Earlier), Problem> {
        let folder = store.folder();
        fs::create_dir_all(folder).map_err(|error| disk(folder, &error))?;
        let lock = lock(folder)?;
        let path = folder.join(PARTIAL);
        let found = heading(&path).map(|heading| (heading, answers(&path)));
        let (began, day, earlier, fate) = match found {
            Some((heading, answers)) if resume => {
                fit(&heading, &wanted, now)?;
                let earlier: BTreeMap<_, _> = answers
                    .into_iter()
                    .filter(|answer| is_intact(&path, answer))
                    .map(|answer| (answer.url.clone(), answer))
                    .collect();
                let count = earlier.len();
                (heading.began, heading.day, earlier, Earlier::Resumed(count))
            }
            Some((_, answers)) => (now, today, BTreeMap::new(), Earlier::Dropped(answers.len())),
            None => (now, today, BTreeMap::new(), Earlier::None),
        };
        if !matches!(fate, Earlier::Resumed(_)) && path.exists() {
            fs::remove_dir_all(&path).map_err(|error| disk(&path, &error))?;
        }
        fs::create_dir_all(&path).map_err(|error| disk(&path, &error))?;
        let journal = journal(&path, &Heading { began, day, wanted }, &earlier)
            .map_err(|error| disk(&path.join(JOURNAL), &error))?;
        Ok((Self { path, began, day, journal: Mutex::new(journal), earlier, _lock: lock }, fate))
    }

    /// Its folder.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// When the first of its answers was asked for.
    pub(super) fn began(&self) -> Timestamp {
        self.began
    }

    /// The day of the snapshot: that on which the fetch began.
    pub(super) fn day(&self) -> Date {
        self.day
    }

    /// An answer that is there already.
    pub(super) fn earlier(&self, url: &str) -> Option<&Answer> {
        self.earlier.get(url)
    }

    /// A file to write an answer to, beside its place.
    pub(super) fn aside(&self, file: &str) -> Result<NamedTempFile, Failure> {
        let path = self.path.join(file);
        let folder = path.parent().unwrap_or(&self.path);
        fs::create_dir_all(folder)
            .and_then(|()| NamedTempFile::with_prefix_in(".part-", folder))
            .map_err(|error| Failure::Disk { path, error })
    }

    /// Keeps a whole answer, and remembers it.
    pub(super) fn keep(&self, aside: NamedTempFile, answer: &Answer) -> Result<(), Failure> {
        let path = self.path.join(&answer.file);
        let kept = keep(aside, &path).and_then(|()| self.remember(answer));
        kept.map_err(|error| Failure::Disk { path, error })
    }

    /// Takes an answer over from an older snapshot, if it is still there as it was.
    pub(super) fn take(&self, from: &Path, old: &Answer, answer: &Answer) -> Result<bool, Failure> {
        if !is_intact(from, old) {
            return Ok(false);
        }
        let mut aside = self.aside(&answer.file)?;
        let path = self.path.join(&answer.file);
        File::open(from.join(&old.file))
            .and_then(|mut old| std::io::copy(&mut old, &mut aside))
            .map_err(|error| Failure::Disk { path, error })?;
        self.keep(aside, answer)?;
        Ok(true)
    }

    fn remember(&self, answer: &Answer) -> std::io::Result<()> {
        let mut line = serde_json::to_vec(answer)?;
        line.push(b'\n');
        let mut journal = self.journal.lock().map_err(|_| std::io::Error::other("journal"))?;
        journal.write_all(&line)?;
        journal.sync_data()
    }

    /// The text of an answer that is there.
    pub(super) fn text(&self, file: &str) -> Result<String, Problem> {
        let path = self.path.join(file);
        fs::read_to_string(&path)
            .map_err(|error| Problem::new(format!("`{}` can't be read: {error}", path.display())))
    }

    /// Writes one of the files that are made from the answers.
    pub(super) fn write(&self, file: &str, text: &str) -> Result<(), Problem> {
        let path = self.path.join(file);
        super::store::whole(&path, text.as_bytes()).map_err(|error| disk(&path, &error))
    }

    /// Removes every file that belongs to no answer and is not made here.
    pub(super) fn tidy(&self, answers: &[Answer], made: &[&str]) -> Result<(), Problem> {
        let mut folders = vec![PathBuf::new()];
        while let Some(folder) = folders.pop() {
            let full = self.path.join(&folder);
            let entries = fs::read_dir(&full).map_err(|error| disk(&full, &error))?;
            for entry in entries.flatten() {
                let name = folder.join(entry.file_name());
                if entry.path().is_dir() {
                    folders.push(name);
                    continue;
                }
                let text = name.to_string_lossy().replace('\\', "/");
                let belongs = made.contains(&text.as_str())
                    || text == JOURNAL
                    || answers.iter().any(|answer| answer.file == text);
                if !belongs {
                    fs::remove_file(entry.path()).map_err(|error| disk(&entry.path(), &error))?;
                }
            }
        }
        Ok(())
    }

    /// Gives the folder its place among the snapshots. Says its name.
    pub(super) fn place(self, store: &Store, date: &str) -> Result<String, Problem> {
        let Self { path, journal, _lock, .. } = self;
        // Some systems move no folder with an open file.
        drop(journal);
        let name = store.place(&path, date)?;
        // It is of no use any more; should it stay, nobody minds.
        let _ = fs::remove_file(store.folder().join(&name).join(JOURNAL));
        Ok(name)
    }

    /// Removes the folder: there is nothing new in it.
    pub(super) fn discard(self) -> Result<(), Problem> {
        let Self { path, journal, .. } = self;
        drop(journal);
        fs::remove_dir_all(&path).map_err(|error| disk(&path, &error))
    }
}

/// Lets nobody else fetch into the folder. The system lets go when the program ends, however it ends.
fn lock(folder: &Path) -> Result<File, Problem> {
    let path = folder.join(LOCK);
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|error| disk(&path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err(Problem::new(format!("another fetch into `{}` is running", folder.display()))
                .hint("wait until it ends, or give another folder with --out"))
        }
        // Some network drives know no locks; one fetch at a time is then up to people.
        Err(TryLockError::Error(_)) => Ok(file),
    }
}

fn heading(path: &Path) -> Option<Heading> {
    let text = fs::read_to_string(path.join(JOURNAL)).ok()?;
    serde_json::from_str(text.lines().next()?).ok()
}

/// The journal's answers. Its last line may be cut short.
fn answers(path: &Path) -> Vec<Answer> {
    let text = fs::read_to_string(path.join(JOURNAL)).unwrap_or_default();
    text.lines().skip(1).filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// Whether a broken fetch is one that this one can go on with.
fn fit(heading: &Heading, wanted: &Wanted, now: Timestamp) -> Result<(), Problem> {
    if heading.wanted != *wanted {
        return Err(Problem::new("the fetch that broke asked for something else")
            .hint("give the same options as then, or leave out --resume to begin anew"));
    }
    let end = heading.began.saturating_add(Span::new().hours(HOURS));
    if end.is_ok_and(|end| now > end) {
        return Err(Problem::new(format!(
            "the fetch that broke began at {}: answers of then and now don't make one snapshot",
            heading.began
        ))
        .hint("leave out --resume to begin anew"));
    }
    Ok(())
}

/// Whether an answer's file is what it was when it came.
fn is_intact(folder: &Path, answer: &Answer) -> bool {
    let digest = || -> std::io::Result<String> {
        let mut file = BufReader::new(File::open(folder.join(&answer.file))?);
        let mut hash = Sha256::new();
        let mut buffer = vec![0; 64 << 10];
        loop {
            match file.read(&mut buffer)? {
                0 => return Ok(hex(&hash.finalize())),
                length => hash.update(&buffer[..length]),
            }
        }
    };
    digest().is_ok_and(|digest| digest == answer.sha256)
}

/// Writes the journal as far as it goes, and opens it for more.
fn journal(
    path: &Path,
    heading: &Heading,
    answers: &BTreeMap<String, Answer>,
) -> std::io::Result<File> {
    let mut text = serde_json::to_string(heading)?;
    text.push('\n');
    for answer in answers.values() {
        text.push_str(&serde_json::to_string(answer)?);
        text.push('\n');
    }
    let path = path.join(JOURNAL);
    super::store::whole(&path, text.as_bytes())?;
    OpenOptions::new().append(true).open(path)
}
