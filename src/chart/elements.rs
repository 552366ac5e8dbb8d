//! What charts are made of, as plotters elements: lines with dashes, areas, class marks, words.
//! Plotters turns their positions into places on the canvas; the Recorder keeps them.

use std::convert::Infallible;
use std::slice;

use plotters::element::{Drawable, PointCollection};
use plotters_backend::{BackendCoord, DrawingErrorKind};

use super::backend::{Recorder, closed, open, points};
use super::symbol::{self, Size};
use crate::model::comparison::Class;
use crate::model::drawing::{Across, Down, Label, Rgba, Stroke};

/// A line through positions.
pub(super) struct Line<C> {
    pub(super) through: Vec<C>,
    pub(super) stroke: Stroke,
}

/// A filled rectangle between two opposite corners.
pub(super) struct Area<C> {
    pub(super) corners: [C; 2],
    pub(super) fill: Rgba,
    pub(super) stroke: Option<Stroke>,
}

/// A class mark.
pub(super) struct ClassMark<C> {
    pub(super) at: C,
    pub(super) class: Class,
    pub(super) size: Size,
}

/// An interval between two positions: a line, with bars at the ends that lie on the axis.
pub(super) struct Whisker<C> {
    pub(super) ends: [C; 2],
    /// Half the length of the bar at each end, in points; none for an end beyond the axis.
    pub(super) bars: [Option<f64>; 2],
    pub(super) stroke: Stroke,
}

/// A line of text.
pub(super) struct Words<C> {
    pub(super) at: C,
    /// How far to shift, in points.
    pub(super) shift: (f64, f64),
    pub(super) text: String,
    pub(super) look: Look,
    pub(super) across: Across,
    pub(super) down: Down,
}

/// A text's size, weight and colour.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) colour: Rgba,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl<'a, C> PointCollection<'a, C> for &'a Line<C> {
    type Point = &'a C;
    type IntoIter = slice::Iter<'a, C>;
    fn point_iter(self) -> Self::IntoIter {
        self.through.iter()
    }
}

impl<C> Drawable<Recorder> for Line<C> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        at: I,
        canvas: &mut Recorder,
        _: (u32, u32),
    ) -> Drawn {
        canvas.path(open(at.map(points)), None, Some(self.stroke.clone()));
        Ok(())
    }
}

impl<'a, C> PointCollection<'a, C> for &'a Area<C> {
    type Point = &'a C;
    type IntoIter = slice::Iter<'a, C>;
    fn point_iter(self) -> Self::IntoIter {
        self.corners.iter()
    }
}

impl<C> Drawable<Recorder> for Area<C> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut at: I,
        canvas: &mut Recorder,
        _: (u32, u32),
    ) -> Drawn {
        if let (Some(first), Some(second)) = (at.next(), at.next()) {
            let ((left, top), (right, bottom)) = (points(first), points(second));
            let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
            canvas.path(closed(corners), Some(self.fill), self.stroke.clone());
        }
        Ok(())
    }
}

impl<'a, C> PointCollection<'a, C> for &'a ClassMark<C> {
    type Point = &'a C;
    type IntoIter = slice::Iter<'a, C>;
    fn point_iter(self) -> Self::IntoIter {
        slice::from_ref(&self.at).iter()
    }
}

impl<C> Drawable<Recorder> for ClassMark<C> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        at: I,
        canvas: &mut Recorder,
        _: (u32, u32),
    ) -> Drawn {
        for centre in at.map(points) {
            symbol::record(canvas, centre, self.class, self.size);
        }
        Ok(())
    }
}

impl<'a, C> PointCollection<'a, C> for &'a Whisker<C> {
    type Point = &'a C;
    type IntoIter = slice::Iter<'a, C>;
    fn point_iter(self) -> Self::IntoIter {
        self.ends.iter()
    }
}

impl<C> Drawable<Recorder> for Whisker<C> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut at: I,
        canvas: &mut Recorder,
        _: (u32, u32),
    ) -> Drawn {
        let (Some(first), Some(second)) = (at.next(), at.next()) else {
            return Ok(());
        };
        let ends = [points(first), points(second)];
        let mut outline = open(ends);
        let upright = first.0 == second.0;
        for ((x, y), bar) in ends.into_iter().zip(self.bars) {
            if let Some(half) = bar {
                let (across, down) = if upright { (half, 0.0) } else { (0.0, half) };
                outline.extend(open([(x - across, y - down), (x + across, y + down)]));
            }
        }
        canvas.path(outline, None, Some(self.stroke.clone()));
        Ok(())
    }
}

impl<'a, C> PointCollection<'a, C> for &'a Words<C> {
    type Point = &'a C;
    type IntoIter = slice::Iter<'a, C>;
    fn point_iter(self) -> Self::IntoIter {
        slice::from_ref(&self.at).iter()
    }
}

impl<C> Drawable<Recorder> for Words<C> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        at: I,
        canvas: &mut Recorder,
        _: (u32, u32),
    ) -> Drawn {
        for (x, y) in at.map(points) {
            canvas.label(Label {
                x: x + self.shift.0,
                y: y + self.shift.1,
                text: self.text.clone(),
                size: self.look.size,
                bold: self.look.bold,
                colour: self.look.colour,
                across: self.across,
                down: self.down,
            });
        }
        Ok(())
    }
}
