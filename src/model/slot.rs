//! Slots: the named places of a report for writers' words, and the words that writers put there.
//! Specified by a template, read by `read::narrative`, filled by `narrate::slots`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::area::{Area, AreaCode, AreaType};
use super::profile::Topic;
use super::signoff::Signed;
use crate::error::Problem;
use crate::notice::Notice;

/// A slot as `template.toml` describes it. One for each topic stands for as many slots as there are topics.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlotSpec {
    /// Stable id: "why-it-matters".
    pub id: String,
    /// The heading in the report: "Why it matters".
    pub title: String,
    /// Once in a pack, or once in each topic.
    pub per: Per,
    /// Where in the pack or chapter.
    pub place: Position,
    /// What the writer is asked for.
    pub prompt: String,
    /// No more words than this.
    #[serde(default)]
    pub max_words: Option<usize>,
    /// Whether a final pack needs it.
    #[serde(default)]
    pub required: bool,
    /// What an empty one does in a draft; in a final pack it is left out.
    #[serde(default)]
    pub when_empty: WhenEmpty,
}

/// How often a slot comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Per {
    /// Once in a pack.
    Pack,
    /// Once in each topic's chapter.
    Topic,
}

/// Where a slot stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Position {
    /// Before the chapters, or before a chapter's numbers.
    Start,
    /// After them.
    End,
}

/// What an empty slot does in a draft.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhenEmpty {
    /// Its prompt is printed.
    #[default]
    Prompt,
    /// Nothing is printed.
    LeaveOut,
}

/// One slot of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Its id in a writer's file: "foreword", "services/why-it-matters".
    pub id: String,
    /// The topic whose chapter it stands in.
    pub topic: Option<Topic>,
    /// What the template says of it.
    pub spec: SlotSpec,
}

impl Slot {
    /// All slots of a pack in reading order.
    pub fn all(specs: &[SlotSpec], topics: &[Topic]) -> Vec<Self> {
        let of = |topic: Option<&Topic>, place: Option<Position>| -> Vec<Self> {
            let per = if topic.is_some() { Per::Topic } else { Per::Pack };
            let here = specs.iter().filter(|spec| spec.per == per);
            let here = here.filter(|spec| place.is_none_or(|place| spec.place == place));
            here.map(|spec| Self {
                id: match topic {
                    Some(topic) => format!("{}/{}", topic.id, spec.id),
                    None => spec.id.clone(),
                },
                topic: topic.cloned(),
                spec: spec.clone(),
            })
            .collect()
        };
        let mut slots = of(None, Some(Position::Start));
        for topic in topics {
            slots.extend(of(Some(topic), None));
        }
        slots.extend(of(None, Some(Position::End)));
        slots
    }

    /// Its title with its topic: "Services: why it matters".
    pub fn full_title(&self) -> String {
        match &self.topic {
            Some(topic) => format!("{}: {}", topic.name, self.spec.title),
            None => self.spec.title.clone(),
        }
    }
}

/// Whose words a document holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Words for every pack.
    AllAreas,
    /// Words for one area's pack; a region's are also its authorities'.
    Area(AreaCode),
}

impl std::fmt::Display for Scope {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::AllAreas => f.write_str("all areas"),
            Self::Area(code) => code.fmt(f),
        }
    }
}

/// What a writer says of a document, above its text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrontMatter {
    /// Who wrote it.
    pub author: Option<String>,
    /// How far it has come.
    pub status: Status,
    /// Who reviewed it.
    pub reviewer: Option<String>,
    /// When it is to be looked at again, `YYYY-MM-DD`.
    pub review_by: Option<String>,
}

/// How far a document has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// In work.
    #[default]
    Draft,
    /// Read by a second person.
    Reviewed,
}

/// A writer's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Where it is.
    pub path: PathBuf,
    /// What its writer says of it.
    pub front: FrontMatter,
    /// The text of each slot that stands in it, empty ones too, by slot id.
    pub texts: BTreeMap<String, SlotText>,
}

/// A slot's text as it was written, comments taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotText {
    /// Markdown with `{{ values }}`. Comments are blank; line ends are `\n`; letters are composed (NFC).
    pub text: String,
    /// The line of the file on which the text starts, counted from 1.
    pub line: u64,
    /// The level of the heading that it stands under.
    pub level: u8,
}

impl SlotText {
    /// Whether nobody has written anything.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// An image of the writers' folder, not yet read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// Why it can't be used, if it can't.
    pub fault: Option<&'static str>,
}

/// All writers' words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrative {
    /// The folder; none where there is none.
    pub folder: Option<PathBuf>,
    /// The documents.
    pub documents: BTreeMap<Scope, Arc<Document>>,
    /// What is wrong with documents. It stops the packs that would have their words.
    pub problems: BTreeMap<Scope, Vec<Problem>>,
    /// What is odd about the folder, and files whose words go nowhere.
    pub notices: Vec<Notice>,
    /// Files whose words belong to nobody: reported by `check`, and stops a final pack.
    pub homeless: Vec<Problem>,
    /// Images below the folder, by their path in it, parted by `/`.
    pub images: BTreeMap<String, ImageFile>,
}

impl Narrative {
    /// Whose words an area's pack may have, the most general first.
    pub fn scopes(area: &Area) -> Vec<Scope> {
        let mut scopes = vec![Scope::AllAreas];
        if area.area_type == AreaType::Utla || area.area_type == AreaType::District {
            scopes.extend(area.region.iter().cloned().map(Scope::Area));
        }
        scopes.push(Scope::Area(area.code.clone()));
        scopes
    }

    /// The documents of an area's pack, the most general first.
    pub fn documents_of(&self, area: &Area) -> Vec<(Scope, Arc<Document>)> {
        let found = Self::scopes(area).into_iter();
        found
            .filter_map(|scope| Some((scope.clone(), self.documents.get(&scope)?.clone())))
            .collect()
    }

    /// What is wrong with documents that an area's pack would have words of.
    pub fn problems_of(&self, area: &Area) -> Vec<Problem> {
        let found = Self::scopes(area).into_iter();
        found.filter_map(|scope| self.problems.get(&scope)).flatten().cloned().collect()
    }
}

/// How far a slot of a pack has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SlotState {
    /// Nobody has written anything.
    Empty,
    /// Written.
    Draft,
    /// Written and read by a second person.
    Reviewed,
    /// Somebody stands by this text and the numbers under it.
    SignedOff,
    /// Signed off, and numbers under it have changed since.
    Moved,
}

/// What else there is to say of a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SlotFlag {
    /// It has more words than the template allows.
    OverLimit,
    /// The day by which it was to be reviewed is past.
    ReviewOverdue,
    /// It was signed off and then edited: the sign-off is void.
    EditedSince,
    /// Something in it stops the pack.
    Faulty,
}

/// A slot of a pack after filling: for `status`, sign-off and the record of the pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotReport {
    /// Its id.
    pub id: String,
    /// Its title with its topic.
    pub title: String,
    /// Its topic's id.
    pub topic: Option<String>,
    /// How far it has come.
    pub state: SlotState,
    /// What else there is to say.
    pub flags: Vec<SlotFlag>,
    /// Whether a final pack needs it.
    pub required: bool,
    /// How many words it has.
    pub words: usize,
    /// How many it may have.
    pub max_words: Option<usize>,
    /// The file its text comes from.
    pub from: Option<PathBuf>,
    /// The line on which the text starts.
    pub line: Option<u64>,
    /// Whose text it is: "all areas", "E12000002", "E08000012".
    pub scope: Option<String>,
    /// What its writer says of the file.
    pub front: FrontMatter,
    /// The facts that the text used, in order, each once.
    pub facts: Vec<UsedFact>,
    /// Its last sign-off, and whether that still holds.
    pub signed: Option<Signed>,
    /// The text as written, comments taken out: what a sign-off is for.
    #[serde(skip)]
    pub text: String,
}

/// A fact about an indicator or topic that a text used, in a sentence or in a condition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UsedFact {
    /// The indicator's slug; for a topic `topic:` and its id.
    pub indicator: String,
    /// Which fact: "value", "is_worse".
    pub fact: String,
    /// What it was: "115.2", "true".
    pub was: String,
}
