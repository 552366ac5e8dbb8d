//! Loads writers' words, once a run, and fills the slots of packs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::ExampleWords;
use super::load::Loaded;
use crate::error::{Problem, Problems};
use crate::model::area::Area;
use crate::model::slot::{Document, Narrative, Scope, Slot};
use crate::model::view::View;
use crate::narrate::Narrator;
use crate::narrate::slots::{self, Filled, Sources};
use crate::read::narrative::{self, KnownSlot};
use crate::read::signed::{self, SignOffs};
use crate::template::{self, Template};
use crate::typeset;

/// Where words are unless somebody says otherwise.
pub(super) const FOLDER: &str = "data/narrative";
/// Where sign-offs are unless somebody says otherwise.
pub(super) const SIGN_OFFS: &str = "data/signoffs";

/// Writers' words and the slots that they are for.
#[derive(Debug)]
pub(super) struct WritersWords {
    pub narrative: Narrative,
    pub slots: Vec<Slot>,
    /// The folder of sign-offs; it need not be there.
    pub sign_off_folder: PathBuf,
    /// The area whose words are the example inside the program.
    example: Option<Scope>,
}

/// The folders that somebody named.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Folders<'a> {
    /// Writers' words.
    pub narrative: Option<&'a PathBuf>,
    /// Sign-offs.
    pub sign_offs: Option<&'a PathBuf>,
}

impl Folders<'_> {
    /// A folder of sign-offs that somebody named has to be there, wherever sign-offs are only read.
    pub(super) fn are_there(&self) -> Result<(), Problems> {
        match self.sign_offs.filter(|folder| !folder.is_dir()) {
            None => Ok(()),
            Some(folder) => Err(Problem::new(format!("there is no folder `{}`", folder.display()))
                .hint("`jsnapack narrative sign-off` makes it, with a file for each area")
                .into()),
        }
    }
}

impl WritersWords {
    /// Reads the folder. Where nobody named one, there need be none.
    pub(super) fn load(
        folders: Folders<'_>,
        template: &Template,
        loaded: &Loaded,
    ) -> Result<Self, Problems> {
        let mut words = Self::none(folders, template, loaded);
        let known = known(&words.slots, template, loaded);
        let usual = Path::new(FOLDER);
        match folders.narrative {
            Some(folder) if !folder.is_dir() => {
                return Err(Problem::new(format!("there is no folder `{}`", folder.display()))
                    .hint("`jsnapack narrative init AREA` makes it, with a file to write in")
                    .into());
            }
            Some(folder) => {
                words.narrative = narrative::narrative(folder, &loaded.directory, &known)?;
            }
            None => {
                if usual.is_dir() {
                    words.narrative = narrative::narrative(usual, &loaded.directory, &known)?;
                }
                words.add_example(loaded, &known)?;
            }
        }
        Ok(words)
    }

    /// Slots without any words.
    pub(super) fn none(folders: Folders<'_>, template: &Template, loaded: &Loaded) -> Self {
        let slots = Slot::all(&template.manifest.slots, &loaded.profile.topics);
        let usual = || Path::new(SIGN_OFFS).to_owned();
        let sign_off_folder = folders.sign_offs.cloned().unwrap_or_else(usual);
        Self { narrative: Narrative::default(), slots, sign_off_folder, example: None }
    }

    /// The words of the example, where its invented area has none of its own.
    fn add_example(&mut self, loaded: &Loaded, known: &[KnownSlot]) -> Result<(), Problems> {
        let example = match loaded.example_words() {
            None => return Ok(()),
            Some(ExampleWords::Folder(folder)) => {
                narrative::narrative(&folder, &loaded.directory, known)?
            }
            Some(ExampleWords::Inside(files)) => {
                narrative::embedded(&files, &loaded.directory, known)
            }
        };
        for (scope, document) in example.documents {
            let own = &mut self.narrative;
            if !own.documents.contains_key(&scope) && !own.problems.contains_key(&scope) {
                if let Some(problems) = example.problems.get(&scope) {
                    own.problems.insert(scope.clone(), problems.clone());
                }
                own.documents.insert(scope.clone(), document);
                self.example = Some(scope);
            }
        }
        Ok(())
    }

    /// The documents of an area, the most general first.
    pub(super) fn documents(&self, area: &Area) -> Vec<(Scope, Arc<Document>)> {
        self.narrative.documents_of(area)
    }

    /// The sign-offs of an area's texts.
    pub(super) fn sign_offs(&self, area: &Area) -> Result<SignOffs, Problem> {
        signed::sign_offs(&self.sign_off_folder, &area.code)
    }

    /// Whether somebody has a file for an area itself. The example counts where there is no other.
    pub(super) fn has_file(&self, area: &Area) -> bool {
        let scope = Scope::Area(area.code.clone());
        if self.example.as_ref() == Some(&scope) && self.narrative.folder.is_some() {
            return false;
        }
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
        match self.sign_offs(area) {
            Ok(sign_offs) => slots::judge(view, &self.slots, &mut filled, &sign_offs.list),
            Err(problem) => problems.push(problem),
        }
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
