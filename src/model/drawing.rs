//! A chart as shapes and labels, after drawing and before rendering.
//! Deals with geometry in points; does *not* know what a shape means.

use serde::{Deserialize, Serialize};

/// A finished chart: what to paint, in painting order, and what to say in its place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Drawing {
    /// Width in points.
    pub width: f64,
    /// Height in points.
    pub height: f64,
    /// What to paint, first at the bottom. The origin is the top left corner.
    pub marks: Vec<Mark>,
    /// The alternative text, for a reader who can't see the drawing.
    pub alt: String,
}

/// One thing to paint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Mark {
    /// Lines and areas, painted as one path.
    Path {
        /// The outline.
        segments: Vec<Segment>,
        /// The colour inside, if filled.
        fill: Option<Rgba>,
        /// The line around, if stroked.
        stroke: Option<Stroke>,
    },
    /// A line of text.
    Label(Label),
}

/// One step of an outline, in points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Segment {
    /// Starts a new outline.
    Move(f64, f64),
    /// A straight line.
    Line(f64, f64),
    /// A cubic curve: two control points and its end.
    Cubic(f64, f64, f64, f64, f64, f64),
    /// Back to the last start.
    Close,
}

/// A line's look.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stroke {
    /// Colour.
    pub colour: Rgba,
    /// Thickness in points.
    pub width: f64,
    /// Lengths of dashes and gaps in points; empty for a solid line.
    pub dash: Vec<f64>,
}

/// A line of text at a point.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Label {
    /// Where, in points.
    pub x: f64,
    /// Where, in points.
    pub y: f64,
    /// The words.
    pub text: String,
    /// Font size in points.
    pub size: f64,
    /// Whether the bold face is used.
    pub bold: bool,
    /// Colour.
    pub colour: Rgba,
    /// Which part of the text stands at `x`.
    pub across: Across,
    /// Which part of the text stands at `y`.
    pub down: Down,
}

/// Which part of a label stands at its point, across.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Across {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

/// Which part of a label stands at its point, down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Down {
    /// The top of capital letters.
    Top,
    /// Half the height of capital letters.
    Middle,
    /// The line that letters stand on.
    Baseline,
}

/// A colour: red, green, blue, opacity, 0 to 255 each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rgba(pub u8, pub u8, pub u8, pub u8);
