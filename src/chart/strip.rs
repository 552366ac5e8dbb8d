//! Draws the groups of an area's people on one scale: a row each, with name, mark, interval and value, and a
//! line at the area's own total.

use super::rows::{self, Row, Rows};
use super::{ChartError, style};
use crate::model::chart::StripChart;
use crate::model::drawing::Drawing;

/// Width in points: within the text width of an A4 page with margins of 2 cm.
pub const WIDTH: f64 = rows::WIDTH;

/// Draws a strip chart. Its height grows with the number of groups.
///
/// # Errors
///
/// When the axis has no length or a position is not finite.
pub fn draw(chart: &StripChart) -> Result<Drawing, ChartError> {
    let rows = chart.rows.iter().map(|row| Row {
        name: &row.name,
        point: row.point.as_ref(),
        label: &row.label,
        chosen: false,
    });
    rows::draw(&Rows {
        alt: &chart.alt,
        x: &chart.x,
        rows: rows.collect(),
        reference: chart.total.as_ref(),
        // The area's own line, unlike a benchmark's, is solid.
        line: style::total_line(),
    })
}
