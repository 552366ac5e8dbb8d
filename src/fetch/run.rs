//! A fetch from beginning to end: what the service has, then its data, then the snapshot's place.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use jiff::civil::Date;
use serde::Serialize;

use super::client::{Client, NAME};
use super::gather::{self, Found};
use super::pace::Pace;
use super::patience::{Limits, Patience};
use super::staging::{Earlier, Staging, Wanted};
use super::store::{BASE, Kept, SNAPSHOT, Store};
use super::worker::Worker;
use crate::error::{Problem, Problems};
use crate::model::dataset::Snapshot;
use crate::model::snapshot::{Answer, Fetched};

/// What to fetch.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The service's id or short name of the profile.
    pub profile: String,
    /// Kinds of area: words such as "utla", or the service's ids.
    pub area_types: Vec<String>,
    /// Only these indicators; all of the profile if there are none.
    pub indicators: Vec<u32>,
    /// Whether lists of similar areas are fetched.
    pub neighbours: bool,
    /// Go on with a fetch that broke.
    pub resume: bool,
    /// The day of the fetch.
    pub today: Date,
}

/// What happens during a fetch.
#[derive(Debug)]
pub enum Event<'e> {
    /// An earlier fetch broke; so many of its answers are used.
    Resumed(usize),
    /// An earlier fetch broke; so many of its answers were thrown away.
    Dropped(usize),
    /// The profile is found.
    Profile {
        /// The service's id.
        id: u32,
        /// The service's name.
        name: &'e str,
    },
    /// So many more questions will be put.
    More(usize),
    /// An answer has come.
    Got(&'e Answer),
    /// An answer is there from before.
    Here(&'e Answer),
    /// A question is put again after a wait.
    Again {
        /// The file for its answer.
        file: &'e str,
        /// Why.
        what: &'e str,
        /// The wait.
        wait: Duration,
    },
    /// A group's data is asked for indicator by indicator.
    Smaller {
        /// The group's name.
        group: &'e str,
        /// Why.
        what: &'e str,
    },
    /// Something that the service doesn't have.
    Lacks(&'e str),
    /// All answers are there; they are looked at.
    Checking,
}

/// What came of a fetch.
#[derive(Debug)]
pub enum Outcome {
    /// A new snapshot.
    New(Box<Kept>),
    /// The service has nothing that the snapshot in use doesn't have.
    NothingNew(Box<Kept>),
}

/// A snapshot as it is written: what every data folder says of itself, then how it was fetched.
#[derive(Serialize)]
struct Written<'w> {
    #[serde(flatten)]
    snapshot: &'w Snapshot,
    fetched: &'w Fetched,
}

const ATTRIBUTION: &str = "Department of Health and Social Care (Office for Health Improvement and \
                           Disparities), Fingertips, fingertips.phe.org.uk, Open Government Licence v3.0";
const LICENCE: &str = "Open Government Licence v3.0";

/// Fetches a profile. `check` looks at the finished folder before it becomes a snapshot.
///
/// # Errors
///
/// When an answer can't be had or isn't what was asked, or `check` finds fault. The snapshot in use
/// stays as it is then, and what came so far is kept for `resume`.
pub fn fetch(
    asked: &Asked,
    client: &Client,
    store: &Store,
    limits: Limits,
    pace: &dyn Pace,
    watch: &(dyn Fn(Event<'_>) + Sync),
    check: &dyn Fn(&Path) -> Result<(), Problems>,
) -> Result<Outcome, Problems> {
    let wanted = Wanted {
        from: client.base().as_str().to_owned(),
        profile: asked.profile.clone(),
        area_types: asked.area_types.clone(),
        indicators: asked.indicators.clone(),
        neighbours: asked.neighbours,
    };
    let (staging, earlier) =
        Staging::open(store, wanted, asked.resume, (pace.timestamp(), asked.today))?;
    match earlier {
        Earlier::None => {}
        Earlier::Resumed(count) => watch(Event::Resumed(count)),
        Earlier::Dropped(count) => watch(Event::Dropped(count)),
    }
    let last = store.latest();
    let worker = Worker {
        client,
        pace,
        limits,
        patience: Patience::new(pace, limits),
        staging: &staging,
        last: last.as_ref(),
        watch,
        answers: Mutex::default(),
        service: Mutex::default(),
    };
    let found = gather::gather(asked, &worker)?;
    watch(Event::Checking);
    let service = worker.service.into_inner().unwrap_or_default();
    let mut answers = worker.answers.into_inner().unwrap_or_default();
    answers.sort_by(|a, b| a.file.cmp(&b.file));
    let snapshot = describe(&found, &staging, client, service, answers);
    write(&staging, &found, &snapshot)?;
    check(staging.path())?;
    if let Some(last) =
        last.filter(|last| is_same(&last.snapshot, &snapshot) && last.damaged().is_empty())
    {
        staging.discard()?;
        store.point(&last.name, &asked.today.to_string())?;
        return Ok(Outcome::NothingNew(Box::new(last)));
    }
    let name = staging.place(store, &snapshot.date)?;
    store.point(&name, &asked.today.to_string())?;
    let kept = store.kept(&name).ok_or_else(|| Problem::new("the snapshot can't be read back"))?;
    Ok(Outcome::New(Box::new(kept)))
}

fn describe(
    found: &Found,
    staging: &Staging,
    client: &Client,
    service: Option<String>,
    answers: Vec<Answer>,
) -> Snapshot {
    let fetched = Fetched {
        at: staging.began().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        from: client.base().as_str().to_owned(),
        service,
        by: NAME.replace('/', " "),
        profile_id: found.profile_id,
        profile_key: found.profile_key.clone(),
        profile_name: found.profile_name.clone(),
        area_types: found.area_types.clone(),
        indicators: found.indicators,
        answers,
    };
    Snapshot {
        date: staging.day().to_string(),
        title: format!("Fingertips: {}", found.profile_name),
        attribution: ATTRIBUTION.to_owned(),
        licence: LICENCE.to_owned(),
        illustrative: false,
        fetched: Some(fetched),
    }
}

/// Writes what is made from the answers.
fn write(staging: &Staging, found: &Found, snapshot: &Snapshot) -> Result<(), Problem> {
    let toml = |result: Result<String, toml::ser::Error>| {
        result.map_err(|error| Problem::new(format!("can't be written as TOML: {error}")))
    };
    let base = toml(toml::to_string(&found.base))?;
    let base = format!(
        "# What the service says of topics and indicators. Made by `jsnapack fetch`, made anew by the next:\n\
         # put your own words into your profile, which lies over this.\n{base}"
    );
    let mut made: Vec<&str> = vec![BASE, SNAPSHOT];
    staging.write(BASE, &base)?;
    for (file, text) in &found.tables {
        staging.write(file, text)?;
        made.push(file);
    }
    if let Some(fetched) = &snapshot.fetched {
        let text = toml(toml::to_string(&Written { snapshot, fetched }))?;
        let text = format!(
            "# What this folder holds, and how it came here. Made by `jsnapack fetch`.\n{text}"
        );
        staging.write(SNAPSHOT, &text)?;
        staging.tidy(&fetched.answers, &made)?;
    }
    Ok(())
}

/// Whether two snapshots hold the same answers.
fn is_same(a: &Snapshot, b: &Snapshot) -> bool {
    let files = |snapshot: &Snapshot| -> Option<BTreeMap<String, String>> {
        let answers = &snapshot.fetched.as_ref()?.answers;
        Some(answers.iter().map(|it| (it.file.clone(), it.sha256.clone())).collect())
    };
    files(a) == files(b)
}
