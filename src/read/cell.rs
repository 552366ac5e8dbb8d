//! Reads one cell: a number, or a sign that there is none; a note without its HTML.

use std::borrow::Cow;

use super::intern::tidy;

/// What a cell meant for a number holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cell {
    /// A number.
    Number(f64),
    /// Nothing at all.
    Empty,
    /// A sign that the number is not shown because it is small.
    Suppressed,
    /// A sign that there is no number.
    Missing,
    /// A sign that the number is too unreliable to publish.
    Unreliable,
    /// Not a number, an infinite one, or one larger than any figure can be.
    Unusable,
    /// Something else.
    Bad,
}

/// No figure about people reaches this.
const TOO_LARGE: f64 = 1e15;

/// Reads a cell meant for a number.
pub(super) fn cell(text: &str) -> Cell {
    let text = text.trim();
    if text.is_empty() {
        return Cell::Empty;
    }
    if let Some(number) = number(text) {
        return if number.abs() < TOO_LARGE { Cell::Number(number) } else { Cell::Unusable };
    }
    let plain = plain_text(text);
    if plain.len() < text.len() {
        return cell(&plain);
    }
    match text.to_lowercase().as_str() {
        "*" | "[c]" | "c" => Cell::Suppressed,
        "-" | "–" | "[x]" | "[z]" | "x" | "z" | "na" | "n/a" | "." | ".." | ":" => Cell::Missing,
        "[u]" | "u" => Cell::Unreliable,
        "nan" | "inf" | "+inf" | "-inf" | "infinity" | "+infinity" | "-infinity" | "∞" | "-∞"
        | "#div/0!" | "#num!" | "#value!" | "#ref!" | "#n/a" | "#name?" => Cell::Unusable,
        _ => Cell::Bad,
    }
}

/// A number, perhaps infinite, with or without commas between thousands.
fn number(text: &str) -> Option<f64> {
    let starts_well = text
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b'+'));
    if !starts_well {
        return None;
    }
    let text =
        if text.contains(',') { Cow::Owned(without_commas(text)?) } else { Cow::Borrowed(text) };
    text.parse().ok()
}

/// "74,588" as "74588"; none if the commas don't stand between thousands.
fn without_commas(text: &str) -> Option<String> {
    let (whole, decimals) = match text.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (text, None),
    };
    let mut groups = whole.trim_start_matches('-').split(',');
    let first_fits =
        groups.next().is_some_and(|first| (1..=3).contains(&first.len()) && digits(first));
    let fits = first_fits
        && groups.all(|group| group.len() == 3 && digits(group))
        && decimals.is_none_or(digits);
    fits.then(|| text.replace(',', ""))
}

fn digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A text without HTML tags and entities, and with tidy spaces.
pub(super) fn plain_text(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '&']) {
        return tidy(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = if rest.starts_with('<') {
            tag(rest).inspect(|_| out.push(' '))
        } else {
            entity(rest).map(|(character, end)| {
                out.push(character);
                end
            })
        };
        match end {
            Some(end) => rest = &rest[end..],
            None => {
                out.push_str(&rest[..1]);
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(tidy(&out).into_owned())
}

/// The length of the tag that a text starts with. "<15 yrs" is no tag.
fn tag(text: &str) -> Option<usize> {
    let is_tag = text
        .as_bytes()
        .get(1)
        .is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!'));
    // No real tag is longer, and looking for the ends of many would take for ever.
    let end = text.bytes().take(1000).position(|byte| byte == b'>')?;
    is_tag.then_some(end + 1)
}

/// The character of the entity that a text starts with, and the entity's length.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" | "rsquo" | "lsquo" => '\'',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "pound" => '£',
        "ge" => '≥',
        "le" => '≤',
        _ => char::from_u32(match name.strip_prefix('#')? {
            hex if hex.starts_with(['x', 'X']) => u32::from_str_radix(&hex[1..], 16).ok()?,
            decimal => decimal.parse().ok()?,
        })?,
    };
    Some((character, end + 1))
}

/// Whether a note says that a value is not shown because it is small.
pub(super) fn says_suppressed(note: &str) -> bool {
    let note = note.to_lowercase();
    ["suppress", "disclos", "small number", "small count"].iter().any(|words| note.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (text, number) in [
            ("75.30912", 75.30912),
            ("74,588", 74588.0),
            ("-1,234,567.5", -1_234_567.5),
            (" 0 ", 0.0),
            ("1.2E+05", 120_000.0),
        ] {
            assert_eq!(cell(text), Cell::Number(number), "{text}");
        }
        for text in ["1,2", "12,34", "74,5888", "5%", "<5", "."] {
            assert!(!matches!(cell(text), Cell::Number(_) | Cell::Unusable), "{text}");
        }
        for text in ["inf", "-Infinity", "NaN", "1e999", "-1e999", "1e308", "#DIV/0!"] {
            assert_eq!(cell(text), Cell::Unusable, "{text}");
        }
    }

    #[test]
    fn signs() {
        assert_eq!(cell(""), Cell::Empty);
        assert_eq!(cell("*"), Cell::Suppressed);
        assert_eq!(cell("[c]"), Cell::Suppressed);
        assert_eq!(cell("[U]"), Cell::Unreliable);
        assert_eq!(cell("n/a"), Cell::Missing);
        assert_eq!(cell("<div class=\"no-data\">-</div>"), Cell::Missing);
        assert_eq!(cell("lots"), Cell::Bad);
    }

    #[test]
    fn notes_lose_their_html() {
        assert_eq!(
            plain_text("<span class=\"x\">* Value for Hackney &amp; City</span>"),
            "* Value for Hackney & City"
        );
        assert_eq!(plain_text("<15 yrs & over &#163;5"), "<15 yrs & over £5");
        assert_eq!(plain_text("a<br/>b &bogus; <"), "a b &bogus; <");
    }
}
