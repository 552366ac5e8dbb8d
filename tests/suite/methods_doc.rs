//! `docs/methods.md` names every method with its code and tests, and what it names is there.

use std::fs;
use std::path::Path;

/// What has no method of its own.
const NO_METHOD: [&str; 3] = ["mod.rs", "limits.rs", "value_type.rs"];

/// The page, and the words it sets as code.
fn page() -> (String, Vec<String>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("docs/methods.md")).expect("docs/methods.md");
    let code = text.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    (text, code)
}

#[test]
fn every_method_is_described() {
    let (_, code) = page();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/stats");
    let mut methods = 0;
    for file in fs::read_dir(folder).expect("src/stats") {
        let name = file.expect("a file").file_name().into_string().expect("a plain name");
        if NO_METHOD.contains(&name.as_str()) {
            continue;
        }
        methods += 1;
        let path = format!("src/stats/{name}");
        assert!(code.contains(&path), "docs/methods.md does not say what {path} does");
    }
    assert!(methods > 20, "only {methods} methods found");
}

#[test]
fn every_file_named_is_there() {
    let (_, code) = page();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ours: Vec<&String> =
        code.iter().filter(|text| text.starts_with("src/") || text.starts_with("tests/")).collect();
    assert!(ours.len() > 30, "only {} files named", ours.len());
    for path in ours {
        assert!(root.join(path).exists(), "docs/methods.md names {path}, which isn't there");
    }
}

#[test]
fn every_method_has_its_source_limits_and_tests() {
    let (text, _) = page();
    let (_, analysts) = text.split_once("## For analysts").expect("the part for analysts");
    let sections: Vec<&str> = analysts.split("\n### ").skip(1).collect();
    assert!(sections.len() >= 10, "only {} methods described", sections.len());
    for section in sections {
        let title = section.lines().next().unwrap_or_default();
        for part in ["**Source.**", "**Code and tests.**"] {
            assert!(section.contains(part), "{title}: no {part}");
        }
        assert!(
            section.contains("**Formula.**") || section.contains("**Rule.**"),
            "{title}: no formula"
        );
    }
}
