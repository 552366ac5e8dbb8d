//! `data list` and `data diff`: which snapshots there are, and what changed between two.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::changes::{Changed, Changes, GroupChange, changes};
use super::console;
use super::exit::Exit;
use super::fetch::size;
use super::files::{PROFILE_HINT, default_profile, file, text};
use super::load::areas;
use super::paste::{Against, Own, Paste, against};
use super::snapshots::base_of;
use crate::cli::{DataDiffArgs, DataListArgs, Format};
use crate::error::{Problem, Problems};
use crate::fetch::{Kept, Store};
use crate::model::dataset::Dataset;
use crate::model::snapshot::Base;
use crate::read::{self, Input};

#[derive(Debug, Serialize)]
struct Line {
    name: String,
    in_use: bool,
    date: String,
    checked: String,
    profile: String,
    area_types: Vec<String>,
    indicators: usize,
    bytes: u64,
    from: String,
    /// Files that are not as they were fetched.
    damaged: Vec<String>,
}

pub(super) fn list(args: &DataListArgs) -> Result<Exit, Problems> {
    let store = Store::new(&args.folder);
    let in_use = store.latest().map(|kept| kept.name);
    let lines: Vec<Line> =
        store.all().into_iter().map(|kept| line(kept, in_use.as_deref())).collect();
    match args.format {
        Format::Json => console::pretty_json(&lines)?,
        Format::Text if lines.is_empty() => {
            console::say(&format!(
                "there is no snapshot in `{}`; `jsnapack fetch` makes one",
                args.folder.display()
            ));
        }
        Format::Text => {
            let rows: Vec<[String; 7]> = lines
                .into_iter()
                .map(|line| {
                    let state = match (line.in_use, line.damaged.is_empty()) {
                        (_, false) => "damaged",
                        (true, true) => "in use",
                        (false, true) => "",
                    };
                    let state = state.to_owned();
                    let areas = line.area_types.join(", ");
                    let indicators = line.indicators.to_string();
                    [
                        line.name,
                        state,
                        line.checked,
                        line.profile,
                        areas,
                        indicators,
                        size(line.bytes),
                    ]
                })
                .collect();
            console::table(
                ["Snapshot", "State", "Current on", "Profile", "Areas", "Indicators", "Size"],
                &rows,
            );
        }
    }
    Ok(Exit::Done)
}

fn line(kept: Kept, in_use: Option<&str>) -> Line {
    let fetched = kept.snapshot.fetched.as_ref();
    Line {
        in_use: in_use == Some(kept.name.as_str()),
        date: kept.snapshot.date.clone(),
        checked: kept.checked.clone(),
        profile: fetched.map_or(&kept.snapshot.title, |fetched| &fetched.profile_name).clone(),
        area_types: fetched.map(|fetched| fetched.area_types.clone()).unwrap_or_default(),
        indicators: fetched.map_or(0, |fetched| fetched.indicators),
        bytes: kept.bytes(),
        from: fetched.map(|fetched| fetched.from.clone()).unwrap_or_default(),
        damaged: kept.damaged(),
        name: kept.name,
    }
}

#[derive(Debug, Serialize)]
struct Diff {
    older: Option<String>,
    newer: String,
    changes: Option<Changes>,
    profile: Option<Against>,
}

pub(super) fn diff(args: &DataDiffArgs) -> Result<Exit, Problems> {
    let store = Store::new(&args.folder);
    let (older, newer) = pair(args, &store)?;
    let (new, new_base) = load(&newer)?;
    let changes = match &older {
        Some(older) => {
            let (old, old_base) = load(older)?;
            Some(changes((&old, old_base.as_ref()), (&new, new_base.as_ref())))
        }
        None => None,
    };
    let profile = match &new_base {
        Some(base) => {
            let (path, bytes) = match &args.profile {
                Some(path) => (path.clone(), file(path, PROFILE_HINT)?),
                None => default_profile()?,
            };
            let text = text(bytes, &path)?;
            let profile = read::profile_over(&text, &path, Some(base))?;
            let own: Own = toml::from_str(text.trim_start_matches('\u{feff}'))
                .map_err(|error| Problem::new(error.message()))?;
            Some(against(&profile, &own, base, changes.as_ref()))
        }
        None => None,
    };
    let name = |path: &PathBuf| path.display().to_string();
    let diff = Diff { older: older.as_ref().map(name), newer: name(&newer), changes, profile };
    match args.format {
        Format::Json => console::pretty_json(&diff)?,
        Format::Text => print(&diff),
    }
    Ok(Exit::Done)
}

/// The two that are meant: those named, else the one in use and the one before it.
fn pair(args: &DataDiffArgs, store: &Store) -> Result<(Option<PathBuf>, PathBuf), Problems> {
    let named = |name: &String| -> Result<PathBuf, Problem> {
        let known = store.kept(name).map(|kept| kept.path);
        let path = known.unwrap_or_else(|| Path::new(name).to_owned());
        if path.exists() {
            return Ok(path);
        }
        Err(Problem::new(format!("there is no snapshot or data folder `{name}`"))
            .hint("`jsnapack data list` lists the snapshots"))
    };
    let newer = match &args.newer {
        Some(name) => named(name)?,
        None => store.latest().map(|kept| kept.path).ok_or_else(|| {
            Problem::new(format!("there is no snapshot in `{}`", args.folder.display()))
                .hint("`jsnapack fetch` makes one; or name two data folders")
        })?,
    };
    let older = match &args.older {
        Some(name) => Some(named(name)?),
        None => {
            let all = store.all();
            let index = all.iter().position(|kept| kept.path == newer);
            index.and_then(|index| all.get(index.checked_sub(1)?)).map(|kept| kept.path.clone())
        }
    };
    Ok((older, newer))
}

fn load(path: &Path) -> Result<(Dataset, Option<Base>), Problems> {
    let read = read::dataset(&[Input::Path(path.to_owned())], &areas()?)?;
    Ok((read.dataset, base_of(path)?))
}

fn print(diff: &Diff) {
    match (&diff.older, &diff.changes) {
        (Some(older), Some(changes)) => {
            console::result(&format!("From {older} to {}", diff.newer));
            print_changes(changes);
        }
        _ => console::result(&format!(
            "{} is the only snapshot: nothing to compare it with",
            diff.newer
        )),
    }
    if let Some(against) = &diff.profile {
        print_profile(against);
    }
}

/// A heading with its lines, if there are any.
fn part<T>(heading: &str, items: &[T], line: impl Fn(&T) -> String) {
    if items.is_empty() {
        return;
    }
    console::result(&format!("\n{heading}"));
    for item in items {
        console::result(&format!("  {}", line(item)));
    }
}

fn print_changes(changes: &Changes) {
    if *changes == Changes::default() {
        console::result("\nNo figure changed.");
    }
    part("New indicators", &changes.come, |it| format!("{} {}", it.id, it.name));
    part("Indicators that are gone", &changes.gone, |it| format!("{} {}", it.id, it.name));
    part("Changed figures", &changes.changed, figures);
    part("Renamed indicators", &changes.renamed, |it| {
        format!("{} `{}`, now `{}`", it.id, it.from, it.to)
    });
    part("Judged or measured otherwise by the service", &changes.judged, |it| {
        format!("{} {} ({}, {}): {}", it.id, it.name, it.sex, it.age, it.what.join("; "))
    });
    part("New areas", &changes.areas_come, Clone::clone);
    part("Areas that are gone", &changes.areas_gone, Clone::clone);
    part("Groups of the service", &changes.groups, |change| match change {
        GroupChange::Renamed { from, to } => format!("`{from}` is called `{to}` now"),
        GroupChange::Merged { from, into } => format!("`{from}` is part of `{into}` now"),
        GroupChange::New { name } => format!("`{name}` is new"),
        GroupChange::Gone { name } => format!("`{name}` is gone"),
    });
}

fn figures(changed: &Changed) -> String {
    let mut parts = Vec::new();
    if !changed.new_periods.is_empty() {
        parts.push(format!("new: {}", changed.new_periods.join(", ")));
    }
    if !changed.lost_periods.is_empty() {
        parts.push(format!("gone: {}", changed.lost_periods.join(", ")));
    }
    for (count, word) in
        [(changed.revised, "revised"), (changed.added, "added"), (changed.removed, "removed")]
    {
        if count > 0 {
            let rows = if count == 1 { "row" } else { "rows" };
            parts.push(format!("{count} {rows} {word}"));
        }
    }
    let example = changed.example.as_ref().map(|it| format!(", such as {it}")).unwrap_or_default();
    format!("{} {}: {}{example}", changed.id, changed.name, parts.join("; "))
}

fn print_profile(against: &Against) {
    part("Judged differently by your profile", &against.differ, Clone::clone);
    part("In your profile, not in the service's", &against.only_here, |it| {
        format!("{} {}", it.id, it.name)
    });
    let pastes = |heading: &str, pastes: &[Paste]| {
        if !pastes.is_empty() {
            console::result(&format!("\n{heading}"));
        }
        for paste in pastes {
            console::result(&format!("\n# {}\n{}", paste.what, paste.lines.trim_end()));
        }
    };
    pastes("Groups that your profile doesn't know; lines to paste into it:", &against.groups);
    pastes("Indicators that your profile doesn't have; lines to paste into it:", &against.lacks);
}
