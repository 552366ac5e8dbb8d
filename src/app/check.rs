//! `check`: everything that could stop a build, for all areas; nothing is written.

use std::collections::BTreeSet;

use serde::Serialize;

use super::console;
use super::exit::Exit;
use super::load::Loaded;
use super::maker::{Maker, Timings};
use super::template_check;
use crate::cli::{CheckArgs, Format};
use crate::compare::disclosure::Withheld;
use crate::error::{Problem, Problems};
use crate::model::area::Area;
use crate::notice::Notice;
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
    let mut findings = Findings {
        template,
        notices: loaded.notices.clone(),
        withheld: loaded.withheld.clone(),
        ..Findings::default()
    };
    for area in loaded.directory.areas.values().filter(|area| has_rows(&loaded, area)) {
        findings.areas += 1;
        let found = match maker.parts(&loaded, area, &mut Timings::default()) {
            Ok(parts) => lacking_glyphs(&parts.view),
            Err(Problems(problems)) => problems,
        };
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

fn has_rows(loaded: &Loaded, area: &Area) -> bool {
    loaded
        .series
        .values()
        .filter_map(|key| loaded.dataset.series.get(key))
        .any(|series| !series.of(&area.code).is_empty())
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

fn print(loaded: &Loaded, findings: &Findings) {
    for notice in &findings.notices {
        console::result(&format!("notice: {notice}"));
    }
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
    for problem in &findings.template {
        console::result(&format!("error: {problem}"));
    }
    for found in &findings.problems {
        console::result(&format!("error: {}: {}", found.area, found.problem));
    }
    console::result(&format!(
        "{} areas checked: {} problems, {} notices, {} numbers withheld",
        findings.areas,
        findings.problems.len() + findings.template.len(),
        findings.notices.len(),
        findings.withheld.len(),
    ));
}
