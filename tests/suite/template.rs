//! Loading report templates: the copy inside the program, folders on disk, and what a person is
//! told about a mistake.

use std::fs;
use std::path::Path;

use jsnapack::template::{self, Template};
use tempfile::TempDir;

/// A folder of templates with one template `mine`, made of files by path and content.
fn templates(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, content) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

const MANIFEST: &str = r##"
name = "mine"
title = "My report"
description = "A report."
[theme]
font_size_pt = 12
accent = "#12436D"
ink = "#0B0C0C"
quiet = "#3D3D3D"
line = "#A7ACB1"
tint = "#EEF3F8"
warning = "#FFDD00"
"##;

const PAGE: &str = "#set document(title: \"x\")\n= x\n";

fn load(folder: &Path, name: &str) -> Result<Template, String> {
    template::load_from(folder, name).map_err(|problems| problems.to_string())
}

fn mistake(manifest: &str) -> String {
    let folder = templates(&[("mine/template.toml", manifest), ("mine/report.typ", PAGE)]);
    load(folder.path(), "mine").unwrap_err()
}

#[test]
fn a_built_in_template_has_its_own_and_shared_files() {
    let nowhere = tempfile::tempdir().unwrap();
    let template = load(nowhere.path(), "jsna-annex").unwrap();
    assert_eq!(template.name, "jsna-annex");
    assert_eq!(template.title, "JSNA annex");
    assert!(template.files.contains_key(template.entry()));
    assert!(template.files.contains_key("/shared/theme.typ"));
    let text = template.text("indicator.j2").unwrap();
    assert_eq!(text.shown, Path::new("report-templates/shared/text/indicator.j2"));
}

#[test]
fn a_folder_on_disk_wins_and_falls_back_to_the_shared_files_inside() {
    let folder = templates(&[
        ("jsna-annex/template.toml", &MANIFEST.replace("mine", "jsna-annex")),
        ("jsna-annex/report.typ", PAGE),
        ("jsna-annex/text/topic.j2", "Mine."),
    ]);
    let template = load(folder.path(), "jsna-annex").unwrap();
    assert_eq!(template.title, "My report");
    assert_eq!(template.text("topic.j2").unwrap().text, "Mine.");
    assert!(template.text("indicator.j2").is_ok(), "shared, from inside");
    // The same folder by its path.
    let path = folder.path().join("jsna-annex");
    let by_path = load(Path::new("."), path.to_str().unwrap()).unwrap();
    assert_eq!(by_path, template);
}

#[test]
fn shared_files_beside_a_folder_win() {
    let folder = templates(&[
        ("mine/template.toml", MANIFEST),
        ("mine/report.typ", PAGE),
        ("shared/text/topic.j2", "Shared."),
    ]);
    let template = load(folder.path(), "mine").unwrap();
    assert_eq!(template.text("topic.j2").unwrap().text, "Shared.");
    let missing = template.text("indicator.j2").unwrap_err().to_string();
    assert!(missing.contains("no text `indicator.j2`"), "{missing}");
}

#[test]
fn the_list_names_templates_inside_and_on_disk() {
    let folder = templates(&[
        ("mine/template.toml", MANIFEST),
        ("mine/report.typ", PAGE),
        ("notes/readme.txt", "no template"),
    ]);
    let listed = template::list_from(folder.path()).unwrap();
    let names: Vec<_> =
        listed.iter().map(|listed| (listed.name.as_str(), listed.on_disk)).collect();
    assert!(names.contains(&("jsna-annex", false)), "{names:?}");
    assert!(names.contains(&("mine", true)), "{names:?}");
    assert!(names.iter().all(|(name, _)| !["notes", "shared"].contains(name)));
}

#[test]
fn an_unknown_name_gets_the_known_ones() {
    let error = load(Path::new("no-such-folder"), "board-pakc").unwrap_err();
    assert!(error.contains("no report template `board-pakc`"), "{error}");
    assert!(error.contains("`jsna-annex`"), "{error}");
}

#[test]
fn mistakes_in_settings_are_named_with_their_line() {
    let error = mistake(&MANIFEST.replace("#12436D", "blue"));
    assert!(error.contains("`blue` is no colour"), "{error}");
    assert!(error.contains("template.toml, line 7"), "{error}");
    let error = mistake(&MANIFEST.replace("font_size_pt = 12", "font_size_pt = 8"));
    assert!(error.contains("the text can't be 8 pt"), "{error}");
    let error = mistake(&MANIFEST.replace("accent", "akzent"));
    assert!(error.contains("akzent") && error.contains("line 7"), "{error}");
    let error = mistake(&MANIFEST.replace("\"mine\"", "\"../mine\""));
    assert!(error.contains("`../mine` can't be a template's name"), "{error}");
}

#[test]
fn a_template_without_a_page_is_refused() {
    let folder = templates(&[("mine/template.toml", MANIFEST)]);
    let error = load(folder.path(), "mine").unwrap_err();
    assert!(error.contains("`mine` has no `report.typ`"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_refused() {
    let folder = templates(&[("mine/template.toml", MANIFEST), ("mine/report.typ", PAGE)]);
    let link = folder.path().join("mine/secret.txt");
    std::os::unix::fs::symlink("/etc/hostname", link).unwrap();
    let error = load(folder.path(), "mine").unwrap_err();
    assert!(error.contains("sees only its own folder"), "{error}");
    assert!(error.contains("secret.txt"), "{error}");
}

/// A slot as `template.toml` has it.
fn slot(id: &str, title: &str, more: &str) -> String {
    format!(
        "\n[[slot]]\nid = \"{id}\"\ntitle = \"{title}\"\nper = \"pack\"\nplace = \"start\"\nprompt = \"Write.\"\n{more}\n"
    )
}

#[test]
fn mistakes_in_slots_are_named_with_their_line() {
    let line = MANIFEST.lines().count() + 2;
    let with = |slots: &[String]| mistake(&format!("{MANIFEST}{}", slots.concat()));
    let error = with(&[slot("Why it matters", "Why", "")]);
    assert!(error.contains(&format!("template.toml, line {line}")), "{error}");
    assert!(error.contains("small letters"), "{error}");
    let error = with(&[slot("why", "Why", ""), slot("why", "Why", "")]);
    assert!(error.contains("is there twice"), "{error}");
    assert!(error.contains(&format!("line {}", line + 8)), "{error}");
    assert!(with(&[slot("why", " ", "")]).contains("has no title"));
    assert!(with(&[slot("why", "Why", "max_words = 0")]).contains("allows no words"));
    assert!(with(&[slot("why", "Why", "max_word = 9")]).contains("max_word"));
    assert!(with(&[slot("why", "Why", "when_empty = \"shout\"")]).contains("shout"));
}
