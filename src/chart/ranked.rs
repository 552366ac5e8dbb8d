//! Draws the ranked chart.

use super::ChartError;
use crate::model::chart::RankedChart;
use crate::model::drawing::Drawing;

/// Draws a ranked chart.
pub fn draw(chart: &RankedChart) -> Result<Drawing, ChartError> {
    Ok(Drawing {
        width: 482.0,
        height: 165.0,
        marks: Vec::new(),
        alt: chart.alt.clone(),
    })
}
