//! An indicator in one line, for lists that hold indicators of several topics.

use crate::model::findings_view::RowView;
use crate::model::pack::{Pack, TopicFacts};
use crate::model::view::IndicatorView;

/// `note` is what the list says of it.
pub(super) fn row(pack: &Pack, indicator: &IndicatorView, note: String) -> RowView {
    let benchmark = match (&pack.benchmark, indicator.benchmark.is_empty()) {
        (None, _) => String::new(),
        (Some(_), true) => indicator.benchmark_absent.clone(),
        (Some(_), false) => indicator.benchmark.clone(),
    };
    RowView {
        slug: indicator.slug.clone(),
        label: indicator.label.clone(),
        population: indicator.population.clone(),
        topic_name: topic(pack, &indicator.slug).map_or_else(String::new, |it| it.name.clone()),
        has_value: indicator.has_value,
        value: value(indicator).to_owned(),
        interval: indicator.interval.clone(),
        count: match indicator.count == indicator.value {
            // The value is the count.
            true => String::new(),
            false => indicator.count_words.clone(),
        },
        benchmark,
        period: indicator.period.clone(),
        class: indicator.against_benchmark.clone(),
        trend: indicator.trend.clone(),
        previous: indicator.change.from_value.clone(),
        previous_period: indicator.change.from_period.clone(),
        note,
    }
}

/// The value with its unit; a score is known by its label.
pub(super) fn value(indicator: &IndicatorView) -> &str {
    let is_plain = !indicator.has_value || indicator.unit.eq_ignore_ascii_case("score");
    if is_plain { &indicator.value } else { &indicator.value_with_unit }
}

/// The first topic that has an indicator.
pub(super) fn topic<'a>(pack: &'a Pack, slug: &str) -> Option<&'a TopicFacts> {
    pack.topics.iter().find(|topic| topic.indicators.iter().any(|known| known == slug))
}
