//! Makes packs: from a Pack through View, drawings and words to a PDF.
//! One maker a run; nothing here touches a file.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::civil::Date;

use crate::chart;
use crate::error::{Problem, Problems};
use crate::model::area::Area;
use crate::model::drawing::Drawing;
use crate::model::slot::SlotReport;
use crate::model::view::View;
use crate::model::words::Words;
use crate::narrate::Narrator;
use crate::narrate::slots::{self, Filled};
use crate::notice::{Notice, Place};
use crate::present;
use crate::template::{self, Template};
use crate::typeset::{Child, Fault, Job, TypesetError, Typesetter};
use crate::web::Web;

use super::load::Loaded;
use super::words::WritersWords;

/// What a pack is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To be worked on.
    Draft,
    /// To be published.
    Final {
        /// Whether texts may have been signed off against other numbers.
        accept_moved: bool,
    },
}

/// Makes packs of one template. Worker threads have their own: see [`Maker::with_child`].
pub(super) struct Maker {
    pub template: Arc<Template>,
    pub narrator: Arc<Narrator>,
    typesetter: Arc<Typesetter>,
    /// The process to typeset in, if not in this one.
    child: Option<Arc<Mutex<Child>>>,
    /// The template's web page, where web pages are asked for.
    pub web: Option<Arc<Web>>,
}

/// What a page is made from.
#[derive(Debug)]
pub(super) struct Parts {
    pub view: View,
    pub words: Words,
    pub drawings: BTreeMap<String, Drawing>,
    /// The area's data as CSV.
    pub data: Vec<u8>,
    /// The writers' images by virtual path.
    pub images: BTreeMap<String, Vec<u8>>,
    /// How far each slot has come.
    pub slots: Vec<SlotReport>,
    /// What is odd about writers' words.
    pub notices: Vec<Notice>,
}

/// Why there are no parts, and what else was found on the way.
#[derive(Debug)]
pub(super) struct NotMade {
    pub problems: Problems,
    pub notices: Vec<Notice>,
    pub slots: Vec<SlotReport>,
    /// Whether the process in which it was typeset ended before its time.
    pub broke_off: bool,
}

impl<P: Into<Problems>> From<P> for NotMade {
    fn from(problems: P) -> Self {
        let (notices, slots) = (Vec::new(), Vec::new());
        Self { problems: problems.into(), notices, slots, broke_off: false }
    }
}

/// A finished pack.
#[derive(Debug)]
pub(super) struct Made {
    pub pdf: Vec<u8>,
    pub pages: usize,
    pub warnings: Vec<String>,
}

/// How long each step took, in the order of the flow.
#[derive(Debug, Default)]
pub(super) struct Timings(Vec<(&'static str, Duration)>);

impl Timings {
    /// Runs a step and remembers how long it took.
    pub(super) fn time<T>(&mut self, step: &'static str, run: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = run();
        self.0.push((step, start.elapsed()));
        result
    }

    /// All steps together, in seconds to a thousandth.
    pub(super) fn seconds(&self) -> f64 {
        let whole: Duration = self.0.iter().map(|(_, time)| *time).sum();
        (whole.as_secs_f64() * 1000.0).round() / 1000.0
    }

    /// "compare 12 ms, present 3 ms".
    pub(super) fn line(&self) -> String {
        let steps: Vec<String> = self
            .0
            .iter()
            .map(|(step, time)| format!("{step} {:.0} ms", time.as_secs_f64() * 1000.0))
            .collect();
        steps.join(", ")
    }
}

impl Maker {
    /// Loads a template and checks its pages and texts.
    pub(super) fn new(name_or_path: &str) -> Result<Self, Problems> {
        Self::of(template::load(name_or_path)?)
    }

    /// Takes a template and checks its pages and texts.
    pub(super) fn of(template: Template) -> Result<Self, Problems> {
        let narrator = Narrator::new(&template)?;
        let typesetter = Typesetter::new(template.entry(), template.to_files())
            .map_err(|error| problems(&error))?;
        Ok(Self {
            template: Arc::new(template),
            narrator: Arc::new(narrator),
            typesetter: Arc::new(typesetter),
            child: None,
            web: None,
        })
    }

    /// A maker for the same template that typesets in a process of its own.
    pub(super) fn with_child(&self, child: &Arc<Mutex<Child>>) -> Self {
        Self {
            template: Arc::clone(&self.template),
            narrator: Arc::clone(&self.narrator),
            typesetter: Arc::clone(&self.typesetter),
            child: Some(Arc::clone(child)),
            web: self.web.clone(),
        }
    }

    /// Works an area out as far as a page needs it.
    pub(super) fn parts(
        &self,
        loaded: &Loaded,
        written: &WritersWords,
        area: &Area,
        purpose: Purpose,
        timings: &mut Timings,
    ) -> Result<Parts, NotMade> {
        let pack = timings.time("compare", || loaded.pack(area));
        let view = timings.time("present", || present::view(&pack));
        let drawings = timings
            .time("chart", || chart::drawings(&view))
            .map_err(|error| Problem::new(error.to_string()))?;
        let is_final = purpose != Purpose::Draft;
        // Mistakes in writers' texts and in the template's are told together.
        let (words, filled) = timings.time("narrate", || {
            let filled = written.fill(&self.narrator, &view, area, is_final);
            let slots = filled.words.clone();
            (self.narrator.words(&view, slots), filled)
        });
        let images = written.images(&filled);
        let Filled { reports, problems, mut notices, .. } = filled;
        let mut unfit = Vec::new();
        if let Purpose::Final { accept_moved } = purpose {
            unfit = slots::unfit_for_publication(&area.name, &reports, accept_moved);
            notices.extend(slots::unsigned(&reports));
        }
        let mut words = match (words, images, [problems, unfit].concat()) {
            (Ok(words), Ok(images), problems) if problems.is_empty() => (words, images),
            (words, images, mut problems) => {
                problems.extend(words.err().into_iter().flat_map(|Problems(found)| found));
                problems.extend(images.err().into_iter().flat_map(|Problems(found)| found));
                let problems = Problems(problems);
                return Err(NotMade { problems, notices, slots: reports, broke_off: false });
            }
        };
        words.0.draft = !is_final;
        let (words, images) = words;
        let data = present::data_csv(&view).map_err(|error| Problem::new(error.to_string()))?;
        Ok(Parts { view, words, drawings, data, images, slots: reports, notices })
    }

    /// Typesets the parts of an area.
    pub(super) fn make(&self, parts: &Parts, files: &Files) -> Result<Made, NotMade> {
        let date: Date = parts
            .view
            .date
            .parse()
            .map_err(|_| Problem::new(format!("`{}` is not a date", parts.view.date)))?;
        let ident = format!("{}/{}", self.template.name, parts.view.area.code);
        let job = Job {
            ident: &ident,
            date,
            view: &files.view,
            words: &files.words,
            drawings: &parts.drawings,
            files: &files.others,
        };
        let typeset = match &self.child {
            None => self.typesetter.typeset(&job),
            Some(child) => {
                // What one that broke down left behind is a process, which is looked at before it is used.
                let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
                child.typeset(&self.typesetter, &job)
            }
        };
        let typeset = typeset.map_err(|error| NotMade {
            broke_off: error.broke_off,
            ..NotMade::from(problems(&error))
        })?;
        Ok(Made { pdf: typeset.pdf, pages: typeset.pages, warnings: typeset.warnings })
    }
}

/// What a template sees of a pack, as bytes: all that a PDF depends on beside template, fonts and program.
#[derive(Debug)]
pub(super) struct Files {
    /// The View as JSON.
    pub view: Vec<u8>,
    /// The words as JSON.
    pub words: Vec<u8>,
    /// Other files by virtual path.
    pub others: BTreeMap<String, Vec<u8>>,
}

impl Parts {
    /// As bytes.
    pub(super) fn files(&self, attach: bool) -> Result<Files, Problems> {
        let json_failed = |error: serde_json::Error| Problem::new(error.to_string());
        // A template can't ask whether a file is there: an empty one is not attached.
        let data = if attach { self.data.clone() } else { Vec::new() };
        let mut others = self.images.clone();
        others.insert("/data.csv".to_owned(), data);
        Ok(Files {
            view: serde_json::to_vec(&self.view).map_err(json_failed)?,
            words: serde_json::to_vec(&self.words).map_err(json_failed)?,
            others,
        })
    }
}

fn problems(error: &TypesetError) -> Problems {
    Problems(error.faults.iter().map(problem).collect())
}

fn problem(fault: &Fault) -> Problem {
    let place = fault.file.as_ref().map(|file| Place {
        path: file.into(),
        line: fault.line.map(|line| line as u64),
        column: None,
    });
    let hint = (!fault.hints.is_empty()).then(|| fault.hints.join("; "));
    Problem { what: fault.message.clone(), place, hint }
}
