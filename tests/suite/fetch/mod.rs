//! `fetch` and `data` against a service on this machine: what comes, what fails, what stays.

mod answers;
mod diff;
mod faults;
mod protected;
mod server;
mod sound;
mod stopped;

use std::collections::BTreeMap;
use std::sync::Mutex;

use crate::support::workspace::{Ran, Workspace};
use server::Server;

/// 1 November 2026.
const NOVEMBER: &str = "1793491200";
/// 1 February 2027.
const FEBRUARY: &str = "1801440000";

/// Runs `fetch` in a folder on a day, without long waits.
fn fetch(workspace: &Workspace, server: &Server, day: &str, options: &str) -> Ran {
    workspace.run(&line(server, day, options))
}

fn line(server: &Server, day: &str, options: &str) -> String {
    format!("SOURCE_DATE_EPOCH={day} fetch --base-url {} --retry-wait 5 {options}", server.url())
}

/// The files of a snapshot, by name.
fn snapshot(workspace: &Workspace, name: &str) -> BTreeMap<String, Vec<u8>> {
    let prefix = format!("data/fingertips/{name}/");
    let files = workspace.files().into_iter();
    files
        .filter_map(|(path, bytes)| Some((path.strip_prefix(&prefix)?.to_owned(), bytes)))
        .collect()
}

/// The names of all snapshots, and of whatever else lies beside them.
fn names(workspace: &Workspace) -> Vec<String> {
    let files = workspace.files();
    let mut names: Vec<String> = files
        .keys()
        .filter_map(|path| path.strip_prefix("data/fingertips/"))
        .map(|path| path.split('/').next().unwrap().to_owned())
        .collect();
    names.dedup();
    names
}

fn toml(bytes: &[u8]) -> toml::Table {
    std::str::from_utf8(bytes).unwrap().parse().unwrap()
}

/// A pack costs a second of two cores: no two at once.
static BUILDING: Mutex<()> = Mutex::new(());

/// Builds Liverpool's pack, and says what its View says of the sources.
fn built(workspace: &Workspace, options: &str) -> (Ran, serde_json::Value) {
    let _alone = BUILDING.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let ran = workspace.run(&format!("build Liverpool --keep --out packs {options}")).ends(0);
    let files = workspace.files();
    let (_, view) = files.iter().find(|(path, _)| path.ends_with("view.json")).unwrap();
    (ran, serde_json::from_slice(view).unwrap())
}
