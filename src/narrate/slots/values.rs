//! What a writer's text can ask for: `indicator("slug").value`, `topic("id").worse`, `area.name`. Everything
//! comes from the View as it is formatted there. Which facts a text used is recorded.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::value::{Object, ObjectRepr, Serde};
use minijinja::{Error, ErrorKind, Value, context};

use crate::model::near::did_you_mean;
use crate::model::slot::UsedFact;
use crate::model::view::{IndicatorView, TopicView, View};
use crate::narrate::filters;

/// The names that follow `indicator("…").`.
pub(super) const FACTS: [&str; 31] = [
    "value",
    "value_with_unit",
    "unit",
    "label",
    "name",
    "population",
    "period",
    "interval",
    "count",
    "england",
    "benchmark",
    "region",
    "previous",
    "previous_period",
    "judgement",
    "trend",
    "rank",
    "caveat",
    "sentence",
    "source",
    "has_value",
    "is_compared",
    "is_worse",
    "is_better",
    "is_similar",
    "is_higher",
    "is_lower",
    "is_increasing",
    "is_decreasing",
    "is_getting_worse",
    "is_getting_better",
];

/// The names that follow `topic("…").`.
const TOPIC_FACTS: [&str; 7] = ["name", "worse", "better", "higher", "lower", "similar", "no_data"];

/// What marks a fact of a topic among those of indicators.
const TOPIC: &str = "topic:";

/// Other names that a text can use.
const NAMES: [&str; 6] = ["indicator", "topic", "area", "benchmark", "date", "title"];

/// The names that follow `area.`.
const AREA_FACTS: [&str; 6] = ["name", "named", "code", "kind", "region", "population"];

/// What a text used, and what it asked for and was not there.
#[derive(Debug, Default)]
pub(super) struct Log {
    pub(super) facts: Vec<UsedFact>,
    /// Facts without a value that the text asked for, the last one last.
    missing: Vec<String>,
    /// Those that were printed.
    pub(super) printed_missing: BTreeSet<String>,
}

pub(super) type SharedLog = Arc<Mutex<Log>>;

/// Locks a log: a panic elsewhere leaves it as good as it was.
pub(super) fn locked(log: &SharedLog) -> std::sync::MutexGuard<'_, Log> {
    log.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What stands in a text for a fact that has no value here.
pub(super) const NOT_AVAILABLE: &str = "not available";

/// Notes that a fact without a value is printed.
pub(super) fn print_missing(log: &SharedLog) {
    let mut log = locked(log);
    if let Some(last) = log.missing.pop() {
        log.printed_missing.insert(last);
    }
}

/// Everything a text can name.
pub(super) fn context(view: &View, log: &SharedLog) -> Value {
    let view = Arc::new(view.clone());
    let indicators = Arc::clone(&view);
    let topics = Arc::clone(&view);
    let log = Arc::clone(log);
    let topic_log = Arc::clone(&log);
    let indicator = Value::from_function(move |which: Value| indicator(&indicators, &log, &which));
    let topic = Value::from_function(move |which: String| topic(&topics, &topic_log, &which));
    context! {
        indicator => indicator,
        topic => topic,
        area => Value::from(Serde(view.area.clone())),
        benchmark => view.benchmark_named.clone().unwrap_or_else(|| view.area.named.clone()),
        date => view.date_words.clone(),
        title => view.title.clone(),
    }
}

/// "did you mean …?" for a name that is not known.
pub(super) fn near_name(words: &str) -> Option<String> {
    let mut names = words.trim().split('.').map(str::trim);
    let first = names.next().unwrap_or_default();
    let first = first.split('(').next().unwrap_or_default();
    if !NAMES.contains(&first) {
        return did_you_mean(first, NAMES);
    }
    let last = names.next_back()?;
    if first == "topic" {
        return did_you_mean(last, TOPIC_FACTS);
    }
    did_you_mean(last, AREA_FACTS)
}

fn indicator(view: &Arc<View>, log: &SharedLog, which: &Value) -> Result<Value, Error> {
    let name = which.as_str().map_or_else(|| which.to_string(), str::to_owned);
    let name = name.trim();
    let found = match view.indicators.get(name) {
        Some(found) => found,
        None => by_id(view, name)?,
    };
    Ok(Value::from_object(Facts::new(view, found, log)))
}

fn by_id<'a>(view: &'a View, typed: &str) -> Result<&'a IndicatorView, Error> {
    let wrong = |what: String| Error::new(ErrorKind::InvalidOperation, what);
    let id: Option<u32> = typed.parse().ok();
    let with_id: Vec<&IndicatorView> =
        view.indicators.values().filter(|indicator| Some(indicator.id) == id).collect();
    match with_id.as_slice() {
        [only] => Ok(only),
        [] => {
            let near = did_you_mean(typed, view.indicators.keys().map(String::as_str));
            let near = near.unwrap_or_else(|| "`jsnapack indicators` lists them".to_owned());
            Err(wrong(format!("no indicator is called `{typed}`; {near}")))
        }
        several => {
            let slugs: Vec<String> =
                several.iter().map(|indicator| format!("`{}`", indicator.slug)).collect();
            Err(wrong(format!(
                "`{typed}` is the id of {}; use one of these names",
                slugs.join(" and ")
            )))
        }
    }
}

/// The value of England or of the region, by its name, whatever the pack compares with; none where the pack shows
/// no value of it.
fn value_of(view: &View, indicator: &IndicatorView, area: &str) -> Option<String> {
    let value = if view.area.name == area {
        return indicator.has_value.then(|| indicator.value.clone());
    } else if view.benchmark.as_deref() == Some(area) {
        &indicator.benchmark
    } else if view.comparator.as_deref() == Some(area) {
        &indicator.comparator
    } else {
        return None;
    };
    (!value.is_empty()).then(|| value.clone())
}

/// One indicator as a text sees it.
struct Facts {
    view: IndicatorView,
    england: Option<String>,
    region: Option<String>,
    /// "In Liverpool in 2023/24, 9.1% of …."
    sentence: Option<String>,
    log: SharedLog,
}

impl fmt::Debug for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "indicator(\"{}\")", self.view.slug)
    }
}

impl Object for Facts {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        let Some(value) = self.fact(name) else {
            let near = did_you_mean(name, FACTS).unwrap_or_else(|| {
                format!("it has {}", FACTS.map(|name| format!("`{name}`")).join(", "))
            });
            let what = format!("an indicator has no `{name}`; {near}");
            return Some(Value::from(Error::new(ErrorKind::InvalidOperation, what)));
        };
        let mut log = locked(&self.log);
        let fact = UsedFact {
            indicator: self.view.slug.clone(),
            fact: name.to_owned(),
            was: if value.is_none() { String::new() } else { value.to_string() },
        };
        if value.is_none() {
            log.missing.push(format!("indicator(\"{}\").{name}", self.view.slug));
        }
        if !log.facts.contains(&fact) {
            log.facts.push(fact);
        }
        Some(value)
    }
}

impl Facts {
    fn new(view: &View, found: &IndicatorView, log: &SharedLog) -> Self {
        Self {
            england: value_of(view, found, "England"),
            region: view.area.region.as_ref().and_then(|region| value_of(view, found, region)),
            sentence: found
                .sentence
                .as_ref()
                .map(|sentence| format!("In {} in {}, {sentence}.", view.area.named, found.period)),
            view: found.clone(),
            log: Arc::clone(log),
        }
    }

    /// A fact by its name; a value of none where it is not there for this area.
    fn fact(&self, name: &str) -> Option<Value> {
        let view = &self.view;
        let class = view.against_benchmark.class.as_str();
        let trend = view.trend.phrase.as_str();
        let text = |text: &str| {
            if text.is_empty() { Value::from(()) } else { Value::from(text) }
        };
        let maybe = |text: Option<&String>| text.map_or(Value::from(()), Value::from);
        Some(match name {
            "value" => text(&view.value),
            "value_with_unit" => text(&view.value_with_unit),
            "unit" => text(&view.unit),
            "label" => text(&view.label),
            "name" => text(&view.name),
            "population" => text(&view.population),
            "period" => text(&view.period),
            "interval" => text(&view.interval_words),
            "count" => text(&view.count_words),
            "england" => maybe(self.england.as_ref()),
            "benchmark" => text(&view.benchmark),
            "region" => maybe(self.region.as_ref()),
            "previous" => text(&view.previous),
            "previous_period" => text(&view.previous_period),
            "judgement" => text(&filters::running(&view.against_benchmark.phrase)),
            "trend" => text(&filters::running(trend)),
            "rank" => maybe(view.rank.as_ref()),
            "caveat" => maybe(view.caveat.as_ref()),
            "sentence" => maybe(self.sentence.as_ref()),
            "source" => text(&view.source),
            "has_value" => Value::from(view.has_value),
            "is_compared" => Value::from(class != "not-compared"),
            "is_worse" => Value::from(["worse", "worst"].contains(&class)),
            "is_better" => Value::from(["better", "best"].contains(&class)),
            "is_similar" => Value::from(class == "similar"),
            "is_higher" => Value::from(["higher", "highest"].contains(&class)),
            "is_lower" => Value::from(["lower", "lowest"].contains(&class)),
            "is_increasing" => Value::from(view.trend.direction == "increasing"),
            "is_decreasing" => Value::from(view.trend.direction == "decreasing"),
            "is_getting_worse" => Value::from(trend.ends_with("getting worse")),
            "is_getting_better" => Value::from(trend.ends_with("getting better")),
            _ => return None,
        })
    }
}

fn topic(view: &Arc<View>, log: &SharedLog, which: &str) -> Result<Value, Error> {
    let Some(topic) = view.topics.iter().find(|topic| topic.id == which) else {
        let near = did_you_mean(which, view.topics.iter().map(|topic| topic.id.as_str()));
        let ids: Vec<String> = view.topics.iter().map(|topic| format!("`{}`", topic.id)).collect();
        let near = near.unwrap_or_else(|| format!("there are {}", ids.join(", ")));
        let what = format!("no topic is called `{which}`; {near}");
        return Err(Error::new(ErrorKind::InvalidOperation, what));
    };
    Ok(Value::from_object(TopicFacts { view: topic.clone(), log: Arc::clone(log) }))
}

/// One topic as a text sees it.
struct TopicFacts {
    view: TopicView,
    log: SharedLog,
}

impl fmt::Debug for TopicFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "topic(\"{}\")", self.view.id)
    }
}

impl Object for TopicFacts {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        let labels = topic_fact(&self.view, name)?;
        let fact = UsedFact {
            indicator: format!("{TOPIC}{}", self.view.id),
            fact: name.to_owned(),
            was: labels.join("; "),
        };
        let mut log = locked(&self.log);
        if !log.facts.contains(&fact) {
            log.facts.push(fact);
        }
        Some(if name == "name" { Value::from(labels.concat()) } else { Value::from(labels) })
    }
}

/// A fact about a topic: its name, or the labels of its indicators in a class.
fn topic_fact(topic: &TopicView, name: &str) -> Option<Vec<String>> {
    match name {
        "name" => Some(vec![topic.name.clone()]),
        "no_data" => Some(topic.no_data.clone()),
        class if TOPIC_FACTS.contains(&class) => {
            let counts = topic.counts.iter().filter(|count| count.class == class);
            Some(counts.flat_map(|count| count.labels.clone()).collect())
        }
        _ => None,
    }
}

/// What a fact that a text once used is today, as [`UsedFact`] has it; none where there is no such fact.
pub(super) fn fact_now(view: &View, of: &str, name: &str) -> Option<String> {
    if let Some(id) = of.strip_prefix(TOPIC) {
        let topic = view.topics.iter().find(|topic| topic.id == id)?;
        return topic_fact(topic, name).map(|labels| labels.join("; "));
    }
    let found = view.indicators.get(of)?;
    let value = Facts::new(view, found, &SharedLog::default()).fact(name)?;
    Some(if value.is_none() { String::new() } else { value.to_string() })
}
