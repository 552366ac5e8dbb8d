//! Draws values over time: the chosen area with marks and intervals, benchmark and comparators as
//! dashed lines, each line named at its right end.

use super::elements::{ClassMark, Line, Look, Whisker};
use super::layout::{Canvas, Margins, Plot, at, axis_look, check, draw as draw_in, place};
use super::layout::{range, ticks};
use super::symbol::Size;
use super::{ChartError, labels, style, text};
use crate::model::chart::{Series, TrendChart};
use crate::model::drawing::{Across, Down, Drawing, Rgba, Stroke};

/// Width in points: within the text width of an A4 page with margins of 2 cm.
pub const WIDTH: f64 = 480.0;
/// Height in points.
pub const HEIGHT: f64 = 165.0;

/// The widest a name at a line's end may be before it is broken into two lines.
const NAME_ROOM: f64 = 118.0;
/// From the plot's right edge to the names: room for leaders.
const NAME_GAP: f64 = 9.0;
/// Free space each side of the first and last period, in periods.
const SIDE: f64 = 0.4;
/// The least distance between period labels.
const PERIOD_GAP: f64 = 6.0;
/// The distance between periods from which marks stand close.
const CROWDED: f64 = 12.0;

/// Draws a trend chart.
pub fn draw(chart: &TrendChart) -> Result<Drawing, ChartError> {
    let y = range(&chart.y)?;
    for series in &chart.series {
        if series.points.len() != chart.periods.len() {
            return Err(ChartError::Uneven {
                name: series.name.clone(),
                points: series.points.len(),
                periods: chart.periods.len(),
            });
        }
        for point in series.points.iter().flatten() {
            check(&series.name, point)?;
        }
    }

    let names: Vec<Name> = chart
        .series
        .iter()
        .enumerate()
        .filter_map(Name::new)
        .collect();
    let ticks = ticks(&chart.y);
    let tick_room = text::widest(
        ticks.iter().map(|tick| tick.label.as_str()),
        style::SMALL_TEXT,
        false,
    );
    let name_room = names.iter().map(|name| name.width).fold(0.0, f64::max);
    let margins = Margins {
        top: 17.0,
        right: if name_room > 0.0 {
            name_room + NAME_GAP
        } else {
            0.0
        },
        bottom: 17.0,
        left: tick_room + 7.0,
    };
    let canvas = Canvas::new(WIDTH, HEIGHT);
    let last = chart.periods.len().saturating_sub(1) as f64;
    let mut plot = canvas.plot(&margins, -SIDE..last + SIDE, y.clone())?;

    canvas.write(
        (0.0, 1.0),
        &chart.y.title,
        axis_look(),
        (Across::Start, Down::Top),
    )?;
    let across = |level| vec![(-SIDE, level), (last + SIDE, level)];
    draw_in(
        &mut plot,
        ticks.iter().map(|tick| Line {
            through: across(tick.at),
            stroke: style::grid(),
        }),
    )?;
    for tick in &ticks {
        let (left, level) = place(&plot, -SIDE, tick.at);
        let ends_here = (Across::End, Down::Middle);
        canvas.write((left - 5.0, level), &tick.label, axis_look(), ends_here)?;
    }
    draw_in(
        &mut plot,
        [Line {
            through: across(y.start),
            stroke: style::axis(),
        }],
    )?;
    write_periods(&canvas, &plot, &chart.periods, y.start)?;

    // The chosen area is painted last, on top.
    for (index, series) in chart.series.iter().enumerate().rev() {
        let stroke = line_style(index, series).0;
        if series.chosen {
            draw_chosen(
                &mut plot,
                series,
                stroke,
                (WIDTH - margins.left - margins.right) / (last + 1.0),
                &y,
            )?;
        } else {
            draw_lines(&mut plot, series, stroke)?;
        }
    }
    write_names(&canvas, &plot, &names, last, &y)?;
    drop(plot);
    Ok(canvas.finish(&chart.alt))
}

/// The line of a series and the colour of its name. The benchmark is the first that isn't chosen.
fn line_style(index: usize, series: &Series) -> (Stroke, Rgba) {
    match index {
        _ if series.chosen => (style::chosen_line(), style::CHOSEN),
        0 | 1 => (style::benchmark_line(), style::INK),
        _ => (style::comparator_line(index - 2), style::GREY),
    }
}

/// Stretches of a series without gap or break, as positions.
fn stretches(series: &Series) -> Vec<Vec<(f64, f64)>> {
    let mut stretches: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
    for (period, point) in series.points.iter().enumerate() {
        if point.is_none_or(|point| point.break_before) {
            stretches.push(Vec::new());
        }
        if let (Some(point), Some(stretch)) = (point, stretches.last_mut()) {
            stretch.push((period as f64, point.value));
        }
    }
    stretches.retain(|stretch| !stretch.is_empty());
    stretches
}

/// Draws a series's lines; a value alone between gaps becomes a short dash, so that it shows.
fn draw_lines(plot: &mut Plot<'_>, series: &Series, stroke: Stroke) -> Result<(), ChartError> {
    let lines = stretches(series)
        .into_iter()
        .map(|through| match through[..] {
            [(x, y)] => Line {
                through: vec![(x - 0.15, y), (x + 0.15, y)],
                stroke: style::solid(stroke.colour, stroke.width),
            },
            _ => Line {
                through,
                stroke: stroke.clone(),
            },
        });
    draw_in(plot, lines)
}

/// Draws the chosen area: intervals, lines, marks; `step` is the distance of periods in points.
fn draw_chosen(
    plot: &mut Plot<'_>,
    series: &Series,
    stroke: Stroke,
    step: f64,
    y: &std::ops::Range<f64>,
) -> Result<(), ChartError> {
    let crowded = step < CROWDED;
    let bar = if crowded { 1.5 } else { 2.5 };
    let whiskers = series
        .points
        .iter()
        .enumerate()
        .filter_map(|(period, point)| {
            let (lower, upper) = (*point)?.interval?;
            let bars =
                [lower, upper].map(|limit| (y.start..=y.end).contains(&limit).then_some(bar));
            let ends = [(period as f64, lower), (period as f64, upper)];
            Some(Whisker {
                ends,
                bars,
                stroke: style::solid(stroke.colour, 0.8),
            })
        });
    draw_in(plot, whiskers)?;
    let lines = stretches(series)
        .into_iter()
        .filter(|through| through.len() > 1);
    draw_in(
        plot,
        lines.map(|through| Line {
            through,
            stroke: stroke.clone(),
        }),
    )?;
    let size = if crowded { Size::Crowded } else { Size::Roomy };
    let marks = series
        .points
        .iter()
        .enumerate()
        .filter_map(|(period, point)| {
            let point = (*point)?;
            Some(ClassMark {
                at: (period as f64, point.value),
                class: point.class,
                size,
            })
        });
    draw_in(plot, marks)
}

/// Writes period labels, the last one always, none touching the next.
fn write_periods(
    canvas: &Canvas,
    plot: &Plot<'_>,
    periods: &[String],
    floor: f64,
) -> Result<(), ChartError> {
    let places: Vec<(f64, f64)> = periods
        .iter()
        .enumerate()
        .map(|(index, period)| {
            let width = text::width(period, style::SMALL_TEXT, false);
            let centre = place(plot, index as f64, floor).0;
            (centre.max(width / 2.0).min(WIDTH - width / 2.0), width)
        })
        .collect();
    for index in labels::thin(&places, PERIOD_GAP) {
        let (x, level) = place(plot, index as f64, floor);
        let through = vec![at(x, level), at(x, level + 3.0)];
        canvas.draw(&Line {
            through,
            stroke: style::axis(),
        })?;
        let top = (places[index].0, level + 6.5);
        canvas.write(
            top,
            &periods[index],
            axis_look(),
            (Across::Middle, Down::Top),
        )?;
    }
    Ok(())
}

/// A line's name and where the line ends.
struct Name {
    lines: Vec<String>,
    width: f64,
    look: Look,
    period: f64,
    value: f64,
}

impl Name {
    fn new((index, series): (usize, &Series)) -> Option<Self> {
        let (period, point) = series
            .points
            .iter()
            .enumerate()
            .rev()
            .find_map(|(at, point)| Some((at, (*point)?)))?;
        let bold = series.chosen;
        let lines = text::wrap(&series.name, style::TEXT, bold, NAME_ROOM);
        Some(Self {
            width: text::widest(lines.iter().map(String::as_str), style::TEXT, bold),
            lines,
            look: Look {
                size: style::TEXT,
                bold,
                colour: line_style(index, series).1,
            },
            period: period as f64,
            value: point.value,
        })
    }
}

/// Writes names at line ends, moved apart where they would touch; a thin leader shows the way
/// where a name stands off its line.
fn write_names(
    canvas: &Canvas,
    plot: &Plot<'_>,
    names: &[Name],
    last: f64,
    y: &std::ops::Range<f64>,
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
    let (right, top) = place(plot, last + SIDE, y.end);
    let bottom = place(plot, last, y.start).1;
    let centres = labels::spread(&wanted, top - 6.0, bottom + 6.0);

    for ((name, &(x, level)), &centre) in names.iter().zip(&ends).zip(&centres) {
        let early = name.period < last;
        if early || (centre - level).abs() > 3.0 {
            let through = vec![
                at(x + 5.0, level),
                at(right, level),
                at(right + NAME_GAP - 2.0, centre),
            ];
            let dash = if early { vec![0.8, 1.8] } else { Vec::new() };
            let stroke = Stroke {
                colour: style::GREY,
                width: 0.5,
                dash,
            };
            canvas.draw(&Line { through, stroke })?;
        }
    }
    for (name, centre) in names.iter().zip(centres) {
        let first = centre - (name.lines.len() as f64 - 1.0) / 2.0 * style::LINE_HEIGHT;
        for (index, line) in name.lines.iter().enumerate() {
            let at = (right + NAME_GAP, first + index as f64 * style::LINE_HEIGHT);
            canvas.write(at, line, name.look, (Across::Start, Down::Middle))?;
        }
    }
    Ok(())
}
