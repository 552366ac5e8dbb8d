//! Gaps between groups, and the slope over groups in order of deprivation.

use crate::compare::convert;
use crate::model::comparison::Method;
use crate::model::inequality::{
    GapFacts, GroupFacts, HigherEnd, NoGap, NoSlope, SimulationFacts, Slope, SlopeFacts, SlopeScale,
};
use crate::model::profile::{Entry, ValueType};
use crate::model::value::{Interval, Value};
use crate::stats::gaps;
use crate::stats::limits::Limits;
use crate::stats::sii::{FEWEST_GROUPS, Group, NoSii, Scale, SiiModel, sii};
use crate::stats::sii_limits::{Simulation, sii_limits};

/// Values that rest on fewer cases jump from year to year.
const FEW_CASES: f64 = 10.0;
const CONFIDENCE: f64 = 0.95;
/// The source draws 100,000 times. A tenth of that takes about 6 ms for ten groups, and is stated with the error
/// that it leaves.
const DRAWS: usize = 10_000;

/// The gap: most less least deprived of `parts` groups, or highest less lowest where there is no order.
pub(super) fn gap(entry: &Entry, groups: &[GroupFacts], parts: Option<u8>) -> GapFacts {
    known_gap(entry, groups, parts).unwrap_or_else(|reason| GapFacts::NotKnown { reason })
}

fn known_gap(entry: &Entry, groups: &[GroupFacts], parts: Option<u8>) -> Result<GapFacts, NoGap> {
    if entry.value_type == ValueType::Count {
        return Err(NoGap::Count);
    }
    if entry.method == Method::PlanStatus {
        return Err(NoGap::PlanStatus);
    }
    if entry.modelled {
        return Err(NoGap::Modelled);
    }
    let all = || groups.iter().enumerate().filter(|(_, group)| !group.unknown);
    let known: Vec<(usize, f64)> =
        all().filter_map(|(at, group)| Some((at, group.value.known()?))).collect();
    if known.len() < 2 {
        return Err(NoGap::FewValues);
    }
    let (from, to) = match parts {
        Some(parts) => {
            let at_place =
                |place| known.iter().find(|(at, _)| groups[*at].place == Some(place)).copied();
            at_place(1).zip(at_place(parts)).ok_or(NoGap::EndMissing)?
        }
        None => {
            // The first of those that share an end, so that equal values give one answer.
            let highest = known.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1));
            let lowest = known.iter().min_by(|a, b| a.1.total_cmp(&b.1));
            let (highest, lowest) = highest.zip(lowest).ok_or(NoGap::FewValues)?;
            match (highest, lowest) {
                // All are equal: two groups are named all the same.
                (highest, lowest) if highest.0 == lowest.0 => (known[0], known[1]),
                (highest, lowest) => (*highest, *lowest),
            }
        }
    };
    let gap = gaps::gap(from.1, to.1).ok_or(NoGap::UnusableNumber)?;
    let few = |at: usize| groups[at].count.is_some_and(|count| count < FEW_CASES);
    Ok(GapFacts::Known {
        from: from.0,
        to: to.0,
        absolute: gap.absolute,
        relative: gap.relative,
        few_cases: few(from.0) || few(to.0),
        without_value: all().count() - known.len(),
    })
}

/// The slope over all of `parts` groups.
pub(super) fn slope(entry: &Entry, groups: &[GroupFacts], parts: u8) -> SlopeFacts {
    match known_slope(entry, groups, parts) {
        Ok(slope) => SlopeFacts::Known(slope),
        Err(reason) => SlopeFacts::NotKnown { reason },
    }
}

fn known_slope(entry: &Entry, groups: &[GroupFacts], parts: u8) -> Result<Slope, NoSlope> {
    if entry.modelled {
        return Err(NoSlope::Modelled);
    }
    if entry.method == Method::PlanStatus {
        return Err(NoSlope::PlanStatus);
    }
    let share = convert::multiplier(&entry.unit);
    // Values are divided by the first, indices multiplied by the second.
    let (scale, named, unit, multiplier) = match entry.value_type {
        ValueType::Count => return Err(NoSlope::Count),
        ValueType::Proportion => (Scale::Logit, SlopeScale::Logit, share, share),
        ValueType::CrudeRate
        | ValueType::DirectlyStandardisedRate
        | ValueType::IndirectlyStandardisedRatio => (Scale::Log, SlopeScale::Log, 1.0, 1.0),
        ValueType::Mean | ValueType::Ratio | ValueType::Other => {
            (Scale::Plain, SlopeScale::Plain, 1.0, 1.0)
        }
    };
    let placed: Vec<&GroupFacts> = groups.iter().filter(|group| group.place.is_some()).collect();
    if usize::from(parts) < FEWEST_GROUPS {
        return Err(NoSlope::FewGroups);
    }
    if placed.iter().any(|group| group.value == Value::Suppressed) {
        return Err(NoSlope::Suppressed);
    }
    if placed.len() != usize::from(parts)
        || placed.iter().any(|group| group.value == Value::Missing)
    {
        return Err(NoSlope::GroupMissing);
    }
    let inputs = placed
        .iter()
        .map(|group| {
            let value = group.value.known().ok_or(NoSlope::GroupMissing)? / unit;
            let population = group.denominator.filter(|people| *people > 0.0);
            let limits = convert::limits(group.interval).ok_or(NoSlope::NoIntervals)?;
            let limits = Limits { lower: limits.lower / unit, upper: limits.upper / unit };
            Ok(Group {
                population: population.ok_or(NoSlope::NoDenominators)?,
                value,
                error: scale.error(limits).ok_or(NoSlope::EndOfScale)?,
            })
        })
        .collect::<Result<Vec<Group>, NoSlope>>()?;
    let model = SiiModel { scale, transform: scale != Scale::Plain, multiplier };
    let simulation = Simulation { draws: DRAWS, ..Simulation::default() };
    let index = sii(&inputs, model).map_err(reason)?;
    let limits = sii_limits(&inputs, model, &[CONFIDENCE], simulation).map_err(reason)?;
    let limits = limits.first().ok_or(NoSlope::UnusableNumber)?;
    let simulated = limits.rii.filter(|_| !model.transform);
    let sii_interval = interval(limits.sii.limits);
    Ok(Slope {
        sii: index.sii,
        sii_interval,
        rii: index.rii,
        rii_interval: limits.rii.filter(|_| index.rii.is_some()).map(|rii| interval(rii.limits)),
        higher: if sii_interval.lower > 0.0 {
            HigherEnd::LeastDeprived
        } else if sii_interval.upper < 0.0 {
            HigherEnd::MostDeprived
        } else {
            HigherEnd::Unclear
        },
        scale: named,
        simulation: simulated.filter(|_| index.rii.is_some()).map(|rii| SimulationFacts {
            draws: simulation.draws,
            seed: simulation.seed,
            error: rii.simulation_error,
        }),
    })
}

fn interval(limits: Limits) -> Interval {
    Interval { lower: limits.lower, upper: limits.upper }
}

fn reason(reason: NoSii) -> NoSlope {
    match reason {
        NoSii::FewGroups => NoSlope::FewGroups,
        NoSii::Population => NoSlope::NoDenominators,
        NoSii::Value => NoSlope::EndOfScale,
        NoSii::TooManyGroups | NoSii::Error | NoSii::UnusableNumber => NoSlope::UnusableNumber,
    }
}
