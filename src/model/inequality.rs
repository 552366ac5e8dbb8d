//! How one indicator differs between the groups of people within one area.
//! Types only: worked out by `compare::inequality`, worded by `present::inequality`.

use std::sync::Arc;

use serde::Serialize;

use super::chart::Scale;
use super::comparison::{Comparison, Method};
use super::dataset::Origin;
use super::period::TimePeriod;
use super::value::{Interval, IntervalSource, Value};

/// One way of dividing the people of an area, with the figures of each group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Inequality {
    /// What people are divided by.
    pub divided_by: DividedBy,
    /// The newest period, up to the indicator's latest, in which the area has figures for two groups or more.
    pub period: TimePeriod,
    /// Whether that is the indicator's latest period. An indicator without figures for whole areas has no
    /// other.
    pub is_latest: bool,
    /// The area's own total of the same sex, age and period: what groups are compared with.
    pub total: Option<TotalFacts>,
    /// How groups are compared with the total; one interval where the indicator's own method puts areas in
    /// fifths or quarters.
    pub method: Method,
    /// In which order the groups stand.
    pub order: GroupOrder,
    /// Every group that any area has in the period.
    pub groups: Vec<GroupFacts>,
    /// Why groups whose labels speak of deprivation are not in its order.
    pub doubt: Option<LabelDoubt>,
    /// The gap between two groups.
    pub gap: GapFacts,
    /// The slope over all groups, where they are in order of deprivation.
    pub slope: Option<SlopeFacts>,
    /// Category types that divide in the same way by another vintage or in fewer parts, not shown.
    pub left_out: Vec<Arc<str>>,
    /// The scale of its chart; none where there is nothing to chart, or more groups than a chart can hold.
    /// It follows from the groups, so it is not printed again.
    #[serde(skip)]
    pub scale: Option<Scale>,
    /// Whether it tells most of the divisions of its indicator.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub telling: bool,
}

/// What people are divided by.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "by")]
pub enum DividedBy {
    /// Their sex.
    Sex,
    /// How deprived the place is where they live.
    Deprivation(Deprivation),
    /// Anything else, in no order.
    Category {
        /// As published: "Ethnic groups".
        category_type: Arc<str>,
    },
}

/// A division by deprivation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Deprivation {
    /// As published.
    pub category_type: Arc<str>,
    /// What is put into groups.
    pub grouped: Grouped,
    /// How many groups there are by their labels: 10 for deciles.
    pub parts: u8,
    /// The vintage of the Index of Multiple Deprivation.
    pub imd: Option<Imd>,
    /// The boundaries, the newest last.
    pub boundaries: Vec<Boundaries>,
}

/// What is put into groups by its deprivation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grouped {
    /// Small areas, ranked among those of the same area.
    SmallAreasWithin,
    /// Small areas, ranked among all of England.
    SmallAreasOfEngland,
    /// Whole counties and unitary authorities.
    UpperTier,
    /// Whole districts and unitary authorities.
    LowerTier,
    /// Whole clinical commissioning groups.
    CommissioningGroups,
    /// General practices.
    Practices,
    /// The category type does not say.
    Unstated,
}

/// A vintage of the Index of Multiple Deprivation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Imd {
    /// For each year the one nearest to it.
    Trend,
    /// That of one year.
    Of(u16),
}

/// Boundaries of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Boundaries {
    /// The year.
    pub year: u16,
    /// The month, 1 to 12, if given.
    pub month: Option<u8>,
    /// Whether they are those before that date.
    pub before: bool,
}

/// In which order groups stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum GroupOrder {
    /// As their labels say, the most deprived first; groups of unknown deprivation last.
    MostDeprivedFirst,
    /// By name, so that two tables can be read side by side.
    Name,
    /// Highest value first; those without a value, then those of unknown membership, last; ties by name.
    HighestFirst,
}

/// Why groups whose labels speak of deprivation are not in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LabelDoubt {
    /// A label names both ends.
    BothEnds,
    /// Some labels say which place a group has, others don't.
    SomeUnplaced,
    /// Two labels name one place.
    TwoInOnePlace,
    /// The labels name different numbers of groups.
    DifferentParts,
    /// Labels and category type name different vintages of the index.
    DifferentVintages,
}

/// An area's own total.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TotalFacts {
    /// Its value.
    pub value: Value,
    /// Its 95% limits.
    pub interval: Option<Interval>,
    /// Its count.
    pub count: Option<f64>,
    /// What the count is out of.
    pub denominator: Option<f64>,
    /// Where the row stands.
    pub origin: Origin,
}

/// One group in one area and period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupFacts {
    /// Its label as published.
    pub name: Arc<str>,
    /// Its place by deprivation, 1 for the most deprived.
    pub place: Option<u8>,
    /// Whether it holds those whose group is not known: it belongs to no gap or slope.
    pub unknown: bool,
    /// Its value.
    pub value: Value,
    /// Its 95% limits.
    pub interval: Option<Interval>,
    /// Its 99.8% limits.
    pub interval_998: Option<Interval>,
    /// Where its limits come from.
    pub interval_source: Option<IntervalSource>,
    /// Its count.
    pub count: Option<f64>,
    /// What the count is out of.
    pub denominator: Option<f64>,
    /// The publisher's note.
    pub note: Option<Arc<str>>,
    /// Where the row stands; none if there is no row.
    pub origin: Option<Origin>,
    /// How it compares with the area's own total; always worked out, never as published.
    pub against_total: Comparison,
    /// How it compares with the indicator's goal, if there is one.
    pub against_goal: Option<Comparison>,
}

/// The gap between two groups, or why there is none. It has no interval and is not tested.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum GapFacts {
    /// There is one.
    Known {
        /// Index of the most deprived group, or of the one with the highest value.
        from: usize,
        /// Index of the least deprived group, or of the one with the lowest value.
        to: usize,
        /// The first less the second, in the unit of the values.
        absolute: f64,
        /// The first over the second; none unless both are above zero.
        relative: Option<f64>,
        /// Whether one of the two rests on fewer than ten cases.
        few_cases: bool,
        /// How many groups without a value the gap leaves out.
        without_value: usize,
    },
    /// There is none.
    NotKnown {
        /// Why.
        reason: NoGap,
    },
}

/// Why there is no gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoGap {
    /// Numbers of people say more of the groups' sizes.
    Count,
    /// A plan's status is no quantity.
    PlanStatus,
    /// The figure is a modelled estimate.
    Modelled,
    /// Fewer than two groups have a value.
    FewValues,
    /// The most or the least deprived group has no value.
    EndMissing,
    /// A number is not usable.
    UnusableNumber,
}

/// The slope over all groups in order of deprivation, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum SlopeFacts {
    /// It is worked out.
    Known(Slope),
    /// It is not.
    NotKnown {
        /// Why.
        reason: NoSlope,
    },
}

/// The slope and relative index of inequality, with 95% limits.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Slope {
    /// The least less the most deprived end of the line, in the unit of the values. Positive: higher in the
    /// least deprived.
    pub sii: f64,
    /// Its limits.
    pub sii_interval: Interval,
    /// The least over the most deprived end; none unless both are above zero.
    pub rii: Option<f64>,
    /// Its limits.
    pub rii_interval: Option<Interval>,
    /// Which end is higher beyond chance.
    pub higher: HigherEnd,
    /// The scale on which the line is fitted.
    pub scale: SlopeScale,
    /// How the limits of the relative index were simulated; none where all are exact.
    pub simulation: Option<SimulationFacts>,
}

/// A simulation of limits.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SimulationFacts {
    /// How many times the line was drawn.
    pub draws: usize,
    /// Where the random numbers started.
    pub seed: u64,
    /// The standard error that the simulation leaves in the limits of the relative index.
    pub error: Option<f64>,
}

/// Which end of the line is higher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum HigherEnd {
    /// The most deprived.
    MostDeprived,
    /// The least deprived.
    LeastDeprived,
    /// The limits hold zero.
    Unclear,
}

/// The scale on which a line is fitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SlopeScale {
    /// The values' own.
    Plain,
    /// Logarithms: rates.
    Log,
    /// Logits: proportions.
    Logit,
}

/// Why there is no slope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoSlope {
    /// Numbers of people have none.
    Count,
    /// A plan's status is no quantity.
    PlanStatus,
    /// The figure is a modelled estimate.
    Modelled,
    /// There are fewer than five groups.
    FewGroups,
    /// A group's value is suppressed.
    Suppressed,
    /// A group has no value.
    GroupMissing,
    /// The sizes of the groups are not given.
    NoDenominators,
    /// A value has no confidence interval.
    NoIntervals,
    /// A value or a limit is at the end of its scale: zero, or all.
    EndOfScale,
    /// A number is not usable.
    UnusableNumber,
}

/// One of the largest gaps of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LargestGap {
    /// The indicator.
    pub slug: String,
    /// Index into its divisions.
    pub division: usize,
}

/// What a pack's divisions come to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct InequalityFacts {
    /// How many groups are tested against their area's own total at a confidence level.
    pub comparisons_made: usize,
    /// How many divisions have a gap.
    pub gaps: usize,
    /// The largest gaps by ratio of the higher to the lower value, largest first, at most two for an indicator;
    /// those that rest on fewer than ten cases or have no ratio are left out.
    pub largest: Vec<LargestGap>,
}

impl DividedBy {
    /// The category type as published; none for sex.
    pub fn category_type(&self) -> Option<&Arc<str>> {
        match self {
            Self::Sex => None,
            Self::Deprivation(Deprivation { category_type, .. })
            | Self::Category { category_type } => Some(category_type),
        }
    }
}
