//! Time: the clock, waiting, and how long to wait before asking again.
//! The clock is behind a trait, so that tests need not wait.

use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

/// A clock that can wait.
pub trait Pace: Sync {
    /// Time since some beginning; never goes back.
    fn now(&self) -> Duration;
    /// Waits.
    fn wait(&self, time: Duration);
    /// The time of day, in UTC.
    fn timestamp(&self) -> Timestamp;
    /// A number from 0 to 1, another each time, so that clients don't ask in step.
    fn spread(&self) -> f64;
}

/// The machine's clock.
#[derive(Debug)]
pub struct Clock(Instant);

impl Default for Clock {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Pace for Clock {
    fn now(&self) -> Duration {
        self.0.elapsed()
    }

    fn wait(&self, time: Duration) {
        std::thread::sleep(time);
    }

    fn timestamp(&self) -> Timestamp {
        Timestamp::now()
    }

    fn spread(&self) -> f64 {
        // Every hasher of the standard library begins at another random number.
        (RandomState::new().hash_one(0_u8) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// No wait between two attempts is longer, unless the service asks for it.
const LONGEST: Duration = Duration::from_secs(60);

/// How long to wait before the next attempt, after so many that failed: twice as long each time,
/// and up to half as long again.
pub(super) fn backoff(first: Duration, failed: u32, spread: f64) -> Duration {
    let doubled = first.saturating_mul(1 << failed.saturating_sub(1).min(10));
    doubled.mul_f64(1.0 + spread.clamp(0.0, 1.0) / 2.0).min(LONGEST)
}

/// How long a `Retry-After` asks to wait: seconds, or a date.
pub(super) fn retry_after(text: &str) -> Option<Duration> {
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let until = DateTimeParser::new().parse_timestamp(text).ok()?;
    Duration::try_from(until.duration_since(Timestamp::now())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_minute() {
        let second = Duration::from_secs(1);
        let waits: Vec<u64> =
            (1..=8).map(|failed| backoff(second, failed, 0.0).as_secs()).collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
        assert_eq!(backoff(second, 1, 1.0), Duration::from_millis(1500));
        assert_eq!(backoff(second, u32::MAX, 2.0), LONGEST);
    }

    #[test]
    fn the_spread_differs() {
        let clock = Clock::default();
        let (a, b) = (clock.spread(), clock.spread());
        assert!((0.0..1.0).contains(&a) && (0.0..1.0).contains(&b) && a != b);
    }

    #[test]
    fn the_wait_is_in_seconds_or_a_date() {
        assert_eq!(retry_after("120"), Some(Duration::from_secs(120)));
        assert_eq!(retry_after("soon"), None);
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:49:37 GMT"), None);
        let later = "Fri, 31 Dec 2100 23:59:59 GMT";
        assert!(retry_after(later).is_some_and(|wait| wait > 100 * LONGEST));
    }
}
