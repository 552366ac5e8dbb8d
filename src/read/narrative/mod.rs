//! Reads writers' documents: whose they are, which text belongs to which slot.
//! Knows `model`. The folder is touched in `folder` only, and never written to.

mod decode;
mod document;
mod folder;
mod front;
mod images;
mod tidy;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use document::KnownSlot;
pub use images::image;

use crate::error::{Problem, Problems};
use crate::model::directory::Directory;
use crate::model::slot::{Document, Narrative, Scope};
use crate::notice::{Notice, Place};

/// The name, without its end, of the file whose words are for all areas.
pub const ALL_AREAS: &str = "all-areas";

/// Reads all documents of a folder.
///
/// # Errors
///
/// When the folder itself can't be read. What is wrong with a document is in the result: it stops only the
/// packs that would have its words.
pub fn narrative(
    folder: &Path,
    directory: &Directory,
    known: &[KnownSlot],
) -> Result<Narrative, Problems> {
    let files = folder::files(folder)?;
    let narrative =
        Narrative { folder: Some(folder.to_owned()), images: files.images, ..Narrative::default() };
    Ok(gather(narrative, files.documents, directory, known))
}

/// Hands over a folder's documents and images as they are. Of one that can't be read it hands over the reason.
///
/// # Errors
///
/// When the folder itself can't be read.
pub fn raw(folder: &Path, each: &mut dyn FnMut(&Path, &[u8])) -> Result<(), Problems> {
    let files = folder::files(folder)?;
    for (path, bytes) in files.documents {
        match bytes {
            Ok(bytes) => each(&path, &bytes),
            Err(problem) => each(&path, problem.to_string().as_bytes()),
        }
    }
    for image in files.images.values() {
        match image
            .fault
            .map_or_else(|| folder::image_bytes(image), |fault| Err(Problem::new(fault)))
        {
            Ok(bytes) => each(&image.path, &bytes),
            Err(problem) => each(&image.path, problem.to_string().as_bytes()),
        }
    }
    Ok(())
}

/// Documents that are part of the program: path as shown to people, and bytes.
pub fn embedded(
    files: &[(PathBuf, &'static [u8])],
    directory: &Directory,
    known: &[KnownSlot],
) -> Narrative {
    let documents = files.iter().map(|(path, bytes)| (path.clone(), Ok(bytes.to_vec()))).collect();
    gather(Narrative::default(), documents, directory, known)
}

/// Reads documents and sorts them by whose they are.
fn gather(
    mut narrative: Narrative,
    documents: Vec<(PathBuf, Result<Vec<u8>, Problem>)>,
    directory: &Directory,
    known: &[KnownSlot],
) -> Narrative {
    let mut first: BTreeMap<Scope, PathBuf> = BTreeMap::new();
    for (path, bytes) in documents {
        let read = read(&path, bytes, directory, known);
        narrative.notices.extend(read.notice);
        if let Some(other) = read.also {
            // Whose words they are is not sure: neither pack is built without them.
            narrative.problems.entry(other).or_default().extend(read.problems.clone());
        }
        let Some(scope) = read.scope else {
            narrative.take_homeless(&path, read.document, read.problems);
            continue;
        };
        let mut problems = read.problems;
        if let Some(other) = first.get(&scope) {
            problems.push(
                Problem::at(
                    format!("`{}` holds words for the same area", other.display()),
                    whole(&path),
                )
                .hint("put all its words into one of the two files, and take the other out of the folder"),
            );
        } else {
            first.insert(scope.clone(), path.clone());
            if let Some(document) = read.document {
                narrative.documents.insert(scope.clone(), Arc::new(document));
            }
        }
        if !problems.is_empty() {
            narrative.problems.entry(scope).or_default().extend(problems);
        }
    }
    narrative
}

/// A file as far as it could be read.
struct ReadFile {
    scope: Option<Scope>,
    /// Whose words it may be as well, by its name.
    also: Option<Scope>,
    document: Option<Document>,
    notice: Option<Notice>,
    problems: Vec<Problem>,
}

fn read(
    path: &Path,
    bytes: Result<Vec<u8>, Problem>,
    directory: &Directory,
    known: &[KnownSlot],
) -> ReadFile {
    let by_name = by_name(path, directory);
    let decoded = bytes.and_then(|bytes| decode::decode(&bytes, path));
    let (text, notice) = match decoded {
        Ok(decoded) => decoded,
        Err(problem) => {
            return ReadFile {
                scope: by_name,
                also: None,
                document: None,
                notice: None,
                problems: vec![problem],
            };
        }
    };
    let front = front::front(&text, path);
    let mut problems = front.problems;
    let mut also = None;
    let scope = match front.area {
        None => by_name,
        Some((area, place)) => match by_area(&area, directory) {
            Some(named) => {
                if let Some(other) = by_name.filter(|other| *other != named) {
                    problems.push(
                        Problem::at(
                            format!(
                                "the file's name means {}, but its `area` is {}",
                                shown(&other),
                                shown(&named)
                            ),
                            place,
                        )
                        .hint("change one of them"),
                    );
                    also = Some(other);
                }
                Some(named)
            }
            None => {
                problems.push(
                    Problem::at(format!("no area is called `{area}`"), place)
                        .hint("give its code, its name as `jsnapack areas` lists it, or `all`"),
                );
                by_name
            }
        },
    };
    let (texts, more) = document::document(&text, front.lines, path, known);
    problems.extend(more);
    let document = Document { path: path.to_owned(), front: front.matter, texts };
    ReadFile { scope, also, document: Some(document), notice, problems }
}

/// Whose words a file holds, by its name: `all-areas`, or an area's code somewhere in it, or its name.
fn by_name(path: &Path, directory: &Directory) -> Option<Scope> {
    let stem = path.file_stem()?.to_string_lossy();
    if stem.eq_ignore_ascii_case(ALL_AREAS) {
        return Some(Scope::AllAreas);
    }
    let code = |word: &&str| {
        word.len() == 9
            && word.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && word[1..].bytes().all(|byte| byte.is_ascii_digit())
    };
    let typed = stem
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .find(code)
        .map_or_else(|| stem.replace(['-', '_'], " "), str::to_owned);
    directory.find(&typed).ok().map(|area| Scope::Area(area.code.clone()))
}

/// Whether somebody means all areas.
pub fn names_all_areas(typed: &str) -> bool {
    ["all", "all areas", ALL_AREAS].iter().any(|all| typed.eq_ignore_ascii_case(all))
}

fn by_area(area: &str, directory: &Directory) -> Option<Scope> {
    if names_all_areas(area) {
        return Some(Scope::AllAreas);
    }
    directory.find(area).ok().map(|area| Scope::Area(area.code.clone()))
}

fn shown(scope: &Scope) -> String {
    match scope {
        Scope::AllAreas => "all areas".to_owned(),
        Scope::Area(code) => format!("`{code}`"),
    }
}

impl Narrative {
    /// A file that names no area. With words for slots it is a problem, else only odd.
    fn take_homeless(&mut self, path: &Path, document: Option<Document>, problems: Vec<Problem>) {
        let named = document.as_ref().is_none_or(|document| !document.texts.is_empty());
        if named || problems.iter().any(|problem| problem.what.starts_with("no area is called")) {
            self.homeless.push(
                Problem::at("this file names no area: its words are in no pack", whole(path))
                    .hint("write `area: E08000012` between two lines of `---` at its top, or put the code into its name"),
            );
        } else {
            self.notices.push(Notice::at("this file has no slots: it is not used", whole(path)));
        }
    }
}

fn whole(path: &Path) -> Place {
    Place { path: path.to_owned(), line: None, column: None }
}
