//! How one observation compares with another area's, and which answer is shown:
//! recomputed where the inputs exist, else the publisher's own, else none with its reason.

use super::combine::Combined;
use super::national::PoolValues;
use super::{convert, inputs};
use crate::model::area::AreaCode;
use crate::model::comparison::{
    Benchmark as What, Class, Comparison, Level, Method, NotComparedReason, Polarity, Provenance,
};
use crate::model::dataset::{Observation, Published};
use crate::model::profile::Entry;
use crate::model::value::{Fault, Interval, Value};
use crate::stats;
use crate::stats::bands::{FIFTHS, QUARTERS, band, from_worst};
use crate::stats::judge::NotCompared;
use crate::stats::one_interval::one_interval;
use crate::stats::plan_status::plan_status;
use crate::stats::spc_proportion::{self, spc_proportion};
use crate::stats::spc_rate::{self, spc_rate};
use crate::stats::two_intervals::two_intervals;
use crate::stats::two_levels::two_levels;

/// What a value is compared with.
#[derive(Debug, Clone)]
pub(super) struct Benchmark<'a> {
    what: What,
    /// Its value, or why there is none.
    value: Result<f64, NotComparedReason>,
    interval: Option<Interval>,
    interval_998: Option<Interval>,
    /// All areas' values in the same period, for methods that place a value among them.
    pub pool: PoolValues<'a>,
}

impl<'a> Benchmark<'a> {
    /// An area, by its row of the same series and period.
    pub(super) fn area(code: &AreaCode, row: Option<&Observation>, pool: PoolValues<'a>) -> Self {
        Self {
            what: What::Area(code.clone()),
            value: match row.map(|row| row.value) {
                Some(Value::Known(value)) => Ok(value),
                Some(Value::Unusable(Fault::TwoValues)) => Err(NotComparedReason::TwoBenchmarks),
                Some(Value::Unusable(_)) => Err(NotComparedReason::UnusableNumber),
                _ => Err(NotComparedReason::NoBenchmark),
            },
            interval: row.and_then(|row| row.interval),
            interval_998: row.and_then(|row| row.interval_998),
            pool,
        }
    }

    /// Several areas together: a value, and no interval.
    pub(super) fn neighbours(
        combined: Result<Combined, NotComparedReason>,
        of: usize,
        pool: PoolValues<'a>,
    ) -> Self {
        Self {
            what: What::Neighbours { used: combined.map_or(0, |combined| combined.used), of },
            value: combined.map(|combined| combined.value),
            interval: None,
            interval_998: None,
            pool,
        }
    }

    /// Its value, if it has one.
    pub(super) fn value(&self) -> Option<f64> {
        self.value.ok()
    }

    /// Whether its row has a number that can't be used, or two.
    pub(super) fn is_unusable(&self) -> bool {
        matches!(
            self.value,
            Err(NotComparedReason::TwoBenchmarks | NotComparedReason::UnusableNumber)
        )
    }

    /// The area, if it is one.
    fn code(&self) -> Option<&AreaCode> {
        match &self.what {
            What::Area(code) => Some(code),
            _ => None,
        }
    }
}

/// Compares `row` with a benchmark; none for England, which has none.
pub(super) fn comparison(
    entry: &Entry,
    area: &AreaCode,
    row: Option<&Observation>,
    benchmark: Option<&Benchmark<'_>>,
) -> Comparison {
    let answer = match benchmark {
        Some(benchmark) if benchmark.code() != Some(area) => {
            placed(entry, area, row, benchmark).and_then(|()| recompute(entry, row, benchmark))
        }
        Some(_) | None => Err(NotComparedReason::SameArea),
    };
    let (class, level, reason, source) = match answer {
        Ok((class, level)) => (class, level, None, Provenance::Recomputed),
        Err(reason) => match published(entry, row, benchmark.and_then(Benchmark::code), reason) {
            // The file does not say at which level.
            Some(class) => (class, None, Some(reason), Provenance::Published),
            None => (Class::NotCompared, None, Some(reason), Provenance::None),
        },
    };
    // A plan's status is held against nothing.
    let benchmark = benchmark.filter(|_| entry.method != Method::PlanStatus);
    Comparison {
        class,
        level,
        method: entry.method,
        benchmark: benchmark.map(|benchmark| benchmark.what.clone()),
        benchmark_value: benchmark.and_then(Benchmark::value),
        reason,
        source,
    }
}

/// Why a value is not placed among all areas, where its method would do so.
fn placed(
    entry: &Entry,
    area: &AreaCode,
    row: Option<&Observation>,
    benchmark: &Benchmark<'_>,
) -> Result<(), NotComparedReason> {
    let places_among = matches!(entry.method, Method::Quintiles | Method::Quartiles);
    if !places_among || entry.modelled || entry.polarity == Polarity::NotApplicable {
        return Ok(());
    }
    let row = with_value(row)?;
    if benchmark.pool.leaves_out(area) {
        return Err(NotComparedReason::OutsidePool);
    }
    inputs::contradiction(entry, row).map_or(Ok(()), Err)
}

/// The class worked out here, or why there is none.
pub(super) fn recompute(
    entry: &Entry,
    row: Option<&Observation>,
    benchmark: &Benchmark<'_>,
) -> Result<(Class, Option<Level>), NotComparedReason> {
    if entry.modelled {
        return Err(NotComparedReason::Modelled);
    }
    let ignores_polarity = entry.method == Method::PlanStatus;
    let no_direction = entry.polarity == Polarity::NotApplicable && !ignores_polarity;
    if entry.method == Method::None || no_direction {
        return Err(NotComparedReason::MethodNone);
    }
    let row = with_value(row)?;
    if benchmark.value.is_ok() {
        contradiction(entry, row)?;
    }
    by_method(entry, row, benchmark).map_err(|reason| match (reason, benchmark.value) {
        // Why there is no benchmark is known better here.
        (NotCompared::NoBenchmark, Err(why)) => why,
        (reason, _) => convert::reason(reason),
    })
}

/// A row that has a value, or why it has none.
pub(super) fn with_value(row: Option<&Observation>) -> Result<&Observation, NotComparedReason> {
    let row = row.ok_or(NotComparedReason::NoValue)?;
    match row.value {
        Value::Known(_) => Ok(row),
        Value::Missing => Err(NotComparedReason::NoValue),
        Value::Suppressed => Err(NotComparedReason::Suppressed),
        Value::Unusable(Fault::NotFinite) => Err(NotComparedReason::UnusableNumber),
        Value::Unusable(Fault::Impossible) => Err(NotComparedReason::ImpossibleValue),
        Value::Unusable(Fault::TwoValues) => Err(NotComparedReason::TwoValues),
    }
}

/// What is wrong with a row whose numbers can't all be true.
pub(super) fn contradiction(entry: &Entry, row: &Observation) -> Result<(), NotComparedReason> {
    if row.count.is_some_and(|count| count < 0.0) {
        return Err(NotComparedReason::UnusableNumber);
    }
    if inputs::bad_denominator(entry, row) {
        return Err(NotComparedReason::BadDenominator);
    }
    let needed = match (entry.method, entry.level) {
        (Method::TwoLevels, _) => [row.interval, row.interval_998],
        (Method::OneInterval | Method::TwoIntervals, Level::P95) => [row.interval, None],
        (Method::OneInterval | Method::TwoIntervals, Level::P998) => [row.interval_998, None],
        _ => [None, None],
    };
    if needed.into_iter().flatten().any(|interval| interval.lower == interval.upper) {
        return Err(NotComparedReason::ZeroWidthInterval);
    }
    Ok(())
}

fn by_method(
    entry: &Entry,
    row: &Observation,
    benchmark: &Benchmark<'_>,
) -> Result<(Class, Option<Level>), NotCompared> {
    let polarity = convert::polarity(entry.polarity);
    let value = row.value.known();
    let other = benchmark.value();
    let at_level = |interval, interval_998| {
        convert::limits(match entry.level {
            Level::P95 => interval,
            Level::P998 => interval_998,
        })
    };
    let limits = at_level(row.interval, row.interval_998);
    let plain = |class| (convert::class(class), Some(entry.level));
    match entry.method {
        Method::OneInterval => one_interval(polarity, value, limits, other).map(plain),
        Method::TwoLevels => {
            let inner = convert::limits(row.interval);
            let outer = convert::limits(row.interval_998);
            two_levels(polarity, value, inner, outer, other)
                .map(|class| (convert::class(class), Some(level_of(class))))
        }
        Method::TwoIntervals => {
            let other_limits = at_level(benchmark.interval, benchmark.interval_998);
            two_intervals(polarity, value, limits, other, other_limits).map(plain)
        }
        Method::SpcProportion => {
            let z = match entry.level {
                Level::P95 => spc_proportion::Z_95,
                Level::P998 => spc_proportion::Z_998,
            };
            spc_proportion(
                polarity,
                value,
                other,
                row.denominator,
                convert::multiplier(&entry.unit),
                z,
            )
            .map(plain)
        }
        Method::SpcRate => {
            let tail = match entry.level {
                Level::P95 => spc_rate::TAIL_95,
                Level::P998 => spc_rate::TAIL_998,
            };
            spc_rate(
                polarity,
                value,
                other,
                row.denominator,
                convert::multiplier(&entry.unit),
                tail,
            )
            .map(plain)
        }
        Method::Quintiles => {
            let nth = band(value, benchmark.pool.values, FIFTHS)?;
            let class = if polarity.judged() {
                Class::JudgedQuintile(from_worst(nth, FIFTHS, polarity))
            } else {
                Class::Quintile(nth)
            };
            Ok((class, None))
        }
        Method::Quartiles => {
            Ok((Class::Quartile(band(value, benchmark.pool.values, QUARTERS)?), None))
        }
        Method::PlanStatus => Ok((convert::class(plan_status(value)?), None)),
        Method::None | Method::Goal => Err(NotCompared::PolarityNotApplicable),
    }
}

/// At which level a class of the two-level method was reached.
fn level_of(class: stats::judge::Class) -> Level {
    use stats::judge::Class;
    match class {
        Class::Best | Class::Worst | Class::Lowest | Class::Highest => Level::P998,
        Class::Better | Class::Worse | Class::Lower | Class::Higher | Class::Similar => Level::P95,
    }
}

/// The publisher's own class, where it may stand in for the one that can't be recomputed.
fn published(
    entry: &Entry,
    row: Option<&Observation>,
    benchmark: Option<&AreaCode>,
    reason: NotComparedReason,
) -> Option<Class> {
    // It stands in for what is not there, not for numbers that contradict each other.
    let lacking = matches!(
        reason,
        NotComparedReason::NoBenchmark
            | NotComparedReason::NoInterval
            | NotComparedReason::NoBenchmarkInterval
            | NotComparedReason::NoDenominator
            | NotComparedReason::TooFewAreas
            | NotComparedReason::AbovePool
    );
    let row = row?;
    if !lacking || entry.modelled || row.value.known().is_none() {
        return None;
    }
    let Published { against_england, against_parent, parent, .. } = &row.published;
    let benchmark = benchmark?;
    let class = if benchmark.as_str() == super::ENGLAND {
        *against_england
    } else if parent.as_ref() == Some(benchmark) {
        *against_parent
    } else {
        None
    };
    class.filter(|class| *class != Class::NotCompared)
}
