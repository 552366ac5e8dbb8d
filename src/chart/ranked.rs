//! Draws areas ranked by value: a row each, with name, mark, interval and value, and a line to
//! compare with.

use super::elements::{Area, ClassMark, Line, Look, Whisker};
use super::layout::{Canvas, Margins, Plot, at, axis_look, check, draw as draw_in, place};
use super::layout::{range, ticks};
use super::symbol::Size;
use super::{ChartError, style, text};
use crate::model::chart::{RankedChart, RankedRow, Reference};
use crate::model::drawing::{Across, Down, Drawing};

/// Width in points: within the text width of an A4 page with margins of 2 cm.
pub const WIDTH: f64 = 480.0;
/// Height of a row in points.
pub const ROW: f64 = 12.5;

/// The widest a name may be.
const NAME_ROOM: f64 = 170.0;
/// The widest a value may be.
const VALUE_ROOM: f64 = 130.0;
/// Between columns.
const GAP: f64 = 9.0;
/// Above the rows: the name of the line to compare with.
const HEAD: f64 = 14.0;
/// Below the rows: tick labels.
const FOOT: f64 = 15.0;
/// Below tick labels: the axis's title.
const TITLE: f64 = 12.0;

/// Draws a ranked chart. Its height grows with the number of rows.
pub fn draw(chart: &RankedChart) -> Result<Drawing, ChartError> {
    let x = range(&chart.x)?;
    for row in &chart.rows {
        if let Some(point) = &row.point {
            check(&row.name, point)?;
        }
    }
    if let Some(reference) = &chart.benchmark
        && !reference.value.is_finite()
    {
        return Err(ChartError::NotFinite(reference.name.clone()));
    }

    let column = |room: f64, pick: fn(&RankedRow) -> &str| {
        let widths = chart.rows.iter().map(|row| text::width(pick(row), style::TEXT, row.chosen));
        widths.fold(0.0, f64::max).min(room)
    };
    let names = column(NAME_ROOM, |row| &row.name);
    let values = column(VALUE_ROOM, |row| &row.label);
    let margins = Margins {
        top: if chart.benchmark.is_some() { HEAD } else { 2.0 },
        right: values + GAP + 3.0,
        bottom: if chart.x.title.is_empty() { FOOT } else { FOOT + TITLE },
        left: names + GAP + 3.0,
    };
    let count = chart.rows.len() as f64;
    let canvas = Canvas::new(WIDTH, margins.top + count * ROW + margins.bottom);
    // Rows run downwards; an empty chart still has a plot.
    let floor = count.max(1e-3);
    let mut plot = canvas.plot(&margins, x.clone(), floor..0.0)?;

    for (row, _) in chart.rows.iter().enumerate().filter(|(_, row)| row.chosen) {
        let top = margins.top + row as f64 * ROW;
        let corners = [at(0.0, top), at(WIDTH, top + ROW)];
        canvas.draw(&Area { corners, fill: style::BAND, stroke: None })?;
    }
    let ticks = ticks(&chart.x);
    let upright = |value| vec![(value, 0.0), (value, floor)];
    draw_in(
        &mut plot,
        ticks.iter().map(|tick| Line { through: upright(tick.at), stroke: style::grid() }),
    )?;
    if let Some(reference) = &chart.benchmark {
        let through = upright(reference.value.clamp(x.start, x.end));
        draw_in(&mut plot, [Line { through, stroke: style::benchmark_line() }])?;
        write_reference(&canvas, &plot, reference)?;
    }
    draw_rows(&mut plot, &chart.rows, &x)?;
    for (index, row) in chart.rows.iter().enumerate() {
        let level = margins.top + (index as f64 + 0.5) * ROW;
        write_row(&canvas, row, level, names, values)?;
    }
    draw_in(
        &mut plot,
        [Line { through: vec![(x.start, floor), (x.end, floor)], stroke: style::axis() }],
    )?;
    write_axis(&canvas, &plot, chart, floor)?;
    drop(plot);
    Ok(canvas.finish(&chart.alt))
}

/// Draws intervals and marks, first all intervals of one look, so that they become one path.
fn draw_rows(
    plot: &mut Plot<'_>,
    rows: &[RankedRow],
    x: &std::ops::Range<f64>,
) -> Result<(), ChartError> {
    for chosen in [false, true] {
        let stroke =
            if chosen { style::solid(style::INK, 1.6) } else { style::solid(style::GREY, 1.0) };
        let whiskers = rows.iter().enumerate().filter(|(_, row)| row.chosen == chosen).filter_map(
            |(index, row)| {
                let (lower, upper) = row.point?.interval?;
                let level = index as f64 + 0.5;
                let bars =
                    [lower, upper].map(|limit| (x.start..=x.end).contains(&limit).then_some(2.5));
                let ends = [(lower, level), (upper, level)];
                Some(Whisker { ends, bars, stroke: stroke.clone() })
            },
        );
        draw_in(plot, whiskers)?;
    }
    let marks = rows.iter().enumerate().filter_map(|(index, row)| {
        let point = row.point?;
        let at = (point.value, index as f64 + 0.5);
        Some(ClassMark { at, class: point.class, size: Size::Roomy })
    });
    draw_in(plot, marks)
}

/// Writes a row's name at the left and its value at the right.
fn write_row(
    canvas: &Canvas,
    row: &RankedRow,
    level: f64,
    names: f64,
    values: f64,
) -> Result<(), ChartError> {
    let known = row.point.is_some();
    let colour = if known || row.chosen { style::INK } else { style::GREY };
    let look = Look { size: style::TEXT, bold: row.chosen, colour };
    let name = text::shorten(&row.name, style::TEXT, row.chosen, names + 0.01);
    canvas.write((3.0, level), &name, look, (Across::Start, Down::Middle))?;
    let value = text::shorten(&row.label, style::TEXT, row.chosen, values + 0.01);
    canvas.write((WIDTH - 3.0, level), &value, look, (Across::End, Down::Middle))
}

/// Writes tick labels and the axis's title under the rows.
fn write_axis(
    canvas: &Canvas,
    plot: &Plot<'_>,
    chart: &RankedChart,
    floor: f64,
) -> Result<(), ChartError> {
    let ticks = ticks(&chart.x);
    let level = place(plot, chart.x.min, floor).1;
    let places = ticks.iter().map(|tick| (place(plot, tick.at, floor).0, tick.label.as_str()));
    canvas.row(places, level, 5.0)?;
    let middle = (place(plot, chart.x.min, floor).0 + place(plot, chart.x.max, floor).0) / 2.0;
    let title = text::shorten(&chart.x.title, style::SMALL_TEXT, false, WIDTH);
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
