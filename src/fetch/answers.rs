//! The shapes of the service's JSON answers, as far as they are used. Names are those of the service's
//! published source and clients (`docs/fetch.md`); what may be missing has a default, and what is not
//! known here is passed over.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::error::Problem;

/// `profiles`: one of a list.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Profile {
    pub(super) id: u32,
    #[serde(default, deserialize_with = "or_none")]
    pub(super) name: String,
    #[serde(default, deserialize_with = "or_none")]
    pub(super) key: String,
    #[serde(default, deserialize_with = "or_none")]
    pub(super) group_ids: Vec<u32>,
}

/// `group_metadata`: one of a list.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Group {
    pub(super) id: u32,
    pub(super) name: String,
    #[serde(default, deserialize_with = "or_none")]
    pub(super) sequence: i64,
}

/// `area_types`: one of a list.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct AreaTypeOffered {
    pub(super) id: u32,
    #[serde(default, deserialize_with = "or_none")]
    pub(super) name: String,
    #[serde(default, deserialize_with = "or_none")]
    pub(super) short: String,
}

/// `areas/...`: one of a list.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Area {
    pub(super) code: String,
}

/// `nearest_neighbour_types`: one of a list.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct NeighbourType {
    pub(super) neighbour_type_id: u32,
    #[serde(default)]
    pub(super) name: Option<String>,
    /// Older deployments don't say.
    #[serde(default)]
    pub(super) applicable_area_types: Option<Vec<AreaTypeOffered>>,
}

/// A thing with a name: a sex, an age, a value type.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Named {
    #[serde(default)]
    pub(super) id: Option<i64>,
    #[serde(default)]
    pub(super) name: Option<String>,
}

/// `profile_group_roots`: one of a list, an indicator in a group for one sex and age.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Root {
    #[serde(rename = "IID")]
    pub(super) id: u32,
    #[serde(default)]
    pub(super) sex: Option<Named>,
    #[serde(default)]
    pub(super) age: Option<Named>,
    #[serde(default, deserialize_with = "or_none")]
    pub(super) sequence: i64,
    #[serde(default)]
    pub(super) polarity_id: Option<i64>,
    #[serde(default)]
    pub(super) comparator_method_id: Option<i64>,
    #[serde(default, deserialize_with = "or_none")]
    pub(super) grouping: Vec<Grouping>,
}

/// How an indicator is compared with one benchmark.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Grouping {
    #[serde(default)]
    pub(super) comparator_id: Option<i64>,
    #[serde(default)]
    pub(super) sig_level: Option<f64>,
}

/// `grouproot_summaries`: one of a list.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Summary {
    #[serde(rename = "IID")]
    pub(super) id: u32,
    #[serde(default)]
    pub(super) indicator_name: Option<String>,
    #[serde(default)]
    pub(super) unit: Option<Unit>,
    #[serde(default)]
    pub(super) value_type: Option<Named>,
}

/// A unit.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Unit {
    #[serde(default)]
    pub(super) label: Option<String>,
}

/// `indicator_metadata/...`: one, by indicator id.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Metadata {
    #[serde(default)]
    pub(super) unit: Option<Unit>,
    #[serde(default)]
    pub(super) value_type: Option<Named>,
    #[serde(default)]
    pub(super) decimal_places_displayed: Option<i64>,
    #[serde(default)]
    pub(super) descriptive: Option<BTreeMap<String, Value>>,
}

/// A field that is `null` is one that is not there.
fn or_none<'d, T: Deserialize<'d> + Default, D: Deserializer<'d>>(field: D) -> Result<T, D::Error> {
    Option::deserialize(field).map(Option::unwrap_or_default)
}

/// Reads an answer that is JSON.
pub(super) fn parse<T: DeserializeOwned>(text: &str, url: &str) -> Result<T, Problem> {
    serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
        Problem::new(format!(
            "the service's answer has another form than expected: {error}\n  asked for {url}"
        ))
        .hint("the service may have changed; docs/fetch.md says what is expected")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_or_null_or_new_is_no_fault() {
        let profiles = r#"[{"Id": 1, "Name": null, "GroupIds": null, "Colour": "red"}, {"Id": 2}]"#;
        let profiles: Vec<Profile> = parse(profiles, "").unwrap();
        assert!(profiles.iter().all(|it| it.name.is_empty() && it.group_ids.is_empty()));
        let roots = r#"[{"IID": 3, "Sex": null, "Sequence": null, "Grouping": null}, {"IID": 4}]"#;
        assert_eq!(parse::<Vec<Root>>(roots, "").unwrap().len(), 2);
        let metadata =
            r#"{"5": {"Descriptive": {"Name": null, "Notes": 7}, "Unit": {"Label": null}}}"#;
        assert!(parse::<BTreeMap<u32, Metadata>>(metadata, "").unwrap().contains_key(&5));
        let problem = parse::<Vec<Root>>(r#"[{"Id": 3}]"#, "http://x/roots").unwrap_err();
        assert!(problem.what.contains("`IID`") && problem.what.contains("http://x/roots"));
    }
}
