//! Makes one pack after another: sees whether there is anything to do, makes its files, writes them and its record.
//! Shared by all workers; nothing here prints.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::charts;
use super::inputs::{Inputs, PROGRAM};
use super::keep::{self, kept};
use super::load::Loaded;
use super::maker::{Files, Made, MadeFile, Maker, NotMade, Parts, Purpose, Timings};
use super::outputs::{self, Plan};
use super::recording::{recorded, word_notices};
use super::select::Target;
use super::stopping;
use super::words::WritersWords;
use crate::cli::{BuildArgs, ChartFormat};
use crate::error::{Problem, Problems};
use crate::runs::{
    self, Digest, Digester, Fact, FileFacts, Kind, MadeFrom, Reason, Record, State, Status, Store,
};
use crate::template::Template;
use crate::write::{self, WriteError};

/// What all packs of a run share.
pub(super) struct Shop<'a> {
    pub args: &'a BuildArgs,
    pub store: &'a Store,
    pub inputs: &'a Inputs,
    /// The kinds of files that are asked for.
    pub asked: BTreeSet<Kind>,
    /// Each template's digest.
    pub templates: Vec<Digest>,
    pub state: State,
    /// Whether numbers are made up, and the packs' date.
    pub illustrative: bool,
    pub date: String,
}

/// What became of a pack in this run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// Its files are new, or some of them.
    Built,
    /// It was not touched.
    Unchanged,
    /// It could not be built.
    Failed,
    /// A final pack is there, and may not be replaced.
    Refused,
}

/// A pack that is done with.
#[derive(Debug)]
pub(super) struct Finished {
    pub what: What,
    /// Its record as it is now. Without facts: those are on disk only.
    pub record: Record,
    pub reasons: Vec<Reason>,
    pub problems: Vec<Problem>,
    pub warnings: Vec<String>,
    pub timings: Timings,
}

/// What a pack is now, as far as is known before typesetting.
pub(super) struct Now {
    pub parts: Parts,
    files: Files,
    pub facts: Vec<Fact>,
    pub made_from: MadeFrom,
}

impl Shop<'_> {
    /// A pack's record, if nothing that it depends on has changed since and its files are whole. Needs no data.
    pub(super) fn untouched(&self, target: &Target) -> Option<Finished> {
        let record = self.store.record(&target.record())?;
        let same = record.status == Status::Built
            && record.made_from.inputs == self.inputs.of(self.templates.get(target.template)?);
        if self.args.force || !same || self.lacks_kept(target) || self.lacks_charts(target, &record)
        {
            return None;
        }
        // A file that is gone and isn't asked for is no longer of the pack: its record has to learn that.
        let lacks = !Plan::lacking(&self.asked, self.store, &record).reasons.is_empty();
        if lacks || outputs::names_gone(self.store, &record) {
            return None;
        }
        Some(self.noticing(target, finished(What::Unchanged, record)))
    }

    /// Adds what is odd about the files beside a pack.
    fn noticing(&self, target: &Target, mut finished: Finished) -> Finished {
        let strangers = outputs::strangers(self.store, target, &finished.record);
        finished.warnings.extend(strangers.map(|place| {
            format!(
                "`{}` is not of this pack, and may say something else: remove it, or ask for it with --outputs",
                self.path(&place).display()
            )
        }));
        finished
    }

    /// Whether what the PDF is made from is wanted beside it, and isn't there.
    fn lacks_kept(&self, target: &Target) -> bool {
        self.args.keep && !self.store.has(&target.stem.join(keep::MARK))
    }

    /// Whether its charts are wanted as files, and aren't there as such.
    fn lacks_charts(&self, target: &Target, record: &Record) -> bool {
        let format = self.args.charts.map(ChartFormat::ending);
        let there = || self.store.has(&target.charts().join(charts::LIST));
        format.is_some() && (record.charts.as_deref() != format || !there())
    }

    /// Makes a pack if there is a reason to, and remembers what became of it. None, if it was cut off by
    /// whoever stopped the run.
    pub(super) fn make(
        &self,
        loaded: &Loaded,
        words: &WritersWords,
        maker: &Maker,
        target: &Target,
    ) -> Option<Finished> {
        let earlier = self.store.record(&target.record());
        let mut reasons = Vec::new();
        let mut timings = Timings::default();
        let made = self.try_make(
            (loaded, words),
            maker,
            target,
            earlier.as_ref(),
            &mut reasons,
            &mut timings,
        );
        let mut finished = match made {
            Ok(finished) => finished,
            Err(not_made) if not_made.broke_off && stopping::asked_by_now() => return None,
            Err(not_made) => self.failed(&maker.template, target, not_made),
        };
        finished.reasons = reasons;
        finished.timings = timings;
        Some(finished)
    }

    fn try_make(
        &self,
        read: (&Loaded, &WritersWords),
        maker: &Maker,
        target: &Target,
        earlier: Option<&Record>,
        reasons: &mut Vec<Reason>,
        timings: &mut Timings,
    ) -> Result<Finished, NotMade> {
        let now = self.now(read, maker, target, timings)?;
        let plan = self.plan(target, earlier, &now);
        reasons.clone_from(&plan.reasons);
        if let (Some(earlier), []) = (earlier, plan.reasons.as_slice()) {
            let finished = self.up_to_date(target, earlier, &now)?;
            return Ok(self.noticing(target, finished));
        }
        if let Some(place) = self.in_the_way(target, earlier, &plan) {
            return Ok(self.refused(&maker.template, target, earlier, &place));
        }
        let made = maker.make(&now.parts, &now.files, &plan.kinds, timings)?;
        let folder = self.path(&target.stem);
        if self.wants_kept(target, &plan) {
            let files = kept(&maker.template, &now.parts)?;
            told(write::whole_folder(&folder, &files, keep::MARK))?;
        } else if plan.whole {
            // What an earlier run kept is of another pack by now, and may show what is withheld today.
            told(write::clear(&folder, keep::MARK))?;
        }
        self.write_charts(target, earlier, &plan, &now.parts, timings)?;
        let Made { files, warnings } = made;
        let (facts, files): (Vec<_>, Vec<_>) =
            files.into_iter().map(|file| self.placed(target, file)).unzip();
        timings.time("write", || told(write::together(&files)))?;
        let earlier = earlier.filter(|_| !plan.whole);
        let record = self.built(maker, target, &now, earlier, facts, timings.seconds());
        self.remember(target, &record, &now.facts)?;
        Ok(self.noticing(target, Finished { warnings, ..finished(What::Built, record) }))
    }

    /// A finished file: what its record says, and its place with its bytes.
    fn placed(&self, target: &Target, file: MadeFile) -> (FileFacts, (PathBuf, Vec<u8>)) {
        let place = target.file(file.kind);
        let facts = FileFacts {
            kind: file.kind,
            file: slashes(&place),
            pages: file.pages,
            bytes: file.bytes.len() as u64,
            sha256: Digest::of(&file.bytes),
        };
        (facts, (self.path(&place), file.bytes))
    }

    /// Whether the folder of what the pack is made from is to be written.
    fn wants_kept(&self, target: &Target, plan: &Plan) -> bool {
        self.args.keep && (plan.whole || self.lacks_kept(target))
    }

    /// Whether its charts are to be written as files.
    fn wants_charts(&self, target: &Target, earlier: Option<&Record>, plan: &Plan) -> bool {
        let lacks = || earlier.is_none_or(|record| self.lacks_charts(target, record));
        self.args.charts.is_some() && (plan.whole || lacks())
    }

    /// What of a final pack that is there would be replaced, though it may not be.
    fn in_the_way(
        &self,
        target: &Target,
        earlier: Option<&Record>,
        plan: &Plan,
    ) -> Option<PathBuf> {
        if !self.args.is_final || self.args.replace {
            return None;
        }
        let mut places: Vec<PathBuf> = plan.kinds.iter().map(|kind| target.file(*kind)).collect();
        if self.wants_kept(target, plan) {
            places.push(target.stem.clone());
        }
        if self.wants_charts(target, earlier, plan) {
            places.push(target.charts());
        }
        places.into_iter().find(|place| self.store.has(place))
    }

    /// Writes the charts as files where they are wanted, and removes those of an earlier pack where not.
    fn write_charts(
        &self,
        target: &Target,
        earlier: Option<&Record>,
        plan: &Plan,
        parts: &Parts,
        timings: &mut Timings,
    ) -> Result<(), Problems> {
        let folder = self.path(&target.charts());
        let wanted = self.wants_charts(target, earlier, plan);
        let Some(format) = self.args.charts.filter(|_| wanted) else {
            return if plan.whole { told(write::clear(&folder, charts::LIST)) } else { Ok(()) };
        };
        let files = timings.time("charts", || charts::files(parts, format))?;
        told(write::whole_folder(&folder, &files, charts::LIST))
    }

    fn now(
        &self,
        (loaded, words): (&Loaded, &WritersWords),
        maker: &Maker,
        target: &Target,
        timings: &mut Timings,
    ) -> Result<Now, NotMade> {
        let purpose = match self.state {
            State::Draft => Purpose::Draft,
            State::Final => Purpose::Final { accept_moved: self.args.accept_moved },
        };
        let parts = maker.parts(loaded, words, &target.area, purpose, timings)?;
        let files = parts.files(!self.args.no_attach)?;
        let mut others = Digester::new();
        for (path, bytes) in &files.others {
            others.add(path, bytes);
        }
        let template = self.templates.get(target.template).cloned().unwrap_or_default();
        let mut view = Digester::new();
        // The attached rows are not in the View's JSON, but are facts all the same.
        view.add("view", &files.view).add("data", &parts.data).add("beside", &files.beside);
        let made_from = MadeFrom {
            inputs: self.inputs.of(&template),
            view: view.finish(),
            words: Digest::of(&files.words),
            files: others.finish(),
            template,
            fonts: self.inputs.fonts.clone(),
            options: self.inputs.options.clone(),
            program: PROGRAM.to_owned(),
        };
        let facts = runs::facts(&parts.view);
        Ok(Now { parts, files, facts, made_from })
    }

    /// What is to be made, and why.
    fn plan(&self, target: &Target, earlier: Option<&Record>, now: &Now) -> Plan {
        let Some(earlier) = earlier else {
            return Plan::whole(vec![Reason::New], &self.asked, None);
        };
        let mut reasons = runs::reasons(earlier, &now.made_from);
        if self.args.force {
            reasons.insert(0, Reason::Forced);
        }
        let lacking = Plan::lacking(&self.asked, self.store, earlier);
        let mut plan = if reasons.is_empty() {
            lacking
        } else {
            reasons.extend(lacking.reasons);
            Plan::whole(reasons, &self.asked, Some((self.store, earlier)))
        };
        let reasons = &mut plan.reasons;
        if self.lacks_kept(target) {
            reasons.push(Reason::Keep);
        }
        if self.lacks_charts(target, earlier) {
            reasons.push(Reason::Charts);
        }
        if self.args.explain {
            let then = self.store.facts(&target.record());
            let parts = runs::view_parts(&now.parts.view);
            let now = (&parts, now.facts.as_slice());
            *reasons = std::mem::take(reasons)
                .into_iter()
                .map(|reason| reason.naming((earlier, &then), now))
                .collect();
        }
        plan
    }

    /// Nothing to do, though something was read that had changed: the next run needs not look so closely.
    fn up_to_date(
        &self,
        target: &Target,
        earlier: &Record,
        now: &Now,
    ) -> Result<Finished, Problems> {
        let mut record = Record {
            made_from: now.made_from.clone(),
            slots: recorded(&now.parts.slots),
            word_notices: word_notices(target, &now.parts.notices, &now.parts.slots),
            ..earlier.clone()
        };
        record.files.retain(|file| self.store.has(&file.path()));
        if record != *earlier {
            self.remember(target, &record, &now.facts)?;
        }
        Ok(finished(What::Unchanged, record))
    }

    fn refused(
        &self,
        template: &Template,
        target: &Target,
        earlier: Option<&Record>,
        place: &Path,
    ) -> Finished {
        let record = earlier.cloned().unwrap_or_else(|| self.blank(template, target));
        let path = self.path(place);
        let problem = Problem::new(format!("`{}` is there already", path.display()))
            .hint("a final pack is replaced only with --replace");
        Finished { problems: vec![problem], ..finished(What::Refused, record) }
    }

    /// The record of a pack that could not be built. Earlier files stay, with what is known of them.
    pub(super) fn failed(
        &self,
        template: &Template,
        target: &Target,
        not_made: NotMade,
    ) -> Finished {
        let NotMade { problems: Problems(mut problems), notices, slots, broke_off: _ } = not_made;
        let facts = self.store.facts(&target.record());
        let earlier = self.store.record(&target.record());
        let mut record = earlier.unwrap_or_else(|| self.blank(template, target));
        record.files.retain(|file| self.store.has(&file.path()));
        record.status = Status::Failed;
        record.problems = problems.clone();
        // How far the texts are is often why: it is known unless there was something worse.
        if !slots.is_empty() {
            record.word_notices = word_notices(target, &notices, &slots);
            record.slots = recorded(&slots);
        }
        if let Err(Problems(more)) = self.remember(target, &record, &facts) {
            // The record on disk still tells the truth of the PDF there, if any; that this try failed is said
            // here only.
            problems.extend(more.into_iter().filter(|problem| !record.problems.contains(problem)));
        }
        Finished { problems, ..finished(What::Failed, record) }
    }

    pub(super) fn path(&self, relative: &Path) -> PathBuf {
        self.store.root().join(relative)
    }
}

fn finished(what: What, record: Record) -> Finished {
    Finished {
        what,
        record,
        reasons: Vec::new(),
        problems: Vec::new(),
        warnings: Vec::new(),
        timings: Timings::default(),
    }
}

/// A path as records have it on every system.
pub(super) fn slashes(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// A failure to write, as people are told of it.
pub(super) fn told<T>(result: Result<T, WriteError>) -> Result<T, Problems> {
    result.map_err(|error| Problem::new(error.to_string()).hint(error.hint()).into())
}
