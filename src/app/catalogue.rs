//! What choosing packs needs to know of the data: kept beside the results, so that a run with nothing to do
//! need not read the data.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::inputs::Inputs;
use super::load::Loaded;
use super::words::WritersWords;
use crate::error::Problem;
use crate::model::area::AreaCode;
use crate::model::directory::Directory;
use crate::notice::Notice;
use crate::runs::{Digest, Store};

/// Its file in a folder of results.
pub(super) const FILE: &str = ".inputs.json";

/// What is known of the data as a whole.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Catalogue {
    /// Everything that was read, by digest.
    pub data: Digest,
    /// Every area.
    pub directory: Directory,
    /// Areas that the data has figures for.
    pub with_rows: BTreeSet<AreaCode>,
    /// What is odd about the data.
    pub notices: Vec<Notice>,
    /// Whether any number is made up.
    pub illustrative: bool,
    /// How many small numbers were withheld.
    pub withheld: usize,
    /// The packs' date.
    pub date: String,
    /// Writers' words and sign-offs, by digest.
    words: Digest,
    /// The day on which the data was found to be old, or not.
    day: String,
    /// What is known of writers' words as a whole, by the digest of the template that they are for.
    written: BTreeMap<Digest, Written>,
}

/// What is known of writers' words as a whole.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Written {
    /// What is odd about them.
    pub notices: Vec<Notice>,
    /// Files whose words belong to nobody.
    pub homeless: Vec<Problem>,
}

impl Catalogue {
    /// From the data itself.
    pub(super) fn new(loaded: &Loaded, inputs: &Inputs) -> Self {
        let codes = loaded.directory.areas.keys();
        Self {
            data: inputs.data.clone(),
            words: inputs.words.clone(),
            day: inputs.day.clone(),
            written: BTreeMap::new(),
            directory: loaded.directory.clone(),
            with_rows: codes.filter(|code| loaded.has_rows(code)).cloned().collect(),
            notices: loaded.notices.clone(),
            illustrative: loaded.dataset.is_illustrative(),
            withheld: loaded.withheld.len(),
            date: loaded.as_of.date.clone(),
        }
    }

    /// As an earlier run on the same data and words left it.
    pub(super) fn kept(store: &Store, inputs: &Inputs) -> Option<Self> {
        let kept: Self = serde_json::from_str(&store.text(FILE)?).ok()?;
        let same = kept.data == inputs.data && kept.words == inputs.words && kept.day == inputs.day;
        same.then_some(kept)
    }

    /// Whether it knows of the words for a template.
    pub(super) fn knows(&self, template: &Digest) -> bool {
        self.written.contains_key(template)
    }

    /// Takes in what is known of the words for a template.
    pub(super) fn learn(&mut self, template: &Digest, words: &WritersWords) {
        let (notices, homeless) =
            (words.narrative.notices.clone(), words.narrative.homeless.clone());
        self.written.insert(template.clone(), Written { notices, homeless });
    }

    /// What is known of the words for some templates, each thing once.
    pub(super) fn written(&self, templates: &[Digest]) -> Written {
        let mut all = Written { notices: Vec::new(), homeless: Vec::new() };
        for written in templates.iter().filter_map(|template| self.written.get(template)) {
            let new = |notice: &&Notice| !all.notices.contains(notice);
            let notices: Vec<Notice> = written.notices.iter().filter(new).cloned().collect();
            let new = |problem: &&Problem| !all.homeless.contains(problem);
            let homeless: Vec<Problem> = written.homeless.iter().filter(new).cloned().collect();
            all.notices.extend(notices);
            all.homeless.extend(homeless);
        }
        all
    }
}
