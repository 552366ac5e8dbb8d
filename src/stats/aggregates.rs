//! One value for several areas, from their counts and denominators.
//!
//! Source: `DataConstruction/AverageCalculatorFactory.cs`, `StandardAverageCalculator.cs`,
//! `CountAverageCalculator.cs` (fingertips-open@6780897). Limits: a value only, no interval, so method 12
//! can't use it; leave the area itself out of its neighbours. One suppressed member rules
//! the aggregate out, or it could be worked back.

use super::value_type::ValueType;

/// One area's part in an aggregate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Member {
    /// The published numerator and denominator, where there are any.
    Known {
        /// The numerator.
        count: Option<f64>,
        /// The denominator.
        denominator: Option<f64>,
    },
    /// The area's number is suppressed or withheld.
    Suppressed,
}

/// An aggregated value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Aggregate {
    /// The combined value, in the unit of the indicator.
    pub value: f64,
    /// The sum of the counts that went in.
    pub count: f64,
    /// The sum of the denominators that went in; none for counts.
    pub denominator: Option<f64>,
    /// How many areas went in.
    pub contributors: usize,
    /// How many areas there were.
    pub members: usize,
}

/// Why there is no aggregate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoAggregate {
    /// The indicator does not allow averages.
    NotAllowed,
    /// Values of this kind can't be combined from counts.
    ValueType,
    /// A member is suppressed.
    Suppressed,
    /// Too few members have what is needed: two for a ratio, one for a count.
    TooFewAreas,
    /// A number is not finite, or the unit not above zero.
    UnusableNumber,
}

/// The value of `members` together, times `unit` (100 for percentages). `allowed` says whether the indicator
/// allows averages.
pub fn aggregate(
    value_type: ValueType,
    members: &[Member],
    unit: f64,
    allowed: bool,
) -> Result<Aggregate, NoAggregate> {
    if !allowed {
        return Err(NoAggregate::NotAllowed);
    }
    if !value_type.combines() {
        return Err(NoAggregate::ValueType);
    }
    if members.contains(&Member::Suppressed) {
        return Err(NoAggregate::Suppressed);
    }
    let is_count = value_type == ValueType::Count;
    let parts: Vec<(f64, f64)> = members
        .iter()
        .filter_map(|member| match *member {
            Member::Known { count, .. } if is_count => count.map(|count| (count, 0.0)),
            Member::Known { count, denominator } => count.zip(denominator.filter(|n| *n > 0.0)),
            Member::Suppressed => None,
        })
        .collect();
    if parts.len() < if is_count { 1 } else { 2 } {
        return Err(NoAggregate::TooFewAreas);
    }
    let count: f64 = parts.iter().map(|(count, _)| count).sum();
    let denominator: f64 = parts.iter().map(|(_, n)| n).sum();
    let value = if is_count { count } else { count / denominator * unit };
    if !(value.is_finite() && unit > 0.0) || parts.iter().any(|(count, _)| *count < 0.0) {
        return Err(NoAggregate::UnusableNumber);
    }
    Ok(Aggregate {
        value,
        count,
        denominator: (!is_count).then_some(denominator),
        contributors: parts.len(),
        members: members.len(),
    })
}
