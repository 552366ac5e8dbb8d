//! Makes the base of a profile from what the service says: groups in order, and for each indicator its
//! polarity, method, level, kind, unit and decimals, in the words of a profile.

use std::collections::BTreeMap;

use super::answers::{Group, Metadata, Named, Root, Summary, Unit};
use crate::model::comparison::{Level, Method, Polarity};
use crate::model::profile::ValueType;
use crate::model::snapshot::{Base, BaseIndicator, BaseTopic};

/// What the service said of indicators.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// The groups, in order.
    pub(super) groups: Vec<Group>,
    /// By group, for each kind of area: what is in it.
    pub(super) roots: Vec<(u32, Vec<Root>)>,
    pub(super) summaries: Vec<Summary>,
    pub(super) metadata: BTreeMap<u32, Metadata>,
    /// If not empty, only these are wanted.
    pub(super) only: Vec<u32>,
}

/// The service's id of England as a benchmark.
const ENGLAND: i64 = 4;

/// The base of a profile with the service's name of it.
pub(super) fn base(title: &str, said: &Said) -> Base {
    let topics = topics(&said.groups);
    let mut indicators: Vec<BaseIndicator> = Vec::new();
    for topic in &topics {
        let roots = said.roots.iter().filter(|(group, _)| *group == topic.group);
        let mut roots: Vec<&Root> = roots.flat_map(|(_, roots)| roots).collect();
        roots.sort_by_key(|root| root.sequence);
        for root in roots {
            if !said.only.is_empty() && !said.only.contains(&root.id) {
                continue;
            }
            let (sex, age) = (name(root.sex.as_ref()), name(root.age.as_ref()));
            let same = |known: &&mut BaseIndicator| {
                known.id == root.id && known.sex == sex && known.age == age
            };
            match indicators.iter_mut().find(same) {
                Some(known) if known.topics.contains(&topic.id) => {}
                Some(known) => known.topics.push(topic.id.clone()),
                None => indicators.push(indicator(root, sex, age, &topic.id, said)),
            }
        }
    }
    Base { title: title.to_owned(), topics, indicators }
}

fn topics(groups: &[Group]) -> Vec<BaseTopic> {
    let mut groups: Vec<&Group> = groups.iter().collect();
    groups.sort_by_key(|group| group.sequence);
    let mut topics: Vec<BaseTopic> = Vec::new();
    for group in groups {
        let plain = kebab(&group.name);
        let mut id = if plain.is_empty() { format!("group-{}", group.id) } else { plain.clone() };
        if topics.iter().any(|topic| topic.id == id) {
            id = format!("{plain}-{}", group.id);
        }
        topics.push(BaseTopic { group: group.id, id, name: tidy(&group.name) });
    }
    topics
}

fn indicator(root: &Root, sex: String, age: String, topic: &str, said: &Said) -> BaseIndicator {
    let metadata = said.metadata.get(&root.id);
    let summary = said.summaries.iter().find(|summary| summary.id == root.id);
    let (polarity, unlike_polarity) = polarity(root.polarity_id);
    let value_type = metadata
        .and_then(|metadata| metadata.value_type.as_ref())
        .or_else(|| summary?.value_type.as_ref())
        .map_or(ValueType::Other, value_type);
    let (asked, unlike_method) = method(root.comparator_method_id);
    let is_compared = polarity != Polarity::NotApplicable || asked == Method::PlanStatus;
    let method = if is_compared && suits(asked, value_type) { asked } else { Method::None };
    let unsuited =
        (is_compared && method != asked).then(|| format!("{asked:?} for {value_type:?}"));
    let unlike: Vec<String> =
        [unlike_polarity, unlike_method, unsuited].into_iter().flatten().collect();
    BaseIndicator {
        id: root.id,
        name: indicator_name(metadata, summary, root.id),
        sex,
        age,
        topics: vec![topic.to_owned()],
        polarity,
        method,
        level: level(root),
        value_type,
        unit: unit(metadata.and_then(|m| m.unit.as_ref()).or_else(|| summary?.unit.as_ref())),
        decimals: metadata
            .and_then(|metadata| metadata.decimal_places_displayed)
            .and_then(|decimals| u8::try_from(decimals).ok())
            .filter(|decimals| *decimals <= 6),
        unlike: (!unlike.is_empty()).then(|| unlike.join("; ")),
    }
}

fn indicator_name(metadata: Option<&Metadata>, summary: Option<&Summary>, id: u32) -> String {
    let of_metadata = || metadata?.descriptive.as_ref()?.get("Name")?.as_str();
    let of_summary = || summary?.indicator_name.as_deref();
    of_metadata().or_else(of_summary).map_or_else(|| format!("Indicator {id}"), tidy)
}

fn name(named: Option<&Named>) -> String {
    named.and_then(|named| named.name.as_deref()).map(tidy).unwrap_or_default()
}

/// One space between words.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name as an id: lower case words joined by hyphens.
pub(super) fn kebab(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<String> =
        words.filter(|word| !word.is_empty()).map(str::to_ascii_lowercase).collect();
    words.join("-")
}

/// The words for a polarity id, and what there is no word for.
fn polarity(id: Option<i64>) -> (Polarity, Option<String>) {
    match id {
        Some(-1) => (Polarity::NotApplicable, None),
        Some(0) => (Polarity::LowIsGood, None),
        Some(1) => (Polarity::HighIsGood, None),
        Some(99) => (Polarity::NoJudgement, None),
        Some(other) => (Polarity::NoJudgement, Some(format!("polarity {other}"))),
        None => (Polarity::NoJudgement, Some("no polarity is given".to_owned())),
    }
}

/// The words for a comparator method id, and what there is no word for.
fn method(id: Option<i64>) -> (Method, Option<String>) {
    let method = match id {
        Some(-1 | 0) => Method::None,
        Some(1) => Method::OneInterval,
        Some(5) => Method::SpcProportion,
        Some(6) => Method::SpcRate,
        Some(12) => Method::TwoIntervals,
        Some(14) => Method::PlanStatus,
        Some(15) => Method::Quintiles,
        Some(16) => Method::Quartiles,
        Some(17) => Method::TwoLevels,
        Some(other) => return (Method::None, Some(format!("comparator method {other}"))),
        None => return (Method::None, Some("no comparator method is given".to_owned())),
    };
    (method, None)
}

/// Whether a method makes sense for a kind of value: the same rule as that of a profile.
fn suits(method: Method, value_type: ValueType) -> bool {
    use ValueType::{Count, CrudeRate, DirectlyStandardisedRate, Proportion};
    match method {
        Method::SpcProportion => value_type == Proportion,
        Method::SpcRate => matches!(value_type, CrudeRate | DirectlyStandardisedRate),
        Method::OneInterval | Method::TwoLevels | Method::TwoIntervals => value_type != Count,
        Method::PlanStatus => value_type == ValueType::Other,
        Method::Quintiles | Method::Quartiles | Method::None | Method::Goal => true,
    }
}

fn level(root: &Root) -> Level {
    let against_england =
        root.grouping.iter().find(|grouping| grouping.comparator_id == Some(ENGLAND));
    match against_england.or_else(|| root.grouping.first()).and_then(|grouping| grouping.sig_level)
    {
        Some(level) if level > 99.0 => Level::P998,
        _ => Level::P95,
    }
}

fn value_type(named: &Named) -> ValueType {
    match named.id {
        Some(1) => ValueType::DirectlyStandardisedRate,
        Some(2) => ValueType::IndirectlyStandardisedRatio,
        Some(3) => ValueType::CrudeRate,
        Some(5) => ValueType::Proportion,
        Some(6) => ValueType::Ratio,
        Some(7) => ValueType::Count,
        Some(8 | 20) => ValueType::Mean,
        _ => ValueType::Other,
    }
}

fn unit(unit: Option<&Unit>) -> String {
    unit.and_then(|unit| unit.label.as_deref()).map(tidy).unwrap_or_default()
}
