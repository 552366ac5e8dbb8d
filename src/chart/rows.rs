//! Draws rows on one horizontal scale: a name, a mark with its interval and a value each, and a line to
//! compare with. What ranked charts and strips of groups share.

use std::ops::Range;

use super::elements::{Area, ClassMark, Line, Look, Whisker};
use super::layout::{Canvas, Margins, Plot, at, axis_look, check, draw as draw_in, place};
use super::layout::{range, ticks};
use super::symbol::Size;
use super::{ChartError, style, text};
use crate::model::chart::{Axis, Point, Reference};
use crate::model::drawing::{Across, Down, Drawing, Stroke};

/// Width in points: within the text width of an A4 page with margins of 2 cm.
pub(super) const WIDTH: f64 = 480.0;
/// Height of a row in points.
pub(super) const ROW: f64 = 12.0;

/// The widest a name may be before it is broken into two lines.
const NAME_ROOM: f64 = 190.0;
/// The least room for names: the axis's title stands below them.
const LEAST_NAME_ROOM: f64 = 84.0;
/// The widest a value may be.
const VALUE_ROOM: f64 = 130.0;
/// Between columns.
const GAP: f64 = 9.0;
/// Above the rows: the name of the line to compare with.
const HEAD: f64 = 14.0;
/// Below the rows: tick labels.
const FOOT: f64 = 15.0;
/// Below tick labels: the axis's title, where it finds no room beside them.
const TITLE: f64 = 12.0;

/// A row.
pub(super) struct Row<'a> {
    pub(super) name: &'a str,
    pub(super) point: Option<&'a Point>,
    pub(super) label: &'a str,
    /// Whether it is set off from the others.
    pub(super) chosen: bool,
}

/// All that is drawn.
pub(super) struct Rows<'a> {
    pub(super) alt: &'a str,
    pub(super) x: &'a Axis,
    pub(super) rows: Vec<Row<'a>>,
    pub(super) reference: Option<&'a Reference>,
    /// The line to compare with.
    pub(super) line: Stroke,
}

/// A row's name as it is broken, and where the row is, in points from the first row's top.
struct Place {
    name: Vec<String>,
    top: f64,
    height: f64,
}

impl Place {
    fn middle(&self) -> f64 {
        self.top + self.height / 2.0
    }
}

/// Draws rows. The height grows with their number and with the lines of their names.
pub(super) fn draw(chart: &Rows<'_>) -> Result<Drawing, ChartError> {
    let x = range(chart.x)?;
    for row in &chart.rows {
        if let Some(point) = row.point {
            check(row.name, point)?;
        }
    }
    if let Some(reference) = chart.reference
        && !reference.value.is_finite()
    {
        return Err(ChartError::NotFinite(reference.name.clone()));
    }

    let (places, height) = places(&chart.rows);
    let names = chart.rows.iter().zip(&places).map(|(row, place)| {
        text::widest(place.name.iter().map(String::as_str), style::TEXT, row.chosen)
    });
    let values = chart.rows.iter().map(|row| text::width(row.label, style::TEXT, row.chosen));
    let values = values.fold(0.0, f64::max).min(VALUE_ROOM);
    let left = names.fold(LEAST_NAME_ROOM, f64::max) + GAP + 3.0;
    let title_left = title_fits(chart.x, left);
    let margins = Margins {
        top: if chart.reference.is_some() { HEAD } else { 2.0 },
        right: values + GAP + 3.0,
        bottom: if title_left { FOOT } else { FOOT + TITLE },
        left,
    };
    let canvas = Canvas::new(WIDTH, margins.top + height + margins.bottom);
    // Rows run downwards, in points; an empty chart still has a plot.
    let floor = height.max(1e-3);
    let mut plot = canvas.plot(&margins, x.clone(), floor..0.0)?;

    for (_, place) in chart.rows.iter().zip(&places).filter(|(row, _)| row.chosen) {
        let top = margins.top + place.top;
        let corners = [at(0.0, top), at(WIDTH, top + place.height)];
        canvas.draw(&Area { corners, fill: style::BAND, stroke: None })?;
    }
    let ticks = ticks(chart.x);
    let upright = |value| vec![(value, 0.0), (value, floor)];
    draw_in(
        &mut plot,
        ticks.iter().map(|tick| Line { through: upright(tick.at), stroke: style::grid() }),
    )?;
    if let Some(reference) = chart.reference {
        let through = upright(reference.value.clamp(x.start, x.end));
        draw_in(&mut plot, [Line { through, stroke: chart.line.clone() }])?;
        write_reference(&canvas, &plot, reference)?;
    }
    draw_marks(&mut plot, &chart.rows, &places, &x)?;
    for (row, place) in chart.rows.iter().zip(&places) {
        write_row(&canvas, row, place, margins.top, values)?;
    }
    draw_in(
        &mut plot,
        [Line { through: vec![(x.start, floor), (x.end, floor)], stroke: style::axis() }],
    )?;
    write_axis(&canvas, &plot, chart.x, floor, title_left)?;
    drop(plot);
    Ok(canvas.finish(chart.alt))
}

/// Where each row is, and how high all are together.
fn places(rows: &[Row<'_>]) -> (Vec<Place>, f64) {
    let mut top = 0.0;
    let places = rows
        .iter()
        .map(|row| {
            let name = text::wrap(row.name, style::TEXT, row.chosen, NAME_ROOM);
            let height = ROW + (name.len() as f64 - 1.0) * style::LINE_HEIGHT;
            let place = Place { name, top, height };
            top += height;
            place
        })
        .collect();
    (places, top)
}

/// Whether the axis's title finds room at the left of the tick labels, which saves a line.
fn title_fits(axis: &Axis, left: f64) -> bool {
    let first = ticks(axis).first().map_or(0.0, |tick| {
        let start = (tick.at - axis.min) / (axis.max - axis.min);
        // Only a label at the axis's very start stands out to the left.
        if start > 0.2 { 0.0 } else { text::width(&tick.label, style::SMALL_TEXT, false) / 2.0 }
    });
    text::width(&axis.title, style::SMALL_TEXT, false) + 3.0 + GAP <= left - first
}

/// Draws intervals and marks, first all intervals of one look, so that they become one path.
fn draw_marks(
    plot: &mut Plot<'_>,
    rows: &[Row<'_>],
    places: &[Place],
    x: &Range<f64>,
) -> Result<(), ChartError> {
    for chosen in [false, true] {
        let stroke =
            if chosen { style::solid(style::INK, 1.6) } else { style::solid(style::GREY, 1.0) };
        let of_look = rows.iter().zip(places).filter(|(row, _)| row.chosen == chosen);
        let whiskers = of_look.filter_map(|(row, place)| {
            let (lower, upper) = row.point?.interval?;
            let bars =
                [lower, upper].map(|limit| (x.start..=x.end).contains(&limit).then_some(2.5));
            let ends = [(lower, place.middle()), (upper, place.middle())];
            Some(Whisker { ends, bars, stroke: stroke.clone() })
        });
        draw_in(plot, whiskers)?;
    }
    let marks = rows.iter().zip(places).filter_map(|(row, place)| {
        let point = row.point?;
        let at = (point.value, place.middle());
        Some(ClassMark { at, class: point.class, size: Size::Roomy })
    });
    draw_in(plot, marks)
}

/// Writes a row's name at the left and its value at the right.
fn write_row(
    canvas: &Canvas,
    row: &Row<'_>,
    place: &Place,
    top: f64,
    values: f64,
) -> Result<(), ChartError> {
    let known = row.point.is_some();
    let colour = if known || row.chosen { style::INK } else { style::GREY };
    let look = Look { size: style::TEXT, bold: row.chosen, colour };
    let middle = top + place.middle();
    let first = middle - (place.name.len() as f64 - 1.0) / 2.0 * style::LINE_HEIGHT;
    for (index, line) in place.name.iter().enumerate() {
        let level = first + index as f64 * style::LINE_HEIGHT;
        canvas.write((3.0, level), line, look, (Across::Start, Down::Middle))?;
    }
    let value = text::shorten(row.label, style::TEXT, row.chosen, values + 0.01);
    canvas.write((WIDTH - 3.0, middle), &value, look, (Across::End, Down::Middle))
}

/// Writes tick labels under the rows, and the axis's title beside or below them.
fn write_axis(
    canvas: &Canvas,
    plot: &Plot<'_>,
    axis: &Axis,
    floor: f64,
    title_left: bool,
) -> Result<(), ChartError> {
    let ticks = ticks(axis);
    let level = place(plot, axis.min, floor).1;
    if title_left {
        let stand = (3.0, level + 6.5);
        canvas.write(stand, &axis.title, axis_look(), (Across::Start, Down::Top))?;
    }
    let places = ticks.iter().map(|tick| (place(plot, tick.at, floor).0, tick.label.as_str()));
    canvas.row(places, level, 5.0, &[])?;
    if title_left {
        return Ok(());
    }
    let middle = (place(plot, axis.min, floor).0 + place(plot, axis.max, floor).0) / 2.0;
    let title = text::shorten(&axis.title, style::SMALL_TEXT, false, WIDTH);
    let half = text::width(&title, style::SMALL_TEXT, false) / 2.0;
    let stand = (middle.min(WIDTH - half).max(half), level + 18.0);
    canvas.write(stand, &title, axis_look(), (Across::Middle, Down::Top))
}

/// Writes the name and value of the line to compare with above it.
fn write_reference(
    canvas: &Canvas,
    plot: &Plot<'_>,
    reference: &Reference,
) -> Result<(), ChartError> {
    let words = format!("{} {}", reference.name, reference.label);
    let words = text::shorten(&words, style::TEXT, false, WIDTH);
    let half = text::width(&words, style::TEXT, false) / 2.0;
    let (x, top) = place(plot, reference.value, 0.0);
    let look = Look { size: style::TEXT, bold: false, colour: style::INK };
    let stand = (x.min(WIDTH - half).max(half), top - 4.0);
    canvas.write(stand, &words, look, (Across::Middle, Down::Baseline))
}
