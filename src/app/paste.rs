//! What a profile lacks of what the service has, and the other way round, with the lines to paste. The
//! profile itself is never written.

use serde::{Deserialize, Serialize};

use super::changes::{Changes, GroupChange, Named, word};
use crate::model::comparison::Polarity;
use crate::model::profile::{Entry, Profile, Topic};
use crate::model::snapshot::{Base, BaseIndicator, BaseTopic};

/// How a profile and the service differ.
#[derive(Debug, Default, Serialize)]
pub(super) struct Against {
    /// Indicators of the service that the profile doesn't have, with the lines to paste.
    pub lacks: Vec<Paste>,
    /// Indicators of the profile that the service's profile doesn't have.
    pub only_here: Vec<Named>,
    /// Indicators that the two judge differently.
    pub differ: Vec<String>,
    /// Groups of the service that no topic of the profile is called, with the lines to paste.
    pub groups: Vec<Paste>,
}

/// Lines to paste.
#[derive(Debug, Serialize)]
pub(super) struct Paste {
    /// What for.
    pub what: String,
    /// The lines.
    pub lines: String,
}

/// A profile as its text has it, before the service's groups are added.
#[derive(Debug, Deserialize)]
pub(super) struct Own {
    #[serde(default, rename = "topic")]
    topics: Vec<Topic>,
}

/// Compares a profile with what the service says. `changes` tells which groups were renamed.
pub(super) fn against(
    profile: &Profile,
    own: &Own,
    base: &Base,
    changes: Option<&Changes>,
) -> Against {
    let mut against = Against::default();
    let known = |topic: &BaseTopic| known(own, topic, changes);
    for said in &base.indicators {
        match profile.indicators.iter().find(|entry| is_of(entry, said)) {
            Some(entry) => against.differ.extend(difference(entry, said)),
            None => against.lacks.push(Paste {
                what: format!("{} {} ({}, {})", said.id, said.name, said.sex, said.age),
                lines: indicator(said, profile, base, &known),
            }),
        }
    }
    for entry in &profile.indicators {
        let is_local = entry.local || entry.id >= 900_000;
        if !is_local && !base.indicators.iter().any(|said| said.id == entry.id) {
            against.only_here.push(Named { id: entry.id, name: entry.label.clone() });
        }
    }
    for topic in &base.topics {
        if own_topic(own, &topic.name, &topic.id).is_none() {
            against.groups.push(group(topic, known(topic)));
        }
    }
    against
}

fn is_of(entry: &Entry, said: &BaseIndicator) -> bool {
    let fits = |own: &Option<String>, said: &str| {
        own.as_ref().is_none_or(|own| said.is_empty() || plain(own) == plain(said))
    };
    entry.id == said.id && fits(&entry.sex, &said.sex) && fits(&entry.age, &said.age)
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The profile's topic with a name or id.
fn own_topic<'o>(own: &'o Own, name: &str, id: &str) -> Option<&'o Topic> {
    let is_it = |called: &str| plain(called) == plain(name) || plain(called) == plain(id);
    own.topics.iter().find(|topic| {
        is_it(&topic.name) || is_it(&topic.id) || topic.aliases.iter().any(|alias| is_it(alias))
    })
}

/// The profile's topic that a group of the service is, by its name now or the one it had.
fn known<'o>(own: &'o Own, topic: &BaseTopic, changes: Option<&Changes>) -> Option<&'o Topic> {
    own_topic(own, &topic.name, &topic.id).or_else(|| {
        let from = changes?.groups.iter().find_map(|change| match change {
            GroupChange::Renamed { from, to } if *to == topic.name => Some(from),
            _ => None,
        })?;
        own_topic(own, from, "")
    })
}

fn difference(entry: &Entry, said: &BaseIndicator) -> Option<String> {
    // A service that gives no polarity says nothing against the profile's.
    let silent = said.unlike.as_ref().is_some_and(|unlike| unlike.contains("polarity"));
    if entry.polarity == said.polarity || silent || said.polarity == Polarity::NotApplicable {
        return None;
    }
    Some(format!(
        "`{}` ({}): {} in the profile, {} by the service",
        entry.slug,
        entry.id,
        word(&entry.polarity),
        word(&said.polarity)
    ))
}

/// The lines of an indicator; what is left out is the service's.
fn indicator<'o>(
    said: &BaseIndicator,
    profile: &Profile,
    base: &Base,
    known: &dyn Fn(&BaseTopic) -> Option<&'o Topic>,
) -> String {
    let topics: Vec<String> = said
        .topics
        .iter()
        .map(|id| {
            let own = base.topics.iter().find(|topic| topic.id == *id).and_then(known);
            quoted(own.map_or(id.as_str(), |topic| &topic.id))
        })
        .collect();
    let unit = if said.unit.is_empty() || said.unit == "%" {
        String::new()
    } else {
        format!(" {}", said.unit)
    };
    let note = said.unlike.as_ref().map(|unlike| format!("# the service says: {unlike}\n"));
    format!(
        "[[indicator]]\n{}slug = {}\nid = {}\nsex = {}\nage = {}\nlabel = {}\nsentence = {}\ntopics = [{}]\n",
        note.unwrap_or_default(),
        quoted(&slug(said, profile)),
        said.id,
        quoted(&said.sex),
        quoted(&said.age),
        quoted(&said.name),
        quoted(&format!("the value was {{value}}{unit}")),
        topics.join(", "),
    )
}

/// A slug that the profile doesn't have yet: the first words of the name, and the id.
fn slug(said: &BaseIndicator, profile: &Profile) -> String {
    let words = said.name.split(|letter: char| !letter.is_ascii_alphanumeric());
    let mut slug: Vec<String> =
        words.filter(|word| word.len() > 2).take(5).map(str::to_ascii_lowercase).collect();
    slug.push(said.id.to_string());
    let (own, sex) = (slug.join("-"), said.sex.to_ascii_lowercase());
    let is_taken = profile.indicators.iter().any(|entry| entry.id == said.id);
    if is_taken && sex.bytes().all(|byte| byte.is_ascii_lowercase()) && !sex.is_empty() {
        return format!("{own}-{sex}");
    }
    own
}

/// The lines of a group: an alias where it is another name of a topic, else a topic.
fn group(topic: &BaseTopic, known: Option<&Topic>) -> Paste {
    let BaseTopic { id, name, .. } = topic;
    match known {
        Some(own) => {
            let aliases = own.aliases.iter().map(String::as_str).chain([name.as_str()]);
            let aliases: Vec<String> = aliases.map(quoted).collect();
            Paste {
                what: format!("the topic `{}` is called `{name}` now", own.id),
                lines: format!("aliases = [{}]\n", aliases.join(", ")),
            }
        }
        None => Paste {
            what: format!(
                "no topic is called `{name}`: add it to the aliases of one, or as a topic"
            ),
            lines: format!("[[topic]]\nid = {}\nname = {}\n", quoted(id), quoted(name)),
        },
    }
}

/// A text as TOML has it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
