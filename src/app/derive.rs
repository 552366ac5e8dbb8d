//! Writes what is derived from all records of a folder of results: `run.json`, `summary.csv`, `summary.ods`,
//! `index.html`.

use std::io;
use std::path::{Path, PathBuf};

use super::inputs::PROGRAM;
use super::shop::told;
use crate::error::{Problem, Problems};
use crate::model::sheet::SummaryRow;
use crate::runs::{
    self, Asked, Digest, Digester, FileFacts, IndexPage, Kind, REPORT, Record, Report, Shard,
    Store, SummarySheet, Whole,
};
use crate::tables;
use crate::template;
use crate::write;

const SUMMARY: &str = "summary.csv";
const SUMMARY_ODS: &str = "summary.ods";

/// The page that lists packs, so that a mistake in it shows before any pack.
pub(super) fn index_page() -> Result<IndexPage, Problems> {
    let file = template::index_page()?;
    Ok(IndexPage::new(file.text()?, &file.shown)?)
}

/// Writes all of it.
pub(super) fn derive(
    store: &Store,
    asked: Vec<Asked>,
    shard: Option<Shard>,
    page: &IndexPage,
) -> Result<Report, Problems> {
    let records = store.records().map_err(|error| Problem::new(error.to_string()))?;
    let heads: Vec<&Record> = records.iter().map(|(_, record)| record).collect();
    let before: Option<Report> =
        store.text(REPORT).and_then(|text| serde_json::from_str(&text).ok());
    let root = store.root();
    told(write::streamed(&root.join(SUMMARY), |to| runs::summary(store, &records, to)))?;
    let known = before.as_ref().and_then(|before| before.summary_ods.as_ref());
    let sheet = summary_ods(store, &records, known)?;
    let page = page.of(&heads, sheet.is_some())?;
    told(write::streamed(&root.join("index.html"), |to| to.write_all(page.as_bytes())))?;
    let report = runs::report(&heads, asked, shard, before, sheet);
    let text =
        serde_json::to_string_pretty(&report).map_err(|error| Problem::new(error.to_string()))?;
    told(write::streamed(&root.join(REPORT), |to| writeln!(to, "{text}")))?;
    Ok(report)
}

/// The spreadsheet of all packs: written if any pack has one of its own, and kept up to date once it is there. It
/// says what `summary.csv` says, so it is made again only when that changes.
fn summary_ods(
    store: &Store,
    records: &[(PathBuf, Record)],
    known: Option<&SummarySheet>,
) -> Result<Option<SummarySheet>, Problems> {
    let any = records.iter().any(|(_, record)| record.file(Kind::Ods).is_some());
    if !any && !store.has(Path::new(SUMMARY_ODS)) {
        return Ok(None);
    }
    let path = store.root().join(SUMMARY);
    let summary = runs::digest_of_file(&path)
        .map_err(|error| Problem::new(format!("can't read `{}`: {error}", path.display())))?;
    let mut made_from = Digester::new();
    made_from.add("program", PROGRAM.as_bytes()).add("summary", summary.as_str().as_bytes());
    let made_from = made_from.finish();
    if let Some(known) = known
        && known.made_from == made_from
        && store.is_whole(&known.file) == Whole::Yes
    {
        return Ok(Some(known.clone()));
    }
    let rows = |to: &mut dyn FnMut(&SummaryRow<'_>) -> io::Result<()>| {
        runs::summary_rows(store, records, to)
    };
    let bytes = tables::run_ods(&tables::Run { rows: &rows })
        .map_err(|error| Problem::new(error.to_string()))?;
    told(write::whole(&store.root().join(SUMMARY_ODS), &bytes))?;
    let file = FileFacts {
        kind: Kind::Ods,
        file: SUMMARY_ODS.to_owned(),
        pages: None,
        bytes: bytes.len() as u64,
        sha256: Digest::of(&bytes),
    };
    Ok(Some(SummarySheet { made_from, file }))
}
