//! Records what plotters draws. Plotters counts in whole pixels, so a point is 100 of them.

use std::convert::Infallible;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};

use super::style;
use crate::model::drawing::{Across, Down, Drawing, Label, Mark, Rgba, Segment, Stroke};

/// Pixels a point.
const PIXELS: f64 = 100.0;

/// How far a cubic's control points stand out for a quarter of a circle, as a share of the radius.
const CIRCLE: f64 = 0.5523;

/// A length in points as pixels.
pub(super) fn pixels(points: f64) -> i32 {
    // Casts from floats stop at the ends of i32; nothing wraps.
    (points * PIXELS).round() as i32
}

/// A position in pixels as points.
pub(super) fn points((x, y): BackendCoord) -> (f64, f64) {
    (f64::from(x) / PIXELS, f64::from(y) / PIXELS)
}

/// A canvas that remembers. Paths of one look that follow each other become one mark, which makes
/// a grid or a row of whiskers one path on the page.
pub(super) struct Recorder {
    width: f64,
    height: f64,
    marks: Vec<Mark>,
}

impl Recorder {
    /// An empty canvas; sizes in points.
    pub(super) fn new(width: f64, height: f64) -> Self {
        Self { width, height, marks: Vec::new() }
    }

    /// What was drawn.
    pub(super) fn take(&mut self, alt: &str) -> Drawing {
        Drawing {
            width: self.width,
            height: self.height,
            marks: std::mem::take(&mut self.marks),
            alt: alt.to_owned(),
        }
    }

    /// Records a path; positions in points.
    pub(super) fn path(
        &mut self,
        outline: impl IntoIterator<Item = Segment>,
        fill: Option<Rgba>,
        stroke: Option<Stroke>,
    ) {
        if let Some(Mark::Path { segments, fill: last_fill, stroke: last_stroke }) =
            self.marks.last_mut()
            && (*last_fill, &*last_stroke) == (fill, &stroke)
        {
            segments.extend(outline);
            return;
        }
        self.marks.push(Mark::Path { segments: outline.into_iter().collect(), fill, stroke });
    }

    /// Records a text; positions in points.
    pub(super) fn label(&mut self, label: Label) {
        if !label.text.trim().is_empty() {
            self.marks.push(Mark::Label(label));
        }
    }
}

/// A line through points.
pub(super) fn open(corners: impl IntoIterator<Item = (f64, f64)>) -> Vec<Segment> {
    let step = |(index, (x, y))| {
        if index == 0 { Segment::Move(x, y) } else { Segment::Line(x, y) }
    };
    corners.into_iter().enumerate().map(step).collect()
}

/// An area with these corners.
pub(super) fn closed(corners: impl IntoIterator<Item = (f64, f64)>) -> Vec<Segment> {
    let mut segments = open(corners);
    segments.push(Segment::Close);
    segments
}

/// A circle.
pub(super) fn circle((x, y): (f64, f64), radius: f64) -> Vec<Segment> {
    let (r, c) = (radius, radius * CIRCLE);
    vec![
        Segment::Move(x - r, y),
        Segment::Cubic(x - r, y - c, x - c, y - r, x, y - r),
        Segment::Cubic(x + c, y - r, x + r, y - c, x + r, y),
        Segment::Cubic(x + r, y + c, x + c, y + r, x, y + r),
        Segment::Cubic(x - c, y + r, x - r, y + c, x - r, y),
        Segment::Close,
    ]
}

fn colour(BackendColor { alpha, rgb: (red, green, blue) }: BackendColor) -> Rgba {
    Rgba(red, green, blue, (alpha * 255.0).round() as u8)
}

fn stroke<S: BackendStyle>(style: &S) -> Stroke {
    style::solid(colour(style.color()), f64::from(style.stroke_width()) / PIXELS)
}

type Recorded = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Recorder {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (pixels(self.width).unsigned_abs(), pixels(self.height).unsigned_abs())
    }

    fn ensure_prepared(&mut self) -> Recorded {
        Ok(())
    }

    fn present(&mut self) -> Recorded {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Recorded {
        self.draw_rect(at, (at.0 + 1, at.1 + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Recorded {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Recorded {
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)].map(points);
        let stroke = (!fill).then(|| stroke(style));
        self.path(closed(corners), fill.then(|| colour(style.color())), stroke);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Recorded {
        self.path(open(path.into_iter().map(points)), None, Some(stroke(style)));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Recorded {
        let outline = circle(points(center), f64::from(radius) / PIXELS);
        let stroke = (!fill).then(|| stroke(style));
        self.path(outline, fill.then(|| colour(style.color())), stroke);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Recorded {
        self.path(closed(vert.into_iter().map(points)), Some(colour(style.color())), None);
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &T,
        pos: BackendCoord,
    ) -> Recorded {
        let (x, y) = points(pos);
        let anchor = style.anchor();
        self.label(Label {
            x,
            y,
            text: text.to_owned(),
            size: style.size() / PIXELS,
            bold: matches!(style.style(), FontStyle::Bold),
            colour: colour(style.color()),
            across: match anchor.h_pos {
                HPos::Left => Across::Start,
                HPos::Center => Across::Middle,
                HPos::Right => Across::End,
            },
            down: match anchor.v_pos {
                VPos::Top => Down::Top,
                VPos::Center => Down::Middle,
                VPos::Bottom => Down::Baseline,
            },
        });
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let bold = matches!(style.style(), FontStyle::Bold);
        let width = super::text::width(text, style.size(), bold);
        let height = style.size() * super::text::CAP_HEIGHT;
        Ok((width.ceil() as u32, height.ceil() as u32))
    }
}
