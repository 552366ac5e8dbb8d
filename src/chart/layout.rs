//! What charts share: a canvas, a plot inside margins, a checked axis with its grid.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::DrawingArea;
use plotters::element::{Drawable, PointCollection};
use plotters_backend::BackendCoord;

use super::backend::{Recorder, pixels, points};
use super::elements::{Line, Look, Words};
use super::{ChartError, labels, style, text};
use crate::model::chart::{Axis, Point, Tick};
use crate::model::drawing::{Across, Down, Drawing};

/// The most grid lines a chart has.
const GRID_LINES: usize = 10;

/// Length of a tick in points.
const TICK: f64 = 3.0;

/// Room around a plot for labels, in points.
pub(super) struct Margins {
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
    pub(super) left: f64,
}

/// The part of a chart where values are.
pub(super) type Plot<'a> = ChartContext<'a, Recorder, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// A canvas to draw on, in points from its top left corner or in a plot's own units.
pub(super) struct Canvas {
    recorder: Rc<RefCell<Recorder>>,
    width: f64,
    root: DrawingArea<Recorder, Shift>,
}

impl Canvas {
    /// An empty canvas; sizes in points.
    pub(super) fn new(width: f64, height: f64) -> Self {
        let recorder = Rc::new(RefCell::new(Recorder::new(width, height)));
        let root = DrawingArea::from(&recorder);
        Self { recorder, width, root }
    }

    /// A plot with these ranges across and down inside margins.
    pub(super) fn plot(
        &self,
        margins: &Margins,
        x: Range<f64>,
        y: Range<f64>,
    ) -> Result<Plot<'_>, ChartError> {
        ChartBuilder::on(&self.root)
            .margin_top(pixels(margins.top))
            .margin_right(pixels(margins.right))
            .margin_bottom(pixels(margins.bottom))
            .margin_left(pixels(margins.left))
            .build_cartesian_2d(x, y)
            .map_err(|cause| ChartError::Layout(cause.to_string()))
    }

    /// Draws an element whose positions are in points.
    pub(super) fn draw<E>(&self, element: &E) -> Result<(), ChartError>
    where
        for<'e> &'e E: PointCollection<'e, BackendCoord>,
        E: Drawable<Recorder>,
    {
        self.root.draw(element).map_err(|cause| ChartError::Layout(cause.to_string()))
    }

    /// Writes a line of text at a position in points.
    pub(super) fn write(
        &self,
        (x, y): (f64, f64),
        text: &str,
        look: Look,
        (across, down): (Across, Down),
    ) -> Result<(), ChartError> {
        let at = at(x, y);
        self.draw(&Words { at, shift: (0.0, 0.0), text: text.to_owned(), look, across, down })
    }

    /// Writes labels in a row under an axis, each with a tick above it; where they would touch,
    /// only every second, third, .. of them, the last one always, and the first and those `wanted` as far as they
    /// find room. `places` are across, in points.
    pub(super) fn row<'t>(
        &self,
        places: impl IntoIterator<Item = (f64, &'t str)>,
        level: f64,
        gap: f64,
        wanted: &[usize],
    ) -> Result<(), ChartError> {
        let places: Vec<(f64, &str)> = places.into_iter().collect();
        let stands: Vec<(f64, f64)> = places
            .iter()
            .map(|&(x, words)| {
                let width = text::width(words, style::SMALL_TEXT, false);
                (x.min(self.width - width / 2.0).max(width / 2.0), width)
            })
            .collect();
        let kept = labels::thin(&stands, gap, wanted);
        // All ticks first, so that they become one path.
        for &index in &kept {
            let x = places[index].0;
            let through = vec![at(x, level), at(x, level + TICK)];
            self.draw(&Line { through, stroke: style::axis() })?;
        }
        for index in kept {
            let stand = (stands[index].0, level + TICK + 3.5);
            self.write(stand, places[index].1, axis_look(), (Across::Middle, Down::Top))?;
        }
        Ok(())
    }

    /// What was drawn.
    pub(super) fn finish(self, alt: &str) -> Drawing {
        self.recorder.borrow_mut().take(alt)
    }
}

/// Draws elements whose positions are in the plot's units.
pub(super) fn draw<E>(
    plot: &mut Plot<'_>,
    elements: impl IntoIterator<Item = E>,
) -> Result<(), ChartError>
where
    for<'e> &'e E: PointCollection<'e, (f64, f64)>,
    E: Drawable<Recorder>,
{
    plot.draw_series(elements).map(|_| ()).map_err(|cause| ChartError::Layout(cause.to_string()))
}

/// A position in points, as the canvas counts.
pub(super) fn at(x: f64, y: f64) -> BackendCoord {
    (pixels(x), pixels(y))
}

/// Where a position of a plot lies on the canvas, in points.
pub(super) fn place(plot: &Plot<'_>, x: f64, y: f64) -> (f64, f64) {
    points(plot.backend_coord(&(x, y)))
}

/// Small text on an axis.
pub(super) fn axis_look() -> Look {
    Look { size: style::SMALL_TEXT, bold: false, colour: style::GREY }
}

/// The axis's range, if it has one.
pub(super) fn range(axis: &Axis) -> Result<Range<f64>, ChartError> {
    if axis.min.is_finite() && axis.max.is_finite() && axis.min < axis.max {
        Ok(axis.min..axis.max)
    } else {
        Err(ChartError::EmptyAxis(axis.title.clone()))
    }
}

/// The ticks that are drawn: those on the axis, at most ten.
pub(super) fn ticks(axis: &Axis) -> Vec<&Tick> {
    let on_axis: Vec<&Tick> =
        axis.ticks.iter().filter(|tick| (axis.min..=axis.max).contains(&tick.at)).collect();
    let step = on_axis.len().div_ceil(GRID_LINES).max(1);
    on_axis.into_iter().step_by(step).collect()
}

/// Refuses a value or limit that is no number, before plotters meets it.
pub(super) fn check(name: &str, point: &Point) -> Result<(), ChartError> {
    let limits = point.interval.map_or([0.0; 2], |(lower, upper)| [lower, upper]);
    if point.value.is_finite() && limits.iter().all(|limit| limit.is_finite()) {
        Ok(())
    } else {
        Err(ChartError::NotFinite(name.to_owned()))
    }
}
