//! Two runs at once, and one run on several machines.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::process::Command;
use std::thread;
use std::time::Duration;

use super::{DATA, Data, RUTLAND, below, pdfs, team};
use crate::support::workspace::{Ran, Workspace};

/// A folder of results that somebody else holds.
fn held(workspace: &Workspace) -> File {
    fs::create_dir_all(workspace.path("packs")).unwrap();
    let mut file = File::create(workspace.path("packs/.lock")).unwrap();
    file.lock().unwrap();
    file.write_all(br#"{"pid":4711,"host":"elsewhere","started":"2026-11-22 08:00:00 UTC"}"#)
        .unwrap();
    file
}

#[test]
fn the_second_run_says_who_holds_the_folder() {
    let workspace = team();
    let holder = held(&workspace);
    let build = format!("build Rutland --out packs {DATA}");
    let ran = workspace.run(&build).ends(2);
    assert!(ran.stderr.contains("process 4711 on elsewhere"), "{}", ran.stderr);
    assert!(below(&workspace, "", ".pdf").is_empty());
    let waiting = workspace.start(&format!("{build} --wait"));
    thread::sleep(Duration::from_millis(500));
    assert!(below(&workspace, "", ".pdf").is_empty());
    // It ends without a word: the lock goes with it, what it wrote stays.
    drop(holder);
    let ran = Ran::new(&waiting.wait_with_output().unwrap()).ends(0);
    ran.saying("waiting").saying("an earlier run broke off (process 4711");
    assert_eq!(pdfs(&workspace, "packs/").len(), 1);
    let quiet = workspace.run(&build).ends(0);
    assert!(!quiet.stderr.contains("broke off"), "{}", quiet.stderr);
}

/// One run, to compare with.
fn whole(workspace: &Workspace, options: &str) {
    workspace.run(&format!("build --all-utlas --out whole {DATA} {options}")).ends(0);
}

/// Fails unless a folder holds the same as the one run.
fn same_as_whole(workspace: &Workspace, out: &str) {
    let (one, other) = (pdfs(workspace, "whole/"), pdfs(workspace, &format!("{out}/")));
    assert!(one.keys().eq(other.keys()), "{:?}", other.keys());
    assert!(one == other);
    // Records have times in them, and run reports tell of parts.
    let others = |out: &str| -> BTreeMap<String, Vec<u8>> {
        let files = below(workspace, &format!("{out}/"), "").into_iter();
        files.filter(|(path, _)| !path.ends_with(".json") && path != ".lock").collect()
    };
    let (one, other) = (others("whole"), others(out));
    assert!(one.keys().eq(other.keys()), "{:?}, not {:?}", other.keys(), one.keys());
    for (path, bytes) in one {
        assert!(other[&path] == bytes, "{path}");
    }
}

#[test]
fn four_parts_together_are_one_run() {
    let workspace = team();
    let options = "--outputs pdf,html,ods --charts svg";
    whole(&workspace, options);
    let parts: Vec<_> = (1..=4)
        .map(|part| {
            let out = format!("--out parts/{part} {options}");
            workspace.start(&format!("build --all-utlas --shard {part}/4 {out} {DATA}"))
        })
        .collect();
    for part in parts {
        Ran::new(&part.wait_with_output().unwrap()).ends(0);
    }
    let all = "parts/1 parts/2 parts/3 parts/4";
    let ran = workspace.run(&format!("collect {all} --into joined")).ends(0);
    assert!(ran.stdout.contains("4 folders: 4 packs built, 0 failed, 0 missing"), "{}", ran.stdout);
    same_as_whole(&workspace, "joined");
    // The joined folder is as good as one that was built.
    let again = format!("build --all-utlas --out joined {options} {DATA}");
    workspace.run(&again).ends(0).saying("4 unchanged");
    let ran = workspace.run("collect parts/1 parts/2 parts/4").ends(1);
    assert!(ran.stdout.contains("missing: ") && ran.stdout.contains("part 3/4"), "{}", ran.stdout);
    workspace.run("collect parts/1 parts/5").ends(2).saying("parts/5");
    // A pack that was cut short on the way.
    let pdf = below(&workspace, "", ".pdf").into_keys().find(|path| path.contains("parts/2"));
    fs::write(workspace.path(&pdf.unwrap()), "%PDF-").unwrap();
    let ran = workspace.run(&format!("collect {all}")).ends(1);
    assert!(ran.stdout.contains("gone or not as written: parts/2"), "{}", ran.stdout);
    workspace.run("build Kent --shard 5/4").ends(2).saying("K/N");
    // Charts that were lost on the way.
    let list =
        below(&workspace, "", "charts.csv").into_keys().find(|path| path.contains("parts/3"));
    fs::remove_file(workspace.path(&list.unwrap())).unwrap();
    let ran = workspace.run(&format!("collect {all}")).ends(1);
    assert!(ran.stdout.contains("-charts"), "{}", ran.stdout);
}

#[test]
fn files_of_one_pack_from_several_machines() {
    let workspace = team();
    let build = |out: &str, outputs: &str| {
        let line = format!("build --all-utlas --out {out} --outputs {outputs} {DATA}");
        workspace.run(&line).ends(0);
    };
    whole(&workspace, "--outputs pdf,html,ods");
    build("one", "pdf");
    build("two", "html,ods");
    workspace.run("collect one two --into joined").ends(0);
    same_as_whole(&workspace, "joined");
    let again = format!("build --all-utlas --out joined --outputs pdf,html,ods {DATA}");
    workspace.run(&again).ends(0).saying("4 unchanged");
    // Pages of other data don't go beside a PDF, and those of an earlier run are not passed over in silence.
    Data::new().value(RUTLAND, 75).into(&workspace);
    build("three", "html");
    let ran = workspace.run("collect one three").ends(1);
    assert_eq!(ran.stdout.matches("two different packs: ").count(), 1, "{}", ran.stdout);
    assert!(ran.stdout.contains(RUTLAND), "{}", ran.stdout);
    let ran = workspace.run("collect three --into joined").ends(0);
    // The other three are the packs that they were, with all their files.
    assert_eq!(ran.stderr.matches(".pdf` is of an earlier pack").count(), 1, "{}", ran.stderr);
    let built = workspace.run(&again).ends(0).saying("1 built, 3 unchanged");
    assert!(built.stdout.contains(RUTLAND), "{}", built.stdout);
}

/// The lines of `docs/scaling.md` for GNU parallel, as they stand there.
#[test]
fn gnu_parallel_as_the_page_says() {
    if !Command::new("parallel").arg("--version").output().is_ok_and(|ran| ran.status.success()) {
        let missing = "GNU `parallel` is not on the path";
        assert!(!crate::support::asked("JSNAPACK_REQUIRE_TOOLS"), "{missing}");
        println!("skipped: {missing}");
        return;
    }
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/scaling.md")).unwrap();
    let lines: Vec<&str> = page
        .lines()
        .skip_while(|line| *line != "## GNU parallel")
        .skip(1)
        .take_while(|line| !line.starts_with("## "))
        .filter_map(|line| line.strip_prefix("    "))
        .collect();
    assert!(lines.len() >= 2, "{lines:?}");
    let workspace = team();
    whole(&workspace, "");
    let program = format!("'{}'", env!("CARGO_BIN_EXE_jsnapack"));
    let script = lines
        .join("\n")
        .replace("jsnapack build --all-utlas", &format!("{program} build --all-utlas {DATA}"))
        .replace("jsnapack collect", &format!("{program} collect"));
    assert!(script.matches(&program).count() == 2, "{script}");
    workspace.run_other("sh", &["-ec", &script]).ends(0);
    same_as_whole(&workspace, "out");
}
