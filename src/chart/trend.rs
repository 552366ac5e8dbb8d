//! Draws values over time: the chosen area with marks and intervals, benchmark and comparators as
//! dashed lines, each line named at its right end.

use super::elements::{ClassMark, Line, Whisker};
use super::layout::{Canvas, Margins, Plot, axis_look, check, draw as draw_in, place};
use super::layout::{range, ticks};
use super::line_names::{self, LineName};
use super::symbol::{self, Size};
use super::{ChartError, style, text};
use crate::model::chart::{Role, Series, TrendChart};
use crate::model::comparison::Class;
use crate::model::drawing::{Across, Down, Drawing, Rgba, Stroke};

/// Width in points: within the text width of an A4 page with margins of 2 cm.
pub const WIDTH: f64 = 480.0;
/// Height in points.
pub const HEIGHT: f64 = 144.0;

/// Free space each side of the first and last period.
const SIDE: f64 = 9.0;
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

    let names: Vec<LineName> = chart
        .series
        .iter()
        .enumerate()
        .filter_map(|(index, series)| LineName::new(series, line_style(chart, index, series).1))
        .collect();
    let ticks = ticks(&chart.y);
    let tick_room =
        text::widest(ticks.iter().map(|tick| tick.label.as_str()), style::SMALL_TEXT, false);
    let margins =
        Margins { top: 17.0, right: line_names::room(&names), bottom: 17.0, left: tick_room + 7.0 };
    let canvas = Canvas::new(WIDTH, HEIGHT);
    let time = Time::new(chart.periods.len(), WIDTH - margins.left - margins.right);
    let mut plot = canvas.plot(&margins, time.start..time.end, y.clone())?;

    let title = text::shorten(&chart.y.title, style::SMALL_TEXT, false, WIDTH);
    canvas.write((0.0, 1.0), &title, axis_look(), (Across::Start, Down::Top))?;
    let across = |level| vec![(time.start, level), (time.end, level)];
    draw_in(
        &mut plot,
        ticks.iter().map(|tick| Line { through: across(tick.at), stroke: style::grid() }),
    )?;
    draw_in(&mut plot, [Line { through: across(y.start), stroke: style::axis() }])?;
    let floor = place(&plot, time.start, y.start).1;
    let periods = chart.periods.iter().enumerate();
    let periods =
        periods.map(|(index, period)| (place(&plot, index as f64, y.start).0, period.as_str()));
    canvas.row(periods, floor, PERIOD_GAP, &lone(&chart.series))?;
    for tick in &ticks {
        let (left, level) = place(&plot, time.start, tick.at);
        let ends_here = (Across::End, Down::Middle);
        canvas.write((left - 5.0, level), &tick.label, axis_look(), ends_here)?;
    }

    // The chosen area is painted last, on top.
    for (index, series) in chart.series.iter().enumerate().rev() {
        let stroke = line_style(chart, index, series).0;
        if series.role == Role::Area {
            draw_chosen(&mut plot, series, stroke, time.step, &y)?;
        } else {
            draw_lines(&mut plot, series, stroke, time.step)?;
        }
    }
    line_names::write(&canvas, &plot, &names, (time.end, &y))?;
    drop(plot);
    Ok(canvas.finish(&chart.alt))
}

/// The horizontal axis: period 0 to the last, with some space at both sides.
struct Time {
    start: f64,
    end: f64,
    /// The distance between periods in points.
    step: f64,
}

impl Time {
    fn new(periods: usize, width: f64) -> Self {
        let last = periods.saturating_sub(1) as f64;
        if last == 0.0 {
            return Self { start: -0.5, end: 0.5, step: width };
        }
        let step = (width - 2.0 * SIDE) / last;
        Self { start: -SIDE / step, end: last + SIDE / step, step }
    }
}

/// The line of a series and the colour of its name. Comparators are told from each other by their dashes.
fn line_style(chart: &TrendChart, index: usize, series: &Series) -> (Stroke, Rgba) {
    let before = chart.series.iter().take(index);
    match series.role {
        Role::Area => (style::chosen_line(), style::CHOSEN),
        Role::Benchmark => (style::benchmark_line(), style::INK),
        Role::Comparator => {
            let others = before.filter(|other| other.role == Role::Comparator).count();
            (style::comparator_line(others), style::GREY)
        }
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

/// Periods in which a line has a value alone, with no line to it: without a label nobody could read when.
fn lone(series: &[Series]) -> Vec<usize> {
    let stretches = series.iter().flat_map(stretches).filter(|stretch| stretch.len() == 1);
    let mut lone: Vec<usize> = stretches.flatten().map(|(period, _)| period as usize).collect();
    lone.sort_unstable();
    lone.dedup();
    lone
}

/// Draws a series's lines; a value alone between gaps becomes a short dash, so that it shows.
/// `step` is the distance of periods in points.
fn draw_lines(
    plot: &mut Plot<'_>,
    series: &Series,
    stroke: Stroke,
    step: f64,
) -> Result<(), ChartError> {
    let half = 5.0 / step;
    let lines = stretches(series).into_iter().map(|through| match through[..] {
        [only] => dash(only, half, &stroke),
        _ => Line { through, stroke: stroke.clone() },
    });
    draw_in(plot, lines)
}

/// A short level dash: a value alone.
fn dash((x, y): (f64, f64), half: f64, stroke: &Stroke) -> Line<(f64, f64)> {
    let through = vec![(x - half, y), (x + half, y)];
    Line { through, stroke: style::solid(stroke.colour, stroke.width) }
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
    let whiskers = series.points.iter().enumerate().filter_map(|(period, point)| {
        let (lower, upper) = (*point)?.interval?;
        let bars = [lower, upper].map(|limit| (y.start..=y.end).contains(&limit).then_some(bar));
        let ends = [(period as f64, lower), (period as f64, upper)];
        Some(Whisker { ends, bars, stroke: style::solid(stroke.colour, 0.8) })
    });
    draw_in(plot, whiskers)?;
    // A value alone shows by its mark; a dash stands for the mark where marks don't all find room.
    let lines = stretches(series).into_iter().filter_map(|through| match through[..] {
        [only] => crowded.then(|| dash(only, 2.5 / step, &stroke)),
        _ => Some(Line { through, stroke: stroke.clone() }),
    });
    draw_in(plot, lines)?;
    let size = if crowded { Size::Crowded } else { Size::Roomy };
    // Without its digit a fifth's mark would tell nothing but by colour: where marks stand close, only some
    // are drawn, with their digits.
    let mut free = f64::INFINITY;
    let mut finds_room = |period: usize, class: Class| {
        if size == Size::Roomy || !symbol::has_digit(class) {
            return true;
        }
        let room = (free - period as f64) * step >= symbol::DIGIT_WIDTH;
        if room {
            free = period as f64;
        }
        room
    };
    let mut marks: Vec<ClassMark<(f64, f64)>> = series
        .points
        .iter()
        .enumerate()
        .rev()
        .filter_map(|(period, point)| {
            let point = (*point)?;
            if !finds_room(period, point.class) {
                return None;
            }
            Some(ClassMark { at: (period as f64, point.value), class: point.class, size })
        })
        .collect();
    // Marks of one class follow each other, so that they become one path.
    marks.sort_by_key(|mark| mark.class);
    draw_in(plot, marks)
}
