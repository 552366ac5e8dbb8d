//! Finds and reads writers' files. Nothing outside their folder is read, and nothing is ever written.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::decode::MOST_BYTES;
use crate::error::{Problem, Problems};
use crate::model::slot::ImageFile;
use crate::notice::Place;

/// A larger image is not read, in bytes.
const MOST_IMAGE_BYTES: u64 = 20 << 20;
/// More files than a folder of words has: a wrong folder was named.
const MOST_FILES: usize = 20_000;
/// Folders inside folders are looked into this far.
const DEEPEST: usize = 5;

/// The files of a folder.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// Documents in order of name, with their bytes or why they can't be read.
    pub(super) documents: Vec<(PathBuf, Result<Vec<u8>, Problem>)>,
    /// Images by their path in the folder.
    pub(super) images: BTreeMap<String, ImageFile>,
}

/// Reads the documents of a folder, and lists its images.
pub(super) fn files(folder: &Path) -> Result<Files, Problems> {
    let root = fs::canonicalize(folder).map_err(|error| unreadable(folder, &error))?;
    let mut files = Files::default();
    let mut count = 0;
    look(folder, "", 0, &root, &mut files, &mut count)?;
    files.documents.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(files)
}

fn look(
    folder: &Path,
    at: &str,
    depth: usize,
    root: &Path,
    files: &mut Files,
    count: &mut usize,
) -> Result<(), Problems> {
    let entries = fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| unreadable(folder, &error))?;
        let path = entry.path();
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        // Editors' and systems' own files.
        if name.starts_with(['.', '~']) || name.ends_with('~') {
            continue;
        }
        *count += 1;
        if *count > MOST_FILES {
            return Err(Problem::at(
                format!("there are more than {MOST_FILES} files here"),
                whole(folder),
            )
            .hint("is this the folder of writers' words?")
            .into());
        }
        let kind = entry.file_type().map_err(|error| unreadable(&path, &error))?;
        let inside = format!("{at}{name}");
        let extension = path.extension().map(|end| end.to_string_lossy().to_lowercase());
        let leads_out = kind.is_symlink() && leads_out(&path, root);
        match extension.as_deref() {
            // A folder that is a link is not followed.
            _ if kind.is_dir() && depth < DEEPEST => {
                look(&path, &format!("{inside}/"), depth + 1, root, files, count)?;
            }
            _ if kind.is_dir() => {}
            Some("md" | "markdown") if depth == 0 => {
                let bytes = if leads_out {
                    Err(Problem::at("the file is a link out of the folder", whole(&path))
                        .hint("put the file itself into the folder"))
                } else {
                    document(&path)
                };
                files.documents.push((path, bytes));
            }
            Some("png" | "jpg" | "jpeg") => {
                files.images.insert(inside, image(path, leads_out));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether a link leads out of the folder, or nowhere.
fn leads_out(path: &Path, root: &Path) -> bool {
    fs::canonicalize(path).map_or(true, |target| !target.starts_with(root))
}

fn document(path: &Path) -> Result<Vec<u8>, Problem> {
    let failed = |error: io::Error| unreadable(path, &error);
    let file = File::open(path).map_err(failed)?;
    if !file.metadata().map_err(failed)?.is_file() {
        return Err(Problem::at("this is no file", whole(path)));
    }
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Problem::at(
            format!("the file is larger than {} MB", MOST_BYTES >> 20),
            whole(path),
        )
        .hint("a document has words only: put images into files of their own"));
    }
    Ok(bytes)
}

fn image(path: PathBuf, leads_out: bool) -> ImageFile {
    let metadata = fs::metadata(&path).ok().filter(|found| !leads_out && found.is_file());
    let bytes = metadata.as_ref().map_or(0, fs::Metadata::len);
    let fault = if leads_out {
        Some("is a link out of the folder")
    } else if metadata.is_none() {
        Some("is no file")
    } else if bytes > MOST_IMAGE_BYTES {
        Some("is larger than 20 MB")
    } else {
        None
    };
    ImageFile { path, bytes, fault }
}

/// Reads an image that [`files`] listed.
pub(super) fn image_bytes(image: &ImageFile) -> Result<Vec<u8>, Problem> {
    let failed = |error: io::Error| unreadable(&image.path, &error);
    let mut bytes = Vec::new();
    File::open(&image.path)
        .map_err(failed)?
        .take(MOST_IMAGE_BYTES)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    Ok(bytes)
}

fn unreadable(path: &Path, error: &io::Error) -> Problem {
    Problem::at(format!("can't be read: {error}"), whole(path))
        .hint("check that it is there and that you may read it")
}

fn whole(path: &Path) -> Place {
    Place { path: path.to_owned(), line: None, column: None }
}
