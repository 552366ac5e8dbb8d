//! `check`: everything that could stop a build, for all areas; nothing is written.

use std::collections::BTreeSet;

use serde::Serialize;

use super::console;
use super::exit::Exit;
use super::load::Loaded;
use super::maker::{Maker, NotMade, Purpose, Timings};
use super::template_check;
use super::words::{Folders, WritersWords};
use crate::cli::{CheckArgs, Format};
use crate::compare;
use crate::compare::cross_check::{CrossCheck, Tally, cross_check};
use crate::compare::disclosure::Withheld;
use crate::error::{Problem, Problems};
use crate::model::area::Area;
use crate::model::cross_check::Rule;
use crate::model::signoff::Signed;
use crate::model::slot::{SlotReport, SlotState};
use crate::notice::{Notice, Place};
use crate::present::cross_check::reason;
use crate::typeset;

/// The template of a build that names none.
const DEFAULT_TEMPLATE: &str = "jsna-annex";

/// What `check` found.
#[derive(Debug, Default, Serialize)]
struct Findings {
    /// Areas worked out, as far as typesetting.
    areas: usize,
    /// What is wrong with the template, if one is named.
    template: Vec<Problem>,
    /// What stops a build.
    problems: Vec<AreaProblem>,
    /// What is odd about the data.
    notices: Vec<Notice>,
    /// Small numbers withheld.
    withheld: Vec<Withheld>,
    /// The publisher's own results against ours.
    cross_check: CrossCheck,
    /// Texts whose numbers have moved since they were signed off: they stop a final pack.
    moved: Vec<MovedText>,
}

/// A text whose numbers have moved since it was signed off.
#[derive(Debug, Serialize)]
struct MovedText {
    area: String,
    slot: String,
    title: String,
    place: Option<Place>,
    signed: Signed,
}

/// What stops the build of one area.
#[derive(Debug, Serialize)]
struct AreaProblem {
    area: String,
    #[serde(flatten)]
    problem: Problem,
}

pub(super) fn check(args: &CheckArgs) -> Result<Exit, Problems> {
    let loaded = Loaded::new(&args.data, &args.compare)?;
    // A template that is named is looked through as well; one that can't make packs stops here.
    let template = match &args.template {
        Some(template) => template_check::problems(template, &loaded)?,
        None => Vec::new(),
    };
    let maker = match Maker::new(args.template.as_deref().unwrap_or(DEFAULT_TEMPLATE)) {
        Ok(maker) => maker,
        Err(problems) => {
            return Err(if template.is_empty() { problems } else { Problems(template) });
        }
    };
    if maker.has_web() {
        maker.web()?;
    }
    let folders = Folders { narrative: args.narrative.as_ref(), sign_offs: args.signoffs.as_ref() };
    folders.are_there()?;
    let written = WritersWords::load(folders, &maker.template, &loaded)?;
    let mut findings = Findings {
        template,
        notices: [loaded.notices.clone(), written.narrative.notices.clone()].concat(),
        withheld: loaded.withheld.clone(),
        cross_check: cross_check(&loaded.context()),
        ..Findings::default()
    };
    let homeless = written.narrative.homeless.iter().cloned();
    findings
        .problems
        .extend(homeless.map(|problem| AreaProblem { area: "no area".to_owned(), problem }));
    let mut told = BTreeSet::new();
    for area in loaded
        .directory
        .areas
        .values()
        .filter(|area| loaded.has_rows(&area.code) || written.has_file(area))
    {
        findings.areas += 1;
        let parts = maker.parts(&loaded, &written, area, Purpose::Draft, &mut Timings::default());
        let (found, notices, slots) = match parts {
            Ok(parts) => (lacking_glyphs(&parts.view), parts.notices, parts.slots),
            Err(NotMade { problems: Problems(problems), notices, slots, broke_off: _ }) => {
                (problems, notices, slots)
            }
        };
        findings.moved.extend(moved(area, slots));
        // What is odd about words or labels that many packs share is told once.
        let doubtful = compare::doubtful_labels(&loaded.context(), area);
        let new = notices.into_iter().chain(doubtful).filter(|notice| told.insert(notice.clone()));
        findings.notices.extend(new);
        findings.problems.extend(
            found.into_iter().map(|problem| AreaProblem {
                area: format!("{} {}", area.code, area.name),
                problem,
            }),
        );
    }
    match args.format {
        Format::Json => console::pretty_json(&findings)?,
        Format::Text => print(&loaded, &findings),
    }
    let sound = findings.problems.is_empty() && findings.template.is_empty();
    Ok(if sound { Exit::Done } else { Exit::SomeFailed })
}

/// The slots of an area that have moved.
fn moved(area: &Area, slots: Vec<SlotReport>) -> impl Iterator<Item = MovedText> {
    let moved = slots.into_iter().filter(|slot| slot.state == SlotState::Moved);
    moved.filter_map(|slot| {
        Some(MovedText {
            area: format!("{} {}", area.code, area.name),
            slot: slot.id,
            title: slot.title,
            place: slot.from.map(|path| Place { path, line: slot.line, column: None }),
            signed: slot.signed?,
        })
    })
}

/// Characters of the View that no font of the page has: one of them stops a pack.
fn lacking_glyphs(view: &crate::model::view::View) -> Vec<Problem> {
    let Ok(text) = serde_json::to_string(view) else {
        return Vec::new();
    };
    let lacking: BTreeSet<char> = text.chars().filter(|letter| typeset::lacks(*letter)).collect();
    lacking
        .into_iter()
        .map(|letter| {
            Problem::new(format!(
                "the page's font has no `{letter}` (U+{:04X}), which the data or profile uses",
                u32::from(letter)
            ))
            .hint("replace it in the data's names and notes, or in the profile")
        })
        .collect()
}

/// What must be acted on stands last, just above the summary: the long lists come first.
fn print(loaded: &Loaded, findings: &Findings) {
    print_cross_check(&findings.cross_check);
    for withheld in &findings.withheld {
        let place =
            loaded.dataset.sources.get(withheld.origin.source).map_or_else(String::new, |source| {
                format!(" ({}, line {})", source.path.display(), withheld.origin.line)
            });
        console::result(&format!(
            "withheld: `{}` in {} for {}: {}{place}",
            withheld.slug,
            loaded.directory.name(&withheld.area),
            withheld.period.label,
            withheld.why.words(),
        ));
    }
    for notice in &findings.notices {
        console::result(&format!("notice: {notice}"));
    }
    for problem in &findings.template {
        console::result(&format!("error: {problem}"));
    }
    for MovedText { area, slot, signed: Signed { by, on, data, moved, .. }, .. } in &findings.moved
    {
        console::result(&format!(
            "moved: {area}: `{slot}`, signed off by {by} on {on} against data of {data}:"
        ));
        for moved in moved {
            console::result(&format!("  {moved}"));
        }
    }
    // What is wrong with shared words is told once, with the areas that would have them.
    let mut areas: Vec<(&Problem, Vec<&str>)> = Vec::new();
    for found in &findings.problems {
        match areas.iter_mut().find(|(problem, _)| **problem == found.problem) {
            Some((_, areas)) => areas.push(&found.area),
            None => areas.push((&found.problem, vec![&found.area])),
        }
    }
    for (problem, areas) in areas {
        let others = match areas.len() {
            1 => String::new(),
            2 => " and one other area".to_owned(),
            number => format!(" and {} other areas", number - 1),
        };
        console::result(&format!("error: {}{others}: {problem}", areas[0]));
    }
    let moved = match findings.moved.len() {
        0 => String::new(),
        1 => ", 1 text signed off against other numbers".to_owned(),
        count => format!(", {count} texts signed off against other numbers"),
    };
    let differ = match findings.cross_check.differences.len() {
        1 => "1 of the publisher's results differs".to_owned(),
        number => format!("{number} of the publisher's results differ"),
    };
    console::result(&format!(
        "{} checked: {}, {}, {} withheld, {differ}{moved}",
        counted(findings.areas, "area"),
        counted(findings.problems.len() + findings.template.len(), "problem"),
        counted(findings.notices.len(), "notice"),
        counted(findings.withheld.len(), "number"),
    ));
}

/// "1 problem", "2 problems".
fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// A line an indicator and kind of result: how many were compared, how many agree, why others don't.
fn print_cross_check(found: &CrossCheck) {
    for indicator in &found.indicators {
        for (what, tally) in [("comparisons", &indicator.classes), ("trends", &indicator.trends)] {
            let Tally { compared, agreed, not_recomputed, differences } = tally;
            if compared + not_recomputed == 0 {
                continue;
            }
            let reasons: Vec<String> = differences
                .iter()
                .map(|(rule, number)| match rule {
                    Rule::Unexplained => format!("{number} for no known reason"),
                    rule => format!("{number} because {}", reason(*rule)),
                })
                .collect();
            let differ = match compared - agreed {
                0 => String::new(),
                number => format!(", {number} differ ({})", reasons.join("; ")),
            };
            let left = match not_recomputed {
                0 => String::new(),
                number => format!("; {number} can't be worked out here"),
            };
            let agree = match compared {
                0 => format!("no published {what} to compare"),
                _ => format!("{agreed} of {compared} published {what} agree"),
            };
            console::result(&format!("cross-check: `{}`: {agree}{differ}{left}", indicator.slug,));
        }
    }
}
