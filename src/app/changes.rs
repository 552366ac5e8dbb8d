//! What changed between two snapshots: figures, indicators, areas, topics, and how indicators are judged.
//! A function from values to values.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::dataset::{Dataset, Observation, Series};
use crate::model::snapshot::{Base, BaseIndicator};
use crate::model::value::Value;

/// What changed.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct Changes {
    /// Indicators that only the newer has.
    pub come: Vec<Named>,
    /// Indicators that only the older has.
    pub gone: Vec<Named>,
    /// Indicators of both whose figures differ.
    pub changed: Vec<Changed>,
    /// Indicators with another name.
    pub renamed: Vec<Renamed>,
    /// Indicators that the service judges or measures otherwise.
    pub judged: Vec<Judged>,
    /// Areas that only the newer has.
    pub areas_come: Vec<String>,
    /// Areas that only the older has.
    pub areas_gone: Vec<String>,
    /// The service's groups.
    pub groups: Vec<GroupChange>,
}

/// An indicator.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Named {
    pub id: u32,
    pub name: String,
}

/// An indicator with another name.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Renamed {
    pub id: u32,
    pub from: String,
    pub to: String,
}

/// An indicator whose figures differ.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Changed {
    pub id: u32,
    pub name: String,
    /// Periods that only the newer has.
    pub new_periods: Vec<String>,
    /// Periods that only the older has.
    pub lost_periods: Vec<String>,
    /// Rows of both whose figures differ.
    pub revised: usize,
    /// One of them.
    pub example: Option<String>,
    /// Rows, of periods of both, that only the newer has.
    pub added: usize,
    /// Rows, of periods of both, that only the older has.
    pub removed: usize,
}

/// An indicator that the service judges or measures otherwise.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Judged {
    pub id: u32,
    pub name: String,
    pub sex: String,
    pub age: String,
    /// "polarity: low-is-good, now no-judgement".
    pub what: Vec<String>,
}

/// What became of a group.
#[derive(Debug, PartialEq, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub(super) enum GroupChange {
    /// It has another name.
    Renamed { from: String, to: String },
    /// It is gone, and at least half of its indicators are in another now.
    Merged { from: String, into: String },
    /// It is new.
    New { name: String },
    /// It is gone, with its indicators.
    Gone { name: String },
}

/// What changed from one dataset to another, and from one base to another where both were fetched.
pub(super) fn changes(
    (old, old_base): (&Dataset, Option<&Base>),
    (new, new_base): (&Dataset, Option<&Base>),
) -> Changes {
    let mut changes = Changes::default();
    let (old_ids, new_ids) = (ids(old), ids(new));
    changes.come = new_ids.difference(&old_ids).map(|id| named(*id, new)).collect();
    changes.gone = old_ids.difference(&new_ids).map(|id| named(*id, old)).collect();
    for id in old_ids.intersection(&new_ids) {
        let (from, to) = (named(*id, old).name, named(*id, new).name);
        if from != to {
            changes.renamed.push(Renamed { id: *id, from, to });
        }
        changes.changed.extend(figures(*id, old, new));
    }
    let areas = |of: &Dataset, not_of: &Dataset| -> Vec<String> {
        of.areas
            .iter()
            .filter(|(code, _)| !not_of.areas.contains_key(*code))
            .map(|(code, area)| format!("{code} {}", area.name))
            .collect()
    };
    changes.areas_come = areas(new, old);
    changes.areas_gone = areas(old, new);
    if let (Some(old), Some(new)) = (old_base, new_base) {
        changes.groups = groups(old, new);
        changes.judged = judged(old, new);
    }
    changes
}

fn ids(dataset: &Dataset) -> BTreeSet<u32> {
    dataset.series.keys().map(|key| key.indicator).collect()
}

fn named(id: u32, dataset: &Dataset) -> Named {
    let name = dataset.indicator_names.get(&id).map(|name| name.to_string()).unwrap_or_default();
    Named { id, name }
}

fn figures(id: u32, old: &Dataset, new: &Dataset) -> Option<Changed> {
    let Named { id, name } = named(id, new);
    let periods = |dataset: &Dataset| -> BTreeMap<_, String> {
        let of_id = dataset.series.iter().filter(|(key, _)| key.indicator == id);
        let rows = of_id.flat_map(|(_, series)| series.areas.values().flatten());
        rows.map(|row| (row.period.clone(), row.period.label.to_string())).collect()
    };
    let (old_periods, new_periods) = (periods(old), periods(new));
    let only = |these: &BTreeMap<_, String>, those: &BTreeMap<_, String>| -> Vec<String> {
        let these = these.iter().filter(|(period, _)| !those.contains_key(*period));
        these.map(|(_, label)| label.clone()).collect()
    };
    let mut changed = Changed {
        id,
        name,
        new_periods: only(&new_periods, &old_periods),
        lost_periods: only(&old_periods, &new_periods),
        revised: 0,
        example: None,
        added: 0,
        removed: 0,
    };
    let empty = Series::default();
    let keys: BTreeSet<_> =
        old.series.keys().chain(new.series.keys()).filter(|key| key.indicator == id).collect();
    for key in keys {
        let before = old.series.get(key).unwrap_or(&empty);
        let after = new.series.get(key).unwrap_or(&empty);
        for (area, rows) in &after.areas {
            for row in rows.iter().filter(|row| old_periods.contains_key(&row.period)) {
                match before.at(area, &row.period) {
                    None => changed.added += 1,
                    Some(was) if is_same(was, row) => {}
                    Some(was) => {
                        changed.revised += 1;
                        let place = new.areas.get(area).map_or(area.as_str(), |area| &area.name);
                        let period = &row.period.label;
                        changed.example.get_or_insert_with(|| {
                            format!("{place}, {period}: {}, now {}", told(was), told(row))
                        });
                    }
                }
            }
        }
        for (area, rows) in &before.areas {
            let shared = rows.iter().filter(|row| new_periods.contains_key(&row.period));
            changed.removed += shared.filter(|row| after.at(area, &row.period).is_none()).count();
        }
    }
    let is_changed = !changed.new_periods.is_empty()
        || !changed.lost_periods.is_empty()
        || changed.revised + changed.added + changed.removed > 0;
    is_changed.then_some(changed)
}

fn is_same(a: &Observation, b: &Observation) -> bool {
    a.value == b.value
        && a.interval == b.interval
        && a.interval_998 == b.interval_998
        && a.count == b.count
        && a.denominator == b.denominator
}

/// A row's figures as far as they tell two rows apart.
fn told(row: &Observation) -> String {
    let mut told = match row.value {
        Value::Known(value) => value.to_string(),
        Value::Suppressed => "suppressed".to_owned(),
        Value::Missing => "no value".to_owned(),
        Value::Unusable(_) => "no usable value".to_owned(),
    };
    if let Some(interval) = row.interval {
        told.push_str(&format!(" ({} to {})", interval.lower, interval.upper));
    }
    if let (Some(count), Some(denominator)) = (row.count, row.denominator) {
        told.push_str(&format!(", {count} of {denominator}"));
    }
    told
}

fn groups(old: &Base, new: &Base) -> Vec<GroupChange> {
    let mut found = Vec::new();
    for topic in &old.topics {
        match new.topics.iter().find(|other| other.group == topic.group) {
            Some(other) if other.name == topic.name => {}
            Some(other) => found
                .push(GroupChange::Renamed { from: topic.name.clone(), to: other.name.clone() }),
            // The same name under another id is the same to a reader.
            None if new.topics.iter().any(|other| other.name == topic.name) => {}
            None => found.push(fate(&topic.name, &topic.id, old, new)),
        }
    }
    for topic in &new.topics {
        let known = |other: &&crate::model::snapshot::BaseTopic| {
            other.group == topic.group || other.name == topic.name
        };
        let heir = |change: &GroupChange| matches!(change, GroupChange::Renamed { to, .. } if *to == topic.name);
        if !old.topics.iter().any(|other| known(&other)) && !found.iter().any(heir) {
            found.push(GroupChange::New { name: topic.name.clone() });
        }
    }
    found
}

/// Where the indicators of a group that is gone are now.
fn fate(name: &str, id: &str, old: &Base, new: &Base) -> GroupChange {
    let was: BTreeSet<u32> = members(old, id);
    let best = new
        .topics
        .iter()
        .map(|topic| (members(new, &topic.id).intersection(&was).count(), topic))
        .filter(|(shared, _)| *shared > 0 && 2 * shared >= was.len())
        .max_by_key(|(shared, _)| *shared);
    match best {
        // A group that took the place of one alone is that group under another name.
        Some((_, topic)) if !old.topics.iter().any(|other| other.group == topic.group) => {
            GroupChange::Renamed { from: name.to_owned(), to: topic.name.clone() }
        }
        Some((_, topic)) => GroupChange::Merged { from: name.to_owned(), into: topic.name.clone() },
        None => GroupChange::Gone { name: name.to_owned() },
    }
}

fn members(base: &Base, topic: &str) -> BTreeSet<u32> {
    let of_topic = base.indicators.iter().filter(|it| it.topics.iter().any(|id| id == topic));
    of_topic.map(|indicator| indicator.id).collect()
}

fn judged(old: &Base, new: &Base) -> Vec<Judged> {
    let same =
        |a: &BaseIndicator, b: &BaseIndicator| a.id == b.id && a.sex == b.sex && a.age == b.age;
    let mut found = Vec::new();
    for now in &new.indicators {
        let Some(was) = old.indicators.iter().find(|was| same(was, now)) else {
            continue;
        };
        let mut what = Vec::new();
        let mut note = |field: &str, was: String, now: String| {
            if was != now {
                what.push(format!("{field}: {was}, now {now}"));
            }
        };
        note("polarity", word(&was.polarity), word(&now.polarity));
        note("method", word(&was.method), word(&now.method));
        note("level", word(&was.level), word(&now.level));
        note("value_type", word(&was.value_type), word(&now.value_type));
        note("unit", was.unit.clone(), now.unit.clone());
        if !what.is_empty() {
            let BaseIndicator { id, name, sex, age, .. } = now.clone();
            found.push(Judged { id, name, sex, age, what });
        }
    }
    found
}

/// A word as a profile has it.
pub(super) fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
