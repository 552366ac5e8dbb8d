//! `narrative init` and `narrative status`: files to write in, and how far they are. Neither changes a file
//! that is there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::console;
use super::exit::Exit;
use super::load::Loaded;
use super::words::{FOLDER, Folders, WritersWords};
use crate::cli::{NarrativeArgs, NarrativeInitArgs, NarrativeStatusArgs, TableFormat};
use crate::error::{Problem, Problems};
use crate::model::area::{Area, AreaType};
use crate::model::signoff::Signed;
use crate::model::slot::{Scope, Slot, SlotFlag, SlotReport, SlotState};
use crate::narrate::{Narrator, outline};
use crate::present;
use crate::read::narrative::ALL_AREAS;
use crate::template::{self, Template};
use crate::write;

/// All there is for a command on words.
pub(super) struct Words {
    pub loaded: Loaded,
    pub template: Template,
    pub written: WritersWords,
    folder: PathBuf,
}

impl Words {
    /// Reads all there is; where `may_lack`, the folder need not be there.
    fn load(args: &NarrativeArgs, may_lack: bool) -> Result<Self, Problems> {
        Self::of(Loaded::new(&args.data, &args.compare)?, args, may_lack)
    }

    /// The same on data with their own date, whatever date was given.
    pub(super) fn with_own_date(args: &NarrativeArgs) -> Result<Self, Problems> {
        Self::of(Loaded::dated(&args.data, &args.compare, None)?, args, false)
    }

    fn of(loaded: Loaded, args: &NarrativeArgs, may_lack: bool) -> Result<Self, Problems> {
        let template = template::load(&args.template)?;
        if template.manifest.slots.is_empty() {
            let what = format!("the report `{}` has no place for writers' words", template.name);
            return Err(Problem::new(what)
                .hint("name another with --template; `jsnapack template list` lists them")
                .into());
        }
        let folder = args.narrative.clone().unwrap_or_else(|| Path::new(FOLDER).to_owned());
        let folders =
            Folders { narrative: args.narrative.as_ref(), sign_offs: args.signoffs.as_ref() };
        let written = if may_lack && !folder.is_dir() {
            WritersWords::none(folders, &template, &loaded)
        } else {
            WritersWords::load(folders, &template, &loaded)?
        };
        Ok(Self { loaded, template, written, folder })
    }
}

pub(super) fn init(args: &NarrativeInitArgs) -> Result<Exit, Problems> {
    let words = Words::load(&args.words, true)?;
    let (shared, named): (Vec<String>, Vec<String>) = args
        .areas
        .iter()
        .cloned()
        .partition(|area| ["all", ALL_AREAS].iter().any(|all| area.eq_ignore_ascii_case(all)));
    let mut areas = words.loaded.find(&named)?;
    if args.all_utlas {
        areas.extend(words.loaded.directory.of_type(AreaType::Utla));
        areas.sort_by(|a, b| a.code.cmp(&b.code));
        areas.dedup_by(|a, b| a.code == b.code);
    }
    let mut failed = false;
    if !shared.is_empty() {
        let title = "All areas";
        let text = outline::document(title, None, &words.written.slots, None);
        failed |= !make(&words, &Scope::AllAreas, &format!("{ALL_AREAS}.md"), &text);
    }
    for area in areas {
        let pack = words.loaded.pack(area);
        let view = present::view(&pack);
        let text = outline::document(
            &area.name,
            Some(area.code.as_str()),
            &words.written.slots,
            Some(&view),
        );
        let scope = Scope::Area(area.code.clone());
        failed |= !make(&words, &scope, &file_name(area), &text);
    }
    Ok(if failed { Exit::SomeFailed } else { Exit::Done })
}

/// Makes a file unless the area has one. Says whether all is well.
fn make(words: &Words, scope: &Scope, name: &str, text: &str) -> bool {
    let narrative = &words.written.narrative;
    let known = narrative.documents.get(scope).map(|document| document.path.clone());
    let broken = || {
        let problems = narrative.problems.get(scope)?;
        problems.iter().find_map(|problem| Some(problem.place.as_ref()?.path.clone()))
    };
    if let Some(path) = known.or_else(broken) {
        console::result(&format!("{} is there already: not changed", path.display()));
        return true;
    }
    let path = words.folder.join(name);
    match write::new(&path, text.as_bytes()) {
        Ok(()) => {
            console::result(&path.display().to_string());
            true
        }
        Err(error) => {
            let hint = "check that you may write there, or choose another folder with --narrative";
            console::problem(&Problem::new(error.to_string()).hint(hint));
            false
        }
    }
}

/// "E08000012-liverpool.md", "region-E12000002-north-west.md".
fn file_name(area: &Area) -> String {
    let kind = match area.area_type {
        AreaType::Region => "region-",
        AreaType::Icb => "icb-",
        AreaType::SubIcb => "sub-icb-",
        AreaType::England | AreaType::Utla | AreaType::District => "",
    };
    let code = area.code.as_str().replace(|letter: char| !letter.is_ascii_alphanumeric(), "-");
    format!("{kind}{code}-{}.md", write::file_name(&area.name))
}

/// A slot of an area, for programs.
#[derive(Serialize)]
struct Line<'a> {
    area_code: &'a str,
    area_name: &'a str,
    #[serde(flatten)]
    slot: &'a SlotReport,
}

/// The same for spreadsheets.
#[derive(Serialize)]
struct Row<'a> {
    area_code: &'a str,
    area_name: &'a str,
    slot: &'a str,
    title: &'a str,
    state: &'static str,
    notes: String,
    required: bool,
    words: usize,
    max_words: Option<usize>,
    from: String,
    line: Option<u64>,
    scope: &'a str,
    author: &'a str,
    reviewer: &'a str,
    review_by: &'a str,
    signed_by: &'a str,
    signed_on: &'a str,
    signed_data: &'a str,
    moved: String,
}

pub(super) fn status(args: &NarrativeStatusArgs) -> Result<Exit, Problems> {
    Folders { narrative: None, sign_offs: args.words.signoffs.as_ref() }.are_there()?;
    let words = Words::load(&args.words, false)?;
    let narrator = Narrator::new(&words.template)?;
    let areas: Vec<&Area> = if args.areas.is_empty() {
        let all = words.loaded.directory.areas.values();
        all.filter(|area| words.written.has_file(area)).collect()
    } else {
        words.loaded.find(&args.areas)?
    };
    let mut reports = Vec::new();
    let mut told = BTreeSet::new();
    for area in areas {
        let view = present::view(&words.loaded.pack(area));
        let filled = words.written.fill(&narrator, &view, area, false);
        for problem in filled.problems.iter().chain(&words.written.narrative.homeless) {
            if told.insert(problem.to_string()) {
                console::problem(problem);
            }
        }
        reports.push((area, filled.reports));
    }
    match args.format {
        TableFormat::Json => console::pretty_json(&lines(&reports))?,
        TableFormat::Csv => console::result(csv(&reports)?.trim_end()),
        TableFormat::Text if reports.is_empty() => {
            console::say(&format!("no area has a file in `{}`", words.folder.display()));
            console::say("hint: `jsnapack narrative init AREA` makes one");
        }
        TableFormat::Text => print(&words, &reports),
    }
    Ok(if told.is_empty() { Exit::Done } else { Exit::SomeFailed })
}

type Reports<'a> = [(&'a Area, Vec<SlotReport>)];

fn lines<'a>(reports: &'a Reports<'a>) -> Vec<Line<'a>> {
    let of = |(area, slots): &'a (&Area, Vec<SlotReport>)| {
        let line = |slot| Line { area_code: area.code.as_str(), area_name: &area.name, slot };
        slots.iter().map(line).collect::<Vec<_>>()
    };
    reports.iter().flat_map(of).collect()
}

fn csv(reports: &Reports<'_>) -> Result<String, Problems> {
    let failed =
        |error: &dyn std::fmt::Display| Problem::new(format!("no CSV can be made: {error}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    for Line { area_code, area_name, slot } in lines(reports) {
        let text = |text: &'_ Option<String>| text.clone().unwrap_or_default();
        let (author, reviewer) = (text(&slot.front.author), text(&slot.front.reviewer));
        let review_by = text(&slot.front.review_by);
        let signed = slot.signed.as_ref();
        let row = Row {
            area_code,
            area_name,
            slot: &slot.id,
            title: &slot.title,
            state: state(slot.state),
            notes: notes(slot),
            required: slot.required,
            words: slot.words,
            max_words: slot.max_words,
            from: slot.from.as_ref().map_or_else(String::new, |path| path.display().to_string()),
            line: slot.line,
            scope: slot.scope.as_deref().unwrap_or_default(),
            author: &author,
            reviewer: &reviewer,
            review_by: &review_by,
            signed_by: signed.map_or("", |signed| &signed.by),
            signed_on: signed.map_or("", |signed| &signed.on),
            signed_data: signed.map_or("", |signed| &signed.data),
            moved: moved(slot).join("; "),
        };
        writer.serialize(row).map_err(|error| failed(&error))?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(&error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn state(state: SlotState) -> &'static str {
    match state {
        SlotState::Empty => "empty",
        SlotState::Draft => "draft",
        SlotState::Reviewed => "reviewed",
        SlotState::SignedOff => "signed off",
        SlotState::Moved => "moved",
    }
}

fn notes(slot: &SlotReport) -> String {
    let note = |flag: &SlotFlag| match flag {
        SlotFlag::OverLimit => "over limit",
        SlotFlag::ReviewOverdue => "review overdue",
        SlotFlag::EditedSince => "edited since it was signed off",
        SlotFlag::Faulty => "stops the pack",
    };
    let mut notes: Vec<&str> = slot.flags.iter().map(note).collect();
    if slot.required && slot.state == SlotState::Empty {
        notes.push("required");
    }
    notes.join(", ")
}

/// What has moved under a text since its sign-off.
fn moved(slot: &SlotReport) -> Vec<String> {
    let moved = slot.signed.iter().flat_map(|signed| &signed.moved);
    moved.map(ToString::to_string).collect()
}

fn print(words: &Words, reports: &Reports<'_>) {
    for (index, (area, slots)) in reports.iter().enumerate() {
        if index > 0 {
            console::result("");
        }
        console::result(&format!("{} {}", area.code, area.name));
        let rows: Vec<[String; 5]> = slots
            .iter()
            .map(|slot| {
                let count = match (slot.state, slot.max_words) {
                    (SlotState::Empty, _) => String::new(),
                    (_, Some(most)) => format!("{} of {most}", slot.words),
                    (_, None) => slot.words.to_string(),
                };
                let from = match (&slot.from, slot.line) {
                    (Some(path), Some(line)) => format!("{}, line {line}", path.display()),
                    _ => String::new(),
                };
                let mut notes = notes(slot);
                if let Some(Signed { by, on, .. }) =
                    slot.signed.as_ref().filter(|signed| signed.holds)
                {
                    let parting = if notes.is_empty() { "" } else { ", " };
                    notes = format!("by {by} on {on}{parting}{notes}");
                }
                [slot.id.clone(), state(slot.state).to_owned(), notes, count, from]
            })
            .collect();
        console::table(["Slot", "State", "Notes", "Words", "From"], &rows);
        say_moved(slots);
        to_paste(words, area, slots);
    }
    if reports.len() > 1 {
        console::result("");
        let rows: Vec<[String; 7]> = reports
            .iter()
            .map(|(area, slots)| {
                let with =
                    |wanted| slots.iter().filter(|slot| slot.state == wanted).count().to_string();
                let noted = slots.iter().filter(|slot| !slot.flags.is_empty()).count().to_string();
                let name = format!("{} {}", area.code, area.name);
                [
                    name,
                    with(SlotState::Empty),
                    with(SlotState::Draft),
                    with(SlotState::Reviewed),
                    with(SlotState::SignedOff),
                    with(SlotState::Moved),
                    noted,
                ]
            })
            .collect();
        let headings = ["Area", "Empty", "Draft", "Reviewed", "Signed off", "Moved", "With notes"];
        console::table(headings, &rows);
    }
}

/// Each text whose numbers have moved, and how.
fn say_moved(slots: &[SlotReport]) {
    for slot in slots.iter().filter(|slot| slot.state == SlotState::Moved) {
        let Some(Signed { by, on, data, .. }) = &slot.signed else {
            continue;
        };
        console::result(&format!(
            "\n{} was signed off by {by} on {on} against data of {data}. Moved since:",
            slot.id
        ));
        for moved in moved(slot) {
            console::result(&format!("  {moved}"));
        }
    }
}

/// Lines for slots that the template has and an area's file has not.
fn to_paste(words: &Words, area: &Area, reports: &[SlotReport]) {
    let scope = Scope::Area(area.code.clone());
    let Some(document) = words.written.narrative.documents.get(&scope) else {
        return;
    };
    let empty = |slot: &&Slot| {
        let report = reports.iter().find(|report| report.id == slot.id);
        report.is_some_and(|report| report.state == SlotState::Empty)
    };
    let absent = words.written.slots.iter().filter(|slot| !document.texts.contains_key(&slot.id));
    let absent: Vec<&Slot> = absent.filter(empty).collect();
    if absent.is_empty() {
        return;
    }
    console::result(&format!("\nNot in {} yet; to write them, paste:", document.path.display()));
    for slot in absent {
        console::result(&format!("\n{}", outline::slot(slot).trim_end()));
    }
}
