//! The processes that typeset for a run: what becomes of packs and processes when one of either ends.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use super::{pdfs, unfinished};
use crate::support::processes;
use crate::support::workspace::{Ran, Workspace};

/// Enough pages, on illustrative data, to be in the middle of.
const AREAS: &str =
    "E08000012 E08000015 E06000017 E10000016 E06000001 E06000002 E06000003 E06000004";

fn start(workspace: &Workspace) -> Child {
    workspace.start(&format!("build {AREAS} --jobs 2 --out packs --template mine"))
}

/// A folder with a template of its own, so that it can be changed.
fn workspace() -> Workspace {
    let workspace = Workspace::new();
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("report-templates/jsna-annex");
    for file in ["template.toml", "report.typ"] {
        let text = fs::read_to_string(ours.join(file)).unwrap();
        workspace.write(&format!("mine/{file}"), &text.replace("\"jsna-annex\"", "\"mine\""));
    }
    workspace
}

fn wait_for(what: &str, mut done: impl FnMut() -> bool) {
    let start = Instant::now();
    while !done() {
        assert!(start.elapsed() < Duration::from_secs(120), "waited in vain for {what}");
        thread::sleep(Duration::from_millis(10));
    }
}

fn some_packs(workspace: &Workspace) -> BTreeMap<String, Vec<u8>> {
    pdfs(workspace, "packs/")
}

/// Waits for a pack, and for both workers to be at the next.
fn wait_for_a_pack(workspace: &Workspace, child: &Child) -> Vec<u32> {
    wait_for("a pack", || !some_packs(workspace).is_empty());
    wait_for("two processes", || processes::children(child.id()).len() == 2);
    processes::children(child.id())
}

fn signal(workspace: &Workspace, signal: &str, ids: &[u32]) {
    let ids: Vec<String> = ids.iter().map(u32::to_string).collect();
    let arguments: Vec<&str> = [signal].into_iter().chain(ids.iter().map(String::as_str)).collect();
    // One of them may have ended by itself.
    workspace.run_other("kill", &arguments);
}

/// A run's records that say so.
fn records(workspace: &Workspace, status: &str) -> usize {
    let words = format!("\"status\": \"{status}\"");
    let compact = words.replace(' ', "");
    let records = super::below(workspace, "packs/mine/draft/", ".json").into_values();
    let texts = records.map(|bytes| String::from_utf8(bytes).unwrap());
    texts.filter(|text| text.contains(&words) || text.contains(&compact)).count()
}

#[test]
fn a_killed_process_fails_its_pack_alone_and_the_template_is_the_one_at_the_start() {
    let workspace = workspace();
    let run = start(&workspace);
    wait_for_a_pack(&workspace, &run);
    // From here on processes started anew find another template on disk.
    workspace.write("mine/report.typ", "#panic(\"not this one\")");
    wait_for("a failure", || {
        let children = processes::children(run.id());
        if records(&workspace, "failed") == 0 {
            signal(&workspace, "-KILL", &children[..children.len().min(1)]);
            thread::sleep(Duration::from_millis(150));
        }
        records(&workspace, "failed") > 0
    });
    let ran = Ran::new(&run.wait_with_output().unwrap()).ends(1);
    let failed = records(&workspace, "failed");
    assert_eq!(records(&workspace, "built"), 8 - failed, "{ran:?}");
    assert!((1..6).contains(&failed), "{ran:?}");
    assert_eq!(ran.stderr.matches("broke off: signal: 9 (SIGKILL)").count(), failed, "{ran:?}");
    assert!(!ran.stderr.contains("not this one"), "{ran:?}");
    assert!(unfinished(&workspace).is_empty());
    // The packs are those of a run that nobody disturbed.
    let built = some_packs(&workspace);
    let beside = self::workspace();
    beside.run(&format!("build {AREAS} --jobs 1 --out packs --template mine")).ends(0);
    let whole = some_packs(&beside);
    assert_eq!((built.len(), whole.len()), (8 - failed, 8));
    assert!(built.iter().all(|(path, bytes)| whole[path] == *bytes));
}

#[test]
fn no_process_outlives_its_run() {
    let workspace = workspace();
    let mut run = start(&workspace);
    let children = wait_for_a_pack(&workspace, &run);
    run.kill().unwrap();
    run.wait().unwrap();
    let killed = Instant::now();
    wait_for("the end of the processes", || !children.iter().any(|id| processes::runs(*id)));
    assert!(killed.elapsed() < Duration::from_secs(1), "{:?}", killed.elapsed());
}

#[test]
fn ctrl_c_is_no_failure_of_the_packs_at_hand() {
    // A terminal tells all of a group, whoever reacts first; a shell's `kill` may then end the processes.
    for then in ["-INT", "-KILL"] {
        let workspace = workspace();
        let run = start(&workspace);
        let children = wait_for_a_pack(&workspace, &run);
        let asked = Instant::now();
        signal(&workspace, "-INT", &[run.id()]);
        signal(&workspace, then, &children);
        let ran = Ran::new(&run.wait_with_output().unwrap()).ends(1);
        assert!(asked.elapsed() < Duration::from_secs(2), "{:?}", asked.elapsed());
        let ran = ran.saying("run the same command again");
        assert!(!ran.stderr.contains("error") && !ran.stderr.contains("failed"), "{ran:?}");
        assert_eq!(records(&workspace, "failed"), 0);
        assert!(unfinished(&workspace).is_empty(), "{ran:?}");
        wait_for("the end of the processes", || !children.iter().any(|id| processes::runs(*id)));
    }
}

#[test]
fn one_pack_needs_no_process_and_no_run_more_than_packs() {
    let workspace = workspace();
    for (areas, most) in [("Rutland", 0), ("Rutland Kent", 2)] {
        let mut run = workspace.begin(&format!("build {areas} --force --jobs 4 --out packs"));
        let mut seen = 0;
        while run.try_wait().unwrap().is_none() {
            seen = processes::children(run.id()).len().max(seen);
            thread::sleep(Duration::from_millis(2));
        }
        assert!(run.wait().unwrap().success());
        assert_eq!(seen, most, "{areas}");
    }
}
