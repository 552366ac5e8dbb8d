//! `narrative sign-off`: records that somebody stands by texts, and what the numbers were then. Writes below
//! the folder of sign-offs only.

use super::console;
use super::exit::Exit;
use super::load;
use super::narrative::Words;
use crate::cli::NarrativeSignOffArgs;
use crate::error::{Problem, Problems};
use crate::model::area::Area;
use crate::model::near::did_you_mean;
use crate::model::signoff::SignOff;
use crate::model::slot::{Narrative, Scope, Slot, SlotReport, SlotState};
use crate::narrate::Narrator;
use crate::narrate::slots::{Signature, sign};
use crate::present;
use crate::read::narrative::names_all_areas;
use crate::read::signed;
use crate::write;

/// What is signed, by whom, when.
struct Task<'a> {
    words: &'a Words,
    narrator: Narrator,
    slots: Vec<&'a Slot>,
    /// Whose text is signed, in every pack that shows it; none for one area's pack, whoever its texts are from.
    shared: Option<Scope>,
    by: &'a str,
    on: String,
}

pub(super) fn sign_off(args: &NarrativeSignOffArgs) -> Result<Exit, Problems> {
    let by = args.by.split_whitespace().collect::<Vec<_>>().join(" ");
    if by.is_empty() {
        return Err(Problem::new("nobody is named").hint("give a name: --by \"Jo Smith\"").into());
    }
    // The date is here the day of the sign-off; the data keep their own.
    let on = load::day(&args.words.data)?;
    let words = Words::with_own_date(&args.words)?;
    let area = match names_all_areas(&args.area) {
        true => None,
        false => words.loaded.find(std::slice::from_ref(&args.area))?.first().copied(),
    };
    let shared = match area {
        None => Some(Scope::AllAreas),
        Some(area) if args.everywhere => Some(Scope::Area(area.code.clone())),
        Some(_) => None,
    };
    let mut slots = chosen(args, &words)?;
    if let Some(scope) = &shared {
        slots = written(slots, args, &words, scope)?;
    }
    let task = Task {
        narrator: Narrator::new(&words.template)?,
        words: &words,
        slots,
        shared,
        by: &by,
        on,
    };
    let areas: Vec<&Area> = match (&task.shared, area) {
        (None, Some(area)) => vec![area],
        (shared, _) => {
            let all = words.loaded.directory.areas.values();
            let known = all
                .filter(|area| words.loaded.has_rows(&area.code) || words.written.has_file(area));
            known
                .filter(|area| {
                    shared.as_ref().is_none_or(|scope| Narrative::scopes(area).contains(scope))
                })
                .collect()
        }
    };
    let mut failed = false;
    let mut signed = 0;
    for area in areas {
        match task.one(area, args.all_slots) {
            Ok(new) => signed += new,
            Err(Problems(problems)) => {
                failed = true;
                for problem in &problems {
                    console::problem(problem);
                }
            }
        }
    }
    if signed == 0 && !failed {
        console::say(
            "nothing new to sign off: each of these texts is signed off, and no number has moved",
        );
    }
    Ok(if failed { Exit::SomeFailed } else { Exit::Done })
}

/// The slots asked for.
fn chosen<'a>(args: &NarrativeSignOffArgs, words: &'a Words) -> Result<Vec<&'a Slot>, Problems> {
    let slots = &words.written.slots;
    if args.all_slots {
        return Ok(slots.iter().collect());
    }
    let mut problems = Vec::new();
    for typed in &args.slots {
        if !slots.iter().any(|slot| slot.id == *typed) {
            let near = did_you_mean(typed, slots.iter().map(|slot| slot.id.as_str()));
            let hint =
                near.unwrap_or_else(|| "`jsnapack narrative status` lists the slots".to_owned());
            problems.push(Problem::new(format!("no slot is called `{typed}`")).hint(hint));
        }
    }
    Problems::none_or(problems)?;
    Ok(slots.iter().filter(|slot| args.slots.contains(&slot.id)).collect())
}

/// Those of the slots that a shared file has words for; every slot named must be among them.
fn written<'a>(
    slots: Vec<&'a Slot>,
    args: &NarrativeSignOffArgs,
    words: &Words,
    scope: &Scope,
) -> Result<Vec<&'a Slot>, Problems> {
    let document = words.written.narrative.documents.get(scope);
    let Some(document) = document else {
        let what = format!("there is no file with the words of {}", shown(scope));
        return Err(Problem::new(what).hint("`jsnapack narrative init` makes one").into());
    };
    let (has, lacks): (Vec<&Slot>, Vec<&Slot>) = slots
        .into_iter()
        .partition(|slot| document.texts.get(&slot.id).is_some_and(|text| !text.is_empty()));
    if !args.all_slots {
        let problem = |slot: &&Slot| {
            let what = format!("`{}` has no words in {}", slot.id, document.path.display());
            Problem::new(what).hint("to sign off what one area's pack has there, name that area")
        };
        Problems::none_or(lacks.iter().map(problem).collect())?;
    }
    Ok(has)
}

fn shown(scope: &Scope) -> String {
    match scope {
        Scope::AllAreas => "all areas".to_owned(),
        Scope::Area(code) => format!("`{code}`"),
    }
}

impl Task<'_> {
    /// Signs the slots of one area's pack, all or none. Says how many.
    fn one(&self, area: &Area, all_slots: bool) -> Result<usize, Problems> {
        let words = self.words;
        let view = present::view(&words.loaded.pack(area));
        let filled = words.written.fill(&self.narrator, &view, area, false);
        let earlier = words.written.sign_offs(area)?;
        let signature = Signature { by: self.by, on: &self.on, data: &words.loaded.as_of.date };
        let mut new: Vec<SignOff> = Vec::new();
        let mut problems = Vec::new();
        for slot in &self.slots {
            let report = filled.reports.iter().find(|report| report.id == slot.id);
            if report.is_some_and(|report| self.leaves_out(report, all_slots)) {
                continue;
            }
            match sign(&view, slot, &filled, signature) {
                Ok(sign_off) => new.push(sign_off),
                Err(problem) => problems.push(problem),
            }
        }
        Problems::none_or(problems)?;
        if new.is_empty() {
            return Ok(0);
        }
        let path = signed::path(&words.written.sign_off_folder, &area.code);
        let text = earlier.with(&new)?;
        write::whole(&path, text.as_bytes()).map_err(|error| {
            Problem::new(error.to_string())
                .hint("check that you may write there, or choose another folder with --signoffs")
        })?;
        let ids: Vec<&str> = new.iter().map(|sign_off| sign_off.slot.as_str()).collect();
        console::result(&format!("{}: {} signed off {}", path.display(), self.by, ids.join(", ")));
        Ok(new.len())
    }

    /// Slots without words where all are meant, texts of others where a shared one is, and what this person
    /// has signed already.
    fn leaves_out(&self, report: &SlotReport, all_slots: bool) -> bool {
        let is_empty = all_slots && report.state == SlotState::Empty;
        let scope = report.scope.as_deref().unwrap_or_default();
        let is_anothers = self.shared.as_ref().is_some_and(|shared| scope != shared.to_string());
        let is_signed = report.state == SlotState::SignedOff
            && report.signed.as_ref().is_some_and(|signed| signed.by == self.by);
        is_empty || is_anothers || is_signed
    }
}
