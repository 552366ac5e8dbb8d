//! Loads report templates: from a folder on disk, else from the copy inside the program.
//! A template is files only: `typeset` compiles its pages, `narrate` fills its texts.
//! A template sees its own folder and `shared`, nothing else.

pub mod check;
mod embedded;
mod folder;
mod manifest;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use manifest::{Manifest, Theme};

use crate::error::{Problem, Problems};
use crate::notice::Place;

/// Where templates are looked for before the copies inside the program.
pub const FOLDER: &str = "report-templates";

/// The file every template needs.
const MANIFEST: &str = "template.toml";

/// The page that is typeset.
const ENTRY: &str = "/template/report.typ";

/// The page that is put on the web, where a template has one.
pub const WEB_ENTRY: &str = "/template/report.html";

/// A report template: its name, its settings and all its files.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// Its name, good as a folder's name: "jsna-annex".
    pub name: String,
    /// Its title, printed on every page: "JSNA annex".
    pub title: String,
    /// Its settings.
    pub manifest: Manifest,
    /// Its files by virtual path: its own under `/template/`, shared ones under `/shared/`.
    pub files: BTreeMap<String, TemplateFile>,
}

/// A file of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFile {
    /// Where a person finds it; for copies inside the program, where it stands in the project.
    pub shown: PathBuf,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// A template as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its name, for `--template`.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub description: String,
    /// Whether it was found on disk rather than inside the program.
    pub on_disk: bool,
}

/// Loads a template by name, or from a folder that has a `template.toml`.
pub fn load(name_or_path: &str) -> Result<Template, Problems> {
    load_from(Path::new(FOLDER), name_or_path)
}

/// Loads a template, looking for names in a given folder before looking inside the program.
pub fn load_from(templates: &Path, name_or_path: &str) -> Result<Template, Problems> {
    let (template, problems) = inspect_from(templates, name_or_path)?;
    Problems::none_or(problems)?;
    Ok(template)
}

/// The full report inside the program, whatever is on disk.
///
/// # Errors
///
/// When it is not sound.
pub fn built_in() -> Result<Template, Problems> {
    let files = embedded::files("jsna-annex")
        .ok_or_else(|| Problem::new("the program has no template `jsna-annex`"))?;
    Template::new(files).map(|(template, _)| template)
}

/// Loads a template as [`load`] does, with what is wrong with its settings: for a check, which wants to
/// know everything else as well.
///
/// # Errors
///
/// When there is no such template, or it can't be read at all.
pub fn inspect(name_or_path: &str) -> Result<(Template, Vec<Problem>), Problems> {
    inspect_from(Path::new(FOLDER), name_or_path)
}

fn inspect_from(
    templates: &Path,
    name_or_path: &str,
) -> Result<(Template, Vec<Problem>), Problems> {
    let named = templates.join(name_or_path);
    for path in [Path::new(name_or_path), &named] {
        if path.join(MANIFEST).is_file() {
            return Template::new(folder::files(path)?);
        }
    }
    if let Some(files) = embedded::files(name_or_path) {
        return Template::new(files);
    }
    let names: Vec<String> = names_in(templates).into_keys().collect();
    Err(Problem::new(format!("there is no report template `{name_or_path}`"))
        .hint(format!("give one of {}, or a folder with a `{MANIFEST}`", quoted(&names)))
        .into())
}

/// Every template that [`load`] finds by name.
pub fn list() -> Result<Vec<Listed>, Problems> {
    list_from(Path::new(FOLDER))
}

/// Every template found in a given folder or inside the program, by name.
pub fn list_from(templates: &Path) -> Result<Vec<Listed>, Problems> {
    let mut listed = Vec::new();
    let mut problems = Vec::new();
    for (name, on_disk) in names_in(templates) {
        match load_from(templates, &name) {
            Ok(template) => listed.push(Listed {
                name,
                title: template.title,
                description: template.manifest.description,
                on_disk,
            }),
            Err(Problems(found)) => problems.extend(found),
        }
    }
    Problems::none_or(problems)?;
    Ok(listed)
}

/// The names to be found, each with whether it is on disk.
fn names_in(templates: &Path) -> BTreeMap<String, bool> {
    let mut names: BTreeMap<String, bool> =
        embedded::names().map(|name| (name.to_owned(), false)).collect();
    names.extend(folder::names(templates).map(|name| (name, true)));
    names
}

impl Template {
    /// Takes up a template's files, and says what is wrong with its settings.
    fn new(files: BTreeMap<String, TemplateFile>) -> Result<(Self, Vec<Problem>), Problems> {
        let (manifest, problems) = match files.get("/template/template.toml") {
            Some(file) => Manifest::parse(file, &files)?,
            None => return Err(Problem::new(format!("the template has no `{MANIFEST}`")).into()),
        };
        if !files.contains_key(ENTRY) {
            return Err(Problem::new(format!(
                "the template `{}` has no `report.typ`",
                manifest.name
            ))
            .into());
        }
        let (name, title) = (manifest.name.clone(), manifest.title.clone());
        Ok((Self { name, title, manifest, files }, problems))
    }

    /// The virtual path of the page to typeset.
    pub fn entry(&self) -> &'static str {
        ENTRY
    }

    /// All files by virtual path, as `typeset` takes them.
    pub fn to_files(&self) -> Vec<(String, Vec<u8>)> {
        self.files.iter().map(|(path, file)| (path.clone(), file.bytes.clone())).collect()
    }

    /// A text by its file name: the template's own `text/<name>`, else the shared one.
    pub fn text(&self, name: &str) -> Result<Text<'_>, Problem> {
        let file = ["/template/text/", "/shared/text/"]
            .iter()
            .find_map(|folder| self.files.get(&format!("{folder}{name}")))
            .ok_or_else(|| {
                Problem::new(format!("the template `{}` has no text `{name}`", self.name))
                    .hint(format!("put `{name}` into its `text` folder"))
            })?;
        file.text().map(|text| Text { shown: &file.shown, text })
    }
}

/// A text of a template and where a person finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text<'a> {
    /// Where.
    pub shown: &'a Path,
    /// The text.
    pub text: &'a str,
}

impl TemplateFile {
    /// The file as text.
    ///
    /// # Errors
    ///
    /// When it is not UTF-8: which line.
    pub fn text(&self) -> Result<&str, Problem> {
        std::str::from_utf8(&self.bytes).map_err(|error| {
            let before = &self.bytes[..error.valid_up_to()];
            let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
            Problem::at("not UTF-8 text", self.place(Some(line)))
                .hint("save the file as UTF-8 in your editor")
        })
    }

    /// A place in it.
    fn place(&self, line: Option<usize>) -> Place {
        Place { path: self.shown.clone(), line: line.map(|line| line as u64), column: None }
    }
}

fn quoted(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
