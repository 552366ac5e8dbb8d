//! Neat ends and steps for a chart's axis.
//!
//! [`limits`] and [`step`] follow Fingertips (`Analysis/MinMaxRounder.cs`,
//! `ChartAxisIntervalCalculator.cs`, fingertips-open@6780897); [`nice_axis`] is ours, with steps of 1, 2 or
//! 5 times a power of ten and a limit on the number of ticks. Limits: none of them knows what is drawn; a
//! bar chart must pass zero as one end.

/// An axis with its ticks, in the unit of the data.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// The lower end, a multiple of the step.
    pub min: f64,
    /// The upper end, a multiple of the step.
    pub max: f64,
    /// The distance between ticks.
    pub step: f64,
    /// Every tick, both ends included.
    pub ticks: Vec<f64>,
    /// How many decimals tell the ticks apart.
    pub decimals: usize,
}

/// The most ticks that can be asked for.
const MOST_TICKS: usize = 100;

/// A step as digits and a power of ten, so that its multiples are exact decimals.
#[derive(Clone, Copy)]
struct Step {
    digits: f64,
    power: i32,
}

impl Step {
    fn size(self) -> f64 {
        self.times(1.0)
    }

    fn times(self, n: f64) -> f64 {
        let whole = n * self.digits;
        if self.power < 0 { whole / ten_to(-self.power) } else { whole * ten_to(self.power) }
    }

    /// How many steps lie below `x`; a multiple of the step, give or take noise, counts as one.
    fn count(self, x: f64, round: fn(f64) -> f64) -> f64 {
        let count = x / self.size();
        let near = count.round();
        let noise = (4.0 * f64::EPSILON * near.abs()).max(1e-9);
        if (count - near).abs() <= noise { near } else { round(count) }
    }
}

fn ten_to(power: i32) -> f64 {
    libm::pow(10.0, f64::from(power))
}

/// `x` as digits (1 to 10) and a power of ten, with 15 significant digits, so that the noise
/// of a subtraction does not count.
fn scientific(x: f64) -> Option<(f64, i32)> {
    let text = format!("{x:.14e}");
    let (digits, power) = text.split_once('e')?;
    Some((digits.parse().ok()?, power.parse().ok()?))
}

/// Neat ends for data from `min` to `max`: floor and ceiling to a step of 5, 10 or 20 hundredths of
/// the range's power of ten. Equal ends stay. None if an end is not finite or they are out of order.
pub fn limits(min: f64, max: f64) -> Option<(f64, f64)> {
    let range = max - min;
    if !(range.is_finite() && range >= 0.0) {
        return None;
    }
    if range == 0.0 {
        return Some((min, max));
    }
    let (digits, power) = scientific(range)?;
    // The range is `scaled` times ten to `order`, from 0.1 up to 1; a range of exactly 0.1, 0.01 … is 1.
    let (scaled, order) =
        if power < 0 && digits == 1.0 { (1.0, power) } else { (digits / 10.0, power + 1) };
    let digits = match scaled {
        s if s < 0.2 => 5.0,
        s if s < 0.5 => 10.0,
        _ => 20.0,
    };
    let step = Step { digits, power: order - 2 };
    let ends = (step.times(step.count(min, f64::floor)), step.times(step.count(max, f64::ceil)));
    (ends.0.is_finite() && ends.1.is_finite()).then_some(ends)
}

/// The tick step for ends that are already neat: the largest power of ten from a million to ten that
/// gives five to nine intervals; else the first of nine to five intervals whose step divides by
/// ten; else a fifth of the range. None if the range is not positive and finite.
pub fn step(min: f64, max: f64) -> Option<f64> {
    let range = max - min;
    if !(range.is_finite() && range > 0.0) {
        return None;
    }
    let powers = [1e6, 1e5, 1e4, 1e3, 1e2, 1e1];
    if let Some(step) = powers.into_iter().find(|step| (5.0..=9.0).contains(&(range / step))) {
        return Some(step);
    }
    let by_ten = (5..=9).rev().map(|n| range / f64::from(n)).find(|step| step % 10.0 == 0.0);
    Some(by_ten.unwrap_or(range / 5.0))
}

/// An axis that holds `min` to `max` with at most `most_ticks` ticks (ten for a chart a reader can take
/// in). A single value gets room on both sides. None if an end is not finite, they are out of
/// order, the range can't be divided, or `most_ticks` is not from 2 to 100.
pub fn nice_axis(min: f64, max: f64, most_ticks: usize) -> Option<Axis> {
    let (min, max) = with_room(min, max)?;
    let range = max - min;
    if !(2..=MOST_TICKS).contains(&most_ticks) || !range.is_finite() {
        return None;
    }
    let (_, finest) = scientific(range / (most_ticks as f64 - 1.0))?;
    for power in finest..=finest + 2 {
        for digits in [1.0, 2.0, 5.0] {
            let step = Step { digits, power };
            let first = step.count(min, f64::floor);
            let last = step.count(max, f64::ceil);
            let ticks = last - first + 1.0;
            if ticks >= 2.0 && ticks <= most_ticks as f64 {
                return axis(step, first, ticks as usize);
            }
        }
    }
    None
}

fn axis(step: Step, first: f64, count: usize) -> Option<Axis> {
    // `+ 0.0` makes a negative zero a zero.
    let ticks: Vec<f64> = (0..count).map(|n| step.times(first + n as f64) + 0.0).collect();
    if !ticks.iter().all(|tick| tick.is_finite()) {
        return None;
    }
    Some(Axis {
        min: *ticks.first()?,
        max: *ticks.last()?,
        step: step.size(),
        ticks,
        decimals: usize::try_from(-step.power).unwrap_or(0),
    })
}

/// The two ends, moved apart when they are one: by a tenth of the value, or by one about zero.
fn with_room(min: f64, max: f64) -> Option<(f64, f64)> {
    if !(min.is_finite() && max.is_finite() && min <= max) {
        return None;
    }
    if min < max {
        return Some((min, max));
    }
    let room = if min == 0.0 { 1.0 } else { min.abs() / 10.0 };
    Some((min - room, max + room))
}
