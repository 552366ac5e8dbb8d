//! `build`: the packs of the areas asked for. One area's failure does not stop the others.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::console;
use super::exit::Exit;
use super::load::{Loaded, small_numbers};
use super::maker::{Maker, Parts, Purpose, Timings};
use super::words::{Folders, WritersWords};
use crate::chart;
use crate::cli::{BuildArgs, Format};
use crate::error::{Problem, Problems};
use crate::model::area::Area;
use crate::model::slot::SlotReport;
use crate::model::view::View;
use crate::narrate::slots;
use crate::notice::Notice;
use crate::template::Template;
use crate::typeset;
use crate::write;

/// What only this program's Typst offers, and what stands for it in a kept folder.
const ENGINE: &str = "/shared/engine.typ";
const KEPT_ENGINE: &str = "/shared/engine.keep.typ";

/// The record of a pack, kept beside it.
#[derive(Debug, Serialize)]
struct Record<'a> {
    /// The area's code.
    area_code: &'a str,
    /// The area's name.
    area_name: &'a str,
    /// The template's name.
    template: &'a str,
    /// "built", or "failed".
    status: &'static str,
    /// Where the PDF is.
    path: Option<String>,
    /// How many pages it has.
    pages: Option<usize>,
    /// How large it is.
    bytes: Option<usize>,
    /// Whether any number is made up.
    illustrative: bool,
    /// The pack's date.
    date: &'a str,
    /// What areas are compared with, as asked for: "england", "region", "neighbours" or an area's code.
    compare: &'a str,
    /// What this area is compared with; none for England.
    benchmark: Option<&'a str>,
    /// SHA-256 of the View: what "unchanged" is judged by.
    view_sha256: String,
    /// The version of the program.
    version: &'static str,
    /// What is odd about the area's data.
    notices: &'a [String],
    /// How far each slot has come.
    slots: &'a [SlotReport],
    /// Why it failed.
    problems: &'a [Problem],
}

pub(super) fn build(args: &BuildArgs) -> Result<Exit, Problems> {
    let mut timings = Timings::default();
    let loaded = timings.time("read", || Loaded::new(&args.data, &args.compare))?;
    let areas = loaded.find(&args.areas)?;
    let maker = Maker::new(&args.template)?;
    let folders = Folders { narrative: args.narrative.as_ref(), sign_offs: args.signoffs.as_ref() };
    folders.are_there()?;
    let written = WritersWords::load(folders, &maker.template, &loaded)?;
    for notice in loaded.notices.iter().chain(&written.narrative.notices) {
        console::notice(notice);
    }
    if args.is_final {
        fit_for_publication(&loaded, &written)?;
    }
    if args.timings {
        console::say(&timings.line());
    }
    for problem in &written.narrative.homeless {
        console::say(&format!("notice: {problem}"));
    }
    let mut failed = 0;
    // What is odd about words that many packs share is told once.
    let mut told = BTreeSet::new();
    for area in &areas {
        if let Err(Problems(problems)) = one(args, &loaded, &written, &maker, area, &mut told) {
            failed += 1;
            for problem in &problems {
                console::problem(problem);
            }
            match args.format {
                Format::Text => console::result(&format!("failed {} {}", area.code, area.name)),
                Format::Json => console::json(&serde_json::json!({
                    "area_code": area.code, "area_name": area.name, "status": "failed",
                    "problems": problems,
                }))?,
            }
        }
    }
    if failed > 0 && areas.len() > 1 {
        console::say(&format!("{failed} of {} areas failed", areas.len()));
    }
    Ok(if failed > 0 { Exit::SomeFailed } else { Exit::Done })
}

/// What must never be published by mistake.
fn fit_for_publication(loaded: &Loaded, written: &WritersWords) -> Result<(), Problems> {
    let mut problems = written.narrative.homeless.clone();
    if loaded.dataset.is_illustrative() {
        problems.push(
            Problem::new("illustrative data can't go into a final pack")
                .hint("give real data with --data, or leave out --final"),
        );
    }
    if !loaded.withheld.is_empty() {
        problems.push(
            Problem::new(format!(
                "{} of local data not checked for disclosure",
                small_numbers(loaded.withheld.len()),
            ))
            .hint(
                "`jsnapack check` lists them; when they may be shown, or are withheld at the source, \
                 set `disclosure_checked = true` for the indicator in the profile",
            ),
        );
    }
    Problems::none_or(problems)
}

fn one(
    args: &BuildArgs,
    loaded: &Loaded,
    written: &WritersWords,
    maker: &Maker,
    area: &Area,
    told: &mut BTreeSet<Notice>,
) -> Result<(), Problems> {
    let mut timings = Timings::default();
    let purpose = match args.is_final {
        true => Purpose::Final { accept_moved: args.accept_moved },
        false => Purpose::Draft,
    };
    let parts = maker.parts(loaded, written, area, purpose, &mut timings);
    let (notices, slots) = match &parts {
        Ok(parts) => (&parts.notices, &parts.slots),
        Err(not_made) => (&not_made.notices, &not_made.slots),
    };
    for notice in notices.iter().chain(&slots::moved_since(&area.name, slots)) {
        if told.insert(notice.clone()) {
            console::notice(notice);
        }
    }
    let parts = parts.map_err(|not_made| not_made.problems)?;
    let stem = stem(&parts.view);
    let state = if args.is_final { "final" } else { "draft" };
    let folder = args.out.join(&maker.template.name).join(state);
    let path = folder.join(format!("{stem}.pdf"));
    if args.is_final && !args.replace && path.exists() {
        return Err(Problem::new(format!("`{}` is there already", path.display()))
            .hint("a final pack is replaced only with --replace")
            .into());
    }
    let made = timings.time("typeset", || maker.make(&parts, !args.no_attach))?;
    for warning in &made.warnings {
        console::say(&format!("notice: {warning}"));
    }
    let save = |path: &PathBuf, bytes: &[u8]| {
        write::whole(path, bytes)
            .map_err(|error| Problem::new(error.to_string()).hint(error.hint()))
    };
    // What an earlier run kept is of another pack by now, and may show what is withheld today.
    write::clear(&folder.join(&stem), "view.json")
        .map_err(|error| Problem::new(error.to_string()).hint(error.hint()))?;
    if args.keep {
        for (name, bytes) in kept(&maker.template, &parts)? {
            save(&folder.join(&stem).join(name), &bytes)?;
        }
    }
    timings.time("write", || save(&path, &made.pdf))?;
    let record = Record {
        area_code: area.code.as_str(),
        area_name: &area.name,
        template: &maker.template.name,
        status: "built",
        path: Some(path.display().to_string()),
        pages: Some(made.pages),
        bytes: Some(made.pdf.len()),
        illustrative: parts.view.illustrative.is_some(),
        date: &parts.view.date,
        compare: &parts.view.compare,
        benchmark: parts.view.benchmark.as_deref(),
        view_sha256: digest(&parts.view)?,
        version: env!("CARGO_PKG_VERSION"),
        notices: &parts.view.notices,
        slots: &parts.slots,
        problems: &[],
    };
    let text =
        serde_json::to_vec_pretty(&record).map_err(|error| Problem::new(error.to_string()))?;
    save(&folder.join(format!("{stem}.json")), &text)?;
    match args.format {
        Format::Text => {
            console::result(&format!("{} ({} pages)", path.display(), made.pages));
            for notice in &parts.view.notices {
                console::say(&format!("notice: {notice}"));
            }
        }
        Format::Json => console::json(&record)?,
    }
    if args.timings {
        console::say(&timings.line());
    }
    Ok(())
}

/// The name of a pack's files: "E08000012-liverpool", and "illustrative" where it is.
fn stem(view: &View) -> String {
    let illustrative = if view.illustrative.is_some() { "-illustrative" } else { "" };
    let code = view.area.code.replace(|letter: char| !letter.is_ascii_alphanumeric(), "-");
    format!("{code}-{}{illustrative}", write::file_name(&view.area.name))
}

fn digest(view: &View) -> Result<String, Problem> {
    let bytes = serde_json::to_vec(view).map_err(|error| Problem::new(error.to_string()))?;
    let hash = Sha256::digest(&bytes);
    Ok(hash.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What a PDF is made from, by file name: a folder that the ordinary `typst` compiles with
/// `typst compile --root . --font-path fonts template/report.typ`.
fn kept(template: &Template, parts: &Parts) -> Result<Vec<(PathBuf, Vec<u8>)>, Problem> {
    let json_failed = |error: serde_json::Error| Problem::new(error.to_string());
    let view = serde_json::to_vec_pretty(&parts.view).map_err(json_failed)?;
    let words = serde_json::to_vec_pretty(&parts.words).map_err(json_failed)?;
    let mut files = vec![
        (PathBuf::from("view.json"), view),
        (PathBuf::from("words.json"), words),
        (PathBuf::from("data.csv"), parts.data.clone()),
    ];
    for (name, drawing) in &parts.drawings {
        let svg = chart::svg::render(drawing);
        files.push((PathBuf::from(format!("charts/{name}.svg")), svg.into_bytes()));
    }
    for (path, bytes) in &parts.images {
        files.push((PathBuf::from(path.trim_start_matches('/')), bytes.clone()));
    }
    for (path, file) in &template.files {
        // The ordinary `typst` has no native drawings: their place is taken by pictures.
        let bytes = match path.as_str() {
            KEPT_ENGINE => continue,
            ENGINE => template.files.get(KEPT_ENGINE).unwrap_or(file).bytes.clone(),
            _ => file.bytes.clone(),
        };
        files.push((PathBuf::from(path.trim_start_matches('/')), bytes));
    }
    for (name, bytes) in typeset::FONT_FILES {
        files.push((PathBuf::from(format!("fonts/{name}")), bytes.to_vec()));
    }
    Ok(files)
}
