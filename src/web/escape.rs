//! How values are put into a page: as text, whatever is in them.

use minijinja::value::ValueKind;
use minijinja::{Error, ErrorKind, Output, State, Value};

/// Writes a value as text that is safe in elements and in quoted attributes. What a template made itself is passed on.
/// A value that is none is a mistake of the template.
pub(super) fn formatter(
    out: &mut Output<'_>,
    _: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), Error> {
    let failed = |_| Error::from(ErrorKind::WriteFailure);
    match (value.as_str(), value.kind()) {
        (Some(text), _) if value.is_safe() => out.write_str(text).map_err(failed),
        (Some(text), _) => out.write_str(&escaped(text)).map_err(failed),
        (None, ValueKind::Number) => out.write_str(&value.to_string()).map_err(failed),
        (None, kind) => Err(Error::new(
            ErrorKind::InvalidOperation,
            format!("only text and numbers can stand on a page, not a value that is {kind}"),
        )),
    }
}

/// Text safe in elements and quoted attributes. Control characters, which HTML forbids, are dropped.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\t' => safe.push(letter),
            letter if letter.is_control() => {}
            letter => safe.push(letter),
        }
    }
    safe
}
