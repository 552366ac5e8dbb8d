//! All packs in one run: speed, memory, and beside it a loop of `typst` processes. Prints the README's table.
//!
//!     cargo bench --bench bulk                 everything: some minutes
//!     cargo bench --bench bulk -- --quick      fewer packs: to see that it works
//!
//! On the illustrative data, with the program as it is installed. Compare ratios within one run; machines differ.
//! Memory is that of the program and of the processes that typeset for it, what they share counted once.
//! The yardstick is ten kept folders, made once and then left in `target/tmp/yardstick`, so that a
//! change of `--keep` changes nothing in it. Without `typst` on the path, that line says so.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

#[cfg(target_os = "linux")]
#[path = "../tests/suite/support/processes.rs"]
#[allow(dead_code, reason = "what only tests use")]
mod processes;

const JSNAPACK: &str = env!("CARGO_BIN_EXE_jsnapack");
const PROJECT: &str = env!("CARGO_MANIFEST_DIR");

/// What a run took.
#[derive(Clone, Copy)]
struct Taken {
    packs: usize,
    seconds: f64,
    /// The largest memory, in megabytes; none where the system doesn't say.
    megabytes: Option<u64>,
}

fn main() {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let utlas = utlas();
    let all: &[String] = if quick { &utlas[..16] } else { &utlas };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    println!("{}, {cores} cores, {}\n", processor(), std::env::consts::OS);
    println!("| what | packs | time | packs a second | memory |\n|---|---|---|---|---|");

    // Once before the whole run and once after it, as machines grow faster and slower within minutes.
    let ten = yardstick(&all[..10]);
    let before = typst(&ten);
    let out = scratch("all");
    let _ = fs::remove_dir_all(&out);
    let whole = build(all, &out, &[]);
    let after = typst(&ten);
    line("all, from nothing", whole);
    line("again, nothing changed", build(all, &out, &[]));

    let some = &all[..all.len().min(40)];
    let two = build(some, &out, &["--force"]);
    let one = build(some, &out, &["--force", "--jobs", "1"]);
    line("one worker", one);
    line(&format!("{cores} workers"), two);

    // The same packs several times, under other templates' names.
    let few = if quick { 8 } else { 150 };
    line("memory, few packs", build(&all[..few], &out, &["--force"]));
    let templates = templates();
    let mut options = vec!["--force"];
    for template in &templates {
        options.extend(["--template", template.to_str().expect("the path is text")]);
    }
    let many = build(&all[..few], &out, &options);
    line("memory, four times as many", Taken { packs: few * templates.len(), ..many });

    match before.zip(after).map(|(before, after)| both(before, after)) {
        Some(theirs) => {
            line("kept folders, a process of `typst` each, two at a time", theirs);
            println!(
                "\ntimes the packs a second of `typst` processes: {:.1}",
                ratio(whole, theirs)
            );
        }
        None => println!("| kept folders | 10 | not measured: no `typst` on the path | | |\n"),
    }
    println!(
        "times the packs a second with {cores} workers instead of one: {:.2}",
        ratio(two, one)
    );
}

/// Two runs as one.
fn both(one: Taken, other: Taken) -> Taken {
    Taken {
        packs: one.packs + other.packs,
        seconds: one.seconds + other.seconds,
        megabytes: one.megabytes.max(other.megabytes),
    }
}

/// How many times as many packs a second one run makes as another.
fn ratio(one: Taken, other: Taken) -> f64 {
    (one.packs as f64 / one.seconds) / (other.packs as f64 / other.seconds)
}

fn line(what: &str, taken: Taken) {
    let packs = taken.packs;
    let memory = taken.megabytes.map_or_else(|| "not measured".to_owned(), |mb| format!("{mb} MB"));
    let rate = packs as f64 / taken.seconds;
    println!("| {what} | {packs} | {:.1} s | {rate:.1} | {memory} |", taken.seconds);
}

/// Codes of the upper-tier authorities.
fn utlas() -> Vec<String> {
    let list =
        fs::read_to_string(Path::new(PROJECT).join("data/areas.csv")).expect("the list is there");
    let utlas = list.lines().filter(|line| line.contains(",utla,"));
    utlas.filter_map(|line| line.split(',').next()).map(str::to_owned).collect()
}

/// A folder for this bench alone.
fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("bulk").join(name)
}

/// Builds packs and measures.
fn build(areas: &[String], out: &Path, options: &[&str]) -> Taken {
    let start = Instant::now();
    let mut child = Command::new(JSNAPACK)
        .current_dir(PROJECT)
        .arg("build")
        .args(areas)
        .arg("--out")
        .arg(out)
        .args(options)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let megabytes = watch(&mut child);
    let taken = Taken { packs: areas.len(), seconds: start.elapsed().as_secs_f64(), megabytes };
    assert!(child.wait().expect("it ends").success(), "the build failed");
    taken
}

/// Waits for a program to end; its largest memory, as Linux counts it.
fn watch(child: &mut Child) -> Option<u64> {
    let mut peak = None;
    while child.try_wait().expect("it can be asked").is_none() {
        peak = memory(child.id()).map(|found| found / 1000).max(peak);
        // Looking takes time from what is looked at.
        thread::sleep(Duration::from_millis(50));
    }
    peak
}

#[cfg(target_os = "linux")]
fn memory(id: u32) -> Option<u64> {
    Some(processes::memory(id))
}

#[cfg(not(target_os = "linux"))]
fn memory(_: u32) -> Option<u64> {
    None
}

/// The annex four times, each under its own name.
fn templates() -> Vec<PathBuf> {
    let from = Path::new(PROJECT).join("report-templates");
    let to = scratch("templates");
    copy(&from.join("shared"), &to.join("shared"));
    let one = |number| {
        let folder = to.join(format!("annex-{number}"));
        copy(&from.join("jsna-annex"), &folder);
        let manifest = folder.join("template.toml");
        let text = fs::read_to_string(&manifest).expect("it has a manifest");
        let text = text.replace("\"jsna-annex\"", &format!("\"annex-{number}\""));
        fs::write(manifest, text).expect("it can be written");
        folder
    };
    (1..=4).map(one).collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for entry in fs::read_dir(from).expect("the folder can be read").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("the file can be copied");
        }
    }
}

/// Ten kept folders, made once.
fn yardstick(areas: &[String]) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("yardstick");
    if !root.is_dir() {
        build(areas, &root, &["--keep"]);
    }
    let drafts = root.join("jsna-annex/draft");
    let entries = fs::read_dir(drafts).expect("the packs are there").flatten();
    let mut folders: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.join("view.json").is_file()).collect();
    folders.sort();
    folders
}

/// Compiles kept folders by processes of the ordinary `typst`, two at a time.
fn typst(folders: &[PathBuf]) -> Option<Taken> {
    Command::new("typst").arg("--version").output().ok()?;
    let start = Instant::now();
    let next = std::sync::atomic::AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(folder) =
                    folders.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
                {
                    let arguments = [
                        "compile",
                        "--root",
                        ".",
                        "--font-path",
                        "fonts",
                        "--ignore-system-fonts",
                        "--features",
                        "a11y-extras",
                        "--pdf-standard",
                        "ua-1,a-3a",
                        "template/report.typ",
                        "yardstick.pdf",
                    ];
                    let ran = Command::new("typst").current_dir(folder).args(arguments).output();
                    let ran = ran.expect("typst starts");
                    let said = String::from_utf8_lossy(&ran.stderr);
                    assert!(ran.status.success(), "{}: {said}", folder.display());
                }
            });
        }
    });
    Some(Taken { packs: folders.len(), seconds: start.elapsed().as_secs_f64(), megabytes: None })
}

/// The processor's name, where Linux gives it.
fn processor() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = info.lines().find_map(|line| line.strip_prefix("model name"));
    name.map_or_else(
        || "an unnamed processor".to_owned(),
        |name| name.trim_matches([' ', ':', '\t']).to_owned(),
    )
}
