//! Random numbers that depend on what they are for, not on the order they are drawn in: a new indicator
//! or area leaves all other numbers as they were.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

/// Change this to get other numbers everywhere.
const SEED: &str = "jsnapack illustrative data 1";

/// A source of random numbers.
pub struct Draw(ChaCha8Rng);

impl Draw {
    /// The source for one purpose, such as `["self-harm-admissions-10-24", "E08000012", "2021"]`.
    pub fn of(purpose: &[&str]) -> Self {
        let text = format!("{SEED}|{}", purpose.join("|"));
        Self(ChaCha8Rng::from_seed(Sha256::digest(text).into()))
    }

    /// A number above 0 and up to 1.
    pub fn share(&mut self) -> f64 {
        // 53 bits, as many as the number holds.
        ((self.0.next_u64() >> 11) + 1) as f64 / (1_u64 << 53) as f64
    }

    /// A standard normal number, by Box and Muller.
    pub fn normal(&mut self) -> f64 {
        let (length, turn) = (self.share(), self.share());
        libm::sqrt(-2.0 * libm::log(length)) * libm::cos(2.0 * std::f64::consts::PI * turn)
    }

    /// A standard normal number, or the end of a range around zero if it lies beyond.
    pub fn within(&mut self, reach: f64) -> f64 {
        self.normal().clamp(-reach, reach)
    }
}
