//! How strongly an indicator stands out, and which of two does so more.

use std::cmp::Ordering;

use crate::model::comparison::{Class, Level, Provenance};
use crate::model::findings::Tone;
use crate::model::pack::{IndicatorFacts, PeriodFacts};
use crate::model::trend::{Direction, Judgement};
use crate::model::value::Interval;
use crate::stats::spc_proportion::{Z_95, Z_998};
use crate::stats::trend::POINTS;

/// How sure it is that a value differs, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sureness {
    /// At 99.8%, whatever level its class is given at.
    At998,
    /// At 95%.
    At95,
    /// By the publisher, at a level not known, or by place among areas.
    Placed,
    /// It doesn't differ, or is not compared: only its trend counts.
    TrendOnly,
}

/// An indicator with a value, and how it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stand<'a> {
    pub facts: &'a IndicatorFacts,
    pub slug: &'a str,
    pub class: Class,
    pub tone: Tone,
    pub sure: Sureness,
    /// Whether the trend goes the way in which it differs.
    agrees: bool,
    /// In standard errors: from the benchmark, or if only the trend counts as [`Stand::moved`].
    distance: f64,
    /// From the value at the start of the recent trend, in standard errors; 0 if not known.
    pub moved: f64,
}

impl<'a> Stand<'a> {
    /// None without a value.
    pub(super) fn of(facts: &'a IndicatorFacts) -> Option<Self> {
        let now = facts.now()?;
        let value = now.value.known()?;
        let class = now.against_benchmark.class;
        let start = facts.history.iter().rev().take(POINTS).rev();
        let moved = start
            .filter_map(|then| then.value.known())
            .next()
            .and_then(|then| errors_between(value, then, now.interval))
            .unwrap_or(0.0);
        let away = now.benchmark.and_then(|other| errors_between(value, other, now.interval));
        let (by_class, rising) = side(class);
        let sure = if by_class.is_none() { Sureness::TrendOnly } else { sureness(now, away) };
        let trend = &facts.trend;
        let tone = by_class.unwrap_or(match trend.judgement {
            Judgement::GettingWorse => Tone::Bad,
            Judgement::GettingBetter => Tone::Good,
            Judgement::None => Tone::Plain,
        });
        let agrees = by_class.is_some()
            && match tone {
                Tone::Bad => trend.judgement == Judgement::GettingWorse,
                Tone::Good => trend.judgement == Judgement::GettingBetter,
                Tone::Plain => rising == Some(trend.direction),
            };
        let distance = if by_class.is_some() { away.unwrap_or(0.0) } else { moved };
        let slug = &facts.entry.slug;
        Some(Self { facts, slug, class, tone, sure, agrees, distance, moved })
    }

    /// Whether there is anything to say first: a difference or a trend.
    pub(super) fn stands_out(&self) -> bool {
        self.sure != Sureness::TrendOnly || self.has_direction()
    }

    /// Whether its recent trend goes up or down.
    pub(super) fn has_direction(&self) -> bool {
        matches!(self.facts.trend.direction, Direction::Increasing | Direction::Decreasing)
    }

    /// Which moved more over the recent trend; ties by slug.
    pub(super) fn by_move(&self, other: &Self) -> Ordering {
        other.moved.total_cmp(&self.moved).then_with(|| self.slug.cmp(other.slug))
    }
}

impl PartialEq for Stand<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Stand<'_> {}

impl PartialOrd for Stand<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Stand<'_> {
    /// The stronger first: sureness, then an agreeing trend, then distance, then the slug.
    fn cmp(&self, other: &Self) -> Ordering {
        (self.sure.cmp(&other.sure))
            .then(other.agrees.cmp(&self.agrees))
            .then(other.distance.total_cmp(&self.distance))
            .then_with(|| self.slug.cmp(other.slug))
    }
}

/// Which tone a class has and, where it is not judged, which way leads further from the benchmark. None for a class
/// that is no exception.
fn side(class: Class) -> (Option<Tone>, Option<Direction>) {
    match class {
        Class::Worse | Class::Worst | Class::JudgedQuintile(1) => (Some(Tone::Bad), None),
        Class::Better | Class::Best | Class::JudgedQuintile(5) => (Some(Tone::Good), None),
        Class::Higher | Class::Highest | Class::Quintile(5) | Class::Quartile(4) => {
            (Some(Tone::Plain), Some(Direction::Increasing))
        }
        Class::Lower | Class::Lowest | Class::Quintile(1) | Class::Quartile(1) => {
            (Some(Tone::Plain), Some(Direction::Decreasing))
        }
        Class::Similar
        | Class::NotCompared
        | Class::JudgedQuintile(_)
        | Class::Quintile(_)
        | Class::Quartile(_) => (None, None),
    }
}

fn sureness(now: &PeriodFacts, away: Option<f64>) -> Sureness {
    let comparison = &now.against_benchmark;
    if comparison.source == Provenance::Published || comparison.level.is_none() {
        return Sureness::Placed;
    }
    let beyond = match (now.interval_998, now.benchmark) {
        (Some(interval), Some(benchmark)) => !interval.holds(benchmark),
        _ => away.is_some_and(|errors| errors > Z_998),
    };
    if comparison.level == Some(Level::P998) || beyond { Sureness::At998 } else { Sureness::At95 }
}

/// How far a value lies from a number, in standard errors: by that side of its 95% interval. None without one.
fn errors_between(value: f64, other: f64, interval: Option<Interval>) -> Option<f64> {
    let interval = interval?;
    let side = if other < value { value - interval.lower } else { interval.upper - value };
    let error = side / Z_95;
    (error > 0.0).then(|| (value - other).abs() / error)
}
