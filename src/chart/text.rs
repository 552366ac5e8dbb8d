//! Measures and fits text with the font files the page uses. Draws nothing.

use std::sync::LazyLock;

use rustybuzz::ttf_parser::Face;

/// Height of capital letters, as a share of the font size.
pub const CAP_HEIGHT: f64 = 0.714;

/// What stands for the rest of a shortened name.
const ELLIPSIS: char = '…';

/// Advances of one face, as shares of the font size.
struct Advances {
    face: Option<Face<'static>>,
    /// The first Latin characters, which nearly all labels are made of.
    latin: [f32; 256],
}

static REGULAR: LazyLock<Advances> = LazyLock::new(|| Advances::new(notosans::REGULAR_TTF));
static BOLD: LazyLock<Advances> = LazyLock::new(|| Advances::new(notosans::BOLD_TTF));

impl Advances {
    fn new(data: &'static [u8]) -> Self {
        let mut advances = Self { face: Face::parse(data, 0).ok(), latin: [0.6; 256] };
        for code in 0..=u8::MAX {
            advances.latin[usize::from(code)] = advances.look_up(char::from(code));
        }
        advances
    }

    fn look_up(&self, character: char) -> f32 {
        let advance = self.face.as_ref().and_then(|face| {
            let glyph = face.glyph_index(character)?;
            let units = f32::from(face.glyph_hor_advance(glyph)?);
            Some(units / f32::from(face.units_per_em()))
        });
        advance.unwrap_or(0.6)
    }

    fn of(&self, character: char) -> f64 {
        let known = self.latin.get(character as usize);
        f64::from(known.copied().unwrap_or_else(|| self.look_up(character)))
    }
}

/// The width of a text in points, without kerning, which only ever draws letters closer.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    let advances = if bold { &*BOLD } else { &*REGULAR };
    text.chars().map(|character| advances.of(character)).sum::<f64>() * size
}

/// The widest of some texts, in points.
pub fn widest<'a>(texts: impl IntoIterator<Item = &'a str>, size: f64, bold: bool) -> f64 {
    texts.into_iter().map(|text| width(text, size, bold)).fold(0.0, f64::max)
}

/// The text, shortened with an ellipsis where it is wider than `room` points.
pub fn shorten(text: &str, size: f64, bold: bool, room: f64) -> String {
    if width(text, size, bold) <= room {
        return text.to_owned();
    }
    let advances = if bold { &*BOLD } else { &*REGULAR };
    let mut left = room / size - advances.of(ELLIPSIS);
    let mut short = String::new();
    for character in text.chars() {
        left -= advances.of(character);
        if left < 0.0 {
            break;
        }
        short.push(character);
    }
    short.truncate(short.trim_end_matches([' ', ',', '-', '–', '(']).len());
    short.push(ELLIPSIS);
    short
}

/// The text in lines of `room` points, broken at spaces; a word that is wider alone is shortened.
pub fn lines(text: &str, size: f64, bold: bool, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match (longer.filter(|longer| width(longer, size, bold) <= room), lines.last_mut()) {
            (Some(longer), Some(last)) => *last = longer,
            _ => lines.push(shorten(word, size, bold, room)),
        }
    }
    lines
}

/// The text in at most two lines of `room` points, broken at a space, the second shortened if need
/// be. The break is where the two lines differ least, which keeps the column narrow.
pub fn wrap(text: &str, size: f64, bold: bool, room: f64) -> Vec<String> {
    if width(text, size, bold) <= room {
        return vec![text.to_owned()];
    }
    let halves = text.match_indices(' ').map(|(at, _)| (&text[..at], text[at..].trim_start()));
    let (mut best, mut best_width) = (None, f64::INFINITY);
    for (first, second) in halves {
        let first_width = width(first, size, bold);
        let wider = first_width.max(width(second, size, bold));
        // Where nothing fits, fill the first line and shorten the second.
        let cost = if wider <= room { wider } else { room + wider };
        if first_width <= room && cost < best_width {
            (best, best_width) = (Some((first, second)), cost);
        }
    }
    match best {
        Some((first, second)) => vec![first.to_owned(), shorten(second, size, bold, room)],
        None => vec![shorten(text, size, bold, room)],
    }
}
