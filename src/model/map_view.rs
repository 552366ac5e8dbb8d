//! The map of a region's areas as a reader meets it.

use serde::{Deserialize, Serialize};

use super::boundaries::Ring;
use super::comparison::Class;

/// Maps of areas: one with numbers, one for each key indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapView {
    /// "Areas in the North West".
    pub title: String,
    /// The same inside a sentence: "areas in the North West".
    pub group: String,
    /// Alternative text of the map with numbers.
    pub alt: String,
    /// Width in the map's own units.
    pub width: f64,
    /// Height in the same units.
    pub height: f64,
    /// The areas, in the order of their numbers.
    pub areas: Vec<MapArea>,
    /// A map for each key indicator that compares any of the areas, in the order of the topics.
    pub charts: Vec<MapChart>,
    /// Names of areas without a known boundary.
    pub missing: Vec<String>,
    /// How the boundaries' owners are to be named.
    pub credits: Vec<String>,
}

/// An area on a map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapArea {
    /// Its name.
    pub name: String,
    /// Whether it is the pack's area.
    pub chosen: bool,
    /// Its outline.
    pub rings: Vec<Ring>,
    /// Where its number or mark belongs.
    pub middle: (f64, f64),
    /// Whether it is too small to be seen without a mark.
    pub tiny: bool,
}

/// How the areas of a map compare in one indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapChart {
    /// The indicator.
    pub slug: String,
    /// The id of the first topic that has it.
    pub topic: String,
    /// "Suspensions, areas in the North West, 2023/24".
    pub title: String,
    /// Alternative text: value, benchmark, class and trend of the area, and how many areas are in each class.
    pub alt: String,
    /// How each area compares, in the areas' order.
    pub classes: Vec<Class>,
    /// How many areas are in each class.
    pub counts: Vec<MapClass>,
}

/// How many areas of a map are in a class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapClass {
    /// The drawing of its mark: "symbol/worse".
    pub shape: String,
    /// "Worse than England".
    pub words: String,
    /// How many: "6".
    pub count: String,
}
