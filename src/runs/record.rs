//! The record of a pack, kept beside it: what became of it, what it was made from, and its facts.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Deserializer, Serialize};

use super::{Digest, Fact};
use crate::error::Problem;
use crate::model::slot::SlotReport;
use crate::model::view::View;
use crate::notice::Notice;

/// What is known of a pack. Its facts are in the same file, but only read where they are needed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The area's code.
    pub area_code: String,
    /// The area's name.
    pub area_name: String,
    /// The area's kind, for programs: "utla".
    pub area_type: String,
    /// The region's name, if it lies in one.
    pub region: Option<String>,
    /// The template's name.
    pub template: String,
    /// The template's title.
    pub template_title: String,
    /// Draft or final.
    pub state: State,
    /// What became of the latest try.
    pub status: Status,
    /// The files that are there, in the order of their kinds. After a failure they are of an earlier pack. Records of
    /// before there were several kinds have the PDF alone, as `pdf`.
    #[serde(alias = "pdf", deserialize_with = "files")]
    pub files: Vec<FileFacts>,
    /// The date that the pack bears.
    pub date: String,
    /// What areas are compared with, as asked for: "england", "region", "neighbours" or an area's code.
    pub compare: String,
    /// What this area is compared with; none for England.
    pub benchmark: Option<String>,
    /// Whether any number is made up.
    pub illustrative: bool,
    /// Whether a folder of what the PDF is made from is beside it.
    pub kept: bool,
    /// What files its charts are beside it as, "svg" or "png"; none without.
    #[serde(default)]
    pub charts: Option<String>,
    /// How long the pack took to make.
    pub seconds: f64,
    /// What the pack was made from.
    pub made_from: MadeFrom,
    /// A digest of each part of the View, by name.
    pub view_parts: BTreeMap<String, Digest>,
    /// How many indicators are in each class against the benchmark, by the word on the page.
    pub classes: BTreeMap<String, usize>,
    /// What is odd about the area's data.
    pub notices: Vec<String>,
    /// How far each slot had come at the latest try.
    pub slots: Vec<SlotReport>,
    /// What was odd about writers' words at the latest try.
    pub word_notices: Vec<Notice>,
    /// Why the latest try failed.
    pub problems: Vec<Problem>,
}

/// Draft or final: they live apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// For working with.
    Draft,
    /// For publication.
    Final,
}

impl State {
    /// Its folder's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Final => "final",
        }
    }
}

/// What became of a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Its files are what they should be.
    Built,
    /// It could not be built.
    Failed,
}

/// A kind of file that a pack can have, in the order in which files are listed.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The pages.
    #[default]
    Pdf,
    /// A web page that says the same.
    Html,
    /// Its tables as a spreadsheet.
    Ods,
    /// Its data, one row a number.
    Csv,
}

impl Kind {
    /// Every kind, in order.
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Html, Self::Ods, Self::Csv];

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Ods => "ods",
            Self::Csv => "csv",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pdf => "PDF",
            Self::Html => "HTML",
            Self::Ods => "ODS",
            Self::Csv => "CSV",
        })
    }
}

/// A file on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFacts {
    /// Its kind.
    #[serde(default)]
    pub kind: Kind,
    /// Its place in the folder of results, with `/`.
    pub file: String,
    /// Its pages, if it has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
    /// Its length.
    pub bytes: u64,
    /// Its content.
    pub sha256: Digest,
}

impl FileFacts {
    /// Its place, with the system's separators.
    pub fn path(&self) -> PathBuf {
        self.file.split('/').collect()
    }
}

/// A list of files, or the one PDF of an earlier layout.
fn files<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<FileFacts>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Layout {
        Files(Vec<FileFacts>),
        Pdf(Option<FileFacts>),
    }
    Ok(match Layout::deserialize(from)? {
        Layout::Files(files) => files,
        Layout::Pdf(pdf) => pdf.into_iter().collect(),
    })
}

/// Digests of everything that a pack is made from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeFrom {
    /// All that was read, and all options: if this is the same, so is the rest.
    pub inputs: Digest,
    /// The View: with it the data, national pools, benchmarks and comparators that the pack shows.
    pub view: Digest,
    /// Text around the numbers, writers' words among it.
    pub words: Digest,
    /// Attached data and writers' pictures.
    pub files: Digest,
    /// The template's folder and the shared parts.
    pub template: Digest,
    /// The fonts.
    pub fonts: Digest,
    /// Options that change the pack.
    pub options: Digest,
    /// The program's version and, after the `+`, its source.
    pub program: String,
}

impl MadeFrom {
    /// Whether two packs of one area are the same, though more than they show may have changed in between: other areas'
    /// rows, say.
    #[must_use]
    pub fn is_same_pack(&self, other: &Self) -> bool {
        Self { inputs: other.inputs.clone(), ..self.clone() } == *other
    }
}

/// A record with the facts of its pack.
#[derive(Debug, Deserialize)]
pub(super) struct FactsOnly {
    /// By slug.
    pub(super) indicators: Vec<Fact>,
}

impl Record {
    /// The text of the record's file: JSON, each indicator on a line of its own.
    ///
    /// # Errors
    ///
    /// Only if memory can't be had.
    pub fn to_text(&self, facts: &[Fact]) -> serde_json::Result<String> {
        let head = serde_json::to_string_pretty(self)?;
        let lines: Vec<String> =
            facts.iter().map(serde_json::to_string).collect::<serde_json::Result<_>>()?;
        let head = head.trim_end_matches(['\n', '}']).trim_end();
        let lines = lines.join(",\n    ");
        Ok(format!("{head},\n  \"indicators\": [\n    {lines}\n  ]\n}}\n"))
    }

    /// What tells its pack from others in a folder of results: template, state, area, and whether made up.
    pub fn key(&self) -> (String, State, String, bool) {
        (self.template.clone(), self.state, self.area_code.clone(), self.illustrative)
    }

    /// Its file of a kind.
    pub fn file(&self, kind: Kind) -> Option<&FileFacts> {
        self.files.iter().find(|file| file.kind == kind)
    }

    /// The file that stands for the pack where one must: the PDF, else the first there is.
    pub fn first_file(&self) -> Option<&FileFacts> {
        self.files.first()
    }
}

/// A digest of each part of a View but the indicators, which have their own in their facts.
pub fn view_parts(view: &View) -> BTreeMap<String, Digest> {
    // A View always turns into a JSON object: its keys are its fields.
    let Ok(serde_json::Value::Object(parts)) = serde_json::to_value(view) else {
        return BTreeMap::new();
    };
    parts
        .into_iter()
        .filter(|(name, _)| name != "indicators")
        .map(|(name, part)| (name, Digest::of(part.to_string().as_bytes()).short()))
        .collect()
}
