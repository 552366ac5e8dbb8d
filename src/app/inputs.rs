//! The digest of everything that packs depend on, before any of it is read as data: if it is what it was,
//! so are the packs.

use std::path::{Path, PathBuf};

use super::files::{self, ExampleWords};
use super::load;
use super::snapshots::{self, InUse};
use super::words::{FOLDER, Folders, SIGN_OFFS};
use crate::cli::{BuildArgs, CompareArgs, DataArgs};
use crate::error::Problems;
use crate::read;
use crate::read::{narrative, signed};
use crate::runs::{Digest, Digester};
use crate::template::{self, Template};
use crate::typeset;

/// The program: its version, and its source's fingerprint.
pub(super) const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), "+", env!("JSNAPACK_SOURCE"));

/// Digests of what all packs of a run depend on.
#[derive(Debug)]
pub(super) struct Inputs {
    /// Data, area lists, profile, date, program.
    pub data: Digest,
    /// The day by which data is called old. No pack has it, so it is no part of a digest.
    pub day: String,
    /// Writers' words, pictures and sign-offs.
    pub words: Digest,
    /// Whether texts may have been signed off against other numbers: it changes whether a pack may be made, but
    /// never what is in it.
    accept_moved: bool,
    /// The fonts.
    pub fonts: Digest,
    /// Options that change a PDF.
    pub options: Digest,
}

impl Inputs {
    /// Reads all files that packs are made from, templates aside.
    ///
    /// # Errors
    ///
    /// When one can't be read. Reading it as data says more.
    pub(super) fn new(args: &BuildArgs) -> Result<Self, Problems> {
        let mut fonts = Digester::new();
        for (name, bytes) in typeset::FONT_FILES {
            fonts.add(name, bytes);
        }
        let in_use = files::in_use(&args.data);
        Ok(Self {
            data: data(&args.data, &args.compare, in_use.as_ref())?,
            words: words(args, in_use.as_ref())?,
            day: load::today(load::date(&args.data)?.as_deref()).to_string(),
            accept_moved: args.accept_moved,
            fonts: fonts.finish(),
            options: options(args),
        })
    }

    /// All that the packs of a template depend on.
    pub(super) fn of(&self, template: &Digest) -> Digest {
        let mut all = Digester::new();
        for part in [&self.data, &self.words, &self.fonts, &self.options, template] {
            all.add("part", part.as_str().as_bytes());
        }
        all.add("accept-moved", &[u8::from(self.accept_moved)]);
        all.finish()
    }
}

/// Every option is named here: one that is new does not compile until it is decided whether packs depend on
/// it. What a path names is read, not only its name.
fn data(
    args: &DataArgs,
    compared: &CompareArgs,
    in_use: Option<&InUse>,
) -> Result<Digest, Problems> {
    let DataArgs {
        data: _,
        profile: _,
        date: _,
        source_date_epoch: _,
        boundaries,
        boundaries_credit,
    } = args;
    let CompareArgs { compare, neighbours } = compared;
    let mut all = Digester::new();
    all.add("program", PROGRAM.as_bytes());
    all.add("date", load::date(args)?.unwrap_or_default().as_bytes());
    let [areas, changes] = files::area_lists()?;
    all.add("compare", format!("{compare:?} {neighbours:?}").as_bytes());
    all.add("neighbours", &files::list_bytes(compared)?);
    all.add("areas", &areas).add("changes", &changes);
    all.add("context", &files::context_bytes()?);
    all.add("credit", format!("{boundaries_credit:?}").as_bytes());
    for path in boundaries {
        all.add(&path.to_string_lossy(), &files::boundary_bytes(path)?);
    }
    let (path, profile) = files::profile_bytes(args)?;
    all.add(&path.to_string_lossy(), &profile);
    for folder in files::fetched(args, in_use) {
        all.add("base", &snapshots::base_bytes(folder)?.unwrap_or_default());
    }
    if let Some(InUse { path: _, checked, notices }) = in_use {
        all.add("in use", format!("{checked} {notices:?}").as_bytes());
    }
    for input in files::inputs(args, in_use) {
        read::raw(&input, &mut |path, bytes| {
            all.add(&path.to_string_lossy(), bytes);
        })?;
    }
    Ok(all.finish())
}

/// Writers' words as the run would read them: see [`super::words::WritersWords::load`].
fn words(args: &BuildArgs, in_use: Option<&InUse>) -> Result<Digest, Problems> {
    let folders = Folders { narrative: args.narrative.as_ref(), sign_offs: args.signoffs.as_ref() };
    let mut all = Digester::new();
    let mut add = |path: &Path, bytes: &[u8]| {
        all.add(&path.to_string_lossy(), bytes);
    };
    match folders.narrative {
        Some(folder) => narrative::raw(folder, &mut add)?,
        None => {
            if Path::new(FOLDER).is_dir() {
                narrative::raw(Path::new(FOLDER), &mut add)?;
            }
            match files::example_words(&args.data, in_use) {
                None => {}
                Some(ExampleWords::Folder(folder)) => narrative::raw(&folder, &mut add)?,
                Some(ExampleWords::Inside(files)) => {
                    for (path, bytes) in files {
                        add(&path, bytes);
                    }
                }
            }
        }
    }
    let sign_offs = folders.sign_offs.map_or(Path::new(SIGN_OFFS), PathBuf::as_path);
    signed::raw(sign_offs, &mut add)?;
    // A document may have words for the slots of other templates too; words for no slot at all are a mistake.
    for other in template::list().unwrap_or_default() {
        if let Ok(other) = template::load(&other.name) {
            all.add(&other.name, format!("{:?}", other.manifest.slots).as_bytes());
        }
    }
    Ok(all.finish())
}

/// As with [`data`]. Which packs are built, how and where is no part of a pack; `--final` and the template
/// are in its place, and `--keep` and `--charts` are looked at by themselves; `--narrative`, `--signoffs` and
/// `--accept-moved` are in [`Inputs`].
fn options(args: &BuildArgs) -> Digest {
    let BuildArgs {
        areas: _,
        all_utlas: _,
        area_type: _,
        within: _,
        retry_failed: _,
        shard: _,
        template: _,
        narrative: _,
        signoffs: _,
        jobs: _,
        force: _,
        explain: _,
        fail_fast: _,
        wait: _,
        host: _,
        out: _,
        is_final: _,
        replace: _,
        accept_moved: _,
        no_attach,
        keep: _,
        outputs: _,
        charts: _,
        timings: _,
        format: _,
        compare: _,
        data: _,
    } = args;
    let mut all = Digester::new();
    all.add("no-attach", &[u8::from(*no_attach)]);
    all.finish()
}

/// The digest of a template's own files and the shared ones.
pub(super) fn template(template: &Template) -> Digest {
    let mut all = Digester::new();
    for (path, file) in &template.files {
        all.add(path, &file.bytes);
    }
    all.finish()
}
