//! However a run ends, every PDF under its final name is whole, and the next run carries on.
//! `JSNAPACK_KILLS` says how often the program is killed at a random moment: 10 unless told.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::{DATA, Data, LIVERPOOL, RUTLAND, below, pdfs, team, unfinished};
use crate::support::workspace::{Ran, Workspace};

/// Every kind of file: what holds for them holds for one.
const OUTPUTS: &str = "--outputs pdf,html,ods";
const BUILD: &str = "build --all-utlas --jobs 2 --out packs --outputs pdf,html,ods";

/// A team's folder with packs of older data, and what they should be after the next run.
struct Case {
    workspace: Workspace,
    old: BTreeMap<String, Vec<u8>>,
    new: BTreeMap<String, Vec<u8>>,
    /// All files before that run.
    before: BTreeMap<String, Vec<u8>>,
}

impl Case {
    fn new() -> Self {
        let workspace = team();
        Data::new().value(RUTLAND, 120).into(&workspace);
        workspace.run(&format!("{BUILD} {DATA}")).ends(0);
        Data::new().into(&workspace);
        let before = workspace.files();
        let old = files(&workspace);
        let beside = team();
        beside.run(&format!("{BUILD} {DATA}")).ends(0);
        let new = files(&beside);
        assert_eq!(new.len(), 16, "{:?}", new.keys());
        assert!(old.keys().eq(new.keys()));
        // Not all that a PDF shows of other areas is in the tables.
        let changed = |path: &str| path.ends_with(".pdf") || path.contains(RUTLAND);
        assert!(old.iter().all(|(path, bytes)| !changed(path) || new[path] != *bytes));
        Self { workspace, old, new, before }
    }

    /// Puts the folder back to where it was.
    fn reset(&self) {
        fs::remove_dir_all(self.workspace.path("packs")).unwrap();
        for (path, bytes) in &self.before {
            let path = self.workspace.path(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }

    /// Every pack is the old one or the new one, whole.
    fn is_sound(&self) {
        let now = files(&self.workspace);
        assert!(now.keys().eq(self.old.keys()), "{:?}", now.keys());
        for (path, bytes) in &now {
            assert!(*bytes == self.old[path] || *bytes == self.new[path], "{path}");
        }
    }

    /// The next run makes everything as it should be, and leaves nothing half written.
    fn recovers(&self) {
        self.workspace.run(&format!("{BUILD} {DATA}")).ends(0);
        assert!(files(&self.workspace) == self.new);
        assert!(unfinished(&self.workspace).is_empty(), "{:?}", unfinished(&self.workspace));
        self.workspace.run(&format!("{BUILD} {DATA}")).ends(0).saying("4 unchanged");
    }
}

/// Every file of every pack, charts aside. The PDFs must be sound.
fn files(workspace: &Workspace) -> BTreeMap<String, Vec<u8>> {
    let mut files = pdfs(workspace, "packs/");
    for ending in [".html", ".ods", ".csv"] {
        let others = below(workspace, "packs/jsna-annex/", ending).into_iter();
        files.extend(others.map(|(path, bytes)| (format!("jsna-annex/{path}"), bytes)));
    }
    files
}

/// Numbers that look random and are the same in every run.
fn moments(count: usize, longest: Duration) -> impl Iterator<Item = Duration> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    (0..count).map(move |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        longest.mul_f64((state % 1000) as f64 / 1000.0)
    })
}

#[test]
fn killed_at_random_moments() {
    let kills = std::env::var("JSNAPACK_KILLS").map_or(10, |count| count.parse().unwrap());
    let case = Case::new();
    let start = Instant::now();
    case.workspace.run(&format!("{BUILD} {DATA}")).ends(0);
    let whole_run = start.elapsed();
    let mut killed = 0;
    for moment in moments(kills, whole_run) {
        case.reset();
        let mut child = case.workspace.start(&format!("{BUILD} {DATA}"));
        thread::sleep(moment);
        let _ = child.kill();
        killed += usize::from(child.wait().unwrap().code().is_none());
        case.is_sound();
        case.recovers();
    }
    assert!(killed * 2 >= kills, "only {killed} of {kills} runs were still going");
}

/// Every system call by which the program changes what is on disk.
#[cfg(target_os = "linux")]
const STEPS: &str =
    "write,fsync,fdatasync,ftruncate,fchmod,rename,renameat,renameat2,unlink,unlinkat,mkdir,flock";

#[cfg(target_os = "linux")]
#[test]
fn killed_at_every_step_of_writing() {
    if !Command::new("strace").arg("-V").output().is_ok_and(|ran| ran.status.success()) {
        let missing = "`strace` is not on the path";
        assert!(!crate::support::asked("JSNAPACK_REQUIRE_TOOLS"), "{missing}");
        println!("skipped: {missing}");
        return;
    }
    let case = Case::new();
    let arguments: Vec<String> = format!("build {RUTLAND} --jobs 1 --out packs {OUTPUTS} {DATA}")
        .split(' ')
        .map(str::to_owned)
        .collect();
    let mut killed = 0;
    for call in STEPS.split(',') {
        // The first, the second, and so on, until there is none to be killed at.
        for nth in 1.. {
            case.reset();
            let (trace, inject) =
                (format!("trace={call}"), format!("inject={call}:signal=KILL:when={nth}"));
            let mut all = vec!["-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &inject];
            all.push(env!("CARGO_BIN_EXE_jsnapack"));
            all.extend(arguments.iter().map(String::as_str));
            let ran = case.workspace.run_other("strace", &all);
            case.is_sound();
            if ran.code == 0 {
                break;
            }
            killed += 1;
            assert!(nth < 100, "no run came to its end: {ran:?}");
            // The run that follows asks for less: what the pack has must fit it all the same.
            case.workspace.run(&format!("build {RUTLAND} --out packs {DATA}")).ends(0);
            assert!(unfinished(&case.workspace).is_empty(), "{call} {nth}");
            let now = files(&case.workspace);
            let rutland: Vec<_> = now.keys().filter(|path| path.contains(RUTLAND)).collect();
            assert_eq!(rutland.len(), 4);
            assert!(rutland.iter().all(|path| now[*path] == case.new[*path]), "{call} {nth}");
        }
    }
    println!("killed at {killed} steps");
    // Four files, record and four derived files: each is written, synced, opened to readers and renamed.
    assert!(killed > 27, "killed at {killed} steps only");
}

#[cfg(unix)]
#[test]
fn no_room_on_the_disk() {
    let case = Case::new();
    let program = env!("CARGO_BIN_EXE_jsnapack");
    // A limit below a pack's size, in blocks of 512 bytes: once the system ends the program, once it refuses.
    for trap in ["", "trap '' XFSZ; "] {
        case.reset();
        let script = format!("{trap}ulimit -f 100; exec {program} {BUILD} {DATA}");
        let ran = case.workspace.run_other("sh", &["-c", &script]);
        assert_ne!(ran.code, 0, "{ran:?}");
        case.is_sound();
        if !trap.is_empty() {
            let ran = ran.ends(1).saying("4 failed").saying("is still there");
            assert!(ran.stderr.contains("room on the disk"), "{}", ran.stderr);
            assert!(unfinished(&case.workspace).is_empty());
        }
        case.recovers();
    }
}

#[test]
fn a_place_that_cannot_be_written_fails_alone() {
    let case = Case::new();
    // Something else has the name: renaming to it fails, as in a folder that turned read-only.
    let mine = |path: &&String| path.contains(LIVERPOOL) && path.ends_with(".html");
    let path = case.old.keys().find(mine).unwrap();
    let place = case.workspace.path(&format!("packs/{path}"));
    fs::remove_file(&place).unwrap();
    fs::create_dir(&place).unwrap();
    fs::write(place.join("file"), "").unwrap();
    let ran = case.workspace.run(&format!("{BUILD} {DATA}")).ends(1);
    assert!(ran.stderr.contains("3 built, 1 failed"), "{}", ran.stderr);
    fs::remove_dir_all(&place).unwrap();
    case.recovers();
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_within_two_seconds_and_a_rerun_carries_on() {
    let workspace = team();
    // Pages that take long enough to be in the middle of.
    let areas = "E08000012 E08000015 E06000017 E10000016 E06000001 E06000002 E06000003 E06000004";
    let child = workspace.start(&format!("build {areas} --jobs 2 --out packs"));
    let first = Instant::now();
    while pdfs(&workspace, "packs/").is_empty() {
        assert!(first.elapsed() < Duration::from_secs(120), "no pack was built");
        thread::sleep(Duration::from_millis(20));
    }
    let asked = Instant::now();
    workspace.run_other("kill", &["-INT", &child.id().to_string()]).ends(0);
    let ran = Ran::new(&child.wait_with_output().unwrap()).ends(1);
    assert!(asked.elapsed() < Duration::from_secs(2), "{:?}", asked.elapsed());
    let ran = ran.saying("run the same command again");
    assert!(unfinished(&workspace).is_empty(), "{ran:?}");
    let built = pdfs(&workspace, "packs/").len();
    assert!((1..8).contains(&built), "{built}");
    let ran = workspace.run(&format!("build {areas} --out packs")).ends(0);
    assert!(ran.stdout.matches("unchanged").count() >= built, "{}", ran.stdout);
    assert_eq!(pdfs(&workspace, "packs/").len(), 8);
}
