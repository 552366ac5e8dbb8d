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

#[test]
fn reference_vectors() {
    let folder = folder();
    if !folder.is_dir() {
        assert!(!required(), "no reference vectors at `{}`", folder.display());
        println!("no reference vectors at `{}`: nothing compared", folder.display());
        return;
    }
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for (file, check) in CHECKS {
        let Some(table) = Table::open(&folder.join(file)) else {
            println!("{file}: not in this folder");
            assert!(!required(), "`{file}` is missing");
            continue;
        };
        let mut tally = Tally::default();
        for row in table.rows() {
            tally.add(row, check(row, &folder));
        }
        tally.print(file);
        passed += tally.passed;
        failed += tally.failed.len();
        skipped += tally.skipped.len();
    }
    for (file, rows) in others(&folder) {
        println!("{file}: 0 passed, 0 failed, {rows} skipped ({NO_METHOD})");
        skipped += rows;
    }
    println!("all files: {passed} passed, {failed} failed, {skipped} skipped");
    assert_eq!(failed, 0, "rows differ from the reference vectors; see above");
    assert!(passed > 0, "`{}` holds no vectors", folder.display());
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
