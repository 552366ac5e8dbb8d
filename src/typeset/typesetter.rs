//! Turns jobs into PDFs, one at a time a worker, without letting memory grow.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::{ThreadPool, ThreadPoolBuilder};
use typst_layout::PagedDocument;

use super::world::{Base, PackWorld};
use super::{Fault, Job, Typeset, TypesetError, error, pdf};

/// Room for the deep recursion of nested layouts, in bytes.
const STACK: usize = 16 << 20;

/// Typesets packs of one template. Use one for each worker thread, made with
/// [`Typesetter::for_another_thread`]: they share the parsed template.
pub struct Typesetter {
    base: Arc<Base>,
    /// One thread, so that Typst's inner parallel parts stay with the pack at hand; with a shared
    /// pool they would take up other packs half way and memory would grow with their number.
    pool: ThreadPool,
}

impl Typesetter {
    /// Takes a template: its main file (such as `/report.typ`) and all its files by virtual path.
    /// Files ending in `.typ` are parsed now, so that mistakes in them show before any pack.
    pub fn new(main: &str, files: Vec<(String, Vec<u8>)>) -> Result<Self, TypesetError> {
        let base = Base::new(main, files)?;
        let faults: Vec<Fault> = base.sources().flat_map(error::syntax_faults).collect();
        if !faults.is_empty() {
            return Err(TypesetError::new(faults));
        }
        Ok(Self { base: Arc::new(base), pool: pool()? })
    }

    /// A second typesetter for the same template, for another worker thread.
    pub fn for_another_thread(&self) -> Result<Self, TypesetError> {
        Ok(Self { base: Arc::clone(&self.base), pool: pool()? })
    }

    /// Does something in the thread that typesets: work that ends in a pack, so that all its memory is one
    /// thread's.
    pub fn in_its_thread<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        self.pool.install(work)
    }

    /// Typesets one pack. The same job gives the same bytes, whatever went before.
    pub fn typeset(&self, job: &Job<'_>) -> Result<Typeset, TypesetError> {
        let base = self.base.as_ref();
        let result = self.pool.install(|| {
            catch_unwind(AssertUnwindSafe(|| typeset(base, job))).unwrap_or_else(|_| {
                Err(Fault::plain("typesetting broke down inside this pack").into())
            })
        });
        // What this pack left in Typst's memory goes. That memory is one for all workers: of a pack in
        // work elsewhere it keeps what was used since the last pack was finished, and the rest is worked
        // out again if it is needed. Keeping more costs a third more memory and saves a twentieth of the time.
        comemo::evict(0);
        result
    }
}

fn typeset(base: &Base, job: &Job<'_>) -> Result<Typeset, TypesetError> {
    let world = PackWorld::new(base, job)?;
    let compiled = typst::compile::<PagedDocument>(&world);
    let warnings = error::warnings(&world, &compiled.warnings);
    let document = compiled.output.map_err(|found| error::translate(&world, &found))?;
    let pdf = pdf::export(&document, job).map_err(|found| error::translate(&world, &found))?;
    Ok(Typeset { pdf, pages: document.pages().len(), warnings })
}

fn pool() -> Result<ThreadPool, TypesetError> {
    ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build().map_err(|cause| {
        Fault::plain(&format!("no thread could be started for typesetting: {cause}")).into()
    })
}
