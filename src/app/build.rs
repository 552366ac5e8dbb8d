//! `build`: the packs asked for, a core a worker. One pack's failure does not stop the others.

use std::num::NonZeroUsize;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::thread;

use super::catalogue::{self, Catalogue, Written};
use super::console;
use super::derive::derive;
use super::exit::Exit;
use super::hold::hold;
use super::inputs::{self, Inputs};
use super::load::{Loaded, small_numbers};
use super::maker::{Maker, NotMade, Timings};
use super::progress::Clock;
use super::select::{self, Selection, Target, select};
use super::shop::{Finished, Shop, What, told};
use super::stopping::{self, Patience, STOP};
use super::telling::Telling;
use super::typesetting;
use super::words::{Folders, WritersWords};
use super::workers::{self, Event, Panic};
use crate::cli::{BuildArgs, Output};
use crate::error::{Problem, Problems};
use crate::runs::{Digest, Status, Store};
use crate::template::Template;
use crate::typeset::Child;
use crate::web::Web;
use crate::write;

pub(super) fn build(args: &BuildArgs) -> Result<Exit, Problems> {
    let clock = Clock::start();
    let mut timings = Timings::default();
    told(write::can_prepare(&args.out))?;
    let store = Store::new(&args.out);
    let makers = makers(args)?;
    let templates: Vec<Arc<Template>> =
        makers.iter().map(|maker| Arc::clone(&maker.template)).collect();
    let (inputs, catalogue, read) = timings.time("read", || known(args, &store, &templates))?;
    let selection = select(args, &catalogue, &templates)?;
    let digests: Vec<Digest> =
        templates.iter().map(|template| inputs::template(template)).collect();
    let written = catalogue.written(&digests);
    for notice in catalogue.notices.iter().chain(&written.notices).chain(&selection.notices) {
        console::notice(notice);
    }
    if args.is_final {
        fit_for_publication(&catalogue, &written)?;
    }
    for problem in &written.homeless {
        console::say(&format!("notice: {problem}"));
    }
    if args.timings {
        console::say(&timings.line());
    }
    let _lock = hold(&args.out, args.wait, args.host.as_ref())?;
    prepare(args, &templates)?;
    if let Err(Problems(problems)) = keep_catalogue(&store, &catalogue) {
        // Only the next run's haste depends on it.
        for problem in problems {
            console::say(&format!("notice: {}", problem.what));
        }
    }
    stopping::listen()?;
    let shop = Shop {
        args,
        store: &store,
        inputs: &inputs,
        templates: digests,
        state: select::state(args),
        illustrative: catalogue.illustrative,
        date: catalogue.date.clone(),
    };
    // Those that failed were asked for before.
    let asked = match args.retry_failed {
        true => Vec::new(),
        false => select::asked(args, &selection.targets, &templates),
    };
    let shard = selection.shard;
    let targets = chosen(args, &store, selection);
    let mut telling = Telling::new(args, &targets, clock);
    let derive = || derive(&store, asked.clone(), shard);
    let work = Work { shop: &shop, targets: &targets, jobs: jobs(args) };
    let todo = work.leave_unchanged(&mut telling)?;
    if !todo.is_empty() {
        let read = match read {
            Some(read) => read,
            None => Material::read(args, &templates)?,
        };
        work.make(&read, makers, &todo, &mut telling, &derive)?;
    }
    let derived = derive();
    let counts = telling.end(stopping::asked())?;
    let done = counts.failed == 0 && counts.not_built == 0 && derived.is_ok();
    for problem in derived.err().into_iter().flat_map(|Problems(problems)| problems) {
        console::problem(&problem);
    }
    Ok(if done { Exit::Done } else { Exit::SomeFailed })
}

/// A maker for each template asked for.
fn makers(args: &BuildArgs) -> Result<Vec<Maker>, Problems> {
    let mut makers: Vec<Maker> = Vec::new();
    let mut problems = Vec::new();
    for name in &args.template {
        match Maker::new(name) {
            Ok(maker) if makers.iter().any(|other| other.template.name == maker.template.name) => {
                problems.push(
                    Problem::new(format!("two templates are called `{}`", maker.template.name))
                        .hint("their packs would have one place; give each its own name"),
                );
            }
            Ok(mut maker) => {
                if args.outputs.contains(&Output::Html) {
                    match Web::new(&maker.template) {
                        Ok(web) => maker.web = Some(Arc::new(web)),
                        Err(Problems(found)) => problems.extend(found),
                    }
                }
                makers.push(maker);
            }
            Err(Problems(found)) => problems.extend(found),
        }
    }
    Problems::none_or(problems)?;
    Ok(makers)
}

/// What packs are made from.
struct Material {
    loaded: Loaded,
    /// Writers' words, for each template.
    words: Vec<WritersWords>,
}

impl Material {
    fn read(args: &BuildArgs, templates: &[Arc<Template>]) -> Result<Self, Problems> {
        let folders =
            Folders { narrative: args.narrative.as_ref(), sign_offs: args.signoffs.as_ref() };
        let loaded = Loaded::new(&args.data, &args.compare)?;
        folders.are_there()?;
        let words: Result<_, Problems> =
            templates.iter().map(|its| WritersWords::load(folders, its, &loaded)).collect();
        Ok(Self { words: words?, loaded })
    }

    fn catalogue(&self, store: &Store, inputs: &Inputs, templates: &[Arc<Template>]) -> Catalogue {
        // What is known of words for other templates still holds.
        let mut catalogue =
            Catalogue::kept(store, inputs).unwrap_or_else(|| Catalogue::new(&self.loaded, inputs));
        for (template, words) in templates.iter().zip(&self.words) {
            catalogue.learn(&inputs::template(template), words);
        }
        catalogue
    }
}

/// What is known of the data; the data itself only if it had to be read for that. The digest is taken first:
/// should a file change in between, the next run looks again.
fn known(
    args: &BuildArgs,
    store: &Store,
    templates: &[Arc<Template>],
) -> Result<(Inputs, Catalogue, Option<Material>), Problems> {
    let Ok(inputs) = Inputs::new(args) else {
        // Something can't be read: reading it as data says all that is wrong with it.
        let read = Material::read(args, templates)?;
        let inputs = Inputs::new(args)?;
        let catalogue = read.catalogue(store, &inputs, templates);
        return Ok((inputs, catalogue, Some(read)));
    };
    let all_known = |catalogue: &Catalogue| {
        templates.iter().all(|template| catalogue.knows(&inputs::template(template)))
    };
    // A folder of sign-offs that isn't there is no different from an empty one, and yet a mistake.
    let sign_offs_there = args.signoffs.as_ref().is_none_or(|folder| folder.is_dir());
    if let Some(catalogue) = Catalogue::kept(store, &inputs).filter(all_known)
        && sign_offs_there
    {
        return Ok((inputs, catalogue, None));
    }
    let read = Material::read(args, templates)?;
    let catalogue = read.catalogue(store, &inputs, templates);
    Ok((inputs, catalogue, Some(read)))
}

/// What must never be published by mistake.
fn fit_for_publication(catalogue: &Catalogue, written: &Written) -> Result<(), Problems> {
    let mut problems = written.homeless.clone();
    if catalogue.illustrative {
        problems.push(
            Problem::new("illustrative data can't go into a final pack")
                .hint("give real data with --data, or leave out --final"),
        );
    }
    if catalogue.withheld > 0 {
        problems.push(
            Problem::new(format!(
                "{} of local data not checked for disclosure",
                small_numbers(catalogue.withheld),
            ))
            .hint(
                "`jsnapack check` lists them; when they may be shown, or are withheld at the source, \
                 set `disclosure_checked = true` for the indicator in the profile",
            ),
        );
    }
    Problems::none_or(problems)
}

/// Makes the folders, and removes what broken-off runs left half written.
fn prepare(args: &BuildArgs, templates: &[Arc<Template>]) -> Result<(), Problems> {
    let mut folders = vec![args.out.clone()];
    for template in templates {
        folders.push(args.out.join(&template.name).join(select::state(args).name()));
    }
    for folder in folders {
        told(write::prepare(&folder))?;
        told(write::sweep(&folder))?;
    }
    Ok(())
}

fn keep_catalogue(store: &Store, catalogue: &Catalogue) -> Result<(), Problems> {
    let text = serde_json::to_vec(catalogue).map_err(|error| Problem::new(error.to_string()))?;
    told(write::streamed(&store.root().join(catalogue::FILE), |to| to.write_all(&text)))
}

/// The packs to look at in this run: those of its part, and those that failed if only they are wanted.
fn chosen(args: &BuildArgs, store: &Store, selection: Selection) -> Vec<Target> {
    let Selection { targets, shard, .. } = selection;
    let failed = |target: &Target| {
        store.record(&target.record()).is_some_and(|record| record.status == Status::Failed)
    };
    targets
        .into_iter()
        .filter(|target| target.shard == shard)
        .filter(|target| !args.retry_failed || failed(target))
        .collect()
}

fn jobs(args: &BuildArgs) -> usize {
    args.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get)
}

/// Makers for workers, never more than there are packs. Each worker typesets in a process of its own; the process
/// of the run itself is good enough for one pack.
fn workers(makers: Vec<Maker>, jobs: usize, packs: usize) -> Vec<Vec<Maker>> {
    if packs < 2 {
        return vec![makers];
    }
    let program = Arc::new(typesetting::program());
    let worker = |_| {
        let child = Arc::new(Mutex::new(Child::new(Arc::clone(&program))));
        makers.iter().map(|maker| maker.with_child(&child)).collect()
    };
    (0..jobs.min(packs)).map(worker).collect()
}

/// The packs of a run and what they share.
struct Work<'a> {
    shop: &'a Shop<'a>,
    targets: &'a [Target],
    jobs: usize,
}

impl Work<'_> {
    /// Tells of the packs that need nothing. The places of the others come back.
    fn leave_unchanged(&self, telling: &mut Telling<'_>) -> Result<Vec<usize>, Problems> {
        let mut todo = Vec::new();
        let mut told = Ok(());
        let look = |(): &mut (), target: &Target| self.shop.untouched(target);
        workers::run(self.targets, vec![(); self.jobs], &STOP, look, |event| match event {
            Event::Done(index, Ok(Some(finished))) if told.is_ok() => {
                told = telling.finished(index, finished);
            }
            Event::Done(index, _) => todo.push(index),
            Event::Tick => {}
        });
        told?;
        todo.sort_unstable();
        Ok(todo)
    }

    /// Makes packs.
    fn make(
        &self,
        read: &Material,
        makers: Vec<Maker>,
        todo: &[usize],
        telling: &mut Telling<'_>,
        derive: &dyn Fn() -> Result<crate::runs::Report, Problems>,
    ) -> Result<(), Problems> {
        let spare: Vec<Arc<Template>> =
            makers.iter().map(|maker| Arc::clone(&maker.template)).collect();
        let workers = workers(makers, self.jobs, todo.len());
        let mut said = Ok(());
        let mut patience = Patience::default();
        let work = |makers: &mut Vec<Maker>, index: &usize| {
            let target = self.targets.get(*index)?;
            let (maker, words) = (makers.get(target.template)?, read.words.get(target.template)?);
            let finished = self.shop.make(&read.loaded, words, maker, target)?;
            self.mind(&finished);
            Some(finished)
        };
        workers::run(todo, workers, &STOP, work, |event| {
            if let Event::Done(place, result) = event
                && let Some(&index) = todo.get(place)
                && let Some(finished) = self.outcome(index, result, &spare)
            {
                self.mind(&finished);
                if said.is_ok() {
                    said = telling.finished(index, finished);
                }
            }
            if patience.is_over() {
                // Packs at hand take too long: what is finished is listed, and that is all.
                let _ = derive();
                console::say("stopped: run the same command again to carry on");
                stopping::at_once();
            }
        });
        Ok(said?)
    }

    /// Lets no further pack begin after a failure, if that is wanted.
    fn mind(&self, finished: &Finished) {
        let failed = matches!(finished.what, What::Failed | What::Refused);
        if failed && self.shop.args.fail_fast {
            STOP.store(true, Ordering::Relaxed);
        }
    }

    fn outcome(
        &self,
        index: usize,
        result: Result<Option<Finished>, Panic>,
        templates: &[Arc<Template>],
    ) -> Option<Finished> {
        let target = self.targets.get(index)?;
        match result {
            Ok(finished) => finished,
            Err(Panic(words)) => {
                let problem = Problem::new(format!("the program broke down in this pack: {words}"))
                    .hint("this is a fault of the program: please report it");
                let template = templates.get(target.template)?;
                Some(self.shop.failed(template, target, NotMade::from(problem)))
            }
        }
    }
}
