//! The methods page of a pack: only what applies to it. Lines such as `<!-- In packs with goals: -->` say for which
//! packs the lines below are, until the next such line.

use std::path::Path;

use super::markdown;
use crate::error::Problem;
use crate::model::view::{IndicatorView, View};
use crate::model::words::Block;
use crate::notice::Place;

/// Where the part for analysts begins, which the pack leaves out: the rules in full, formulae and tests.
const PRINTED_UP_TO: &str = "<!-- The pack prints this page up to here. -->";

/// A methods page, ready to be made for any pack.
#[derive(Debug)]
pub(super) struct Page {
    parts: Vec<(Packs, Vec<Block>)>,
}

/// The packs that a part is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packs {
    All,
    ComputedIntervals,
    SimilarAreas,
    Goals,
    Groups,
    Slopes,
}

/// The lines that say so.
const MARKS: [(&str, Packs); 6] = [
    ("<!-- In all packs: -->", Packs::All),
    ("<!-- In packs with computed intervals: -->", Packs::ComputedIntervals),
    ("<!-- In packs with similar areas: -->", Packs::SimilarAreas),
    ("<!-- In packs with goals: -->", Packs::Goals),
    ("<!-- In packs with groups: -->", Packs::Groups),
    ("<!-- In packs with slopes: -->", Packs::Slopes),
];

impl Page {
    /// Reads a page.
    ///
    /// # Errors
    ///
    /// For a line that looks like a mark and is none; `shown` is where the page is.
    pub(super) fn new(text: &str, shown: &Path) -> Result<Self, Problem> {
        let text = text.split(PRINTED_UP_TO).next().unwrap_or(text);
        let mut parts = vec![(Packs::All, String::new())];
        for (number, line) in (1..).zip(text.lines()) {
            match MARKS.iter().find(|(mark, _)| *mark == line.trim_end()) {
                Some((_, packs)) => parts.push((*packs, String::new())),
                None if line.starts_with("<!-- In ") => {
                    let known = MARKS.map(|(mark, _)| mark).join(", ");
                    let place = Place { path: shown.to_owned(), line: Some(number), column: None };
                    return Err(Problem::at(
                        format!("no packs are known as `{}`", line.trim_end()),
                        place,
                    )
                    .hint(format!("these are known: {known}")));
                }
                None => {
                    if let Some((_, part)) = parts.last_mut() {
                        part.push_str(line);
                        part.push('\n');
                    }
                }
            }
        }
        let parts = parts.into_iter().map(|(packs, part)| (packs, markdown::blocks(&part)));
        Ok(Self { parts: parts.collect() })
    }

    /// The page of one pack.
    pub(super) fn of(&self, view: &View) -> Vec<Block> {
        let parts = self.parts.iter().filter(|(packs, _)| packs.include(view));
        parts.flat_map(|(_, blocks)| blocks.iter().cloned()).collect()
    }
}

impl Packs {
    fn include(self, view: &View) -> bool {
        let any = |has: fn(&IndicatorView) -> bool| view.indicators.values().any(has);
        match self {
            Self::All => true,
            Self::ComputedIntervals => any(|it| !it.interval_source.is_empty()),
            Self::SimilarAreas => !view.neighbours.is_empty(),
            Self::Goals => any(|it| it.goal.is_some()),
            Self::Groups => any(|it| !it.inequality.is_empty()),
            Self::Slopes => any(|it| it.inequality.iter().any(|by| by.slope.is_some())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_that_is_none_is_said_with_its_line() {
        let page = "# Methods\n\n<!-- In packs with gaols: -->\n";
        let problem = Page::new(page, Path::new("methods.md")).map(|_| ()).unwrap_err();
        assert_eq!(problem.place.and_then(|place| place.line), Some(3));
        assert!(problem.hint.is_some_and(|hint| hint.contains("packs with goals")));
    }

    #[test]
    fn parts_end_where_the_next_begins_and_analysts_have_the_rest() {
        let page = "All\n\n<!-- In packs with goals: -->\nGoals\n\n<!-- In all packs: -->\nAll\n\n\
                    <!-- The pack prints this page up to here. -->\nNobody\n";
        let page = Page::new(page, Path::new("methods.md")).unwrap();
        let packs: Vec<Packs> = page.parts.iter().map(|(packs, _)| *packs).collect();
        assert_eq!(packs, [Packs::All, Packs::Goals, Packs::All]);
        assert!(page.parts.iter().all(|(_, blocks)| blocks.len() == 1));
    }
}
