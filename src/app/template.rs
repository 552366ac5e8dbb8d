//! `template`: which templates there are, a copy of one to change, and what is wrong with one.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::console;
use super::exit::Exit;
use super::load::Loaded;
use super::template_check;
use crate::cli::{
    CompareArgs, DataArgs, Format, TemplateArgs, TemplateCheckArgs, TemplateCommand,
    TemplateEjectArgs,
};
use crate::error::{Problem, Problems};
use crate::template::{self, Template, check};
use crate::write;

pub(super) fn template(args: &TemplateArgs) -> Result<Exit, Problems> {
    match &args.command {
        TemplateCommand::List { format } => list(*format),
        TemplateCommand::Eject(args) => eject(args),
        TemplateCommand::Check(args) => check_template(args),
    }
}

#[derive(Debug, Serialize)]
struct Line {
    name: String,
    title: String,
    description: String,
    /// "built-in" or "on disk".
    place: &'static str,
}

fn list(format: Format) -> Result<Exit, Problems> {
    let lines: Vec<Line> = template::list()?
        .into_iter()
        .map(|it| Line {
            name: it.name,
            title: it.title,
            description: it.description,
            place: if it.on_disk { "on disk" } else { "built-in" },
        })
        .collect();
    match format {
        Format::Json => console::pretty_json(&lines)?,
        Format::Text => {
            let rows: Vec<[String; 4]> = lines
                .into_iter()
                .map(|line| [line.name, line.place.to_owned(), line.title, line.description])
                .collect();
            console::table(["Name", "Place", "Title", "Description"], &rows);
        }
    }
    Ok(Exit::Done)
}

/// Writes a copy that needs nothing else, into a folder that is not there or empty.
fn eject(args: &TemplateEjectArgs) -> Result<Exit, Problems> {
    let template = template::load(&args.name)?;
    let folder = &args.folder;
    if !write::is_free(folder) {
        return Err(Problem::new(format!("`{}` is there already", folder.display()))
            .hint("nothing is ever overwritten: name a folder that is not there, or an empty one")
            .into());
    }
    let files = copy(&template, folder);
    for (path, bytes) in &files {
        write::whole(path, bytes)
            .map_err(|error| Problem::new(error.to_string()).hint(error.hint()))?;
    }
    let shown = folder.display();
    console::result(&format!("{shown} ({} files)", files.len()));
    console::say(&format!(
        "next: edit {shown}/template.toml (name, title, colours, logo, text size); \
         {shown}/report.typ has the pages in order; {shown}/shared/text has the sentences\n\
         then: jsnapack template check {shown}\n\
         and:  jsnapack build AREA --template {shown}"
    ));
    Ok(Exit::Done)
}

/// The files of a copy, by path. The copy goes by its folder's name, so that its packs don't mix with the
/// original's.
fn copy(template: &Template, folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let files = check::used_files(template).into_iter().filter_map(|path| {
        let bytes = template.files.get(path)?.bytes.clone();
        let target = path.strip_prefix("/template/").unwrap_or(path.trim_start_matches('/'));
        let bytes = if target == "template.toml" { renamed(bytes, folder) } else { bytes };
        Some((folder.join(target), bytes))
    });
    files.collect()
}

fn renamed(bytes: Vec<u8>, folder: &Path) -> Vec<u8> {
    let name = folder.file_name().map(|name| write::file_name(&name.to_string_lossy()));
    match (name, String::from_utf8(bytes)) {
        (Some(name), Ok(text)) if !name.is_empty() => {
            let lines = text.lines().map(|line| match line.trim_start().starts_with("name = ") {
                true => format!("name = \"{name}\"\n"),
                false => format!("{line}\n"),
            });
            lines.collect::<String>().into_bytes()
        }
        (_, Ok(text)) => text.into_bytes(),
        (_, Err(error)) => error.into_bytes(),
    }
}

fn check_template(args: &TemplateCheckArgs) -> Result<Exit, Problems> {
    // The illustrative data has values of every kind: known, suppressed, missing, not compared.
    let loaded = Loaded::new(&DataArgs::default(), &CompareArgs::default())?;
    let problems = template_check::problems(&args.template, &loaded)?;
    match args.format {
        Format::Json => console::pretty_json(&problems)?,
        Format::Text => {
            for problem in &problems {
                console::result(&format!("error: {problem}"));
            }
            console::result(&match problems.len() {
                0 => format!("`{}`: no problem found", args.template),
                1 => format!("`{}`: 1 problem", args.template),
                count => format!("`{}`: {count} problems", args.template),
            });
        }
    }
    Ok(if problems.is_empty() { Exit::Done } else { Exit::SomeFailed })
}
