//! What each chart of an indicator shows: positions from the Pack, labels and alternative text in words.
//! The alternative text holds value, benchmark, class and trend in at most three sentences.

use std::collections::BTreeSet;

use super::format::Format;
use super::{benchmark, words};
use crate::model::chart::{
    Axis, Point, RankedChart, RankedRow, Reference, Role, Series, SpineChart, TrendChart,
};
use crate::model::comparison::Class;
use crate::model::pack::{IndicatorFacts, Pack, PeriodFacts, SpineFacts};
use crate::model::value::{Interval, IntervalSource};

pub(super) mod alt;
pub(super) mod numbers;

pub(super) use alt::what;

/// What the whiskers are, at the end of a title.
pub(super) const WITH_INTERVALS: &str = ", with 95% confidence intervals";

/// A gap in a series takes at most this many empty places on the chart.
const MOST_EMPTY_PLACES: i32 = 5;

/// The trend chart, where the area or its benchmark has two values or more.
pub(super) fn trend(pack: &Pack, facts: &IndicatorFacts, format: Format<'_>) -> Option<TrendChart> {
    let values = |number: fn(&PeriodFacts) -> Option<f64>| {
        facts.history.iter().filter(|facts| number(facts).is_some()).count()
    };
    let own = values(|facts| facts.value.known());
    if own == 0 || own.max(values(|facts| facts.benchmark)) < 2 {
        return None;
    }
    let places = places(&facts.history);
    let labels = places
        .iter()
        .map(|place| place.map_or_else(String::new, |facts| words::period(&facts.period.label)))
        .collect();
    let area = |facts: &PeriodFacts| {
        let value = facts.value.known()?;
        Some(Point {
            value,
            interval: facts.interval.map(pair),
            class: facts.against_benchmark.class,
            break_before: facts.break_before,
        })
    };
    let plain = |value: Option<f64>, facts: &PeriodFacts| {
        Some(Point {
            value: value?,
            interval: None,
            class: Class::NotCompared,
            break_before: facts.break_before,
        })
    };
    let line = |name: &str, role: Role, point: &dyn Fn(&PeriodFacts) -> Option<Point>| {
        let points: Vec<Option<Point>> = places.iter().map(|place| place.and_then(point)).collect();
        let last = points.iter().rposition(Option::is_some);
        let early = last.filter(|last| last + 1 < points.len());
        let ends = early.and_then(|last| labels_of(last, &places));
        Series { name: name.to_owned(), ends: ends.unwrap_or_default(), role, points }
    };
    let mut series = vec![line(&words::short(&pack.area.name), Role::Area, &area)];
    if let Some(benchmark) = benchmark::name(pack) {
        let name = words::capital(&benchmark);
        series.push(line(&name, Role::Benchmark, &|facts| plain(facts.benchmark, facts)));
    }
    if let Some(comparator) = &pack.comparator {
        let name = &comparator.name;
        series.push(line(name, Role::Comparator, &|facts| plain(facts.comparator, facts)));
    }
    series.retain(|line| line.points.iter().any(Option::is_some));
    let (first, last) = (facts.history.first()?, facts.history.last()?);
    let span = [first, last].map(|facts| words::period(&facts.period.label)).join(" to ");
    let what = format!(
        "line chart of {} in {}, {span}",
        facts.entry.label,
        words::with_article(&pack.area.name),
    );
    let classes = series.iter().flat_map(|line| &line.points).flatten().map(|point| point.class);
    let title = format!(
        "{}, {}, {span}{}",
        facts.entry.label,
        together(&series.iter().map(|line| line.name.as_str()).collect::<Vec<_>>()),
        intervals(series.iter().flat_map(|line| line.points.iter().flatten())),
    );
    Some(TrendChart {
        alt: alt::of_trend(pack, facts, format, &what),
        title,
        y: with_key(format.axis(facts.trend_scale?), classes),
        periods: labels,
        series,
        interval_note: interval_note(
            facts
                .history
                .iter()
                .filter(|facts| facts.value.known().is_some())
                .map(|facts| facts.interval_source),
        ),
    })
}

/// Whose the intervals of a chart are, where they aren't the publisher's.
pub(super) fn interval_note(sources: impl Iterator<Item = Option<IntervalSource>>) -> String {
    let sources: BTreeSet<IntervalSource> = sources.flatten().collect();
    match (
        sources.contains(&IntervalSource::Computed),
        sources.contains(&IntervalSource::Published),
    ) {
        (true, false) => "Intervals computed by jsnapack".to_owned(),
        (true, true) => "Some intervals computed by jsnapack".to_owned(),
        (false, _) => String::new(),
    }
}

/// Every period, with empty places where periods are missing in between.
fn places(history: &[PeriodFacts]) -> Vec<Option<&PeriodFacts>> {
    let years = |pair: &[PeriodFacts]| pair[1].period.start_year() - pair[0].period.start_year();
    let step = history.windows(2).map(years).filter(|years| *years > 0).min().unwrap_or(1);
    let mut places: Vec<Option<&PeriodFacts>> = history.first().map(Some).into_iter().collect();
    for pair in history.windows(2) {
        let missing = years(pair) / step - 1;
        places.extend((0..missing.clamp(0, MOST_EMPTY_PLACES)).map(|_| None));
        places.push(Some(&pair[1]));
    }
    places
}

/// A place on the time axis in words: "to 2021/22".
fn labels_of(at: usize, places: &[Option<&PeriodFacts>]) -> Option<String> {
    let facts = (*places.get(at)?)?;
    Some(format!("to {}", words::period(&facts.period.label)))
}

/// "Liverpool, England and North West".
fn together(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// What the whiskers are, where any is drawn.
fn intervals<'a>(mut points: impl Iterator<Item = &'a Point>) -> &'static str {
    if points.any(|point| point.interval.is_some()) { WITH_INTERVALS } else { "" }
}

/// The axis with what the digits in marks mean, where there are any: a 5 can be the best fifth or the highest.
fn with_key(mut axis: Axis, mut classes: impl Iterator<Item = Class>) -> Axis {
    if let Some(key) = classes.find_map(words::digits) {
        axis.title = format!("{}. {key}", axis.title);
    }
    axis
}

pub(super) fn pair(Interval { lower, upper }: Interval) -> (f64, f64) {
    (lower, upper)
}

/// The ranked chart, where the area has a value to find in it.
pub(super) fn ranked(
    pack: &Pack,
    facts: &IndicatorFacts,
    format: Format<'_>,
) -> Option<RankedChart> {
    let peers = facts.peers.as_ref()?;
    let now = facts.now()?;
    now.value.known()?;
    let rows: Vec<RankedRow> = peers
        .rows
        .iter()
        .map(|row| RankedRow {
            name: words::short(&row.area.name),
            point: row.value.known().map(|value| Point {
                value,
                interval: row.interval.map(pair),
                class: row.class,
                break_before: false,
            }),
            label: format.value(row.value),
            chosen: row.chosen,
        })
        .collect();
    let benchmark = benchmark::name(pack).zip(now.benchmark).map(|(name, value)| Reference {
        name: words::capital(&name),
        value,
        label: format.short(value),
    });
    let group = super::indicator::ranked_title(facts, pack.area.area_type);
    let period = words::period(&now.period.label);
    let what = format!("{group}, ranked by {}, {period}", facts.entry.label);
    let points = || rows.iter().filter_map(|row| row.point.as_ref());
    Some(RankedChart {
        alt: alt::of_ranks(pack, facts, format, &what, &rows),
        title: format!("{}, {group}, {period}{}", facts.entry.label, intervals(points())),
        x: with_key(format.axis(peers.scale), points().map(|point| point.class)),
        rows,
        benchmark,
        interval_note: interval_note(
            peers
                .rows
                .iter()
                .filter(|row| row.value.known().is_some())
                .map(|row| row.interval_source),
        ),
    })
}

/// The spine, where it is drawn.
pub(super) fn spine(pack: &Pack, facts: &IndicatorFacts, format: Format<'_>) -> Option<SpineChart> {
    let SpineFacts::Drawn { left, right, middle_left, middle_right, area, comparator } =
        facts.spine
    else {
        return None;
    };
    let pool = facts.pool?;
    let what = format!(
        "place of {} among {}, from {} to {}",
        words::with_article(&pack.area.name),
        words::areas(pool.area_type),
        format.short(pool.min),
        format.short(pool.max),
    );
    Some(SpineChart {
        alt: alt::of_area(pack, facts, format, &what),
        range: (left, right),
        middle_half: (middle_left, middle_right),
        area,
        class: facts.now()?.against_benchmark.class,
        comparator,
    })
}
