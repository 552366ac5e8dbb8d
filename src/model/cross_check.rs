//! Where the publisher's own result differs from the one worked out here.
//! Only the result lives here: the rules are in `compare`, words in `present`.

use serde::Serialize;

use super::area::AreaCode;
use super::comparison::Class;
use super::dataset::Origin;
use super::period::TimePeriod;
use super::trend::Direction;

/// What the publisher judged.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case", tag = "judged", content = "against")]
pub enum Judged {
    /// How a value compares with an area's: England's or the parent's.
    Class(AreaCode),
    /// Its recent trend.
    Trend,
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
pub enum Verdict {
    /// Of a comparison.
    Class(Class),
    /// Of a trend.
    Trend(Direction),
}

/// One result that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The indicator.
    pub slug: String,
    /// The area.
    pub area: AreaCode,
    /// When.
    pub period: TimePeriod,
    /// Where the row stands.
    pub origin: Origin,
    /// What was judged.
    #[serde(flatten)]
    pub judged: Judged,
    /// What is worked out here.
    pub ours: Verdict,
    /// What the publisher says.
    pub published: Verdict,
    /// The likely reason.
    pub rule: Rule,
}

/// The likely reason for a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// The profile says that the indicator is not compared.
    NotMeantForComparison,
    /// The benchmark has two different values, or one that can't be used.
    UnusableBenchmark,
    /// The row contradicts itself, and is not compared here.
    ContradictoryRow,
    /// The publisher does not compare the value, although its limits are there.
    PublisherDoesNotCompare,
    /// Compared here by a method that needs no interval; the publisher does not compare it.
    MethodWithoutInterval,
    /// The same side of the benchmark, judged by one and not by the other.
    OtherWords,
    /// The same side of the benchmark, taken as good by one and as bad by the other.
    OppositePolarity,
    /// Areas dealt into fifths by their number, not by the bounds of the fifths.
    DealtFifths,
    /// The publisher's is the answer at another confidence level.
    OtherLevel,
    /// A limit and the benchmark are the same as far as they are written.
    RoundedNumbers,
    /// The limits are computed here; the publisher had others, or none.
    ComputedLimits,
    /// The publisher's is the answer of another method.
    OtherMethod,
    /// The benchmark's row comes from another file than the area's.
    BenchmarkFromAnotherFile,
    /// The publisher gives no trend where one can be worked out.
    PublisherGivesNoTrend,
    /// The publisher's is the answer without leaving out each year in turn.
    WithoutOutlierRule,
    /// The publisher's is the answer by the other way of weighing the years.
    OtherTrendMethod,
    /// The publisher's is the trend up to the year before.
    TrendUpToYearBefore,
    /// The test lies so near its bound that rounding decides.
    NearBound,
    /// None of the others.
    Unexplained,
}
