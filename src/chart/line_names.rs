//! Names lines at their right ends: wrapped, moved apart. A short leader in the margin, never among the data,
//! shows the way where a name stands off its line's end.

use std::ops::Range;

use super::elements::{Line, Look};
use super::layout::{Canvas, Plot, at, place};
use super::{ChartError, labels, style, text};
use crate::model::chart::{Role, Series};
use crate::model::drawing::{Across, Down, Rgba};

/// The widest a name may be before it is broken into two lines.
const ROOM: f64 = 118.0;
/// From the plot's right edge to the names: room for leaders.
const GAP: f64 = 9.0;
/// From where on a line counts as ending before the plot does.
const EARLY: f64 = 20.0;

/// A line's name and where the line ends.
pub(super) struct LineName {
    lines: Vec<String>,
    width: f64,
    look: Look,
    period: f64,
    value: f64,
}

impl LineName {
    /// The name of a series, if it has any value.
    pub(super) fn new(series: &Series, colour: Rgba) -> Option<Self> {
        let (period, point) =
            series.points.iter().enumerate().rev().find_map(|(at, point)| Some((at, (*point)?)))?;
        let bold = series.role == Role::Area;
        let mut lines = text::wrap(&series.name, style::TEXT, bold, ROOM);
        if !series.ends.is_empty() {
            lines.push(text::shorten(&series.ends, style::TEXT, bold, ROOM));
        }
        Some(Self {
            width: text::widest(lines.iter().map(String::as_str), style::TEXT, bold),
            lines,
            look: Look { size: style::TEXT, bold, colour },
            period: period as f64,
            value: point.value,
        })
    }
}

/// The room that names need at the right of a plot, in points.
pub(super) fn room(names: &[LineName]) -> f64 {
    let widest = names.iter().map(|name| name.width).fold(0.0, f64::max);
    if names.is_empty() { 0.0 } else { widest + GAP }
}

/// Writes names at line ends, moved apart where they would touch. A line that ends early has no leader: its
/// name says when it ends. `end` and `y` are the plot's right end and its range.
pub(super) fn write(
    canvas: &Canvas,
    plot: &Plot<'_>,
    names: &[LineName],
    (end, y): (f64, &Range<f64>),
) -> Result<(), ChartError> {
    let ends: Vec<(f64, f64)> = names
        .iter()
        .map(|name| place(plot, name.period, name.value.clamp(y.start, y.end)))
        .collect();
    let wanted: Vec<(f64, f64)> = names
        .iter()
        .zip(&ends)
        .map(|(name, end)| (end.1, name.lines.len() as f64 * style::LINE_HEIGHT + 1.0))
        .collect();
    let (right, top) = place(plot, end, y.end);
    let bottom = place(plot, end, y.start).1;
    let centres = labels::spread(&wanted, top - 6.0, bottom + 6.0);

    for (&(x, level), &centre) in ends.iter().zip(&centres) {
        if right - x <= EARLY && (centre - level).abs() > 3.0 {
            let through = vec![at(right + 0.5, level), at(right + GAP - 2.0, centre)];
            canvas.draw(&Line { through, stroke: style::leader() })?;
        }
    }
    for (name, centre) in names.iter().zip(centres) {
        let first = centre - (name.lines.len() as f64 - 1.0) / 2.0 * style::LINE_HEIGHT;
        for (index, line) in name.lines.iter().enumerate() {
            let at = (right + GAP, first + index as f64 * style::LINE_HEIGHT);
            canvas.write(at, line, name.look, (Across::Start, Down::Middle))?;
        }
    }
    Ok(())
}
