//! Ctrl-C and its kin: the packs at hand are finished, no other is begun. If that takes too long, or at a
//! second Ctrl-C, the program stops at once; whatever is being written is written whole first.

use std::process;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::exit::Exit;
use super::progress::Clock;
use crate::error::Problem;
use crate::write;

/// Set when no further pack is to be begun.
pub(super) static STOP: AtomicBool = AtomicBool::new(false);

/// How often somebody asked to stop.
static ASKED: AtomicUsize = AtomicUsize::new(0);

/// How long packs at hand may take to finish.
const PATIENCE: Duration = Duration::from_millis(1200);

/// Listens for Ctrl-C, and for a system that asks the program to end.
pub(super) fn listen() -> Result<(), Problem> {
    ctrlc::set_handler(|| {
        STOP.store(true, Ordering::Relaxed);
        if ASKED.fetch_add(1, Ordering::Relaxed) > 0 {
            at_once();
        }
    })
    .map_err(|error| Problem::new(format!("can't listen for Ctrl-C: {error}")))
}

/// Whether somebody asked to stop.
pub(super) fn asked() -> bool {
    ASKED.load(Ordering::Relaxed) > 0
}

/// Whether somebody asked to stop; a child that was told so as well may be the first to react.
pub(super) fn asked_by_now() -> bool {
    for _ in 0..10 {
        if asked() {
            return true;
        }
        thread::sleep(Duration::from_millis(10));
    }
    asked()
}

/// In a process that works for a run: Ctrl-C is the run's business, which says when this one is to end.
pub(super) fn leave_to_the_run() {
    // Where it can't be, Ctrl-C ends this process, and the run takes its pack as not begun.
    let _ = ctrlc::set_handler(|| {});
}

/// Ends the program with no file half written.
pub(super) fn at_once() -> ! {
    write::close();
    process::exit(Exit::SomeFailed.code().into())
}

/// Waits for packs at hand, but not for ever.
#[derive(Debug, Default)]
pub(super) struct Patience(Option<Clock>);

impl Patience {
    /// Whether it is at its end.
    pub(super) fn is_over(&mut self) -> bool {
        asked() && self.0.get_or_insert_with(Clock::start).elapsed() > PATIENCE
    }
}
