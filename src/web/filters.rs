//! What a page can do to words beyond minijinja's own filters. No arithmetic on data.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::value::Value;
use minijinja::{Environment, Error};

/// Makes the filters known.
pub(super) fn add(env: &mut Environment<'_>) {
    env.add_filter("after", after);
    env.add_filter("level", level);
    env.add_filter("longest_word", longest_word);
    env.add_filter("listed", listed);
    env.add_filter("direction", direction);
    env.add_filter("css_string", css_string);
    env.add_filter("said_parts", said_parts);
    env.add_filter("distinct", distinct);
    env.add_filter("keyed", keyed);
}

/// What follows a start, if the text has it: "the Liverpool total"|after("the ").
fn after(text: &str, start: &str) -> String {
    text.strip_prefix(start).unwrap_or(text).to_owned()
}

/// What a class's phrase says beside its word and the benchmark's name, which stand elsewhere: "(95%)", "no interval".
fn level(phrase: &str, word: &str, benchmark: &str) -> String {
    let mut rest = phrase.strip_prefix(word).unwrap_or(phrase);
    for link in [" than ", " to "] {
        rest = rest.strip_prefix(link).and_then(|it| it.strip_prefix(benchmark)).unwrap_or(rest);
    }
    rest.trim_start_matches([':', ' ']).to_owned()
}

/// How many letters the longest word of a name has.
fn longest_word(name: &str) -> usize {
    name.split([' ', '-']).map(|word| word.chars().count()).max().unwrap_or_default()
}

/// "a, b and c".
fn listed(items: &Value) -> Result<String, Error> {
    let items: Vec<String> = items.try_iter()?.map(|item| item.to_string()).collect();
    Ok(match items.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    })
}

/// Whether a trend gets better or worse, in a word; empty where its phrase doesn't say.
fn direction(phrase: &str) -> String {
    phrase.rsplit_once("getting ").map_or("", |(_, word)| word).to_owned()
}

/// The parts that are not empty, joined: ["10-24 yrs", "", "2023/24"]|said_parts("; ").
fn said_parts(parts: &Value, between: &str) -> Result<String, Error> {
    let parts = parts.try_iter()?.filter(|part| !part.is_none()).map(|part| part.to_string());
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    Ok(parts.join(between))
}

/// Each item once, where it comes first.
fn distinct(items: &Value) -> Result<Value, Error> {
    let mut seen = BTreeSet::new();
    Ok(items.try_iter()?.filter(|item| seen.insert(item.to_string())).collect())
}

/// A list's items by one of their fields: marks|keyed("class").
fn keyed(items: &Value, field: &str) -> Result<Value, Error> {
    let mut by: BTreeMap<String, Value> = BTreeMap::new();
    for item in items.try_iter()? {
        by.insert(item.get_attr(field)?.to_string(), item);
    }
    Ok(Value::from(by))
}

/// Words inside quotes of a style sheet. Anything that could end them is written by its number.
fn css_string(text: &str) -> Value {
    let mut safe = String::new();
    for letter in text.chars() {
        match letter {
            letter if letter.is_alphanumeric() || " .,:;-–()".contains(letter) => {
                safe.push(letter)
            }
            letter => safe.push_str(&format!("\\{:x} ", u32::from(letter))),
        }
    }
    Value::from_safe_string(safe)
}
