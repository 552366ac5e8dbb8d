//! Golden files: what is expected, for a reviewer to open. `UPDATE=1` accepts what there is now.

use std::fs;
use std::path::{Path, PathBuf};

use super::asked;

/// No golden is larger: nobody reviews more.
const LARGEST: usize = 24 * 1024;

/// The folder of all cases of a kind.
pub fn folder(kind: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(kind)
}

/// The folder of each case of a kind, in order of name.
pub fn cases(kind: &str) -> Vec<PathBuf> {
    let root = folder(kind);
    let mut cases: Vec<PathBuf> = fs::read_dir(&root)
        .unwrap_or_else(|error| panic!("{}: {error}", root.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    assert!(!cases.is_empty(), "no cases in {}", root.display());
    cases
}

/// A file that a case can't do without. A golden whose case is gone fails here.
pub fn input(case: &Path, name: &str) -> String {
    let path = case.join(name);
    fs::read_to_string(&path).unwrap_or_else(|_| {
        panic!("{} is left over: it has no `{name}`, so nothing makes its golden", case.display())
    })
}

/// Compares with a case's golden, or accepts. Says what differs, if anything.
pub fn difference(case: &Path, name: &str, found: &str) -> Option<String> {
    let path = case.join(name);
    if asked("UPDATE") {
        fs::write(&path, found).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    // A checkout may have changed the ends of lines.
    let expected = expected.replace("\r\n", "\n");
    if found.len() > LARGEST {
        return Some(format!("{} is too large for a golden", path.display()));
    }
    if found == expected {
        return None;
    }
    let same = found
        .lines()
        .zip(expected.lines())
        .take_while(|(found, expected)| found == expected)
        .count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("(its end)").to_owned();
    Some(format!(
        "{} differs at line {}; accept with UPDATE=1\n  expected {}\n  found    {}",
        path.display(),
        same + 1,
        line(&expected),
        line(found)
    ))
}

/// Fails with every difference.
pub fn assert_same(differences: impl IntoIterator<Item = String>) {
    let all: Vec<String> = differences.into_iter().collect();
    assert!(all.is_empty(), "{}", all.join("\n"));
}
