//! How old the figures are, in words.

use std::collections::BTreeMap;

use super::{dates, words};
use crate::model::findings_view::{AgesView, PeriodView};
use crate::model::pack::{IndicatorFacts, Pack};
use crate::model::view::IndicatorView;

/// As many of the oldest figures are named.
const MOST_NAMES: usize = 2;
/// Rows of tables don't break across pages, so they are kept short.
const MOST_IN_A_ROW: usize = 12;
/// A figure older than this many years is marked.
const OLD_AFTER_YEARS: i32 = 5;

pub(super) fn view(pack: &Pack, indicators: &BTreeMap<String, IndicatorView>) -> AgesView {
    let held: Vec<&IndicatorFacts> = held(pack);
    let known = || held.iter().filter(|facts| has_value(facts));
    let label = |facts: &&&IndicatorFacts| facts.entry.label.clone();
    let old: Vec<String> =
        known().filter(|facts| is_old(pack, facts)).map(|it| label(&it)).collect();
    AgesView {
        oldest: oldest(pack, known().count()),
        summary: summary(pack, &held, old.len()),
        old,
        behind: held.iter().filter_map(|facts| behind(facts)).collect(),
        periods: periods(pack, indicators),
    }
}

/// Every indicator of the topics that the data has, once. Those with figures for groups only come last.
fn periods(pack: &Pack, indicators: &BTreeMap<String, IndicatorView>) -> Vec<PeriodView> {
    let mut slugs: Vec<&String> = Vec::new();
    for slug in pack.topics.iter().flat_map(|topic| &topic.indicators) {
        if pack.indicators[slug].series.is_some() && !slugs.contains(&slug) {
            slugs.push(slug);
        }
    }
    let latest = |slug: &String| pack.indicators[slug].latest.as_ref();
    // Stable, so that labels keep the order of the topics.
    slugs.sort_by_key(|slug| {
        let end = latest(slug).map(|period| (period.end_year(), period.sort, period.months));
        (end.is_none(), end, &indicators[*slug].source)
    });
    let mut periods: Vec<PeriodView> = Vec::new();
    for slug in slugs {
        let it = &indicators[slug];
        let label = match it.marks.is_empty() {
            true => it.label.clone(),
            false => format!("{} ({})", it.label, it.marks.join(", ")),
        };
        match periods.last_mut() {
            Some(last)
                if (&last.period, &last.source) == (&it.period, &it.source)
                    && last.indicators.len() < MOST_IN_A_ROW =>
            {
                last.indicators.push(label);
            }
            _ => periods.push(PeriodView {
                period: it.period.clone(),
                age: it.age_of_data.clone(),
                source: it.source.clone(),
                indicators: vec![label],
            }),
        }
    }
    periods
}

/// "more than five years old"; none for newer figures.
pub(super) fn of(pack: &Pack, facts: &IndicatorFacts) -> Option<String> {
    let years = words::count(OLD_AFTER_YEARS as usize);
    is_old(pack, facts).then(|| format!("more than {years} years old"))
}

fn is_old(pack: &Pack, facts: &IndicatorFacts) -> bool {
    let latest = facts.latest.as_ref();
    latest
        .zip(dates::year(&pack.as_of.date))
        .is_some_and(|(latest, year)| year - latest.end_year() > OLD_AFTER_YEARS)
}

/// The topics' indicators that the data holds, each once.
fn held(pack: &Pack) -> Vec<&IndicatorFacts> {
    let mut held: Vec<&IndicatorFacts> = Vec::new();
    for slug in pack.topics.iter().flat_map(|topic| &topic.indicators) {
        let facts = &pack.indicators[slug];
        if facts.now().is_some() && held.iter().all(|known| known.entry.slug != *slug) {
            held.push(facts);
        }
    }
    held
}

fn has_value(facts: &IndicatorFacts) -> bool {
    facts.now().is_some_and(|now| now.value.known().is_some())
}

/// How many years a figure pools, if more than one.
pub(super) fn years_pooled(facts: &IndicatorFacts) -> Option<usize> {
    let months = facts.latest.as_ref()?.months;
    (months > 12 && months.is_multiple_of(12)).then(|| usize::from(months / 12))
}

fn oldest(pack: &Pack, known: usize) -> Option<String> {
    let slugs = &pack.findings.oldest;
    let first = &pack.indicators[slugs.first()?];
    let period = words::period(&first.now()?.period.label);
    let label = |slug: &String| pack.indicators[slug].entry.label.as_str();
    Some(match slugs.len() {
        1 => format!("The oldest figure is {}, of {period}.", label(&slugs[0])),
        number if number == known => {
            format!("All {} figures are of {period}.", words::count(known))
        }
        number => format!(
            "The oldest figures are {} of {period}. They are: {}.",
            words::count(number),
            words::names(slugs.iter().map(label), MOST_NAMES)
        ),
    })
}

fn summary(pack: &Pack, held: &[&IndicatorFacts], old: usize) -> String {
    let area = words::with_article(&words::short(&pack.area.name));
    let known = held.iter().filter(|facts| has_value(facts));
    let number = known.clone().count();
    if number == 0 {
        return format!("No indicator has a figure for {area}.");
    }
    let of = |what: usize, one: &str, many: &str| match what {
        0 => None,
        1 => Some(format!("One {one}.")),
        _ => Some(format!("{} {many}.", words::capital(&words::count(what)))),
    };
    let pooled = known.clone().filter(|facts| years_pooled(facts).is_some()).count();
    let modelled = known.clone().filter(|facts| facts.entry.modelled).count();
    let behind = held.iter().filter(|facts| behind(facts).is_some()).count();
    let years = words::count(OLD_AFTER_YEARS as usize);
    let sentences = [
        of(
            number,
            &format!("indicator has a figure for {area}"),
            &format!("indicators have a figure for {area}"),
        ),
        match old {
            0 => Some(format!("None is more than {years} years old.")),
            _ => of(
                old,
                &format!("is more than {years} years old"),
                &format!("are more than {years} years old"),
            ),
        },
        of(pooled, "puts several years together", "put several years together"),
        of(modelled, "is a modelled estimate", "are modelled estimates"),
        of(
            behind,
            "more has an earlier value, but none for the latest period",
            "more have an earlier value, but none for the latest period",
        ),
    ];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// "Babies breastfed at 6 to 8 weeks: last value of 2021/22, where the latest period is 2023/24".
fn behind(facts: &IndicatorFacts) -> Option<String> {
    if has_value(facts) {
        return None;
    }
    let last = words::period(&facts.last_known()?.period.label);
    let latest = words::period(&facts.latest.as_ref()?.label);
    Some(format!("{}: last value of {last}, latest period {latest}", facts.entry.label))
}
