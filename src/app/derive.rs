//! Writes what is derived from all records of a folder of results: `run.json`, `summary.csv`, `index.html`.

use super::shop::told;
use crate::error::{Problem, Problems};
use crate::runs::{self, Asked, REPORT, Record, Report, Shard, Store};
use crate::write;

/// Writes all of it.
pub(super) fn derive(
    store: &Store,
    asked: Vec<Asked>,
    shard: Option<Shard>,
) -> Result<Report, Problems> {
    let records = store.records().map_err(|error| Problem::new(error.to_string()))?;
    let heads: Vec<&Record> = records.iter().map(|(_, record)| record).collect();
    let before = store.text(REPORT).and_then(|text| serde_json::from_str(&text).ok());
    let report = runs::report(&heads, asked, shard, before);
    let text =
        serde_json::to_string_pretty(&report).map_err(|error| Problem::new(error.to_string()))?;
    let page = runs::index(&heads);
    let root = store.root();
    told(write::streamed(&root.join("summary.csv"), |to| runs::summary(store, &records, to)))?;
    told(write::streamed(&root.join("index.html"), |to| to.write_all(page.as_bytes())))?;
    told(write::streamed(&root.join(REPORT), |to| writeln!(to, "{text}")))?;
    Ok(report)
}
