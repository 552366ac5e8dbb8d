//! Loads writers' words, once a run, and fills the slots of packs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::load::Loaded;
use crate::error::{Problem, Problems};
use crate::model::area::Area;
use crate::model::slot::{Document, Narrative, Scope, Slot};
use crate::model::view::View;
use crate::narrate::Narrator;
use crate::narrate::slots::{self, Filled, Sources};
use crate::read::narrative::{self, KnownSlot};
use crate::template::{self, Template};
use crate::typeset;

/// Where words are unless somebody says otherwise.
pub(super) const FOLDER: &str = "data/narrative";

/// Writers' words and the slots that they are for.
#[derive(Debug)]
pub(super) struct WritersWords {
    pub narrative: Narrative,
    pub slots: Vec<Slot>,
}

impl WritersWords {
    /// Reads the folder. Where nobody named one, there need be none.
    pub(super) fn load(
        folder: Option<&PathBuf>,
        template: &Template,
        loaded: &Loaded,
    ) -> Result<Self, Problems> {
        let slots = Slot::all(&template.manifest.slots, &loaded.profile.topics);
        let usual = Path::new(FOLDER);
        let folder = match folder {
            Some(folder) => folder.as_path(),
            None if usual.is_dir() => usual,
            None => return Ok(Self::none(template, loaded)),
        };
        if !folder.is_dir() {
            return Err(Problem::new(format!("there is no folder `{}`", folder.display()))
                .hint("`jsnapack narrative init AREA` makes it, with a file to write in")
                .into());
        }
        let known = known(&slots, template, loaded);
        let narrative = narrative::narrative(folder, &loaded.directory, &known)?;
        Ok(Self { narrative, slots })
    }

    /// Slots without any words.
    pub(super) fn none(template: &Template, loaded: &Loaded) -> Self {
        let slots = Slot::all(&template.manifest.slots, &loaded.profile.topics);
        Self { narrative: Narrative::default(), slots }
    }

    /// The documents of an area, the most general first.
    pub(super) fn documents(&self, area: &Area) -> Vec<(Scope, Arc<Document>)> {
        self.narrative.documents_of(area)
    }

    /// Whether somebody has a file for an area itself.
    pub(super) fn has_file(&self, area: &Area) -> bool {
        let scope = Scope::Area(area.code.clone());
        self.narrative.documents.contains_key(&scope)
            || self.narrative.problems.contains_key(&scope)
    }

    /// Fills the slots of an area's pack. What is wrong with its documents is among the problems.
    pub(super) fn fill(
        &self,
        narrator: &Narrator,
        view: &View,
        area: &Area,
        is_final: bool,
    ) -> Filled {
        let documents = self.documents(area);
        let sources = Sources {
            slots: &self.slots,
            narrative: &self.narrative,
            documents: &documents,
            explained: narrator.terms(),
            lacks: typeset::lacks,
            is_final,
        };
        let mut filled = slots::fill(view, sources);
        let mut problems = self.narrative.problems_of(area);
        problems.append(&mut filled.problems);
        filled.problems = problems;
        filled
    }

    /// The images of a pack by virtual path.
    pub(super) fn images(&self, filled: &Filled) -> Result<BTreeMap<String, Vec<u8>>, Problems> {
        let mut images = BTreeMap::new();
        let mut problems = Vec::new();
        for (index, path) in filled.images.iter().enumerate() {
            let Some(file) = self.narrative.images.get(path) else {
                continue;
            };
            match narrative::image(file) {
                Ok(bytes) => {
                    images.insert(slots::image_file(index + 1), bytes);
                }
                Err(problem) => problems.push(problem),
            }
        }
        Problems::none_or(problems)?;
        Ok(images)
    }
}

/// The slots that a document may have: those of this template and of every other that can be found, so that one
/// folder serves all reports.
fn known(slots: &[Slot], template: &Template, loaded: &Loaded) -> Vec<KnownSlot> {
    let mut known: Vec<KnownSlot> = slots.iter().map(known_slot).collect();
    let others = template::list().unwrap_or_default();
    for other in others.iter().filter(|other| other.name != template.name) {
        let Ok(other) = template::load(&other.name) else {
            continue;
        };
        for slot in Slot::all(&other.manifest.slots, &loaded.profile.topics) {
            if !known.iter().any(|known| known.id == slot.id) {
                known.push(known_slot(&slot));
            }
        }
    }
    known
}

fn known_slot(slot: &Slot) -> KnownSlot {
    KnownSlot { id: slot.id.clone(), title: slot.spec.title.clone() }
}
