//! Areas and their codes. Finding an area by what a person types is in `model::directory`.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// An ONS area code such as `E08000012`, or a team's own code.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AreaCode(Arc<str>);

impl AreaCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for AreaCode {
    fn from(code: &str) -> Self {
        Self(code.into())
    }
}

impl From<Arc<str>> for AreaCode {
    fn from(code: Arc<str>) -> Self {
        Self(code)
    }
}

impl Borrow<str> for AreaCode {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What kind of area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AreaType {
    /// The country.
    England,
    /// One of the nine statistical regions.
    Region,
    /// An integrated care board.
    Icb,
    /// A sub-integrated-care-board location.
    SubIcb,
    /// An upper-tier local authority: county, unitary authority, metropolitan district or London borough.
    Utla,
    /// A lower-tier district.
    District,
}

/// An area as the area list knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// Its code.
    pub code: AreaCode,
    /// Its name in full: "Herefordshire, County of".
    pub name: String,
    /// Its kind.
    pub area_type: AreaType,
    /// The statistical region it lies in, if it lies in one.
    pub region: Option<AreaCode>,
    /// Other names and codes people use: short names, former names, three-digit and ODS codes.
    pub aliases: Vec<String>,
}
