//! Makes packs: from a Pack through View, drawings and words to a PDF, a web page and tables.
//! One maker a run; nothing here touches a file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use jiff::civil::Date;

use crate::chart::{self, svg};
use crate::error::{Problem, Problems};
use crate::model::area::Area;
use crate::model::drawing::Drawing;
use crate::model::sheet::RowDetails;
use crate::model::slot::SlotReport;
use crate::model::view::View;
use crate::model::words::Words;
use crate::narrate::Narrator;
use crate::narrate::slots::{self, Filled};
use crate::notice::{Notice, Place};
use crate::present;
use crate::runs::Kind;
use crate::tables;
use crate::template::{self, Template};
use crate::typeset::{Child, Fault, Job, Typeset, TypesetError, Typesetter};
use crate::web::{self, Web};

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
    /// The web page, taken up when it is first wanted: a template need not have one.
    web: Arc<OnceLock<Result<Web, Problems>>>,
    /// The process to typeset in, if not in this one.
    child: Option<Arc<Mutex<Child>>>,
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
    /// In the order of their kinds.
    pub files: Vec<MadeFile>,
    pub warnings: Vec<String>,
}

/// A finished file.
#[derive(Debug)]
pub(super) struct MadeFile {
    pub kind: Kind,
    pub bytes: Vec<u8>,
    /// Its pages, if it has pages.
    pub pages: Option<usize>,
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
            web: Arc::default(),
            child: None,
        })
    }

    /// The template's web page, checked.
    ///
    /// # Errors
    ///
    /// When the template has none, or there is a mistake in it.
    pub(super) fn web(&self) -> Result<&Web, Problems> {
        self.web.get_or_init(|| Web::new(&self.template)).as_ref().map_err(Clone::clone)
    }

    /// Whether the template has a web page at all.
    pub(super) fn has_web(&self) -> bool {
        self.template.files.contains_key(template::WEB_ENTRY)
    }

    /// A maker for the same template that typesets in a process of its own.
    pub(super) fn with_child(&self, child: &Arc<Mutex<Child>>) -> Self {
        Self {
            template: Arc::clone(&self.template),
            narrator: Arc::clone(&self.narrator),
            typesetter: Arc::clone(&self.typesetter),
            web: Arc::clone(&self.web),
            child: Some(Arc::clone(child)),
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

    /// Makes files of these kinds from the parts of an area. All of them, or none.
    pub(super) fn make(
        &self,
        parts: &Parts,
        files: &Files,
        kinds: &BTreeSet<Kind>,
        timings: &mut Timings,
    ) -> Result<Made, NotMade> {
        let mut made = Made { files: Vec::new(), warnings: Vec::new() };
        for &kind in kinds {
            let (bytes, pages) = match kind {
                Kind::Pdf => {
                    let pdf = timings.time("typeset", || self.typeset(parts, files))?;
                    made.warnings.extend(pdf.warnings);
                    (pdf.pdf, Some(pdf.pages))
                }
                Kind::Html => (timings.time("web", || self.page(parts))?.into_bytes(), None),
                Kind::Ods => {
                    let bytes = timings.time("tables", || {
                        let theme = &self.template.manifest.theme;
                        let imprint = tables::Imprint {
                            organisation: theme.organisation.as_deref(),
                            classification: theme.classification.as_deref(),
                        };
                        tables::pack_ods(&parts.view, imprint)
                    });
                    (bytes.map_err(|error| Problem::new(error.to_string()))?, None)
                }
                Kind::Csv => (parts.data.clone(), None),
            };
            made.files.push(MadeFile { kind, bytes, pages });
        }
        Ok(made)
    }

    /// The web page of an area.
    fn page(&self, parts: &Parts) -> Result<String, Problems> {
        let drawings = parts.drawings.iter().map(|(name, drawing)| {
            let picture = web::Picture {
                width: svg::number(drawing.width),
                height: svg::number(drawing.height),
                body: svg::marks(drawing),
                alt: drawing.alt.clone(),
            };
            (name.clone(), picture)
        });
        let pack = web::Pack {
            view: &parts.view,
            words: &parts.words,
            drawings: &drawings.collect(),
            images: &parts.images,
        };
        self.web()?.page(&pack)
    }

    /// Typesets the parts of an area.
    fn typeset(&self, parts: &Parts, files: &Files) -> Result<Typeset, NotMade> {
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
        typeset.map_err(|error| NotMade {
            broke_off: error.broke_off,
            ..NotMade::from(problems(&error))
        })
    }
}

/// What a template sees of a pack, as bytes: all that a pack depends on beside template, fonts and program.
#[derive(Debug)]
pub(super) struct Files {
    /// The View as JSON.
    pub view: Vec<u8>,
    /// What web pages and tables show beside it: a template for PDFs doesn't see these.
    pub beside: Vec<u8>,
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
        let details: Vec<&RowDetails> = self.view.data.iter().map(|row| &row.details).collect();
        Ok(Files {
            view: serde_json::to_vec(&self.view).map_err(json_failed)?,
            beside: serde_json::to_vec(&(&self.view.numbers, details)).map_err(json_failed)?,
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
