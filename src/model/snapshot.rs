//! Where a fetched data folder comes from: the part of `snapshot.toml` that `fetch` adds.
//! Written by `fetch`, read by `read`.

use serde::{Deserialize, Serialize};

use super::comparison::{Level, Method, Polarity};
use super::profile::ValueType;

/// How a snapshot was fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fetched {
    /// When the fetch began, in UTC: `2026-11-22T08:00:00Z`.
    pub at: String,
    /// The service's address.
    pub from: String,
    /// What the service says it is, if it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// The program and its version.
    pub by: String,
    /// The service's id of the profile.
    pub profile_id: u32,
    /// The service's short name of it.
    #[serde(default)]
    pub profile_key: String,
    /// The service's name of it.
    pub profile_name: String,
    /// The kinds of area asked for: "utla (502)".
    pub area_types: Vec<String>,
    /// How many indicators were asked for.
    pub indicators: usize,
    /// Every answer that was kept.
    #[serde(default, rename = "answer")]
    pub answers: Vec<Answer>,
}

/// One answer of the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The file it is kept in, from the snapshot's folder, with `/`.
    pub file: String,
    /// What was asked.
    pub url: String,
    /// When it was asked, in UTC.
    pub at: String,
    /// How long it is, unpacked.
    pub bytes: u64,
    /// SHA-256 of the file.
    pub sha256: String,
    /// How many rows of data it has, if it is CSV.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// The service's mark of this version, if it gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// When the service says it changed, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
}

/// What a service says of a profile's indicators: the base that an analyst's profile lies over.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Base {
    /// The service's name of the profile.
    pub title: String,
    /// Its groups, in order.
    #[serde(default, rename = "topic")]
    pub topics: Vec<BaseTopic>,
    /// Its indicators, in order.
    #[serde(default, rename = "indicator")]
    pub indicators: Vec<BaseIndicator>,
}

/// A group of a service's profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaseTopic {
    /// The service's id.
    pub group: u32,
    /// An id for a profile, from its name.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// An indicator as the service describes it, for one sex and age.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaseIndicator {
    /// Indicator id.
    pub id: u32,
    /// The service's name of it.
    pub name: String,
    /// Sex, as in the data.
    pub sex: String,
    /// Age, as in the data.
    pub age: String,
    /// Ids of its topics.
    pub topics: Vec<String>,
    /// Whether a high value is good: "low-is-good".
    pub polarity: Polarity,
    /// How it is compared: "one-interval".
    pub method: Method,
    /// At which level: "95" or "99.8".
    pub level: Level,
    /// What kind of number it is: "proportion".
    pub value_type: ValueType,
    /// Its unit.
    pub unit: String,
    /// Decimals, if the service fixes them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimals: Option<u8>,
    /// What the service said that a profile has no word for: "comparator method 14".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unlike: Option<String>,
}
