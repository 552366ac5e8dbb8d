//! What is wrong with a template or a pack, told to the person who can mend it.

use std::fmt;

use serde::{Deserialize, Serialize};
use typst::{World, WorldExt};
use typst_library::diag::SourceDiagnostic;
use typst_syntax::{DiagSpan, Source};

/// Everything found wrong while typesetting one pack, or while reading a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypesetError {
    /// The faults, at least one.
    pub faults: Vec<Fault>,
    /// Whether the process that typeset the pack ended before its time. Whoever stops a run may have ended it.
    pub broke_off: bool,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// What: lower case, no full stop.
    pub message: String,
    /// The file, as a path inside the template.
    pub file: Option<String>,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// The column, counted from 1.
    pub column: Option<usize>,
    /// What can be done.
    pub hints: Vec<String>,
}

impl TypesetError {
    pub(super) fn new(faults: Vec<Fault>) -> Self {
        Self { faults, broke_off: false }
    }
}

impl From<Fault> for TypesetError {
    fn from(fault: Fault) -> Self {
        Self::new(vec![fault])
    }
}

impl Fault {
    /// A fault without a place.
    pub(super) fn plain(message: &str) -> Self {
        Self {
            message: message.to_owned(),
            file: None,
            line: None,
            column: None,
            hints: Vec::new(),
        }
    }

    /// A fault of a file as a whole.
    pub(super) fn in_file(message: &str, file: &str) -> Self {
        Self { file: Some(file.trim_start_matches('/').to_owned()), ..Self::plain(message) }
    }
}

impl fmt::Display for TypesetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.faults.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{fault}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(file) = &self.file {
            write!(f, "\n  at {file}")?;
            if let (Some(line), Some(column)) = (self.line, self.column) {
                write!(f, ", line {line}, column {column}")?;
            }
        }
        for hint in &self.hints {
            write!(f, "\nhint: {hint}")?;
        }
        Ok(())
    }
}

impl std::error::Error for TypesetError {}

/// Mistakes of syntax in one source.
pub(super) fn syntax_faults(source: &Source) -> Vec<Fault> {
    let (errors, _) = source.root().errors_and_warnings();
    let id = source.id();
    let file = id.vpath().get_without_slash();
    errors
        .into_iter()
        .map(|found| {
            let start = match found.span.get() {
                typst_syntax::DiagSpanKind::Number { num, sub_range, .. } => {
                    source.range(num, sub_range).map(|range| range.start)
                }
                typst_syntax::DiagSpanKind::Range { range, .. } => Some(range.start),
                typst_syntax::DiagSpanKind::Detached => None,
            };
            let place = start.and_then(|byte| source.lines().byte_to_line_column(byte));
            Fault {
                line: place.map(|(line, _)| line + 1),
                column: place.map(|(_, column)| column + 1),
                hints: found.hints.iter().map(|hint| hint.v.to_string()).collect(),
                ..Fault::in_file(&found.message, file)
            }
        })
        .collect()
}

/// Diagnostics as faults, with places that a person can open.
pub(super) fn translate(world: &dyn World, found: &[SourceDiagnostic]) -> TypesetError {
    let mut faults: Vec<Fault> = found.iter().map(|one| fault(world, one)).collect();
    if faults.is_empty() {
        faults.push(Fault::plain("typesetting failed without saying why"));
    }
    TypesetError::new(faults)
}

/// Warnings as lines of text.
pub(super) fn warnings(world: &dyn World, found: &[SourceDiagnostic]) -> Vec<String> {
    found.iter().map(|one| fault(world, one).to_string()).collect()
}

fn fault(world: &dyn World, found: &SourceDiagnostic) -> Fault {
    // Where the fault itself has no place, the call that led to it has.
    let span = std::iter::once(found.span)
        .chain(found.trace.iter().map(|point| DiagSpan::from(point.span)))
        .find(|span| span.id().is_some())
        .unwrap_or(found.span);
    let (message, own_hint) = wording(&found.message);
    let place = place(world, span);
    Fault {
        message,
        file: span.id().map(|id| id.vpath().get_without_slash().to_owned()),
        line: place.map(|(line, _)| line + 1),
        column: place.map(|(_, column)| column + 1),
        hints: own_hint
            .map(str::to_owned)
            .into_iter()
            .chain(found.hints.iter().map(|hint| hint.v.to_string()).filter(|hint| is_ours(hint)))
            .collect(),
    }
}

/// Line and column, counted from 0.
fn place(world: &dyn World, span: DiagSpan) -> Option<(usize, usize)> {
    let id = span.id()?;
    let start = world.range(span)?.start;
    match world.source(id) {
        Ok(source) => source.lines().byte_to_line_column(start),
        Err(_) => world.file(id).ok()?.lines().ok()?.byte_to_line_column(start),
    }
}

/// The message in the reader's terms, without the names of standards in front, and a hint where
/// we know a better one.
fn wording(message: &str) -> (String, Option<&'static str>) {
    let message = match message.split_once(" error: ") {
        Some((standards, rest)) if standards.starts_with("PDF/") => rest,
        _ => message,
    };
    let within = |start: &str| message.strip_prefix(start)?.strip_suffix(')');
    if let Some(path) = within("file not found (searched at ") {
        return (format!("there is no file `{path}` in the template or this pack"), None);
    }
    if let Some(why) = within("failed to load package (") {
        return (why.to_owned(), None);
    }
    let hint = if message.contains("could not be displayed with") {
        Some("the font has no such character: replace it in the text")
    } else if message.contains("missing alt text") {
        Some("give the figure or image an alternative text: `figure(alt: ..)`")
    } else {
        None
    };
    (message.to_owned(), hint)
}

/// Whether a hint makes sense here: not about command-line options or other export modes.
fn is_ours(hint: &str) -> bool {
    ![
        "--",
        "have alt text",
        "export mode",
        "a different font",
        "report this as a bug",
        "a different standard",
    ]
    .iter()
    .any(|foreign| hint.contains(foreign))
}
