//! How one observation compares with another area's, and which answer is shown:
//! recomputed where the inputs exist, else the publisher's own, else none with its reason.

use super::convert;
use crate::model::area::AreaCode;
use crate::model::comparison::{
    Class, Comparison, Level, Method, NotComparedReason, Polarity, Provenance,
};
use crate::model::dataset::{Observation, Published};
use crate::model::profile::Entry;
use crate::model::value::Value;
use crate::stats::judge::NotCompared;
use crate::stats::one_interval::one_interval;
use crate::stats::two_intervals::two_intervals;
use crate::stats::two_levels::two_levels;

/// Compares `row` with `benchmark`'s row of the same series and period.
pub(super) fn comparison(
    entry: &Entry,
    area: &AreaCode,
    row: Option<&Observation>,
    benchmark: Option<(&AreaCode, Option<&Observation>)>,
) -> Comparison {
    let benchmark_value = benchmark.and_then(|(_, row)| row?.value.known());
    let answer = match benchmark {
        Some((code, other)) if code != area => recompute(entry, row, other),
        Some(_) | None => Err(NotComparedReason::SameArea),
    };
    let (class, level, reason, source) = match answer {
        Ok((class, level)) => (class, Some(level), None, Provenance::Recomputed),
        Err(reason) => match published(entry, row, benchmark.map(|(code, _)| code), reason) {
            // The file does not say at which level.
            Some(class) => (class, None, Some(reason), Provenance::Published),
            None => (Class::NotCompared, None, Some(reason), Provenance::None),
        },
    };
    Comparison {
        class,
        level,
        method: entry.method,
        benchmark: benchmark.map(|(code, _)| code.clone()),
        benchmark_value,
        reason,
        source,
    }
}

fn recompute(
    entry: &Entry,
    row: Option<&Observation>,
    benchmark: Option<&Observation>,
) -> Result<(Class, Level), NotComparedReason> {
    if entry.method == Method::None || entry.polarity == Polarity::NotApplicable {
        return Err(NotComparedReason::MethodNone);
    }
    if entry.modelled {
        return Err(NotComparedReason::Modelled);
    }
    let row = row.ok_or(NotComparedReason::NoValue)?;
    if row.value == Value::Suppressed {
        return Err(NotComparedReason::Suppressed);
    }
    let polarity = convert::polarity(entry.polarity);
    let value = row.value.known();
    let benchmark_value = benchmark.and_then(|row| row.value.known());
    let inner = convert::limits(row.interval);
    let outer = convert::limits(row.interval_998);
    let chosen = match entry.level {
        Level::P95 => inner,
        Level::P998 => outer,
    };
    let answer = match entry.method {
        Method::OneInterval => {
            one_interval(polarity, value, chosen, benchmark_value).map(|class| (class, entry.level))
        }
        Method::TwoLevels => two_levels(polarity, value, inner, outer, benchmark_value)
            .map(|class| (class, level_of(class))),
        Method::TwoIntervals => {
            let other = benchmark.and_then(|row| match entry.level {
                Level::P95 => row.interval,
                Level::P998 => row.interval_998,
            });
            two_intervals(
                polarity,
                value,
                chosen,
                benchmark_value,
                convert::limits(other),
            )
            .map(|class| (class, entry.level))
        }
        // `read::profile` refuses the methods that are not built yet.
        _ => Err(NotCompared::PolarityNotApplicable),
    };
    answer
        .map(|(class, level)| (convert::class(class), level))
        .map_err(convert::reason)
}

/// At which level a class of the two-level method was reached.
fn level_of(class: crate::stats::judge::Class) -> Level {
    use crate::stats::judge::Class;
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
    let ours_to_refuse = matches!(
        reason,
        NotComparedReason::MethodNone | NotComparedReason::Modelled | NotComparedReason::SameArea
    );
    let row = row?;
    if ours_to_refuse || entry.modelled || row.value.known().is_none() {
        return None;
    }
    let Published {
        against_england,
        against_parent,
        parent,
        ..
    } = &row.published;
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
