//! Loads everything that packs are worked out from, once a run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use jiff::civil::Date;
use jiff::{Timestamp, Zoned, tz::TimeZone};

use super::snapshots::{self, InUse};
use crate::cli::{CompareArgs, DataArgs};
use crate::compare::disclosure::{self, Withheld};
use crate::compare::{self, Context, National, inputs, intervals};
use crate::error::{Problem, Problems};
use crate::model::area::{Area, AreaCode, AreaType};
use crate::model::dataset::{Dataset, SeriesKey};
use crate::model::directory::{Directory, FindError};
use crate::model::neighbours::{Choice, Neighbours};
use crate::model::pack::{AsOf, Pack};
use crate::model::profile::Profile;
use crate::notice::{Notice, Place};
use crate::read::{self, Input, Read};

/// The illustrative data inside the program, for whoever has no clone.
static ILLUSTRATIVE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/illustrative");
/// Where it is in a clone.
const ILLUSTRATIVE_FOLDER: &str = "data/illustrative";
/// The words of its invented area, in it.
const EXAMPLE_WORDS: &str = "narrative";

/// Everything that packs are worked out from.
#[derive(Debug)]
pub(super) struct Loaded {
    pub dataset: Dataset,
    pub profile: Profile,
    pub series: BTreeMap<String, SeriesKey>,
    pub directory: Directory,
    pub national: National,
    pub as_of: AsOf,
    /// What areas are compared with.
    pub choice: Choice,
    /// Which areas are alike, if a list is given.
    pub neighbours: Option<Neighbours>,
    /// What was withheld because counts are small.
    pub withheld: Vec<Withheld>,
    /// What is odd about the data as a whole.
    pub notices: Vec<Notice>,
    /// Whether the data are those that come with the program.
    is_built_in: bool,
}

/// Where the words of the invented area are.
#[derive(Debug)]
pub(super) enum ExampleWords {
    /// In a clone.
    Folder(PathBuf),
    /// Inside the program: the path shown to people, and the bytes.
    Inside(Vec<(PathBuf, &'static [u8])>),
}

impl Loaded {
    /// Reads data, areas, profile and lists of similar areas.
    pub(super) fn new(args: &DataArgs, compare: &CompareArgs) -> Result<Self, Problems> {
        Self::dated(args, compare, date(args)?)
    }

    /// The same with a date, or with the data's own.
    pub(super) fn dated(
        args: &DataArgs,
        compare: &CompareArgs,
        chosen_date: Option<String>,
    ) -> Result<Self, Problems> {
        let directory = areas()?;
        // Both may have problems; a person wants to hear of all of them at once.
        let in_use = in_use(args);
        let read = read::dataset(&inputs(args, in_use.as_ref()), &directory);
        let profile = profile(args, in_use.as_ref());
        let (Read { dataset, mut notices }, profile) = both(read, profile)?;
        let checked = in_use.as_ref().map(|in_use| in_use.checked.as_str());
        notices.extend(snapshots::age(&dataset, checked, today(chosen_date.as_deref())));
        notices.extend(in_use.iter().flat_map(|in_use| in_use.notices.clone()));
        let directory = read::with_data(directory, &dataset);
        let (resolved, (choice, neighbours)) = both(
            read::resolve(&profile, &dataset),
            both(choice(compare, &profile, &directory), lists(compare, &directory)),
        )?;
        let read::Resolved { series, notices: more } = resolved;
        notices.extend(more);
        let neighbours = neighbours.map(|read| {
            notices.extend(read.notices);
            read.neighbours
        });
        let (dataset, withheld) = disclosure::withhold(dataset, &profile, &directory);
        let (dataset, more) = inputs::without_impossible(dataset, &profile, &series);
        notices.extend(more);
        let (dataset, more) = intervals::computed(dataset, &profile, &series);
        notices.extend(more);
        notices.extend(inputs::lacking(&dataset, &profile, &series));
        if !withheld.is_empty() {
            notices.push(Notice::new(format!(
                "{} of local data withheld; `jsnapack check` lists them",
                small_numbers(withheld.len()),
            )));
        }
        let national = compare::national(&dataset, &profile, &series, &directory);
        let as_of = compare::as_of(&dataset, chosen_date);
        let is_built_in = args.data.is_empty() && in_use.is_none();
        Ok(Self {
            dataset,
            profile,
            series,
            directory,
            national,
            as_of,
            choice,
            neighbours,
            withheld,
            notices,
            is_built_in,
        })
    }

    /// The words of the invented area, where the data are those that come with the program.
    pub(super) fn example_words(&self) -> Option<ExampleWords> {
        if self.is_built_in { built_in_words() } else { None }
    }

    /// Works out the Pack of one area.
    pub(super) fn pack(&self, area: &Area) -> Pack {
        compare::pack(&self.context(), area)
    }

    /// What packs are worked out from.
    pub(super) fn context(&self) -> Context<'_> {
        Context {
            dataset: &self.dataset,
            profile: &self.profile,
            series: &self.series,
            directory: &self.directory,
            national: &self.national,
            choice: &self.choice,
            neighbours: self.neighbours.as_ref(),
            as_of: &self.as_of,
        }
    }

    /// The areas that people typed; every one that can't be found is a problem.
    pub(super) fn find(&self, typed: &[String]) -> Result<Vec<&Area>, Problems> {
        find(&self.directory, typed)
    }

    /// Whether the data has a row of the profile's indicators for an area.
    pub(super) fn has_rows(&self, code: &AreaCode) -> bool {
        self.series
            .values()
            .filter_map(|key| self.dataset.series.get(key))
            .any(|series| !series.of(code).is_empty())
    }
}

/// The snapshot in use, where a run names no data.
pub(super) fn in_use(args: &DataArgs) -> Option<InUse> {
    if args.data.is_empty() { snapshots::in_use() } else { None }
}

/// The words of the invented area, where a run's data are those that come with the program.
pub(super) fn example_words(args: &DataArgs, in_use: Option<&InUse>) -> Option<ExampleWords> {
    if args.data.is_empty() && in_use.is_none() { built_in_words() } else { None }
}

fn built_in_words() -> Option<ExampleWords> {
    let words = ILLUSTRATIVE.get_dir(EXAMPLE_WORDS)?;
    let folder = Path::new(ILLUSTRATIVE_FOLDER).join(EXAMPLE_WORDS);
    if folder.is_dir() {
        return Some(ExampleWords::Folder(folder));
    }
    let shown = |path: &Path| Path::new(ILLUSTRATIVE_FOLDER).join(path);
    let files = words.files().map(|file| (shown(file.path()), file.contents()));
    Some(ExampleWords::Inside(files.collect()))
}

/// The areas that people typed, by code; every one that can't be found is a problem.
pub(super) fn find<'a>(
    directory: &'a Directory,
    typed: &[String],
) -> Result<Vec<&'a Area>, Problems> {
    let mut areas: Vec<&Area> = Vec::new();
    let mut problems = Vec::new();
    for typed in typed {
        match directory.find(typed) {
            Ok(area) => areas.push(area),
            Err(error) => problems.push(not_found(&error)),
        }
    }
    Problems::none_or(problems)?;
    areas.sort_by(|a, b| a.code.cmp(&b.code));
    areas.dedup_by(|a, b| a.code == b.code);
    Ok(areas)
}

/// What areas are compared with: as the run says, else as the profile does.
fn choice(
    args: &CompareArgs,
    profile: &Profile,
    directory: &Directory,
) -> Result<Choice, Problems> {
    let (asked, by_profile) = match &args.compare {
        Some(typed) => (Choice::from(typed.clone()), false),
        None => (profile.compare.clone(), true),
    };
    let Choice::Area(typed) = asked else {
        return Ok(asked);
    };
    match directory.find(typed.as_str()) {
        Ok(area) if area.area_type == AreaType::England => Ok(Choice::England),
        Ok(area) => Ok(Choice::Area(area.code.clone())),
        Err(error) => {
            let mut problem = not_found(&error);
            if matches!(error, FindError::Ended { .. }) {
                problem = problem.hint("compare with one of these, by name or code");
            }
            if by_profile {
                problem.what = format!("the profile's `compare`: {}", problem.what);
            }
            Err(problem.into())
        }
    }
}

/// The lists of similar areas, if the run names a file.
fn lists(
    args: &CompareArgs,
    directory: &Directory,
) -> Result<Option<read::NeighboursRead>, Problems> {
    args.neighbours.as_deref().map(|path| read::neighbours(path, directory)).transpose()
}

fn not_found(error: &FindError) -> Problem {
    let problem = Problem::new(error.to_string());
    match error {
        FindError::Ambiguous { .. } => problem.hint("give one of these names or codes"),
        FindError::Ended { .. } => problem.hint("build its successors, by name or code"),
        FindError::Unknown { near, .. } if near.is_empty() => {
            problem.hint("`jsnapack areas` lists every area that the data holds")
        }
        FindError::Unknown { near, .. } => {
            problem.hint(format!("did you mean {}? `jsnapack areas` lists all", near.join(" or ")))
        }
    }
}

/// Both results, or the problems of both.
fn both<A, B>(a: Result<A, Problems>, b: Result<B, Problems>) -> Result<(A, B), Problems> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(Problems(mut a)), Err(Problems(b))) => {
            a.extend(b);
            Err(Problems(a))
        }
        (Err(problems), _) | (_, Err(problems)) => Err(problems),
    }
}

/// "1 small number", "5 small numbers".
pub(super) fn small_numbers(count: usize) -> String {
    if count == 1 { "1 small number".to_owned() } else { format!("{count} small numbers") }
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

/// The profile asked for, else a data folder's own (the last given wins), else the default. It lies over
/// what the service said when the data was fetched.
fn profile(args: &DataArgs, in_use: Option<&InUse>) -> Result<Profile, Problems> {
    let (path, bytes) = profile_bytes(args)?;
    let mut base = None;
    for folder in fetched(args, in_use) {
        base = snapshots::base_of(folder)?.or(base);
    }
    read::profile_over(&text(bytes, &path)?, &path, base.as_ref())
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

/// The areas of these lists.
pub(super) fn areas() -> Result<Directory, Problems> {
    let [areas, changes] = area_lists()?;
    read::directory(&areas, &changes)
}

/// The day on which data is called old: the one chosen, else the clock's.
pub(super) fn today(chosen: Option<&str>) -> Date {
    chosen.and_then(|date| date.parse().ok()).unwrap_or_else(|| Zoned::now().date())
}

/// The day on which a person does something: the one they give, else today by the clock.
pub(super) fn day(args: &DataArgs) -> Result<String, Problems> {
    Ok(date(args)?.unwrap_or_else(|| Zoned::now().date().to_string()))
}

/// The date asked for, by `--date` or else by `SOURCE_DATE_EPOCH`.
pub(super) fn date(args: &DataArgs) -> Result<Option<String>, Problems> {
    match (args.date.as_deref(), args.source_date_epoch) {
        (Some("today"), _) => Ok(Some(Zoned::now().date().to_string())),
        (Some(date), _) => match date.parse::<Date>() {
            Ok(date) => Ok(Some(date.to_string())),
            Err(_) => Err(Problem::new(format!("`{date}` is not a date"))
                .hint("write it as YYYY-MM-DD, such as 2026-11-22, or `today`")
                .into()),
        },
        (None, Some(seconds)) => match Timestamp::from_second(seconds) {
            Ok(time) => Ok(Some(time.to_zoned(TimeZone::UTC).date().to_string())),
            Err(_) => Err(Problem::new(format!("SOURCE_DATE_EPOCH `{seconds}` is out of range"))
                .hint("it counts seconds since 1970")
                .into()),
        },
        (None, None) => Ok(None),
    }
}
