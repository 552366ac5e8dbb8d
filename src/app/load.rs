//! Loads everything that packs are worked out from, once a run.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use jiff::{Timestamp, Zoned, tz::TimeZone};

use super::files::{self, ExampleWords};
use super::snapshots::{self, InUse};
use crate::cli::{CompareArgs, DataArgs};
use crate::compare::disclosure::{self, Withheld};
use crate::compare::{self, Context, National, inputs, intervals};
use crate::error::{Problem, Problems};
use crate::model::area::{Area, AreaCode, AreaType};
use crate::model::boundaries::Boundaries;
use crate::model::context::NationalContext;
use crate::model::dataset::{Dataset, SeriesKey};
use crate::model::directory::{Directory, FindError};
use crate::model::neighbours::{Choice, Neighbours};
use crate::model::pack::{AsOf, Pack};
use crate::model::profile::Profile;
use crate::notice::Notice;
use crate::read::{self, Read};

/// Everything that packs are worked out from.
#[derive(Debug)]
pub(super) struct Loaded {
    pub boundaries: Boundaries,
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
        let in_use = files::in_use(args);
        let read = read::dataset(&files::inputs(args, in_use.as_ref()), &directory);
        let profile = profile(args, in_use.as_ref());
        let (read, (mut profile, context)) = both(read, both(profile, national_context()))?;
        let Read { dataset, mut notices } = read;
        profile.add_context(&context);
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
        let standards = inputs::Standards {
            choice: &choice,
            neighbours: neighbours.as_ref(),
            directory: &directory,
        };
        notices.extend(inputs::lacking(&dataset, &profile, &series, standards));
        if !withheld.is_empty() {
            notices.push(Notice::new(format!(
                "{} of local data withheld; `jsnapack check` lists them",
                small_numbers(withheld.len()),
            )));
        }
        let national = compare::national(&dataset, &profile, &series, &directory);
        let as_of = compare::as_of(&dataset, chosen_date);
        let is_built_in = args.data.is_empty() && in_use.is_none();
        let (boundaries, more) = boundaries(args)?;
        notices.extend(more);
        Ok(Self {
            boundaries,
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
        if self.is_built_in { files::built_in_words() } else { None }
    }

    /// Works out the Pack of one area.
    pub(super) fn pack(&self, area: &Area) -> Pack {
        let context = self.context();
        let mut pack = compare::pack(&context, area);
        pack.map = compare::map(&context, area, &self.boundaries);
        pack
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

/// The profile asked for, else a data folder's own (the last given wins), else the default. It lies over
/// what the service said when the data was fetched.
fn profile(args: &DataArgs, in_use: Option<&InUse>) -> Result<Profile, Problems> {
    let (path, bytes) = files::profile_bytes(args)?;
    let mut base = None;
    for folder in files::fetched(args, in_use) {
        base = snapshots::base_of(folder)?.or(base);
    }
    read::profile_over(&files::text(bytes, &path)?, &path, base.as_ref())
}

/// The areas of these lists.
pub(super) fn areas() -> Result<Directory, Problems> {
    let [areas, changes] = files::area_lists()?;
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

/// The boundaries of all files given; what is wrong with any of them stops the run.
fn boundaries(args: &DataArgs) -> Result<(Boundaries, Vec<Notice>), Problems> {
    let (mut known, mut notices, mut problems) = (Boundaries::default(), Vec::new(), Vec::new());
    let credit = args.boundaries_credit.as_deref();
    for path in &args.boundaries {
        let read = files::boundary_bytes(path)
            .map_err(Problems::from)
            .and_then(|bytes| read::boundaries(&bytes, path, credit, &mut known));
        match read {
            Ok(found) => notices.extend(found),
            Err(Problems(found)) => problems.extend(found),
        }
    }
    Problems::none_or(problems)?;
    Ok((known, notices))
}

/// What is known about the topics nationally: a team's own file, else the one inside the program.
fn national_context() -> Result<NationalContext, Problems> {
    let path = Path::new(files::CONTEXT);
    read::context(&files::text(files::context_bytes()?, path)?, path)
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
