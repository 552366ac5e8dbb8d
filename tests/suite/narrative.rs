//! Writers' words: what they become, what is said about mistakes in them, and that their files are safe.
//! A case is a folder with `commands.txt` and `files/data/narrative/`; all share one small set of data.

mod any_text;
mod awkward;
mod example;
mod guide;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::golden;
use crate::support::workspace::{Ran, Workspace};

/// The options of commands on the small data.
const TEAM: &str = "--data data.csv --profile profile.toml";

/// A folder with the small data, and no words.
fn team() -> Workspace {
    let workspace = Workspace::new();
    add_data(&workspace);
    workspace
}

fn add_data(workspace: &Workspace) {
    for name in ["data.csv", "profile.toml"] {
        let text = fs::read_to_string(golden::folder("narrative").join(name)).unwrap();
        workspace.write(name, &text);
    }
}

/// The files of writers.
fn words(workspace: &Workspace) -> BTreeMap<String, Vec<u8>> {
    let mut files = workspace.files();
    files.retain(|path, _| path.starts_with("data/narrative/"));
    files
}

/// Commands with what they print and how they end, and the words of packs that they left.
fn transcript(case: &Path) -> String {
    let workspace = Workspace::holding(&case.join("files"));
    add_data(&workspace);
    let mut text = String::new();
    for line in golden::input(case, "commands.txt").lines() {
        let before = words(&workspace);
        let Ran { code, stdout, stderr } = workspace.run(&line.replacen("jsnapack ", "", 1));
        let said =
            format!("{stderr}{stdout}").replace('\\', "/").replace("jsnapack.exe", "jsnapack");
        let said = without_pages(&said);
        writeln!(text, "$ {line}\n{said}exit code {code}\n").unwrap();
        let after = words(&workspace);
        for (path, bytes) in &before {
            assert!(after.get(path) == Some(bytes), "`{line}` changed {path}");
        }
    }
    for (path, bytes) in workspace.files() {
        // One area's stand for all.
        if path == "data/signoffs/E08000012.toml" {
            writeln!(text, "in {path}:\n{}", String::from_utf8(bytes.clone()).unwrap()).unwrap();
        }
        if path.ends_with("/words.json") {
            let words: Value = serde_json::from_slice(&bytes).unwrap();
            writeln!(text, "in {path}:").unwrap();
            text.push_str(&slots(&words));
        }
    }
    text
}

/// How long a pack is, and how long it took, has nothing to do with its words here.
fn without_pages(said: &str) -> String {
    let line = |line: &str| match line.rsplit_once(" (") {
        Some((path, end)) if path.ends_with(".pdf") && end.ends_with(" pages)") => path.to_owned(),
        Some((path, end)) if path.ends_with(".pdf") && end.ends_with(" pages, unchanged)") => {
            format!("{path} (unchanged)")
        }
        _ => match (line.split_once(" packs: "), line.split_once(" in ")) {
            (Some(_), Some((counts, time))) => {
                format!("{counts}{}", time.find(';').map_or("", |at| &time[at..]))
            }
            _ => line.to_owned(),
        },
    };
    said.lines().map(|text| line(text) + "\n").collect()
}

/// The words of slots, a line a block.
fn slots(words: &Value) -> String {
    let mut text = String::new();
    for slot in words["slots"].as_array().unwrap() {
        if let Some(mark) = slot["moved"].as_str() {
            writeln!(text, "{}: marked: {mark}", slot["id"].as_str().unwrap()).unwrap();
        }
        for block in slot["blocks"].as_array().unwrap() {
            let mut line = String::new();
            print(block, &mut line);
            writeln!(text, "{}: {line}", slot["id"].as_str().unwrap()).unwrap();
        }
    }
    text
}

/// A block as its kind and what is in it.
fn print(value: &Value, line: &mut String) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                line.push_str(if index > 0 { " | " } else { "" });
                print(item, line);
            }
        }
        Value::Object(fields) => {
            if let Some(kind) = fields.get("kind") {
                write!(line, "{}", kind.as_str().unwrap()).unwrap();
            }
            for (name, field) in fields.iter().filter(|(name, _)| *name != "kind") {
                match name.as_str() {
                    "text" => print(field, line),
                    "bold" => line.push('*'),
                    name => {
                        write!(line, " {name}[").unwrap();
                        print(field, line);
                        line.push(']');
                    }
                }
            }
        }
        Value::String(text) => line.push_str(&text.replace('\n', "\\n")),
        other => write!(line, "{other}").unwrap(),
    }
}

#[test]
fn every_case_says_what_is_expected() {
    let cases = golden::cases("narrative");
    golden::assert_same(
        cases.iter().filter_map(|case| golden::difference(case, "expected.txt", &transcript(case))),
    );
}

#[test]
fn no_command_changes_a_writers_file() {
    let case = golden::folder("narrative").join("most-specific-text-wins");
    let workspace = Workspace::holding(&case.join("files"));
    add_data(&workspace);
    workspace.write("data/narrative/E06000017.md", "<!-- slot: nobody-knows -->\n{{ broken\n");
    workspace.write("data/narrative/notes to self.txt", "mine");
    let before = words(&workspace);
    for command in [
        "build Liverpool Rutland",
        "build Liverpool --final",
        "build Liverpool --final --replace --keep",
        "build Liverpool --narrative data/narrative --out data/narrative/out",
        "check",
        "areas",
        "indicators",
        "indicators --for Liverpool",
        "inspect Liverpool",
        "narrative init Liverpool Rutland all",
        "narrative init --all-utlas",
        "narrative status",
        "narrative status --format csv",
        "narrative sign-off Liverpool --all-slots --by Jo",
        "narrative sign-off all --all-slots --by Jo --signoffs data/narrative/signed",
        "build Liverpool --final --replace",
        "build Liverpool --final --replace --accept-moved",
        "completions bash",
    ] {
        let options = if command.starts_with("completions") { "" } else { TEAM };
        workspace.run(&format!("{command} {options}"));
        let after = words(&workspace);
        for (path, bytes) in &before {
            assert!(after.get(path) == Some(bytes), "`{command}` changed {path}");
        }
    }
    assert!(words(&workspace).len() > before.len() + 100, "`init --all-utlas` made no files");
}

#[test]
fn every_page_of_a_draft_says_so_and_no_page_of_a_final() {
    let workspace = team();
    workspace.write(
        "data/narrative/all-areas.md",
        "<!-- slot: key-messages -->\nOne.\n<!-- slot: recommendations -->\nTwo.\n",
    );
    workspace.run(&format!("narrative sign-off Liverpool --all-slots --by Jo {TEAM}")).ends(0);
    for (options, marked) in [("", true), ("--final", false)] {
        workspace.run(&format!("build Liverpool {TEAM} {options}")).ends(0);
        let state = if marked { "/draft/" } else { "/final/" };
        let files = workspace.files();
        let (_, bytes) =
            files.iter().find(|(path, _)| path.contains(state) && path.ends_with(".pdf")).unwrap();
        let pdf = crate::pdf::reader::Pdf::read(bytes).unwrap();
        let asked = pdf.tags.text().contains("To write");
        assert_eq!(asked, marked, "prompts are for drafts only");
        assert!(!pdf.tags.text().contains("DRAFT"), "the mark is read out");
        for page in 0..pdf.pages.len() {
            assert_eq!(pdf.page_artifacts(page).contains("DRAFT"), marked, "page {}", page + 1);
        }
    }
}

#[test]
fn the_record_tells_how_far_each_slot_is() {
    let workspace = team();
    workspace.write(
        "data/narrative/E08000012.md",
        "---\nstatus: reviewed\n---\n<!-- slot: foreword -->\n{{ indicator(\"injuries\").value }}\n",
    );
    let ran = workspace.run(&format!("build Liverpool --format json {TEAM}")).ends(0);
    let record: Value = serde_json::from_str(ran.stdout.lines().next().unwrap()).unwrap();
    let slot = &record["slots"][0];
    assert_eq!(slot["id"], "foreword");
    assert_eq!(slot["state"], "reviewed");
    assert_eq!(slot["words"], 1);
    assert_eq!(slot["line"], 5);
    let fact = serde_json::json!({"indicator": "injuries", "fact": "value", "was": "110.0"});
    assert_eq!(slot["facts"], serde_json::json!([fact]));
}
