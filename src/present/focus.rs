//! The lists of the focus page in words.

use std::collections::BTreeMap;

use super::format::Format;
use super::{benchmark, row, words};
use crate::model::area::AreaType;
use crate::model::comparison::Class;
use crate::model::findings::FocusList;
use crate::model::findings_view::{FocusListView, FocusView};
use crate::model::pack::{IndicatorFacts, Pack, PeriodFacts};
use crate::model::view::IndicatorView;

/// A list shows as many rows.
const MOST_ROWS: usize = 8;

pub(super) fn view(pack: &Pack, indicators: &BTreeMap<String, IndicatorView>) -> FocusView {
    FocusView { lists: FocusList::ALL.map(|list| one(pack, list, indicators)).into() }
}

fn one(
    pack: &Pack,
    list: FocusList,
    indicators: &BTreeMap<String, IndicatorView>,
) -> FocusListView {
    let slugs = pack.findings.focus.get(&list).map_or(&[][..], Vec::as_slice);
    let rows = slugs.iter().take(MOST_ROWS).map(|slug| {
        let indicator = &indicators[slug];
        row::row(pack, indicator, note(pack, list, indicator))
    });
    let more = slugs.len().saturating_sub(MOST_ROWS);
    FocusListView {
        id: list.id().to_owned(),
        title: title(pack, list),
        about: about(pack, list),
        note_title: note_title(list).to_owned(),
        rows: rows.collect(),
        count: slugs.len(),
        more: match more {
            0 => None,
            1 => Some("One more stands in the chapters.".to_owned()),
            _ => {
                Some(format!("{} more stand in the chapters.", words::capital(&words::count(more))))
            }
        },
        empty: empty(pack, list),
    }
}

fn title(pack: &Pack, list: FocusList) -> String {
    let benchmark = benchmark::named(pack);
    match (list, benchmark) {
        (FocusList::WorseAndWorsening, Some(benchmark)) => {
            format!("Worse than {benchmark} and getting worse")
        }
        (FocusList::WorseAndWorsening, None) => "Getting worse".to_owned(),
        (FocusList::BetterAndImproving, Some(benchmark)) => {
            format!("Better than {benchmark} and getting better")
        }
        (FocusList::BetterAndImproving, None) => "Getting better".to_owned(),
        (FocusList::MovingAway, Some(benchmark)) => {
            format!("Moving away from {benchmark}, with no judgement")
        }
        (FocusList::MovingAway, None) => "Increasing or decreasing, with no judgement".to_owned(),
        (FocusList::Changed, _) => "Changed since the period before".to_owned(),
        (FocusList::WorstFifth, _) => "In the worst fifth of areas in England".to_owned(),
        (FocusList::BestFifth, _) => "In the best fifth of areas in England".to_owned(),
        (FocusList::NoLocalData, _) => "No value in the latest period".to_owned(),
    }
}

fn about(pack: &Pack, list: FocusList) -> Option<String> {
    Some(match (list, benchmark::named(pack)) {
        (FocusList::MovingAway, Some(benchmark)) => format!(
            "Higher than {benchmark} and increasing, or lower and decreasing. Neither direction is called good."
        ),
        (FocusList::Changed, Some(benchmark)) => {
            format!(
                "They compare differently with {benchmark} than in the period before, and the value changed too."
            )
        }
        (FocusList::Changed, None) => {
            "The 95% intervals of the two periods do not overlap.".to_owned()
        }
        (FocusList::WorstFifth | FocusList::BestFifth, Some(_)) => format!(
            "By place among {} with a value; 1st is best. Chance can move an area's place.",
            words::areas(pack.area.area_type)
        ),
        (FocusList::NoLocalData, _) => {
            "The latest period is the newest that any area has. What is not known is a finding too."
                .to_owned()
        }
        _ => return None,
    })
}

fn note_title(list: FocusList) -> &'static str {
    match list {
        FocusList::Changed => "Change",
        FocusList::WorstFifth | FocusList::BestFifth => "Place",
        FocusList::NoLocalData => "Earlier value",
        _ => "",
    }
}

/// What a list says of a row.
fn note(pack: &Pack, list: FocusList, indicator: &IndicatorView) -> String {
    let facts = &pack.indicators[&indicator.slug];
    match list {
        FocusList::Changed => {
            let change = &indicator.change;
            // The table has both values.
            let from = format!(" from {} in {}", change.from_value, change.from_period);
            change.class_change.clone().unwrap_or_else(|| change.phrase.replace(&from, ""))
        }
        FocusList::WorstFifth | FocusList::BestFifth => {
            facts.rank.map_or_else(String::new, |rank| {
                format!("{} of {}", words::ordinal(rank.rank), rank.of)
            })
        }
        FocusList::NoLocalData => {
            let last = facts.last_known().and_then(|last| Some((last, last.value.known()?)));
            last.map_or_else(
                || "none".to_owned(),
                |(last, value)| {
                    let value = Format::of(facts).long(value);
                    format!("{value} in {}", words::period(&last.period.label))
                },
            )
        }
        _ => String::new(),
    }
}

/// What is said of a list without rows.
fn empty(pack: &Pack, list: FocusList) -> String {
    let area = words::with_article(&words::short(&pack.area.name));
    let no_place = format!("{} has no place among areas.", words::capital(&area));
    let Some(benchmark) = benchmark::named(pack) else {
        return match list {
            FocusList::WorseAndWorsening => "No recent trend is getting worse.".to_owned(),
            FocusList::BetterAndImproving => "No recent trend is getting better.".to_owned(),
            FocusList::MovingAway => {
                "No recent trend without judgement is increasing or decreasing.".to_owned()
            }
            FocusList::Changed => {
                "No value clearly differs from that of the period before.".to_owned()
            }
            FocusList::WorstFifth | FocusList::BestFifth => no_place,
            FocusList::NoLocalData => format!("Every indicator has a value for {area}."),
        };
    };
    let fifth = |end: &str| match pack.area.area_type {
        AreaType::Region => "Regions are too few to be put in fifths.".to_owned(),
        _ if pack.indicators.values().all(|facts| facts.rank.is_none()) => no_place.clone(),
        _ => format!("No indicator is in the {end} fifth of areas."),
    };
    let compared = |now: &PeriodFacts| now.against_benchmark.class != Class::NotCompared;
    let none_is = !pack.indicators.values().filter_map(IndicatorFacts::now).any(compared);
    if none_is && list != FocusList::NoLocalData {
        return format!("No value can be compared with {benchmark}.");
    }
    match list {
        FocusList::WorseAndWorsening => {
            format!("No indicator is both worse than {benchmark} and getting worse.")
        }
        FocusList::BetterAndImproving => {
            format!("No indicator is both better than {benchmark} and getting better.")
        }
        FocusList::MovingAway => {
            format!("No indicator without judgement is moving away from {benchmark}.")
        }
        FocusList::Changed => {
            format!("No indicator compares differently with {benchmark} than in the period before.")
        }
        FocusList::WorstFifth => fifth("worst"),
        FocusList::BestFifth => fifth("best"),
        FocusList::NoLocalData => format!("Every indicator has a value for {area}."),
    }
}
