//! Which files a pack has: what is asked for, what it has already, and what of that is to be made now.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::select::Target;
use crate::cli::{BuildArgs, Output};
use crate::runs::{Kind, Reason, Record, Store, Whole};

/// The kinds of files that are asked for.
pub(super) fn asked(args: &BuildArgs) -> BTreeSet<Kind> {
    let kinds = args.outputs.iter().flat_map(|output| match output {
        Output::Pdf => [Kind::Pdf].as_slice(),
        Output::Html => [Kind::Html].as_slice(),
        Output::Ods => [Kind::Ods, Kind::Csv].as_slice(),
    });
    kinds.copied().collect()
}

/// What is to be made of a pack, and why.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Nothing is to be made if there is no reason.
    pub reasons: Vec<Reason>,
    /// The files to make.
    pub kinds: BTreeSet<Kind>,
    /// Whether all of the pack is made again, and not only what lacks.
    pub whole: bool,
}

impl Plan {
    /// Everything asked for, and what the pack has already: an older file must not stand beside a newer one. A file
    /// that is gone and isn't asked for is not missed.
    pub(super) fn whole(
        reasons: Vec<Reason>,
        asked: &BTreeSet<Kind>,
        earlier: Option<(&Store, &Record)>,
    ) -> Self {
        let there = earlier.into_iter().flat_map(|(store, record)| {
            record.files.iter().filter(|file| store.is_whole(file) != Whole::Gone)
        });
        let kinds = asked.iter().copied().chain(there.map(|file| file.kind)).collect();
        Self { reasons, kinds, whole: true }
    }

    /// What lacks or was altered of a pack that is otherwise as it should be.
    pub(super) fn lacking(asked: &BTreeSet<Kind>, store: &Store, record: &Record) -> Self {
        let mut plan = Self::default();
        for kind in Kind::ALL {
            let state = record.file(kind).map(|file| store.is_whole(file));
            let reason = match (state, asked.contains(&kind)) {
                (None, true) => Reason::Lacks(kind),
                (Some(Whole::Gone), true) => Reason::Gone(kind),
                // It would say something else than the files beside it.
                (Some(Whole::Altered), _) => Reason::Altered(kind),
                (Some(Whole::Yes), _) | (None | Some(Whole::Gone), false) => continue,
            };
            plan.reasons.push(reason);
            plan.kinds.insert(kind);
        }
        plan
    }
}

/// Whether a record names a file that is gone.
pub(super) fn names_gone(store: &Store, record: &Record) -> bool {
    record.files.iter().any(|file| !store.has(&file.path()))
}

/// Files with the names of a pack's that are not of it: of a run that was broken off, or of somebody else. They are
/// never touched unless they are asked for.
pub(super) fn strangers(
    store: &Store,
    target: &Target,
    record: &Record,
) -> impl Iterator<Item = PathBuf> {
    Kind::ALL
        .into_iter()
        .filter(|kind| record.file(*kind).is_none())
        .map(|kind| target.file(kind))
        .filter(|path| store.has(path))
}
