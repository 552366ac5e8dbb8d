//! Draws one row of a spine chart: where the area stands in the range of all areas.

use super::backend::{Recorder, closed, open};
use super::symbol::{self, Size};
use super::{ChartError, style};
use crate::model::chart::SpineChart;
use crate::model::drawing::Drawing;

/// Width in points.
pub const WIDTH: f64 = 78.0;
/// Height in points.
pub const HEIGHT: f64 = 18.0;

/// Free space at both ends, so that a mark at an end stays inside.
const SIDE: f64 = 5.0;
/// Half the height of the bar.
const HALF: f64 = 4.0;
/// Where the bar and the area's mark are.
const MIDDLE: f64 = 11.6;
/// Where the comparator's diamond is: above the bar, so that the area's mark never hides it.
const ABOVE: f64 = 3.2;

/// Draws one row of a spine chart.
pub fn draw(chart: &SpineChart) -> Result<Drawing, ChartError> {
    let positions =
        [chart.range.0, chart.range.1, chart.middle_half.0, chart.middle_half.1, chart.area];
    if !positions.iter().chain(&chart.comparator).all(|position| position.is_finite()) {
        return Err(ChartError::NotFinite("spine chart".to_owned()));
    }
    let place = |position: f64| {
        let x = SIDE + position.clamp(0.0, 1.0) * (WIDTH - 2.0 * SIDE);
        (x * 100.0).round() / 100.0
    };
    let bar = |(left, right): (f64, f64)| {
        let (left, right) = (place(left), place(right));
        let (top, bottom) = (MIDDLE - HALF, MIDDLE + HALF);
        closed([(left, top), (right, top), (right, bottom), (left, bottom)])
    };
    let outline = Some(style::solid(style::GREY, 0.5));

    let mut canvas = Recorder::new(WIDTH, HEIGHT);
    canvas.path(bar(chart.range), Some(style::RANGE), outline.clone());
    canvas.path(bar(chart.middle_half), Some(style::MIDDLE_HALF), outline);
    let benchmark = [(place(0.5), MIDDLE - HALF - 1.4), (place(0.5), HEIGHT - 0.8)];
    canvas.path(open(benchmark), None, Some(style::solid(style::INK, 1.4)));
    if let Some(comparator) = chart.comparator {
        symbol::record_comparator(&mut canvas, (place(comparator), ABOVE), 2.4);
    }
    symbol::record(&mut canvas, (place(chart.area), MIDDLE), chart.class, Size::Roomy);
    Ok(canvas.take(&chart.alt))
}
