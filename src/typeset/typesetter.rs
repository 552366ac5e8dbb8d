//! Turns jobs into PDFs, one at a time a process, without letting memory grow.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, LazyLock};

use rayon::{ThreadPool, ThreadPoolBuilder};
use typst_layout::PagedDocument;

use super::job::{Order, VirtualFile};
use super::world::{Base, PackWorld};
use super::{Fault, Job, Typeset, TypesetError, error, pdf};

/// Room for the deep recursion of nested layouts, in bytes.
const STACK: usize = 16 << 20;

/// One thread for all templates: Typst's inner parallel parts stay with the pack at hand, a second pack waits its turn,
/// and what one pack gives back is there for the next. With a thread for each, four templates took 209 MB instead
/// of 77: the system's allocator keeps memory by threads.
static POOL: LazyLock<Result<ThreadPool, String>> = LazyLock::new(|| {
    let pool = ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build();
    pool.map_err(|cause| format!("no thread could be started for typesetting: {cause}"))
});

/// Typesets packs of one template. To typeset several at a time give each worker thread a
/// [`Child`](super::Child): Typst's memory of what it did is one for a whole process, and packs that share
/// it wipe out each other's.
pub struct Typesetter {
    base: Arc<Base>,
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
        Ok(Self { base: Arc::new(base) })
    }

    /// Typesets one pack in this process. The same job gives the same bytes, whatever went before.
    pub fn typeset(&self, job: &Job<'_>) -> Result<Typeset, TypesetError> {
        self.fulfil(job.order()?)
    }

    /// Typesets one pack.
    pub(super) fn fulfil(&self, order: Order<'_>) -> Result<Typeset, TypesetError> {
        let base = self.base.as_ref();
        let pool = POOL.as_ref().map_err(|cause| Fault::plain(cause))?;
        pool.install(|| {
            let result = catch_unwind(AssertUnwindSafe(|| typeset(base, order)));
            // What this pack left in Typst's memory goes: each would leave 17 MB.
            comemo::evict(0);
            result.unwrap_or_else(|_| {
                Err(Fault::plain("typesetting broke down inside this pack").into())
            })
        })
    }

    /// The template's main file and all its files.
    pub(super) fn template(&self) -> (&str, Vec<VirtualFile<'_>>) {
        (self.base.main(), self.base.files())
    }

    /// Whether two typesetters have the very same template.
    pub(super) fn has(&self, base: &Arc<Base>) -> bool {
        Arc::ptr_eq(&self.base, base)
    }

    /// What to know the template by.
    pub(super) fn base(&self) -> Arc<Base> {
        Arc::clone(&self.base)
    }
}

fn typeset(base: &Base, order: Order<'_>) -> Result<Typeset, TypesetError> {
    let Order { ident, date, files } = order;
    let world = PackWorld::new(base, date, files)?;
    let compiled = typst::compile::<PagedDocument>(&world);
    let warnings = error::warnings(&world, &compiled.warnings);
    let document = compiled.output.map_err(|found| error::translate(&world, &found))?;
    // The PDF is made from the document alone: what led to it need not lie beside it.
    comemo::evict(0);
    let pdf =
        pdf::export(&document, &ident, date).map_err(|found| error::translate(&world, &found))?;
    Ok(Typeset { pdf, pages: document.pages().len(), warnings })
}
