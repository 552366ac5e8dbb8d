//! The files of a run, as bytes: of a clone or a team's own folder, else those inside the program.

use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::snapshots::{self, InUse};
use crate::cli::{CompareArgs, DataArgs};
use crate::error::{Problem, Problems};
use crate::notice::Place;
use crate::read::{self, Input};

/// The illustrative data inside the program, for whoever has no clone.
static ILLUSTRATIVE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/illustrative");
/// Where it is in a clone.
const ILLUSTRATIVE_FOLDER: &str = "data/illustrative";
/// The words of its invented area, in it.
const EXAMPLE_WORDS: &str = "narrative";

/// Where a team's own national picture is.
pub(super) const CONTEXT: &str = "data/national_context.toml";

/// Where the words of the invented area are.
#[derive(Debug)]
pub(super) enum ExampleWords {
    /// In a clone.
    Folder(PathBuf),
    /// Inside the program: the path shown to people, and the bytes.
    Inside(Vec<(PathBuf, &'static [u8])>),
}

/// The snapshot in use, where a run names no data.
pub(super) fn in_use(args: &DataArgs) -> Option<InUse> {
    if args.data.is_empty() { snapshots::in_use() } else { None }
}

/// The words of the invented area, where a run's data are those that come with the program.
pub(super) fn example_words(args: &DataArgs, in_use: Option<&InUse>) -> Option<ExampleWords> {
    if args.data.is_empty() && in_use.is_none() { built_in_words() } else { None }
}

/// The words of the invented area.
pub(super) fn built_in_words() -> Option<ExampleWords> {
    let words = ILLUSTRATIVE.get_dir(EXAMPLE_WORDS)?;
    let folder = Path::new(ILLUSTRATIVE_FOLDER).join(EXAMPLE_WORDS);
    if folder.is_dir() {
        return Some(ExampleWords::Folder(folder));
    }
    let shown = |path: &Path| Path::new(ILLUSTRATIVE_FOLDER).join(path);
    let files = words.files().map(|file| (shown(file.path()), file.contents()));
    Some(ExampleWords::Inside(files.collect()))
}

/// The data asked for, else the snapshot in use, else the illustrative data.
pub(super) fn inputs(args: &DataArgs, in_use: Option<&InUse>) -> Vec<Input> {
    if !args.data.is_empty() {
        return args.data.iter().cloned().map(Input::Path).collect();
    }
    if let Some(in_use) = in_use {
        return vec![Input::Path(in_use.path.clone())];
    }
    if Path::new(ILLUSTRATIVE_FOLDER).is_dir() {
        return vec![Input::Path(PathBuf::from(ILLUSTRATIVE_FOLDER))];
    }
    let files = ILLUSTRATIVE
        .files()
        .map(|file| (file.path().display().to_string(), file.contents()))
        .collect();
    vec![Input::Embedded { name: ILLUSTRATIVE_FOLDER.to_owned(), files }]
}

/// The folders that may have been fetched, the last of them to be asked first.
pub(super) fn fetched<'a>(
    args: &'a DataArgs,
    in_use: Option<&'a InUse>,
) -> impl Iterator<Item = &'a PathBuf> {
    args.data.iter().chain(in_use.map(|in_use| &in_use.path))
}

/// The profile's file as it is, and where it is.
pub(super) fn profile_bytes(args: &DataArgs) -> Result<(PathBuf, Vec<u8>), Problems> {
    let in_data = || {
        args.data.iter().rev().map(|folder| folder.join("profile.toml")).find(|path| path.is_file())
    };
    match args.profile.clone().or_else(in_data) {
        Some(path) => {
            let bytes = file(&path, PROFILE_HINT)?;
            Ok((path, bytes))
        }
        None => default_profile(),
    }
}

/// The profile of a clone or a team's folder, else the one inside the program.
pub(super) fn default_profile() -> Result<(PathBuf, Vec<u8>), Problems> {
    let path = PathBuf::from("data/profile.toml");
    let bytes = disk_or(&path, include_bytes!("../../data/profile.toml"))?;
    Ok((path, bytes))
}

/// The list of similar areas as it is, if the run names one.
pub(super) fn list_bytes(args: &CompareArgs) -> Result<Vec<u8>, Problems> {
    let path = args.neighbours.as_deref();
    let bytes = path.map(|path| std::fs::read(path).map_err(|error| unreadable(path, &error)));
    Ok(bytes.transpose()?.unwrap_or_default())
}

/// The list of areas and that of code changes, of a clone or a team's folder, else those inside the program.
pub(super) fn area_lists() -> Result<[Vec<u8>; 2], Problems> {
    Ok([
        disk_or("data/areas.csv", include_bytes!("../../data/areas.csv"))?,
        disk_or("data/area_changes.csv", include_bytes!("../../data/area_changes.csv"))?,
    ])
}

/// What is known about the topics nationally, as it is: a team's own file, else the one inside the program.
pub(super) fn context_bytes() -> Result<Vec<u8>, Problems> {
    disk_or(Path::new(CONTEXT), include_bytes!("../../data/national_context.toml"))
}

/// A file of boundaries as it is.
pub(super) fn boundary_bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    let failed = |error| unreadable(path, &error).hint("--boundaries takes GeoJSON files");
    if std::fs::metadata(path).map_err(failed)?.len() > read::MOST_BOUNDARY_BYTES {
        let place = Place { path: path.to_owned(), line: None, column: None };
        let most = read::MOST_BOUNDARY_BYTES >> 20;
        return Err(Problem::at(format!("boundaries of more than {most} MB are not read"), place)
            .hint("use generalised ones: their names end in BGC, BSC or BUC"));
    }
    std::fs::read(path).map_err(failed)
}

/// The file of a clone or a team's folder, else the one inside the program.
fn disk_or(path: impl AsRef<Path>, embedded: &'static [u8]) -> Result<Vec<u8>, Problems> {
    let path = path.as_ref();
    match std::fs::read(path) {
        Ok(bytes) => Ok(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(embedded.to_vec()),
        Err(error) => Err(unreadable(path, &error).into()),
    }
}

/// What `--profile` is for.
pub(super) const PROFILE_HINT: &str = "--profile takes a TOML file such as data/profile.toml";

/// The bytes of a file that a person named; `hint` says what it should have been.
pub(super) fn file(path: &Path, hint: &str) -> Result<Vec<u8>, Problem> {
    std::fs::read(path).map_err(|error| unreadable(path, &error).hint(hint))
}

pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    let place = Place { path: path.to_owned(), line: None, column: None };
    Problem::at(format!("can't read the file: {error}"), place)
}

pub(super) fn text(bytes: Vec<u8>, path: &Path) -> Result<String, Problems> {
    String::from_utf8(bytes).map_err(|error| {
        let line = error.as_bytes()[..error.utf8_error().valid_up_to()]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count() as u64
            + 1;
        let place = Place { path: path.to_owned(), line: Some(line), column: None };
        Problem::at("the file is not UTF-8 text", place)
            .hint("save it as UTF-8 in the editor")
            .into()
    })
}
