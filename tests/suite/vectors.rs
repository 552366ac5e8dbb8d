//! Walks a folder of reference vectors: published inputs with the answers expected.
//!
//! The folder is named by `JSNAPACK_VECTORS`, by default `../shared/reference-vectors` beside the project. It is
//! not part of the project: without it the test says so and passes, unless `JSNAPACK_REQUIRE_SHARED` is set.
//! Any folder of the same form will do; `cargo test --release --test suite vectors -- --nocapture` shows
//! the counts.

mod comparison;
mod display;
mod inequality;
mod intervals;
mod pool;
mod table;
mod trend;

use std::path::{Path, PathBuf};

use table::{Row, Table};

/// What became of one row.
pub enum Verdict {
    /// The program gives what is expected.
    Passed,
    /// It does not; what was got instead.
    Failed(String),
    /// The row can't be put to the program, for the reason named.
    Skipped(&'static str),
}

/// Puts one row to the program.
type Check = fn(&Row, &Path) -> Verdict;

/// Every file that the program has a method for.
const CHECKS: [(&str, Check); 17] = [
    ("byar.csv", intervals::byar),
    ("wilson.csv", intervals::wilson),
    ("rates.csv", intervals::rates),
    ("proportions.csv", intervals::proportions),
    ("comparison.csv", comparison::comparison),
    ("goals.csv", comparison::goals),
    ("percentiles.csv", pool::percentiles),
    ("categories.csv", pool::categories),
    ("rank.csv", pool::rank),
    ("spine.csv", pool::spine),
    ("axis.csv", display::axis),
    ("trend.csv", trend::trend),
    ("trend_labels.csv", trend::labels),
    ("sii.csv", inequality::sii),
    ("aggregates.csv", inequality::aggregates),
    ("formatting.csv", display::formatting),
    ("small_numbers.csv", inequality::small_numbers),
];

/// Why the rows of a file without a check are skipped.
const NO_METHOD: &str = "the program has no such method";

/// Whether the vectors must be there.
fn required() -> bool {
    std::env::var_os("JSNAPACK_REQUIRE_SHARED").is_some_and(|value| !value.is_empty())
}

fn folder() -> PathBuf {
    match std::env::var_os("JSNAPACK_VECTORS") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reference-vectors"),
    }
}

/// The counts of one file.
#[derive(Default)]
struct Tally {
    passed: usize,
    failed: Vec<String>,
    skipped: Vec<String>,
}

impl Tally {
    fn add(&mut self, row: &Row, verdict: Verdict) {
        match verdict {
            Verdict::Passed => self.passed += 1,
            Verdict::Failed(got) => self.failed.push(format!("{}: {got}", row.name())),
            Verdict::Skipped(reason) => self.skipped.push(format!("{}: {reason}", row.name())),
        }
    }

    fn print(&self, file: &str) {
        let (failed, skipped) = (self.failed.len(), self.skipped.len());
        println!("{file}: {} passed, {failed} failed, {skipped} skipped", self.passed);
        for line in self.failed.iter() {
            println!("  failed  {line}");
        }
        for line in self.skipped.iter() {
            println!("  skipped {line}");
        }
    }
}

/// What became of a folder: how many rows passed and were skipped, and what is wrong with it.
#[derive(Default)]
struct Walk {
    passed: usize,
    skipped: usize,
    wrong: Vec<String>,
}

/// The rows of one file against the program.
fn tally(folder: &Path, file: &str, check: Check) -> Tally {
    let mut tally = Tally::default();
    for row in Table::open(&folder.join(file)).iter().flat_map(Table::rows) {
        tally.add(row, check(row, folder));
    }
    tally.print(file);
    tally
}

/// The files that a folder lacks, or that hold nothing.
fn lacking(folder: &Path) -> Vec<String> {
    let lacks = |(file, _): &(&str, Check)| match Table::open(&folder.join(file)) {
        None => Some(format!("{file} is missing")),
        Some(table) if table.rows().is_empty() => Some(format!("{file} has no rows")),
        Some(_) => None,
    };
    CHECKS.iter().filter_map(lacks).collect()
}

fn walk(folder: &Path) -> Walk {
    let mut walk = Walk { wrong: lacking(folder), ..Walk::default() };
    for (file, check) in CHECKS {
        let tally = tally(folder, file, check);
        walk.passed += tally.passed;
        walk.skipped += tally.skipped.len();
        walk.wrong.extend(tally.failed.iter().map(|line| format!("{file}, {line}")));
    }
    for (file, rows) in others(folder) {
        println!("{file}: 0 passed, 0 failed, {rows} skipped ({NO_METHOD})");
        walk.skipped += rows;
    }
    let Walk { passed, skipped, wrong } = &walk;
    println!("all files: {passed} passed, {} wrong, {skipped} skipped", wrong.len());
    walk
}

/// The folder, if it is there. One that is named must be.
fn vectors() -> Option<PathBuf> {
    let folder = folder();
    if folder.is_dir() {
        return Some(folder);
    }
    let named = std::env::var_os("JSNAPACK_VECTORS").is_some();
    assert!(!required() && !named, "no reference vectors at `{}`", folder.display());
    println!("skipped: no reference vectors at `{}`", folder.display());
    None
}

#[test]
fn reference_vectors() {
    let Some(folder) = vectors() else {
        return;
    };
    let walk = walk(&folder);
    assert!(walk.wrong.is_empty(), "{}", walk.wrong.join("\n"));
    assert!(walk.passed > 0, "`{}` holds no vectors", folder.display());
}

/// A copy of the folder in which one file is changed, or left out where `change` gives nothing.
fn changed(file: &str, change: impl Fn(&str) -> Option<String>) -> Option<tempfile::TempDir> {
    let folder = vectors()?;
    let copy = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let text = if name == file { change(&text) } else { Some(text) };
        if let Some(text) = text {
            std::fs::write(copy.path().join(name), text).unwrap();
        }
    }
    Some(copy)
}

#[test]
fn other_rows_are_put_to_the_program_too() {
    let add = |row: &'static str| move |text: &str| Some(format!("{}\n{row}\n", text.trim_end()));
    let labels = |row| {
        let copy = changed("trend_labels.csv", add(row))?;
        Some(tally(copy.path(), "trend_labels.csv", trend::labels))
    };
    let Some(right) = labels("mine,low_good,Increasing,Increasing and getting worse,up,red,here")
    else {
        return;
    };
    assert!(right.failed.is_empty(), "{:?}", right.failed);
    let wrong = labels("mine,low_good,Increasing,Increasing and getting better,up,green,here");
    let wrong = wrong.unwrap();
    assert_eq!(wrong.passed + 1, right.passed);
    assert!(wrong.failed.len() == 1 && wrong.failed[0].contains("mine"), "{:?}", wrong.failed);
    // The same of every number: each written value is expected to have one more digit.
    let one_more = |text: &str| {
        let mut lines = text.lines();
        let mut out = format!("{}\n", lines.next()?);
        for line in lines {
            let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
            cells[5] += "9";
            out += &(cells.join(",") + "\n");
        }
        Some(out)
    };
    let copy = changed("formatting.csv", one_more).unwrap();
    let numbers = tally(copy.path(), "formatting.csv", display::formatting);
    assert!(numbers.failed.len() > 30, "{:?}", numbers.failed);
}

#[test]
fn a_file_that_is_missing_or_empty_fails() {
    for (file, _) in CHECKS {
        let Some(missing) = changed(file, |_| None) else {
            return;
        };
        assert_eq!(lacking(missing.path()), [format!("{file} is missing")]);
        let headings = |text: &str| text.lines().next().map(|line| format!("{line}\n"));
        let empty = changed(file, headings).unwrap();
        assert_eq!(lacking(empty.path()), [format!("{file} has no rows")]);
    }
}

/// The files without a check, and how many rows they have.
fn others(folder: &Path) -> Vec<(String, usize)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<(String, usize)> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "csv"))
        .filter_map(|path| {
            let name = path.file_name()?.to_str()?.to_owned();
            let checked = CHECKS.iter().any(|(file, _)| *file == name) || name == "sii_inputs.csv";
            (!checked).then_some(())?;
            Some((name, Table::open(&path)?.rows().len()))
        })
        .collect();
    files.sort();
    files
}

/// Passed if every one of `faults` is none; otherwise the first fault.
pub fn all(faults: impl IntoIterator<Item = Option<String>>) -> Verdict {
    match faults.into_iter().flatten().next() {
        None => Verdict::Passed,
        Some(fault) => Verdict::Failed(fault),
    }
}

/// A fault unless both are the same.
pub fn same<T: PartialEq + std::fmt::Debug>(what: &str, got: T, expected: T) -> Option<String> {
    (got != expected).then(|| format!("{what}: got {got:?}, expected {expected:?}"))
}

/// A fault unless both are missing, or within `tolerance` of each other: relative, or absolute about zero.
pub fn close(
    what: &str,
    got: Option<f64>,
    expected: Option<f64>,
    tolerance: f64,
) -> Option<String> {
    let fits = match (got, expected) {
        (None, None) => true,
        (Some(got), Some(expected)) => {
            let size = if expected == 0.0 { 1.0 } else { expected.abs() };
            (got - expected).abs() <= tolerance * size
        }
        _ => false,
    };
    (!fits).then(|| format!("{what}: got {got:?}, expected {expected:?}"))
}
