//! Lays a profile over what the service says: fields that an indicator of the profile leaves out are
//! those of the service. What the profile says is never changed.

use std::collections::BTreeSet;

use serde::Serialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::comparison::{Level, Method, Polarity, PolarityBasis};
use crate::model::profile::ValueType;
use crate::model::snapshot::{Base, BaseIndicator};

/// What the service says, in the fields of a profile.
#[derive(Debug, Serialize)]
struct Said {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    topics: Vec<String>,
    polarity: Option<Polarity>,
    polarity_basis: Option<PolarityBasis>,
    polarity_source: Option<String>,
    method: Option<Method>,
    level: Option<Level>,
    value_type: Option<ValueType>,
    unit: Option<String>,
    decimals: Option<u8>,
}

#[derive(Debug, Serialize)]
struct Topics {
    topic: Vec<Topic>,
}

#[derive(Debug, Serialize)]
struct Topic {
    id: String,
    name: String,
}

/// What to add to a profile: a text of topics, and one for each indicator.
#[derive(Debug, Default)]
pub(super) struct Additions {
    topics: String,
    indicators: Vec<Option<String>>,
}

/// Works out what to add to a profile.
pub(super) fn additions(table: &DeTable<'_>, base: &Base) -> Additions {
    let own = own_topics(table);
    let mut used = BTreeSet::new();
    let mut indicators = Vec::new();
    for entry in elements(table, "indicator") {
        let said = said(entry.get_ref(), base, &own);
        match entry.get_ref().get("topics").and_then(|topics| topics.get_ref().as_array()) {
            Some(topics) => {
                used.extend(
                    topics.iter().filter_map(|id| id.get_ref().as_str()).map(str::to_owned),
                );
            }
            None => used.extend(said.iter().flat_map(|said| said.topics.clone())),
        }
        indicators.push(said.and_then(|said| toml::to_string(&said).ok()));
    }
    // A group that no topic of the profile is called is a topic by its own name.
    let lacks = |id: &str| used.contains(id) && !own.iter().any(|(own, _)| own == id);
    let topic = base.topics.iter().filter(|it| lacks(&it.id));
    let topic = topic.map(|it| Topic { id: it.id.clone(), name: it.name.clone() }).collect();
    Additions { topics: toml::to_string(&Topics { topic }).unwrap_or_default(), indicators }
}

/// Adds to a profile. Faults of what is added are told at the indicator's place.
pub(super) fn add<'t>(table: &mut DeTable<'t>, additions: &'t Additions) {
    add_topics(table, &additions.topics);
    let Some(DeValue::Array(entries)) = table.get_mut("indicator").map(Spanned::get_mut) else {
        return;
    };
    for (entry, text) in entries.iter_mut().zip(&additions.indicators) {
        let span = entry.span();
        if let (DeValue::Table(entry), Some(text)) = (entry.get_mut(), text) {
            add_to(entry, text, span);
        }
    }
}

fn add_topics<'t>(table: &mut DeTable<'t>, text: &'t str) {
    let Ok(added) = DeTable::parse(text) else {
        return;
    };
    for (key, value) in added.into_inner() {
        let DeValue::Array(more) = value.into_inner() else {
            continue;
        };
        if more.is_empty() {
            continue;
        }
        match table.get_mut(key.get_ref().as_ref()).map(Spanned::get_mut) {
            Some(DeValue::Array(topics)) => more.into_iter().for_each(|topic| topics.push(topic)),
            // Not a list: the profile's own fault, told later.
            Some(_) => {}
            None => {
                table.insert(key, Spanned::new(0..0, DeValue::Array(more)));
            }
        }
    }
}

fn add_to<'t>(table: &mut DeTable<'t>, text: &'t str, span: std::ops::Range<usize>) {
    let Ok(added) = DeTable::parse(text) else {
        return;
    };
    let judged = table.contains_key("polarity");
    for (key, value) in added.into_inner() {
        // Which way is good and where that is known from belong together.
        let of_polarity = key.get_ref().starts_with("polarity");
        if table.contains_key(key.get_ref().as_ref()) || (of_polarity && judged) {
            continue;
        }
        let key = Spanned::new(span.clone(), key.into_inner());
        table.insert(key, Spanned::new(span.clone(), value.into_inner()));
    }
}

fn elements<'t, 'a>(table: &'a DeTable<'t>, name: &str) -> &'a [Spanned<DeValue<'t>>] {
    table.get(name).and_then(|value| value.get_ref().as_array()).map_or(&[], |array| array)
}

/// The profile's topics: each id, with everything it is called.
fn own_topics(table: &DeTable<'_>) -> Vec<(String, Vec<String>)> {
    let topics = elements(table, "topic").iter().filter_map(|topic| {
        let topic = topic.get_ref();
        let id = topic.get("id")?.get_ref().as_str()?.to_owned();
        let mut called = vec![plain(&id)];
        called.extend(topic.get("name").and_then(|name| name.get_ref().as_str()).map(plain));
        if let Some(aliases) = topic.get("aliases").and_then(|it| it.get_ref().as_array()) {
            called.extend(aliases.iter().filter_map(|alias| alias.get_ref().as_str()).map(plain));
        }
        Some((id, called))
    });
    topics.collect()
}

/// A name's letters and digits, in lower case.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What the service says of an indicator of the profile.
fn said(entry: &DeValue<'_>, base: &Base, own: &[(String, Vec<String>)]) -> Option<Said> {
    let text = |field: &str| entry.get(field).and_then(|value| value.get_ref().as_str());
    let id: u32 = entry.get("id")?.get_ref().as_integer()?.as_str().parse().ok()?;
    let fits = |given: Option<&str>, said: &str| {
        given.is_none_or(|given| plain(given) == plain(said) || said.is_empty())
    };
    let of_id: Vec<&BaseIndicator> = base
        .indicators
        .iter()
        .filter(|said| {
            said.id == id && fits(text("sex"), &said.sex) && fits(text("age"), &said.age)
        })
        .collect();
    // Where sexes or ages differ and the profile names none, only what they agree on is taken.
    let polarity = agreed(&of_id, |said| said.polarity);
    let is_known =
        polarity.is_some_and(|it| matches!(it, Polarity::HighIsGood | Polarity::LowIsGood));
    Some(Said {
        topics: topics(&of_id, base, own),
        polarity,
        polarity_basis: polarity.map(|_| match is_known {
            true => PolarityBasis::Documented,
            false => PolarityBasis::None,
        }),
        polarity_source: is_known.then(|| format!("Fingertips, profile \"{}\"", base.title)),
        method: agreed(&of_id, |said| said.method),
        level: agreed(&of_id, |said| said.level),
        value_type: agreed(&of_id, |said| said.value_type),
        unit: agreed(&of_id, |said| said.unit.clone()),
        decimals: agreed(&of_id, |said| said.decimals).flatten(),
    })
}

fn agreed<T: PartialEq>(
    of_id: &[&BaseIndicator],
    field: impl Fn(&BaseIndicator) -> T,
) -> Option<T> {
    let (first, rest) = of_id.split_first()?;
    let value = field(first);
    rest.iter().all(|other| field(other) == value).then_some(value)
}

/// The ids of the profile's topics that the service's groups are, by name or alias; the service's own id
/// for a group that is none of them.
fn topics(of_id: &[&BaseIndicator], base: &Base, own: &[(String, Vec<String>)]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for said in of_id.iter().flat_map(|said| &said.topics) {
        let name =
            base.topics.iter().find(|topic| topic.id == *said).map(|topic| plain(&topic.name));
        let is_it = |called: &String| Some(called) == name.as_ref() || *called == plain(said);
        let known = own.iter().find(|(_, called)| called.iter().any(is_it)).map(|(id, _)| id);
        let id = known.unwrap_or(said);
        if !found.contains(id) {
            found.push(id.clone());
        }
    }
    found
}
