//! Writes results: whole or not at all. Nothing here knows what is in a file.

use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

use tempfile::NamedTempFile;

/// What is being written has a name that starts so, until it is whole.
const ASIDE: &str = ".jsnapack-";

/// Held for reading while something is written, for writing when the program is about to stop.
static GATE: RwLock<()> = RwLock::new(());

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The folder can't be made.
    #[error("can't make the folder `{}`: {source}", .path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file can't be written.
    #[error("can't write `{}`: {source}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The finished file can't take the place of the one there.
    #[error("can't replace `{}`: {source}", .path.display())]
    Replace {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl WriteError {
    /// What a person can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Folder { .. } | Self::File { .. } => {
                "check that there is room on the disk and that you may write there, or choose another \
                 place with --out"
            }
            Self::Replace { .. } => "is it open in a viewer? close it and run again",
        }
    }
}

/// Writes `bytes` to `path`: beside it first, then renamed, so that a reader finds the old file or the
/// new one and never a part.
///
/// # Errors
///
/// When the folder or file can't be written; the old file is still there then.
pub fn whole(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let _open = GATE.read().unwrap_or_else(PoisonError::into_inner);
    let failed = |source| WriteError::File { path: path.to_owned(), source };
    let mut aside = aside(path)?;
    aside.write_all(bytes).map_err(failed)?;
    finish(aside, path)
}

/// Writes files that belong together: all of them beside their places first, then renamed one after the other. What
/// is wrong with one, such as a disk without room, is mostly found before any of them is replaced.
///
/// # Errors
///
/// When a folder or file can't be written; no file has been replaced then. When one can't be replaced: those before it
/// have been.
pub fn together(files: &[(PathBuf, Vec<u8>)]) -> Result<(), WriteError> {
    let _open = GATE.read().unwrap_or_else(PoisonError::into_inner);
    let mut ready = Vec::new();
    for (path, bytes) in files {
        let failed = |source| WriteError::File { path: path.clone(), source };
        let mut aside = aside(path)?;
        aside.write_all(bytes).and_then(|()| settle(&aside)).map_err(failed)?;
        ready.push((aside, path));
    }
    ready.into_iter().try_for_each(|(aside, path)| replace(aside, path))
}

/// Writes a file piece by piece, in little memory. If the file there is the same already, it is left
/// untouched.
///
/// # Errors
///
/// When it can't be written; the old file is still there then.
pub fn streamed(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), WriteError> {
    let _open = GATE.read().unwrap_or_else(PoisonError::into_inner);
    let failed = |source| WriteError::File { path: path.to_owned(), source };
    let mut aside = aside(path)?;
    let mut writer = BufWriter::new(aside.as_file_mut());
    fill(&mut writer).and_then(|()| writer.flush()).map_err(failed)?;
    drop(writer);
    if same(aside.path(), path) {
        return Ok(());
    }
    finish(aside, path)
}

/// Writes a folder of results: aside first, then in the place of the one there, which must have a file
/// named `mark` to be taken for an earlier result.
///
/// # Errors
///
/// When it can't be written, or another folder has its place.
pub fn whole_folder(
    path: &Path,
    files: &[(PathBuf, Vec<u8>)],
    mark: &str,
) -> Result<(), WriteError> {
    let _open = GATE.read().unwrap_or_else(PoisonError::into_inner);
    let parent = folder_of(path)?;
    let failed = |source| WriteError::File { path: path.to_owned(), source };
    let aside = tempfile::Builder::new().prefix(ASIDE).tempdir_in(parent).map_err(failed)?;
    for (name, bytes) in files {
        let file = aside.path().join(name);
        let failed = |source| WriteError::File { path: path.join(name), source };
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        std::fs::write(&file, bytes).map_err(failed)?;
    }
    open_to_all(aside.path()).map_err(failed)?;
    clear(path, mark)?;
    let replace = |source| WriteError::Replace { path: path.to_owned(), source };
    std::fs::rename(aside.path(), path).map_err(replace)
}

/// Makes a folder and finds out whether files can be written to it.
///
/// # Errors
///
/// When they can't.
pub fn prepare(folder: &Path) -> Result<(), WriteError> {
    let failed = |source| WriteError::Folder { path: folder.to_owned(), source };
    std::fs::create_dir_all(folder).map_err(failed)?;
    new_file(folder).map_err(failed)?;
    Ok(())
}

/// Finds out whether a folder is there and can be written to, or can be made. Leaves nothing behind.
///
/// # Errors
///
/// When it can't.
pub fn can_prepare(folder: &Path) -> Result<(), WriteError> {
    let failed = |source| WriteError::Folder { path: folder.to_owned(), source };
    let absolute = std::path::absolute(folder).map_err(failed)?;
    let there = absolute.ancestors().find(|path| path.exists()).unwrap_or(Path::new("."));
    if !there.is_dir() {
        return Err(failed(io::ErrorKind::NotADirectory.into()));
    }
    new_file(there).map_err(failed)?;
    Ok(())
}

/// Removes what broken-off runs were writing to a folder. Only for whoever holds the folder: another
/// run's unfinished files look the same.
///
/// # Errors
///
/// When one can't be removed.
pub fn sweep(folder: &Path) -> Result<usize, WriteError> {
    let mut swept = 0;
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Ok(swept);
    };
    for entry in entries.flatten() {
        if !entry.file_name().to_string_lossy().starts_with(ASIDE) {
            continue;
        }
        let path = entry.path();
        let removed = match path.is_dir() {
            true => std::fs::remove_dir_all(&path),
            false => std::fs::remove_file(&path),
        };
        removed.map_err(|source| WriteError::Replace { path, source })?;
        swept += 1;
    }
    Ok(swept)
}

/// Waits for everything in work to be written, and lets nothing be written from then on: the program may
/// stop without leaving a part of a file.
pub fn close() {
    std::mem::forget(GATE.write().unwrap_or_else(PoisonError::into_inner));
}

/// A file beside the place of a result.
fn aside(path: &Path) -> Result<NamedTempFile, WriteError> {
    let folder = folder_of(path)?;
    new_file(folder).map_err(|source| WriteError::File { path: path.to_owned(), source })
}

/// An empty file in a folder.
fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    // The error's own words name a file that nobody has heard of.
    NamedTempFile::with_prefix_in(ASIDE, folder).map_err(|error| error.kind().into())
}

/// The folder of a result, made if it isn't there.
fn folder_of(path: &Path) -> Result<&Path, WriteError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)
        .map_err(|source| WriteError::Folder { path: folder.to_owned(), source })?;
    Ok(folder)
}

/// Puts a finished file in its place.
fn finish(aside: NamedTempFile, path: &Path) -> Result<(), WriteError> {
    settle(&aside).map_err(|source| WriteError::File { path: path.to_owned(), source })?;
    replace(aside, path)
}

/// Sees that a finished file is on the disk, and may be read by others.
fn settle(aside: &NamedTempFile) -> io::Result<()> {
    aside.as_file().sync_all()?;
    readable(aside.as_file())
}

/// Renames a file that is on the disk to its place.
fn replace(aside: NamedTempFile, path: &Path) -> Result<(), WriteError> {
    aside
        .persist(path)
        .map_err(|error| WriteError::Replace { path: path.to_owned(), source: error.error })?;
    Ok(())
}

/// Whether two files hold the same. No, if either can't be read.
fn same(one: &Path, other: &Path) -> bool {
    let open = |path| std::fs::File::open(path).map(io::BufReader::new);
    let (Ok(one), Ok(other)) = (open(one), open(other)) else {
        return false;
    };
    let (mut one, mut other) = (one.bytes(), other.bytes());
    loop {
        match (one.next(), other.next()) {
            (None, None) => return true,
            (Some(Ok(a)), Some(Ok(b))) if a == b => {}
            _ => return false,
        }
    }
}

/// Writes a file that must not be there yet: one that is there stays as it is.
///
/// # Errors
///
/// When there is such a file, or the folder or file can't be written.
pub fn new(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let failed = |source| WriteError::File { path: path.to_owned(), source };
    let mut aside = aside(path)?;
    aside.write_all(bytes).map_err(failed)?;
    aside.as_file().sync_all().map_err(failed)?;
    readable(aside.as_file()).map_err(failed)?;
    aside.persist_noclobber(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Whether nothing is at a place but an empty folder.
pub fn is_free(folder: &Path) -> bool {
    match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// Removes a folder of results that has a file named `mark`; leaves any other alone.
///
/// # Errors
///
/// When a file in it can't be removed.
pub fn clear(folder: &Path, mark: &str) -> Result<(), WriteError> {
    if !folder.join(mark).is_file() {
        return Ok(());
    }
    std::fs::remove_dir_all(folder)
        .map_err(|source| WriteError::Replace { path: folder.to_owned(), source })
}

/// Temporary files are for their owner alone; a result is for whoever may read the folder.
#[cfg(unix)]
fn readable(file: &std::fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

/// The same for a folder.
#[cfg(unix)]
fn open_to_all(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn open_to_all(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn readable(_file: &std::fs::File) -> io::Result<()> {
    Ok(())
}

/// A name as part of a file name on every system: lower case letters, digits and hyphens.
pub fn file_name(name: &str) -> String {
    let mut safe = String::new();
    for letter in name.to_lowercase().chars() {
        if letter.is_ascii_alphanumeric() {
            safe.push(letter);
        } else if !safe.ends_with('-') && !safe.is_empty() && letter != '\'' {
            safe.push('-');
        }
    }
    safe.truncate(60);
    safe.trim_end_matches('-').to_owned()
}
