//! Boundaries of areas, in metres on a map.

use std::collections::BTreeMap;

use super::area::AreaCode;

/// A line around a place, in metres east and north; the last position leads back to the first.
pub type Ring = Vec<(f64, f64)>;

/// What is known of areas' boundaries.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Boundaries {
    /// The rings of each area. Outer rings run one way round and holes the other.
    pub areas: BTreeMap<AreaCode, Vec<Ring>>,
    /// How the files' owners are to be named.
    pub credits: Vec<String>,
}
