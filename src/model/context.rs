//! National context: dated, cited facts about all of England, in our own words.
//! Read by `read::context`; a topic carries those that are about it.

use std::sync::Arc;

use serde::Serialize;

/// What is known nationally about the topics.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NationalContext {
    /// The topics that have facts, by their id in the file.
    pub topics: Vec<(String, TopicContext)>,
}

/// What is known nationally about one topic.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TopicContext {
    /// Each fact by itself: facts of different surveys are no series.
    pub facts: Vec<ContextFact>,
    /// Why the facts can't be read as one series.
    pub caution: Option<String>,
}

/// A published fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContextFact {
    /// It, in one sentence.
    pub sentence: String,
    /// The year or period it is about: "2017", "2021/22".
    pub period: String,
    /// Who was measured: "5 to 19"; none where no ages are counted.
    pub ages: Option<String>,
    /// How it was found: the instrument, the review or the records.
    pub measure: String,
    /// Who published it.
    pub source: Arc<ContextSource>,
}

/// Where a fact was published.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ContextSource {
    /// Who published it: "NHS Digital".
    pub publisher: String,
    /// The year it was published.
    pub published: u16,
    /// Its title.
    pub title: String,
}

impl NationalContext {
    /// What is known about a topic that goes by these names.
    pub fn of<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> Option<&TopicContext> {
        let mut names = names.into_iter();
        names.find_map(|name| {
            let same = |id: &str| id.eq_ignore_ascii_case(name);
            self.topics.iter().find(|(id, _)| same(id)).map(|(_, context)| context)
        })
    }
}
