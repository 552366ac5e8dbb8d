//! Draws the trend chart.

use super::ChartError;
use crate::model::chart::TrendChart;
use crate::model::drawing::Drawing;

/// Draws a trend chart.
pub fn draw(chart: &TrendChart) -> Result<Drawing, ChartError> {
    Ok(Drawing {
        width: 482.0,
        height: 165.0,
        marks: Vec::new(),
        alt: chart.alt.clone(),
    })
}
