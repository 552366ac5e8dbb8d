//! How one indicator differs between the groups of people within an area: by sex, by deprivation, by any
//! other category that the data holds for the same indicator, sex and age.
//! Nothing is rebuilt: a suppressed or withheld group stays out, and so does what would need it.
//! Method and references: docs/methods.md.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Context, goal};
use crate::model::area::Area;
use crate::model::dataset::{Dataset, Observation, Series, SeriesKey};
use crate::model::inequality::{Deprivation, DividedBy, Grouped, Imd, Inequality, LabelDoubt};
use crate::model::period::TimePeriod;
use crate::model::profile::Entry;
use crate::model::value::Value;

mod groups;
mod labels;
mod measures;
mod telling;
mod whole;

pub(super) use whole::{doubtful, facts, notices, origins};

/// Both sexes together.
pub(super) const PERSONS: &str = "Persons";
/// Fewer groups divide nothing.
const FEWEST_GROUPS: usize = 2;

/// A group of a division.
struct Member<'a> {
    /// Its label.
    name: Arc<str>,
    /// Its rows.
    series: &'a Series,
    /// Its place by deprivation.
    place: Option<u8>,
    /// Whether it holds those whose group is not known.
    unknown: bool,
}

/// A division that the data has for the area.
struct Division<'a> {
    divided_by: DividedBy,
    doubt: Option<LabelDoubt>,
    members: Vec<Member<'a>>,
    period: TimePeriod,
}

/// Every division of an entry's people: deprivation first, then sex, then others by name. `latest` is the
/// indicator's latest period.
pub(super) fn of(
    context: &Context<'_>,
    area: &Area,
    entry: &Entry,
    latest: Option<&TimePeriod>,
) -> Vec<Inequality> {
    let Some(key) = context.series.get(&entry.slug) else {
        return Vec::new();
    };
    let total = context.dataset.series.get(key);
    let divisions = divisions(context.dataset, key)
        .into_iter()
        .filter_map(|(divided_by, doubt, members)| {
            let period = newest(area, &members, latest)?;
            Some(Division { divided_by, doubt, members, period })
        })
        .collect();
    let mut found: Vec<Inequality> = newest_vintages(divisions, area)
        .into_iter()
        .map(|(division, left_out)| {
            let Division { divided_by, doubt, members, period } = division;
            let goal = |row: Option<&Observation>| {
                let national = context.national.of(&entry.slug)?;
                goal::comparison(entry, row, total?, &period, national)
            };
            let total = total.and_then(|series| series.at(&area.code, &period));
            let parts = match &divided_by {
                DividedBy::Deprivation(deprivation) => Some(deprivation.parts),
                DividedBy::Sex | DividedBy::Category { .. } => None,
            };
            let compared = groups::comparable(entry);
            let (order, groups) =
                groups::groups(&compared, area, &divided_by, &members, &period, total, &goal);
            let total = total.map(groups::total);
            let gap = measures::gap(entry, &groups, parts);
            Inequality {
                is_latest: latest.is_none_or(|latest| *latest == period),
                scale: telling::scale(&groups, total.as_ref(), &gap),
                telling: false,
                total,
                method: compared.method,
                order,
                doubt,
                gap,
                slope: parts.map(|parts| measures::slope(entry, &groups, parts)),
                left_out,
                divided_by,
                period,
                groups,
            }
        })
        .collect();
    telling::mark(&mut found);
    found
}

type Found<'a> = (DividedBy, Option<LabelDoubt>, Vec<Member<'a>>);

/// The divisions that the data has for the key's indicator, sex and age.
fn divisions<'a>(dataset: &'a Dataset, key: &SeriesKey) -> Vec<Found<'a>> {
    let empty: Arc<str> = "".into();
    let first = SeriesKey {
        indicator: key.indicator,
        sex: Arc::clone(&empty),
        age: Arc::clone(&empty),
        group: None,
    };
    let mut sexes = Vec::new();
    let mut categories: BTreeMap<&Arc<str>, Vec<(&Arc<str>, &Series)>> = BTreeMap::new();
    let all =
        dataset.series.range(first..).take_while(|(other, _)| other.indicator == key.indicator);
    for (other, series) in all.filter(|(other, _)| other.age == key.age) {
        match &other.group {
            None if key.sex.eq_ignore_ascii_case(PERSONS) && other.sex != key.sex => {
                let (name, place, unknown) = (Arc::clone(&other.sex), None, false);
                sexes.push(Member { name, series, place, unknown });
            }
            Some(group) if other.sex == key.sex => {
                categories.entry(&group.category_type).or_default().push((&group.category, series));
            }
            None | Some(_) => {}
        }
    }
    let mut found = vec![(DividedBy::Sex, None, sexes)];
    found.extend(categories.into_iter().map(|(name, groups)| category(name, &groups)));
    found
}

/// A category type with its groups, in order of deprivation if all their labels say their place.
fn category<'a>(category_type: &Arc<str>, groups: &[(&Arc<str>, &'a Series)]) -> Found<'a> {
    let is_known = |name: &&Arc<str>| !labels::is_unknown(name);
    let names: Vec<&str> =
        groups.iter().map(|(name, _)| *name).filter(is_known).map(|name| &**name).collect();
    let (places, doubt) = match labels::places(category_type, &names) {
        Ok(places) => (places, None),
        Err(doubt) => (None, Some(doubt)),
    };
    let place_of = |name: &str| {
        let (places, _) = places.as_ref()?;
        let at = names.iter().position(|other| *other == name)?;
        places.get(at).copied()
    };
    let members = groups
        .iter()
        .map(|(name, series)| Member {
            name: Arc::clone(name),
            series,
            place: place_of(name),
            unknown: labels::is_unknown(name),
        })
        .collect();
    let category_type = Arc::clone(category_type);
    let divided_by = match &places {
        Some((_, parts)) => DividedBy::Deprivation(Deprivation {
            grouped: labels::grouped(&category_type),
            parts: *parts,
            imd: labels::imd(&category_type).or_else(|| labels::imd(names.first()?)),
            boundaries: labels::boundaries(&category_type),
            category_type,
        }),
        None => DividedBy::Category { category_type },
    };
    (divided_by, doubt, members)
}

/// Whether a group has a number or a suppressed one, so that there is something to show.
fn has_row(member: &Member<'_>, area: &Area, period: &TimePeriod) -> bool {
    member.series.at(&area.code, period).is_some_and(|row| row.value != Value::Missing)
}

/// The newest period, up to the latest, in which two groups have something to show.
fn newest(area: &Area, members: &[Member<'_>], latest: Option<&TimePeriod>) -> Option<TimePeriod> {
    let rows = members.iter().flat_map(|member| member.series.of(&area.code));
    let periods: BTreeSet<&TimePeriod> = rows
        .map(|row| &row.period)
        .filter(|period| latest.is_none_or(|latest| *period <= latest))
        .collect();
    let shows = |period: &&&TimePeriod| {
        members.iter().filter(|member| has_row(member, area, period)).count() >= FEWEST_GROUPS
    };
    periods.iter().rev().find(shows).map(|period| (*period).clone())
}

/// Of divisions by deprivation that put the same things into groups, the one with the newest period, then the
/// newest index and boundaries, then all its groups, then the finest. The others are named beside it.
fn newest_vintages<'a>(
    mut divisions: Vec<Division<'a>>,
    area: &Area,
) -> Vec<(Division<'a>, Vec<Arc<str>>)> {
    let rank = |division: &Division<'_>| {
        let DividedBy::Deprivation(deprivation) = &division.divided_by else {
            return None;
        };
        let index = match deprivation.imd {
            None => 0,
            Some(Imd::Trend) => 1,
            Some(Imd::Of(year)) => year,
        };
        let boundaries =
            deprivation.boundaries.last().map(|last| (last.year, last.month, !last.before));
        let rows = division.members.iter().filter(|member| has_row(member, area, &division.period));
        let whole = rows.count() >= usize::from(deprivation.parts);
        Some((division.period.clone(), index, boundaries, whole, deprivation.parts))
    };
    divisions.sort_by_key(|division| std::cmp::Reverse(rank(division)));
    let mut kept: Vec<(Division<'a>, Vec<Arc<str>>)> = Vec::new();
    for division in divisions {
        let same =
            kept.iter_mut().find(|(other, _)| alike(&other.divided_by, &division.divided_by));
        match (same, division.divided_by.category_type()) {
            (Some((_, left_out)), Some(name)) => left_out.push(Arc::clone(name)),
            _ => kept.push((division, Vec::new())),
        }
    }
    for (_, left_out) in &mut kept {
        left_out.sort();
    }
    kept.sort_by(|(a, _), (b, _)| place(&a.divided_by).cmp(&place(&b.divided_by)));
    kept
}

/// Whether two divisions by deprivation put the same things into groups.
fn alike(a: &DividedBy, b: &DividedBy) -> bool {
    match (a, b) {
        // What is grouped isn't known: only the same words are the same thing.
        (DividedBy::Deprivation(a), DividedBy::Deprivation(b)) => {
            a.grouped == b.grouped && a.grouped != Grouped::Unstated
        }
        _ => false,
    }
}

/// Where a division stands among those of an indicator.
fn place(divided_by: &DividedBy) -> (u8, &str) {
    match divided_by {
        DividedBy::Deprivation(deprivation) => (0, &deprivation.category_type),
        DividedBy::Sex => (1, ""),
        DividedBy::Category { category_type } => (2, category_type),
    }
}
