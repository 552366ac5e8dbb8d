//! How a value compares with a benchmark, and how far to trust that.
//! Only the result lives here: rules are in `stats` and `compare`, words in `present`.

use serde::{Deserialize, Serialize};

use super::area::AreaCode;

/// Whether a high value is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Polarity {
    /// High values are good.
    HighIsGood,
    /// Low values are good.
    LowIsGood,
    /// Neither: Lower and Higher are shown, with no judgement.
    NoJudgement,
    /// Comparing makes no sense for this indicator.
    NotApplicable,
}

/// Where a polarity comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PolarityBasis {
    /// Published material says so.
    Documented,
    /// Common sense and the field agree; marked in the methods page.
    Assumed,
    /// There is none.
    None,
}

/// Confidence level of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Level {
    /// 95%.
    #[serde(rename = "95")]
    P95,
    /// 99.8%.
    #[serde(rename = "99.8")]
    P998,
}

/// How a comparison is made. Numbers in brackets are Fingertips' comparator method ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// The area's interval against the benchmark's value (1).
    OneInterval,
    /// The same at 95% and 99.8% (17).
    TwoLevels,
    /// Overlap of two intervals (12).
    TwoIntervals,
    /// Control limits of a proportion (5).
    SpcProportion,
    /// Control limits of a rate (6).
    SpcRate,
    /// Fifths of all areas (15).
    Quintiles,
    /// Quarters of all areas (16).
    Quartiles,
    /// The status of a plan, written as a number: 1 is better, 3 is worse (14). There is no benchmark.
    PlanStatus,
    /// The goal of the indicator. Not for profiles: a goal has an entry of its own.
    #[serde(skip_deserializing)]
    Goal,
    /// Not compared (−1).
    None,
}

/// The class of a comparison. In JSON it is its [`Class::code`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Class {
    /// Better, at 99.8% when two levels are used.
    Best,
    /// Better.
    Better,
    /// Similar.
    Similar,
    /// Worse.
    Worse,
    /// Worse, at 99.8% when two levels are used.
    Worst,
    /// Lower, at 99.8% when two levels are used; no judgement.
    Lowest,
    /// Lower; no judgement.
    Lower,
    /// Higher; no judgement.
    Higher,
    /// Higher, at 99.8% when two levels are used; no judgement.
    Highest,
    /// A fifth of all areas, 1 (worst) to 5 (best).
    JudgedQuintile(u8),
    /// A fifth of all areas, 1 (lowest) to 5 (highest); no judgement.
    Quintile(u8),
    /// A quarter of all areas, 1 to 4, lowest first.
    Quartile(u8),
    /// Not compared; the comparison's reason says why.
    NotCompared,
}

impl Class {
    /// Every class.
    pub fn all() -> impl Iterator<Item = Self> {
        let plain = [
            Self::Best,
            Self::Better,
            Self::Similar,
            Self::Worse,
            Self::Worst,
            Self::Lowest,
            Self::Lower,
            Self::Higher,
            Self::Highest,
            Self::NotCompared,
        ];
        let fifths = (1..=5).flat_map(|nth| [Self::JudgedQuintile(nth), Self::Quintile(nth)]);
        plain.into_iter().chain(fifths).chain((1..=4).map(Self::Quartile))
    }

    /// Its name for programs: "worse", "quintile-2", "not-compared".
    pub fn code(self) -> String {
        let plain = match self {
            Self::Best => "best",
            Self::Better => "better",
            Self::Similar => "similar",
            Self::Worse => "worse",
            Self::Worst => "worst",
            Self::Lowest => "lowest",
            Self::Lower => "lower",
            Self::Higher => "higher",
            Self::Highest => "highest",
            Self::JudgedQuintile(nth) => return format!("judged-quintile-{nth}"),
            Self::Quintile(nth) => return format!("quintile-{nth}"),
            Self::Quartile(nth) => return format!("quartile-{nth}"),
            Self::NotCompared => "not-compared",
        };
        plain.to_owned()
    }
}

impl From<Class> for String {
    fn from(class: Class) -> Self {
        class.code()
    }
}

impl TryFrom<String> for Class {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        Self::all()
            .find(|class| class.code() == code)
            .ok_or_else(|| format!("`{code}` is not a class"))
    }
}

/// Where a comparison or a trend comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provenance {
    /// Worked out here from the data.
    Recomputed,
    /// The publisher's own, because it can't be worked out here.
    Published,
    /// There is none.
    None,
}

/// Why a value is not compared: the first check that failed. The reasons stand in the order of the checks, but
/// that a number can't be used is said as soon as it is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotComparedReason {
    /// The area is the benchmark.
    SameArea,
    /// The value is modelled and not to be judged.
    Modelled,
    /// The profile says that this indicator is not compared, or its polarity does.
    MethodNone,
    /// The area's value is suppressed or withheld.
    Suppressed,
    /// The area has no value for the period.
    NoValue,
    /// The benchmark has no value for the period.
    NoBenchmark,
    /// The benchmark has two different rows for the period.
    TwoBenchmarks,
    /// The profile says that values of several areas are not combined for this indicator.
    CombiningForbidden,
    /// Values of this kind can't be combined from counts.
    CannotBeCombined,
    /// A similar area's value is suppressed or withheld: a combined value could give it away.
    NeighbourSuppressed,
    /// Fewer than two similar areas have a count and a denominator.
    TooFewNeighbours,
    /// The similar areas' counts do not make their values.
    CountsDisagree,
    /// The area's value has no interval at the level needed.
    NoInterval,
    /// The benchmark has no interval, which the method needs.
    NoBenchmarkInterval,
    /// There is no denominator.
    NoDenominator,
    /// The value lies outside its own interval.
    OutsideOwnInterval,
    /// The two limits of the interval are equal.
    ZeroWidthInterval,
    /// The denominator is zero or less, or a proportion's count is above it.
    BadDenominator,
    /// The value can't be for its kind of figure.
    ImpossibleValue,
    /// The data has two different values for the area.
    TwoValues,
    /// A number is not usable: not a number, infinite, or too large.
    UnusableNumber,
    /// Too few areas have values.
    TooFewAreas,
    /// The value lies above all values that it is to be placed among.
    AbovePool,
    /// The area is very small, and left out of the areas that values are placed among.
    OutsidePool,
    /// The goal is one that only an indicator with a good and a bad direction can have.
    GoalNeedsPolarity,
}

/// What a value is compared with.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Benchmark {
    /// An area's value.
    Area(AreaCode),
    /// One value for several similar areas, combined from their counts.
    Neighbours {
        /// How many of them it is combined from; 0 if it could not be.
        used: usize,
        /// How many there are.
        of: usize,
    },
    /// A goal with one limit, which is the benchmark's value.
    Goal,
    /// A goal between two values.
    GoalRange {
        /// The lower end.
        low: f64,
        /// The upper end.
        high: f64,
    },
}

/// How one value compares with one benchmark.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The answer.
    pub class: Class,
    /// The confidence level of the answer, where the method has one.
    pub level: Option<Level>,
    /// The method used.
    pub method: Method,
    /// What it is compared with; none for England, for a plan's status, and for a goal that is not known.
    pub benchmark: Option<Benchmark>,
    /// The benchmark's value.
    pub benchmark_value: Option<f64>,
    /// Why it is not compared, if so.
    pub reason: Option<NotComparedReason>,
    /// Where the answer comes from.
    pub source: Provenance,
}
