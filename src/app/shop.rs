//! Makes one pack after another: sees whether there is anything to do, makes the PDF, writes it and its record.
//! Shared by all workers; nothing here prints.

use std::path::{Path, PathBuf};

use super::charts;
use super::inputs::{Inputs, PROGRAM};
use super::keep::{self, kept};
use super::load::Loaded;
use super::maker::{Files, Made, Maker, NotMade, Parts, Purpose, Timings};
use super::select::Target;
use super::stopping;
use super::web_page::web_page;
use super::words::WritersWords;
use crate::cli::{BuildArgs, ChartFormat};
use crate::error::{Problem, Problems};
use crate::model::slot::SlotReport;
use crate::narrate::slots;
use crate::notice::Notice;
use crate::runs::{
    self, Digest, Digester, Fact, MadeFrom, PdfFacts, Reason, Record, State, Status, Store, Whole,
};
use crate::template::Template;
use crate::write::{self, WriteError};

/// What all packs of a run share.
pub(super) struct Shop<'a> {
    pub args: &'a BuildArgs,
    pub store: &'a Store,
    pub inputs: &'a Inputs,
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
    /// The PDF is new.
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
struct Now {
    parts: Parts,
    files: Files,
    facts: Vec<Fact>,
    made_from: MadeFrom,
}

impl Shop<'_> {
    /// A pack's record, if nothing that it depends on has changed since and the PDF is whole. Needs no data.
    pub(super) fn untouched(&self, target: &Target) -> Option<Finished> {
        let record = self.store.record(&target.record())?;
        let same = record.status == Status::Built
            && record.made_from.inputs == self.inputs.of(self.templates.get(target.template)?);
        if self.args.force || !same || self.lacks_kept(target) || self.lacks_charts(target, &record)
        {
            return None;
        }
        (self.store.is_whole(&record) == Whole::Yes).then(|| finished(What::Unchanged, record))
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
        *reasons = self.reasons(target, earlier, &now);
        if let (Some(earlier), []) = (earlier, reasons.as_slice()) {
            return Ok(self.up_to_date(target, earlier, &now)?);
        }
        if self.args.is_final && !self.args.replace && self.store.has(&target.pdf()) {
            return Ok(self.refused(&maker.template, target, earlier));
        }
        let made = timings.time("typeset", || maker.make(&now.parts, &now.files))?;
        if let Some(web) = &maker.web {
            let page = timings.time("web", || web_page(web, &now.parts))?;
            told(write::whole(&self.path(&target.pdf()).with_extension("html"), page.as_bytes()))?;
        }
        let folder = self.path(&target.stem);
        if self.args.keep {
            let files = kept(&maker.template, &now.parts)?;
            told(write::whole_folder(&folder, &files, keep::MARK))?;
        } else {
            // What an earlier run kept is of another pack by now, and may show what is withheld today.
            told(write::clear(&folder, keep::MARK))?;
        }
        self.write_charts(target, &now.parts, timings)?;
        timings.time("write", || told(write::whole(&self.path(&target.pdf()), &made.pdf)))?;
        let record = self.built(maker, target, &now, &made, timings.seconds());
        self.remember(target, &record, &now.facts)?;
        Ok(Finished { warnings: made.warnings, ..finished(What::Built, record) })
    }

    /// Writes the charts as files where they are wanted, and removes those of an earlier pack where not.
    fn write_charts(
        &self,
        target: &Target,
        parts: &Parts,
        timings: &mut Timings,
    ) -> Result<(), Problems> {
        let folder = self.path(&target.charts());
        let Some(format) = self.args.charts else {
            return told(write::clear(&folder, charts::LIST));
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
        view.add("view", &files.view).add("data", &parts.data);
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

    fn reasons(&self, target: &Target, earlier: Option<&Record>, now: &Now) -> Vec<Reason> {
        let Some(earlier) = earlier else {
            return vec![Reason::New];
        };
        let mut reasons = runs::reasons(earlier, &now.made_from);
        if self.args.force {
            reasons.insert(0, Reason::Forced);
        }
        match self.store.is_whole(earlier) {
            Whole::Yes => {}
            Whole::Gone => reasons.push(Reason::Gone),
            Whole::Altered => reasons.push(Reason::Altered),
        }
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
            reasons =
                reasons.into_iter().map(|reason| reason.naming((earlier, &then), now)).collect();
        }
        reasons
    }

    /// Nothing to do, though something was read that had changed: the next run needs not look so closely.
    fn up_to_date(
        &self,
        target: &Target,
        earlier: &Record,
        now: &Now,
    ) -> Result<Finished, Problems> {
        let record = Record {
            made_from: now.made_from.clone(),
            slots: recorded(&now.parts.slots),
            word_notices: word_notices(target, &now.parts.notices, &now.parts.slots),
            ..earlier.clone()
        };
        if record != *earlier {
            self.remember(target, &record, &now.facts)?;
        }
        Ok(finished(What::Unchanged, record))
    }

    fn refused(&self, template: &Template, target: &Target, earlier: Option<&Record>) -> Finished {
        let record = earlier.cloned().unwrap_or_else(|| self.blank(template, target));
        let path = self.path(&target.pdf());
        let problem = Problem::new(format!("`{}` is there already", path.display()))
            .hint("a final pack is replaced only with --replace");
        Finished { problems: vec![problem], ..finished(What::Refused, record) }
    }

    /// The record of a pack that could not be built. An earlier PDF stays, with what is known of it.
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
        if self.store.is_whole(&record) == Whole::Gone {
            record.pdf = None;
        }
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

    fn blank(&self, template: &Template, target: &Target) -> Record {
        let area_type = serde_json::to_value(target.area.area_type)
            .ok()
            .and_then(|name| name.as_str().map(str::to_owned));
        Record {
            area_code: target.area.code.to_string(),
            area_name: target.area.name.clone(),
            area_type: area_type.unwrap_or_default(),
            region: target.region.clone(),
            template: template.name.clone(),
            template_title: template.title.clone(),
            state: self.state,
            status: Status::Failed,
            pdf: None,
            date: self.date.clone(),
            compare: String::new(),
            benchmark: None,
            illustrative: self.illustrative,
            kept: false,
            charts: None,
            seconds: 0.0,
            made_from: MadeFrom::default(),
            view_parts: std::collections::BTreeMap::new(),
            classes: std::collections::BTreeMap::new(),
            notices: Vec::new(),
            slots: Vec::new(),
            word_notices: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn built(
        &self,
        maker: &Maker,
        target: &Target,
        now: &Now,
        made: &Made,
        seconds: f64,
    ) -> Record {
        let pdf = PdfFacts {
            file: slashes(&target.pdf()),
            pages: made.pages,
            bytes: made.pdf.len() as u64,
            sha256: Digest::of(&made.pdf),
        };
        let view = &now.parts.view;
        Record {
            status: Status::Built,
            pdf: Some(pdf),
            date: view.date.clone(),
            compare: view.compare.clone(),
            benchmark: view.benchmark.clone(),
            illustrative: view.illustrative.is_some(),
            kept: self.args.keep,
            charts: self.args.charts.map(|format| format.ending().to_owned()),
            seconds,
            made_from: now.made_from.clone(),
            view_parts: runs::view_parts(view),
            classes: runs::classes(&now.facts),
            notices: view.notices.clone(),
            slots: recorded(&now.parts.slots),
            word_notices: word_notices(target, &now.parts.notices, &now.parts.slots),
            ..self.blank(&maker.template, target)
        }
    }

    fn remember(&self, target: &Target, record: &Record, facts: &[Fact]) -> Result<(), Problems> {
        let text = record.to_text(facts).map_err(|error| Problem::new(error.to_string()))?;
        told(write::whole(&self.path(&target.record()), text.as_bytes()))
    }

    fn path(&self, relative: &Path) -> PathBuf {
        self.store.root().join(relative)
    }
}

/// Slots as records have them: without their texts, which are the writers'.
fn recorded(slots: &[SlotReport]) -> Vec<SlotReport> {
    slots.iter().map(|slot| SlotReport { text: String::new(), ..slot.clone() }).collect()
}

/// What is odd about a pack's words.
fn word_notices(target: &Target, notices: &[Notice], slots: &[SlotReport]) -> Vec<Notice> {
    notices.iter().cloned().chain(slots::moved_since(&target.area.name, slots)).collect()
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
fn slashes(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// A failure to write, as people are told of it.
pub(super) fn told<T>(result: Result<T, WriteError>) -> Result<T, Problems> {
    result.map_err(|error| Problem::new(error.to_string()).hint(error.hint()).into())
}
