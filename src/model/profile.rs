//! The profile: which indicators a pack has, in which topics, and how each is to be read.
//! Read and checked by `read::profile`.

use serde::{Deserialize, Deserializer, Serialize};

use super::area::AreaCode;
use super::comparison::{Level, Method, Polarity, PolarityBasis};
use super::context::{NationalContext, TopicContext};
use super::neighbours::Choice;
use super::period::TimePeriod;

/// A profile.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// What packs made from it are about: "Children and young people's mental health".
    pub title: String,
    /// Areas that are left out of national pools because they are tiny.
    #[serde(default)]
    pub small_areas: Vec<AreaCode>,
    /// Slugs of indicators whose denominator is the population aged 0 to 17: the first that has one for an area gives
    /// it. In a file, one slug or a list.
    #[serde(default, deserialize_with = "one_or_more")]
    pub population: Vec<String>,
    /// Counts below this and above zero are withheld where data is not the publisher's own.
    #[serde(default = "default_small_count")]
    pub small_count: u32,
    /// What areas are compared with, unless the run says otherwise: "england", "region", "neighbours" or an
    /// area's code.
    #[serde(default)]
    pub compare: Choice,
    /// The topics, in order.
    #[serde(rename = "topic")]
    pub topics: Vec<Topic>,
    /// The indicators, in order.
    #[serde(rename = "indicator")]
    pub indicators: Vec<Entry>,
}

fn one_or_more<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "a slug or a list of slugs")]
    enum Given {
        One(String),
        More(Vec<String>),
    }
    Given::deserialize(from).map(|given| match given {
        Given::One(slug) => vec![slug],
        Given::More(slugs) => slugs,
    })
}

fn default_small_count() -> u32 {
    5
}

/// A topic: a chapter of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Stable id: "identification-of-need".
    pub id: String,
    /// The heading.
    pub name: String,
    /// Names that services have given it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What is known about it nationally; from a file of its own.
    #[serde(skip)]
    pub context: TopicContext,
}

impl Profile {
    /// Gives each topic what is known about it nationally.
    pub fn add_context(&mut self, context: &NationalContext) {
        for topic in &mut self.topics {
            let names = [&topic.id].into_iter().chain(&topic.aliases).map(String::as_str);
            if let Some(known) = context.of(names) {
                topic.context = known.clone();
            }
        }
    }
}

/// One indicator of a profile.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Stable key, used by templates, slots and sign-offs.
    pub slug: String,
    /// Indicator id.
    pub id: u32,
    /// Sex as in the data; may be left out where the data has only one.
    #[serde(default)]
    pub sex: Option<String>,
    /// Age as in the data; may be left out where the data has only one.
    #[serde(default)]
    pub age: Option<String>,
    /// Short plain name.
    pub label: String,
    /// A clause to follow "In Liverpool in 2023/24, ", with `{value}`.
    pub sentence: String,
    /// What the count counts: "admissions".
    #[serde(default)]
    pub counted: Option<String>,
    /// Ids of the topics it belongs to.
    pub topics: Vec<String>,
    /// Full treatment, or a row in the table only.
    #[serde(default)]
    pub key: bool,
    /// Need, help, or neither.
    #[serde(default)]
    pub role: Role,
    /// Whether a high value is good.
    pub polarity: Polarity,
    /// Where that is known from.
    pub polarity_basis: PolarityBasis,
    /// The document, or the reasoning.
    #[serde(default)]
    pub polarity_source: Option<String>,
    /// How it is compared.
    pub method: Method,
    /// At which level.
    #[serde(default = "default_level")]
    pub level: Level,
    /// What value is to be reached, if somebody has set one.
    #[serde(default)]
    pub goal: Option<Goal>,
    /// Whether several areas' values may be combined from their counts; by default where the kind of value
    /// allows it.
    #[serde(default)]
    pub averages: Option<bool>,
    /// What kind of number it is.
    pub value_type: ValueType,
    /// "%", "per 10,000" …; empty for a count.
    pub unit: String,
    /// Decimals to print; by default chosen from the largest value of all areas.
    #[serde(default)]
    pub decimals: Option<u8>,
    /// Who publishes it.
    #[serde(default)]
    pub source: Option<String>,
    /// What a reader must know before using it.
    #[serde(default)]
    pub caveat: Option<String>,
    /// Where earlier periods are not comparable with later ones.
    #[serde(default)]
    pub breaks: Vec<Break>,
    /// Whether intervals are computed where a row has a count and a denominator but no limits. Left out, they
    /// are for a team's own figures, unless some of the indicator's rows have limits.
    #[serde(default)]
    pub compute_intervals: Option<bool>,
    /// Draw its place among all areas even when fewer than 75% of them have a value.
    #[serde(default)]
    pub always_show_spine: bool,
    /// A modelled estimate: no judgement, no trend.
    #[serde(default)]
    pub modelled: bool,
    /// The figures are not a publisher's own.
    #[serde(default)]
    pub local: bool,
    /// Somebody has checked that the figures may be shown.
    #[serde(default)]
    pub disclosure_checked: bool,
}

fn default_level() -> Level {
    Level::P95
}

/// A place in a series that no line and no trend may cross.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// The first period after it, as the data labels it: "2020/21".
    pub before: String,
    /// Why, as a clause: "grades were awarded without exams".
    pub why: String,
}

/// Whether an indicator tells of need or of help given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// How much need there is.
    Need,
    /// How much help is given.
    Help,
    /// Neither.
    #[default]
    None,
}

/// A value to be reached, in the indicator's unit. Which numbers it needs depends on its kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// What reaching it means.
    pub kind: GoalKind,
    /// The limit.
    #[serde(default)]
    pub value: Option<f64>,
    /// The lower end of a range; for percentiles from 0 to 100.
    #[serde(default)]
    pub low: Option<f64>,
    /// Its upper end.
    #[serde(default)]
    pub high: Option<f64>,
    /// What it is called: "NHS standard".
    #[serde(default)]
    pub label: Option<String>,
    /// Who set it, and where.
    pub source: String,
}

/// What reaching a goal means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GoalKind {
    /// The value is at the limit or on its good side.
    Limit,
    /// The whole 95% interval is.
    LimitWithInterval,
    /// The value is on the good side of both ends of a range.
    Range,
    /// The same, the ends being percentiles of all upper-tier authorities in the period.
    PercentileRange,
    /// The value is at least England's a year before, whichever way is good.
    PreviousEngland,
}

/// What kind of number an indicator's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueType {
    /// Part of a whole, usually in percent.
    Proportion,
    /// Events over population.
    CrudeRate,
    /// Age-standardised against the European Standard Population.
    DirectlyStandardisedRate,
    /// A mean or average score.
    Mean,
    /// A number of people or events.
    Count,
    /// A ratio.
    Ratio,
    /// Indirectly standardised ratio.
    IndirectlyStandardisedRatio,
    /// Anything else.
    Other,
}

impl Entry {
    /// Whether the series is broken before a period.
    pub fn is_broken_before(&self, period: &TimePeriod) -> bool {
        self.breaks.iter().any(|it| it.before.trim() == &*period.label)
    }
}

impl Profile {
    /// The entry with a slug.
    pub fn entry(&self, slug: &str) -> Option<&Entry> {
        self.indicators.iter().find(|entry| entry.slug == slug)
    }

    /// A topic's entries, in the profile's order.
    pub fn entries_of<'a>(&'a self, topic: &'a str) -> impl Iterator<Item = &'a Entry> {
        self.indicators.iter().filter(move |entry| entry.topics.iter().any(|id| id == topic))
    }
}
