//! Auto-text: what is said in awkward cases, how long sentences get, and what a person is told
//! about a mistake in a text. A case changes `view.json` by what its `case.json` says.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use jsnapack::model::view::View;
use jsnapack::model::words::Words;
use jsnapack::narrate::Narrator;
use jsnapack::template::{self, Template};
use serde_json::Value;

const CASES: &str = "tests/cases/narrate";

fn template() -> Template {
    template::load("jsna-annex").unwrap()
}

/// The base View, changed by a case.
fn view(case: &Path) -> View {
    let read = |path: PathBuf| -> Value {
        let text = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let mut view = read(Path::new(CASES).join("view.json"));
    merge(&mut view, read(case.join("case.json")));
    serde_json::from_value(view).unwrap_or_else(|error| panic!("{}: {error}", case.display()))
}

/// Objects are merged; anything else is replaced.
fn merge(base: &mut Value, patch: Value) {
    match (base, patch) {
        (Value::Object(base), Value::Object(patch)) => {
            for (key, value) in patch {
                merge(base.entry(key).or_insert(Value::Null), value);
            }
        }
        (base, patch) => *base = patch,
    }
}

fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = std::fs::read_dir(CASES)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    assert!(cases.len() > 10, "cases are found by listing: {cases:?}");
    cases
}

fn print(words: &Words) -> String {
    let mut text = String::new();
    for (slug, words) in &words.indicators {
        writeln!(text, "# {slug}\n{words}\n").unwrap();
    }
    for (id, words) in &words.topics {
        writeln!(text, "# {id}").unwrap();
        for paragraph in &words.summary {
            writeln!(text, "{paragraph}").unwrap();
        }
        for highlight in &words.highlights {
            writeln!(text, "- {highlight}").unwrap();
        }
    }
    text
}

#[test]
fn every_case_says_what_is_expected() {
    let narrator = Narrator::new(&template()).unwrap();
    let mut wrong = Vec::new();
    for case in cases() {
        let words = narrator
            .words(&view(&case), Vec::new())
            .unwrap_or_else(|problems| panic!("{}: {problems}", case.display()));
        let said = print(&words);
        let file = case.join("expected.txt");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&file, &said).unwrap();
        } else if std::fs::read_to_string(&file).unwrap_or_default() != said {
            wrong.push(format!("{} says:\n{said}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_sentence_is_longer_than_25_words() {
    let narrator = Narrator::new(&template()).unwrap();
    for case in cases() {
        let words = narrator.words(&view(&case), Vec::new()).unwrap();
        let topics = words.topics.values().flat_map(|topic| &topic.summary);
        for paragraph in words.indicators.values().chain(topics) {
            for sentence in paragraph.split(". ") {
                let length = sentence.split_whitespace().count();
                assert!(length <= 25, "{length} words: {sentence}");
            }
        }
    }
}

#[test]
fn gaps_in_a_view_leave_no_gaps_in_a_text() {
    let narrator = Narrator::new(&template()).unwrap();
    for case in cases() {
        let said = print(&narrator.words(&view(&case), Vec::new()).unwrap());
        for trace in ["none", "undefined", " .", " ,", "..", "()", ": .", "  "] {
            assert!(!said.contains(trace), "`{trace}` in {said}");
        }
    }
}

/// The template with another text for indicators.
fn with_text(text: &str) -> Template {
    let mut template = template();
    let file = template.files.get_mut("/shared/text/indicator.j2").unwrap();
    file.bytes = text.as_bytes().to_vec();
    template
}

fn mistake(text: &str) -> String {
    let narrated = Narrator::new(&with_text(text))
        .and_then(|narrator| narrator.words(&view(&Path::new(CASES).join("no-value")), Vec::new()));
    narrated.unwrap_err().to_string()
}

#[test]
fn a_mistake_in_a_text_is_named_with_its_line() {
    let place = "at report-templates/shared/text/indicator.j2, line 2";
    let unknown = mistake("In {{ area.name }}\n{{ indicator.valeu }}");
    assert!(unknown.contains("indicator.valeu"), "{unknown}");
    assert!(unknown.contains("(for `neet`)"), "{unknown}");
    assert!(unknown.contains("docs/view.md"), "{unknown}");
    assert!(unknown.contains(place), "{unknown}");
    let broken = mistake("In {{ area.name }}\n{% if x %}");
    assert!(broken.contains("indicator.j2, line "), "{broken}");
}

#[test]
fn a_text_cannot_run_for_ever_or_read_files() {
    let endless = mistake(
        "{% for a in range(9999) %}{% for b in range(9999) %}{{ b }}{% endfor %}{% endfor %}",
    );
    assert!(endless.contains("runs for too long"), "{endless}");
    let reading = mistake("{% include 'topic.toml' %}");
    assert!(reading.contains("topic.toml"), "{reading}");
}
