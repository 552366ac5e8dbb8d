//! Which fetched snapshot a command uses, and what is to be said of it.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::files::{text, unreadable};
use crate::error::Problems;
use crate::fetch::{BASE, Store};
use crate::model::dataset::Dataset;
use crate::model::snapshot::Base;
use crate::notice::Notice;
use crate::read;

/// Where snapshots are, from the folder that the program runs in.
pub(super) const FOLDER: &str = "data/fingertips";

/// The snapshot that is used where no data is given.
#[derive(Debug)]
pub(super) struct InUse {
    pub path: PathBuf,
    /// The last day on which the service had nothing newer.
    pub checked: String,
    pub notices: Vec<Notice>,
}

/// The snapshot in use; if files of it are gone, the newest one that is whole.
pub(super) fn in_use() -> Option<InUse> {
    let store = Store::new(FOLDER);
    let mut notices = Vec::new();
    let others = store.all().into_iter().rev();
    for kept in store.latest().into_iter().chain(others) {
        let damaged = kept.damaged();
        let Some(first) = damaged.first() else {
            return Some(InUse { path: kept.path, checked: kept.checked, notices });
        };
        let what = format!(
            "the snapshot `{}` is not used: {} of its files are not as they were fetched, such as \
             `{first}`; fetch again",
            kept.path.display(),
            damaged.len()
        );
        if !notices.iter().any(|notice: &Notice| notice.what == what) {
            notices.push(Notice::new(what));
        }
    }
    None
}

/// What the service says of the indicators of a data folder, if the folder was fetched.
pub(super) fn base_of(folder: &Path) -> Result<Option<Base>, Problems> {
    let path = folder.join(BASE);
    base_bytes(folder)?.map(|bytes| read::base(&text(bytes, &path)?, &path)).transpose()
}

/// The same as it is.
pub(super) fn base_bytes(folder: &Path) -> Result<Option<Vec<u8>>, Problems> {
    let path = folder.join(BASE);
    match std::fs::read(&path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        // `--data` may name a file.
        Err(_) if !folder.is_dir() => Ok(None),
        Err(error) => Err(unreadable(&path, &error).into()),
    }
}

/// No snapshot is older without a word about it.
fn longest() -> Span {
    6.months()
}

/// A word about figures that were fetched long ago. `checked` is when the service was last found to have
/// nothing newer.
pub(super) fn age(dataset: &Dataset, checked: Option<&str>, today: Date) -> Option<Notice> {
    let fetched = dataset.sources.iter().filter_map(|source| source.snapshot.as_ref());
    let newest = fetched
        .filter(|snapshot| snapshot.fetched.is_some())
        .map(|snapshot| snapshot.date.as_str())
        .chain(checked)
        .max()?;
    let old = newest.parse::<Date>().ok()?.saturating_add(longest()) < today;
    old.then(|| {
        Notice::new(format!(
            "the data was fetched more than six months ago (last seen to be current on {newest}); \
             `jsnapack fetch` brings what is new"
        ))
    })
}
