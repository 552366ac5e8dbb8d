//! The chart of a division: its groups on one scale against the area's own total.

use super::{format, sentences, titles};
use crate::model::chart::{Point, Reference, StripChart, StripRow};
use crate::model::inequality::{GroupFacts, Inequality};
use crate::model::pack::{IndicatorFacts, Pack};
use crate::model::value::Value;
use crate::present::{charts, words};

/// The chart of a division, where it can be drawn.
pub(super) fn chart(
    pack: &Pack,
    facts: &IndicatorFacts,
    inequality: &Inequality,
) -> Option<StripChart> {
    let scale = inequality.scale?;
    let format = format(facts, inequality);
    let row = |group: &GroupFacts| StripRow {
        name: titles::group(&group.name),
        point: group.value.known().map(|value| Point {
            value,
            interval: group.interval.map(charts::pair),
            class: group.against_total.class,
            break_before: false,
        }),
        label: format.value(group.value),
    };
    let named = words::total_of(&pack.area.name);
    let total = inequality.total.as_ref().and_then(|total| {
        let value = total.value.known()?;
        let name = named.strip_prefix("the ").unwrap_or(&named).to_owned();
        Some(Reference { name, value, label: format.short(value) })
    });
    let known = || inequality.groups.iter().filter(|group| group.value.known().is_some());
    let whiskers = known().any(|group| group.interval.is_some());
    let gap = sentences::short_gap(inequality, format);
    let title = format!(
        "{} by {}, {}, {}{}. {}",
        facts.entry.label,
        words::small(&titles::short(&inequality.divided_by)),
        pack.area.name,
        words::period(&inequality.period.label),
        if whiskers { charts::WITH_INTERVALS } else { "" },
        words::capital(&gap),
    );
    Some(StripChart {
        alt: alt(pack, facts, inequality, &gap),
        title,
        x: format.axis(scale),
        rows: inequality.groups.iter().map(row).collect(),
        total,
        interval_note: charts::interval_note(known().map(|group| group.interval_source)),
    })
}

/// What is drawn, then the highest and the lowest group and the total, then the gap.
fn alt(pack: &Pack, facts: &IndicatorFacts, inequality: &Inequality, gap: &str) -> String {
    let format = format(facts, inequality);
    let what = charts::what(
        pack,
        &format!(
            "strip chart of {} in {} by {}, {}",
            facts.entry.label,
            words::with_article(&pack.area.name),
            words::small(&titles::short(&inequality.divided_by)),
            words::period(&inequality.period.label),
        ),
    );
    let said = |group: &GroupFacts| {
        let value = group.value.known().map_or_else(String::new, |value| format.long(value));
        let class = words::small(words::word(group.against_total.class));
        format!("{} {value}, {class}", titles::group(&group.name))
    };
    let mut ends: Vec<(f64, &GroupFacts)> =
        inequality.groups.iter().filter_map(|group| Some((group.value.known()?, group))).collect();
    // A stable order: of equal groups the first in the table is named.
    ends.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let mut parts = Vec::new();
    if let (Some((_, highest)), Some((_, lowest))) = (ends.first(), ends.last()) {
        parts.push(format!("highest: {}", said(highest)));
        parts.push(format!("lowest: {}", said(lowest)));
    }
    if let Some(value) = inequality.total.as_ref().and_then(|total| total.value.known()) {
        parts.push(format!("{}: {}", words::total_of(&pack.area.name), format.long(value)));
    }
    for (state, word) in [(Value::Suppressed, "suppressed"), (Value::Missing, "no data")] {
        let names: Vec<String> = inequality
            .groups
            .iter()
            .filter(|group| group.value == state)
            .map(|group| titles::group(&group.name))
            .collect();
        if !names.is_empty() {
            parts.push(format!("{word}: {}", names.join(", ")));
        }
    }
    format!("{what} {}. {}.", words::capital(&parts.join("; ")), words::capital(gap))
}
