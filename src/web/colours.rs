//! The colours of a page, light and dark, from the theme's. The light ones are those that the template's check holds to
//! their contrasts; the dark ones are derived here so that they have them whatever the theme is.

use serde::Serialize;

use crate::template::Theme;
use crate::template::check::ratio;

/// The colours of a page as `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Colours {
    /// On white paper and in print.
    pub light: Palette,
    /// For who asks for dark pages.
    pub dark: Palette,
}

/// What each colour is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Palette {
    /// The page's ground.
    pub paper: String,
    /// Text.
    pub ink: String,
    /// Smaller text beside it.
    pub quiet: String,
    /// Headings, links, table heads, the bar beside a box.
    pub accent: String,
    /// Lines between rows; they carry no meaning.
    pub line: String,
    /// The ground of boxes.
    pub tint: String,
    /// The ground of the title; its words are white.
    pub band: String,
    /// The ground of the mark for made-up numbers; its words are black.
    pub warning: String,
}

/// The contrast that headings and links get on dark ground: more than the 4.5 they need, to stand out from text.
const TEXT: f64 = 7.0;

const DARK_PAPER: [u8; 3] = [0x14, 0x18, 0x1D];
const DARK_TINT: [u8; 3] = [0x22, 0x2A, 0x33];

/// The colours of a theme.
pub fn colours(theme: &Theme) -> Colours {
    let light = Palette {
        paper: "#ffffff".to_owned(),
        ink: theme.ink.clone(),
        quiet: theme.quiet.clone(),
        accent: theme.accent.clone(),
        line: theme.line.clone(),
        tint: theme.tint.clone(),
        band: theme.accent.clone(),
        warning: theme.warning.clone(),
    };
    let dark = Palette {
        paper: written(DARK_PAPER),
        ink: "#f3f5f7".to_owned(),
        quiet: "#c9d0d8".to_owned(),
        accent: written(lightened(rgb(&theme.accent))),
        line: "#56616d".to_owned(),
        tint: written(DARK_TINT),
        band: theme.accent.clone(),
        warning: theme.warning.clone(),
    };
    Colours { light, dark }
}

/// A colour, made lighter until it can be read on dark ground: white at the end, which always can.
fn lightened(colour: [u8; 3]) -> [u8; 3] {
    let step = |share: u16| {
        colour.map(|part| {
            let part = u16::from(part);
            u8::try_from(part + (255 - part) * share / 32).unwrap_or(u8::MAX)
        })
    };
    let readable = |it: &[u8; 3]| ratio(*it, DARK_PAPER) >= TEXT && ratio(*it, DARK_TINT) >= TEXT;
    (0..=32).map(step).find(readable).unwrap_or([u8::MAX; 3])
}

/// A colour of the theme, which is checked to be one.
fn rgb(colour: &str) -> [u8; 3] {
    let part = |from: usize| {
        colour
            .get(from..from + 2)
            .and_then(|hex| u8::from_str_radix(hex, 16).ok())
            .unwrap_or(u8::MAX)
    };
    [part(1), part(3), part(5)]
}

fn written([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}
