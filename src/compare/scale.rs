//! The scale of a chart: neat ends around the numbers it shows.

use crate::model::chart::Scale;
use crate::stats::axis::nice_axis;

/// A board can't read a chart with more grid lines than this.
const MOST_TICKS: usize = 7;

/// A scale that holds all `numbers`, from zero unless they all lie far from it; none if there are none.
pub(super) fn around(numbers: impl Iterator<Item = f64>) -> Option<Scale> {
    let (min, max) = numbers.filter(|number| number.is_finite()).fold(None, |ends, number| {
        let (min, max): (f64, f64) = ends.unwrap_or((number, number));
        Some((min.min(number), max.max(number)))
    })?;
    // Zero costs little room unless all numbers lie far from it; then at least a fifth of the largest is
    // shown, so that a flat line doesn't look like a fall.
    let from_zero = min >= 0.0 && min < 0.7 * max;
    let least = if min > 0.0 { min.min(0.8 * max) } else { min };
    let axis = nice_axis(if from_zero { 0.0 } else { least }, max, MOST_TICKS)?;
    Some(Scale { min: axis.min, max: axis.max, step: axis.step })
}
