//! Asks again, later, when that may help; keeps to what the service asks for; and ends in time.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::failure::Failure;
use super::pace::{Pace, backoff};

/// How patient a fetch is, and how much it takes.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The time for one answer.
    pub answer: Duration,
    /// The time for all of them.
    pub all: Duration,
    /// How often a question is asked before it is given up.
    pub attempts: u32,
    /// The wait before the second attempt; it doubles with each.
    pub wait: Duration,
    /// The most bytes of one answer, unpacked.
    pub bytes: u64,
    /// How many questions are asked at once; no more than [`MOST_AT_ONCE`].
    pub at_once: usize,
}

/// No more questions are asked at once, whatever is wished.
pub const MOST_AT_ONCE: usize = 4;
/// If the service asks for a longer wait, the fetch ends: it can be resumed.
const LONGEST_WAIT: Duration = Duration::from_secs(300);

impl Default for Limits {
    fn default() -> Self {
        Self {
            answer: Duration::from_secs(180),
            all: Duration::from_secs(3600),
            attempts: 4,
            wait: Duration::from_secs(2),
            bytes: 512 << 20,
            at_once: 2,
        }
    }
}

/// What all questions of a fetch share.
pub(super) struct Patience<'p> {
    pace: &'p dyn Pace,
    limits: Limits,
    began: Duration,
    /// Until then nobody asks: the service said so.
    quiet: Mutex<Duration>,
    stopped: AtomicBool,
}

impl<'p> Patience<'p> {
    pub(super) fn new(pace: &'p dyn Pace, limits: Limits) -> Self {
        Self {
            pace,
            limits,
            began: pace.now(),
            quiet: Mutex::new(Duration::ZERO),
            stopped: AtomicBool::new(false),
        }
    }

    /// Nothing further is asked.
    pub(super) fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Tries until it succeeds or is given up. `attempt` is told how long it may take; `again` is told
    /// of every failure that is followed by another attempt, and the wait.
    pub(super) fn try_often<T>(
        &self,
        mut attempt: impl FnMut(Duration) -> Result<T, Failure>,
        mut again: impl FnMut(&Failure, Duration),
    ) -> Result<T, Failure> {
        let mut failed = 0;
        loop {
            self.be_quiet()?;
            let left = self.left().ok_or(Failure::Deadline)?;
            let failure = match attempt(left.min(self.limits.answer)) {
                Ok(done) => return Ok(done),
                Err(failure) => failure,
            };
            failed += 1;
            if self.left().is_none() {
                return Err(Failure::Deadline);
            }
            if !failure.may_pass() || failed >= self.limits.attempts {
                return Err(failure);
            }
            let wait = self.wait_after(&failure, failed)?;
            again(&failure, wait);
            self.pace.wait(wait.min(self.left().unwrap_or_default()));
        }
    }

    fn wait_after(&self, failure: &Failure, failed: u32) -> Result<Duration, Failure> {
        let own = backoff(self.limits.wait, failed, self.pace.spread());
        let Failure::Status { wait: Some(asked), .. } = failure else {
            return Ok(own);
        };
        if *asked > LONGEST_WAIT {
            return Err(Failure::LongWait(*asked));
        }
        if let Ok(mut quiet) = self.quiet.lock() {
            *quiet = (*quiet).max(self.pace.now() + *asked);
        }
        Ok(own.max(*asked))
    }

    /// Waits while the service has asked for quiet.
    fn be_quiet(&self) -> Result<(), Failure> {
        if self.stopped.load(Ordering::Relaxed) {
            return Err(Failure::Stopped);
        }
        let until = self.quiet.lock().map_or(Duration::ZERO, |quiet| *quiet);
        let rest = until.saturating_sub(self.pace.now());
        if !rest.is_zero() {
            self.pace.wait(rest.min(self.left().ok_or(Failure::Deadline)?));
        }
        Ok(())
    }

    /// The time left for the fetch.
    fn left(&self) -> Option<Duration> {
        let left = self.limits.all.checked_sub(self.pace.now().saturating_sub(self.began))?;
        (!left.is_zero()).then_some(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A clock that waits in no time.
    #[derive(Default)]
    struct Quick(Mutex<(Duration, Vec<u64>)>);

    impl Pace for Quick {
        fn now(&self) -> Duration {
            self.0.lock().unwrap().0
        }
        fn wait(&self, time: Duration) {
            let mut state = self.0.lock().unwrap();
            state.0 += time;
            state.1.push(time.as_secs());
        }
        fn timestamp(&self) -> jiff::Timestamp {
            jiff::Timestamp::UNIX_EPOCH
        }
        fn spread(&self) -> f64 {
            0.0
        }
    }

    fn busy(wait: Option<u64>) -> Failure {
        Failure::Status { code: 429, line: String::new(), wait: wait.map(Duration::from_secs) }
    }

    /// What came of failing so, and the waits between.
    fn tried(limits: Limits, failures: Vec<Failure>) -> (Result<u32, String>, Vec<u64>) {
        let pace = Quick::default();
        let patience = Patience::new(&pace, limits);
        let (mut failures, mut attempts) = (failures.into_iter(), 0);
        let done = patience.try_often(
            |_| {
                attempts += 1;
                failures.next().map_or(Ok(attempts), Err)
            },
            |_, _| {},
        );
        let waits = pace.0.lock().unwrap().1.clone();
        (done.map_err(|failure| failure.to_string()), waits)
    }

    #[test]
    fn asks_again_later_each_time() {
        let timeout = || Failure::Timeout("x".into());
        let (done, waits) = tried(Limits::default(), vec![timeout(), timeout()]);
        assert_eq!((done, waits), (Ok(3), vec![2, 4]));
        let (done, waits) = tried(Limits::default(), (0..9).map(|_| timeout()).collect());
        assert!(done.unwrap_err().contains("in time"));
        assert_eq!(waits, [2, 4, 8]);
    }

    #[test]
    fn waits_as_long_as_the_service_asks() {
        let (done, waits) = tried(Limits::default(), vec![busy(Some(30)), busy(None)]);
        assert_eq!((done, waits), (Ok(3), vec![30, 4]));
        let (done, waits) = tried(Limits::default(), vec![busy(Some(4000))]);
        assert!(done.unwrap_err().contains("67 minutes"));
        assert!(waits.is_empty());
    }

    #[test]
    fn what_does_not_pass_is_not_asked_again() {
        for failure in [
            Failure::NoHost,
            Failure::TooLong(1),
            Failure::Status { code: 404, line: String::new(), wait: None },
        ] {
            assert!(tried(Limits::default(), vec![failure]).0.is_err());
        }
    }

    #[test]
    fn ends_when_no_time_is_left() {
        let limits = Limits { all: Duration::from_secs(5), ..Limits::default() };
        let (done, waits) = tried(limits, vec![busy(Some(60)), busy(None)]);
        assert!(done.unwrap_err().contains("no time is left"));
        assert_eq!(waits, [5]);
    }
}
