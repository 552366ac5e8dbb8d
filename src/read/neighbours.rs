//! Reads lists of similar areas: one line a pair with a rank, or one line an area with its neighbours side by
//! side, as the Department for Education publishes them. What must hold in them is in `read::neighbour_lists`.

use std::path::Path;

use csv::StringRecord;

use super::neighbour_lists::Lists;
use super::source::{Input, at, find};
use super::table::{Table, unclosed_quote};
use super::text::decode;
use crate::error::{Problem, Problems};
use crate::model::directory::Directory;
use crate::model::neighbours::Neighbours;
use crate::notice::{Notice, Place};

/// Headings of the columns, in lower case with underscores.
const AREA: [&str; 7] = [
    "area_code",
    "code",
    "la_code",
    "old_la_code",
    "new_la_code",
    "la_number",
    "local_authority_code",
];
const NEIGHBOUR: [&str; 4] =
    ["neighbour_code", "neighbour", "neighbour_area_code", "neighbor_code"];
const RANK: [&str; 3] = ["rank", "neighbour_rank", "position"];
/// What stands before the number of a neighbour in the heading of its column: `SN_1`.
const WIDE: [&str; 4] = ["sn_", "sn", "neighbour_", "nn_"];

const TAKES: &str = "check the path; `--neighbours` takes one `.csv` or `.csv.gz` file";

/// Lists of similar areas, and what is odd about them.
#[derive(Debug)]
pub struct NeighboursRead {
    /// The lists.
    pub neighbours: Neighbours,
    /// What is odd about them.
    pub notices: Vec<Notice>,
}

/// Where the columns of a file stand.
enum Layout {
    /// A line for each pair.
    Pairs { area: usize, neighbour: usize, rank: usize },
    /// A line for each area; each neighbour's column with its rank.
    Wide { area: usize, neighbours: Vec<(u32, usize)> },
}

/// Reads lists of similar areas. Codes may be of nine characters, also former ones, or the three-digit numbers of
/// local authorities; `directory` is the one fitted to the data.
///
/// # Errors
///
/// Everything that is wrong with the file, by line.
pub fn neighbours(path: &Path, directory: &Directory) -> Result<NeighboursRead, Problems> {
    let hinted = |Problems(problems)| {
        Problems(problems.into_iter().map(|problem: Problem| problem.hint(TAKES)).collect())
    };
    let found = find(&Input::Path(path.to_owned())).map_err(hinted)?;
    let [file] = found.files.as_slice() else {
        return Err(a_folder(path).into());
    };
    if found.is_folder {
        return Err(a_folder(path).into());
    }
    let bytes = file.load()?;
    let text = decode(&bytes, &file.path)?;
    if let Some(open) = unclosed_quote(&text.text) {
        let place = Place { path: file.path.clone(), line: Some(open.line), column: None };
        return Err(Problem::at("a quotation mark is never closed", place)
            .hint("close it, or take it out")
            .into());
    }
    let mut table = Table::new(&text.text);
    let mut record = StringRecord::new();
    if table.next(&mut record).is_none() {
        return Err(at(&file.path, "the file is empty").into());
    }
    let layout = layout(&record, &file.path)?;
    let mut lists = Lists::new(directory, &file.path);
    while let Some(line) = table.next(&mut record) {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let cell = |index: usize| record.get(index).unwrap_or_default().trim();
        match &layout {
            Layout::Pairs { area, neighbour, rank } => {
                lists.pair(line, cell(*area), cell(*neighbour), cell(*rank));
            }
            Layout::Wide { area, neighbours } => {
                let neighbours = neighbours.iter().map(|(rank, column)| (*rank, cell(*column)));
                lists.line(line, cell(*area), neighbours);
            }
        }
    }
    let (lists, notices) = lists.finish()?;
    let file = file.path.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(NeighboursRead { neighbours: Neighbours { file: file.unwrap_or_default(), lists }, notices })
}

fn a_folder(path: &Path) -> Problem {
    at(path, "this is a folder, and lists of similar areas are read from one file").hint(TAKES)
}

fn layout(headings: &StringRecord, path: &Path) -> Result<Layout, Problems> {
    let headings: Vec<String> = headings.iter().map(plain).collect();
    // The first of the names that a heading has, so that `area_code` comes before `la_code`.
    let column = |names: &[&str]| {
        names.iter().find_map(|name| headings.iter().position(|heading| heading == name))
    };
    let mut wide: Vec<(u32, usize)> = headings
        .iter()
        .enumerate()
        .filter_map(|(index, heading)| Some((numbered(heading)?, index)))
        .collect();
    wide.sort_unstable();
    match (column(&AREA), column(&NEIGHBOUR), column(&RANK)) {
        (Some(area), _, _) if !wide.is_empty() => Ok(Layout::Wide { area, neighbours: wide }),
        (Some(area), Some(neighbour), Some(rank)) => Ok(Layout::Pairs { area, neighbour, rank }),
        (area, neighbour, rank) => {
            let missing: Vec<&str> = [
                ("`area_code`", area),
                ("`neighbour_code`", neighbour.or(wide.first().map(|(_, column)| *column))),
                ("`rank`", rank.or(wide.first().map(|(_, column)| *column))),
            ]
            .into_iter()
            .filter(|(_, column)| column.is_none())
            .map(|(name, _)| name)
            .collect();
            let place = Place { path: path.to_owned(), line: Some(1), column: None };
            Err(Problem::at(format!("there is no column {}", missing.join(", ")), place)
                .hint(
                    "a list of similar areas has `area_code`, `neighbour_code` and `rank`, or one line an area \
                     with `old_la_code`, `SN_1`, `SN_2` and so on",
                )
                .into())
        }
    }
}

/// The rank in the heading of a neighbour's column: 3 in `sn_3`; none for `sn_3p`, which says how close it is.
fn numbered(heading: &str) -> Option<u32> {
    WIDE.iter().find_map(|before| heading.strip_prefix(before)?.parse().ok())
}

/// A heading in lower case, its words joined by underscores.
fn plain(heading: &str) -> String {
    let heading = heading.trim().to_lowercase();
    let words: Vec<_> =
        heading.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("_")
}
