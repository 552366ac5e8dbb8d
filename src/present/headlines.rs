//! What to say first, in sentences: headlines, and the three messages.

use std::collections::BTreeMap;

use super::{benchmark, row, words};
use crate::model::comparison::Class;
use crate::model::findings::{Headline, Message, Tone};
use crate::model::findings_view::HeadlineView;
use crate::model::pack::Pack;
use crate::model::trend::Direction;
use crate::model::view::IndicatorView;

/// Longer sentences are made two.
const MOST_WORDS: usize = 25;
/// As many indicators without a value are named.
const MOST_NAMES: usize = 2;

pub(super) fn view(pack: &Pack, indicators: &BTreeMap<String, IndicatorView>) -> Vec<HeadlineView> {
    let of = |headline: &Headline| {
        let indicator = &indicators[&headline.slug];
        let topic = row::topic(pack, &headline.slug);
        HeadlineView {
            slug: headline.slug.clone(),
            label: indicator.label.clone(),
            topic: headline.topic.clone(),
            topic_name: topic.map_or_else(String::new, |topic| topic.name.clone()),
            tone: match headline.tone {
                Tone::Bad => "bad",
                Tone::Good => "good",
                Tone::Plain => "plain",
            }
            .to_owned(),
            text: text(pack, indicator),
            value: row::value(indicator).to_owned(),
            benchmark: indicator.benchmark.clone(),
            period: indicator.period.clone(),
            class: indicator.against_benchmark.clone(),
            trend: indicator.trend.clone(),
        }
    };
    pack.findings.headlines.iter().map(of).collect()
}

/// "Hospital admissions for self-harm, aged 10 to 24: 397.6 per 100,000 in 2024/25, worse than England (342.1);
/// increasing and getting worse."
fn text(pack: &Pack, indicator: &IndicatorView) -> String {
    let value = format!(
        "{}: {} in {}{}",
        indicator.label,
        row::value(indicator),
        indicator.period,
        compared(pack, indicator)
    );
    let trend = words::small(&indicator.trend.phrase);
    let (joined, apart) = match pack.indicators[&indicator.slug].trend.direction {
        Direction::CannotBeCalculated => return format!("{value}."),
        Direction::NoChange => {
            (format!("with {trend} in the recent trend"), format!("The recent trend shows {trend}"))
        }
        Direction::Increasing | Direction::Decreasing => {
            (trend.clone(), format!("The recent trend is {trend}"))
        }
    };
    let whole = format!("{value}; {joined}.");
    if whole.split_whitespace().count() <= MOST_WORDS {
        whole
    } else {
        format!("{value}. {apart}.")
    }
}

/// ", worse than England (342.1)"; empty where nothing is compared.
fn compared(pack: &Pack, indicator: &IndicatorView) -> String {
    let facts = &pack.indicators[&indicator.slug];
    let comparison = facts.now().map(|now| &now.against_benchmark);
    let Some(comparison) = comparison.filter(|it| it.class != Class::NotCompared) else {
        return String::new();
    };
    let benchmark = benchmark::name(pack);
    let phrase =
        words::small(&words::by(facts.entry.method, comparison.class, benchmark.as_deref()));
    let placed = matches!(
        comparison.class,
        Class::JudgedQuintile(_) | Class::Quintile(_) | Class::Quartile(_)
    );
    let named = benchmark.filter(|_| placed).map(|benchmark| words::capital(&benchmark));
    let value = match (named, indicator.benchmark.is_empty()) {
        (_, true) => None,
        (Some(name), false) => Some(format!("{name}: {}", indicator.benchmark)),
        (None, false) => Some(indicator.benchmark.clone()),
    };
    let published = indicator.against_benchmark.published.then(|| "as published".to_owned());
    let beside: Vec<String> = value.into_iter().chain(published).collect();
    match beside.is_empty() {
        true => format!(", {phrase}"),
        false => format!(", {phrase} ({})", beside.join(", ")),
    }
}

/// The three messages, in sentences.
pub(super) fn messages(pack: &Pack, indicators: &BTreeMap<String, IndicatorView>) -> [String; 3] {
    pack.findings.messages.each_ref().map(|message| match message {
        Message::Indicator { slug } => text(pack, &indicators[slug]),
        Message::Changed { slug } => changed(&indicators[slug]),
        Message::NoneWorse { of } => none(pack, *of, "worse", "worst"),
        Message::NoneBetter { of } => none(pack, *of, "better", "best"),
        Message::NotKnown { slugs, of } => not_known(pack, slugs, *of, indicators),
        Message::NoTrend { of: 0 } => "No recent trend can be calculated.".to_owned(),
        Message::NoTrend { .. } if says_trend(pack) => {
            "No other recent trend shows a significant change.".to_owned()
        }
        Message::NoTrend { .. } => "No recent trend shows a significant change.".to_owned(),
    })
}

/// Whether a message tells of a trend up or down.
fn says_trend(pack: &Pack) -> bool {
    pack.findings.messages.iter().any(|message| match message {
        Message::Indicator { slug } => matches!(
            pack.indicators[slug].trend.direction,
            Direction::Increasing | Direction::Decreasing
        ),
        _ => false,
    })
}

/// "Pupil absence: was similar to England, now worse. The values are 7.1% in 2022/23, then 8.4% in 2023/24."
fn changed(indicator: &IndicatorView) -> String {
    let change = &indicator.change;
    let class = change.class_change.clone().unwrap_or_default();
    let values = format!(
        "{} in {}, then {} in {}",
        change.from_value, change.from_period, change.to_value, indicator.period
    );
    format!("{}: {class}. The values are {values}.", indicator.label)
}

/// That no indicator is worse, or better.
fn none(pack: &Pack, of: usize, judgement: &str, end: &str) -> String {
    let Some(benchmark) = benchmark::named(pack) else {
        return match of {
            0 => format!("No recent trend can be judged, so none is called {judgement}."),
            _ => format!("No indicator has a recent trend that is getting {judgement}."),
        };
    };
    let placed = pack
        .indicators
        .values()
        .filter_map(|facts| facts.now())
        .any(|now| matches!(now.against_benchmark.class, Class::JudgedQuintile(_)));
    match of {
        0 => format!(
            "No value can be compared with {benchmark} and judged, so none is called {judgement}."
        ),
        _ if placed => {
            format!("No indicator is {judgement} than {benchmark} or in the {end} fifth of areas.")
        }
        _ => format!("No indicator is {judgement} than {benchmark}."),
    }
}

/// "Three of 54 indicators have no value for Rutland. Among them: Children in care; Pupil absence."
fn not_known(
    pack: &Pack,
    slugs: &[String],
    of: usize,
    indicators: &BTreeMap<String, IndicatorView>,
) -> String {
    let area = words::with_article(&words::short(&pack.area.name));
    let number = slugs.len();
    let first = match (number, of) {
        (1, 1) => format!("The one indicator has no value for {area}."),
        (1, _) => format!("One of {} indicators has no value for {area}.", words::count(of)),
        (all, of) if all == of => {
            format!("None of the {} indicators has a value for {area}.", words::count(of))
        }
        _ => format!(
            "{} of {} indicators have no value for {area}.",
            words::capital(&words::count(number)),
            words::count(of)
        ),
    };
    let labels = || slugs.iter().map(|slug| indicators[slug].label.as_str());
    match number {
        _ if number == of => first,
        1 | 2 => format!("{first} It is missing for: {}.", words::names(labels(), MOST_NAMES)),
        _ => {
            format!("{first} Among them: {}.", words::names(labels().take(MOST_NAMES), MOST_NAMES))
        }
    }
}
