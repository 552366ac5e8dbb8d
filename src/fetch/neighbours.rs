//! Lists of similar areas, one question an area, joined into one table as `--neighbours` takes it.

use super::answers::{Area, NeighbourType};

/// The heading of the table.
const HEADING: &str = "area_code,neighbour_code,rank\n";

/// The service's lists of similar areas that hold for a kind of area.
pub(super) fn types(offered: Vec<NeighbourType>, area_type: u32) -> Vec<NeighbourType> {
    offered
        .into_iter()
        .filter(|kind| {
            // Where the service doesn't say for which areas, the list's areas decide.
            kind.applicable_area_types
                .as_ref()
                .is_none_or(|types| types.iter().any(|of| of.id == area_type))
        })
        .collect()
}

/// The table of one list: each area with those similar to it, most similar first.
pub(super) fn table(lists: &[(String, Vec<Area>)]) -> String {
    let mut text = HEADING.to_owned();
    for (area, similar) in lists {
        // The service lists the area itself first.
        let others = similar.iter().filter(|other| other.code != *area);
        for (index, other) in others.enumerate() {
            text.push_str(&format!("{area},{},{}\n", other.code, index + 1));
        }
    }
    text
}

/// Whether a code is safe in an address, a file name and a table.
pub(super) fn is_code(code: &str) -> bool {
    !code.is_empty() && code.len() <= 12 && code.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
