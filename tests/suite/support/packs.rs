//! Packs of the illustrative data, built by the program once for all tests.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde_json::Value;

use super::workspace::{Ran, Workspace};
use crate::pdf::reader::Pdf;

/// One of each kind of area, and the awkward ones: small, combined with another, without a region.
pub const AREAS: &[&str] = &[LIVERPOOL, RUTLAND, CITY_OF_LONDON, NORTH_WEST, ENGLAND, ICB];
pub const LIVERPOOL: &str = "E08000012";
pub const RUTLAND: &str = "E06000017";
pub const CITY_OF_LONDON: &str = "E09000001";
pub const NORTH_WEST: &str = "E12000002";
pub const ENGLAND: &str = "E92000001";
/// Cheshire and Merseyside Integrated Care Board, by the code people use.
pub const ICB: &str = "QYG";

/// A pack, and what was kept of its making.
pub struct Built {
    /// Where it is, from the folder of results.
    pub path: String,
    pub bytes: Vec<u8>,
    pub pdf: Pdf,
    /// The program's record of it.
    pub record: Value,
    pub view: Value,
    pub words: Value,
    /// Its rows of data as they are attached.
    pub data: Vec<u8>,
}

/// The packs of all areas, built in one run.
pub struct BuildRun {
    pub ran: Ran,
    packs: BTreeMap<&'static str, Built>,
}

/// The packs, built at first sight.
pub fn build_run() -> &'static BuildRun {
    static BUILD_RUN: OnceLock<BuildRun> = OnceLock::new();
    BUILD_RUN.get_or_init(BuildRun::new)
}

/// Every pack with its area.
pub fn all() -> impl Iterator<Item = (&'static str, &'static Built)> {
    build_run().packs.iter().map(|(area, pack)| (*area, pack))
}

/// One pack.
pub fn of(area: &str) -> &'static Built {
    &build_run().packs[area]
}

impl BuildRun {
    fn new() -> Self {
        let workspace = Workspace::new();
        let areas = AREAS.join(" ");
        let ran = workspace.run(&format!("build {areas} --keep --format json --out packs"));
        assert_eq!(ran.code, 0, "the packs are not built:\n{}", ran.stderr);
        let mut files = workspace.files();
        let mut records: Vec<Value> =
            ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let summary = records.pop().unwrap();
        assert_eq!(summary["summary"]["built"], AREAS.len());
        let mut packs = BTreeMap::new();
        for &area in AREAS {
            let record = records.iter().find(|record| is_of(record, area));
            let record = record.unwrap_or_else(|| panic!("no record of {area}")).clone();
            let path = record["path"].as_str().unwrap().replace('\\', "/");
            let stem = path.strip_suffix(".pdf").unwrap().to_owned();
            let mut take =
                |path: &str| files.remove(path).unwrap_or_else(|| panic!("`{path}` is not there"));
            let bytes = take(&path);
            let json = |bytes: Vec<u8>| serde_json::from_slice(&bytes).unwrap();
            let built = Built {
                pdf: Pdf::read(&bytes).unwrap_or_else(|error| panic!("{path}: {error}")),
                path,
                bytes,
                record,
                view: json(take(&format!("{stem}/view.json"))),
                words: json(take(&format!("{stem}/words.json"))),
                data: take(&format!("{stem}/data.csv")),
            };
            packs.insert(area, built);
        }
        Self { ran, packs }
    }
}

/// Whether a record is of an area, which the command named by one of its codes.
fn is_of(record: &Value, area: &str) -> bool {
    record["area_code"] == area || (area == ICB && record["area_code"] == "E54000008")
}
