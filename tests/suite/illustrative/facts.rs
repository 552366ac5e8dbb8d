//! What the generator must know of each indicator; `indicators.toml` explains the keys.

use std::collections::{BTreeMap, BTreeSet};

use jsnapack::model::profile::Profile;
use serde::Deserialize;

use super::period::{Period, periods};

const FACTS: &str = include_str!("indicators.toml");

/// What the generator must know of an indicator.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    pub name: String,
    years: [String; 2],
    #[serde(default)]
    gaps: BTreeSet<String>,
    pub level: f64,
    yearly: f64,
    #[serde(default)]
    steps: BTreeMap<String, f64>,
    #[serde(default)]
    before: BTreeMap<String, f64>,
    pub deprivation: f64,
    pub spread: f64,
    #[serde(default = "usual_drift")]
    pub drift: f64,
    #[serde(default)]
    pub london: f64,
    pub like: Option<String>,
    #[serde(default = "usual_likeness")]
    pub likeness: f64,
    pub per_child: f64,
    pub of: Option<String>,
    #[serde(default)]
    pub steeper: f64,
    #[serde(default)]
    pub survey: bool,
    #[serde(default)]
    pub modelled: bool,
    #[serde(default)]
    pub outer: bool,
    #[serde(default)]
    pub icb: bool,
    #[serde(default)]
    pub by_force: bool,
    #[serde(default)]
    pub own_rows: bool,
    #[serde(default)]
    pub as_it_was: bool,
    #[serde(default)]
    pub missing: f64,
    pub why: Option<Why>,
    pub note: Option<String>,
    #[serde(default)]
    pub doubtful: f64,
    pub men: Option<f64>,
    pub within: Option<Within>,
    #[serde(default)]
    pub deciles: bool,
    #[serde(default)]
    pub gradient: f64,
    pub ethnic: Option<BTreeMap<String, f64>>,
    #[serde(default)]
    pub ethnic_areas: bool,
    #[serde(default = "usual_latest")]
    pub latest: usize,
    pub example: Option<Example>,
}

fn usual_drift() -> f64 {
    0.012
}

fn usual_likeness() -> f64 {
    0.8
}

fn usual_latest() -> usize {
    1
}

/// Why values are missing.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    Quality,
    Few,
}

/// How areas are divided by deprivation.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Within {
    Deciles,
    Quintiles,
}

/// What is odd about the invented area's last value.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Example {
    Suppressed,
    Missing,
}

impl Facts {
    /// The published periods, oldest first, gaps left out.
    pub fn periods(&self) -> Vec<Period> {
        let [first, last] = &self.years;
        let all = periods(&Period::read(first), &Period::read(last));
        all.into_iter().filter(|period| !self.gaps.contains(&period.label())).collect()
    }

    /// England's level in a year.
    pub fn level_in(&self, year: i32) -> f64 {
        let last = Period::read(&self.years[1]);
        let away = f64::from(year - last.last_year());
        let mut level = self.level * libm::pow(1.0 + self.yearly / 100.0, away);
        for (until, times) in &self.before {
            if year < Period::read(until).start {
                level *= times;
            }
        }
        level * self.steps.get(&last.one_year(year).label()).unwrap_or(&1.0)
    }
}

/// The facts of every indicator of a profile. Fails if one is missing or one too many is there.
pub fn facts(profile: &Profile) -> BTreeMap<String, Facts> {
    let facts: BTreeMap<String, Facts> = match toml::from_str(FACTS) {
        Ok(facts) => facts,
        Err(error) => panic!("indicators.toml: {error}"),
    };
    let wanted: BTreeSet<&String> = profile.indicators.iter().map(|entry| &entry.slug).collect();
    let given: BTreeSet<&String> = facts.keys().collect();
    let missing: Vec<_> = wanted.difference(&given).collect();
    let unknown: Vec<_> = given.difference(&wanted).collect();
    assert!(
        missing.is_empty() && unknown.is_empty(),
        "indicators.toml and data/profile.toml differ: missing {missing:?}, unknown {unknown:?}"
    );
    facts
}
