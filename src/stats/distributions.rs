//! Quantiles of the normal and χ² distributions.
//!
//! Worked out here on `libm`, so that every platform prints the same digits: the normal quantile by Halley
//! steps on the complementary error function, χ² by Newton steps on the incomplete gamma function
//! (series and continued fraction: Abramowitz and Stegun 1964, 6.5.29 and 6.5.31). Agrees with closed forms
//! and the reference vectors to some parts in 10¹⁵. Above 20,000 degrees of freedom a
//! Cornish–Fisher expansion takes over (Goldberg and Levine 1946, Annals of Mathematical Statistics 17(2)),
//! there good to about 10⁻¹². Limits: tail probabilities from 10⁻⁹ on.

use libm::{erfc, exp, lgamma, log, pow};

/// Degrees of freedom up to which the χ² quantile is searched for.
const MOST_FREEDOM: f64 = 20_000.0;

/// Fewest degrees of freedom above zero.
const LEAST_FREEDOM: f64 = 0.1;

/// Smallest tail.
const LEAST_TAIL: f64 = 1e-9;

/// Where a search stops: the last step, as a share of the answer.
const CLOSE: f64 = 1e-15;

/// The number of standard errors on each side of a two-sided interval: 1.96 for 0.95.
/// None unless `confidence` lies between 0 and 1.
pub fn z(confidence: f64) -> Option<f64> {
    normal_quantile((1.0 + confidence) / 2.0).filter(|z| *z > 0.0)
}

/// The standard normal quantile at `p`. None outside the tails named above.
pub fn normal_quantile(p: f64) -> Option<f64> {
    if !in_reach(p) {
        return None;
    }
    let tail = p.min(1.0 - p);
    // A first guess good to three decimals (Abramowitz and Stegun 26.2.23), then twice Halley.
    let t = (-2.0 * log(tail)).sqrt();
    let above = 2.515_517 + t * (0.802_853 + t * 0.010_328);
    let below = 1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308));
    let mut z = t - above / below;
    for _ in 0..3 {
        let density = exp(-z * z / 2.0) / (2.0 * std::f64::consts::PI).sqrt();
        let error = (erfc(z / std::f64::consts::SQRT_2) / 2.0 - tail) / density;
        z += 2.0 * error / (2.0 - error * z);
    }
    Some(if p < 0.5 { -z } else { z })
}

/// The χ² quantile at `p` with `freedom` degrees of freedom; zero degrees give 0. None outside the tails
/// named above, or for degrees of freedom that are negative, not finite, or between 0 and 0.1.
pub fn chi_square_quantile(p: f64, freedom: f64) -> Option<f64> {
    let normal = normal_quantile(p)?;
    if freedom == 0.0 {
        return Some(0.0);
    }
    if !(freedom.is_finite() && freedom >= LEAST_FREEDOM) {
        return None;
    }
    let quantile = if freedom <= MOST_FREEDOM {
        2.0 * gamma_quantile(p, freedom / 2.0, normal)
    } else {
        expansion(normal, freedom)
    };
    (quantile.is_finite() && quantile >= 0.0).then_some(quantile)
}

fn in_reach(p: f64) -> bool {
    (LEAST_TAIL..=1.0 - LEAST_TAIL).contains(&p)
}

/// Cornish–Fisher for many degrees of freedom, `z` being the normal quantile.
fn expansion(z: f64, freedom: f64) -> f64 {
    let (z2, z3) = (z * z, z * z * z);
    let root = (2.0 * freedom).sqrt();
    freedom + z * root + 2.0 / 3.0 * (z2 - 1.0) + (z3 - 7.0 * z) / (9.0 * root)
        - (6.0 * z2 * z2 + 14.0 * z2 - 32.0) / (405.0 * freedom)
        + (9.0 * z2 * z3 + 256.0 * z3 - 433.0 * z) / (4860.0 * freedom * root)
}

/// The quantile at `p` of the gamma distribution of `shape` and scale one, `z` being the normal quantile.
/// Newton's steps, kept between the bounds already found.
fn gamma_quantile(p: f64, shape: f64, z: f64) -> f64 {
    let log_gamma = lgamma(shape);
    let root = 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * shape.sqrt());
    let near_zero = pow(p * exp(lgamma(shape + 1.0)), 1.0 / shape);
    let mut x = if root > 0.2 { shape * root * root * root } else { near_zero };
    let (mut low, mut high) = (0.0, f64::INFINITY);
    for _ in 0..200 {
        let over = excess(p, shape, x, log_gamma);
        if over > 0.0 {
            high = x;
        } else {
            low = x;
        }
        let density = exp((shape - 1.0) * log(x) - x - log_gamma);
        let mut next = x - over / density;
        if !(next > low && next < high) {
            next = if high.is_finite() { (low + high) / 2.0 } else { 2.0 * x };
        }
        let step = (next - x).abs();
        x = next;
        if step <= CLOSE * x {
            break;
        }
    }
    x
}

/// How far the probability below `x` exceeds `p`, from whichever tail is the smaller.
fn excess(p: f64, shape: f64, x: f64, log_gamma: f64) -> f64 {
    let scale = exp(shape * log(x) - x - log_gamma);
    if x < shape + 1.0 {
        scale * series(shape, x) - p
    } else {
        (1.0 - p) - scale * fraction(shape, x)
    }
}

/// The series for the lower incomplete gamma function, without its scale.
fn series(shape: f64, x: f64) -> f64 {
    let mut term = 1.0 / shape;
    let mut sum = term;
    let mut place = shape;
    while term > sum * 1e-17 {
        place += 1.0;
        term *= x / place;
        sum += term;
    }
    sum
}

/// The continued fraction for the upper incomplete gamma function, without its scale (Lentz's method).
fn fraction(shape: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let mut b = x + 1.0 - shape;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b;
    let mut value = d;
    for nth in 1..10_000 {
        let a = -f64::from(nth) * (f64::from(nth) - shape);
        b += 2.0;
        d = 1.0 / nonzero(a * d + b, TINY);
        c = nonzero(b + a / c, TINY);
        let factor = d * c;
        value *= factor;
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
    }
    value
}

fn nonzero(x: f64, tiny: f64) -> f64 {
    if x.abs() < tiny { tiny } else { x }
}
