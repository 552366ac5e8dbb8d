//! The figures of each group, how each compares with the area's own total, and their order.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::Member;
use crate::compare::judge::{self, Benchmark};
use crate::compare::national::PoolValues;
use crate::model::area::Area;
use crate::model::comparison::{Benchmark as What, Class, Comparison, Method, Provenance};
use crate::model::dataset::Observation;
use crate::model::inequality::{DividedBy, GroupFacts, GroupOrder, TotalFacts};
use crate::model::period::TimePeriod;
use crate::model::profile::Entry;
use crate::model::value::Value;

/// The entry by whose method groups are compared. A group is not one of the areas that fifths and quarters are
/// made of: it is compared by one interval instead.
pub(super) fn comparable(entry: &Entry) -> Cow<'_, Entry> {
    match entry.method {
        Method::Quintiles | Method::Quartiles => {
            Cow::Owned(Entry { method: Method::OneInterval, ..entry.clone() })
        }
        // A status is held against nothing.
        Method::PlanStatus => Cow::Owned(Entry { method: Method::None, ..entry.clone() }),
        _ => Cow::Borrowed(entry),
    }
}

/// The area's own total.
pub(super) fn total(row: &Observation) -> TotalFacts {
    TotalFacts {
        value: row.value,
        interval: row.interval,
        count: row.count,
        denominator: row.denominator,
        origin: row.origin,
    }
}

/// The groups that any area has in the period, in order.
pub(super) fn groups(
    entry: &Entry,
    area: &Area,
    divided_by: &DividedBy,
    members: &[Member<'_>],
    period: &TimePeriod,
    total: Option<&Observation>,
    goal: &dyn Fn(Option<&Observation>) -> Option<Comparison>,
) -> (GroupOrder, Vec<GroupFacts>) {
    let anywhere = |member: &&Member<'_>| {
        member.series.at(&area.code, period).is_some()
            || member.series.areas.keys().any(|code| member.series.at(code, period).is_some())
    };
    let mut groups: Vec<GroupFacts> = members
        .iter()
        .filter(anywhere)
        .map(|member| group(entry, area, member, period, total, goal))
        .collect();
    let order = match divided_by {
        DividedBy::Deprivation(_) => GroupOrder::MostDeprivedFirst,
        DividedBy::Sex => GroupOrder::Name,
        DividedBy::Category { .. } => GroupOrder::HighestFirst,
    };
    groups.sort_by(|a, b| {
        let placed = match order {
            GroupOrder::MostDeprivedFirst => {
                // Those without a place last.
                (a.place.is_none(), a.place).cmp(&(b.place.is_none(), b.place))
            }
            GroupOrder::Name => Ordering::Equal,
            GroupOrder::HighestFirst => a.unknown.cmp(&b.unknown).then_with(|| by_value(a, b)),
        };
        placed.then_with(|| a.name.cmp(&b.name))
    });
    (order, groups)
}

/// Highest first, those without a value last.
fn by_value(a: &GroupFacts, b: &GroupFacts) -> Ordering {
    match (a.value.known(), b.value.known()) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => a.is_none().cmp(&b.is_none()),
    }
}

fn group(
    entry: &Entry,
    area: &Area,
    member: &Member<'_>,
    period: &TimePeriod,
    total: Option<&Observation>,
    goal: &dyn Fn(Option<&Observation>) -> Option<Comparison>,
) -> GroupFacts {
    let row = member.series.at(&area.code, period);
    GroupFacts {
        name: member.name.clone(),
        place: member.place,
        unknown: member.unknown,
        value: row.map_or(Value::Missing, |row| row.value),
        interval: row.and_then(|row| row.interval),
        interval_998: row.and_then(|row| row.interval_998),
        interval_source: row.and_then(|row| row.interval_source),
        count: row.and_then(|row| row.count),
        denominator: row.and_then(|row| row.denominator),
        note: row.and_then(|row| row.note.clone()),
        origin: row.map(|row| row.origin),
        against_total: against_total(entry, area, row, total),
        against_goal: goal(row),
    }
}

/// A group against its area's own total. The published classes are not used: they compare with something else.
fn against_total(
    entry: &Entry,
    area: &Area,
    row: Option<&Observation>,
    total: Option<&Observation>,
) -> Comparison {
    let benchmark = Benchmark::area(&area.code, total, PoolValues::default());
    let (class, level, reason, source) = match judge::recompute(entry, row, &benchmark) {
        Ok((class, level)) => (class, level, None, Provenance::Recomputed),
        Err(reason) => (Class::NotCompared, None, Some(reason), Provenance::None),
    };
    Comparison {
        class,
        level,
        method: entry.method,
        benchmark: Some(What::Area(area.code.clone())),
        benchmark_value: benchmark.value(),
        reason,
        source,
    }
}
