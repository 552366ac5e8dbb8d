//! Reads all inputs into one dataset.

use std::path::PathBuf;

use super::file::{self, Outcome};
use super::index::Index;
use super::merge::merge;
use super::recode::recode;
use super::row::Rows;
use super::source::{Found, Input, find};
use crate::error::{Problem, Problems};
use crate::model::dataset::{Dataset, Source};
use crate::model::directory::Directory;
use crate::notice::Notice;

/// What was read.
#[derive(Debug)]
pub struct Read {
    /// The data.
    pub dataset: Dataset,
    /// What is odd about it.
    pub notices: Vec<Notice>,
}

/// Reads indicator data. Where inputs differ, a later one wins, or a newer one if all have a date.
///
/// # Errors
///
/// Everything that is wrong with the inputs, bad rows with file, line and column.
pub fn dataset(inputs: &[Input], directory: &Directory) -> Result<Read, Problems> {
    let mut problems = Vec::new();
    let mut found = Vec::new();
    for input in inputs {
        match find(input) {
            Ok(input) => found.push(input),
            Err(Problems(more)) => problems.extend(more),
        }
    }
    if inputs.is_empty() {
        problems.push(Problem::new("there is no data to read").hint("give `--data`"));
    }
    by_date(&mut found);

    let mut index = Index::default();
    let mut sources = Vec::new();
    let mut rows = Vec::new();
    let mut notices = Vec::new();
    for (rank, input) in found.iter().enumerate() {
        let mut left_out = 0;
        for unread in &input.files {
            let mut reader = Rows::new(&mut index, directory, sources.len(), rank);
            reader.real_areas = !input.snapshot.as_ref().is_some_and(|it| it.illustrative);
            match file::read(unread, input.is_folder, reader) {
                Err(more) => problems.extend(more),
                Ok(Outcome::LeftOut(notice)) => {
                    left_out += 1;
                    notices.push(notice);
                }
                Ok(Outcome::Data(contents)) => {
                    rows.extend(contents.rows);
                    notices.extend(contents.notices);
                    problems.extend(contents.problems);
                    if contents.is_empty {
                        continue;
                    }
                    sources.push(Source {
                        path: unread.path.clone(),
                        rows: 0,
                        is_download: contents.is_download,
                        snapshot: input.snapshot.clone(),
                    });
                }
            }
        }
        if left_out == input.files.len() {
            problems.push(
                Problem::new(format!(
                    "no file in `{}` is indicator data",
                    input.path.display()
                ))
                .hint("its CSV files need the columns `Indicator ID`, `Area Code`, `Time period` and `Value`"),
            );
        }
    }
    if rows.is_empty() && problems.is_empty() {
        problems.push(Problem::new("there are no rows to read").hint("download the data again"));
    }
    notices.extend(recode(&mut rows, &index, directory));
    let paths: Vec<PathBuf> = found.into_iter().map(|input| input.path).collect();
    let merged = merge(rows, &index, sources, &paths);
    problems.extend(merged.problems);
    notices.extend(merged.notices);
    Problems::none_or(problems)?;
    Ok(Read { dataset: merged.dataset, notices })
}

/// Puts inputs that all have a date in the order of their dates.
fn by_date(found: &mut [Found]) {
    if found.iter().all(|input| input.snapshot.is_some()) {
        found.sort_by(|a, b| {
            let date = |input: &Found| input.snapshot.as_ref().map(|it| it.date.clone());
            date(a).cmp(&date(b))
        });
    }
}
