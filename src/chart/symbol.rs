//! The shape of each class, so that nothing is told by colour alone:
//! better points up, worse points down, similar is round, lower is square, higher is a diamond;
//! at 99.8% the same shape carries a bar; fifths from worst to best are hexagons with their number, fifths from
//! lowest to highest are tiles with theirs, quarters shields; not compared is a small empty ring.

use super::backend::{Recorder, circle, closed, pixels, points};
use super::style;
use crate::model::comparison::Class;
use crate::model::drawing::{Across, Down, Drawing, Label, Rgba};

/// Width and height of [`draw`]'s result in points: fits a line of 9 to 12 pt text.
pub const SIDE: f64 = 12.0;

/// How wide a mark with a digit is.
pub(super) const DIGIT_WIDTH: f64 = 2.0 * style::DIGIT_MARK;

/// Whether a class's mark has a digit inside.
pub(super) fn has_digit(class: Class) -> bool {
    matches!(class, Class::JudgedQuintile(_) | Class::Quintile(_) | Class::Quartile(_))
}

/// How much room a mark has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Size {
    /// The usual size.
    Roomy,
    /// Marks stand close: smaller, where they have no digit.
    Crowded,
}

/// The mark of a class by itself, for use beside words.
pub fn draw(class: Class, alt: &str) -> Drawing {
    let mut canvas = Recorder::new(SIDE, SIDE);
    record(&mut canvas, (SIDE / 2.0, SIDE / 2.0), class, Size::Roomy);
    canvas.take(alt)
}

/// Draws the mark of a class; its centre in points.
pub(super) fn record(canvas: &mut Recorder, centre: (f64, f64), class: Class, size: Size) {
    let (x, y) = centre;
    let radius = match size {
        Size::Roomy => style::MARK,
        Size::Crowded => style::MARK * 0.75,
    };
    let fill = Some(style::fill(class));
    let outline = Some(style::solid(style::INK, style::OUTLINE));
    let polygon = |corners: &[(f64, f64)], scale: f64| {
        closed(corners.iter().map(|&(dx, dy)| tidy(x + dx * scale, y + dy * scale)))
    };
    match class {
        Class::Similar => canvas.path(circle(centre, radius), fill, outline),
        Class::NotCompared => {
            // Smaller than the round mark of similar, whose pale colour is nearly white in grey.
            let ring = circle(centre, radius * 0.7);
            canvas.path(ring, fill, Some(style::solid(style::INK, 1.3)));
        }
        Class::Better | Class::Best => canvas.path(polygon(&UP, radius), fill, outline),
        Class::Worse | Class::Worst => canvas.path(polygon(&DOWN, radius), fill, outline),
        Class::Lower | Class::Lowest => canvas.path(polygon(&SQUARE, radius), fill, outline),
        Class::Higher | Class::Highest => canvas.path(polygon(&DIAMOND, radius), fill, outline),
        Class::JudgedQuintile(step) | Class::Quintile(step) | Class::Quartile(step) => {
            let corners: &[(f64, f64)] = match class {
                Class::JudgedQuintile(_) => &HEXAGON,
                Class::Quintile(_) => &TILE,
                _ => &SHIELD,
            };
            canvas.path(polygon(corners, style::DIGIT_MARK), fill, outline);
            canvas.label(digit(centre, step, style::digit(class)));
        }
    }
    let bar = match class {
        Class::Best | Class::Lowest => Some(1.45),
        Class::Worst | Class::Highest => Some(-1.45),
        _ => None,
    };
    if let Some(level) = bar {
        let ends = [tidy(x - radius, y + level * radius), tidy(x + radius, y + level * radius)];
        canvas.path(super::backend::open(ends), None, Some(style::solid(style::INK, 1.2)));
    }
}

/// A small open diamond for a comparator without judgement.
pub(super) fn record_comparator(canvas: &mut Recorder, (x, y): (f64, f64), radius: f64) {
    let corners = DIAMOND.map(|(dx, dy)| tidy(x + dx * radius, y + dy * radius));
    let outline = Some(style::solid(style::INK, 0.8));
    canvas.path(closed(corners), Some(style::WHITE), outline);
}

fn digit((x, y): (f64, f64), step: u8, colour: Rgba) -> Label {
    Label {
        x,
        y,
        text: step.to_string(),
        size: style::DIGIT_TEXT,
        bold: true,
        colour,
        across: Across::Middle,
        down: Down::Middle,
    }
}

/// Hundredths of a point are enough, and keep files small.
fn tidy(x: f64, y: f64) -> (f64, f64) {
    points((pixels(x), pixels(y)))
}

// Corners in units of the radius, y downwards, chosen so that shapes look of one size.
const UP: [(f64, f64); 3] = [(0.0, -1.25), (1.2, 0.9), (-1.2, 0.9)];
const DOWN: [(f64, f64); 3] = [(0.0, 1.25), (-1.2, -0.9), (1.2, -0.9)];
const SQUARE: [(f64, f64); 4] = [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)];
const DIAMOND: [(f64, f64); 4] = [(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)];
const HEXAGON: [(f64, f64); 6] =
    [(0.0, -1.0), (0.87, -0.5), (0.87, 0.5), (0.0, 1.0), (-0.87, 0.5), (-0.87, -0.5)];
const TILE: [(f64, f64); 4] = [(-0.92, -0.92), (0.92, -0.92), (0.92, 0.92), (-0.92, 0.92)];
const SHIELD: [(f64, f64); 5] =
    [(-0.92, -0.92), (0.92, -0.92), (0.92, 0.5), (0.0, 1.05), (-0.92, 0.5)];
