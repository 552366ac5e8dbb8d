//! Joins what several folders of results hold, such as the parts of one run on several machines.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use super::report::missing;
use super::{Asked, REPORT, Record, Report, Status, Store, StoreError, Whole};

/// What several folders hold together.
#[derive(Debug)]
pub struct Collected {
    /// Every pack once, by area code: the folder, its record's place in it, the record.
    pub packs: Vec<(usize, PathBuf, Record)>,
    /// Packs of which two folders hold different ones.
    pub clashes: Vec<Clash>,
    /// Packs asked for that no folder has.
    pub missing: Vec<Asked>,
    /// Everything that was asked for in any of them.
    pub asked: Vec<Asked>,
    /// PDFs that are gone, or not as they were written: folder and place.
    pub damaged: Vec<(usize, String)>,
    /// Folders without a run report: nothing is known of what they should hold.
    pub without_report: Vec<usize>,
}

/// Two different packs of one area.
#[derive(Debug, Serialize)]
pub struct Clash {
    /// The area's code.
    pub area_code: String,
    /// The template's name.
    pub template: String,
    /// Which folders.
    pub folders: Vec<usize>,
}

/// Joins folders of results.
///
/// # Errors
///
/// When a folder can't be read.
pub fn collect(stores: &[Store]) -> Result<Collected, StoreError> {
    let mut found: BTreeMap<_, Vec<(usize, PathBuf, Record)>> = BTreeMap::new();
    let mut asked: BTreeMap<_, Asked> = BTreeMap::new();
    let mut damaged = Vec::new();
    let mut without_report = Vec::new();
    for (folder, store) in stores.iter().enumerate() {
        let report: Option<Report> =
            store.text(REPORT).and_then(|text| serde_json::from_str(&text).ok());
        match report {
            Some(report) => asked.extend(report.asked.into_iter().map(|asked| {
                ((asked.area_code.clone(), asked.template.clone(), asked.state), asked)
            })),
            None => without_report.push(folder),
        }
        for (path, record) in store.records()? {
            if let Some(pdf) = &record.pdf
                && store.is_whole(&record) != Whole::Yes
            {
                damaged.push((folder, pdf.file.clone()));
            }
            let (template, state, area, illustrative) = record.key();
            found
                .entry((area, template, state, illustrative))
                .or_default()
                .push((folder, path, record));
        }
    }
    let mut packs = Vec::new();
    let mut clashes = Vec::new();
    for ((area_code, template, ..), mut same) in found {
        // A failure in one folder and a pack in another: the pack counts.
        same.sort_by_key(|(folder, _, record)| (record.status == Status::Failed, *folder));
        let pdf = |record: &Record| record.pdf.as_ref().map(|pdf| pdf.sha256.clone());
        let first = same.first().and_then(|(.., record)| pdf(record));
        let differs = |record: &Record| pdf(record).is_some_and(|other| Some(other) != first);
        if same.iter().any(|(.., record)| record.status == Status::Built && differs(record)) {
            let folders = same.iter().map(|(folder, ..)| *folder).collect();
            clashes.push(Clash { area_code, template, folders });
        }
        packs.extend(same.into_iter().next());
    }
    let asked: Vec<Asked> = asked.into_values().collect();
    let records: Vec<&Record> = packs.iter().map(|(.., record)| record).collect();
    let missing = missing(&asked, &records, |_| true);
    Ok(Collected { packs, clashes, missing, asked, damaged, without_report })
}
