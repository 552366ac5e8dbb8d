//! What is asked for, in order: the profile, its groups and areas; what they say of indicators; data.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;

use super::address::{MOST_INDICATORS, question};
use super::answers::{
    self, Area, AreaTypeOffered, Group, Metadata, NeighbourType, Profile, Root, Summary,
};
use super::area_types::{Kind, kinds};
use super::base::{self, Said};
use super::expect::Expect;
use super::failure::Failure;
use super::neighbours;
use super::pieces;
use super::run::{Asked, Event};
use super::worker::{Question, Unanswered, Worker};
use crate::error::{Problem, Problems};
use crate::model::snapshot::Base;

/// What was found, beside the answers themselves.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) profile_id: u32,
    pub(super) profile_key: String,
    pub(super) profile_name: String,
    pub(super) area_types: Vec<String>,
    pub(super) indicators: usize,
    pub(super) base: Base,
    /// Files made from answers: name, text.
    pub(super) tables: Vec<(String, String)>,
}

/// Asks for everything.
pub(super) fn gather(asked: &Asked, worker: &Worker<'_>) -> Result<Found, Problems> {
    let profile = profile(asked, worker)?;
    (worker.watch)(Event::Profile { id: profile.id, name: &profile.name });
    let kinds = {
        let question = worker.service("area-types", question::area_types());
        let offered: Vec<AreaTypeOffered> = worker.json(&question)?;
        kinds(&asked.area_types, &offered)?
    };
    let groups: Vec<Group> = if profile.group_ids.is_empty() {
        Vec::new()
    } else {
        worker.json(&worker.service("groups", question::groups(&profile.group_ids)))?
    };
    let said = said(asked, worker, &profile, groups, &kinds)?;
    let tables = match kinds.iter().find(|kind| kind.word == "utla") {
        Some(kind) if asked.neighbours => similar(worker, kind)?,
        _ => Vec::new(),
    };
    pieces::data(asked, worker, &profile, &said, &kinds)?;
    let ids: BTreeSet<u32> =
        said.roots.iter().flat_map(|(_, roots)| roots).map(|it| it.id).collect();
    let indicators = if said.only.is_empty() { ids.len() } else { said.only.len() };
    Ok(Found {
        base: base::base(&profile.name, &said),
        profile_id: profile.id,
        profile_key: profile.key,
        profile_name: profile.name,
        area_types: kinds.iter().map(|kind| format!("{} ({})", kind.word, kind.id)).collect(),
        indicators,
        tables,
    })
}

impl Worker<'_> {
    /// A question whose answer says what the data is.
    fn service(&self, name: &str, ask: String) -> Question {
        Question {
            file: format!("service/{name}.json"),
            url: self.client.base().ask(&ask),
            expect: Expect::Json,
        }
    }

    /// Asks, and reads the JSON that comes.
    fn json<T: DeserializeOwned>(&self, question: &Question) -> Result<T, Problems> {
        (self.watch)(Event::More(1));
        self.ask(question).map_err(|failure| failure.problem(&question.url))?;
        self.read(question)
    }

    /// Reads an answer that is there.
    fn read<T: DeserializeOwned>(&self, question: &Question) -> Result<T, Problems> {
        Ok(answers::parse(&self.staging.text(&question.file)?, &question.url)?)
    }
}

fn profile(asked: &Asked, worker: &Worker<'_>) -> Result<Profile, Problems> {
    let all: Vec<Profile> = worker.json(&worker.service("profiles", question::profiles()))?;
    let wanted = asked.profile.trim();
    let is_it = |profile: &&Profile| match wanted.parse::<u32>() {
        Ok(id) => profile.id == id,
        Err(_) => profile.key.eq_ignore_ascii_case(wanted),
    };
    if let Some(profile) = all.iter().find(is_it) {
        return Ok(profile.clone());
    }
    let mut near: Vec<&Profile> = all.iter().collect();
    near.sort_by(|a, b| likeness(b, wanted).total_cmp(&likeness(a, wanted)));
    let near: Vec<String> = near
        .iter()
        .take(6)
        .map(|profile| format!("{} or {} ({})", profile.id, profile.key, profile.name))
        .collect();
    Err(Problem::new(format!("the service has no profile `{wanted}`"))
        .hint(format!(
            "profiles are renamed and replaced; give the id or key of one it has with \
             --service-profile: {}",
            near.join("; ")
        ))
        .into())
}

/// How like a profile is to what was asked for: children's mental health comes first.
fn likeness(profile: &Profile, wanted: &str) -> f64 {
    let name = profile.name.to_lowercase();
    let words = ["child", "young", "mental", "wellbeing"];
    let topical = words.iter().filter(|word| name.contains(**word)).count() as f64;
    topical + strsim::jaro_winkler(&profile.key.to_lowercase(), &wanted.to_lowercase())
}

/// Asks what the service says of groups and indicators.
fn said(
    asked: &Asked,
    worker: &Worker<'_>,
    profile: &Profile,
    groups: Vec<Group>,
    kinds: &[Kind],
) -> Result<Said, Problems> {
    let mut roots = Vec::new();
    let (mut summaries, mut metadata, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for kind in kinds {
        let Kind { word, id, parent } = kind;
        let summary = question::summaries(profile.id, *id);
        summaries.push(worker.service(&format!("summaries-{word}"), summary));
        for group in &groups {
            let name = format!("roots-{word}-{}", group.id);
            roots.push((group.id, worker.service(&name, question::roots(group.id, *id))));
        }
        others.push(worker.service(&format!("areas-{word}"), question::areas(*id)));
        others.push(worker.service(&format!("parents-{word}"), question::parents(*id, *parent)));
    }
    for group in &groups {
        let ask = question::metadata_of_group(group.id);
        metadata.push(worker.service(&format!("metadata-{}", group.id), ask));
    }
    for (number, ids) in asked.indicators.chunks(MOST_INDICATORS).enumerate() {
        let name = format!("metadata-indicators-{}", number + 1);
        metadata.push(worker.service(&name, question::metadata_of(ids)));
    }
    let mut all: Vec<Question> = summaries.clone();
    all.extend(roots.iter().map(|(_, question)| question.clone()));
    all.extend(metadata.iter().chain(&others).cloned());
    all.push(Question {
        file: "service/metadata.csv".to_owned(),
        url: worker.client.base().ask(&question::metadata_csv(profile.id)),
        expect: Expect::Table,
    });
    (worker.watch)(Event::More(all.len()));
    let mut unanswered = worker.ask_all(&all);
    // Its words are in the other answers as well.
    unanswered.retain(|(question, failure)| {
        let lacks = question.expect == Expect::Table && failure.is_absent();
        if lacks {
            (worker.watch)(Event::Lacks("table of metadata"));
        }
        !lacks
    });
    must(unanswered)?;

    let mut said = Said { groups, only: asked.indicators.clone(), ..Said::default() };
    for (group, question) in &roots {
        said.roots.push((*group, worker.read::<Vec<Root>>(question)?));
    }
    for question in &summaries {
        said.summaries.extend(worker.read::<Vec<Summary>>(question)?);
    }
    for question in &metadata {
        said.metadata.extend(worker.read::<BTreeMap<u32, Metadata>>(question)?);
    }
    Ok(said)
}

/// Every question must have its answer.
pub(super) fn must(unanswered: Vec<Unanswered>) -> Result<(), Problems> {
    let stopped = |failure: &Failure| matches!(failure, Failure::Stopped);
    let problems: Vec<Problem> = unanswered
        .iter()
        .filter(|(_, failure)| !stopped(failure))
        .map(|(question, failure)| failure.problem(&question.url))
        .collect();
    if problems.is_empty() && !unanswered.is_empty() {
        return Err(Problem::new("the fetch was stopped").into());
    }
    Problems::none_or(problems)
}

/// Asks for the areas similar to each area. Says the tables made of them, by file name.
fn similar(worker: &Worker<'_>, kind: &Kind) -> Result<Vec<(String, String)>, Problems> {
    let areas: Vec<Area> =
        worker.read(&worker.service(&format!("areas-{}", kind.word), question::areas(kind.id)))?;
    let types_question = worker.service("neighbour-types", question::neighbour_types());
    (worker.watch)(Event::More(1));
    let types: Vec<NeighbourType> = match worker.ask(&types_question) {
        Ok(_) => worker.read(&types_question)?,
        Err(failure) if failure.is_absent() => {
            (worker.watch)(Event::Lacks("lists of similar areas"));
            return Ok(Vec::new());
        }
        Err(failure) => return Err(failure.problem(&types_question.url).into()),
    };
    let mut tables = Vec::new();
    for list in neighbours::types(types, kind.id) {
        let list_id = list.neighbour_type_id;
        let codes =
            areas.iter().map(|area| area.code.as_str()).filter(|code| neighbours::is_code(code));
        let questions: Vec<(String, Question)> = codes
            .map(|code| {
                let name = format!("neighbours/{list_id}-{code}");
                let ask = question::neighbours(list_id, code, kind.id);
                (code.to_owned(), worker.service(&name, ask))
            })
            .collect();
        (worker.watch)(Event::More(questions.len()));
        let all: Vec<Question> = questions.iter().map(|(_, question)| question.clone()).collect();
        let unanswered = worker.ask_all(&all);
        // A list may hold for some kinds of area only; then the service knows none of its codes.
        if !unanswered.is_empty() && unanswered.iter().all(|(_, failure)| failure.is_absent()) {
            let name = list.name.unwrap_or_else(|| format!("number {list_id}"));
            (worker.watch)(Event::Lacks(&format!("similar areas by `{name}`")));
            continue;
        }
        must(unanswered)?;
        let mut lists = Vec::new();
        for (code, question) in &questions {
            lists.push((code.clone(), worker.read::<Vec<Area>>(question)?));
        }
        tables.push((format!("service/neighbours-{list_id}.csv"), neighbours::table(&lists)));
    }
    Ok(tables)
}
