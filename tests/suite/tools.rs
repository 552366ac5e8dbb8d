//! What independent tools make of a pack. A tool that isn't installed is passed over, unless
//! `JSNAPACK_REQUIRE_TOOLS` is set.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use crate::support::asked;
use crate::support::packs::{self, LIVERPOOL};
use crate::support::workspace::Workspace;

/// Runs a tool on Liverpool's pack and returns what it prints; nothing where it isn't installed.
fn output(workspace: &Workspace, tool: &str, arguments: &[&str]) -> Option<String> {
    let pack = workspace.path("pack.pdf");
    fs::write(&pack, &packs::of(LIVERPOOL).bytes).unwrap();
    let output = Command::new(tool).args(arguments).current_dir(pack.parent().unwrap()).output();
    match output {
        Ok(output) => {
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{tool}:\n{text}{errors}");
            Some(text)
        }
        Err(error) => {
            let missing = format!("`{tool}` can't be run: {error}");
            assert!(!asked("JSNAPACK_REQUIRE_TOOLS"), "{missing}");
            println!("skipped: {missing}");
            None
        }
    }
}

/// How often each role occurs in lines such as `    TH <U1x0y0>:` and `  H1 "Title" (block)`.
fn roles(tree: &str) -> BTreeMap<String, usize> {
    let mut roles = BTreeMap::new();
    for line in tree.lines() {
        let word = line.split_whitespace().next().unwrap_or_default();
        let role = word.trim_end_matches(':');
        let letters = |letter: char| letter.is_ascii_alphanumeric();
        if role.starts_with(|letter: char| letter.is_ascii_uppercase()) && role.chars().all(letters)
        {
            *roles.entry(role.to_owned()).or_default() += 1;
        }
    }
    roles
}

#[test]
fn poppler_agrees_on_title_pages_and_tags() {
    let pdf = &packs::of(LIVERPOOL).pdf;
    let Some(printed) = output(&Workspace::new(), "pdfinfo", &["pack.pdf"]) else {
        return;
    };
    let value = |name: &str| {
        let line = printed.lines().find(|line| line.starts_with(name));
        line.and_then(|line| line.split_once(':')).map_or("", |(_, value)| value.trim())
    };
    assert_eq!(value("Title"), pdf.title);
    assert_eq!(value("Tagged"), "yes");
    assert_eq!(value("Pages"), pdf.pages.len().to_string());
    assert_eq!(value("Encrypted"), "no");
    assert!(value("Page size").contains("A4"), "{printed}");
}

#[test]
fn poppler_finds_the_same_structure() {
    let Some(tree) = output(&Workspace::new(), "pdfinfo", &["-struct", "pack.pdf"]) else {
        return;
    };
    let found = roles(&tree);
    let mut ours = BTreeMap::new();
    for tag in packs::of(LIVERPOOL).pdf.tags.walk() {
        *ours.entry(tag.role.clone()).or_default() += 1;
    }
    for role in
        ["H1", "H2", "H3", "P", "L", "LI", "Table", "TR", "TH", "TD", "Figure", "Link", "TOCI"]
    {
        assert_eq!(found.get(role), ours.get(role), "{role}: {found:?}");
    }
}

#[test]
fn poppler_reads_the_same_headings() {
    let Some(tree) = output(&Workspace::new(), "pdfinfo", &["-struct-text", "pack.pdf"]) else {
        return;
    };
    let letters = |text: &str| text.replace(char::is_whitespace, "");
    let tree = letters(&tree);
    for (level, heading) in packs::of(LIVERPOOL).pdf.tags.headings() {
        assert!(tree.contains(&letters(&heading)), "no H{level} {heading:?}");
    }
}

#[test]
fn poppler_reads_the_same_words() {
    let Some(printed) = output(&Workspace::new(), "pdftotext", &["pack.pdf", "-"]) else {
        return;
    };
    let pack = packs::of(LIVERPOOL);
    let pages: Vec<&str> = printed.trim_end_matches('\u{c}').split('\u{c}').collect();
    assert_eq!(pages.len(), pack.pdf.pages.len());
    for (number, page) in pages.iter().enumerate() {
        assert!(page.contains("Illustrative data: not real figures"), "page {}", number + 1);
    }
    // The ends of lines are the tool's own; it takes a hyphen there for one that parts a word.
    let letters =
        |text: &str| text.replace(|letter: char| letter.is_whitespace() || letter == '-', "");
    let all = letters(&printed);
    for (slug, words) in pack.words["indicators"].as_object().unwrap() {
        let first = words.as_str().unwrap().split(". ").next().unwrap();
        if pack.pdf.tags.text().contains(first) {
            assert!(all.contains(&letters(first)), "{slug}: no {first:?}");
        }
    }
}

#[test]
fn poppler_detaches_the_data() {
    let workspace = Workspace::new();
    let Some(list) = output(&workspace, "pdfdetach", &["-list", "pack.pdf"]) else {
        return;
    };
    assert!(list.contains("1 embedded file") && list.contains("data.csv"), "{list}");
    output(&workspace, "pdfdetach", &["-saveall", "pack.pdf"]);
    assert!(workspace.files()["data.csv"] == packs::of(LIVERPOOL).data, "other data");
}

#[test]
fn qpdf_finds_no_fault() {
    if let Some(printed) = output(&Workspace::new(), "qpdf", &["--check", "pack.pdf"]) {
        assert!(printed.contains("No syntax or stream encoding errors found"), "{printed}");
    }
}
