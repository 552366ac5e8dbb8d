//! What a page counts and collects while it is written: headings for its contents, figures and tables, footnotes, and
//! which marks it uses.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use minijinja::value::{Kwargs, Object, from_args};
use minijinja::{Error, ErrorKind, State, Value, context};

use super::escape::escaped;

/// `count("Figure")`: 1, 2, 3 …, for each word by itself.
#[derive(Debug, Default)]
pub(super) struct Counts(Mutex<BTreeMap<String, usize>>);

impl Object for Counts {
    fn call(self: &Arc<Self>, _: &mut State<'_, '_>, args: &[Value]) -> Result<Value, Error> {
        let (what,): (&str,) = from_args(args)?;
        let mut counts = held(&self.0);
        let number = counts.entry(what.to_owned()).or_default();
        *number += 1;
        Ok(Value::from(*number))
    }
}

/// `symbols("symbol/worse")`: the id of that mark; `symbols.used()`: the names of those asked for.
#[derive(Debug, Default)]
pub(super) struct Symbols(Mutex<BTreeSet<String>>);

impl Object for Symbols {
    fn call(self: &Arc<Self>, _: &mut State<'_, '_>, args: &[Value]) -> Result<Value, Error> {
        let (name,): (&str,) = from_args(args)?;
        held(&self.0).insert(name.to_owned());
        Ok(Value::from(name.replace('/', "-")))
    }

    fn call_method(
        self: &Arc<Self>,
        _: &mut State<'_, '_>,
        method: &str,
        _: &[Value],
    ) -> Result<Value, Error> {
        match method {
            "used" => Ok(held(&self.0).iter().cloned().collect()),
            _ => Err(unknown(method)),
        }
    }
}

/// `heading(2, "Sources")`: that heading, with an id of its own; `heading.list()`: all that the contents have.
///
/// `id` asks for an id; `outlined=false` leaves it out of the contents; `html` is shown in place of the words.
#[derive(Debug, Default)]
pub(super) struct Headings(Mutex<Outline>);

#[derive(Debug, Default)]
struct Outline {
    taken: BTreeSet<String>,
    entries: Vec<Value>,
}

impl Object for Headings {
    fn call(self: &Arc<Self>, _: &mut State<'_, '_>, args: &[Value]) -> Result<Value, Error> {
        let (level, text, options): (u8, &str, Kwargs) = from_args(args)?;
        let asked: Option<&str> = options.get("id")?;
        let outlined: Option<bool> = options.get("outlined")?;
        let html: Option<Value> = options.get("html")?;
        options.assert_all_used()?;
        let mut outline = held(&self.0);
        let id = outline.free(asked.map_or_else(|| plain(text), ToOwned::to_owned));
        if outlined.unwrap_or(true) {
            outline.entries.push(context! { level, text, id => id.as_str() });
        }
        let shown = match html.as_ref().filter(|html| html.is_safe()).and_then(Value::as_str) {
            Some(html) => html.to_owned(),
            None => escaped(text),
        };
        let level = level.clamp(1, 6);
        let id = escaped(&id);
        Ok(Value::from_safe_string(format!("<h{level} id=\"{id}\">{shown}</h{level}>")))
    }

    fn call_method(
        self: &Arc<Self>,
        _: &mut State<'_, '_>,
        method: &str,
        _: &[Value],
    ) -> Result<Value, Error> {
        match method {
            "list" => Ok(Value::from(held(&self.0).entries.clone())),
            _ => Err(unknown(method)),
        }
    }
}

impl Outline {
    /// An id that no other heading has.
    fn free(&mut self, wanted: String) -> String {
        let mut id = wanted.clone();
        let mut number = 2;
        while !self.taken.insert(id.clone()) {
            id = format!("{wanted}-{number}");
            number += 1;
        }
        id
    }
}

/// `notes.add(blocks)`: keeps a footnote and gives its number; `notes.take()`: those not taken yet, each with its number.
#[derive(Debug, Default)]
pub(super) struct Notes(Mutex<(usize, Vec<Value>)>);

impl Object for Notes {
    fn call_method(
        self: &Arc<Self>,
        _: &mut State<'_, '_>,
        method: &str,
        args: &[Value],
    ) -> Result<Value, Error> {
        let mut notes = held(&self.0);
        match method {
            "add" => {
                let (blocks,): (Value,) = from_args(args)?;
                notes.0 += 1;
                let number = notes.0;
                notes.1.push(context! { number, blocks });
                Ok(Value::from(number))
            }
            "take" => Ok(Value::from(std::mem::take(&mut notes.1))),
            _ => Err(unknown(method)),
        }
    }
}

fn unknown(method: &str) -> Error {
    Error::new(ErrorKind::UnknownMethod, format!("there is no `{method}`"))
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Letters, digits and hyphens of a heading, for its address. `part-` keeps it apart from ids of other things.
fn plain(text: &str) -> String {
    let mut plain = String::from("part");
    for letter in text.to_lowercase().chars() {
        if letter.is_ascii_alphanumeric() {
            if plain == "part" {
                plain.push('-');
            }
            plain.push(letter);
        } else if !plain.ends_with('-') {
            plain.push('-');
        }
    }
    plain.trim_end_matches('-').to_owned()
}
