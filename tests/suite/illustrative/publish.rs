//! Turns made-up cells into published rows: adds up regions, boards and England, works out values and
//! limits, leaves out what a publisher would, and compares.

use std::collections::BTreeMap;

use jsnapack::model::comparison::{Method, Polarity};
use jsnapack::model::profile::{Entry, ValueType};
use jsnapack::stats;
use jsnapack::stats::limits::Limits;
use jsnapack::stats::one_interval::one_interval;

use super::areas::{Areas, COMBINED, ENGLAND, EXAMPLE, NEW, TAKEN_OVER};
use super::draw::Draw;
use super::facts::{Example, Facts, Why};
use super::groups::{Group, Series, groups};
use super::limits::{Level, P95, P998, byar, wilson};
use super::period::Period;
use super::simulate::{Cell, Cells, Kind, kind, unit};
use super::table::Numbers;

/// Counts from 1 up to below this are suppressed.
pub const SMALL: f64 = 8.0;

pub const SUPPRESSED: &str = "Value suppressed for disclosure control due to small count";
const POOR_QUALITY: &str = "Value not published for data quality reasons";
const TOO_FEW: &str = "Value cannot be calculated as number of cases is too small";
const DOUBTFUL: &str = "There is a data quality issue with this value";
const MODELLED: &str = "Value is modelled or synthetic estimate";
const AGGREGATED: &str = "Aggregated from all known lower geography values";

/// What is known of an authority in a period.
#[derive(Clone)]
enum State {
    /// Published, with notes.
    Known(Cell, Vec<String>),
    Suppressed(Cell),
    /// Not known to anybody.
    Missing(&'static str),
    /// In another area's figures.
    Elsewhere(&'static str),
    /// Known, but without a row.
    NoRow(Cell),
}

impl State {
    /// What it adds to a region.
    fn cell(&self) -> Option<Cell> {
        match self {
            Self::Known(cell, _) | Self::Suppressed(cell) | Self::NoRow(cell) => Some(*cell),
            Self::Missing(_) | Self::Elsewhere(_) => None,
        }
    }
}

/// One cell of the publication before comparing.
enum Figure {
    Value(Numbers, Cell),
    None,
}

struct Publisher<'a> {
    entry: &'a Entry,
    facts: &'a Facts,
    areas: &'a Areas,
    cells: &'a Cells,
    rows: Vec<[String; 27]>,
}

/// Every row of an indicator.
pub fn publish(entry: &Entry, facts: &Facts, areas: &Areas, cells: &Cells) -> Vec<[String; 27]> {
    let mut publisher = Publisher {
        entry,
        facts,
        areas,
        cells,
        rows: Vec::new(),
    };
    let periods = facts.periods();
    let states: Vec<Vec<State>> = periods
        .iter()
        .map(|period| publisher.states(*period))
        .collect();
    publisher.totals(&periods, &states);
    for series in groups(entry, facts) {
        let first = periods.len().saturating_sub(series.periods);
        publisher.groups(&series, &periods[first..], &states[first..]);
    }
    publisher.rows
}

impl Publisher<'_> {
    /// What is known of each authority in a period.
    fn states(&self, period: Period) -> Vec<State> {
        let pooled = |area: usize| {
            let years = period
                .years()
                .filter_map(|year| self.cells[area].get(&year));
            years.fold(Cell::default(), |sum, cell| sum.plus(*cell))
        };
        let place = |code: &str| {
            let found = self
                .areas
                .authorities
                .iter()
                .position(|area| area.code == code);
            found.expect("a known authority")
        };
        (0..self.areas.authorities.len())
            .map(|index| {
                let area = &self.areas.authorities[index];
                let mut cell = pooled(index);
                let mut notes = Vec::new();
                for (tiny, host, note) in COMBINED {
                    if self.facts.own_rows {
                        continue;
                    }
                    if area.code == tiny {
                        return State::Elsewhere(note);
                    }
                    if area.code == host {
                        cell = cell.plus(pooled(place(tiny)));
                        notes.push(note.to_owned());
                    }
                }
                if let Some(note) = self.missing(&area.code, period) {
                    return State::Missing(note);
                }
                let since = NEW.iter().find(|(code, _)| *code == area.code);
                if self.facts.as_it_was && since.is_some_and(|(_, since)| period.start < *since) {
                    return State::NoRow(cell);
                }
                if self.is_small(cell) || self.is_example(&area.code, period, Example::Suppressed) {
                    return State::Suppressed(cell);
                }
                if cell.out_of == 0.0 {
                    return State::Missing(TOO_FEW);
                }
                for (code, until, note) in TAKEN_OVER {
                    if area.code == code && period.start < until {
                        notes.push(note.to_owned());
                    }
                }
                let mut draw =
                    Draw::of(&[&self.entry.slug, "doubtful", &area.code, &period.label()]);
                if draw.share() <= self.facts.doubtful {
                    notes.push(DOUBTFUL.to_owned());
                }
                State::Known(cell, notes)
            })
            .collect()
    }

    fn is_example(&self, code: &str, period: Period, example: Example) -> bool {
        let is_last = self.facts.periods().last() == Some(&period);
        code == EXAMPLE && is_last && self.facts.example == Some(example)
    }

    /// Why an authority's value is missing, if it is. Some areas often miss, most never.
    fn missing(&self, code: &str, period: Period) -> Option<&'static str> {
        const OFTEN: f64 = 0.5;
        let note = match self.facts.why {
            Some(Why::Few) => TOO_FEW,
            _ => POOR_QUALITY,
        };
        if code == EXAMPLE {
            return self
                .is_example(code, period, Example::Missing)
                .then_some(note);
        }
        let slug = &self.entry.slug;
        let poor = Draw::of(&[slug, "poor", code]).share() <= self.facts.missing / OFTEN;
        let now = Draw::of(&[slug, "missing", code, &period.label()]).share() <= OFTEN;
        (poor && now).then_some(note)
    }

    fn is_small(&self, cell: Cell) -> bool {
        if kind(self.entry) == Kind::Score {
            return cell.out_of > 0.0 && cell.out_of < SMALL;
        }
        !self.facts.survey && cell.count > 0.0 && cell.count < SMALL
    }

    fn figure(&self, cell: Cell) -> Figure {
        if cell.out_of <= 0.0 || self.is_small(cell) {
            return Figure::None;
        }
        if self.entry.value_type == ValueType::Count {
            return Figure::Value(Numbers::rounded(cell.count, None, None), cell);
        }
        let unit = unit(self.entry);
        let limits = |level: Level| match kind(self.entry) {
            _ if self.facts.modelled => None,
            Kind::Share => {
                let (lower, upper) = wilson(cell.count, cell.out_of, level);
                Some((unit * lower, unit * upper))
            }
            Kind::Events => {
                let (lower, upper) = byar(cell.count, level);
                Some((unit * lower / cell.out_of, unit * upper / cell.out_of))
            }
            Kind::Score => None,
        };
        let outer = if self.facts.outer { limits(P998) } else { None };
        Figure::Value(
            Numbers::rounded(unit * cell.count / cell.out_of, limits(P95), outer),
            cell,
        )
    }

    /// The sum of authorities in a period; none if not one of them is known.
    fn sum(&self, states: &[State], share: impl Fn(usize) -> f64) -> Option<Cell> {
        let mut sum: Option<Cell> = None;
        for (index, state) in states.iter().enumerate() {
            let share = share(index);
            if share > 0.0
                && let Some(cell) = state.cell()
            {
                sum = Some(sum.unwrap_or_default().plus(cell.times(share)));
            }
        }
        let sum = sum?;
        let whole = kind(self.entry) != Kind::Score;
        let round = |number: f64| if whole { number.round() } else { number };
        Some(Cell {
            count: round(sum.count),
            out_of: round(sum.out_of),
        })
    }

    /// The sums that a publisher makes: England, regions and, for some indicators, boards.
    fn wholes(&self) -> Vec<(Row<'_>, Vec<f64>)> {
        let share_of = |share: &dyn Fn(usize) -> f64| -> Vec<f64> {
            (0..self.areas.authorities.len())
                .map(|index| {
                    if self.areas.authorities[index].real {
                        share(index)
                    } else {
                        0.0
                    }
                })
                .collect()
        };
        let mut wholes = vec![(Row::england(), share_of(&|_| 1.0))];
        for region in &self.areas.regions {
            let inside = |index: usize| {
                f64::from(u8::from(
                    self.areas.authorities[index].region == region.code,
                ))
            };
            wholes.push((Row::region(&region.code, &region.name), share_of(&inside)));
        }
        for icb in self.areas.icbs.iter().filter(|_| self.facts.icb) {
            let inside = |index: usize| {
                let parts = &self.areas.authorities[index].icbs;
                parts
                    .iter()
                    .find(|(code, _)| *code == icb.code)
                    .map_or(0.0, |(_, share)| *share)
            };
            wholes.push((Row::icb(&icb.code, &icb.name), share_of(&inside)));
        }
        wholes
    }

    fn authority(&self, index: usize) -> Row<'_> {
        let area = &self.areas.authorities[index];
        let region = self
            .areas
            .regions
            .iter()
            .find(|region| region.code == area.region);
        let region = region.expect("a known region");
        Row {
            parent: (&region.code, &region.name),
            area: (&area.code, &area.name),
            area_type: "Counties & UAs (from Apr 2023)",
        }
    }

    fn totals(&mut self, periods: &[Period], states: &[Vec<State>]) {
        let sex = self.entry.sex.clone().unwrap_or_default();
        let label = Label {
            sex: &sex,
            category_type: "",
            category: "",
        };
        let mut lines = Vec::new();
        for (row, shares) in self.wholes() {
            for (period, states) in periods.iter().zip(states) {
                let sum = self.sum(states, |index| shares[index]);
                let lacks = (0..states.len())
                    .any(|index| shares[index] > 0.0 && matches!(states[index], State::Missing(_)));
                let note = if lacks {
                    vec![AGGREGATED.to_owned()]
                } else {
                    Vec::new()
                };
                let state = match sum {
                    None => State::Missing(POOR_QUALITY),
                    Some(sum) if self.is_small(sum) => State::Suppressed(sum),
                    Some(sum) => State::Known(sum, note),
                };
                lines.push((row, *period, state));
            }
        }
        for index in 0..self.areas.authorities.len() {
            for (period, states) in periods.iter().zip(states) {
                lines.push((self.authority(index), *period, states[index].clone()));
            }
        }
        let rows = self.compared(&label, &lines);
        self.rows.extend(rows);
    }

    /// The rows of some lines, each compared with England's and its parent's of the same period.
    fn compared(&self, label: &Label<'_>, lines: &[(Row<'_>, Period, State)]) -> Vec<[String; 27]> {
        let figures: Vec<Figure> = lines
            .iter()
            .map(|(row, period, state)| match state {
                State::Known(cell, _) => self.figure(self.shared(row, *period, *cell)),
                _ => Figure::None,
            })
            .collect();
        let values: BTreeMap<(&str, Period), f64> = lines
            .iter()
            .zip(&figures)
            .filter_map(|((row, period, _), figure)| match figure {
                Figure::Value(numbers, _) => Some(((row.area.0, *period), numbers.value)),
                Figure::None => None,
            })
            .collect();
        lines
            .iter()
            .zip(&figures)
            .filter(|((_, _, state), _)| !matches!(state, State::NoRow(_)))
            .map(|((row, period, state), figure)| {
                let benchmark = |code: &str| values.get(&(code, *period)).copied();
                let england = if row.area.0 == ENGLAND {
                    None
                } else {
                    benchmark(ENGLAND)
                };
                let region = if row.is_authority() {
                    benchmark(row.parent.0)
                } else {
                    None
                };
                self.line(label, row, *period, state, figure, (england, region))
            })
            .collect()
    }

    /// The police force's cell in place of the authority's, where they share one.
    fn shared(&self, row: &Row<'_>, period: Period, cell: Cell) -> Cell {
        let own = self
            .areas
            .authorities
            .iter()
            .find(|area| area.code == row.area.0);
        let Some(own) = own.filter(|_| self.facts.by_force) else {
            return cell;
        };
        let inside = |index: &usize| self.areas.authorities[*index].force == own.force;
        let cells = (0..self.cells.len())
            .filter(inside)
            .map(|index| self.cells[index][&period.start]);
        cells.fold(Cell::default(), Cell::plus)
    }

    fn line(
        &self,
        label: &Label<'_>,
        row: &Row<'_>,
        period: Period,
        state: &State,
        figure: &Figure,
        (england, region): (Option<f64>, Option<f64>),
    ) -> [String; 27] {
        let mut cells: [String; 7] = Default::default();
        let mut notes: Vec<String> = Vec::new();
        match (state, figure) {
            (State::Known(_, more), Figure::Value(numbers, cell)) => {
                cells[..5].clone_from_slice(&numbers.cells());
                let (count, out_of) = self.shown(row);
                if count {
                    cells[5] = cell.count.to_string();
                }
                if out_of {
                    cells[6] = cell.out_of.to_string();
                }
                notes.extend(self.facts.modelled.then(|| MODELLED.to_owned()));
                notes.extend(self.facts.note.clone());
                notes.extend(more.iter().cloned());
            }
            (State::Suppressed(cell), _) => {
                notes.push(SUPPRESSED.to_owned());
                // The population is no secret, and packs print it.
                if self.entry.slug == "children-in-care" && label.category.is_empty() {
                    cells[6] = cell.out_of.to_string();
                }
            }
            (State::Missing(note) | State::Elsewhere(note), _) => notes.push((*note).to_owned()),
            (State::Known(..) | State::NoRow(_), _) => notes.push(TOO_FEW.to_owned()),
        }
        let [value, lower, upper, outer_lower, outer_upper, count, out_of] = cells;
        [
            self.entry.id.to_string(),
            self.facts.name.clone(),
            row.parent.0.to_owned(),
            row.parent.1.to_owned(),
            row.area.0.to_owned(),
            row.area.1.to_owned(),
            row.area_type.to_owned(),
            label.sex.to_owned(),
            self.entry.age.clone().unwrap_or_default(),
            label.category_type.to_owned(),
            label.category.to_owned(),
            period.label(),
            value,
            lower,
            upper,
            outer_lower,
            outer_upper,
            count,
            out_of,
            notes.join("; "),
            String::new(),
            self.comparison(figure, england).to_owned(),
            self.comparison(figure, region).to_owned(),
            period.sortable(),
            String::new(),
            String::new(),
            period.range().to_owned(),
        ]
    }

    /// Whether the count and the denominator are published.
    fn shown(&self, row: &Row<'_>) -> (bool, bool) {
        if self.facts.survey || kind(self.entry) == Kind::Score {
            return (false, false);
        }
        if self.facts.by_force && row.is_authority() {
            return (false, false);
        }
        (true, self.entry.value_type != ValueType::Count)
    }

    /// Fingertips' method 1, on the numbers as written.
    fn comparison(&self, figure: &Figure, benchmark: Option<f64>) -> &'static str {
        use stats::judge::Class;
        let Figure::Value(numbers, _) = figure else {
            return "Not compared";
        };
        if self.entry.method == Method::None {
            return "Not compared";
        }
        let limits = numbers.limits.map(|(lower, upper)| Limits { lower, upper });
        let polarity = match self.entry.polarity {
            Polarity::HighIsGood => stats::judge::Polarity::HighIsGood,
            Polarity::LowIsGood => stats::judge::Polarity::LowIsGood,
            Polarity::NoJudgement => stats::judge::Polarity::NoJudgement,
            Polarity::NotApplicable => stats::judge::Polarity::NotApplicable,
        };
        match one_interval(polarity, Some(numbers.value), limits, benchmark) {
            Ok(Class::Better) => "Better",
            Ok(Class::Worse) => "Worse",
            Ok(Class::Similar) => "Similar",
            Ok(Class::Higher) => "Higher",
            Ok(Class::Lower) => "Lower",
            Ok(_) | Err(_) => "Not compared",
        }
    }

    /// The rows of a way of dividing people, over some periods.
    fn groups(&mut self, series: &Series, periods: &[Period], states: &[Vec<State>]) {
        let sex = self.entry.sex.clone().unwrap_or_default();
        let mut by_group: Vec<Vec<(Row<'_>, Period, State)>> =
            series.groups.iter().map(|_| Vec::new()).collect();
        for (period, states) in periods.iter().zip(states) {
            let parts: Vec<Vec<State>> = (0..states.len())
                .map(|index| self.parts(series, index, *period, &states[index]))
                .collect();
            for (group, lines) in by_group.iter_mut().enumerate() {
                let states: Vec<State> = parts.iter().map(|parts| parts[group].clone()).collect();
                for (row, shares) in self.wholes() {
                    if row.area.0 != ENGLAND && !series.wholes {
                        continue;
                    }
                    let state = match self.sum(&states, |index| shares[index]) {
                        None => continue,
                        Some(sum) if self.is_small(sum) => State::Suppressed(sum),
                        Some(sum) => State::Known(sum, Vec::new()),
                    };
                    lines.push((row, *period, state));
                }
                for (index, state) in states
                    .into_iter()
                    .enumerate()
                    .filter(|_| series.authorities)
                {
                    if matches!(state, State::Known(..) | State::Suppressed(_)) {
                        lines.push((self.authority(index), *period, state));
                    }
                }
            }
        }
        // England's own total, for the groups that are compared with it.
        let totals: BTreeMap<Period, f64> = periods
            .iter()
            .zip(states)
            .filter_map(|(period, states)| {
                let real = |index: usize| f64::from(u8::from(self.areas.authorities[index].real));
                match self.figure(self.sum(states, real)?) {
                    Figure::Value(numbers, _) => Some((*period, numbers.value)),
                    Figure::None => None,
                }
            })
            .collect();
        let mut rows = Vec::new();
        for (
            Group {
                sex: own, category, ..
            },
            mut lines,
        ) in series.groups.iter().zip(by_group)
        {
            lines.sort_by_key(|(row, period, _)| (row.rank(), row.area.0.to_owned(), *period));
            let label = Label {
                sex: own.unwrap_or(&sex),
                category_type: series.category_type,
                category,
            };
            for mut row in self.compared(&label, &lines) {
                if row[4] == ENGLAND && !series.category_type.is_empty() {
                    let period = Period::read(&row[11]);
                    let line = lines
                        .iter()
                        .find(|(of, at, _)| of.area.0 == ENGLAND && *at == period);
                    if let Some((_, _, State::Known(cell, _))) = line {
                        let figure = self.figure(*cell);
                        row[21] = self
                            .comparison(&figure, totals.get(&period).copied())
                            .to_owned();
                    }
                }
                rows.push(row);
            }
        }
        self.rows.extend(rows);
    }

    /// An authority's groups. Where only one would be suppressed, the next smallest is too.
    fn parts(&self, series: &Series, index: usize, period: Period, state: &State) -> Vec<State> {
        let none = vec![State::Missing(POOR_QUALITY); series.groups.len()];
        let area = &self.areas.authorities[index];
        let Some(total) = state.cell().filter(|cell| cell.out_of > 0.0) else {
            return none;
        };
        let cells = series.cells(self.entry, self.areas, area, period, total);
        let mut hidden: Vec<bool> = cells.iter().map(|cell| self.is_small(*cell)).collect();
        if hidden.iter().filter(|hidden| **hidden).count() == 1 {
            let smallest = (0..cells.len())
                .filter(|part| !hidden[*part] && cells[*part].out_of > 0.0)
                .min_by(|a, b| cells[*a].count.total_cmp(&cells[*b].count));
            if let Some(smallest) = smallest {
                hidden[smallest] = true;
            }
        }
        let whole = |cell: Cell, hidden: bool| match state {
            State::Known(..) if cell.out_of == 0.0 => State::Missing(TOO_FEW),
            State::Known(..) if !hidden => State::Known(cell, Vec::new()),
            State::Known(..) | State::Suppressed(_) => State::Suppressed(cell),
            _ => State::NoRow(cell),
        };
        cells
            .into_iter()
            .zip(hidden)
            .map(|(cell, hidden)| whole(cell, hidden))
            .collect()
    }
}

/// What tells the rows of one area apart.
struct Label<'a> {
    sex: &'a str,
    category_type: &'a str,
    category: &'a str,
}

/// The area of a row and its parent: codes and names.
#[derive(Clone, Copy)]
struct Row<'a> {
    parent: (&'a str, &'a str),
    area: (&'a str, &'a str),
    area_type: &'a str,
}

impl<'a> Row<'a> {
    fn england() -> Self {
        Self {
            parent: ("", ""),
            area: (ENGLAND, "England"),
            area_type: "England",
        }
    }

    fn region(code: &'a str, name: &'a str) -> Self {
        let parent = (ENGLAND, "England");
        Self {
            parent,
            area: (code, name),
            area_type: "Regions (statistical)",
        }
    }

    fn icb(code: &'a str, name: &'a str) -> Self {
        Self {
            parent: (ENGLAND, "England"),
            area: (code, name),
            area_type: "ICBs",
        }
    }

    fn is_authority(&self) -> bool {
        self.rank() == 3
    }

    /// The order of kinds of area in a file.
    fn rank(&self) -> u8 {
        match self.area_type {
            "England" => 0,
            "Regions (statistical)" => 1,
            "ICBs" => 2,
            _ => 3,
        }
    }
}
