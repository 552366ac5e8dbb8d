//! What must hold in a profile for packs to be made with it.

use std::collections::BTreeSet;

use super::profile::Lines;
use super::profile_goal::{check_averages, check_goal};
use crate::error::Problem;
use crate::model::comparison::{Method, Polarity, PolarityBasis};
use crate::model::profile::{Entry, Profile, ValueType};

/// Everything that is wrong with a profile that could be read.
pub(super) fn check(profile: &Profile, lines: &Lines<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    if profile.title.trim().is_empty() {
        problems.push(Problem::at("the title is empty", lines.whole()));
    }
    for (what, is_empty) in
        [("topic", profile.topics.is_empty()), ("indicator", profile.indicators.is_empty())]
    {
        if is_empty {
            problems.push(
                Problem::at(format!("there is no {what}"), lines.whole())
                    .hint(format!("add at least one `[[{what}]]`")),
            );
        }
    }
    check_topics(profile, lines, &mut problems);
    let mut slugs = BTreeSet::new();
    for (index, entry) in profile.indicators.iter().enumerate() {
        let mut wrong = Wrong(Vec::new());
        if !slugs.insert(entry.slug.as_str()) {
            wrong.say("the slug is there twice", "give every indicator its own slug");
        }
        check_entry(entry, profile, &mut wrong);
        problems.extend(wrong.0.into_iter().map(|(what, hint)| {
            Problem::at(format!("indicator `{}`: {what}", entry.slug), lines.indicator(index))
                .hint(hint)
        }));
    }
    for slug in profile.population.iter().filter(|slug| profile.entry(slug).is_none()) {
        problems.push(
            Problem::at(
                format!("`population` names `{slug}`, which is no indicator of this profile"),
                lines.whole(),
            )
            .hint("give the slug of an indicator whose denominator is the population aged 0 to 17"),
        );
    }
    problems
}

fn check_topics(profile: &Profile, lines: &Lines<'_>, problems: &mut Vec<Problem>) {
    let mut ids = BTreeSet::new();
    for (index, topic) in profile.topics.iter().enumerate() {
        let mut say = |what: &str, hint: &str| {
            let what = format!("topic `{}`: {what}", topic.id);
            problems.push(Problem::at(what, lines.topic(index)).hint(hint));
        };
        if !is_kebab(&topic.id) {
            say("the id is not in kebab case", KEBAB);
        }
        if !ids.insert(&topic.id) {
            say("the id is there twice", "give every topic its own id");
        }
        if topic.name.trim().is_empty() {
            say("the name is empty", "give the topic a name");
        }
    }
}

/// What is wrong with an entry, and what to do about it.
pub(super) struct Wrong(Vec<(String, String)>);

impl Wrong {
    pub(super) fn say(&mut self, what: impl Into<String>, hint: impl Into<String>) {
        self.0.push((what.into(), hint.into()));
    }
}

const KEBAB: &str = "use lower case letters, digits and single hyphens, such as `school-readiness`";

fn check_entry(entry: &Entry, profile: &Profile, wrong: &mut Wrong) {
    if !is_kebab(&entry.slug) {
        wrong.say("the slug is not in kebab case", KEBAB);
    }
    if entry.label.trim().is_empty() {
        wrong.say("the label is empty", "give it a short plain name");
    }
    if entry.sentence.matches("{value}").count() != 1 {
        wrong.say(
            "the sentence does not have `{value}` exactly once",
            "write a clause to follow \"In Liverpool in 2023/24, \", with `{value}` where the value stands",
        );
    }
    check_entry_topics(entry, profile, wrong);
    check_polarity(entry, wrong);
    check_method(entry, wrong);
    check_averages(entry, wrong);
    let can_compute =
        matches!(entry.value_type, ValueType::Proportion | ValueType::CrudeRate) && !entry.modelled;
    if entry.compute_intervals == Some(true) && !can_compute {
        wrong.say(
            "its intervals can't be computed",
            "`compute_intervals` is for proportions and crude rates that are not modelled; leave it out",
        );
    }
    if let Some(goal) = &entry.goal {
        check_goal(entry, goal, wrong);
    }
    if entry.breaks.iter().any(|it| it.before.trim().is_empty() || it.why.trim().is_empty()) {
        wrong.say(
            "a break does not say where or why",
            "write `breaks = [{ before = \"2020/21\", why = \"grades were awarded without exams\" }]`",
        );
    }
    if entry.decimals.is_some_and(|decimals| decimals > 6) {
        wrong.say("there are more than 6 decimals", "print fewer decimals");
    }
}

fn check_entry_topics(entry: &Entry, profile: &Profile, wrong: &mut Wrong) {
    if entry.topics.is_empty() {
        wrong.say("it is in no topic", "add the id of a topic to `topics`");
    }
    let mut seen = BTreeSet::new();
    for id in &entry.topics {
        if !seen.insert(id) {
            wrong.say(format!("the topic `{id}` is there twice"), "name each topic once");
        }
        if !profile.topics.iter().any(|topic| topic.id == *id) {
            let known: Vec<_> =
                profile.topics.iter().map(|topic| format!("`{}`", topic.id)).collect();
            wrong.say(
                format!("there is no topic `{id}`"),
                format!("the topics are {}", known.join(", ")),
            );
        }
    }
}

pub(super) fn is_judged(entry: &Entry) -> bool {
    matches!(entry.polarity, Polarity::HighIsGood | Polarity::LowIsGood)
}

fn check_polarity(entry: &Entry, wrong: &mut Wrong) {
    let has_basis = entry.polarity_basis != PolarityBasis::None;
    let has_source = entry.polarity_source.as_ref().is_some_and(|source| !source.trim().is_empty());
    if is_judged(entry) && !has_basis {
        wrong.say(
            "it is judged, but its `polarity_basis` is `none`",
            "say `documented` or `assumed`, or set `polarity = \"no-judgement\"`",
        );
    }
    if has_basis && !has_source {
        wrong.say(
            "its polarity has a basis but no `polarity_source`",
            "name the document, or give the reasoning in a sentence",
        );
    }
    if is_judged(entry) && entry.modelled {
        wrong.say(
            "it is modelled, and modelled figures are not judged",
            "set `polarity = \"no-judgement\"`",
        );
    }
}

fn check_method(entry: &Entry, wrong: &mut Wrong) {
    use ValueType::{Count, CrudeRate, DirectlyStandardisedRate, Proportion};
    let fits = match entry.method {
        Method::SpcProportion => entry.value_type == Proportion,
        Method::SpcRate => matches!(entry.value_type, CrudeRate | DirectlyStandardisedRate),
        Method::OneInterval | Method::TwoLevels | Method::TwoIntervals => entry.value_type != Count,
        Method::PlanStatus => entry.value_type == ValueType::Other,
        Method::Quintiles | Method::Quartiles | Method::None | Method::Goal => true,
    };
    if !fits {
        wrong.say(
            "its method does not suit its value type",
            "`spc-proportion` is for proportions, `spc-rate` for rates, `plan-status` for values of type `other`; counts have no interval to compare",
        );
    }
    let ignores_polarity = matches!(entry.method, Method::None | Method::PlanStatus);
    if entry.polarity == Polarity::NotApplicable && !ignores_polarity {
        wrong.say(
            "comparing it makes no sense, but it has a method",
            "set `method = \"none\"`, or another polarity",
        );
    }
}

/// Whether a key is lower case words joined by hyphens.
fn is_kebab(key: &str) -> bool {
    key.split('-').all(|word| {
        !word.is_empty()
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}
