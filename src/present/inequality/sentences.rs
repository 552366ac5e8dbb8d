//! Gaps and slopes in sentences: no cause is claimed, and a gap is never called significant.

use super::titles;
use crate::model::inequality::{
    DividedBy, GapFacts, GroupFacts, HigherEnd, Inequality, NoGap, NoSlope, Slope, SlopeFacts,
};
use crate::model::pack::{IndicatorFacts, Pack};
use crate::model::profile::Entry;
use crate::model::value::Interval;
use crate::present::format::Format;
use crate::present::{charts, goal, number, words};

/// From here on a ratio has one decimal.
const LARGE_RATIO: f64 = 10.0;
/// Groups of fewer cases are to be read with care.
const FEW_CASES: f64 = 10.0;

/// A ratio: "2.94", "12.4".
fn ratio(ratio: f64) -> String {
    number::fixed(ratio, if ratio < LARGE_RATIO { 2 } else { 1 })
}

/// The ratio of the higher to the lower of two values, of which `ratio` is one over the other.
pub(super) fn ratio_of_higher(relative: f64) -> String {
    ratio(relative.max(1.0 / relative))
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
    let ends = if absolute < 0.0 { (to, from) } else { (from, to) };
    let mut text = no_difference(inequality, ends, format).unwrap_or_else(|| {
        let difference = format.difference(absolute.abs());
        let [(first, high), (second, low)] =
            [ends.0, ends.1].map(|at| (named(inequality, at), value(inequality, at, format)));
        let apart = match inequality.divided_by {
            DividedBy::Deprivation(_) => {
                format!("The {first} ({high}) is {difference} higher than the {second} ({low}).")
            }
            DividedBy::Sex => {
                format!("{first} ({high}) is {difference} higher than {} ({low}).", words::small(&second))
            }
            DividedBy::Category { .. } => {
                format!("The highest group, {first} ({high}), is {difference} above the lowest, {second} ({low}).")
            }
        };
        match relative {
            Some(relative) => format!("{apart} The ratio is {}.", ratio_of_higher(relative)),
            None => format!("{apart} There is no ratio, because a value is not above zero."),
        }
    });
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

/// The gap in a few words, for a chart: "gap 431.5 per 100,000, ratio 3.39".
pub(super) fn short_gap(inequality: &Inequality, format: Format<'_>) -> String {
    let (from, to, absolute, relative) = match inequality.gap {
        GapFacts::Known { from, to, absolute, relative, .. } => (from, to, absolute, relative),
        GapFacts::NotKnown { reason } => return format!("no gap: {}", no_gap(reason)),
    };
    if no_difference(inequality, (from, to), format).is_some() {
        return "no gap after rounding".to_owned();
    }
    let difference = format.difference(absolute.abs());
    let gap = match inequality.divided_by {
        DividedBy::Deprivation(_) => {
            let higher = if absolute < 0.0 { "least" } else { "most" };
            format!("gap {difference}, higher in the {higher} deprived")
        }
        DividedBy::Sex | DividedBy::Category { .. } => format!("gap {difference}"),
    };
    match relative {
        Some(relative) => format!("{gap}, ratio {}", ratio_of_higher(relative)),
        None => gap,
    }
}

/// What is said where no difference shows between the two ends of a gap.
fn no_difference(
    inequality: &Inequality,
    (higher, lower): (usize, usize),
    format: Format<'_>,
) -> Option<String> {
    let same = value(inequality, higher, format);
    let exact = [higher, lower].map(|at| inequality.groups.get(at).map(|group| group.value));
    let rounded = if exact[0] == exact[1] { "" } else { " after rounding" };
    let between = match inequality.divided_by {
        DividedBy::Deprivation(_) => "the most and the least deprived group",
        DividedBy::Sex | DividedBy::Category { .. } => "groups",
    };
    (same == value(inequality, lower, format))
        .then(|| format!("No difference between {between}{rounded}: {same} in each."))
}

/// The gap in one sentence, for other chapters, and whether it rests on few cases.
pub(super) fn summary(inequality: &Inequality, format: Format<'_>) -> String {
    let GapFacts::Known { from, to, few_cases, .. } = inequality.gap else {
        return gap(inequality, format);
    };
    let care = if few_cases {
        " One of the two rests on fewer than ten cases, so read it with care."
    } else {
        ""
    };
    if let Some(same) = no_difference(inequality, (from, to), format) {
        return format!("{same}{care}");
    }
    let [(first, high), (second, low)] =
        [from, to].map(|at| (named(inequality, at), value(inequality, at, format)));
    let ends = match inequality.divided_by {
        DividedBy::Deprivation(_) => format!("{high} in the {first}, {low} in the {second}."),
        DividedBy::Sex => format!("{first} {high}, {} {low}.", words::small(&second)),
        DividedBy::Category { .. } => {
            format!("Highest {high} ({first}), lowest {low} ({second}).")
        }
    };
    format!("{ends}{care}")
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

/// Which end of the line is higher, by how much, and how sure that is. The index itself is the least less the most
/// deprived end; in words the higher end comes first, as in the gap.
fn known_slope(slope: &Slope, format: Format<'_>) -> String {
    let most = slope.sii <= 0.0;
    let (higher, lower) = if most { ("most", "least") } else { ("least", "most") };
    let by = if most { turned(slope.sii_interval) } else { slope.sii_interval };
    let difference = format.difference(slope.sii.abs());
    let mut text = format!(
        "Over all groups, the slope says that the {higher} deprived end is {difference} higher than the {lower} \
         deprived end (95% confidence interval {}).",
        format.interval(by),
    );
    if slope.higher == HigherEnd::Unclear {
        text += " The interval holds zero, so the data do not show which end is higher.";
    }
    if let Some(rii) = slope.rii {
        // A limit at or below zero has no other way round.
        let turns = most && slope.rii_interval.is_none_or(|limits| limits.lower > 0.0);
        let (first, second) = if turns { ("most", "least") } else { ("least", "most") };
        let (rii, interval) = match turns {
            true => (1.0 / rii, slope.rii_interval.map(inverted)),
            false => (rii, slope.rii_interval),
        };
        let interval = interval.map_or_else(String::new, |interval| {
            format!(" ({} to {})", ratio(interval.lower), ratio(interval.upper))
        });
        text += &format!(
            " The relative index, {first} over {second} deprived end, is {}{interval}.",
            ratio(rii)
        );
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

/// The limits of a difference taken the other way round.
fn turned(limits: Interval) -> Interval {
    Interval { lower: -limits.upper, upper: -limits.lower }
}

/// The limits of a ratio taken the other way round.
fn inverted(limits: Interval) -> Interval {
    Interval { lower: 1.0 / limits.upper, upper: 1.0 / limits.lower }
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
    notes.extend(few_cases(&inequality.groups));
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

/// Which groups have fewer than ten cases.
fn few_cases(groups: &[GroupFacts]) -> Option<String> {
    let few = |group: &&GroupFacts| {
        group.value.known().is_some() && group.count.is_some_and(|count| count < FEW_CASES)
    };
    let names: Vec<String> =
        groups.iter().filter(few).map(|group| titles::group(&group.name)).collect();
    match names.as_slice() {
        [] => None,
        _ if names.len() == groups.len() => {
            Some("Each group has fewer than ten cases: read them with care.".to_owned())
        }
        [only] => Some(format!("Fewer than ten cases: {only}. Read it with care.")),
        several => {
            Some(format!("Fewer than ten cases: {}. Read them with care.", several.join("; ")))
        }
    }
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
