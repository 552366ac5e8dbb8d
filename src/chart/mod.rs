//! Draws charts from the View, as Drawings.
//! Deals with positions, marks and labels; computes no scale, formats no number, writes no words.
//! To change a colour or a size: `style`. A shape for a class: `symbol`.

use std::collections::BTreeMap;

use crate::model::comparison::Class;
use crate::model::drawing::Drawing;
use crate::model::view::View;

mod backend;
mod elements;
pub mod framed;
mod labels;
mod layout;
mod line_names;
pub mod map;
pub mod png;
pub mod ranked;
mod rows;
pub mod spine;
pub mod strip;
pub mod style;
pub mod svg;
pub mod symbol;
pub mod text;
pub mod trend;

/// Every drawing of a pack by name: `trend/SLUG`, `ranked/SLUG`, `groups/SLUG/N` for its N-th division,
/// `spine/SLUG`, `symbol/CLASS`,
/// and with boundaries `map/areas` and `map/SLUG`. Names are the same for every area.
///
/// # Errors
///
/// When a chart of the View is not drawable; the error names the part.
pub fn drawings(view: &View) -> Result<BTreeMap<String, Drawing>, ChartError> {
    let mut drawings = BTreeMap::new();
    for class in Class::all() {
        // Words stand beside the mark, so that a screen reader needs no second telling.
        drawings.insert(format!("symbol/{}", class.code()), symbol::draw(class, ""));
    }
    for (slug, indicator) in &view.indicators {
        if let Some(chart) = &indicator.spine {
            drawings.insert(format!("spine/{slug}"), spine::draw(chart)?);
        }
        for (division, nth) in indicator.inequality.iter().zip(1..) {
            if let Some(chart) = &division.chart {
                drawings.insert(format!("groups/{slug}/{nth}"), strip::draw(chart)?);
            }
        }
        if !indicator.key {
            continue;
        }
        if let Some(chart) = &indicator.trend_chart {
            drawings.insert(format!("trend/{slug}"), trend::draw(chart)?);
        }
        if let Some(chart) = &indicator.ranked_chart {
            drawings.insert(format!("ranked/{slug}"), ranked::draw(chart)?);
        }
    }
    if let Some(map) = &view.map {
        drawings.insert("map/areas".to_owned(), map::numbers(map)?);
        for chart in &map.charts {
            drawings.insert(format!("map/{}", chart.slug), map::classes(map, chart)?);
        }
    }
    Ok(drawings)
}

/// Why a chart can't be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChartError {
    /// The axis has no usable length: its ends are equal, reversed or not finite.
    #[error("the axis `{0}` has no length: its upper end is not above its lower end")]
    EmptyAxis(String),
    /// A series does not have one entry a period.
    #[error("the line `{name}` has {points} points for {periods} periods")]
    Uneven {
        /// The series.
        name: String,
        /// How many points it has.
        points: usize,
        /// How many periods the chart has.
        periods: usize,
    },
    /// A position is not finite.
    #[error("`{0}` has a position that is not a finite number")]
    NotFinite(String),
    /// The chart does not fit into its size.
    #[error("the chart can't be laid out: {0}")]
    Layout(String),
}
