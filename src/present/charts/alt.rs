//! Alternative texts of charts: what is drawn, then value, benchmark and class, then the trend; at most three
//! sentences. Each chart's text says what that chart alone shows.

use super::RankedRow;
use crate::model::pack::{IndicatorFacts, Pack, PeriodFacts};
use crate::present::format::{Format, NO_DATA, NOT_USABLE};
use crate::present::{benchmark, indicator, words};

/// What is drawn, as a sentence that says whether figures are made up.
pub(in crate::present) fn what(pack: &Pack, what: &str) -> String {
    if pack.illustrative {
        format!("Illustrative data: {what}.")
    } else {
        format!("{}.", words::capital(what))
    }
}

/// From where to where the line goes.
pub(super) fn of_trend(
    pack: &Pack,
    facts: &IndicatorFacts,
    format: Format<'_>,
    drawn: &str,
) -> String {
    let Some(now) = facts.now() else {
        return what(pack, drawn);
    };
    let area = words::short(&pack.area.name);
    let period = words::period(&now.period.label);
    let start = facts.history.iter().find(|facts| facts.value.known().is_some());
    let moved = start.filter(|start| start.period != now.period);
    let from = |start: &PeriodFacts| {
        format!("{} in {}", format.value(start.value), words::period(&start.period.label))
    };
    let came = match (now.value.known(), moved) {
        (None, None) => format!("{area}: {} in {period}", format.value(now.value)),
        (None, Some(start)) => {
            format!("{area}: {}, {} in {period}", from(start), format.value(now.value))
        }
        (Some(value), None) => format!("{area}: {} in {period}", format.long(value)),
        // Whether that is a rise or only chance, the trend says.
        (Some(value), Some(start)) => {
            let broken = if is_broken(facts, start) { ", with a break in between" } else { "" };
            format!("{area} was {} and {} in {period}{broken}", from(start), format.long(value))
        }
    };
    let judged = judged(pack, now, format);
    format!("{} {came}{judged}. {}", what(pack, drawn), trend(facts))
}

/// Whether the series is broken after `start`.
fn is_broken(facts: &IndicatorFacts, start: &PeriodFacts) -> bool {
    facts
        .history
        .iter()
        .skip_while(|facts| facts.period != start.period)
        .skip(1)
        .any(|facts| facts.break_before)
}

/// Which place the area has among those shown, and among all.
pub(super) fn of_ranks(
    pack: &Pack,
    facts: &IndicatorFacts,
    format: Format<'_>,
    drawn: &str,
    rows: &[RankedRow],
) -> String {
    let shown = rows.iter().filter(|row| row.point.is_some()).count();
    let place = rows.iter().position(|row| row.chosen).filter(|_| shown > 1);
    let place = place.map_or_else(String::new, |at| {
        format!(", {} of {shown} shown, the highest first", words::ordinal(at + 1))
    });
    let among = indicator::rank(facts).map_or_else(String::new, |rank| format!(", {rank}"));
    found(pack, facts, format, (drawn, &format!("{place}{among}")))
}

/// Which place the area has among all.
pub(in crate::present) fn of_area(
    pack: &Pack,
    facts: &IndicatorFacts,
    format: Format<'_>,
    drawn: &str,
) -> String {
    let among = indicator::rank(facts).map_or_else(String::new, |rank| format!(", {rank}"));
    found(pack, facts, format, (drawn, &among))
}

/// What is drawn, then the finding: value and place, benchmark and class, then the trend.
fn found(
    pack: &Pack,
    facts: &IndicatorFacts,
    format: Format<'_>,
    (drawn, place): (&str, &str),
) -> String {
    let Some(now) = facts.now() else {
        return what(pack, drawn);
    };
    let area = words::short(&pack.area.name);
    let period = words::period(&now.period.label);
    let value = match now.value.known() {
        Some(value) => format.long(value),
        None => format.value(now.value),
    };
    let judged = judged(pack, now, format);
    format!("{} {period}: {area} {value}{place}{judged}. {}", what(pack, drawn), trend(facts))
}

/// "; England 14.0 per 100,000: worse than England (95%)".
fn judged(pack: &Pack, now: &PeriodFacts, format: Format<'_>) -> String {
    let Some(name) = benchmark::name(pack) else {
        return String::new();
    };
    let value = match now.benchmark {
        Some(value) => format.long(value),
        None if now.benchmark_unusable => NOT_USABLE.to_owned(),
        None => NO_DATA.to_owned(),
    };
    let phrase = words::class(&now.against_benchmark, Some(&name)).phrase;
    format!("; {name} {value}: {}", words::small(&phrase))
}

fn trend(facts: &IndicatorFacts) -> String {
    let trend = words::trend(&facts.trend);
    let why = trend.reason.map_or_else(String::new, |reason| format!(" ({reason})"));
    format!("Recent trend: {}{why}.", trend.phrase.to_lowercase())
}
