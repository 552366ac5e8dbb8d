//! `run.json`: what a folder of results holds, what was asked of it, and what is missing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Digest, FileFacts, Record, Shard, State, Status};

/// The report's file in a folder of results.
pub const REPORT: &str = "run.json";

/// What a folder of results holds.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// How many packs there are of each kind.
    pub totals: Totals,
    /// The part that this folder is for, if its run was one of several.
    pub shard: Option<Shard>,
    /// Packs of this folder that were asked for and have no record.
    pub missing: Vec<Asked>,
    /// Every pack here, by area code.
    pub packs: Vec<Line>,
    /// Every pack ever asked for, those of other parts included.
    pub asked: Vec<Asked>,
    /// The spreadsheet of all packs, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary_ods: Option<SummarySheet>,
}

/// The spreadsheet of all packs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummarySheet {
    /// What it was made from.
    pub made_from: Digest,
    /// The file.
    #[serde(flatten)]
    pub file: FileFacts,
}

/// How many packs there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Whole and as they should be.
    pub built: usize,
    /// The latest try failed.
    pub failed: usize,
    /// Asked for, and without a record.
    pub missing: usize,
}

/// A pack that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Asked {
    /// The area's code.
    pub area_code: String,
    /// The template's name.
    pub template: String,
    /// Draft or final.
    pub state: State,
    /// The area's name.
    pub area_name: String,
    /// The part that it belongs to, if there are parts.
    pub shard: Option<Shard>,
}

impl Asked {
    /// What tells it from others.
    pub fn key(&self) -> (&str, &str, State) {
        (&self.area_code, &self.template, self.state)
    }
}

/// A pack in the report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The area's code.
    pub area_code: String,
    /// The area's name.
    pub area_name: String,
    /// The template's name.
    pub template: String,
    /// Draft or final.
    pub state: State,
    /// What became of the latest try.
    pub status: Status,
    /// Its files in this folder. An earlier layout had the PDF's facts alone.
    #[serde(default)]
    pub files: Vec<FileFacts>,
    /// Its date.
    pub date: String,
    /// Whether any number is made up.
    pub illustrative: bool,
    /// Why the latest try failed.
    pub problems: Vec<String>,
}

/// The report of a folder: from its records, from what is asked of it now, and from what it was asked before.
pub fn report(
    records: &[&Record],
    asked: Vec<Asked>,
    shard: Option<Shard>,
    before: Option<Report>,
    summary_ods: Option<SummarySheet>,
) -> Report {
    let mut all: BTreeMap<_, Asked> = BTreeMap::new();
    for asked in before.into_iter().flat_map(|report| report.asked).chain(asked) {
        all.insert((asked.area_code.clone(), asked.template.clone(), asked.state), asked);
    }
    let asked: Vec<Asked> = all.into_values().collect();
    let missing = missing(&asked, records, |asked| asked.shard.is_none() || asked.shard == shard);
    let count = |status| records.iter().filter(|record| record.status == status).count();
    Report {
        totals: Totals {
            built: count(Status::Built),
            failed: count(Status::Failed),
            missing: missing.len(),
        },
        shard,
        missing,
        packs: records.iter().map(|record| line(record)).collect(),
        asked,
        summary_ods,
    }
}

/// Packs asked for that have no record.
pub(super) fn missing(
    asked: &[Asked],
    records: &[&Record],
    ours: impl Fn(&Asked) -> bool,
) -> Vec<Asked> {
    let there: std::collections::BTreeSet<_> = records
        .iter()
        .map(|record| (record.area_code.as_str(), record.template.as_str(), record.state))
        .collect();
    asked.iter().filter(|asked| ours(asked) && !there.contains(&asked.key())).cloned().collect()
}

fn line(record: &Record) -> Line {
    Line {
        area_code: record.area_code.clone(),
        area_name: record.area_name.clone(),
        template: record.template.clone(),
        state: record.state,
        status: record.status,
        files: record.files.clone(),
        date: record.date.clone(),
        illustrative: record.illustrative,
        problems: record.problems.iter().map(|problem| problem.what.clone()).collect(),
    }
}
