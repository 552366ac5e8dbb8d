//! The heat map: key indicators against the areas beside the chosen one. As facts in the Pack, and as a
//! reader meets it in the View: `docs/view.md`.

use serde::{Deserialize, Serialize};

use super::comparison::Class;
use super::pack::{NamedArea, PeerKind};

/// How the areas beside the chosen one compare in each key indicator.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HeatMapFacts {
    /// What the areas are.
    pub kind: PeerKind,
    /// How many of them have any value, the chosen one not counted.
    pub total: usize,
    /// The areas of the columns: the chosen one first, then at most 15. England has no column: it is the benchmark.
    pub areas: Vec<NamedArea>,
    /// A row for each key indicator that the data has, in the profile's order.
    pub rows: Vec<HeatRow>,
}

/// How the areas compare in one indicator's latest period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HeatRow {
    /// The indicator.
    pub slug: String,
    /// Each area's class against the chosen area's benchmark, in the areas' order; none without a value.
    pub classes: Vec<Option<Class>>,
}

/// The heat map, ready to be read: a table for each topic, one letter and mark a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeatMapView {
    /// "Liverpool beside 15 areas in the North West, each compared with England".
    pub title: String,
    /// Which areas are shown, and how they were chosen, in sentences.
    pub about: String,
    /// The areas in the order of their columns.
    pub areas: Vec<HeatMapArea>,
    /// What each letter and mark means, as far as they occur.
    pub marks: Vec<HeatMapMark>,
    /// A table for each topic; an indicator stands in the first topic that has it.
    pub topics: Vec<HeatMapTopic>,
    /// Labels of key indicators that are left out, as none of the areas is compared.
    pub left_out: Vec<String>,
}

/// A column of the heat map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeatMapArea {
    /// Its number, which heads the column: "1".
    pub number: String,
    /// Its name.
    pub name: String,
    /// Whether it is the pack's area.
    pub chosen: bool,
}

/// A letter and mark of the heat map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeatMapMark {
    /// The name that cells have: a class's, or "no-value".
    pub class: String,
    /// The letter, or two: "W".
    pub letter: String,
    /// The drawing of its mark: "symbol/worse".
    pub shape: String,
    /// "Worse than England".
    pub words: String,
}

/// A topic's table in the heat map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeatMapTopic {
    /// The topic.
    pub id: String,
    /// Its name.
    pub name: String,
    /// A row for each of its key indicators.
    pub rows: Vec<HeatMapRow>,
}

/// An indicator in the heat map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeatMapRow {
    /// The indicator.
    pub slug: String,
    /// Its label.
    pub label: String,
    /// Its period.
    pub period: String,
    /// The name of each area's mark, in the areas' order: "worse", "no-value".
    pub cells: Vec<String>,
}
