//! Which areas are alike, and what packs are to be compared with.
//! Lists are read by `read::neighbours`; nothing here says why areas are alike.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::area::AreaCode;

/// Lists of similar areas, under the codes that the data holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Neighbours {
    /// The file's name.
    pub file: String,
    /// The similar areas of each area, most similar first; never the area itself.
    pub lists: BTreeMap<AreaCode, Vec<AreaCode>>,
}

impl Neighbours {
    /// An area's similar areas, most similar first; none if it has no list.
    pub fn of(&self, area: &AreaCode) -> Option<&[AreaCode]> {
        self.lists.get(area).map(Vec::as_slice)
    }
}

/// What areas are compared with, as asked for: "england", "region", "neighbours", or an area's code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Choice {
    /// England.
    #[default]
    England,
    /// The area's own region.
    Region,
    /// The area's similar areas together.
    Neighbours,
    /// One area, by its code.
    Area(AreaCode),
}

impl From<String> for Choice {
    fn from(text: String) -> Self {
        match text.trim().to_lowercase().as_str() {
            "england" => Self::England,
            "region" => Self::Region,
            "neighbours" => Self::Neighbours,
            _ => Self::Area(AreaCode::from(text.trim())),
        }
    }
}

impl From<Choice> for String {
    fn from(choice: Choice) -> Self {
        match choice {
            Choice::England => "england".to_owned(),
            Choice::Region => "region".to_owned(),
            Choice::Neighbours => "neighbours".to_owned(),
            Choice::Area(code) => code.to_string(),
        }
    }
}
