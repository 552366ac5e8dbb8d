//! Percentiles of a pool of values, and the bounds of its fifths or quarters.
//!
//! Type 7 of Hyndman and Fan (1996, The American Statistician 50(4)), as in
//! `Analysis/IndicatorStatsCalculator.cs` (fingertips-open@6780897): h = (n−1)q + 1, linear between the
//! two neighbours, rounded to 10 decimals. Limits: below four values only the extremes are given.

/// Fewest values for which percentiles are given.
pub const FEWEST_VALUES: usize = 4;

/// How a pool of values is spread, in the unit of the values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// How many values there are.
    pub count: usize,
    /// The smallest value.
    pub min: f64,
    /// The largest value.
    pub max: f64,
    /// The percentiles; none below [`FEWEST_VALUES`] values.
    pub percentiles: Option<Percentiles>,
}

/// The percentiles of a pool of values, in the unit of the values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Percentiles {
    /// 5th percentile.
    pub p5: f64,
    /// 25th percentile.
    pub p25: f64,
    /// 50th percentile.
    pub median: f64,
    /// 75th percentile.
    pub p75: f64,
    /// 95th percentile.
    pub p95: f64,
}

/// How `values` are spread, in any order; numbers that are not finite are left out. None without a value.
pub fn spread(values: &[f64]) -> Option<Spread> {
    let values = sorted(values);
    let (min, max) = (*values.first()?, *values.last()?);
    let percentiles = (values.len() >= FEWEST_VALUES).then(|| Percentiles {
        p5: type_7(&values, 0.05),
        p25: type_7(&values, 0.25),
        median: type_7(&values, 0.5),
        p75: type_7(&values, 0.75),
        p95: type_7(&values, 0.95),
    });
    Some(Spread { count: values.len(), min, max, percentiles })
}

/// The type-7 percentile at `q` (0 to 1) of `values`, in any order. None for a `q` outside 0 to 1 or
/// below [`FEWEST_VALUES`] finite values.
pub fn percentile(values: &[f64], q: f64) -> Option<f64> {
    let values = sorted(values);
    (values.len() >= FEWEST_VALUES && (0.0..=1.0).contains(&q)).then(|| type_7(&values, q))
}

/// The inner bounds that cut `values` into `parts` (5 for fifths, 4 for quarters), lowest first.
/// None below [`FEWEST_VALUES`] finite values or two parts.
pub fn bounds(values: &[f64], parts: u8) -> Option<Vec<f64>> {
    let values = sorted(values);
    if values.len() < FEWEST_VALUES || parts < 2 {
        return None;
    }
    Some((1..parts).map(|part| type_7(&values, f64::from(part) / f64::from(parts))).collect())
}

/// Rounds to 10 decimals, half away from zero, which takes off the noise of interpolation.
/// Numbers too large to have 10 decimals stay as they are.
pub(super) fn round_10(x: f64) -> f64 {
    const SCALE: f64 = 1e10;
    const WHOLE: f64 = 9_007_199_254_740_992.0; // 2^53: beyond it every number is whole
    let scaled = x * SCALE;
    if scaled.abs() < WHOLE { scaled.round() / SCALE } else { x }
}

/// The finite values, lowest first.
pub(super) fn sorted(values: &[f64]) -> Vec<f64> {
    let mut values: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
    values.sort_by(f64::total_cmp);
    values
}

/// Type 7 on sorted, finite values, at least one; `q` from 0 to 1.
fn type_7(sorted: &[f64], q: f64) -> f64 {
    let position = (sorted.len() - 1) as f64 * q;
    let below = (position.floor() as usize).min(sorted.len() - 1);
    let above = (below + 1).min(sorted.len() - 1);
    let (low, high) = (sorted[below], sorted[above]);
    if low == high {
        return round_10(low);
    }
    let share = position - position.floor();
    // Weighted, not stepped, when the step itself would overflow.
    let step = high - low;
    let between =
        if step.is_finite() { low + share * step } else { (1.0 - share) * low + share * high };
    round_10(between)
}
