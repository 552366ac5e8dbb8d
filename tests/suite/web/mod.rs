//! Web pages: that they say what the PDFs say, can be used by everybody, and run and fetch nothing.

mod agreement;
mod colours;
mod hostile;
mod page;
mod sections;

use std::sync::OnceLock;

use roxmltree::{Document, Node, ParsingOptions};
use serde_json::Value;

use crate::pdf::reader::Pdf;
use crate::support::packs::{CITY_OF_LONDON, LIVERPOOL, NORTH_WEST};
use crate::support::workspace::Workspace;

const ANNEX: &str = "jsna-annex";
const BOARD: &str = "board-pack";
const SUMMARY: &str = "one-page-summary";

/// The invented area with every slot filled.
const EXAMPLE: &str = "X99000001";

/// A pack as PDF and as web page.
struct Twin {
    template: String,
    area: String,
    pdf: Pdf,
    html: String,
}

impl Twin {
    /// The page, which is well-formed XML too: then nothing in it can have been closed or opened by its words.
    fn page(&self) -> Document<'_> {
        let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
        Document::parse_with_options(&self.html, options)
            .unwrap_or_else(|error| panic!("{}: {error}", self.name()))
    }

    fn name(&self) -> String {
        format!("{} of {}", self.template, self.area)
    }
}

/// Every report of a big area, a tiny one, a region and one with writers' words, built once.
fn twins() -> &'static [Twin] {
    static TWINS: OnceLock<Vec<Twin>> = OnceLock::new();
    TWINS.get_or_init(|| {
        let twins = build(
            &Workspace::new(),
            &format!(
                "{LIVERPOOL} {CITY_OF_LONDON} {NORTH_WEST} {EXAMPLE} --template {ANNEX} --template {BOARD} --template {SUMMARY}"
            ),
        );
        assert_eq!(twins.len(), 12);
        twins
    })
}

/// Builds packs, and reads both.
fn build(workspace: &Workspace, which: &str) -> Vec<Twin> {
    let line = format!("build {which} --outputs pdf,html --format json --out packs");
    let ran = workspace.run(&line).ends(0);
    let files = workspace.files();
    let twin = |record: Value| {
        let path = record["path"].as_str()?.replace('\\', "/");
        let page = format!("{}.html", path.strip_suffix(".pdf").unwrap());
        let html = files.get(&page).unwrap_or_else(|| panic!("`{page}` is not there"));
        Some(Twin {
            template: record["template"].as_str().unwrap_or(path.split('/').nth(1)?).to_owned(),
            area: record["area_name"].as_str()?.to_owned(),
            pdf: Pdf::read(&files[&path]).unwrap_or_else(|error| panic!("{path}: {error}")),
            html: String::from_utf8(html.clone()).unwrap(),
        })
    };
    ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).filter_map(twin).collect()
}

/// Every element of some names; of all without a name.
fn all<'a>(within: Node<'a, 'a>, names: &[&str]) -> Vec<Node<'a, 'a>> {
    let wanted = |node: &Node<'_, '_>| {
        node.is_element() && (names.is_empty() || names.contains(&node.tag_name().name()))
    };
    within.descendants().filter(wanted).collect()
}

/// Whether an element is of a class.
fn is_of(node: Node<'_, '_>, class: &str) -> bool {
    node.attribute("class").is_some_and(|classes| classes.split(' ').any(|it| it == class))
}

/// All words inside an element, with single spaces.
fn text(node: Node<'_, '_>) -> String {
    let words = node.descendants().filter_map(|it| if it.is_text() { it.text() } else { None });
    words.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
