//! Every known area, and how to find one by what a person types.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::area::{Area, AreaCode, AreaType};

/// What became of an area code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaChange {
    /// The code that ended.
    pub old_code: AreaCode,
    /// Its name.
    pub old_name: String,
    /// A code that took its place.
    pub new_code: AreaCode,
    /// Its name.
    pub new_name: String,
    /// What happened.
    pub kind: ChangeKind,
    /// When, `YYYY-MM-DD`.
    pub date: String,
}

/// What happened to an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Same place, new code.
    Recoded,
    /// Same place, new name and code.
    Renamed,
    /// Became several.
    Split,
    /// Became part of a larger one.
    Merged,
}

/// Every known area.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directory {
    /// By code. Areas of `areas.csv`, under the codes that the data holds, then areas only the data knows.
    pub areas: BTreeMap<AreaCode, Area>,
    /// What became of codes that have ended.
    pub changes: Vec<AreaChange>,
    /// Codes of `areas.csv`, whether or not the data has them: only these are in national pools.
    pub listed: std::collections::BTreeSet<AreaCode>,
}

/// Why no single area answers to what was typed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FindError {
    /// Several do.
    #[error("`{typed}` could be {}", list(.candidates))]
    Ambiguous {
        /// What was typed.
        typed: String,
        /// "Cheshire East (E06000049)" and so on.
        candidates: Vec<String>,
    },
    /// None does.
    #[error("no area is called `{typed}`")]
    Unknown {
        /// What was typed.
        typed: String,
        /// Names that look like it.
        near: Vec<String>,
    },
    /// It was split up.
    #[error("`{typed}` was divided on {date} into {}", list(.successors))]
    Ended {
        /// What was typed.
        typed: String,
        /// When.
        date: String,
        /// "Cumberland (E06000063)" and so on.
        successors: Vec<String>,
    },
}

fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

impl Directory {
    /// An area's name, or its code if the area is not known.
    pub fn name<'a>(&'a self, code: &'a AreaCode) -> &'a str {
        self.areas.get(code).map_or(code.as_str(), |area| &area.name)
    }

    /// The other codes that a place has had: former ones and newer ones, of the same extent.
    pub fn same_place(&self, code: &AreaCode) -> Vec<AreaCode> {
        let mut codes = vec![code.clone()];
        let mut next = 0;
        while let Some(code) = codes.get(next).cloned() {
            next += 1;
            for change in &self.changes {
                if !matches!(change.kind, ChangeKind::Recoded | ChangeKind::Renamed) {
                    continue;
                }
                let other = match &code {
                    code if *code == change.old_code => &change.new_code,
                    code if *code == change.new_code => &change.old_code,
                    _ => continue,
                };
                if !codes.contains(other) {
                    codes.push(other.clone());
                }
            }
        }
        codes.split_off(1)
    }

    /// All areas of a kind, by code.
    pub fn of_type(&self, area_type: AreaType) -> impl Iterator<Item = &Area> {
        self.areas.values().filter(move |area| area.area_type == area_type)
    }
}
