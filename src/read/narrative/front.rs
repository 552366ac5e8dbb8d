//! Front matter: `author`, `status`, `reviewer` and `review by` between two lines of `---`.

use std::path::Path;

use jiff::civil::Date;

use crate::error::Problem;
use crate::model::near;
use crate::model::slot::{FrontMatter, Status};
use crate::notice::Place;

const KEYS: [&str; 5] = ["area", "author", "status", "reviewer", "review by"];

/// What stands above a document's text.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub(super) matter: FrontMatter,
    /// The area as the writer named it, and where.
    pub(super) area: Option<(String, Place)>,
    /// How many lines it takes.
    pub(super) lines: usize,
    pub(super) problems: Vec<Problem>,
}

/// Reads the front matter of a document, if it has any.
pub(super) fn front(text: &str, path: &Path) -> Front {
    let mut front = Front::default();
    let mut lines = text.lines().enumerate().skip_while(|(_, line)| line.trim().is_empty());
    let place =
        |index: usize| Place { path: path.to_owned(), line: Some(index as u64 + 1), column: None };
    let Some((start, _)) = lines.next().filter(|(_, line)| line.trim_end() == "---") else {
        return front;
    };
    for (index, line) in lines {
        let line = line.trim();
        if line == "---" || line == "..." {
            front.lines = index + 1;
            return front;
        }
        if !line.is_empty() && !line.starts_with('#') {
            front.take(line, place(index));
        }
    }
    front.problems.push(
        Problem::at("the lines at the top that begin with `---` never end", place(start))
            .hint("put a line of three hyphens, `---`, below the last of them"),
    );
    front
}

impl Front {
    fn take(&mut self, line: &str, place: Place) {
        let Some((key, value)) = line.split_once(':') else {
            self.problems.push(
                Problem::at(format!("`{line}` is no line of the form `name: value`"), place)
                    .hint("write it as `author: Jo Smith`, or put it below the second `---`"),
            );
            return;
        };
        let key = key.trim().to_lowercase().replace(['-', '_'], " ");
        let value = value.trim().trim_matches(['"', '\'']).trim();
        let given = (!value.is_empty()).then(|| value.to_owned());
        match key.as_str() {
            "area" => self.area = given.map(|area| (area, place)),
            "author" => self.matter.author = given,
            "reviewer" => self.matter.reviewer = given,
            "status" => match value.to_lowercase().as_str() {
                "" | "draft" => self.matter.status = Status::Draft,
                "reviewed" => self.matter.status = Status::Reviewed,
                _ => self.problems.push(
                    Problem::at(format!("the status can't be `{value}`"), place)
                        .hint("write `draft` or `reviewed`; signing off is a command"),
                ),
            },
            "review by" => match value.parse::<Date>() {
                Ok(date) => self.matter.review_by = Some(date.to_string()),
                Err(_) if value.is_empty() => {}
                Err(_) => self.problems.push(
                    Problem::at(format!("`{value}` is not a date"), place)
                        .hint("write it as YYYY-MM-DD, such as 2027-03-31"),
                ),
            },
            _ => self.problems.push(Problem::at(format!("`{key}` is not known here"), place).hint(
                near::did_you_mean(&key, KEYS).unwrap_or_else(|| {
                    "use `area`, `author`, `status`, `reviewer` or `review by`".to_owned()
                }),
            )),
        }
    }
}
