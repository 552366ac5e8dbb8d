//! Puts a chart's title above it and its source below, so that it can stand alone on a slide.

use super::{style, text};
use crate::model::drawing::{Across, Down, Drawing, Label, Mark, Segment};

/// Size of titles.
const TITLE: f64 = 11.0;
/// From one line of a title to the next.
const TITLE_LINE: f64 = 14.0;
/// From one line below the chart to the next.
const FOOT_LINE: f64 = 11.0;
/// White around all.
const MARGIN: f64 = 10.0;
/// Between the title, the chart and what stands below.
const GAP: f64 = 7.0;

/// The drawing with lines of text around it.
pub fn framed(drawing: &Drawing, title: &str, below: &[String]) -> Drawing {
    let width = drawing.width.max(super::rows::WIDTH);
    let mut marks = Vec::with_capacity(drawing.marks.len() + 4);
    let mut level = MARGIN;
    for line in text::lines(title, TITLE, true, width) {
        marks.push(line_at(level, line, TITLE, true));
        level += TITLE_LINE;
    }
    level += GAP;
    marks.extend(drawing.marks.iter().map(|mark| moved(mark, MARGIN, level)));
    level += drawing.height + GAP;
    for line in below.iter().flat_map(|words| text::lines(words, style::SMALL_TEXT, false, width)) {
        marks.push(line_at(level, line, style::SMALL_TEXT, false));
        level += FOOT_LINE;
    }
    Drawing {
        width: width + 2.0 * MARGIN,
        height: level + MARGIN - 2.0,
        marks,
        alt: drawing.alt.clone(),
    }
}

fn line_at(y: f64, text: String, size: f64, bold: bool) -> Mark {
    let colour = style::INK;
    Mark::Label(Label {
        x: MARGIN,
        y,
        text,
        size,
        bold,
        colour,
        across: Across::Start,
        down: Down::Top,
    })
}

/// A mark, moved right and down.
fn moved(mark: &Mark, right: f64, down: f64) -> Mark {
    match mark {
        Mark::Path { segments, fill, stroke } => {
            let segments = segments.iter().map(|segment| match *segment {
                Segment::Move(x, y) => Segment::Move(x + right, y + down),
                Segment::Line(x, y) => Segment::Line(x + right, y + down),
                Segment::Cubic(ax, ay, bx, by, x, y) => Segment::Cubic(
                    ax + right,
                    ay + down,
                    bx + right,
                    by + down,
                    x + right,
                    y + down,
                ),
                Segment::Close => Segment::Close,
            });
            Mark::Path { segments: segments.collect(), fill: *fill, stroke: stroke.clone() }
        }
        Mark::Label(label) => {
            Mark::Label(Label { x: label.x + right, y: label.y + down, ..label.clone() })
        }
    }
}
