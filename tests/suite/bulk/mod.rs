//! Many packs in one run: what is built again, what is left behind however a run ends, several machines, memory.

mod chart_files;
mod faults;
mod machines;
#[cfg(target_os = "linux")]
mod memory;
mod outputs;
#[cfg(target_os = "linux")]
mod processes;
mod results;
mod unchanged;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use crate::pdf::reader::Pdf;
use crate::support::golden;
use crate::support::workspace::Workspace;

/// The options of a build in a team's folder, its folder of results aside.
pub const DATA: &str = "--data data.csv --profile profile.toml";

/// Four authorities in three regions.
pub const LIVERPOOL: &str = "E08000012";
pub const RUTLAND: &str = "E06000017";
pub const KENT: &str = "E10000016";
pub const WIRRAL: &str = "E08000015";

/// A letter that no font of the page has: the pack with it fails.
pub const NO_GLYPH: &str = "checked \u{2713}";

/// A team's data: one indicator of four authorities and England, with a value and a note for each.
pub struct Data(BTreeMap<&'static str, (u32, &'static str)>);

impl Data {
    pub fn new() -> Self {
        let values =
            [("E92000001", 90), (LIVERPOOL, 110), (WIRRAL, 100), (RUTLAND, 70), (KENT, 85)];
        Self(values.into_iter().map(|(area, value)| (area, (value, ""))).collect())
    }

    pub fn value(mut self, area: &'static str, value: u32) -> Self {
        self.0.get_mut(area).unwrap().0 = value;
        self
    }

    pub fn note(mut self, area: &'static str, note: &'static str) -> Self {
        self.0.get_mut(area).unwrap().1 = note;
        self
    }

    /// Puts it into a workspace.
    pub fn into(self, workspace: &Workspace) {
        let mut rows = String::from(
            "Indicator ID,Area Code,Sex,Age,Time period,Value,Lower CI 95.0 limit,\
             Upper CI 95.0 limit,Count,Denominator,Value note\n",
        );
        for (area, (value, note)) in self.0 {
            let count = if area == "E92000001" { 95_000 } else { 950 };
            let (lower, upper, denominator) = (value - 5, value + 5, count * 10_000 / value);
            for period in ["2021/22", "2022/23"] {
                let key = format!("90284,{area},Persons,<15 yrs,{period}");
                writeln!(rows, "{key},{value},{lower},{upper},{count},{denominator},{note}")
                    .unwrap();
            }
        }
        workspace.write("data.csv", &rows);
    }
}

/// A team's folder.
pub fn team() -> Workspace {
    let profile = golden::folder("cli").join("bad-rows/files/profile.toml");
    let workspace = Workspace::new();
    workspace.write("profile.toml", &fs::read_to_string(profile).unwrap());
    Data::new().into(&workspace);
    workspace
}

/// The files below a folder of results that end so, by path from there.
pub fn below(workspace: &Workspace, out: &str, end: &str) -> BTreeMap<String, Vec<u8>> {
    let files = workspace.files().into_iter();
    files
        .filter(|(path, _)| path.ends_with(end))
        .filter_map(|(path, bytes)| Some((path.strip_prefix(out)?.to_owned(), bytes)))
        .collect()
}

/// Every PDF below a folder of results. Each must be a whole one, and nothing may be half written.
pub fn pdfs(workspace: &Workspace, out: &str) -> BTreeMap<String, Vec<u8>> {
    let pdfs = below(workspace, out, ".pdf");
    for (path, bytes) in &pdfs {
        Pdf::read(bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
    pdfs
}

/// What is left of writing that was broken off.
pub fn unfinished(workspace: &Workspace) -> Vec<String> {
    workspace.files().into_keys().filter(|path| path.contains("/.jsnapack-")).collect()
}
