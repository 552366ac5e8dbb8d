//! Turns made-up cells into published rows: adds up regions, boards and England, divides areas into
//! groups, and compares.

use std::collections::BTreeMap;

use jsnapack::model::profile::{Entry, ValueType};

use super::areas::{Areas, ENGLAND};
use super::facts::Facts;
use super::figure::{comparison, numbers};
use super::groups::{Series, groups};
use super::period::Period;
use super::place::{AreaKind, Label, Place, wholes};
use super::simulate::{Cell, Cells, Kind, kind};
use super::state::{POOR_QUALITY, State, TOO_FEW, is_small, states};
use super::table::Numbers;

pub const SUPPRESSED: &str = "Value suppressed for disclosure control due to small count";
const MODELLED: &str = "Value is modelled or synthetic estimate";
const AGGREGATED: &str = "Aggregated from all known lower geography values";
/// The indicator whose denominator is the population, which is no secret and which packs print.
const POPULATION: &str = "children-in-care";

/// One row before comparing.
type Line<'a> = (Place<'a>, Period, State);
/// England's values by period, where they aren't among the lines.
type Totals = BTreeMap<Period, f64>;

struct Publisher<'a> {
    entry: &'a Entry,
    facts: &'a Facts,
    areas: &'a Areas,
    cells: &'a Cells,
}

/// Every row of an indicator.
pub fn publish(entry: &Entry, facts: &Facts, areas: &Areas, cells: &Cells) -> Vec<[String; 27]> {
    let publisher = Publisher { entry, facts, areas, cells };
    let periods = facts.periods();
    let all: Vec<(Period, Vec<State>)> = periods
        .into_iter()
        .map(|period| (period, states(entry, facts, areas, cells, period)))
        .collect();
    let mut rows = publisher.totals(&all);
    for series in groups(entry, facts) {
        let first = all.len().saturating_sub(series.periods);
        rows.extend(publisher.groups(&series, &all[first..]));
    }
    rows
}

impl<'a> Publisher<'a> {
    fn sex(&self) -> &str {
        self.entry.sex.as_deref().unwrap_or_default()
    }

    fn is_small(&self, cell: Cell) -> bool {
        is_small(self.entry, self.facts, cell)
    }

    /// The rows of whole areas.
    fn totals(&self, all: &[(Period, Vec<State>)]) -> Vec<[String; 27]> {
        let mut lines: Vec<Line<'_>> = Vec::new();
        for (place, shares) in wholes(self.areas, self.facts.icb) {
            for (period, states) in all {
                let lacks = states.iter().zip(&shares).any(|(state, share)| {
                    *share > 0.0 && matches!(state, State::Missing(POOR_QUALITY | TOO_FEW))
                });
                let notes = if lacks { vec![AGGREGATED.to_owned()] } else { Vec::new() };
                let state = match self.sum(states, &shares) {
                    None => State::Missing(POOR_QUALITY),
                    Some(sum) if self.is_small(sum) => State::Suppressed(sum),
                    Some(sum) => State::Known(sum, notes),
                };
                lines.push((place, *period, state));
            }
        }
        for index in 0..self.areas.authorities.len() {
            for (period, states) in all {
                let place = Place::authority(self.areas, index);
                lines.push((place, *period, states[index].clone()));
            }
        }
        let label = Label { sex: self.sex(), category_type: "", category: "" };
        self.compared(&label, &lines, &Totals::new())
    }

    /// The sum of authorities; none if not one of them is known.
    fn sum(&self, states: &[State], shares: &[f64]) -> Option<Cell> {
        let mut sum: Option<Cell> = None;
        for (state, share) in states.iter().zip(shares) {
            if *share > 0.0
                && let Some(cell) = state.cell()
            {
                sum = Some(sum.unwrap_or_default().plus(cell.times(*share)));
            }
        }
        let sum = sum?;
        let is_whole = kind(self.entry) != Kind::Score;
        let round = |number: f64| if is_whole { number.round() } else { number };
        Some(Cell { count: round(sum.count), out_of: round(sum.out_of) })
    }

    /// The rows of a way of dividing people.
    fn groups(&self, series: &Series, all: &[(Period, Vec<State>)]) -> Vec<[String; 27]> {
        let wholes: Vec<_> = wholes(self.areas, self.facts.icb)
            .into_iter()
            .filter(|(place, _)| series.wholes || place.kind == AreaKind::England)
            .collect();
        let mut by_group: Vec<Vec<Line<'_>>> = series.groups.iter().map(|_| Vec::new()).collect();
        let mut totals = Totals::new();
        for (period, states) in all {
            let parts: Vec<Vec<State>> = states
                .iter()
                .enumerate()
                .map(|(index, state)| self.parts(series, index, *period, state))
                .collect();
            for (group, lines) in by_group.iter_mut().enumerate() {
                let states: Vec<State> = parts.iter().map(|parts| parts[group].clone()).collect();
                for (place, shares) in &wholes {
                    let state = match self.sum(&states, shares) {
                        None => continue,
                        Some(sum) if self.is_small(sum) => State::Suppressed(sum),
                        Some(sum) => State::Known(sum, Vec::new()),
                    };
                    lines.push((*place, *period, state));
                }
                for (index, state) in states.into_iter().enumerate().filter(|_| series.authorities)
                {
                    if matches!(state, State::Known(..) | State::Suppressed(_)) {
                        lines.push((Place::authority(self.areas, index), *period, state));
                    }
                }
            }
            // England's deprivation and ethnic groups are compared with all of England.
            if !series.category_type.is_empty()
                && let Some((_, shares)) = wholes.first()
                && let Some(total) = self.sum(states, shares)
                && let Some(numbers) = numbers(self.entry, self.facts, total)
            {
                totals.insert(*period, numbers.value);
            }
        }
        let mut rows = Vec::new();
        for (group, mut lines) in series.groups.iter().zip(by_group) {
            lines.sort_by(|(a, at, _), (b, bt, _)| (a.kind, a.code, at).cmp(&(b.kind, b.code, bt)));
            let label = Label {
                sex: group.sex.unwrap_or(self.sex()),
                category_type: series.category_type,
                category: &group.category,
            };
            rows.extend(self.compared(&label, &lines, &totals));
        }
        rows
    }

    /// An authority's groups. Where only one would be suppressed, the next smallest is too.
    fn parts(&self, series: &Series, index: usize, period: Period, state: &State) -> Vec<State> {
        let area = &self.areas.authorities[index];
        let Some(total) = state.cell().filter(|cell| cell.out_of > 0.0) else {
            return vec![State::Missing(POOR_QUALITY); series.groups.len()];
        };
        let cells = series.cells(self.entry, self.areas, area, period, total);
        let is_there = |cell: &Cell| cell.out_of > 0.0;
        let mut hidden: Vec<bool> =
            cells.iter().map(|cell| is_there(cell) && self.is_small(*cell)).collect();
        if hidden.iter().filter(|hidden| **hidden).count() == 1 {
            let smallest = (0..cells.len())
                .filter(|part| !hidden[*part] && is_there(&cells[*part]))
                .min_by(|a, b| cells[*a].count.total_cmp(&cells[*b].count));
            if let Some(smallest) = smallest {
                hidden[smallest] = true;
            }
        }
        let part = |(cell, hidden): (Cell, bool)| match state {
            _ if !is_there(&cell) => State::Missing(TOO_FEW),
            State::NoRow(_) => State::NoRow(cell),
            State::Known(..) if !hidden => State::Known(cell, Vec::new()),
            _ => State::Suppressed(cell),
        };
        cells.into_iter().zip(hidden).map(part).collect()
    }

    /// The rows of some lines, each compared with England's and its region's of the same period.
    fn compared(
        &self,
        label: &Label<'_>,
        lines: &[Line<'_>],
        totals: &Totals,
    ) -> Vec<[String; 27]> {
        let figures: Vec<Option<Numbers>> = lines
            .iter()
            .map(|(place, period, state)| match state {
                State::Known(cell, _) => {
                    numbers(self.entry, self.facts, self.shared(place, *period, *cell))
                }
                _ => None,
            })
            .collect();
        let mut values: BTreeMap<(&str, Period), f64> = BTreeMap::new();
        for ((place, period, _), figure) in lines.iter().zip(&figures) {
            if let Some(numbers) = figure {
                values.insert((place.code, *period), numbers.value);
            }
        }
        let mut rows = Vec::new();
        for ((place, period, state), figure) in lines.iter().zip(&figures) {
            let value_of = |code: &str| values.get(&(code, *period)).copied();
            let england = match place.kind {
                AreaKind::England => totals.get(period).copied(),
                _ => value_of(ENGLAND),
            };
            let region = match place.kind {
                AreaKind::Authority => value_of(place.parent_code),
                _ => None,
            };
            if !matches!(state, State::NoRow(_)) {
                rows.push(self.row(
                    label,
                    place,
                    *period,
                    state,
                    figure.as_ref(),
                    (england, region),
                ));
            }
        }
        rows
    }

    /// The police force's cell in place of the authority's, where they share one.
    fn shared(&self, place: &Place<'_>, period: Period, cell: Cell) -> Cell {
        let own = self.areas.authorities.iter().find(|area| area.code == place.code);
        let Some(own) = own.filter(|_| self.facts.by_force) else {
            return cell;
        };
        let areas = self.areas.authorities.iter().zip(self.cells);
        let inside = areas.filter(|(area, _)| area.force == own.force);
        inside.fold(Cell::default(), |sum, (_, cells)| sum.plus(cells[&period.start]))
    }

    fn row(
        &self,
        label: &Label<'_>,
        place: &Place<'_>,
        period: Period,
        state: &State,
        figure: Option<&Numbers>,
        (england, region): (Option<f64>, Option<f64>),
    ) -> [String; 27] {
        let mut cells: [String; 5] = Default::default();
        let (mut count, mut out_of) = (String::new(), String::new());
        let mut notes: Vec<String> = Vec::new();
        match (state, figure) {
            (State::Known(cell, more), Some(numbers)) => {
                cells = numbers.cells();
                if self.shows_count(place) {
                    count = cell.count.to_string();
                    if self.entry.value_type != ValueType::Count {
                        out_of = cell.out_of.to_string();
                    }
                }
                notes.extend(self.facts.modelled.then(|| MODELLED.to_owned()));
                notes.extend(self.facts.note.clone());
                notes.extend(more.iter().cloned());
            }
            (State::Suppressed(cell), _) => {
                notes.push(SUPPRESSED.to_owned());
                if self.entry.slug == POPULATION && label.category.is_empty() {
                    out_of = cell.out_of.to_string();
                }
            }
            (State::Missing(note), _) => notes.push((*note).to_owned()),
            (State::Known(..) | State::NoRow(_), _) => notes.push(TOO_FEW.to_owned()),
        }
        let [value, lower, upper, outer_lower, outer_upper] = cells;
        let text = |text: &str| text.to_owned();
        [
            self.entry.id.to_string(),
            self.facts.name.clone(),
            text(place.parent_code),
            text(place.parent_name),
            text(place.code),
            text(place.name),
            text(place.area_type()),
            text(label.sex),
            self.entry.age.clone().unwrap_or_default(),
            text(label.category_type),
            text(label.category),
            period.label(),
            value,
            lower,
            upper,
            outer_lower,
            outer_upper,
            count,
            out_of,
            notes.join("; "),
            text(""),
            text(comparison(self.entry, figure, england)),
            text(comparison(self.entry, figure, region)),
            period.sortable(),
            text(""),
            text(""),
            text(period.range()),
        ]
    }

    fn shows_count(&self, place: &Place<'_>) -> bool {
        let of_force = self.facts.by_force && place.kind == AreaKind::Authority;
        !self.facts.survey && kind(self.entry) != Kind::Score && !of_force
    }
}
