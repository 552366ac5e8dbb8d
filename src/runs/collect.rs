//! Joins what several folders of results hold, such as the parts of one run on several machines.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use super::report::missing;
use super::{Asked, FileFacts, REPORT, Record, Report, Status, Store, StoreError, Whole};

/// What several folders hold together.
#[derive(Debug)]
pub struct Collected {
    /// Every pack once, by area code.
    pub packs: Vec<Pack>,
    /// Packs of which two folders hold different ones.
    pub clashes: Vec<Clash>,
    /// Packs asked for that no folder has.
    pub missing: Vec<Asked>,
    /// Everything that was asked for in any of them.
    pub asked: Vec<Asked>,
    /// Files that are gone, or not as they were written: folder and place.
    pub damaged: Vec<(usize, String)>,
    /// Folders without a run report: nothing is known of what they should hold.
    pub without_report: Vec<usize>,
}

/// A pack and where its parts are.
#[derive(Debug)]
pub struct Pack {
    /// The folder that its record is from.
    pub folder: usize,
    /// Its record's place in every folder.
    pub place: PathBuf,
    /// Its record, with the files of all folders that hold the same pack.
    pub record: Record,
    /// Which folder each of its files is from.
    pub files: Vec<(usize, FileFacts)>,
    /// Which folder its charts are in, if they are files of their own.
    pub charts: Option<usize>,
    /// Whether folders hold different packs of this kind.
    pub clashes: bool,
}

impl Pack {
    fn new((folder, place, record): (usize, PathBuf, Record)) -> Self {
        let files = record.files.iter().map(|file| (folder, file.clone())).collect();
        let charts = record.charts.is_some().then_some(folder);
        Self { folder, place, record, files, charts, clashes: false }
    }

    /// Takes what another folder has of the same pack and this one lacks.
    fn join(&mut self, (folder, _, other): (usize, PathBuf, Record)) {
        if other.status == Status::Failed {
            return;
        }
        let same = other.made_from.is_same_pack(&self.record.made_from);
        for file in &other.files {
            match self.record.file(file.kind) {
                Some(ours) => self.clashes |= ours.sha256 != file.sha256,
                None if same => {
                    self.files.push((folder, file.clone()));
                    self.record.files.push(file.clone());
                    self.record.files.sort_by_key(|file| file.kind);
                }
                None => self.clashes = true,
            }
        }
        if same && self.charts.is_none() && other.charts.is_some() {
            self.charts = Some(folder);
            self.record.charts = other.charts;
        }
    }
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
            for file in &record.files {
                if store.is_whole(file) != Whole::Yes {
                    damaged.push((folder, file.file.clone()));
                }
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
        same.sort_by_key(|(folder, _, record)| {
            (record.status == Status::Failed, Reverse(record.files.len()), *folder)
        });
        let folders = same.iter().map(|(folder, ..)| *folder).collect();
        let mut same = same.into_iter();
        let Some(mut pack) = same.next().map(Pack::new) else {
            continue;
        };
        same.for_each(|other| pack.join(other));
        if pack.clashes {
            clashes.push(Clash { area_code, template, folders });
        }
        packs.push(pack);
    }
    let asked: Vec<Asked> = asked.into_values().collect();
    let records: Vec<&Record> = packs.iter().map(|pack| &pack.record).collect();
    let missing = missing(&asked, &records, |_| true);
    Ok(Collected { packs, clashes, missing, asked, damaged, without_report })
}
