//! Joins the rows of all files into one dataset, with one row for each series, area and period.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::conflict::{Difference, agreed, difference, fullness};
use super::file::{TOLD_ROWS, more};
use super::index::Index;
use super::row::Row;
use crate::error::Problem;
use crate::model::area::AreaType;
use crate::model::dataset::{Dataset, Observation, Origin, Source};
use crate::notice::{Notice, Place};

/// A dataset with what is odd and what is wrong about it.
pub(super) struct Merged {
    /// The dataset.
    pub(super) dataset: Dataset,
    /// What is odd.
    pub(super) notices: Vec<Notice>,
    /// What is wrong.
    pub(super) problems: Vec<Problem>,
}

/// Joins rows. `inputs` are the inputs' paths by rank.
pub(super) fn merge(
    mut rows: Vec<Row>,
    index: &Index,
    sources: Vec<Source>,
    inputs: &[PathBuf],
) -> Merged {
    // Rows that say the same stay in reading order, because the sort is stable.
    rows.sort_by(|a, b| {
        (a.series, a.area)
            .cmp(&(b.series, b.area))
            .then_with(|| a.observation.period.cmp(&b.observation.period))
            .then_with(|| a.rank.cmp(&b.rank))
    });
    let mut merger = Merger {
        index,
        sources,
        inputs,
        clashes: Vec::new(),
        more_clashes: 0,
        benchmarks: Vec::new(),
        more_benchmarks: 0,
        revisions: BTreeMap::new(),
    };
    let mut dataset = Dataset { indicator_names: index.names(), ..Dataset::default() };
    let mut rows = rows.into_iter().peekable();
    while let Some(mut kept) = rows.next() {
        while let Some(row) = rows.next_if(|row| same_place(row, &kept)) {
            kept = merger.settle(kept, row);
        }
        merger.count(&kept);
        let (Some(key), Some(area)) =
            (index.series.get(kept.series as usize), index.areas.get(kept.area as usize))
        else {
            continue;
        };
        if !dataset.areas.contains_key(&area.code) {
            dataset.areas.insert(area.code.clone(), area.area.clone());
        }
        if !dataset.series.contains_key(key) {
            dataset.series.insert(key.clone(), Default::default());
        }
        if let Some(series) = dataset.series.get_mut(key) {
            match series.areas.get_mut(&area.code) {
                Some(of_area) => of_area.push(kept.observation),
                None => {
                    series.areas.insert(area.code.clone(), vec![kept.observation]);
                }
            }
        }
    }
    for rows in dataset.series.values_mut().flat_map(|series| series.areas.values_mut()) {
        // The dataset stays in memory for the whole run: room to grow is a third of it.
        rows.shrink_to_fit();
    }
    let (mut notices, problems) = (merger.told_benchmarks(), merger.clashed());
    notices.extend(merger.revised());
    dataset.sources = merger.sources;
    Merged { dataset, notices, problems }
}

fn rows(count: usize) -> String {
    match count {
        1 => "1 row".to_owned(),
        count => format!("{count} rows"),
    }
}

fn same_place(a: &Row, b: &Row) -> bool {
    a.series == b.series && a.area == b.area && a.observation.period == b.observation.period
}

struct Merger<'a> {
    index: &'a Index,
    sources: Vec<Source>,
    inputs: &'a [PathBuf],
    clashes: Vec<Problem>,
    more_clashes: usize,
    benchmarks: Vec<Notice>,
    more_benchmarks: usize,
    /// By old input, new input and indicator: how many values, and an example.
    revisions: BTreeMap<(usize, usize, u32), (usize, Notice)>,
}

impl Merger<'_> {
    /// The one of two rows that is kept; the second comes later or from a higher input.
    fn settle(&mut self, first: Row, second: Row) -> Row {
        match difference(&first.observation, &second.observation) {
            None => {
                // The kept row has the higher rank, so that a third is judged against both.
                let rank = first.rank.max(second.rank);
                let (a, b) = (fullness(&first.observation), fullness(&second.observation));
                let is_second = b > a || (a == b && second.rank > first.rank);
                let kept = if is_second { second } else { first };
                Row { rank, ..kept }
            }
            Some(difference) if first.rank == second.rank && self.is_benchmark(&first) => {
                self.two_benchmarks(&first, &second, &difference);
                Row { observation: agreed(first.observation, &second.observation), ..first }
            }
            Some(difference) if first.rank == second.rank => {
                self.clash(&first, &second, &difference);
                first
            }
            Some(difference) => {
                self.revise(&first, &second, &difference);
                second
            }
        }
    }

    /// Whether other areas are held against this one, so that refusing its rows would stop every pack.
    fn is_benchmark(&self, row: &Row) -> bool {
        self.index
            .areas
            .get(row.area as usize)
            .is_some_and(|area| matches!(area.area.area_type, AreaType::England | AreaType::Region))
    }

    fn two_benchmarks(&mut self, first: &Row, second: &Row, difference: &Difference) {
        if self.benchmarks.len() == TOLD_ROWS {
            self.more_benchmarks += 1;
            return;
        }
        let Difference { what, first: one, second: other } = difference;
        let instead = match *what {
            "value" => "nothing is compared with it",
            _ => "neither is used",
        };
        self.benchmarks.push(Notice::at(
            format!(
                "{} is there twice: {what} {one} ({}), {what} {other} (here); {instead}",
                self.told(first),
                self.place(first.observation.origin),
            ),
            self.place(second.observation.origin),
        ));
    }

    fn told_benchmarks(&mut self) -> Vec<Notice> {
        let mut notices = std::mem::take(&mut self.benchmarks);
        if self.more_benchmarks > 0 {
            notices.push(Notice::new(format!(
                "and {} of England or a region there twice",
                more(self.more_benchmarks)
            )));
        }
        notices
    }

    fn clash(&mut self, first: &Row, second: &Row, difference: &Difference) {
        if self.clashes.len() == TOLD_ROWS {
            self.more_clashes += 1;
            return;
        }
        let Difference { what, first: one, second: other } = difference;
        let what = format!(
            "{} is there twice: {what} {one} ({}), {what} {other} (here)",
            self.told(first),
            self.place(first.observation.origin),
        );
        let place = self.place(second.observation.origin);
        self.clashes.push(Problem::at(what, place).hint(
            "remove one of the two rows; to replace older figures, give the newer file as a `--data` of its own, after the older",
        ));
    }

    fn revise(&mut self, old: &Row, new: &Row, difference: &Difference) {
        let indicator = self.index.series.get(new.series as usize).map_or(0, |key| key.indicator);
        let key = (old.rank, new.rank, indicator);
        if let Some((count, _)) = self.revisions.get_mut(&key) {
            *count += 1;
            return;
        }
        let example = Notice::at(
            format!(
                "{}: {} {} ({}), now {}",
                self.told(new),
                difference.what,
                difference.first,
                self.place(old.observation.origin),
                difference.second
            ),
            self.place(new.observation.origin),
        );
        self.revisions.insert(key, (1, example));
    }

    fn revised(&mut self) -> Vec<Notice> {
        let input = |rank: usize| {
            self.inputs.get(rank).map_or_else(String::new, |path| path.display().to_string())
        };
        std::mem::take(&mut self.revisions)
            .into_iter()
            .map(|((old, new, _), (count, example))| Notice {
                what: format!(
                    "revised: `{}` replaces {} of `{}`, such as {}",
                    input(new),
                    rows(count),
                    input(old),
                    example.what
                ),
                place: example.place,
            })
            .collect()
    }

    fn clashed(&mut self) -> Vec<Problem> {
        let mut problems = std::mem::take(&mut self.clashes);
        if self.more_clashes > 0 {
            problems.push(Problem::new(format!("and {} there twice", more(self.more_clashes))));
        }
        problems
    }

    fn count(&mut self, row: &Row) {
        if let Some(source) = self.sources.get_mut(row.observation.origin.source) {
            source.rows += 1;
        }
    }

    fn place(&self, origin: Origin) -> Place {
        Place {
            path: self
                .sources
                .get(origin.source)
                .map(|source| source.path.clone())
                .unwrap_or_default(),
            line: Some(origin.line),
            column: None,
        }
    }

    /// "indicator 90284 (Persons, <15 yrs) for Liverpool in 2022/23".
    fn told(&self, row: &Row) -> String {
        let Observation { period, .. } = &row.observation;
        let mut told = String::new();
        if let Some(key) = self.index.series.get(row.series as usize) {
            told.push_str(&format!("indicator {} ({}", key.indicator, key.sex));
            let category = key.group.as_ref().map(|group| &group.category);
            for part in [Some(&key.age), category].into_iter().flatten() {
                if !part.is_empty() {
                    told.push_str(", ");
                    told.push_str(part);
                }
            }
            told.push(')');
        }
        if let Some(area) = self.index.areas.get(row.area as usize) {
            told.push_str(&format!(" for {} ({})", area.area.name, area.code));
        }
        told.push_str(&format!(" in {}", period.label));
        told
    }
}
