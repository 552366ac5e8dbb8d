//! Reads the national context: `data/national_context.toml`, whose first lines say how it is written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::toml_place::place_of;
use crate::error::{Problem, Problems};
use crate::model::context::{ContextFact, ContextSource, NationalContext, TopicContext};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    source: Vec<Spanned<Source>>,
    #[serde(default)]
    topic: Vec<Spanned<Topic>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    id: String,
    publisher: String,
    published: u16,
    title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Topic {
    id: String,
    caution: Option<String>,
    #[serde(default)]
    fact: Vec<Spanned<Fact>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fact {
    sentence: String,
    period: String,
    ages: Option<String>,
    measure: String,
    source: String,
}

/// Reads and checks the text of a national context.
///
/// # Errors
///
/// Everything that is wrong with it, by line.
pub fn context(text: &str, path: &Path) -> Result<NationalContext, Problems> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file: File = toml::from_str(text).map_err(|error| {
        let what = error.message().trim().replace('\n', ", ");
        Problem::at(what, place_of(text, path, error.span()))
    })?;
    let mut problems = Vec::new();
    let mut wrong = |span: std::ops::Range<usize>, what: String, hint: &str| {
        problems.push(Problem::at(what, place_of(text, path, Some(span))).hint(hint));
    };

    let mut sources: BTreeMap<&str, Arc<ContextSource>> = BTreeMap::new();
    for source in &file.source {
        let span = source.span();
        let Source { id, publisher, published, title } = source.get_ref();
        for (name, text) in [("id", id), ("publisher", publisher), ("title", title)] {
            if text.trim().is_empty() {
                wrong(span.clone(), format!("the source's `{name}` is empty"), "fill it in");
            }
        }
        if !(1900..=2100).contains(published) {
            wrong(span.clone(), format!("`{published}` is no year"), "write it as 2018");
        }
        let known = ContextSource {
            publisher: publisher.clone(),
            published: *published,
            title: title.clone(),
        };
        if sources.insert(id, Arc::new(known)).is_some() {
            wrong(span, format!("two sources are called `{id}`"), "give each its own id");
        }
    }

    let mut topics: Vec<(String, TopicContext)> = Vec::new();
    let mut used = BTreeSet::new();
    for topic in &file.topic {
        let Topic { id, caution, fact } = topic.get_ref();
        if topics.iter().any(|(other, _)| other == id) {
            let hint = "put all its facts under the first";
            wrong(topic.span(), format!("the topic `{id}` comes twice"), hint);
        }
        let mut facts = Vec::new();
        for fact in fact {
            let span = fact.span();
            let Fact { sentence, period, ages, measure, source } = fact.get_ref();
            for (name, text) in [("sentence", sentence), ("period", period), ("measure", measure)] {
                if text.trim().is_empty() {
                    wrong(span.clone(), format!("the fact's `{name}` is empty"), "fill it in");
                }
            }
            used.insert(source.as_str());
            let Some(known) = sources.get(source.as_str()) else {
                let hint = "add it as `[[source]]`, or correct the fact's `source`";
                wrong(span, format!("there is no source `{source}`"), hint);
                continue;
            };
            facts.push(ContextFact {
                sentence: sentence.trim().to_owned(),
                period: period.clone(),
                ages: ages.clone(),
                measure: measure.clone(),
                source: Arc::clone(known),
            });
        }
        if caution.is_none() && could_be_taken_for_a_series(&facts) {
            let hint = "say in `caution` that they are different surveys, ages or measures";
            let what = format!("the facts of `{id}` could be taken for one series");
            wrong(topic.span(), what, hint);
        }
        topics.push((id.clone(), TopicContext { facts, caution: caution.clone() }));
    }
    for source in file.source.iter().filter(|source| !used.contains(source.get_ref().id.as_str())) {
        let what = format!("no fact rests on the source `{}`", source.get_ref().id);
        wrong(source.span(), what, "remove it, or name it in a fact");
    }
    Problems::none_or(problems)?;
    Ok(NationalContext { topics })
}

/// Whether two facts count people of some ages, in different years, at different ages or by different
/// measures: a reader would put their numbers in a row.
fn could_be_taken_for_a_series(facts: &[ContextFact]) -> bool {
    let mut counted = facts.iter().filter(|fact| fact.ages.is_some());
    let key = |fact: &ContextFact| (fact.period.clone(), fact.ages.clone(), fact.measure.clone());
    let first = counted.next().map(key);
    counted.any(|fact| Some(key(fact)) != first)
}
