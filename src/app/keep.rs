//! What a PDF is made from, as a folder that the ordinary `typst` compiles.

use std::path::PathBuf;

use super::maker::Parts;
use crate::chart;
use crate::error::Problem;
use crate::template::Template;
use crate::typeset;

/// What only this program's Typst offers, and what stands for it in a kept folder.
const ENGINE: &str = "/shared/engine.typ";
const KEPT_ENGINE: &str = "/shared/engine.keep.typ";

/// The file by which a kept folder is known.
pub(super) const MARK: &str = "view.json";

/// What a PDF is made from, by file name: a folder that the ordinary `typst` compiles with
/// `typst compile --root . --font-path fonts template/report.typ`.
pub(super) fn kept(template: &Template, parts: &Parts) -> Result<Vec<(PathBuf, Vec<u8>)>, Problem> {
    let json_failed = |error: serde_json::Error| Problem::new(error.to_string());
    let view = serde_json::to_vec_pretty(&parts.view).map_err(json_failed)?;
    let words = serde_json::to_vec_pretty(&parts.words).map_err(json_failed)?;
    let mut files = vec![
        (PathBuf::from(MARK), view),
        (PathBuf::from("words.json"), words),
        (PathBuf::from("data.csv"), parts.data.clone()),
    ];
    for (name, drawing) in &parts.drawings {
        let svg = chart::svg::render(drawing);
        files.push((PathBuf::from(format!("charts/{name}.svg")), svg.into_bytes()));
    }
    for (path, bytes) in &parts.images {
        files.push((PathBuf::from(path.trim_start_matches('/')), bytes.clone()));
    }
    for (path, file) in &template.files {
        // The ordinary `typst` has no native drawings: their place is taken by pictures.
        let bytes = match path.as_str() {
            KEPT_ENGINE => continue,
            ENGINE => template.files.get(KEPT_ENGINE).unwrap_or(file).bytes.clone(),
            _ => file.bytes.clone(),
        };
        files.push((PathBuf::from(path.trim_start_matches('/')), bytes));
    }
    for (name, bytes) in typeset::FONT_FILES {
        files.push((PathBuf::from(format!("fonts/{name}")), bytes.to_vec()));
    }
    Ok(files)
}
