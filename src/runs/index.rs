//! `index.html`: one page with every pack, by region. Needs no scripts; made for screen readers, keyboards and print.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, Value};
use serde::Serialize;

use super::{FileFacts, Kind, Record, State, Status};
use crate::error::Problem;
use crate::notice::Place;

/// The page, compiled once.
#[derive(Debug)]
pub struct IndexPage {
    env: Environment<'static>,
    /// Where a person finds it.
    shown: PathBuf,
}

/// Its only file.
const NAME: &str = "index.html";

/// What the page is given.
#[derive(Serialize)]
struct Index<'a> {
    built: usize,
    failed: usize,
    /// Whether any number of any pack is made up.
    illustrative: bool,
    /// Whether there is a spreadsheet of all packs.
    summary_ods: bool,
    groups: Vec<Group<'a>>,
}

#[derive(Serialize)]
struct Group<'a> {
    name: &'a str,
    areas: Vec<Area<'a>>,
}

#[derive(Serialize)]
struct Area<'a> {
    name: &'a str,
    code: &'a str,
    packs: Vec<Pack<'a>>,
}

#[derive(Serialize)]
struct Pack<'a> {
    title: &'a str,
    state: State,
    illustrative: bool,
    failed: bool,
    why: String,
    files: Vec<File>,
    counts: String,
    date: &'a str,
}

#[derive(Serialize)]
struct File {
    kind: String,
    link: Value,
    r#type: Value,
    pages: Option<usize>,
    size: String,
}

/// Packs by place on the page, then by the area's name and code.
type Groups<'a> = BTreeMap<Heading<'a>, BTreeMap<(&'a str, &'a str), Vec<&'a Record>>>;
/// A group's rank and name.
type Heading<'a> = (u8, &'a str);

impl IndexPage {
    /// Takes up the page; its place is for people who are told of mistakes in it.
    ///
    /// # Errors
    ///
    /// When it can't be compiled: which line.
    pub fn new(text: &str, shown: &Path) -> Result<Self, Problem> {
        let mut env = Environment::new();
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_auto_escape_callback(|_| AutoEscape::Html);
        // A line with nothing but a block on it leaves no line.
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        env.set_syntax(syntax.unwrap_or_default());
        let mut page = Self { env, shown: shown.to_path_buf() };
        page.env
            .add_template_owned(NAME, text.to_owned())
            .map_err(|error| page_problem(shown, &error))?;
        Ok(page)
    }

    /// The page of these packs.
    ///
    /// # Errors
    ///
    /// When it uses a name that it isn't given: which line.
    pub fn of(&self, records: &[&Record], summary_ods: bool) -> Result<String, Problem> {
        let mut groups = Groups::new();
        for record in records {
            groups
                .entry(group(record))
                .or_default()
                .entry((&record.area_name, &record.area_code))
                .or_default()
                .push(record);
        }
        let built = records.iter().filter(|record| record.status == Status::Built).count();
        let index = Index {
            built,
            failed: records.len() - built,
            illustrative: records.iter().any(|record| record.illustrative),
            summary_ods,
            groups: groups.into_iter().map(|((_, name), areas)| of_group(name, areas)).collect(),
        };
        let page =
            self.env.get_template(NAME).and_then(|page| page.render(Value::from(Serde(&index))));
        page.map_err(|error| page_problem(&self.shown, &error))
    }
}

fn page_problem(shown: &Path, error: &Error) -> Problem {
    let what = error.detail().map_or_else(|| error.kind().to_string(), ToOwned::to_owned);
    let line = error.line().map(|line| line as u64);
    Problem::at(what, Place { path: shown.to_path_buf(), line, column: None })
        .hint("mend the file, or remove it to have the page that comes with the program")
}

/// Where an area stands on the page.
fn group(record: &Record) -> Heading<'_> {
    match (record.area_type.as_str(), record.region.as_deref()) {
        ("england", _) => (0, "England"),
        ("region", _) => (1, "Regions"),
        ("icb", _) => (3, "Integrated care boards"),
        ("sub-icb", _) => (4, "Sub-ICB locations"),
        (_, Some(region)) => (2, region),
        (_, None) => (5, "Other areas"),
    }
}

fn of_group<'a>(name: &'a str, areas: BTreeMap<(&'a str, &'a str), Vec<&'a Record>>) -> Group<'a> {
    let area = |((name, code), records): (_, Vec<&'a Record>)| Area {
        name,
        code,
        packs: records.into_iter().map(pack).collect(),
    };
    Group { name, areas: areas.into_iter().map(area).collect() }
}

/// A pack's files, and what must be known of it.
fn pack(record: &Record) -> Pack<'_> {
    let whats: Vec<&str> = record.problems.iter().map(|found| found.what.as_str()).collect();
    Pack {
        title: &record.template_title,
        state: record.state,
        illustrative: record.illustrative,
        failed: record.status == Status::Failed,
        why: whats.join("; "),
        files: record.files.iter().map(file).collect(),
        counts: counts(record),
        date: &record.date,
    }
}

fn file(file: &FileFacts) -> File {
    File {
        kind: file.kind.to_string(),
        // Nothing is left in it that could end a quoted text.
        link: Value::from_safe_string(link(&file.file)),
        r#type: Value::from_safe_string(media_type(file.kind).to_owned()),
        pages: file.pages,
        size: size(file.bytes),
    }
}

fn media_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Pdf => "application/pdf",
        Kind::Html => "text/html",
        Kind::Ods => "application/vnd.oasis.opendocument.spreadsheet",
        Kind::Csv => "text/csv",
    }
}

/// A file's place as a link has it.
fn link(path: &str) -> String {
    let mut safe = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_./~".contains(&byte) {
            safe.push(char::from(byte));
        } else {
            safe.push_str(&format!("%{byte:02X}"));
        }
    }
    safe
}

fn size(bytes: u64) -> String {
    if bytes < 1_000_000 {
        format!("{} KB", bytes.div_ceil(1000))
    } else {
        format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000)
    }
}

/// "Better 5, Worse 12".
fn counts(record: &Record) -> String {
    let counts: Vec<String> =
        record.classes.iter().map(|(word, count)| format!("{word} {count}")).collect();
    counts.join(", ")
}
