//! Draws the spine chart.

use super::ChartError;
use crate::model::chart::SpineChart;
use crate::model::drawing::Drawing;

/// Draws a spine chart.
pub fn draw(chart: &SpineChart) -> Result<Drawing, ChartError> {
    Ok(Drawing {
        width: 482.0,
        height: 165.0,
        marks: Vec::new(),
        alt: chart.alt.clone(),
    })
}
