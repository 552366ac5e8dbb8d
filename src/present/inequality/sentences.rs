//! Gaps and slopes in sentences: no cause is claimed, and a gap is never called significant.

use super::titles;
use crate::model::inequality::{
    DividedBy, GapFacts, GroupFacts, HigherEnd, Inequality, NoGap, NoSlope, Slope, SlopeFacts,
};
use crate::model::pack::{IndicatorFacts, Pack};
use crate::model::profile::Entry;
use crate::present::format::Format;
use crate::present::{charts, goal, number, words};

/// A ratio: "2.94".
pub(super) fn ratio(ratio: f64) -> String {
    number::fixed(ratio, 2)
}

/// A group inside a sentence: ethnic groups keep their capital.
fn named(inequality: &Inequality, at: usize) -> String {
    let name =
        inequality.groups.get(at).map_or_else(String::new, |group| titles::group(&group.name));
    match inequality.divided_by {
        DividedBy::Deprivation(_) => words::small(&name),
        DividedBy::Sex | DividedBy::Category { .. } => name,
    }
}

fn value(inequality: &Inequality, at: usize, format: Format<'_>) -> String {
    let group = inequality.groups.get(at);
    group.map_or_else(String::new, |group| format.value(group.value))
}

/// The gap, between which groups, and what it leaves out.
pub(super) fn gap(inequality: &Inequality, format: Format<'_>) -> String {
    let (from, to, absolute, relative, few_cases, without_value) = match inequality.gap {
        GapFacts::Known { from, to, absolute, relative, few_cases, without_value } => {
            (from, to, absolute, relative, few_cases, without_value)
        }
        GapFacts::NotKnown { reason } => {
            return format!("No gap is worked out: {}.", no_gap(reason));
        }
    };
    let ends = match inequality.divided_by {
        DividedBy::Deprivation(_) => "Most less least deprived",
        DividedBy::Sex | DividedBy::Category { .. } => "Highest less lowest",
    };
    let mut text = format!(
        "{ends}: {} ({} {}, {} {}).",
        format.difference(absolute),
        named(inequality, from),
        value(inequality, from, format),
        named(inequality, to),
        value(inequality, to, format),
    );
    text += &match relative {
        Some(relative) => format!(" The ratio is {}.", ratio(relative)),
        None => " There is no ratio, because a value is not above zero.".to_owned(),
    };
    match without_value {
        0 => {}
        1 => text += " One group without a value is left out.",
        several => {
            text += &format!(
                " {} groups without a value are left out.",
                words::capital(&words::count(several))
            );
        }
    }
    if few_cases {
        text += " One of the two rests on fewer than ten cases, so read it with care.";
    }
    text
}

/// The gap in one sentence, for other chapters.
pub(super) fn summary(inequality: &Inequality, format: Format<'_>) -> String {
    let GapFacts::Known { from, to, .. } = inequality.gap else {
        return gap(inequality, format);
    };
    let [(first, high), (second, low)] =
        [from, to].map(|at| (named(inequality, at), value(inequality, at, format)));
    match inequality.divided_by {
        DividedBy::Deprivation(_) => format!("{high} in the {first}, {low} in the {second}."),
        DividedBy::Sex => format!("{first} {high}, {} {low}.", words::small(&second)),
        DividedBy::Category { .. } => {
            format!("Highest {high} ({first}), lowest {low} ({second}).")
        }
    }
}

/// The slope over all groups, or why there is none.
pub(super) fn slope(slope: &SlopeFacts, format: Format<'_>) -> String {
    match slope {
        SlopeFacts::Known(slope) => known_slope(slope, format),
        SlopeFacts::NotKnown { reason } => {
            format!("No slope index is worked out: {}.", no_slope(*reason))
        }
    }
}

fn known_slope(slope: &Slope, format: Format<'_>) -> String {
    let finding = match slope.higher {
        HigherEnd::MostDeprived => {
            "Over all groups, the value is higher where people are more deprived."
        }
        HigherEnd::LeastDeprived => {
            "Over all groups, the value is higher where people are less deprived."
        }
        HigherEnd::Unclear => {
            "Over all groups, the data do not show at which end the value is higher."
        }
    };
    let mut text = format!(
        "{finding} The slope index, from the most to the least deprived end, is {} (95% confidence interval {}).",
        format.difference(slope.sii),
        format.interval(slope.sii_interval),
    );
    if let Some(rii) = slope.rii {
        let interval = slope.rii_interval.map_or_else(String::new, |interval| {
            format!(" ({} to {})", ratio(interval.lower), ratio(interval.upper))
        });
        text +=
            &format!(" The relative index, least over most deprived, is {}{interval}.", ratio(rii));
    }
    if let Some(simulation) = slope.simulation {
        let error = simulation.error.map_or_else(String::new, |error| {
            format!(", which leaves a standard error of {}", number::fixed(error, 3))
        });
        text += &format!(
            " The interval of the relative index is simulated with {} draws{error}.",
            number::fixed(simulation.draws as f64, 0),
        );
    }
    text
}

/// What to know before reading the groups.
pub(super) fn notes(
    pack: &Pack,
    facts: &IndicatorFacts,
    inequality: &Inequality,
    format: Format<'_>,
) -> Vec<String> {
    let mut notes = Vec::new();
    let total = words::total_of(&pack.area.name);
    if let (false, Some(latest)) = (inequality.is_latest, &facts.latest) {
        notes.push(format!(
            "These groups are of {}. The indicator's latest period is {}.",
            words::period(&inequality.period.label),
            words::period(&latest.label),
        ));
    }
    if changes_method(&facts.entry, inequality) {
        notes.push(format!(
            "Areas are put in fifths or quarters by this indicator. Groups are not: each is compared with {total} \
             by its own interval."
        ));
    }
    if inequality.doubt.is_some() {
        notes.push(
            "The labels do not agree on which group is most deprived, so the groups are in no such order."
                .to_owned(),
        );
    }
    if inequality.groups.iter().any(|group| group.unknown) {
        notes.push("The gap leaves out people whose group is not known.".to_owned());
    }
    if !inequality.left_out.is_empty() {
        let names: Vec<String> =
            inequality.left_out.iter().map(|name| titles::name(name)).collect();
        notes.push(format!("Other versions in the data are left out: {}.", names.join("; ")));
    }
    notes.extend(goal::of_groups(facts, &inequality.groups, format));
    let known = inequality.groups.iter().filter(|group| group.value.known().is_some());
    let computed = charts::interval_note(known.map(|group| group.interval_source));
    notes.extend((!computed.is_empty()).then(|| words::sentence(&computed)));
    notes.extend(of_publisher(&inequality.groups));
    notes
}

/// Whether groups are compared, and by another method than areas.
fn changes_method(entry: &Entry, inequality: &Inequality) -> bool {
    let compared = |group: &GroupFacts| group.against_total.level.is_some();
    entry.method != inequality.method && inequality.groups.iter().any(compared)
}

/// Each note of the publisher once, with the groups that it is on.
fn of_publisher(groups: &[GroupFacts]) -> Vec<String> {
    let mut notes: Vec<(&str, Vec<String>)> = Vec::new();
    for group in groups {
        let Some(note) = group.note.as_deref() else {
            continue;
        };
        let name = titles::group(&group.name);
        match notes.iter_mut().find(|(text, _)| *text == note) {
            Some((_, names)) => names.push(name),
            None => notes.push((note, vec![name])),
        }
    }
    let on = |names: Vec<String>| {
        if names.len() == groups.len() { "All groups".to_owned() } else { names.join(", ") }
    };
    notes
        .into_iter()
        .map(|(note, names)| format!("{}: {}", on(names), words::sentence(note)))
        .collect()
}

fn no_gap(reason: NoGap) -> &'static str {
    match reason {
        NoGap::Count => "numbers of people say more of the sizes of groups",
        NoGap::PlanStatus => "a plan's status is no quantity",
        NoGap::Modelled => "the figure is a modelled estimate",
        NoGap::FewValues => "fewer than two groups have a value",
        NoGap::EndMissing => "the value of the most or the least deprived group is not known",
        NoGap::UnusableNumber => "a number can't be used",
    }
}

fn no_slope(reason: NoSlope) -> &'static str {
    match reason {
        NoSlope::Count => "numbers of people have none",
        NoSlope::PlanStatus => "a plan's status is no quantity",
        NoSlope::Modelled => "the figure is a modelled estimate",
        NoSlope::FewGroups => "it needs five groups or more",
        NoSlope::Suppressed => "a group's value is suppressed",
        NoSlope::GroupMissing => "a group has no value",
        NoSlope::NoDenominators => "the sizes of the groups are not given",
        NoSlope::NoIntervals => "the values have no confidence intervals",
        NoSlope::EndOfScale => "a value or its interval reaches the end of its scale",
        NoSlope::UnusableNumber => "a number can't be used",
    }
}
