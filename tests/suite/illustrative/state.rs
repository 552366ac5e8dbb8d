//! What is known of each authority in each period, before anything is added up: what is published, what is
//! left out and why.

use super::areas::{Areas, Authority, COMBINED, EXAMPLE, NEW, TAKEN_OVER};
use super::draw::Draw;
use super::facts::{Example, Facts, Why};
use super::period::Period;
use super::simulate::{Cell, Cells, Kind, kind};
use jsnapack::model::profile::Entry;

/// Counts from 1 up to below this are suppressed.
pub const SMALL: f64 = 8.0;

pub const POOR_QUALITY: &str = "Value not published for data quality reasons";
pub const TOO_FEW: &str = "Value cannot be calculated as number of cases is too small";
const DOUBTFUL: &str = "There is a data quality issue with this value";

/// What is known of an area in a period.
#[derive(Clone)]
pub enum State {
    /// Published, with notes.
    Known(Cell, Vec<String>),
    /// Not published because it is small.
    Suppressed(Cell),
    /// Not known to anybody; the note says why.
    Missing(&'static str),
    /// Known, but without a row.
    NoRow(Cell),
}

impl State {
    /// What it adds to a region.
    pub fn cell(&self) -> Option<Cell> {
        match self {
            Self::Known(cell, _) | Self::Suppressed(cell) | Self::NoRow(cell) => Some(*cell),
            Self::Missing(_) => None,
        }
    }
}

/// Whether a publisher would suppress a cell.
pub fn is_small(entry: &Entry, facts: &Facts, cell: Cell) -> bool {
    if kind(entry) == Kind::Score {
        return cell.out_of < SMALL;
    }
    let few = cell.count > 0.0 && cell.count < SMALL;
    !facts.survey && !facts.modelled && (few || cell.out_of < SMALL)
}

/// The states of every authority in a period, in the order of [`Areas::authorities`].
pub fn states(
    entry: &Entry,
    facts: &Facts,
    areas: &Areas,
    cells: &Cells,
    period: Period,
) -> Vec<State> {
    let pooled = |index: usize| {
        let years = period.years().filter_map(|year| cells[index].get(&year));
        years.fold(Cell::default(), |sum, cell| sum.plus(*cell))
    };
    let state = |(index, area): (usize, &Authority)| {
        let mut cell = pooled(index);
        let mut notes = Vec::new();
        for (tiny, host, note) in COMBINED.into_iter().filter(|_| !facts.own_rows) {
            if area.code == tiny {
                return State::Missing(note);
            }
            if area.code == host {
                let tiny = areas.authorities.iter().position(|area| area.code == tiny);
                cell = cell.plus(pooled(tiny.expect("a known authority")));
                notes.push(note.to_owned());
            }
        }
        if let Some(note) = missing(entry, facts, area, period) {
            return State::Missing(note);
        }
        let since = NEW.iter().find(|(code, _)| *code == area.code);
        if facts.as_it_was && since.is_some_and(|(_, since)| period.start < *since) {
            return State::NoRow(cell);
        }
        let tiny_and_few = area.is_tiny() && cell.count < SMALL;
        if is_small(entry, facts, cell)
            || tiny_and_few
            || is_example(facts, area, period, Example::Suppressed)
        {
            return State::Suppressed(cell);
        }
        for (code, until, note) in TAKEN_OVER {
            if area.code == code && period.start < until {
                notes.push(note.to_owned());
            }
        }
        let mut draw = Draw::of(&[&entry.slug, "doubtful", &area.code, &period.label()]);
        if draw.share() <= facts.doubtful {
            notes.push(DOUBTFUL.to_owned());
        }
        State::Known(cell, notes)
    };
    areas.authorities.iter().enumerate().map(state).collect()
}

fn is_example(facts: &Facts, area: &Authority, period: Period, example: Example) -> bool {
    let is_last = facts.periods().last() == Some(&period);
    area.code == EXAMPLE && is_last && facts.example == Some(example)
}

/// Why an authority's value is missing, if it is. Some areas often miss, most never.
fn missing(entry: &Entry, facts: &Facts, area: &Authority, period: Period) -> Option<&'static str> {
    const OFTEN: f64 = 0.5;
    let note = match facts.why {
        Some(Why::Few) => TOO_FEW,
        _ => POOR_QUALITY,
    };
    if area.code == EXAMPLE {
        return is_example(facts, area, period, Example::Missing).then_some(note);
    }
    let poor = Draw::of(&[&entry.slug, "poor", &area.code]).share() <= facts.missing / OFTEN;
    let now = Draw::of(&[&entry.slug, "missing", &area.code, &period.label()]).share() <= OFTEN;
    (poor && now).then_some(note)
}
