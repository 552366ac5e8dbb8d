//! Confidence limits of proportions and counts, written here for the generator alone.

/// A level of confidence.
#[derive(Clone, Copy)]
pub struct Level {
    z: f64,
    alpha: f64,
}

pub const P95: Level = Level { z: 1.959963984540054, alpha: 0.05 };
pub const P998: Level = Level { z: 3.090232306167813, alpha: 0.002 };

/// Wilson's limits of a proportion, from 0 to 1.
pub fn wilson(count: f64, out_of: f64, level: Level) -> (f64, f64) {
    let z = level.z;
    let middle = 2.0 * count + z * z;
    let reach = z * libm::sqrt(z * z + 4.0 * count * (1.0 - count / out_of));
    let width = 2.0 * (out_of + z * z);
    (((middle - reach) / width).max(0.0), ((middle + reach) / width).min(1.0))
}

/// Byar's limits of a count, exact ones below 10.
pub fn byar(count: f64, level: Level) -> (f64, f64) {
    if count < 10.0 {
        return exact(count, level.alpha / 2.0);
    }
    let side = |count: f64, reach: f64| {
        let root = 1.0 - 1.0 / (9.0 * count) + reach / (3.0 * libm::sqrt(count));
        count * root * root * root
    };
    (side(count, -level.z), side(count + 1.0, level.z))
}

fn exact(count: f64, tail: f64) -> (f64, f64) {
    let lower = if count < 1.0 { 0.0 } else { mean_where(count - 1.0, 1.0 - tail) };
    (lower, mean_where(count, tail))
}

/// The mean of a Poisson distribution that is at most `count` with a probability.
fn mean_where(count: f64, probability: f64) -> f64 {
    let (mut low, mut high) = (0.0, 40.0);
    for _ in 0..100 {
        let mean = (low + high) / 2.0;
        if at_most(count, mean) > probability { low = mean } else { high = mean }
    }
    (low + high) / 2.0
}

fn at_most(count: f64, mean: f64) -> f64 {
    let mut term = libm::exp(-mean);
    let mut sum = term;
    let mut events = 1.0;
    while events <= count {
        term *= mean / events;
        sum += term;
        events += 1.0;
    }
    sum
}

#[test]
fn worked_examples() {
    // PHEindicatormethods@093fd28, tests/testthat/testdata_Byars_Wilson.xlsx; the exact ones from the
    // chi-squared table.
    let near = |(lower, upper): (f64, f64), expected: (f64, f64)| {
        assert!((lower - expected.0).abs() < 1e-4, "{lower} {}", expected.0);
        assert!((upper - expected.1).abs() < 1e-4, "{upper} {}", expected.1);
    };
    near(wilson(65.0, 100.0, P95), (0.5525444, 0.7363575));
    near(wilson(1045.0, 5000.0, P998), (0.1917938, 0.2273156));
    near(byar(65.0, P95), (50.1631877, 82.8491385));
    near(byar(1045.0, P998), (947.9407036, 1148.8061610));
    near(byar(2.0, P95), (0.2422, 7.2247));
}
