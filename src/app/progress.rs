//! The time a run takes, and the bar for whoever watches.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::Timestamp;

/// A running clock.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock(Instant);

impl Clock {
    /// Starts it.
    pub(super) fn start() -> Self {
        Self(Instant::now())
    }

    /// The time since it was started.
    pub(super) fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}

/// The time of day, for telling people who holds a folder of results; no pack knows it.
pub(super) fn time_of_day() -> String {
    Timestamp::now().strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}

/// A bar on standard error, if that is a terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    failed: usize,
}

impl Progress {
    /// A bar for so many packs.
    pub(super) fn new(packs: usize) -> Self {
        let target = match is_watched() {
            true => ProgressDrawTarget::stderr(),
            false => ProgressDrawTarget::hidden(),
        };
        let bar = ProgressBar::with_draw_target(Some(packs as u64), target);
        let style = "{bar:30} {pos} of {len} packs{msg}, {per_sec}, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(style) {
            let rate = |state: &indicatif::ProgressState, text: &mut dyn std::fmt::Write| {
                // Writing to a text can't fail.
                let _ = write!(text, "{:.1} a second", state.per_sec());
            };
            bar.set_style(style.with_key("per_sec", rate));
        }
        Self { bar, failed: 0 }
    }

    /// One more is finished.
    pub(super) fn step(&mut self, failed: bool) {
        if failed {
            self.failed += 1;
            self.bar.set_message(format!(", {} failed", self.failed));
        }
        self.bar.inc(1);
    }

    /// Takes the bar away while something is printed.
    pub(super) fn aside(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }

    /// Takes the bar away for good.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

/// Whether somebody sees standard error as it is written.
pub(super) fn is_watched() -> bool {
    std::io::stderr().is_terminal()
}

/// Whether results go to a terminal, where the bar is.
pub(super) fn shows_results() -> bool {
    std::io::stdout().is_terminal()
}
