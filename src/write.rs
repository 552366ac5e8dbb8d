//! Writes results: whole or not at all. Nothing here knows what is in a file.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

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
    aside(path, bytes)?
        .persist(path)
        .map_err(|error| WriteError::Replace { path: path.to_owned(), source: error.error })?;
    Ok(())
}

/// Writes a file that must not be there yet: one that is there stays as it is.
///
/// # Errors
///
/// When there is such a file, or the folder or file can't be written.
pub fn new(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    aside(path, bytes)?
        .persist_noclobber(path)
        .map_err(|error| WriteError::File { path: path.to_owned(), source: error.error })?;
    Ok(())
}

/// Writes `bytes` to a file beside `path` that is gone again unless it takes that place.
fn aside(path: &Path, bytes: &[u8]) -> Result<NamedTempFile, WriteError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)
        .map_err(|source| WriteError::Folder { path: folder.to_owned(), source })?;
    let failed = |source| WriteError::File { path: path.to_owned(), source };
    let mut aside = NamedTempFile::with_prefix_in(".jsnapack-", folder).map_err(failed)?;
    aside.write_all(bytes).map_err(failed)?;
    aside.as_file().sync_all().map_err(failed)?;
    readable(aside.as_file()).map_err(failed)?;
    Ok(aside)
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
