//! The national context as a reader meets it: each fact with its year, ages, instrument and source.

use std::collections::BTreeSet;

use super::words;
use crate::model::context::{ContextFact, ContextSource, TopicContext};
use crate::model::pack::Pack;
use crate::model::view::{ContextSourceView, ContextView};

/// The facts of a topic.
pub(super) fn facts(context: &TopicContext) -> Vec<ContextView> {
    let view = |fact: &ContextFact| ContextView {
        sentence: fact.sentence.clone(),
        basis: basis(fact),
        cite: cite(&fact.source),
    };
    context.facts.iter().map(view).collect()
}

/// The publications that the pack's facts rest on.
pub(super) fn sources(pack: &Pack) -> Vec<ContextSourceView> {
    let facts = pack.topics.iter().flat_map(|topic| &topic.context.facts);
    let sources: BTreeSet<&ContextSource> = facts.map(|fact| &*fact.source).collect();
    sources
        .into_iter()
        .map(|source| ContextSourceView { cite: cite(source), title: source.title.clone() })
        .collect()
}

/// "NHS Digital, 2018".
fn cite(source: &ContextSource) -> String {
    format!("{}, {}", source.publisher, source.published)
}

/// "2017, ages 5 to 19, diagnostic assessment".
fn basis(fact: &ContextFact) -> String {
    let ages = fact.ages.as_ref().map_or_else(String::new, |ages| format!(", ages {ages}"));
    format!("{}{ages}, {}", words::period(&fact.period), fact.measure)
}
