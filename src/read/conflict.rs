//! Two rows for the same series, area and period: whether they differ, and how that is told.

use crate::model::dataset::{Observation, Published};
use crate::model::value::{Fault, Interval, Value};

/// What two rows disagree on: what it is, the first's, the second's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    /// "value", "count"…
    pub(super) what: &'static str,
    /// The first row's.
    pub(super) first: String,
    /// The second row's.
    pub(super) second: String,
}

/// Where two rows disagree. A number that only one of them gives is no disagreement.
pub(super) fn difference(first: &Observation, second: &Observation) -> Option<Difference> {
    let told = |what, first: String, second: String| Some(Difference { what, first, second });
    if first.value != second.value {
        return told("value", value(first.value), value(second.value));
    }
    for (what, a, b) in [
        ("95% limits", first.interval, second.interval),
        ("99.8% limits", first.interval_998, second.interval_998),
    ] {
        if let (Some(a), Some(b)) = (a, b)
            && a != b
        {
            return told(what, limits(a), limits(b));
        }
    }
    for (what, a, b) in [
        ("count", first.count, second.count),
        ("denominator", first.denominator, second.denominator),
    ] {
        if let (Some(a), Some(b)) = (a, b)
            && a != b
        {
            return told(what, a.to_string(), b.to_string());
        }
    }
    None
}

/// What two rows of one benchmark agree on; where their values differ, neither is used.
pub(super) fn agreed(first: Observation, second: &Observation) -> Observation {
    fn both<T: PartialEq>(a: Option<T>, b: Option<T>) -> Option<T> {
        match (a, b) {
            (Some(a), Some(b)) => (a == b).then_some(a),
            (a, b) => a.or(b),
        }
    }
    if first.value != second.value {
        return Observation {
            value: Value::Unusable(Fault::TwoValues),
            interval: None,
            interval_998: None,
            interval_source: None,
            count: None,
            denominator: None,
            published: Published::default(),
            ..first
        };
    }
    let interval = both(first.interval, second.interval);
    let interval_998 = both(first.interval_998, second.interval_998);
    let source = first.interval_source.or(second.interval_source);
    Observation {
        interval,
        interval_998,
        interval_source: source.filter(|_| interval.is_some() || interval_998.is_some()),
        count: both(first.count, second.count),
        denominator: both(first.denominator, second.denominator),
        ..first
    }
}

/// How much a row tells: of two that agree, the fuller is kept.
pub(super) fn fullness(row: &Observation) -> usize {
    [
        row.interval.is_some(),
        row.interval_998.is_some(),
        row.count.is_some(),
        row.denominator.is_some(),
        row.note.is_some(),
        row.published.against_england.is_some(),
        row.published.against_parent.is_some(),
        row.published.trend.is_some(),
    ]
    .into_iter()
    .filter(|there| *there)
    .count()
}

fn value(value: Value) -> String {
    match value {
        Value::Known(number) => number.to_string(),
        Value::Suppressed => "suppressed".to_owned(),
        Value::Missing => "missing".to_owned(),
        Value::Unusable(Fault::TwoValues) => "two different ones".to_owned(),
        Value::Unusable(_) => "not usable".to_owned(),
    }
}

fn limits(interval: Interval) -> String {
    format!("{} to {}", interval.lower, interval.upper)
}
