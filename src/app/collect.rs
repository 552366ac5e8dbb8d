//! `collect`: what several folders of results hold together, and what is missing.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::charts;
use super::console;
use super::derive::{derive, index_page};
use super::exit::Exit;
use super::hold::hold;
use super::shop::{slashes, told};
use crate::cli::{CollectArgs, Format};
use crate::error::{Problem, Problems};
use crate::runs::{
    self, Asked, Collected, IndexPage, Kind, Pack, Record, Status, Store, StoreError, Whole,
};
use crate::write;

/// The report of all folders.
#[derive(Serialize)]
struct Joined<'a> {
    folders: usize,
    built: usize,
    failed: Vec<Failed<'a>>,
    missing: &'a [Asked],
    /// Files that are gone, or not as they were written.
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
    let page = index_page()?;
    let mut collected = runs::collect(&stores).map_err(|error| unreadable(&error))?;
    collected.damaged.extend(lacking_charts(&stores, &collected.packs));
    let joined = joined(args, &collected);
    match args.format {
        Format::Json => console::json(&joined)?,
        Format::Text => print(&joined),
    }
    if let Some(into) = &args.into {
        copy(into, &stores, &collected, args, &page)?;
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
    let records = || collected.packs.iter().map(|pack| &pack.record);
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

/// Folders of charts that records know of and that aren't there: folder of results and place.
fn lacking_charts<'a>(
    stores: &'a [Store],
    packs: &'a [Pack],
) -> impl Iterator<Item = (usize, String)> + 'a {
    packs.iter().filter_map(|pack| {
        let folder = pack.charts?;
        let place = charts_of(pack);
        let there = stores.get(folder)?.has(&place.join(charts::LIST));
        (!there).then(|| (folder, slashes(&place)))
    })
}

/// The place of a pack's charts as files of their own.
fn charts_of(pack: &Pack) -> PathBuf {
    charts::folder(&pack.place.with_extension(""))
}

/// Brings all packs into one folder, with all their files and charts. Of packs that differ, and of damaged ones,
/// none is brought. The record comes last: until then a pack is as it was, or one to be built again.
fn copy(
    into: &Path,
    stores: &[Store],
    collected: &Collected,
    args: &CollectArgs,
    page: &IndexPage,
) -> Result<(), Problems> {
    let _lock = hold(into, false, args.host.as_ref())?;
    let damaged = |folder: usize, file: &str| {
        collected.damaged.iter().any(|(at, damaged)| *at == folder && damaged == file)
    };
    let joined = Store::new(into);
    for pack in collected.packs.iter().filter(|pack| !pack.clashes) {
        let charts = charts_of(pack);
        let lacks = pack.files.iter().any(|(folder, file)| damaged(*folder, &file.file))
            || pack.charts.is_some_and(|folder| damaged(folder, &slashes(&charts)));
        let store = |folder: usize| stores.get(folder);
        let Some(own) = store(pack.folder).filter(|_| !lacks) else {
            continue;
        };
        let its = with_those_there(&joined, pack);
        left_beside(&joined, pack, &its);
        let mut files = Vec::new();
        for (folder, file) in &pack.files {
            if let Some(store) = store(*folder) {
                let bytes = store.bytes(&file.path()).map_err(|error| unreadable(&error))?;
                files.push((into.join(file.path()), bytes));
            }
        }
        told(write::together(&files))?;
        let target = into.join(&charts);
        match pack.charts.and_then(store) {
            Some(store) => {
                let files = store.folder(&charts).map_err(|error| unreadable(&error))?;
                told(write::whole_folder(&target, &files, charts::LIST))?;
            }
            // Those of an earlier pack are not of this one.
            None => told(write::clear(&target, charts::LIST))?,
        }
        let record = match own.record(&pack.place) {
            Some(record) if record == its => {
                own.bytes(&pack.place).map_err(|error| unreadable(&error))?
            }
            _ => {
                let text = its.to_text(&own.facts(&pack.place));
                text.map_err(|error| Problem::new(error.to_string()))?.into_bytes()
            }
        };
        told(write::whole(&into.join(&pack.place), &record))?;
    }
    let asked = collected.asked.iter().map(|asked| Asked { shard: None, ..asked.clone() });
    derive(&joined, asked.collect(), None, page)?;
    Ok(())
}

/// A pack's record, with the files of the same pack that are in the folder already and that no part brings.
fn with_those_there(joined: &Store, pack: &Pack) -> Record {
    let mut record = pack.record.clone();
    let there = joined.record(&pack.place);
    let there = there.filter(|there| there.made_from.is_same_pack(&record.made_from));
    for file in there.into_iter().flat_map(|there| there.files) {
        if record.file(file.kind).is_none() && joined.is_whole(&file) == Whole::Yes {
            record.files.push(file);
        }
    }
    record.files.sort_by_key(|file| file.kind);
    record
}

/// Tells of files of an earlier pack that no part brought: they stay, and are no longer of the pack beside them.
fn left_beside(joined: &Store, pack: &Pack, record: &Record) {
    for kind in Kind::ALL {
        let place = pack.place.with_extension(kind.ending());
        if record.file(kind).is_none() && joined.has(&place) {
            console::say(&format!(
                "notice: `{}` is of an earlier pack, and none of the folders has a newer one: remove it, or build it again",
                joined.root().join(place).display()
            ));
        }
    }
}
