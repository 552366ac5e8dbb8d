//! One indicator in one area, as a reader meets it.

use super::format::{Format, NO_DATA, NOT_USABLE};
use super::{ages, benchmark, cautions, change, charts, goal, inequality, notes, number, words};
use crate::model::area::AreaType;
use crate::model::comparison::Polarity;
use crate::model::pack::{IndicatorFacts, Pack, PeerKind, PeriodFacts, SpineFacts};
use crate::model::value::Value;
use crate::model::view::IndicatorView;

pub(super) fn view(pack: &Pack, facts: &IndicatorFacts) -> IndicatorView {
    let entry = &facts.entry;
    let format = Format::of(facts);
    let now = facts.now();
    let known = now.and_then(|now| now.value.known());
    // An interval belongs to a value: without one, there is nothing to be uncertain about.
    let interval = now.filter(|_| known.is_some()).and_then(|now| now.interval);
    let count = now.and_then(|now| now.count).filter(|count| *count >= 0.0);
    let count = count.map(|count| number::fixed(count, 0));
    let count = count.filter(|_| known.is_some()).unwrap_or_default();
    let short =
        |number: Option<f64>| number.map_or_else(String::new, |number| format.short(number));
    let previous = facts.history.iter().rev().nth(1);
    let benchmark_name = benchmark::name(pack);
    let comparator_name = pack.comparator.as_ref().map(|area| area.name.as_str());
    IndicatorView {
        slug: entry.slug.clone(),
        id: entry.id,
        label: entry.label.clone(),
        name: facts.name.as_ref().map_or_else(|| entry.label.clone(), |name| name.to_string()),
        population: population(facts),
        unit: entry.unit.clone(),
        key: entry.key,
        has_value: known.is_some(),
        state: now
            .map_or_else(|| absent(facts).replace(' ', "-"), |now| state(now.value).to_owned()),
        period: facts
            .latest
            .as_ref()
            .map_or_else(|| absent(facts).to_owned(), |period| words::period(&period.label)),
        value: now.map_or_else(|| absent(facts).to_owned(), |now| format.value(now.value)),
        value_with_unit: match known {
            Some(value) => format.long(value),
            None => now.map_or_else(String::new, |now| format.value(now.value)),
        },
        interval: interval.map_or_else(String::new, |interval| format.interval(interval)),
        interval_words: interval
            .map_or_else(String::new, |interval| format.interval_words(interval)),
        interval_source: match notes::is_computed(facts) {
            true => "computed by jsnapack".to_owned(),
            false => String::new(),
        },
        count_words: match (&entry.counted, count.is_empty()) {
            (_, true) => String::new(),
            (Some(counted), false) => format!("{count} {counted}"),
            (None, false) => count.clone(),
        },
        count,
        benchmark: short(now.and_then(|now| now.benchmark)),
        benchmark_absent: match now.is_some_and(|now| now.benchmark_unusable) {
            true => NOT_USABLE.to_owned(),
            false => NO_DATA.to_owned(),
        },
        benchmark_areas: now
            .and_then(|now| benchmark::areas(&now.against_benchmark))
            .unwrap_or_default(),
        benchmark_from: now.and_then(|now| benchmark::from(&now.against_benchmark)),
        comparator: short(now.and_then(|now| now.comparator)),
        against_benchmark: against_benchmark(facts, now, benchmark_name.as_deref()),
        against_comparator: now
            .and_then(|now| now.against_comparator.as_ref())
            .map(|comparison| words::class(comparison, comparator_name)),
        goal: goal::view(facts, format),
        trend: words::trend(&facts.trend),
        change: change::view(pack, facts, format),
        sentence: known.map(|value| entry.sentence.replace("{value}", &format.short(value))),
        older: older(facts, format),
        previous: previous.map_or_else(String::new, |previous| format.value(previous.value)),
        previous_period: previous
            .map_or_else(String::new, |previous| words::period(&previous.period.label)),
        rank: rank(facts),
        caveat: entry.caveat.as_deref().map(words::sentence),
        cautions: cautions::view(facts),
        source: match pack.illustrative {
            true => "illustrative data, not real figures".to_owned(),
            false => entry.source.clone().unwrap_or_default(),
        },
        note: notes::text(facts),
        marks: marks(facts),
        age_of_data: ages::of(pack, facts),
        spine: charts::spine(pack, facts, format),
        spine_reason: match facts.spine {
            SpineFacts::Drawn { .. } => None,
            SpineFacts::NotDrawn { reason } => Some(words::no_spine(reason).to_owned()),
        },
        trend_chart: charts::trend(pack, facts, format),
        ranked_chart: charts::ranked(pack, facts, format),
        ranked_title: ranked_title(facts, pack.area.area_type),
        inequality: inequality::views(pack, facts),
    }
}

fn against_benchmark(
    facts: &IndicatorFacts,
    now: Option<&PeriodFacts>,
    benchmark: Option<&str>,
) -> crate::model::view::ClassView {
    match now {
        Some(now) => words::class(&now.against_benchmark, benchmark),
        None => words::absent(absent(facts)),
    }
}

/// What stands for a value where the data has none for any area as a whole.
fn absent(facts: &IndicatorFacts) -> &'static str {
    if facts.series.is_some() { "groups only" } else { "not in data" }
}

fn population(facts: &IndicatorFacts) -> String {
    let entry = &facts.entry;
    let (sex, age) = match &facts.series {
        Some(series) => (Some(series.sex.to_string()), Some(series.age.to_string())),
        None => (entry.sex.clone(), entry.age.clone()),
    };
    // Both sexes together is what a reader expects.
    let sex = sex.filter(|sex| sex != "Persons");
    let parts: Vec<String> = [sex, age]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty() && part != "Not applicable")
        .collect();
    parts.join(", ")
}

fn older(facts: &IndicatorFacts, format: Format<'_>) -> Option<String> {
    let now = facts.now()?;
    if now.value.known().is_some() {
        return None;
    }
    let last = facts.last_known()?;
    let value = format.long(last.value.known()?);
    Some(format!("The last published value is {value} in {}.", last.period.label))
}

pub(super) fn rank(facts: &IndicatorFacts) -> Option<String> {
    let rank = facts.rank?;
    // With fewer areas than quarters, a place says nothing.
    let pool = facts.pool.filter(|pool| pool.p50.is_some())?;
    let first = match facts.entry.polarity {
        Polarity::HighIsGood | Polarity::LowIsGood => "1st is best",
        Polarity::NoJudgement | Polarity::NotApplicable => "1st has the lowest value",
    };
    Some(format!(
        "{} of {} {} with a value ({first})",
        words::ordinal(rank.rank),
        rank.of,
        words::areas(pool.area_type),
    ))
}

fn marks(facts: &IndicatorFacts) -> Vec<String> {
    let mut marks = Vec::new();
    if facts.entry.modelled {
        marks.push("modelled estimate".to_owned());
    }
    if let Some(years) = ages::years_pooled(facts) {
        marks.push(format!("{} years pooled", words::count(years)));
    }
    if notes::is_computed(facts) {
        marks.push("interval computed by jsnapack".to_owned());
    }
    marks
}

pub(super) fn ranked_title(facts: &IndicatorFacts, area_type: AreaType) -> String {
    let Some(peers) = &facts.peers else {
        return String::new();
    };
    let group = match &peers.kind {
        PeerKind::Neighbours => {
            // The chosen area is not its own neighbour.
            let (shown, all) = (peers.rows.len() - 1, peers.total - 1);
            return match shown < all {
                true => format!("the {shown} nearest of {all} statistical neighbours"),
                false => "statistical neighbours".to_owned(),
            };
        }
        PeerKind::Region { name } => format!("areas in {}", words::with_article(name)),
        PeerKind::SameType => words::areas(area_type).to_owned(),
        PeerKind::Regions => words::areas(AreaType::Region).to_owned(),
    };
    let shown = peers.rows.len();
    if shown < peers.total {
        format!("the {shown} of {} {group} nearest in rank", peers.total)
    } else {
        group
    }
}

/// Whether a value is there, for programs.
pub(super) fn state(value: Value) -> &'static str {
    match value {
        Value::Known(_) => "known",
        Value::Suppressed => "suppressed",
        Value::Missing => "missing",
        Value::Unusable(_) => "unusable",
    }
}
