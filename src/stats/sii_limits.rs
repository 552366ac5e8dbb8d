//! Confidence limits of the slope and relative index of inequality.
//!
//! Source: PHEindicatormethods `R/SII_function.R` (@093fd28), which simulates them all. Where the slope is
//! normal (a line fitted on the scale of the errors) its limits are worked out exactly; the rest is
//! simulated from a fixed seed, so that the same data give the same limits, with the error of the
//! simulation beside them. Limits: errors are taken as normal on their scale and independent.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::distributions::z;
use super::limits::Limits;
use super::sii::{Group, Line, NoSii, Scale, SiiModel, ends, fitted_values, line, ratio};

/// How limits are simulated; state both with the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Simulation {
    /// How many times the line is drawn.
    pub draws: usize,
    /// Where the random numbers start.
    pub seed: u64,
}

impl Default for Simulation {
    /// A hundred thousand draws, as the source has it.
    fn default() -> Self {
        Simulation { draws: 100_000, seed: 20_040_301 }
    }
}

/// Fewest draws.
pub const FEWEST_DRAWS: usize = 1_000;

/// Limits at one level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SiiLimits {
    /// The confidence level, such as 0.95.
    pub confidence: f64,
    /// Limits of the slope index, in its unit.
    pub sii: Bounded,
    /// Limits of the relative index. None where the ratio has no meaning.
    pub rii: Option<Bounded>,
}

/// Limits, and how sure they are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounded {
    /// The limits.
    pub limits: Limits,
    /// The standard error of the limits by simulation (the larger of the two); none if worked out exactly.
    pub simulation_error: Option<f64>,
}

/// Limits of both indices at each of `confidences`. Errors on the index itself come first, then
/// [`NoSii::UnusableNumber`] for a confidence that can't be one or fewer than a thousand draws.
pub fn sii_limits(
    groups: &[Group],
    model: SiiModel,
    confidences: &[f64],
    simulation: Simulation,
) -> Result<Vec<SiiLimits>, NoSii> {
    let line = line(groups, model)?;
    let exact_slope = model.transform || model.scale == Scale::Plain;
    let exact_ratio = model.transform;
    let (slopes, ratios) = if exact_ratio {
        (Vec::new(), Vec::new())
    } else if simulation.draws < FEWEST_DRAWS {
        return Err(NoSii::UnusableNumber);
    } else {
        simulate(groups, model, &line, simulation)
    };
    let at = |confidence: f64| {
        let z = z(confidence).ok_or(NoSii::UnusableNumber)?;
        let (sii, rii) = if exact_ratio {
            about_the_middle(groups, model, &line, z)
        } else if exact_slope {
            (about_the_slope(groups, model, &line, z), bounded(&ratios, confidence))
        } else {
            (bounded(&slopes, confidence), bounded(&ratios, confidence))
        };
        let sii = sii.ok_or(NoSii::UnusableNumber)?;
        Ok(SiiLimits { confidence, sii, rii })
    };
    confidences.iter().map(|confidence| at(*confidence)).collect()
}

/// The slope on the scale of the fit, and its standard error.
fn slope_and_error(groups: &[Group], model: SiiModel, line: &Line) -> (f64, f64, f64) {
    let (intercept, slope) = line.fit(&fitted_values(groups, model));
    let variance: f64 =
        line.slope.iter().zip(groups).map(|(part, group)| (part * group.error).powi(2)).sum();
    (intercept, slope, variance.sqrt())
}

/// Exact limits of an untransformed slope.
fn about_the_slope(groups: &[Group], model: SiiModel, line: &Line, z: f64) -> Option<Bounded> {
    let (_, slope, error) = slope_and_error(groups, model, line);
    exact((slope - z * error) * model.multiplier, (slope + z * error) * model.multiplier)
}

/// Exact limits of a transformed line: its slope turns about the middle of the population.
fn about_the_middle(
    groups: &[Group],
    model: SiiModel,
    line: &Line,
    z: f64,
) -> (Option<Bounded>, Option<Bounded>) {
    let (intercept, slope, error) = slope_and_error(groups, model, line);
    let middle = intercept + slope / 2.0;
    let turned = |slope: f64| ends(model, middle - slope / 2.0, slope);
    let (low, high) = (turned(slope - z * error), turned(slope + z * error));
    let index = |(most, least): (f64, f64)| (least - most) * model.multiplier;
    let ratios = ratio(model, low).zip(ratio(model, high));
    (exact(index(low), index(high)), ratios.and_then(|(a, b)| exact(a, b)))
}

/// Two exact limits, in order.
fn exact(a: f64, b: f64) -> Option<Bounded> {
    let limits = Limits { lower: a.min(b), upper: a.max(b) };
    limits.usable().then_some(Bounded { limits, simulation_error: None })
}

/// Slope indices and ratios of the drawn lines, each sorted.
fn simulate(
    groups: &[Group],
    model: SiiModel,
    line: &Line,
    simulation: Simulation,
) -> (Vec<f64>, Vec<f64>) {
    let mut normal = Normals::new(simulation.seed);
    let mut slopes = Vec::with_capacity(simulation.draws);
    let mut ratios = Vec::with_capacity(simulation.draws);
    let mut values = vec![0.0; groups.len()];
    for _ in 0..simulation.draws {
        for (value, group) in values.iter_mut().zip(groups) {
            *value = drawn(model.scale, group, normal.next());
        }
        let (intercept, slope) = line.fit(&values);
        slopes.push(slope * model.multiplier);
        // A line that reaches zero has no ratio; it stands beyond every ratio on its side.
        let (most, least) = (intercept, intercept + slope);
        let (over, under) = if model.multiplier < 0.0 { (most, least) } else { (least, most) };
        ratios.push(if under > 0.0 { over / under } else { f64::INFINITY });
    }
    slopes.sort_unstable_by(f64::total_cmp);
    ratios.sort_unstable_by(f64::total_cmp);
    (slopes, ratios)
}

/// A group's value moved by `normal` standard errors on its scale.
fn drawn(scale: Scale, group: &Group, normal: f64) -> f64 {
    let moved = normal * group.error;
    match scale {
        Scale::Plain => group.value + moved,
        Scale::Log => group.value * libm::exp(moved),
        Scale::Logit => {
            let odds = group.value * libm::exp(moved);
            odds / (odds + 1.0 - group.value)
        }
    }
}

/// Limits from sorted draws, at the positions the source uses.
fn bounded(draws: &[f64], confidence: f64) -> Option<Bounded> {
    let count = draws.len() as f64;
    let upper = confidence + (1.0 - confidence) / 2.0;
    let at = |position: f64| {
        let place = (position.round().max(1.0) as usize - 1).min(draws.len().checked_sub(1)?);
        draws.get(place).copied()
    };
    // One standard error of a quantile's position, either way.
    let reach = (count * upper * (1.0 - upper)).sqrt().max(1.0);
    let around =
        |position: f64| Some(((at(position + reach)? - at(position - reach)?) / 2.0).abs());
    let (low, high) = (count * (1.0 - upper), count * upper);
    let limits = Limits { lower: at(low)?, upper: at(high)? };
    let error = around(low)?.max(around(high)?);
    limits.usable().then_some(Bounded {
        limits,
        simulation_error: Some(error).filter(|error| error.is_finite()),
    })
}

/// Standard normal numbers from a seed, by Box and Muller, the same on every platform.
struct Normals {
    random: ChaCha8Rng,
    spare: Option<f64>,
}

impl Normals {
    fn new(seed: u64) -> Normals {
        Normals { random: ChaCha8Rng::seed_from_u64(seed), spare: None }
    }

    /// A number above 0, up to 1.
    fn uniform(&mut self) -> f64 {
        const STEP: f64 = 1.0 / 9_007_199_254_740_992.0; // 2^−53
        ((self.random.next_u64() >> 11) as f64 + 1.0) * STEP
    }

    fn next(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        let radius = (-2.0 * libm::log(self.uniform())).sqrt();
        let (sine, cosine) = libm::sincos(std::f64::consts::TAU * self.uniform());
        self.spare = Some(radius * sine);
        radius * cosine
    }
}
