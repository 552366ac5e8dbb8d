//! Intervals for figures that have counts and denominators but no limits, a team's own: Wilson's for proportions,
//! for rates exact below ten events and Byar's from ten on. Each is marked as computed.
//!
//! A publisher that gives a count and no limits may have had a reason, such as a survey's design or a model.
//! So limits are computed for a team's own figures only (the same that small numbers are checked in), and only
//! where none of the indicator's rows has published limits; `compute_intervals` in the profile overrules both.

use std::collections::BTreeMap;

use super::convert;
use super::disclosure::{is_own, publishers};
use super::inputs::{Rows, bad_denominator, keys};
use crate::model::dataset::{Dataset, Observation, SeriesKey};
use crate::model::profile::{Entry, Profile, ValueType};
use crate::model::value::{Interval, IntervalSource};
use crate::notice::Notice;
use crate::stats::limits::Limits;
use crate::stats::proportions::proportion;
use crate::stats::rates::crude_rate;

/// The dataset with intervals where they can be computed, and what is to be told of that.
pub fn computed(
    mut dataset: Dataset,
    profile: &Profile,
    series: &BTreeMap<String, SeriesKey>,
) -> (Dataset, Vec<Notice>) {
    let publishers = publishers(&dataset);
    let (mut done, mut contradictory) = (Rows::default(), Rows::default());
    for entry in profile.indicators.iter().filter(|entry| is_wanted(entry)) {
        let Some(total) = series.get(&entry.slug) else {
            continue;
        };
        let asked = entry.compute_intervals == Some(true);
        if !asked && has_limits(&dataset, entry.id) {
            continue;
        }
        for key in keys(&dataset, total) {
            let rows = dataset.series.get_mut(&key).into_iter();
            for row in rows.flat_map(|series| series.areas.values_mut()).flatten() {
                let without = row.interval.is_none() && row.interval_998.is_none();
                if !without
                    || bad_denominator(entry, row)
                    || !(asked || is_own(entry, row, &publishers))
                {
                    continue;
                }
                match limits(entry, row) {
                    Ok((p95, p998)) => {
                        row.interval = Some(p95);
                        row.interval_998 = Some(p998);
                        row.interval_source = Some(IntervalSource::Computed);
                        done.add(row.origin, &entry.slug);
                    }
                    Err(Why::NoCounts) => {}
                    Err(Why::Contradictory) => contradictory.add(row.origin, &entry.slug),
                }
            }
        }
    }
    let mut notices =
        done.notices(&dataset, "interval computed by jsnapack from count and denominator");
    notices.extend(contradictory.notices(
        &dataset,
        "no interval computed, because count over denominator does not give the value",
    ));
    (dataset, notices)
}

/// Why a row gets no interval.
enum Why {
    /// Value, count or denominator is not there.
    NoCounts,
    /// They don't fit together.
    Contradictory,
}

/// Whether intervals may be computed for an indicator at all.
fn is_wanted(entry: &Entry) -> bool {
    entry.compute_intervals != Some(false)
        && !entry.modelled
        && matches!(entry.value_type, ValueType::Proportion | ValueType::CrudeRate)
}

/// Whether any row of an indicator has limits, whatever its sex, age or group.
fn has_limits(dataset: &Dataset, indicator: u32) -> bool {
    dataset
        .series
        .iter()
        .filter(|(key, _)| key.indicator == indicator)
        .flat_map(|(_, series)| series.areas.values().flatten())
        .any(|row| row.interval_source == Some(IntervalSource::Published))
}

/// The 95% and the 99.8% limits of a row.
fn limits(entry: &Entry, row: &Observation) -> Result<(Interval, Interval), Why> {
    let number = |number: Option<f64>| number.ok_or(Why::NoCounts);
    let value = number(row.value.known())?;
    let (count, denominator) = (number(row.count)?, number(row.denominator)?);
    let multiplier = convert::multiplier(&entry.unit);
    let at = |confidence: f64| -> Option<(f64, Limits)> {
        if entry.value_type == ValueType::Proportion {
            let it = proportion(count, denominator, multiplier, confidence)?;
            Some((it.value, it.limits))
        } else {
            let it = crude_rate(count, denominator, multiplier, confidence)?;
            Some((it.value, it.limits))
        }
    };
    let (own, p95) = at(0.95).ok_or(Why::Contradictory)?;
    let (_, p998) = at(0.998).ok_or(Why::Contradictory)?;
    // A value rounded so far that it leaves its own interval is no value to compare.
    if (own - value).abs() <= half_a_unit(value) && p95.contains(value) {
        let interval = |Limits { lower, upper }| Interval { lower, upper };
        Ok((interval(p95), interval(p998)))
    } else {
        Err(Why::Contradictory)
    }
}

/// Half a unit of the last decimal that a number is written with: how far rounding can have moved it.
pub(super) fn half_a_unit(number: f64) -> f64 {
    let text = number.to_string();
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let half = 0.5 * libm::pow(10.0, -(decimals as f64));
    // A hair more, for what binary numbers can't hold.
    half + 1e-9 * number.abs().max(half)
}

#[cfg(test)]
mod tests {
    use super::half_a_unit;

    #[test]
    fn rounding_is_half_a_unit_of_the_last_decimal() {
        for (number, half) in [(12.0, 0.5), (4.5, 0.05), (4.57, 0.005), (-0.125, 0.0005)] {
            assert!((half_a_unit(number) - half).abs() < 1e-7, "{number}");
        }
    }
}
