//! Who may import whom, and who may print, touch files, or read the clock. The lists are those of
//! `docs/architecture.md`; a stage that needs more is a change of design.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each module at the top of `src`, and the others that it may know.
/// `error` and `notice` are open to all; `app` may know everything.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("stats", &[]),
    ("read", &["model"]),
    ("template", &["model"]),
    ("compare", &["stats", "model"]),
    ("present", &["model"]),
    ("chart", &["model", "template"]),
    ("narrate", &["model", "template"]),
    ("typeset", &["model"]),
    ("web", &["model", "template"]),
    ("write", &["model"]),
    ("runs", &["model"]),
    ("tables", &["model"]),
    ("fetch", &["model"]),
    ("cli", &[]),
    ("error", &[]),
    ("notice", &[]),
];

/// What only few files may do, by the words in their code, and which those are.
const SIDE_EFFECTS: &[(&str, &[&str], &[&str])] = &[
    (
        "prints",
        &["println!", "print!", "dbg!", "stdout()", "stderr()"],
        // A process that typesets answers on standard output.
        &["app/console.rs", "app/progress.rs", "app/mod.rs", "typeset/serve.rs"],
    ),
    ("reads standard input", &["stdin()"], &["typeset/serve.rs"]),
    ("starts programs", &["Command::new"], &["typeset/child.rs"]),
    (
        "touches files",
        &["fs::", "File::"],
        &[
            "read/source.rs",
            "read/narrative/folder.rs",
            "read/signed.rs",
            "template/folder.rs",
            "app/files.rs",
            "app/snapshots.rs",
            "fetch/store.rs",
            "fetch/staging.rs",
            "runs/lock.rs",
            "runs/store.rs",
            "write.rs",
        ],
    ),
    // Of the environment, `typesetting.rs` asks only where the program itself is.
    ("reads the environment", &["env::"], &["cli.rs", "app/typesetting.rs"]),
    (
        "reads the clock",
        &["::now()"],
        &["app/load.rs", "app/maker.rs", "app/progress.rs", "fetch/pace.rs"],
    ),
];

/// Every Rust file below a folder, as paths from it with `/`.
fn sources(root: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let path = folder.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = fs::read_to_string(entry.path()).unwrap();
                found.push((path.to_str().unwrap().replace('\\', "/"), text));
            }
        }
    }
    found.sort();
    found
}

fn src() -> Vec<(String, String)> {
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
}

/// The code without its comments, which may name whom they like.
fn code(text: &str) -> String {
    let lines: Vec<&str> =
        text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    lines.join("\n")
}

/// The top modules that a source names: `crate::model::..` and `crate::{model, stats::..}`.
fn imports(text: &str) -> BTreeSet<String> {
    let code = code(text);
    let mut found = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        match after.strip_prefix('{') {
            Some(group) => found.extend(first_names(group)),
            None => found.extend(identifier(after)),
        }
    }
    found
}

/// The names that begin each part of a group, however deep the parts are.
fn first_names(group: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let (mut depth, mut part) = (0, String::new());
    for letter in group.chars() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.extend(identifier(part.trim()));
                part.clear();
                continue;
            }
            _ => {}
        }
        part.push(letter);
    }
    names.extend(identifier(part.trim()));
    names
}

fn identifier(text: &str) -> Option<String> {
    let name: String =
        text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    (!name.is_empty()).then_some(name)
}

/// What a file imports that it may not.
fn trespasses(path: &str, text: &str) -> Vec<String> {
    let stage =
        path.split(['/', '.']).next().filter(|stage| !["app", "lib", "main"].contains(stage));
    let Some(stage) = stage else {
        return Vec::new();
    };
    let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == stage) else {
        return vec![format!("{path}: `{stage}` is not on the list of stages")];
    };
    let open = [stage, "error", "notice"];
    let mut found: Vec<String> = imports(text)
        .into_iter()
        .filter(|name| !allowed.contains(&name.as_str()) && !open.contains(&name.as_str()))
        .map(|name| format!("{path}: `{stage}` may not import `{name}`"))
        .collect();
    // `super` is for neighbours: out of a stage the way is `crate`, where it can be seen.
    let depth = path.matches('/').count() + usize::from(!path.ends_with("/mod.rs"));
    if code(text).contains(&"super::".repeat(depth)) {
        found.push(format!("{path}: leaves its stage by `super`"));
    }
    found
}

/// What a file does that it may not.
fn side_effects(path: &str, text: &str) -> Vec<String> {
    let code = code(text);
    SIDE_EFFECTS
        .iter()
        .filter(|(_, words, files)| {
            !files.contains(&path) && words.iter().any(|word| code.contains(word))
        })
        .map(|(what, ..)| format!("{path}: {what}"))
        .collect()
}

#[test]
fn stages_import_only_whom_they_may() {
    let found: Vec<String> = src().iter().flat_map(|(path, text)| trespasses(path, text)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn side_effects_are_where_they_should_be() {
    let found: Vec<String> =
        src().iter().flat_map(|(path, text)| side_effects(path, text)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_trespass_is_seen() {
    let text = "use std::fmt;\nuse crate::{error::Problem, model::{a, b}, stats};\n// crate::app\n";
    assert_eq!(
        trespasses("present/words.rs", text),
        ["present/words.rs: `present` may not import `stats`"]
    );
    let inline = "fn f() -> crate::chart::Style { style() }";
    assert_eq!(trespasses("typeset/mod.rs", inline).len(), 1);
    assert_eq!(trespasses("typeset/mod.rs", "use super::chart;").len(), 1);
    assert!(trespasses("typeset/error.rs", "use super::job;").is_empty());
    assert_eq!(trespasses("typeset/error.rs", "use super::super::chart;").len(), 1);
    assert_eq!(trespasses("newcomer/mod.rs", "").len(), 1);
    let effects = "    eprintln!(\"x\"); std::fs::read(path); Zoned::now(); env::var(\"X\")";
    assert_eq!(side_effects("compare/mod.rs", effects).len(), 4);
    assert_eq!(side_effects("app/console.rs", effects).len(), 3);
    assert!(side_effects("compare/mod.rs", "    // println!(\"x\");").is_empty());
}
