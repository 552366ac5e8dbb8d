//! The report templates inside the program: what is in `report-templates/` when it is built.

use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};

use super::{FOLDER, MANIFEST, TemplateFile};

static TEMPLATES: Dir = include_dir!("$CARGO_MANIFEST_DIR/report-templates");

/// The names of the templates.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    TEMPLATES
        .dirs()
        .filter(|dir| dir.contains(dir.path().join(MANIFEST)))
        .filter_map(|dir| dir.path().to_str())
}

/// A template's files by virtual path.
pub(super) fn files(name: &str) -> Option<BTreeMap<String, TemplateFile>> {
    let name = names().find(|&known| known == name)?;
    let mut files = shared();
    collect(TEMPLATES.get_dir(name)?, "/template", &mut files);
    Some(files)
}

/// A file that belongs to no template.
pub(super) fn file(name: &str) -> Option<TemplateFile> {
    let file = TEMPLATES.get_file(name)?;
    Some(TemplateFile { shown: Path::new(FOLDER).join(name), bytes: file.contents().to_vec() })
}

/// The shared files by virtual path.
pub(super) fn shared() -> BTreeMap<String, TemplateFile> {
    let mut files = BTreeMap::new();
    if let Some(dir) = TEMPLATES.get_dir("shared") {
        collect(dir, "/shared", &mut files);
    }
    files
}

fn collect(dir: &Dir, at: &str, files: &mut BTreeMap<String, TemplateFile>) {
    for file in dir.files() {
        if let Some(name) = file.path().file_name() {
            files.insert(
                format!("{at}/{}", name.to_string_lossy()),
                TemplateFile {
                    shown: Path::new(FOLDER).join(file.path()),
                    bytes: file.contents().to_vec(),
                },
            );
        }
    }
    for sub in dir.dirs() {
        if let Some(name) = sub.path().file_name() {
            collect(sub, &format!("{at}/{}", name.to_string_lossy()), files);
        }
    }
}
