//! The contrast of the theme's colours with what they stand on, after WCAG 2.2 (1.4.3 and 1.4.11).
//! The colours of charts are not the theme's: they are fixed, and tested in the project.

use crate::error::Problem;
use crate::template::{Template, Theme};

use super::at_key;

/// What text needs.
const TEXT: f64 = 4.5;
/// What lines that carry meaning need.
const MARK: f64 = 3.0;

/// A colour on another: the keys of both in `template.toml`, what it is, and the contrast it needs.
type Pair = (&'static str, &'static str, &'static str, f64);

const PAPER: &str = "paper";

/// Every pair of colours that the shared parts use. `line` is left out: lines between rows only help
/// the eye, and the table is told by its columns without them.
const PAIRS: &[Pair] = &[
    ("ink", PAPER, "text", TEXT),
    ("quiet", PAPER, "smaller text", TEXT),
    ("accent", PAPER, "headings and table heads", TEXT),
    (PAPER, "accent", "the title on the cover's band", TEXT),
    ("ink", "tint", "text in boxes", TEXT),
    ("accent", "tint", "the bar beside a box", MARK),
    ("black", "warning", "the mark for made-up numbers", TEXT),
];

/// Pairs whose contrast is too low.
pub(super) fn faults(template: &Template) -> Vec<Problem> {
    let theme = &template.manifest.theme;
    let faults = PAIRS.iter().filter_map(|&(front, ground, what, needed)| {
        let (front_rgb, ground_rgb) = (colour(theme, front)?, colour(theme, ground)?);
        let found = ratio(front_rgb, ground_rgb);
        if found >= needed {
            return None;
        }
        let key = if [PAPER, "black"].contains(&front) { ground } else { front };
        let what = format!("{what}: `{front}` on `{ground}` has a contrast of {found:.1}");
        let hint = format!(
            "{needed} is needed: make `{key}` {}",
            if brightness(front_rgb) > brightness(ground_rgb) {
                if key == front { "lighter" } else { "darker" }
            } else if key == front {
                "darker"
            } else {
                "lighter"
            }
        );
        let problem = match at_key(template, key) {
            Some(place) => Problem::at(what, place),
            None => Problem::new(what),
        };
        Some(problem.hint(hint))
    });
    faults.collect()
}

fn colour(theme: &Theme, key: &str) -> Option<[u8; 3]> {
    let text = match key {
        PAPER => "#FFFFFF",
        "black" => "#000000",
        _ => theme.colours().into_iter().find(|(name, _)| *name == key)?.1,
    };
    let part = |from: usize| u8::from_str_radix(text.get(from..from + 2)?, 16).ok();
    Some([part(1)?, part(3)?, part(5)?])
}

/// The contrast of two colours, from 1 to 21.
pub fn ratio(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (brightness(one), brightness(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Relative luminance.
fn brightness(rgb: [u8; 3]) -> f64 {
    let [red, green, blue] = rgb.map(|part| {
        let share = f64::from(part) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { libm::pow((share + 0.055) / 1.055, 2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
