//! Names in a text that the View doesn't have.

use super::Shape;
use crate::error::Problem;
use crate::template::{Template, Text};

/// Names that a text uses and the View doesn't have. `used` are names with dots, such as
/// `indicator.trend.phrase`, as minijinja lists them: those of loops and `set` are not among them.
/// `shape` is what the text is filled from.
pub fn text_names(template: &Template, name: &str, used: &[String], shape: &Shape) -> Vec<Problem> {
    let Ok(text) = template.text(name) else {
        return Vec::new();
    };
    let mut used: Vec<&String> = used.iter().collect();
    used.sort();
    used.into_iter().filter_map(|dotted| missing(text, dotted, shape)).collect()
}

/// The same for a web page or a part of one, by its virtual path: names under `view` and `words`. What it takes from
/// the file that includes it is not known here.
pub fn page_names(template: &Template, path: &str, used: &[String], shape: &Shape) -> Vec<Problem> {
    let Some(file) = template.files.get(path) else {
        return Vec::new();
    };
    let Ok(text) = file.text() else {
        return Vec::new();
    };
    let text = Text { shown: &file.shown, text };
    let mut used: Vec<&String> = used
        .iter()
        .filter(|dotted| ["view.", "words."].iter().any(|start| dotted.starts_with(start)))
        .collect();
    used.sort();
    used.into_iter().filter_map(|dotted| missing(text, dotted, shape)).collect()
}

fn missing(text: Text<'_>, dotted: &str, shape: &Shape) -> Option<Problem> {
    let mut at = shape.clone();
    for part in dotted.split('.') {
        match at.field(part) {
            Some(next) => at = next,
            None => {
                let problem =
                    Problem::at(format!("`{dotted}` is not in the view"), text.place(dotted));
                return Some(problem.hint(match at.nearest(part) {
                    Some(near) => format!("did you mean `{near}`? docs/view.md lists the names"),
                    None => "docs/view.md lists the names".to_owned(),
                }));
            }
        }
    }
    None
}

impl Text<'_> {
    /// The line where a name comes first.
    fn place(&self, dotted: &str) -> crate::notice::Place {
        let letter = |letter: char| letter.is_alphanumeric() || letter == '_';
        let comes = |line: &str| {
            line.match_indices(dotted).any(|(at, _)| {
                let after = line[at + dotted.len()..].chars().next();
                let before = line[..at].chars().next_back();
                !after.is_some_and(letter) && !before.is_some_and(|it| letter(it) || it == '.')
            })
        };
        let line = self.text.lines().position(comes).map(|index| index as u64 + 1);
        crate::notice::Place { path: self.shown.to_owned(), line, column: None }
    }
}
