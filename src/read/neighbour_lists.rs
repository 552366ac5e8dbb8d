//! Puts lists of similar areas together, and holds them against what must be so: known areas, none its own
//! neighbour, and ranks from 1 up without a gap.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::error::{Problem, Problems};
use crate::model::area::{Area, AreaCode, AreaType};
use crate::model::directory::Directory;
use crate::notice::{Notice, Place};

/// No more names than this are given in a notice.
const MOST_NAMES: usize = 5;

/// The neighbours of each area, in order of rank.
type ByArea = BTreeMap<AreaCode, Vec<AreaCode>>;

/// Lists being put together.
pub(super) struct Lists<'a> {
    directory: &'a Directory,
    path: &'a Path,
    lists: BTreeMap<AreaCode, Vec<Listed>>,
    /// Codes that no area has or had: the first line, and on how many lines.
    unknown: BTreeMap<String, (u64, usize)>,
    /// Codes of areas that have ended: the name, the first line, and on how many lines.
    ended: BTreeMap<String, (String, u64, usize)>,
    problems: Vec<Problem>,
}

/// One neighbour in a list.
struct Listed {
    line: u64,
    rank: u32,
    /// None if the area has ended.
    neighbour: Option<AreaCode>,
}

/// What a code stands for.
enum Code {
    Area(AreaCode),
    /// An area that has ended, by its name.
    Ended(String),
    Unknown,
}

impl<'a> Lists<'a> {
    pub(super) fn new(directory: &'a Directory, path: &'a Path) -> Self {
        Self {
            directory,
            path,
            lists: BTreeMap::new(),
            unknown: BTreeMap::new(),
            ended: BTreeMap::new(),
            problems: Vec::new(),
        }
    }

    /// Takes one line of a file with a line for each pair.
    pub(super) fn pair(&mut self, line: u64, area: &str, neighbour: &str, rank: &str) {
        for (cell, column) in [(area, "area_code"), (neighbour, "neighbour_code"), (rank, "rank")] {
            if cell.is_empty() {
                self.bad(
                    line,
                    Some(column),
                    "the field is empty",
                    "fill it in, or take the line out",
                );
                return;
            }
        }
        match rank.parse::<u32>() {
            Ok(rank) if rank > 0 => self.take(line, area, [(rank, neighbour)].into_iter()),
            _ => self.bad(
                line,
                Some("rank"),
                format!("`{rank}` is not a rank"),
                "write 1 for the most similar area, 2 for the next, and so on",
            ),
        }
    }

    /// Takes one line of a file with a line for each area. An empty field is no neighbour.
    pub(super) fn line<'c>(
        &mut self,
        line: u64,
        area: &str,
        neighbours: impl Iterator<Item = (u32, &'c str)>,
    ) {
        if area.is_empty() {
            self.bad(
                line,
                None,
                "the line names no area",
                "fill its code in, or take the line out",
            );
            return;
        }
        self.take(line, area, neighbours.filter(|(_, cell)| !cell.is_empty()));
    }

    fn take<'c>(
        &mut self,
        line: u64,
        area: &str,
        neighbours: impl Iterator<Item = (u32, &'c str)>,
    ) {
        let area = self.resolve(line, area);
        for (rank, cell) in neighbours {
            let neighbour = self.resolve(line, cell);
            let (Code::Area(area), false) = (&area, matches!(neighbour, Code::Unknown)) else {
                continue;
            };
            let neighbour = match neighbour {
                Code::Area(code) => Some(code),
                Code::Ended(_) | Code::Unknown => None,
            };
            let listed = Listed { line, rank, neighbour };
            self.lists.entry(area.clone()).or_default().push(listed);
        }
    }

    /// What a cell stands for; codes that can't be used are remembered.
    fn resolve(&mut self, line: u64, cell: &str) -> Code {
        let code = self.code(cell);
        match &code {
            Code::Area(_) => {}
            Code::Ended(name) => {
                self.ended.entry(cell.to_owned()).or_insert((name.clone(), line, 0)).2 += 1;
            }
            Code::Unknown => self.unknown.entry(cell.to_owned()).or_insert((line, 0)).1 += 1,
        }
        code
    }

    fn code(&self, cell: &str) -> Code {
        let areas = &self.directory.areas;
        if cell.len() == 3 && cell.bytes().all(|byte| byte.is_ascii_digit()) {
            let has_number = |area: &&Area| area.aliases.iter().any(|alias| alias == cell);
            let found = self.directory.of_type(AreaType::Utla).find(has_number);
            return found.map_or(Code::Unknown, |area| Code::Area(area.code.clone()));
        }
        let code = AreaCode::from(super::area::upper(cell).as_str());
        let mut codes = self.directory.same_place(&code);
        codes.insert(0, code);
        if let Some(code) = codes.iter().find(|code| areas.contains_key(*code)) {
            return Code::Area(code.clone());
        }
        let ended = self.directory.changes.iter().find(|change| codes.contains(&change.old_code));
        ended.map_or(Code::Unknown, |change| Code::Ended(change.old_name.clone()))
    }

    /// The lists in order of rank, or everything that is wrong.
    pub(super) fn finish(mut self) -> Result<(ByArea, Vec<Notice>), Problems> {
        for (code, (line, times)) in std::mem::take(&mut self.unknown) {
            let more = if times > 1 { format!(", on {times} lines") } else { String::new() };
            self.bad(
                line,
                None,
                format!("no area has the code `{code}`{more}"),
                "give a code such as E08000012, or the three digits of a local authority",
            );
        }
        let lists = std::mem::take(&mut self.lists);
        for (area, listed) in &lists {
            self.check(area, listed);
        }
        let is_empty = lists.values().flatten().all(|listed| listed.neighbour.is_none());
        if is_empty && self.problems.is_empty() {
            let place = Place { path: self.path.to_owned(), line: None, column: None };
            self.problems.push(
                Problem::at("the file lists no similar areas", place)
                    .hint("it has headings only, or its fields are empty"),
            );
        }
        self.problems.sort_by(|a, b| a.place.cmp(&b.place));
        Problems::none_or(std::mem::take(&mut self.problems))?;
        let lists: ByArea = lists
            .into_iter()
            .map(|(area, mut listed)| {
                listed.sort_by_key(|listed| listed.rank);
                (area, listed.into_iter().filter_map(|listed| listed.neighbour).collect())
            })
            .filter(|(_, list): &(_, Vec<_>)| !list.is_empty())
            .collect();
        let mut notices = self.ended_notices();
        notices.extend(self.without_list(&lists));
        Ok((lists, notices))
    }

    /// Finds what is wrong with one area's list.
    fn check(&mut self, area: &AreaCode, listed: &[Listed]) {
        let name = self.directory.name(area).to_owned();
        let mut ranks: BTreeMap<u32, u64> = BTreeMap::new();
        let mut neighbours: BTreeMap<&AreaCode, u64> = BTreeMap::new();
        for Listed { line, rank, neighbour } in listed {
            if let Some(first) = ranks.insert(*rank, *line) {
                self.bad(
                    *line,
                    None,
                    format!("rank {rank} of {name} is there twice: {}", lines(first, *line)),
                    "give every neighbour its own rank, and every area one list",
                );
            }
            let Some(neighbour) = neighbour else {
                continue;
            };
            if neighbour == area {
                self.bad(
                    *line,
                    None,
                    format!("{name} is its own neighbour"),
                    "take it out, and move the others up",
                );
            } else if !self.alike(area, neighbour) {
                let other = self.directory.name(neighbour).to_owned();
                self.bad(
                    *line,
                    None,
                    format!("{other} (`{neighbour}`) is not the same kind of area as {name}"),
                    "authorities are like authorities, integrated care boards like boards: check the code",
                );
            } else if let Some(first) = neighbours.insert(neighbour, *line) {
                let other = self.directory.name(neighbour).to_owned();
                self.bad(
                    *line,
                    None,
                    format!("{other} is a neighbour of {name} twice: {}", lines(first, *line)),
                    "name each neighbour once; an area may stand there under two codes",
                );
            }
        }
        let last = ranks.keys().next_back().copied().unwrap_or_default();
        if let Some(gap) = (1..=last).find(|rank| !ranks.contains_key(rank)) {
            let line = listed.iter().map(|listed| listed.line).min().unwrap_or(1);
            self.bad(
                line,
                None,
                format!("rank {gap} of {name} is missing: its list goes up to {last}"),
                "number the neighbours from 1 without a gap",
            );
        }
    }

    /// Whether two areas are of kinds that can be compared: both authorities, or both of one kind.
    fn alike(&self, one: &AreaCode, other: &AreaCode) -> bool {
        let kind = |code: &AreaCode| {
            let kind = self.directory.areas.get(code).map(|area| area.area_type);
            // A unitary authority has districts for neighbours in some lists.
            kind.map(|kind| if kind == AreaType::District { AreaType::Utla } else { kind })
        };
        kind(one) == kind(other)
    }

    fn bad(&mut self, line: u64, column: Option<&str>, what: impl Into<String>, hint: &str) {
        let place = self.place(line, column);
        self.problems.push(Problem::at(what, place).hint(hint));
    }

    fn place(&self, line: u64, column: Option<&str>) -> Place {
        Place {
            path: self.path.to_owned(),
            line: Some(line),
            column: column.map(ToOwned::to_owned),
        }
    }

    fn ended_notices(&self) -> Vec<Notice> {
        let notice = |(code, (name, line, times)): (&String, &(String, u64, usize))| {
            let more = if *times > 1 { format!(", on {times} lines") } else { String::new() };
            Notice::at(
                format!("{name} (`{code}`) has ended and is left out of the lists{more}"),
                self.place(*line, None),
            )
        };
        self.ended.iter().map(notice).collect()
    }

    /// Areas of the kinds that the file has lists for, but without one themselves.
    fn without_list(&self, lists: &ByArea) -> Option<Notice> {
        let area = |code: &AreaCode| self.directory.areas.get(code);
        let kinds: BTreeSet<AreaType> =
            lists.keys().filter_map(area).map(|area| area.area_type).collect();
        let of_kinds = || {
            let listed = self.directory.listed.iter().filter_map(area);
            listed.filter(|area| kinds.contains(&area.area_type))
        };
        let without: Vec<&str> = of_kinds()
            .filter(|area| !lists.contains_key(&area.code))
            .map(|area| area.name.as_str())
            .collect();
        if without.is_empty() {
            return None;
        }
        let shown = without.iter().take(MOST_NAMES).copied().collect::<Vec<_>>().join(", ");
        let more = match without.len().saturating_sub(MOST_NAMES) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let what = format!(
            "{} of {} areas have no list of similar areas: {shown}{more}",
            without.len(),
            of_kinds().count(),
        );
        let place = Place { path: self.path.to_owned(), line: None, column: None };
        Some(Notice::at(what, place))
    }
}

/// "line 4" or "lines 4 and 9".
fn lines(first: u64, second: u64) -> String {
    if first == second { format!("line {first}") } else { format!("lines {first} and {second}") }
}
