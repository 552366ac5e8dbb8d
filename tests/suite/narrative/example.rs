//! The words of Exampleshire: an example has to be one.

use serde_json::Value;

use crate::pdf::reader::Pdf;
use crate::pdf::rules;
use crate::support::workspace::Workspace;

/// Longer sentences are hard to follow.
const MOST_WORDS: usize = 25;

/// The texts of blocks, one for each paragraph or cell.
fn paragraphs(value: &Value, found: &mut Vec<String>) {
    if let Some(spans) = value.get("spans").and_then(Value::as_array) {
        let words = spans.iter().map(|span| span["text"].as_str().unwrap());
        found.push(words.collect());
        spans.iter().filter_map(|span| span.get("note")).for_each(|note| paragraphs(note, found));
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| paragraphs(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| paragraphs(field, found)),
        _ => {}
    }
}

/// The sentences of a text. "115.2" ends none.
fn sentences(text: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for word in text.split_whitespace() {
        if let Some(last) = all.last_mut() {
            last.push_str(word);
            last.push(' ');
        }
        if word.ends_with(['.', '?', '!', ':', ';']) {
            all.push(String::new());
        }
    }
    all
}

#[test]
fn every_text_is_written_and_can_be_read() {
    let workspace = Workspace::new();
    let ran = workspace.run("build Exampleshire --keep --format json").ends(0);
    assert!(!ran.stderr.contains("narrative"), "an example is without faults:\n{}", ran.stderr);
    let record: Value = serde_json::from_str(ran.stdout.lines().next().unwrap()).unwrap();
    let slots = record["slots"].as_array().unwrap();
    assert!(slots.len() > 40);
    for slot in slots {
        assert_eq!(slot["state"], "reviewed", "{}", slot["id"]);
        assert_eq!(slot["flags"], Value::Array(Vec::new()), "{}", slot["id"]);
    }
    let files = workspace.files();
    let kept = |end: &str| files.iter().find(|(path, _)| path.ends_with(end)).unwrap().1;
    let words: Value = serde_json::from_slice(kept("/words.json")).unwrap();
    for slot in words["slots"].as_array().unwrap() {
        let mut texts = Vec::new();
        paragraphs(&slot["blocks"], &mut texts);
        for sentence in texts.iter().flat_map(|text| sentences(text)) {
            let count = sentence.split_whitespace().count();
            assert!(count <= MOST_WORDS, "{}: {count} words: {sentence}", slot["id"]);
        }
        if slot["id"].as_str().unwrap().ends_with("/voice") {
            assert!(texts[0].contains("invented"), "{}: {}", slot["id"], texts[0]);
        }
    }
    let faults = rules::faults(&Pdf::read(kept(".pdf")).unwrap());
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_example_stays_when_somebody_writes_for_another_area() {
    let workspace = Workspace::new();
    let states = |workspace: &Workspace, area: &str| -> Vec<(String, String)> {
        let ran = workspace.run(&format!("narrative status {area} --format json")).ends(0);
        let lines: Vec<Value> = serde_json::from_str(&ran.stdout).unwrap();
        let text = |line: &Value, name: &str| line[name].as_str().unwrap().to_owned();
        lines.iter().map(|line| (text(line, "area_name"), text(line, "state"))).collect()
    };
    let is_written = |lines: &[(String, String)]| {
        !lines.is_empty() && lines.iter().all(|(_, state)| state == "reviewed")
    };
    assert!(is_written(&states(&workspace, "")), "without words of one's own");
    workspace.run("narrative init Liverpool").ends(0);
    assert!(states(&workspace, "").iter().all(|(area, _)| area == "Liverpool"));
    assert!(is_written(&states(&workspace, "Exampleshire")), "beside words of one's own");
    // Somebody's own file for the invented area comes first.
    workspace.write("data/narrative/X99000001.md", "<!-- slot: foreword -->\nMine.\n");
    let own = states(&workspace, "Exampleshire");
    assert_eq!(own.iter().filter(|(_, state)| state != "empty").count(), 1);
}

#[test]
fn the_example_is_never_published() {
    let workspace = Workspace::new();
    workspace.run("narrative sign-off Exampleshire --all-slots --by Jo").ends(0);
    workspace.run("build Exampleshire --final").ends(2).saying("illustrative");
}
