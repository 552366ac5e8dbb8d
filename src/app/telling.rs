//! Tells people and programs what becomes of packs: in the order of area codes, whatever was finished first.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Serialize;

use super::console;
use super::progress::{self, Clock, Progress};
use super::select::Target;
use super::shop::{Finished, What};
use crate::cli::{BuildArgs, Format};
use crate::error::{Problem, Problems};
use crate::notice::Notice;
use crate::runs::Record;

/// With more packs than this, each pack's notices stay in its record, and a terminal shows the bar only.
const MANY: usize = 10;

/// One pack, for programs.
#[derive(Serialize)]
struct Line<'a> {
    /// What became of it in this run.
    result: &'static str,
    /// Where its PDF is, or else its first file, from where the program was run.
    path: Option<String>,
    /// Why it was built again, if it was.
    because: Vec<String>,
    /// Why it failed in this run.
    #[serde(skip_serializing_if = "<[Problem]>::is_empty")]
    why: &'a [Problem],
    /// Its record.
    #[serde(flatten)]
    record: &'a Record,
}

/// The end of a run, for programs.
#[derive(Serialize)]
struct Ending {
    summary: Counts,
}

/// How many packs ended how.
#[derive(Debug, Default, Clone, Copy, Serialize)]
pub(super) struct Counts {
    pub packs: usize,
    pub built: usize,
    pub unchanged: usize,
    pub failed: usize,
    /// Not begun, because the run was stopped.
    pub not_built: usize,
    pub seconds: f64,
}

/// Prints as packs are finished.
pub(super) struct Telling<'a> {
    args: &'a BuildArgs,
    targets: &'a [Target],
    clock: Clock,
    progress: Progress,
    /// Finished out of turn.
    waiting: BTreeMap<usize, Finished>,
    /// The place of the next to print.
    next: usize,
    counts: Counts,
    failures: Vec<String>,
    notices: usize,
    /// What is odd about words that many packs share is told once.
    told: BTreeSet<Notice>,
}

impl<'a> Telling<'a> {
    /// Nothing finished yet.
    pub(super) fn new(args: &'a BuildArgs, targets: &'a [Target], clock: Clock) -> Self {
        Self {
            args,
            targets,
            clock,
            progress: Progress::new(targets.len()),
            waiting: BTreeMap::new(),
            next: 0,
            counts: Counts { packs: targets.len(), ..Counts::default() },
            failures: Vec::new(),
            notices: 0,
            told: BTreeSet::new(),
        }
    }

    /// A pack is finished; it is told when those before it are.
    pub(super) fn finished(&mut self, index: usize, finished: Finished) -> Result<(), Problem> {
        match finished.what {
            What::Built => self.counts.built += 1,
            What::Unchanged => self.counts.unchanged += 1,
            What::Failed | What::Refused => self.counts.failed += 1,
        }
        self.progress.step(matches!(finished.what, What::Failed | What::Refused));
        self.waiting.insert(index, finished);
        while let Some(finished) = self.waiting.remove(&self.next) {
            self.tell(self.next, &finished)?;
            self.next += 1;
        }
        Ok(())
    }

    fn tell(&mut self, index: usize, finished: &Finished) -> Result<(), Problem> {
        let Some(target) = self.targets.get(index) else {
            return Ok(());
        };
        let many = self.targets.len() > MANY;
        let quiet = many && progress::is_watched() && progress::shows_results();
        let named = format!("{} {}", target.area.code, target.area.name);
        let path = finished.record.first_file().map(|file| self.args.out.join(file.path()));
        let mut said = Ok(());
        let failed = matches!(finished.what, What::Failed | What::Refused);
        let words = finished.record.word_notices.iter();
        let new: Vec<&Notice> =
            words.filter(|notice| self.told.insert((*notice).clone())).collect();
        self.progress.aside(|| {
            for notice in new {
                console::notice(notice);
            }
            self.say(finished, &named, many);
            if self.args.format == Format::Json {
                said = console::json(&line(finished, path.as_deref()));
            } else if failed {
                console::result(&format!("failed {named}"));
            } else if !quiet && let Some(path) = &path {
                console::result(&text(finished, path));
            }
        });
        if failed {
            self.failures.push(format!("{named} ({})", finished.record.template));
        }
        if many && finished.what == What::Built {
            self.notices += finished.record.notices.len();
        }
        said
    }

    /// What is no result.
    fn say(&self, finished: &Finished, named: &str, many: bool) {
        for warning in &finished.warnings {
            console::say(&format!("notice: {warning}"));
        }
        for problem in &finished.problems {
            // Which of several packs it is about has to be said, if it isn't.
            let says_it =
                named.split_once(' ').is_some_and(|(_, name)| problem.what.contains(name));
            let what = match self.targets.len() {
                1 => problem.what.clone(),
                _ if says_it => problem.what.clone(),
                _ => format!("{named}: {}", problem.what),
            };
            console::problem(&Problem { what, ..problem.clone() });
        }
        if finished.what == What::Failed
            && let Some(file) = finished.record.first_file()
        {
            console::say(&format!(
                "notice: an earlier pack, dated {}, is still there: {}",
                finished.record.date,
                self.args.out.join(file.path()).display()
            ));
        }
        if self.args.explain {
            let reasons: Vec<String> = finished.reasons.iter().map(ToString::to_string).collect();
            match reasons.as_slice() {
                [] => console::say(&format!("{named}: unchanged")),
                reasons => console::say(&format!("{named}: {}", reasons.join("; "))),
            }
        }
        if self.args.format == Format::Text && !many && finished.what != What::Failed {
            for notice in &finished.record.notices {
                console::say(&format!("notice: {notice}"));
            }
        }
        if self.args.timings && finished.what != What::Unchanged {
            console::say(&finished.timings.line());
        }
    }

    /// Prints what was finished out of turn and the summary.
    pub(super) fn end(mut self, stopped: bool) -> Result<Counts, Problems> {
        self.progress.end();
        for (index, finished) in std::mem::take(&mut self.waiting) {
            self.tell(index, &finished)?;
        }
        let mut counts = self.counts;
        counts.not_built = counts.packs - counts.built - counts.unchanged - counts.failed;
        counts.seconds = (self.clock.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
        if self.args.format == Format::Json {
            console::json(&Ending { summary: counts })?;
        }
        if counts.packs > MANY && !self.failures.is_empty() {
            console::say("failed:");
            for failure in &self.failures {
                console::say(&format!("  {failure}"));
            }
        }
        if counts.failed > 0 && counts.packs > 1 {
            console::say(&format!("{} of {} packs failed", counts.failed, counts.packs));
        }
        if stopped {
            console::say("stopped: run the same command again to carry on");
        }
        if counts.packs > 1 {
            console::say(&self.summary(counts));
        }
        Ok(counts)
    }

    fn summary(&self, counts: Counts) -> String {
        let mut parts = vec![format!("{} built", counts.built)];
        for (count, what) in [
            (counts.unchanged, "unchanged"),
            (counts.failed, "failed"),
            (counts.not_built, "not begun"),
        ] {
            if count > 0 {
                parts.push(format!("{count} {what}"));
            }
        }
        let mut text =
            format!("{} packs: {} in {:.1} s", counts.packs, parts.join(", "), counts.seconds);
        if counts.built > 1 && counts.seconds > 0.0 {
            #[allow(clippy::cast_precision_loss, reason = "a rate to one decimal")]
            let rate = counts.built as f64 / counts.seconds;
            text.push_str(&format!(" ({rate:.1} a second)"));
        }
        if self.notices > 0 {
            text.push_str(&format!("; {} notices on areas' data, in the records", self.notices));
        }
        text.push_str(&format!("; all packs: {}", self.args.out.join("index.html").display()));
        text
    }
}

fn line<'a>(finished: &'a Finished, path: Option<&Path>) -> Line<'a> {
    Line {
        result: match finished.what {
            What::Built => "built",
            What::Unchanged => "unchanged",
            What::Failed => "failed",
            What::Refused => "refused",
        },
        path: path.map(|path| path.display().to_string()),
        because: finished.reasons.iter().map(ToString::to_string).collect(),
        why: &finished.problems,
        record: &finished.record,
    }
}

/// "out/jsna-annex/draft/E08000012-liverpool.pdf (52 pages, with HTML, unchanged)".
fn text(finished: &Finished, path: &Path) -> String {
    let files = &finished.record.files;
    let pages = files.first().and_then(|file| file.pages);
    let others: Vec<String> = files.iter().skip(1).map(|file| file.kind.to_string()).collect();
    let unchanged = finished.what == What::Unchanged;
    let notes: Vec<String> = [
        pages.map(|pages| format!("{pages} pages")),
        (!others.is_empty()).then(|| format!("with {}", others.join(", "))),
        unchanged.then(|| "unchanged".to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect();
    match notes.as_slice() {
        [] => path.display().to_string(),
        notes => format!("{} ({})", path.display(), notes.join(", ")),
    }
}
