//! One topic of a pack: its table, and how many values are in each class.

use std::collections::BTreeMap;

use super::{benchmark, context, notes, words};
use crate::model::comparison::{Class, Comparison, Provenance};
use crate::model::inequality_view::InequalityView;
use crate::model::pack::{Pack, Tests, TopicFacts};
use crate::model::trend::{Direction, Judgement};
use crate::model::view::{ClassCount, IndicatorView, TopicView};

pub(super) fn view(
    pack: &Pack,
    topic: &TopicFacts,
    indicators: &BTreeMap<String, IndicatorView>,
) -> TopicView {
    let in_data = |slug: &&String| pack.indicators[*slug].series.is_some();
    let here: Vec<String> = topic.indicators.iter().filter(in_data).cloned().collect();
    let absent = topic.indicators.iter().filter(|slug| !in_data(slug));
    let views = || here.iter().map(|slug| &indicators[slug]);
    TopicView {
        id: topic.id.clone(),
        name: topic.name.clone(),
        key: views().filter(|view| view.key).map(|view| view.slug.clone()).collect(),
        counts: counts(pack, topic),
        trends: trends(pack, topic),
        no_data: views()
            .filter(|view| !view.has_value && !groups_only(view))
            .map(|view| view.label.clone())
            .collect(),
        groups_only: views()
            .filter(|view| groups_only(view))
            .map(|view| view.label.clone())
            .collect(),
        not_in_data: absent.map(|slug| indicators[slug].label.clone()).collect(),
        comparisons: benchmark::named(pack).and_then(|benchmark| {
            let latest = here.iter().filter_map(|slug| pack.indicators[slug].now());
            let compared: Vec<&Comparison> = latest.map(|now| &now.against_benchmark).collect();
            let published = compared.iter().filter(|it| it.source == Provenance::Published).count();
            let tests = Tests::among(compared.into_iter());
            words::table_comparisons(tests, published, &benchmark)
        }),
        context: context::facts(&topic.context),
        context_caution: topic.context.caution.clone(),
        notes: notes::below(pack, &here),
        indicators: here,
    }
}

/// Whether an area has no value as a whole, but its groups have.
fn groups_only(view: &IndicatorView) -> bool {
    let no_total = view.state == "groups-only";
    // Groups of an older period stand beside no value of the latest.
    let known = |division: &InequalityView| {
        (no_total || division.period == view.period)
            && division.groups.iter().any(|group| group.state == "known")
    };
    (no_total || view.state == "missing") && view.inequality.iter().any(known)
}

/// Values by class in the order of [`order`]; both levels of a judgement count as one.
fn counts(pack: &Pack, topic: &TopicFacts) -> Vec<ClassCount> {
    let benchmark = benchmark::name(pack);
    let mut labels: BTreeMap<(u8, String, String), Vec<String>> = BTreeMap::new();
    for slug in &topic.indicators {
        let facts = &pack.indicators[slug];
        let Some(now) = facts.now().filter(|now| now.value.known().is_some()) else {
            continue;
        };
        let class = one_level(now.against_benchmark.class);
        let phrase = words::small(&words::by(facts.entry.method, class, benchmark.as_deref()));
        labels
            .entry((order(class), class.code(), phrase))
            .or_default()
            .push(facts.entry.label.clone());
    }
    labels
        .into_iter()
        .map(|((_, class, words), labels)| ClassCount {
            class,
            words,
            count: labels.len(),
            count_words: words::count(labels.len()),
            labels,
        })
        .collect()
}

/// How many recent trends go each way: worse, better, then those without judgement.
fn trends(pack: &Pack, topic: &TopicFacts) -> Vec<ClassCount> {
    let ways = [
        ("getting-worse", "getting worse", Judgement::GettingWorse, None),
        ("getting-better", "getting better", Judgement::GettingBetter, None),
        ("increasing", "increasing", Judgement::None, Some(Direction::Increasing)),
        ("decreasing", "decreasing", Judgement::None, Some(Direction::Decreasing)),
    ];
    let known = || {
        let facts = topic.indicators.iter().map(|slug| &pack.indicators[slug]);
        facts.filter(|facts| facts.now().is_some_and(|now| now.value.known().is_some()))
    };
    let of = |(class, words, judgement, direction): (&str, &str, _, Option<_>)| {
        let labels: Vec<String> = known()
            .filter(|facts| facts.trend.judgement == judgement)
            .filter(|facts| direction.is_none_or(|direction| facts.trend.direction == direction))
            .map(|facts| facts.entry.label.clone())
            .collect();
        (!labels.is_empty()).then(|| ClassCount {
            class: class.to_owned(),
            words: words.to_owned(),
            count: labels.len(),
            count_words: words::count(labels.len()),
            labels,
        })
    };
    ways.into_iter().filter_map(of).collect()
}

fn one_level(class: Class) -> Class {
    match class {
        Class::Best => Class::Better,
        Class::Worst => Class::Worse,
        Class::Lowest => Class::Lower,
        Class::Highest => Class::Higher,
        class => class,
    }
}

/// Exceptions first, both ways, then what is similar, then what is not compared.
pub(super) fn order(class: Class) -> u8 {
    match class {
        Class::Worst | Class::Worse => 0,
        Class::Best | Class::Better => 1,
        Class::Highest | Class::Higher => 2,
        Class::Lowest | Class::Lower => 3,
        Class::JudgedQuintile(nth) => 4 + nth,
        Class::Quintile(nth) => 14 + nth,
        Class::Quartile(nth) => 24 + nth,
        Class::Similar => 40,
        Class::NotCompared => 41,
    }
}
