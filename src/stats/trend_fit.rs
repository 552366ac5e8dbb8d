//! The straight line behind a recent trend: its slope, its χ², and whether any one point makes it.
//!
//! Sources: `Analysis/TrendMarkers/TrendMarkerCalculator.cs` (fingertips-open@6780897) and
//! `trend-analysis/TrendAnalysisApp/Calculator/Legacy/TrendMarkerCalculator.cs` (FingertipsNext@d1600f4).
//! Time runs 1 to 5, oldest first, and keeps its numbers when a point is left out. Upstream counts a
//! slope of zero as positive; here it agrees with no sign, so a flat line never makes a trend.

use super::limits::Limits;

/// A slope smaller than this share of the largest value counts as zero.
const FLAT: f64 = 1e-12;

/// Widths of a 95% interval to one standard error, as upstream has it (2 × 1.96).
const WIDTHS_TO_ERROR: f64 = 3.92;

/// A line fitted to five points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// The slope a year: in the unit of the values (limits) or in log-odds (counts).
    pub slope: f64,
    /// χ² of the slope, one degree of freedom.
    pub chi_square: f64,
    /// Whether the slope keeps its sign, and is never zero, when any one point is left out.
    pub same_sign: bool,
}

/// Method A: weighted by the limits. Each point is a value and its 95% limits, oldest first.
/// None if a number is not usable or an interval has no width.
pub fn by_limits(points: &[(f64, Limits); 5]) -> Option<Fit> {
    let weights = points.map(|(_, limits)| {
        let error = limits.width() / WIDTHS_TO_ERROR;
        1.0 / (error * error)
    });
    let values = points.map(|(value, _)| value);
    let (slope, information) = slope(&values, &weights, None);
    finite(Fit {
        slope,
        chi_square: slope * slope * information,
        same_sign: same_sign(&values, &weights, slope),
    })
}

/// Method B: for proportions. Each point is a count and its denominator, oldest first; every count must
/// lie strictly between zero and its denominator. The χ² is that for trend in proportions; the slopes
/// are unweighted least squares of the log-odds. None if a number is not usable.
pub fn by_counts(points: &[(f64, f64); 5]) -> Option<Fit> {
    let total: f64 = points.iter().map(|(_, n)| n).sum();
    let share = points.iter().map(|(count, _)| count).sum::<f64>() / total;
    let middle = points.iter().zip(YEARS).map(|((_, n), t)| n * t).sum::<f64>() / total;
    let (mut moment, mut spread) = (0.0, 0.0);
    for ((count, n), t) in points.iter().zip(YEARS) {
        moment += (count - share * n) * (t - middle);
        spread += n * (t - middle) * (t - middle);
    }
    let log_odds = points.map(|(count, n)| libm::log(count / (n - count)));
    let even = [1.0; 5];
    let (slope, _) = slope(&log_odds, &even, None);
    finite(Fit {
        slope,
        chi_square: moment * moment / (share * (1.0 - share) * spread),
        same_sign: same_sign(&log_odds, &even, slope),
    })
}

/// The years as the line sees them.
const YEARS: [f64; 5] = [1.0, 2.0, 3.0, 4.0, 5.0];

/// The weighted least squares slope, and the weighted sum of squares of time about its mean.
fn slope(values: &[f64; 5], weights: &[f64; 5], left_out: Option<usize>) -> (f64, f64) {
    let kept = || {
        let rows = YEARS.iter().zip(values).zip(weights).enumerate();
        rows.filter(move |(nth, _)| Some(*nth) != left_out).map(|(_, ((t, v), w))| (*t, *v, *w))
    };
    let total: f64 = kept().map(|(_, _, w)| w).sum();
    let mean_time = kept().map(|(t, _, w)| w * t).sum::<f64>() / total;
    let mean_value = kept().map(|(_, v, w)| w * v).sum::<f64>() / total;
    let (mut across, mut along) = (0.0, 0.0);
    for (t, v, w) in kept() {
        across += w * (t - mean_time) * (v - mean_value);
        along += w * (t - mean_time) * (t - mean_time);
    }
    (across / along, along)
}

/// The outlier rule: the full slope and the five slopes with one point left out have one sign.
fn same_sign(values: &[f64; 5], weights: &[f64; 5], full: f64) -> bool {
    let largest = values.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    let zero = FLAT * largest;
    let sign = |slope: f64| {
        if slope.abs() <= zero { 0.0 } else { slope.signum() }
    };
    let expected = sign(full);
    expected != 0.0
        && (0..values.len()).all(|nth| sign(slope(values, weights, Some(nth)).0) == expected)
}

fn finite(fit: Fit) -> Option<Fit> {
    (fit.slope.is_finite() && fit.chi_square.is_finite()).then_some(fit)
}
