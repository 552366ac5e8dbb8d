//! `docs/writers-guide.md` says what is so: its examples work as they stand, and it lists every name.

use std::collections::BTreeSet;
use std::fs;

use crate::pdf::reader::Pdf;
use crate::pdf::rules;
use crate::support::golden;
use crate::support::packs::LIVERPOOL;
use crate::support::workspace::Workspace;

const FILE: &str = "data/narrative/all-areas.md";

fn guide() -> String {
    fs::read_to_string("docs/writers-guide.md").unwrap()
}

/// The part of the guide below a heading.
fn part<'a>(guide: &'a str, heading: &str) -> &'a str {
    let (_, after) = guide.split_once(&format!("\n## {heading}\n")).unwrap();
    after.split("\n## ").next().unwrap()
}

/// The examples of a part: what is indented.
fn examples(part: &str) -> String {
    let lines = part.lines().map(|line| line.strip_prefix("    ").unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// The names in the first column of the part's tables, each in backticks.
fn names(part: &str, table: &str) -> BTreeSet<String> {
    let (_, rows) = part.split_once(table).unwrap();
    let rows = rows.split("\n\n").next().unwrap();
    let first = rows.lines().skip(2).filter_map(|row| row.split('|').nth(1));
    first.flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(str::to_owned).collect()
}

#[test]
fn examples_of_the_guide_work() {
    let guide = guide();
    let workspace = Workspace::new();
    workspace.write(
        "data/narrative/maps/clinics.png",
        "replaced below, as a picture can't be written as text",
    );
    let picture =
        golden::folder("narrative").join("images-stay-in-the-folder/files/data/narrative/map.png");
    fs::copy(picture, workspace.path("data/narrative/maps/clinics.png")).unwrap();
    let numbers = examples(part(&guide, "Numbers in your text"));
    let marks = examples(part(&guide, "Marks that you can use"));
    assert!(numbers.contains("{% endfor %}") && marks.contains("[^1]:"));
    workspace.write(
        FILE,
        &format!("<!-- slot: foreword -->\n{numbers}\n\n<!-- slot: key-messages -->\n{marks}\n"),
    );
    let ran = workspace.run(&format!("build {LIVERPOOL} --out packs")).ends(0);
    assert!(!ran.stderr.contains("can't be read"), "{}", ran.stderr);
    let files = workspace.files();
    let (_, pdf) = files.iter().find(|(path, _)| path.ends_with(".pdf")).unwrap();
    let pdf = Pdf::read(pdf).unwrap();
    let faults = rules::faults(&pdf);
    assert!(faults.is_empty(), "writers' words break a rule: {faults:#?}");
    let text = pdf.tags.text();
    assert!(text.contains("In Liverpool in 2024/25 there were"), "{text}");
    assert!(!text.contains("{{") && !text.contains("{%"), "{text}");
}

#[test]
fn the_guide_lists_every_name() {
    let guide = guide();
    let numbers = part(&guide, "Numbers in your text");
    let workspace = Workspace::new();
    let say = |text: &str| {
        workspace.write(FILE, &format!("<!-- slot: foreword -->\n{text}\n"));
        workspace.run(&format!("build {LIVERPOOL} --out packs"))
    };
    // A name like no other: the hint lists all there are.
    let ran = say("{{ indicator(\"neet-16-17\").zzzz }}").ends(1);
    let hint = ran.stderr.split("hint: it has ").nth(1).unwrap();
    let known: BTreeSet<String> =
        hint.lines().next().unwrap().split('`').skip(1).step_by(2).map(str::to_owned).collect();
    assert_eq!(names(numbers, "| After `indicator(\"…\").` |"), known);
    let others = names(numbers, "| Other names |");
    assert!(others.len() > 10);
    let text: String = others
        .iter()
        .map(|name| match name.strip_prefix('.') {
            Some(fact) => format!("{{{{ topic(\"services\").{fact} | list }}}}\n\n"),
            None if name.ends_with(".worse") => format!("{{{{ {name} | list }}}}\n\n"),
            None => format!("{{{{ {name} }}}}\n\n"),
        })
        .collect();
    say(&text).ends(0);
}
