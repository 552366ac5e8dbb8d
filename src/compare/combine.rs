//! One value for an area's similar areas, from their published counts and denominators.
//!
//! It gives nothing away: it is made only of numbers that are shown as they are. Where any member is suppressed
//! or withheld there is none, since two such values with different members could be subtracted; nor is there
//! one where the area's own value is, since a total less "the others" would be it.

use super::{convert, inputs};
use crate::model::area::AreaCode;
use crate::model::comparison::NotComparedReason;
use crate::model::dataset::{Observation, Series};
use crate::model::period::TimePeriod;
use crate::model::profile::{Entry, ValueType};
use crate::model::value::Value;
use crate::stats::aggregates::{Member, NoAggregate, aggregate};

/// A value of one area is no value of several.
const FEWEST: usize = 2;
/// How far a combined value may lie outside its members' values, which are rounded: an absolute part and
/// a part of the value.
const ROUNDING: (f64, f64) = (0.06, 0.02);

/// A value of several areas together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Combined {
    /// In the indicator's unit.
    pub value: f64,
    /// How many areas went in.
    pub used: usize,
}

/// The combined value of `list`, without `area`, in a period; or the first check that failed.
pub(super) fn combined(
    entry: &Entry,
    area: &AreaCode,
    list: &[AreaCode],
    series: &Series,
    period: &TimePeriod,
) -> Result<Combined, NotComparedReason> {
    if entry.modelled {
        return Err(NotComparedReason::CannotBeCombined);
    }
    if series.at(area, period).is_some_and(|row| row.value == Value::Suppressed) {
        return Err(NotComparedReason::Suppressed);
    }
    let rows: Vec<Option<&Observation>> =
        list.iter().filter(|code| *code != area).map(|code| series.at(code, period)).collect();
    let members: Vec<Member> = rows.iter().map(|row| member(entry, *row)).collect();
    let together = aggregate(
        convert::value_type(entry.value_type),
        &members,
        convert::multiplier(&entry.unit),
        entry.averages.unwrap_or(true),
    )
    .map_err(|reason| match reason {
        NoAggregate::NotAllowed => NotComparedReason::CombiningForbidden,
        NoAggregate::ValueType => NotComparedReason::CannotBeCombined,
        NoAggregate::Suppressed => NotComparedReason::NeighbourSuppressed,
        NoAggregate::TooFewAreas => NotComparedReason::TooFewNeighbours,
        NoAggregate::UnusableNumber => NotComparedReason::UnusableNumber,
    })?;
    if together.contributors < FEWEST {
        return Err(NotComparedReason::TooFewNeighbours);
    }
    let values = || {
        let contributing = rows.iter().zip(&members).filter(|(_, member)| contributes(member));
        contributing.filter_map(|(row, _)| row.as_ref()?.value.known())
    };
    if entry.value_type != ValueType::Count && !lies_among(together.value, values()) {
        return Err(NotComparedReason::CountsDisagree);
    }
    Ok(Combined { value: together.value, used: together.contributors })
}

fn member(entry: &Entry, row: Option<&Observation>) -> Member {
    let nothing = Member::Known { count: None, denominator: None };
    let Some(row) = row else {
        return nothing;
    };
    match row.value {
        Value::Suppressed => Member::Suppressed,
        Value::Missing | Value::Unusable(_) => nothing,
        Value::Known(_) if inputs::bad_denominator(entry, row) => nothing,
        Value::Known(value) => {
            let count = if entry.value_type == ValueType::Count { Some(value) } else { row.count };
            Member::Known { count, denominator: row.denominator }
        }
    }
}

fn contributes(member: &Member) -> bool {
    matches!(member, Member::Known { count: Some(_), denominator: Some(number) } if *number > 0.0)
}

/// Whether a combined value lies between the smallest and the largest of its members', as it must if their
/// counts make their values: counts of three years over the people of one do not.
fn lies_among(combined: f64, values: impl Iterator<Item = f64>) -> bool {
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    let slack = |end: f64| ROUNDING.0 + ROUNDING.1 * end.abs();
    low - slack(low) <= combined && combined <= high + slack(high)
}
