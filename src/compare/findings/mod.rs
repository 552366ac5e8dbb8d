//! What stands out in an area: headlines, three messages, the lists of the focus page. The rule is in
//! `docs/methods.md`. The order of the indicators in profile and data decides nothing.

use std::collections::BTreeMap;

use super::Context;
use super::national::pool_of;
use crate::model::area::{Area, AreaType};
use crate::model::comparison::{Class, Polarity};
use crate::model::findings::{Findings, FocusList, Headline, Tone};
use crate::model::pack::{IndicatorFacts, TopicFacts};
use crate::model::trend::{Direction, Judgement};
use stand::Stand;

mod messages;
mod stand;

/// Headlines of each tone: three bad, three good, two without judgement.
const MOST: [(Tone, usize); 3] = [(Tone::Bad, 3), (Tone::Good, 3), (Tone::Plain, 2)];
/// Headlines of one topic.
const MOST_A_TOPIC: usize = 2;
/// Fifths of fewer areas say nothing.
const FEWEST_FOR_FIFTHS: usize = 20;

pub(super) fn findings(
    context: &Context<'_>,
    area: &Area,
    topics: &[TopicFacts],
    indicators: &BTreeMap<String, IndicatorFacts>,
    has_benchmark: bool,
) -> Findings {
    let held: Vec<&IndicatorFacts> = topics
        .iter()
        .flat_map(|topic| &topic.indicators)
        .map(|slug| &indicators[slug])
        .filter(|facts| facts.now().is_some())
        .collect();
    let mut stands: Vec<Stand<'_>> = held.iter().filter_map(|facts| Stand::of(facts)).collect();
    stands.sort();
    stands.dedup_by_key(|stand| stand.slug);
    let oldest = oldest(&held);
    Findings {
        headlines: headlines(&stands, topics),
        messages: messages::messages(&stands, &held, has_benchmark),
        focus: FocusList::ALL
            .into_iter()
            .map(|list| (list, members(list, context, area, &held, &stands, has_benchmark)))
            .filter(|(_, slugs)| !slugs.is_empty())
            .collect(),
        oldest,
    }
}

/// Bad and good in turn, each the strongest that is left whose topic has room; then those without judgement.
fn headlines(stands: &[Stand<'_>], topics: &[TopicFacts]) -> Vec<Headline> {
    let mut left: Vec<&Stand<'_>> = stands.iter().filter(|stand| stand.stands_out()).collect();
    let mut a_topic: BTreeMap<&str, usize> = BTreeMap::new();
    let mut chosen = Vec::new();
    let [bad, good, plain] = MOST;
    let in_turn = (0..bad.1.max(good.1)).flat_map(|_| [bad.0, good.0]);
    for tone in in_turn.chain(std::iter::repeat_n(plain.0, plain.1)) {
        let topic = |stand: &Stand<'_>| first_topic(topics, stand.slug);
        let next = left.iter().position(|stand| {
            stand.tone == tone && a_topic.get(topic(stand)).is_none_or(|some| *some < MOST_A_TOPIC)
        });
        let Some(next) = next else { continue };
        let stand = left.remove(next);
        *a_topic.entry(topic(stand)).or_default() += 1;
        let (slug, topic) = (stand.slug.to_owned(), topic(stand).to_owned());
        chosen.push(Headline { slug, topic, tone });
    }
    chosen
}

/// The id of the first topic that has an indicator.
fn first_topic<'a>(topics: &'a [TopicFacts], slug: &str) -> &'a str {
    let has = |topic: &&TopicFacts| topic.indicators.iter().any(|known| known == slug);
    topics.iter().find(has).map_or("", |topic| &topic.id)
}

/// The slugs of a list, the strongest first.
fn members(
    list: FocusList,
    context: &Context<'_>,
    area: &Area,
    held: &[&IndicatorFacts],
    stands: &[Stand<'_>],
    has_benchmark: bool,
) -> Vec<String> {
    let those = |belongs: &dyn Fn(&Stand<'_>) -> bool| {
        let slugs = stands.iter().filter(|stand| belongs(stand));
        slugs.map(|stand| stand.slug.to_owned()).collect::<Vec<_>>()
    };
    match list {
        FocusList::WorseAndWorsening => those(&|stand| {
            stand.facts.trend.judgement == Judgement::GettingWorse
                && (!has_benchmark || matches!(stand.class, Class::Worse | Class::Worst))
        }),
        FocusList::BetterAndImproving => those(&|stand| {
            stand.facts.trend.judgement == Judgement::GettingBetter
                && (!has_benchmark || matches!(stand.class, Class::Better | Class::Best))
        }),
        FocusList::MovingAway => {
            those(&|stand| match (stand.facts.trend.judgement, stand.facts.trend.direction) {
                (Judgement::None, Direction::Increasing) => {
                    !has_benchmark || matches!(stand.class, Class::Higher | Class::Highest)
                }
                (Judgement::None, Direction::Decreasing) => {
                    !has_benchmark || matches!(stand.class, Class::Lower | Class::Lowest)
                }
                _ => false,
            })
        }
        FocusList::Changed => those(&|stand| {
            let change = &stand.facts.change;
            let moved = matches!(change.direction, Direction::Increasing | Direction::Decreasing);
            if has_benchmark { change.class_changed } else { moved }
        }),
        FocusList::WorstFifth => in_fifth(context, area, held, Class::JudgedQuintile(1)),
        FocusList::BestFifth => in_fifth(context, area, held, Class::JudgedQuintile(5)),
        FocusList::NoLocalData => {
            let missing = held
                .iter()
                .filter(|facts| facts.now().is_some_and(|now| now.value.known().is_none()));
            // Those that get charts and text elsewhere come first.
            let mut slugs: Vec<(bool, &str)> =
                missing.map(|facts| (!facts.entry.key, facts.entry.slug.as_str())).collect();
            slugs.sort_unstable();
            slugs.dedup();
            slugs.into_iter().map(|(_, slug)| slug.to_owned()).collect()
        }
    }
}

/// The judged indicators in one end fifth of areas, the outermost first.
fn in_fifth(
    context: &Context<'_>,
    area: &Area,
    held: &[&IndicatorFacts],
    end: Class,
) -> Vec<String> {
    let mut found: Vec<(f64, &str)> = held
        .iter()
        .filter(|facts| fifth(context, area, facts) == Some(end))
        .filter_map(|facts| {
            let (better, worse) = beside(context, area, facts)?;
            let beyond = if end == Class::JudgedQuintile(1) { worse } else { better };
            Some((beyond as f64 / (better + worse + 1) as f64, facts.entry.slug.as_str()))
        })
        .collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)));
    found.dedup();
    found.into_iter().map(|(_, slug)| slug.to_owned()).collect()
}

fn beside(context: &Context<'_>, area: &Area, facts: &IndicatorFacts) -> Option<(usize, usize)> {
    pool_of(context, &facts.entry.slug, area)?.beside(&area.code)
}

/// The end fifth that an indicator's value lies in: by its class where that is a fifth, else by its place. Then at least
/// four fifths of areas are on the other side; areas that tie with it are on neither.
fn fifth(context: &Context<'_>, area: &Area, facts: &IndicatorFacts) -> Option<Class> {
    // Regions are too few to be put in fifths.
    if area.area_type == AreaType::Region || facts.entry.modelled {
        return None;
    }
    let class = facts.now()?.against_benchmark.class;
    if let Class::JudgedQuintile(_) = class {
        return Some(class);
    }
    if !matches!(facts.entry.polarity, Polarity::HighIsGood | Polarity::LowIsGood) {
        return None;
    }
    let areas = facts.rank?.of;
    let (better, worse) = beside(context, area, facts)?;
    let most = |number: usize| areas >= FEWEST_FOR_FIFTHS && number * 5 >= areas * 4;
    match (most(better), most(worse)) {
        (true, _) => Some(Class::JudgedQuintile(1)),
        (_, true) => Some(Class::JudgedQuintile(5)),
        _ => None,
    }
}

/// The indicators whose latest value is the oldest: of the period that ended, then began, first.
fn oldest(held: &[&IndicatorFacts]) -> Vec<String> {
    let known = || {
        held.iter().filter_map(|facts| {
            let now = facts.now().filter(|now| now.value.known().is_some())?;
            let period = &now.period;
            Some(((period.end_year(), period.sort, period.months), facts.entry.slug.as_str()))
        })
    };
    let first = known().map(|(period, _)| period).min();
    let mut slugs: Vec<&str> =
        known().filter(|(period, _)| Some(*period) == first).map(|(_, slug)| slug).collect();
    slugs.sort_unstable();
    slugs.dedup();
    slugs.into_iter().map(str::to_owned).collect()
}
