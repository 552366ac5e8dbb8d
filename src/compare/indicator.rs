//! Everything known about one indicator in one area.

use super::against::Against;
use super::{Context, change, history, inequality, national, peers, scale, spine, trend};
use crate::model::area::Area;
use crate::model::pack::{IndicatorFacts, PeriodFacts, SpineFacts, SpineReason};
use crate::model::profile::Entry;

pub(super) fn facts(
    context: &Context<'_>,
    area: &Area,
    against: &Against,
    entry: &Entry,
) -> IndicatorFacts {
    let key = context.series.get(&entry.slug);
    let series = key.and_then(|key| context.dataset.series.get(key));
    let (Some(series), Some(national)) = (series, context.national.of(&entry.slug)) else {
        return not_in_data(entry, area, context);
    };
    let history = history::history(entry, area, against, series, national);
    let pool = national::pool_of(context, &entry.slug, area);
    let latest = national.periods.last();
    let trend_scale = scale::around(history.iter().flat_map(numbers));
    IndicatorFacts {
        entry: entry.clone(),
        series: key.cloned(),
        name: name(context, entry),
        latest: latest.cloned(),
        trend: trend::trend(
            entry,
            &history,
            latest.and_then(|latest| series.at(&area.code, latest)),
        ),
        change: change::change(entry, &history),
        pool: pool.map(|pool| pool.pool),
        rank: pool.and_then(|pool| pool.rank(&area.code)),
        spine: spine::spine(context, entry, area, pool, history.last()),
        peers: latest
            .and_then(|latest| peers::peers(context, entry, area, against, series, latest)),
        trend_scale,
        largest: national.largest,
        inequality: inequality::of(context, area, entry, latest),
        history,
    }
}

fn name(context: &Context<'_>, entry: &Entry) -> Option<std::sync::Arc<str>> {
    context.dataset.indicator_names.get(&entry.id).cloned()
}

fn not_in_data(entry: &Entry, area: &Area, context: &Context<'_>) -> IndicatorFacts {
    IndicatorFacts {
        entry: entry.clone(),
        series: context.series.get(&entry.slug).cloned(),
        name: name(context, entry),
        latest: None,
        history: Vec::new(),
        trend: trend::none(),
        change: change::change(entry, &[]),
        pool: None,
        rank: None,
        spine: SpineFacts::NotDrawn { reason: SpineReason::NoValue },
        peers: None,
        trend_scale: None,
        largest: None,
        // The data may have figures for groups only.
        inequality: inequality::of(context, area, entry, None),
    }
}

/// Every number that a trend chart shows for a period.
fn numbers(facts: &PeriodFacts) -> impl Iterator<Item = f64> {
    let interval = facts.interval.filter(|_| facts.value.known().is_some());
    [
        facts.value.known(),
        interval.map(|interval| interval.lower),
        interval.map(|interval| interval.upper),
        facts.benchmark,
        facts.comparator,
    ]
    .into_iter()
    .flatten()
}
