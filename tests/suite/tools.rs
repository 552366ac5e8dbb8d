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
    output_on(&packs::of(LIVERPOOL).bytes, workspace, tool, arguments)
}

/// The same on any PDF, as `pack.pdf`.
fn output_on(pdf: &[u8], workspace: &Workspace, tool: &str, arguments: &[&str]) -> Option<String> {
    let pack = workspace.path("pack.pdf");
    fs::write(&pack, pdf).unwrap();
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

/// What stands in the foot of each page, from left to right.
fn feet(printed: &str) -> Vec<String> {
    // Poppler declares a document type, which the reader of XML doesn't take.
    let (_, page) = printed.split_once("<html").unwrap();
    let text = format!("<html{page}");
    let document = roxmltree::Document::parse(&text).unwrap();
    let number = |node: roxmltree::Node<'_, '_>, name: &str| -> f64 {
        node.attribute(name).unwrap().parse().unwrap()
    };
    let pages = document.descendants().filter(|node| node.has_tag_name("page"));
    let feet = pages.map(|page| {
        // The body ends 52 points above the edge of the paper, 56 in large print.
        let foot = number(page, "height") - 50.0;
        let words = page.descendants().filter(|node| node.has_tag_name("word"));
        let mut words: Vec<(f64, &str)> = words
            .filter(|word| number(*word, "yMin") > foot)
            .map(|word| (number(word, "xMin"), word.text().unwrap_or_default()))
            .collect();
        words.sort_by(|one, other| one.0.total_cmp(&other.0));
        words.iter().map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
    });
    feet.collect()
}

/// Tables of ten groups were kept whole in large print too, with their notes, and ran over the foot of their page.
#[test]
fn nothing_runs_into_the_foot_of_a_page() {
    let workspace = Workspace::new();
    workspace.run("template eject jsna-annex large").ends(0);
    let settings = workspace.path("large/template.toml");
    let text = fs::read_to_string(&settings).unwrap();
    assert!(text.contains("font_size_pt = 12"));
    fs::write(&settings, text.replace("font_size_pt = 12", "font_size_pt = 18")).unwrap();
    workspace.run("build Exampleshire --template large --out packs").ends(0);
    let files = workspace.files();
    let (_, large) = files.iter().find(|(path, _)| path.ends_with(".pdf")).unwrap();
    for pdf in [large, &packs::of(LIVERPOOL).bytes] {
        let Some(printed) = output_on(pdf, &workspace, "pdftotext", &["-bbox", "pack.pdf", "-"])
        else {
            return;
        };
        let feet = feet(&printed);
        assert!(feet.len() > 40, "{} pages", feet.len());
        for (foot, page) in feet.iter().zip(1..) {
            let wanted =
                format!("Data snapshot of 30 September 2026 Page {page} of {}", feet.len());
            assert_eq!(*foot, wanted);
        }
    }
}
