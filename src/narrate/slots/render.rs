//! Fills a writer's text with values. A value becomes one letter that Markdown knows nothing of, and is put
//! in when the Markdown has been read: so that a `*` or `_` in a value is printed and does nothing.

use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, Value};

use super::tags::tags;
use super::values::{self, NOT_AVAILABLE, SharedLog};
use crate::error::Problem;
use crate::model::slot::{SlotText, UsedFact};
use crate::model::view::View;
use crate::narrate::filters;
use crate::notice::{Notice, Place};

/// Steps a text may take: far more than any page of words needs.
const FUEL: u64 = 50_000;
/// Bytes a text may come to.
const MOST_BYTES: usize = 2 << 20;
/// The letters that stand for values, in a private plane of Unicode.
const FIRST_VALUE: u32 = 0xF_0000;
const MOST_VALUES: usize = 0xFFF0;
/// The letters that stand for the starts of lines.
const FIRST_LINE: u32 = 0x10_0000;
const MOST_LINES: usize = 0xFFF0;

/// A text with its values in it.
#[derive(Debug, Default)]
pub(super) struct Rendered {
    /// Markdown, with a letter for each value.
    pub(super) text: String,
    /// The line of the writer's text, from 0, that each line comes from.
    lines: Vec<usize>,
    values: Vec<String>,
    pub(super) facts: Vec<UsedFact>,
    pub(super) notices: Vec<Notice>,
}

/// Where a text stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) path: &'a Path,
    pub(super) written: &'a SlotText,
}

impl At<'_> {
    /// The place of a byte of the writer's text.
    pub(super) fn byte(&self, at: usize) -> Place {
        let before = self.written.text.get(..at).unwrap_or_default();
        let line = before.matches('\n').count();
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        self.line(line, Some(column))
    }

    /// The place of a line of the writer's text, counted from 0.
    pub(super) fn line(&self, line: usize, column: Option<usize>) -> Place {
        Place {
            path: self.path.to_owned(),
            line: Some(self.written.line + line as u64),
            column: column.map(|column| column.to_string()),
        }
    }
}

impl Rendered {
    /// The place in the writer's file of a byte of the text. The column is known where `words` stand on that line.
    pub(super) fn place(&self, at: At<'_>, byte: usize, words: &str) -> Place {
        let before = self.text.get(..byte).unwrap_or_default();
        let line = before.matches('\n').count();
        let source = self.lines.get(line).copied().unwrap_or_default();
        let written = at.written.text.lines().nth(source).unwrap_or_default();
        let words = words.lines().next().unwrap_or_default();
        let found = (!words.is_empty()).then(|| written.find(words)).flatten();
        let column = found.map(|found| written[..found].chars().count() + 1);
        at.line(source, column)
    }

    /// A text with values in place of the letters that stand for them.
    pub(super) fn with_values(&self, text: &str) -> String {
        if self.values.is_empty() {
            return text.to_owned();
        }
        let mut full = String::with_capacity(text.len());
        for letter in text.chars() {
            let value = u32::from(letter).checked_sub(FIRST_VALUE);
            match value.and_then(|index| self.values.get(index as usize)) {
                Some(value) => full.push_str(value),
                None => full.push(letter),
            }
        }
        full
    }
}

/// Fills a text.
///
/// # Errors
///
/// A name that is not known, a tag that is not closed, a text without end: with its place.
pub(super) fn render(view: &View, at: At<'_>) -> Result<Rendered, Vec<Problem>> {
    let text = &at.written.text;
    let tags = tags(text).map_err(|faults| {
        let told = faults.into_iter();
        told.map(|fault| Problem::at(fault.what, at.byte(fault.at)).hint(fault.hint))
            .collect::<Vec<_>>()
    })?;
    let count = text.lines().count();
    if tags.is_empty() || count >= MOST_LINES {
        return Ok(Rendered {
            text: text.clone(),
            lines: (0..count.max(1)).collect(),
            ..Rendered::default()
        });
    }
    let (numbered, marked) = numbered(text, &tags);
    let log = SharedLog::default();
    let values: Arc<Mutex<Vec<String>>> = Arc::default();
    let env = environment(&log, &values);
    let fail = |error: Error| vec![problem(&error, at, &marked)];
    let template = env.template_from_str(&numbered).map_err(fail)?;
    let mut out = Limited(Vec::new());
    template.render_captured_to(values::context(view, &log), &mut out).map_err(fail)?;
    let filled = String::from_utf8_lossy(&out.0).into_owned();
    let (filled, lines) = without_numbers(&filled, text);
    let log = std::mem::take(&mut *values::locked(&log));
    let notices = log.printed_missing.iter().map(|name| {
        let what =
            format!("`{name}` has no value for {}: printed as \"{NOT_AVAILABLE}\"", view.area.name);
        Notice::at(what, at.line(0, None))
    });
    let values = std::mem::take(&mut *values.lock().unwrap_or_else(PoisonError::into_inner));
    Ok(Rendered { text: filled, lines, values, notices: notices.collect(), facts: log.facts })
}

/// The text with a letter for its number at the start of each line that starts outside a tag, and which
/// lines have one. A line with nothing but `{% … %}` gets none: it leaves no line behind.
fn numbered(text: &str, tags: &[std::ops::Range<usize>]) -> (String, Vec<bool>) {
    let mut numbered = String::with_capacity(text.len() * 2);
    let mut marked = Vec::new();
    let mut start = 0;
    for (number, line) in (FIRST_LINE..).zip(text.split_inclusive('\n')) {
        let inside = tags.iter().any(|tag| tag.start < start && start < tag.end);
        let mark = !inside && !is_statements(text, start, line, tags);
        if mark {
            numbered.extend(char::from_u32(number));
        }
        marked.push(mark);
        match line.strip_suffix("%}\n").filter(|rest| mark && !rest.ends_with('-')) {
            // Words stand before it: the end of the line stays.
            Some(rest) => {
                numbered.push_str(rest);
                numbered.push_str("+%}\n");
            }
            None => numbered.push_str(line),
        }
        start += line.len();
    }
    (numbered, marked)
}

/// Whether a line has `{% … %}` and else only spaces.
fn is_statements(text: &str, start: usize, line: &str, tags: &[std::ops::Range<usize>]) -> bool {
    let mut at = start;
    let end = start + line.len();
    let mut found = false;
    for tag in tags.iter().filter(|tag| tag.start >= start && tag.start < end) {
        if !text[tag.clone()].starts_with("{%") || !text[at..tag.start].trim().is_empty() {
            return false;
        }
        found = true;
        at = tag.end.min(end);
    }
    found && text[at..end].trim().is_empty()
}

/// The text without those letters, and the number of each of its lines. A line that had words, and of which a
/// condition left none, goes: an empty line would part a paragraph.
fn without_numbers(filled: &str, written: &str) -> (String, Vec<usize>) {
    let sources: Vec<&str> = written.lines().collect();
    let mut text = String::with_capacity(filled.len());
    let mut lines = Vec::new();
    let mut last = 0;
    for line in filled.split_inclusive('\n') {
        let mut first = None;
        let start = text.len();
        for letter in line.chars() {
            match u32::from(letter).checked_sub(FIRST_LINE) {
                Some(number) => {
                    first = first.or(Some(number as usize));
                    last = number as usize;
                }
                None => text.push(letter),
            }
        }
        let had_words = first
            .and_then(|number| sources.get(number))
            .is_some_and(|source| !source.trim().is_empty());
        if had_words && text[start..].trim().is_empty() {
            text.truncate(start);
        } else {
            lines.push(first.unwrap_or(last));
        }
    }
    (text, lines)
}

fn environment(log: &SharedLog, values: &Arc<Mutex<Vec<String>>>) -> Environment<'static> {
    let mut env = Environment::empty();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_fuel(Some(FUEL));
    env.set_debug(true);
    env.set_recursion_limit(50);
    // Writers have comments of their own: `{#` is just two letters.
    let syntax = SyntaxConfig::builder()
        .comment_delimiters("\u{10fffd}{", "}\u{10fffd}")
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build();
    env.set_syntax(syntax.unwrap_or_default());
    filters::add(&mut env);
    filters::add_for_writers(&mut env);
    let (log, values) = (Arc::clone(log), Arc::clone(values));
    env.set_formatter(move |out, _, value| {
        let text = match value {
            value if value.is_none() => {
                values::print_missing(&log);
                NOT_AVAILABLE.to_owned()
            }
            value => printable(value)?,
        };
        let mut values = values.lock().unwrap_or_else(PoisonError::into_inner);
        let index = values.len();
        let letter =
            u32::try_from(index).ok().and_then(|index| char::from_u32(FIRST_VALUE + index));
        match letter {
            Some(letter) if index < MOST_VALUES => {
                values.push(text);
                out.write_str(letter.encode_utf8(&mut [0; 4])).map_err(|_| {
                    Error::new(ErrorKind::WriteFailure, "this text comes to too many words")
                })
            }
            _ => Err(Error::new(ErrorKind::InvalidOperation, "this text prints too many values")),
        }
    });
    env
}

/// A value as text. A list or an indicator itself can't be printed.
fn printable(value: &Value) -> Result<String, Error> {
    use minijinja::value::ValueKind;
    match value.kind() {
        ValueKind::String | ValueKind::Number => Ok(value.to_string()),
        ValueKind::Bool => Ok(if value.is_true() { "yes" } else { "no" }.to_owned()),
        ValueKind::Invalid => Err(Error::new(ErrorKind::InvalidOperation, value.to_string())),
        _ => Err(Error::new(
            ErrorKind::InvalidOperation,
            "this can't be printed by itself; give one of its values, such as `.value`, or put a list through `| list`",
        )),
    }
}

fn problem(error: &Error, at: At<'_>, marked: &[bool]) -> Problem {
    let source = error.template_source().unwrap_or_default();
    let words = error.range().and_then(|range| source.get(range));
    let line = error.line().map_or(0, |line| line - 1);
    let column = error.range().and_then(|range| source.get(..range.start)).map(|before| {
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        column - usize::from(marked.get(line).copied().unwrap_or_default() && column > 1)
    });
    let detail = error.detail().map(str::to_owned);
    let what = match error.kind() {
        ErrorKind::OutOfFuel => "this text runs for too long".to_owned(),
        ErrorKind::WriteFailure => "this text comes to too many words".to_owned(),
        ErrorKind::UndefinedError => match words {
            Some(words) => format!("`{}` is not known here", words.trim()),
            None => "a name used here is not known".to_owned(),
        },
        ErrorKind::UnknownFilter | ErrorKind::UnknownTest | ErrorKind::UnknownFunction => {
            detail.unwrap_or_else(|| error.kind().to_string())
        }
        ErrorKind::SyntaxError
            if detail.as_ref().is_some_and(|detail| detail.contains("end of input")) =>
        {
            "this `{% if %}` or `{% for %}` has no end; put `{% endif %}` or `{% endfor %}` where it ends"
                .to_owned()
        }
        ErrorKind::SyntaxError => {
            format!(
                "this can't be read: {}",
                detail.unwrap_or_else(|| "a mistake in `{{ … }}`".to_owned())
            )
        }
        kind => detail.unwrap_or_else(|| kind.to_string()),
    };
    let (what, near) = match what.split_once("; ") {
        Some((what, near)) => (what.to_owned(), Some(near.to_owned())),
        None => (what, None),
    };
    let near = near.or_else(|| match error.kind() {
        ErrorKind::UndefinedError => words.and_then(values::near_name),
        _ => None,
    });
    let hint = near
        .unwrap_or_else(|| "docs/writers-guide.md lists what can stand in `{{ … }}`".to_owned());
    Problem::at(what, at.line(line, column)).hint(hint)
}

/// Takes up to a number of bytes.
struct Limited(Vec<u8>);

impl Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MOST_BYTES {
            return Err(io::Error::other("too many words"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
