//! `collect`: what several folders of results hold together, and what is missing.

use std::path::Path;

use serde::Serialize;

use super::console;
use super::derive::derive;
use super::exit::Exit;
use super::hold::hold;
use super::shop::told;
use crate::cli::{CollectArgs, Format};
use crate::error::{Problem, Problems};
use crate::runs::{self, Asked, Collected, Status, Store, StoreError};
use crate::write;

/// The report of all folders.
#[derive(Serialize)]
struct Joined<'a> {
    folders: usize,
    built: usize,
    failed: Vec<Failed<'a>>,
    missing: &'a [Asked],
    /// PDFs that are gone, or not as they were written.
    damaged: Vec<String>,
    /// Packs of which two folders hold different ones.
    clashes: Vec<String>,
    /// Folders without a run report.
    without_report: Vec<String>,
}

#[derive(Serialize)]
struct Failed<'a> {
    area_code: &'a str,
    area_name: &'a str,
    template: &'a str,
    problems: Vec<&'a str>,
}

pub(super) fn collect(args: &CollectArgs) -> Result<Exit, Problems> {
    let mut problems = Vec::new();
    for out in args.outs.iter().filter(|out| !out.is_dir()) {
        problems.push(
            Problem::new(format!("there is no folder `{}`", out.display()))
                .hint("give folders that `build --out` wrote to; leave out those that never came"),
        );
    }
    Problems::none_or(problems)?;
    let stores: Vec<Store> = args.outs.iter().map(|out| Store::new(out)).collect();
    let collected = runs::collect(&stores).map_err(|error| unreadable(&error))?;
    let joined = joined(args, &collected);
    match args.format {
        Format::Json => console::json(&joined)?,
        Format::Text => print(&joined),
    }
    if let Some(into) = &args.into {
        copy(into, &stores, &collected, args)?;
    }
    let fine = joined.failed.is_empty()
        && joined.missing.is_empty()
        && joined.damaged.is_empty()
        && joined.clashes.is_empty();
    Ok(if fine { Exit::Done } else { Exit::SomeFailed })
}

fn unreadable(error: &StoreError) -> Problem {
    Problem::new(error.to_string()).hint("check that you may read the folder")
}

fn joined<'a>(args: &CollectArgs, collected: &'a Collected) -> Joined<'a> {
    let name = |folder: usize| {
        args.outs.get(folder).map_or_else(String::new, |path| path.display().to_string())
    };
    let records = || collected.packs.iter().map(|(.., record)| record);
    Joined {
        folders: args.outs.len(),
        built: records().filter(|record| record.status == Status::Built).count(),
        failed: records()
            .filter(|record| record.status == Status::Failed)
            .map(|record| Failed {
                area_code: &record.area_code,
                area_name: &record.area_name,
                template: &record.template,
                problems: record.problems.iter().map(|found| found.what.as_str()).collect(),
            })
            .collect(),
        missing: &collected.missing,
        damaged: collected
            .damaged
            .iter()
            .map(|(folder, file)| Path::new(&name(*folder)).join(file).display().to_string())
            .collect(),
        clashes: collected
            .clashes
            .iter()
            .map(|clash| {
                let folders: Vec<String> = clash.folders.iter().map(|at| name(*at)).collect();
                format!("{} {} in {}", clash.area_code, clash.template, folders.join(", "))
            })
            .collect(),
        without_report: collected.without_report.iter().map(|folder| name(*folder)).collect(),
    }
}

fn print(joined: &Joined<'_>) {
    for folder in &joined.without_report {
        console::say(&format!(
            "notice: `{folder}` has no run report: what it should hold is not known"
        ));
    }
    for clash in &joined.clashes {
        console::result(&format!("two different packs: {clash}"));
    }
    for file in &joined.damaged {
        console::result(&format!("gone or not as written: {file}"));
    }
    for failed in &joined.failed {
        console::result(&format!(
            "failed: {} {} ({}): {}",
            failed.area_code,
            failed.area_name,
            failed.template,
            failed.problems.join("; ")
        ));
    }
    for asked in joined.missing {
        let part = asked.shard.map_or_else(String::new, |shard| format!(", part {shard}"));
        console::result(&format!(
            "missing: {} {} ({}{part})",
            asked.area_code, asked.area_name, asked.template
        ));
    }
    console::result(&format!(
        "{} folders: {} packs built, {} failed, {} missing",
        joined.folders,
        joined.built,
        joined.failed.len(),
        joined.missing.len()
    ));
}

/// Brings all packs into one folder. Of packs that differ, and of damaged ones, none is brought.
fn copy(
    into: &Path,
    stores: &[Store],
    collected: &Collected,
    args: &CollectArgs,
) -> Result<(), Problems> {
    let _lock = hold(into, false, args.host.as_ref())?;
    for (folder, path, record) in &collected.packs {
        let clashes = collected
            .clashes
            .iter()
            .any(|clash| clash.area_code == record.area_code && clash.template == record.template);
        let damaged = |file: &str| {
            collected.damaged.iter().any(|(at, damaged)| at == folder && damaged == file)
        };
        let Some(store) = stores.get(*folder).filter(|_| !clashes) else {
            continue;
        };
        if let (Some(pdf), Some(place)) = (&record.pdf, record.pdf_path()) {
            if damaged(&pdf.file) {
                continue;
            }
            let bytes = store.bytes(&place).map_err(|error| unreadable(&error))?;
            told(write::whole(&into.join(place), &bytes))?;
        }
        let bytes = store.bytes(path).map_err(|error| unreadable(&error))?;
        told(write::whole(&into.join(path), &bytes))?;
    }
    let asked = collected.asked.iter().map(|asked| Asked { shard: None, ..asked.clone() });
    derive(&Store::new(into), asked.collect(), None)?;
    Ok(())
}
