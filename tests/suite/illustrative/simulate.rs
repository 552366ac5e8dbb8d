//! Makes up every authority's count and denominator for every year of an indicator.
//!
//! A rate is England's level moved, on a log or log odds scale, by the area's deprivation, a factor common
//! to all indicators, a part of its own, a yearly change of its own and chance; then all are shifted
//! so that England comes out at its level.

use std::collections::BTreeMap;

use jsnapack::model::profile::{Entry, ValueType};

use super::areas::{Areas, Authority, LONDON};
use super::draw::Draw;
use super::facts::Facts;

/// How much of an area's unexplained part is common to all indicators, and to its region.
const COMMON: f64 = 0.3;
const REGIONAL: f64 = 0.35;
/// Standard deviation of a year's chance on the scale of the model, beside that of the count itself.
const WOBBLE: f64 = 0.025;
/// What an area's own can be at most, in standard deviations: nowhere is beyond belief.
const MOST: f64 = 2.0;
/// Standard deviation of one pupil's score, as a share of the level.
const SCORE_DEVIATION: f64 = 0.42;

/// A count and what it is out of; for a mean, the sum of scores and the number of people.
#[derive(Clone, Copy, Default)]
pub struct Cell {
    pub count: f64,
    pub out_of: f64,
}

impl Cell {
    pub fn plus(self, other: Self) -> Self {
        Self { count: self.count + other.count, out_of: self.out_of + other.out_of }
    }

    pub fn times(self, share: f64) -> Self {
        Self { count: self.count * share, out_of: self.out_of * share }
    }
}

/// What kind of number is made up.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Some of the people counted.
    Share,
    /// Events among them.
    Events,
    /// A score of each of them.
    Score,
}

pub fn kind(entry: &Entry) -> Kind {
    match entry.value_type {
        ValueType::Proportion => Kind::Share,
        ValueType::Mean => Kind::Score,
        _ => Kind::Events,
    }
}

/// 100,000 for "per 100,000".
pub fn unit(entry: &Entry) -> f64 {
    match (entry.unit.as_str(), entry.unit.strip_prefix("per ")) {
        ("%", _) => 100.0,
        (_, Some(number)) => number.replace(',', "").parse().expect("a number after \"per\""),
        _ => 1.0,
    }
}

/// Every authority's cells by year, in the order of [`Areas::authorities`].
pub type Cells = Vec<BTreeMap<i32, Cell>>;

/// Makes up an indicator; `of` are the cells of the indicator that its denominator is a share of.
pub fn simulate(entry: &Entry, facts: &Facts, areas: &Areas, of: Option<&Cells>) -> Cells {
    let mut years: Vec<i32> = facts.periods().iter().flat_map(|period| period.years()).collect();
    years.sort_unstable();
    years.dedup();
    let last = years[years.len() - 1];
    let places: Vec<Place> =
        areas.authorities.iter().map(|area| place(facts, area, areas)).collect();
    let standing: Vec<(f64, f64)> =
        places.iter().map(|place| standing(entry, facts, place)).collect();
    let mut cells: Cells = vec![BTreeMap::new(); places.len()];
    for year in years {
        let sizes: Vec<f64> = (0..places.len())
            .map(|area| {
                denominator(entry, facts, &areas.authorities[area], of.map(|of| &of[area]), year)
            })
            .collect();
        let effects: Vec<f64> = places
            .iter()
            .zip(&standing)
            .map(|(place, (level, drift))| {
                let chance =
                    Draw::of(&[&entry.slug, "year", &place.key, &year.to_string()]).normal();
                let wobble = if kind(entry) == Kind::Score { WOBBLE / 4.0 } else { WOBBLE };
                level + drift * f64::from(year - last) + wobble * chance
            })
            .collect();
        let real = || areas.authorities.iter().map(|area| area.real).zip(&sizes).zip(&effects);
        let total: f64 = real().filter(|((real, _), _)| *real).map(|((_, size), _)| size).sum();
        let level = facts.level_in(year) / unit(entry);
        let level = if entry.value_type == ValueType::Count { level / total } else { level };
        let sum = |shift: f64| -> f64 {
            let inside = real().filter(|((real, _), _)| *real);
            inside.map(|((_, size), effect)| size * rate(kind(entry), level, effect + shift)).sum()
        };
        let shift = root(|shift| sum(shift) - level * total);
        for (area, ((_, size), effect)) in real().enumerate() {
            let rate = rate(kind(entry), level, effect + shift);
            let chance =
                Draw::of(&[&entry.slug, "count", &areas.authorities[area].code, &year.to_string()]);
            let count = count(entry, facts, rate, *size, chance);
            cells[area].insert(year, Cell { count, out_of: *size });
        }
    }
    cells
}

/// Where a rate belongs: an authority, or the police force area that it lies in.
struct Place {
    key: String,
    region: String,
    score: f64,
}

fn place(facts: &Facts, area: &Authority, areas: &Areas) -> Place {
    let region = area.region.clone();
    if !facts.by_force {
        return Place { key: area.code.clone(), region, score: area.score };
    }
    let inside = || areas.authorities.iter().filter(|other| other.force == area.force);
    let people: f64 = inside().map(|area| area.children(2020)).sum();
    let score = inside().map(|area| area.children(2020) * area.score).sum::<f64>() / people;
    Place { key: area.force.clone(), region, score }
}

/// A place's level and yearly change, beside England's, on the scale of the model.
fn standing(entry: &Entry, facts: &Facts, place: &Place) -> (f64, f64) {
    let own = |slug: &str| {
        // One region for a force that reaches into two.
        let region = if facts.by_force { "" } else { &place.region };
        let regional = Draw::of(&[slug, "region", region]).within(MOST);
        let local = Draw::of(&[slug, "place", &place.key]).within(MOST);
        mix(REGIONAL, regional, local)
    };
    let residual = match &facts.like {
        Some(like) => mix(facts.likeness, own(like), own(&entry.slug)),
        None => own(&entry.slug),
    };
    let common = Draw::of(&["common", &place.key]).within(MOST) * facts.deprivation.signum();
    let london = if place.region == LONDON { facts.london } else { 0.0 };
    let level =
        facts.deprivation * place.score + facts.spread * mix(COMMON, common, residual) + london;
    let drift = facts.drift * Draw::of(&[&entry.slug, "drift", &place.key]).within(MOST);
    (level, drift)
}

/// A standard normal number of two: the first has the given correlation with it.
fn mix(share: f64, first: f64, second: f64) -> f64 {
    share * first + libm::sqrt(1.0 - share * share) * second
}

fn denominator(
    entry: &Entry,
    facts: &Facts,
    area: &Authority,
    of: Option<&BTreeMap<i32, Cell>>,
    year: i32,
) -> f64 {
    let always = Draw::of(&[&entry.slug, "size", &area.code]).normal();
    let now = Draw::of(&[&entry.slug, "size", &area.code, &year.to_string()]).normal();
    if let Some(cells) = of {
        let nearest = cells.range(..=year).next_back().or_else(|| cells.first_key_value());
        let whole = nearest.map_or(0.0, |(_, cell)| cell.count);
        return (whole * facts.per_child * (1.0 + 0.03 * now)).round();
    }
    let children = area.children(year);
    if facts.per_child == 1.0 {
        return children;
    }
    let steeper = libm::exp(facts.steeper * area.score - facts.steeper * facts.steeper / 2.0);
    (children * facts.per_child * steeper * (1.0 + 0.02 * always) * (1.0 + 0.004 * now)).round()
}

fn rate(kind: Kind, level: f64, effect: f64) -> f64 {
    match kind {
        Kind::Share => 1.0 / (1.0 + (1.0 / level - 1.0) * libm::exp(-effect)),
        Kind::Events | Kind::Score => level * libm::exp(effect),
    }
}

/// Where a rising function is zero.
fn root(function: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (-3.0, 3.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if function(middle) < 0.0 { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

fn count(entry: &Entry, facts: &Facts, rate: f64, size: f64, mut draw: Draw) -> f64 {
    if facts.by_force || facts.modelled {
        return (rate * size).round();
    }
    let chance = draw.normal();
    match kind(entry) {
        Kind::Share => {
            let deviation = libm::sqrt(size * rate * (1.0 - rate));
            (size * rate + deviation * chance).round().clamp(0.0, size)
        }
        Kind::Events => (size * rate + libm::sqrt(size * rate) * chance).round().max(0.0),
        Kind::Score => rate * (size + libm::sqrt(size) * SCORE_DEVIATION * chance).max(0.0),
    }
}
