//! `fetch`: brings a profile of the service to a new snapshot, and says how it goes.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::console;
use super::exit::Exit;
use super::files::file;
use super::load::{areas, today};
use crate::cli::FetchArgs;
use crate::error::{Problem, Problems};
use crate::fetch::{self, Asked, Base, Client, Clock, Event, Kept, Limits, Outcome, Store};
use crate::model::snapshot::Answer;
use crate::read::{self, Input};

pub(super) fn fetch(args: &FetchArgs) -> Result<Exit, Problems> {
    let asked = Asked {
        profile: args.service_profile.clone(),
        area_types: args.area_type.clone(),
        indicators: indicators(args),
        neighbours: !args.no_neighbours,
        resume: args.resume,
        today: day(args)?,
    };
    let client = Client::new(Base::new(&args.base_url)?, ca(args)?.as_deref())?;
    let limits = Limits {
        answer: Duration::from_secs(args.timeout),
        all: Duration::from_secs(args.deadline * 60),
        wait: Duration::from_millis(args.retry_wait),
        at_once: usize::from(args.requests),
        ..Limits::default()
    };
    let directory = areas()?;
    let check =
        |folder: &Path| read::dataset(&[Input::Path(folder.to_owned())], &directory).map(|_| ());
    let store = Store::new(&args.out);
    let progress = Progress::new(&args.base_url);
    let watch = |event: Event<'_>| progress.show(&event);
    let clock = Clock::default();
    let outcome = fetch::fetch(&asked, &client, &store, limits, &clock, &watch, &check);
    progress.end();
    match outcome {
        Ok(outcome) => told(&outcome, args),
        Err(problems) => {
            stays(&store);
            return Err(problems);
        }
    }
    Ok(Exit::Done)
}

/// Each indicator once, in order.
fn indicators(args: &FetchArgs) -> Vec<u32> {
    let mut ids = args.indicator.clone();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn day(args: &FetchArgs) -> Result<Date, Problem> {
    match args.source_date_epoch {
        None => Ok(today(None)),
        Some(seconds) => Timestamp::from_second(seconds)
            .map(|time| time.to_zoned(TimeZone::UTC).date())
            .map_err(|_| Problem::new(format!("SOURCE_DATE_EPOCH `{seconds}` is out of range"))),
    }
}

fn ca(args: &FetchArgs) -> Result<Option<Vec<u8>>, Problem> {
    let Some(path) = &args.ca_file else {
        return Ok(None);
    };
    let hint = "SSL_CERT_FILE or --ca-file names a PEM file of certificates";
    file(path, hint).map(Some)
}

fn told(outcome: &Outcome, args: &FetchArgs) {
    let path = |kept: &Kept| kept.path.display().to_string();
    match outcome {
        Outcome::New(kept) => {
            let fetched = kept.snapshot.fetched.as_ref();
            let indicators = fetched.map_or(0, |fetched| fetched.indicators);
            let rows: u64 = fetched
                .iter()
                .flat_map(|it| &it.answers)
                .filter(|it| is_data(it))
                .filter_map(|it| it.rows)
                .sum();
            console::result(&format!(
                "{} ({indicators} indicators, {rows} rows, {})",
                path(kept),
                size(kept.bytes())
            ));
            if args.out == Path::new(super::snapshots::FOLDER) {
                console::say(
                    "`jsnapack build` uses it from now on; `jsnapack data diff` says what is new",
                );
            } else {
                console::say(&format!("to use it, give `--data {}`", path(kept)));
            }
        }
        Outcome::NothingNew(kept) => {
            console::result(&format!("{}: nothing new", path(kept)));
            console::say(&format!(
                "the service has what the snapshot of {} has",
                kept.snapshot.date
            ));
        }
    }
}

/// What holds after a fetch that failed.
fn stays(store: &Store) {
    match store.latest() {
        Some(kept) => {
            console::say(&format!("the fetch failed; `{}` stays in use", kept.path.display()));
        }
        None => console::say("the fetch failed"),
    }
    console::say("what came so far is kept: the same command with --resume goes on from there");
}

fn is_data(answer: &Answer) -> bool {
    answer.file.starts_with("data-")
}

/// "3.4 MB".
pub(super) fn size(bytes: u64) -> String {
    if bytes < 100_000 {
        format!("{:.1} kB", bytes as f64 / 1e3)
    } else {
        format!("{:.1} MB", bytes as f64 / 1e6)
    }
}

/// What a person sees while a fetch runs: a bar where somebody watches, else a line for each file of data.
struct Progress {
    bar: ProgressBar,
    from: String,
    done: AtomicUsize,
    all: AtomicUsize,
}

impl Progress {
    fn new(from: &str) -> Self {
        let bar = ProgressBar::new(0);
        if let Ok(style) =
            ProgressStyle::with_template("{bar:30} {pos} of {len} answers  {wide_msg}")
        {
            bar.set_style(style);
        }
        Self { bar, from: from.to_owned(), done: AtomicUsize::new(0), all: AtomicUsize::new(0) }
    }

    fn say(&self, line: &str) {
        if self.bar.is_hidden() { console::say(line) } else { self.bar.println(line) }
    }

    fn show(&self, event: &Event<'_>) {
        match event {
            Event::Resumed(count) => self.say(&format!("going on with a fetch that broke: {count} answers are there")),
            Event::Dropped(0) => {}
            Event::Dropped(count) => self.say(&format!(
                "a fetch that broke was dropped with its {count} answers; --resume would have gone on with it"
            )),
            Event::Profile { id, name } => {
                self.say(&format!("fetching profile {id}, `{name}`, from {}", self.from));
            }
            Event::More(count) => {
                let all = self.all.fetch_add(*count, Ordering::Relaxed) + count;
                self.bar.set_length(all as u64);
            }
            Event::Got(answer) | Event::Here(answer) => self.got(answer, matches!(event, Event::Here(_))),
            Event::Again { file, what, wait } => {
                let wait = wait.as_secs_f64();
                self.say(&format!("{file}: {what}; asking again in {wait:.1} s"));
            }
            Event::Smaller { group, what } => {
                self.say(&format!("`{group}`: {what}; asking for one indicator at a time"));
            }
            Event::Lacks(what) => self.say(&format!("the service has no {what}: left out")),
            Event::Checking => {
                self.bar.set_message("reading what came");
                if self.bar.is_hidden() {
                    console::say("all answers are there; reading them");
                }
            }
        }
    }

    fn got(&self, answer: &Answer, is_here: bool) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.bar.set_position(done as u64);
        self.bar.set_message(answer.file.clone());
        if self.bar.is_hidden() && is_data(answer) {
            let rows = answer.rows.unwrap_or_default();
            let all = self.all.load(Ordering::Relaxed);
            let here = if is_here { ", there already" } else { "" };
            console::say(&format!(
                "{done} of {all}: {} ({rows} rows, {}{here})",
                answer.file,
                size(answer.bytes)
            ));
        }
    }

    fn end(&self) {
        self.bar.finish_and_clear();
    }
}
