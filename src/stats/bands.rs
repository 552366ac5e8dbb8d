//! Fingertips methods 15 and 16: which fifth or quarter of all areas a value lies in.
//!
//! Source: `Analysis/QuintilesComparer.cs`, `QuartilesComparer.cs` (fingertips-open@6780897) for the bounds,
//! which give tied areas one answer. Limits: a place among areas, not a difference from a
//! benchmark; with few areas or many ties the bands are uneven.

use super::judge::{NotCompared, Polarity};
use super::percentiles::{bounds, round_10, sorted};

/// Fifths.
pub const FIFTHS: u8 = 5;

/// Quarters.
pub const QUARTERS: u8 = 4;

/// The band of `pool`, cut into `parts`, that `value` lies in: 1 is lowest. A value on a bound takes the
/// lower band. Needs as many values as parts, and at least four; the pool holds the area's own
/// value, so a value above all of it is refused.
pub fn band(value: Option<f64>, pool: &[f64], parts: u8) -> Result<u8, NotCompared> {
    let value = value.ok_or(NotCompared::NoValue)?;
    if !value.is_finite() {
        return Err(NotCompared::UnusableNumber);
    }
    let pool = sorted(pool);
    let highest = *pool.last().ok_or(NotCompared::TooFewValues)?;
    if pool.len() < usize::from(parts) {
        return Err(NotCompared::TooFewValues);
    }
    if value > highest {
        return Err(NotCompared::AbovePool);
    }
    let bounds = bounds(&pool, parts).ok_or(NotCompared::TooFewValues)?;
    // The bounds are rounded; the value must be too, or a tie with a bound could be missed.
    let value = round_10(value);
    let below = bounds.iter().take_while(|bound| value > **bound).count();
    u8::try_from(below + 1).map_err(|_| NotCompared::UnusableNumber)
}

/// The band counted from the worst end: 1 is worst when judged, lowest when not.
pub fn from_worst(band: u8, parts: u8, polarity: Polarity) -> u8 {
    if polarity == Polarity::LowIsGood { reversed(band, parts) } else { band }
}

/// The number that Fingertips stores: fifths count from the best end when high is good, otherwise from the
/// lowest value; quarters always from the lowest.
pub fn fingertips_number(band: u8, parts: u8, polarity: Polarity) -> u8 {
    if parts == FIFTHS && polarity == Polarity::HighIsGood { reversed(band, parts) } else { band }
}

fn reversed(band: u8, parts: u8) -> u8 {
    parts.saturating_add(1).saturating_sub(band)
}
