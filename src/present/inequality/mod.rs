//! The groups of people within an area as a reader meets them.

use super::format::Format;
use super::{charts, indicator, number, words};
use crate::model::chart::ChartNumbers;
use crate::model::inequality::{DividedBy, GapFacts, GroupFacts, Inequality};
use crate::model::inequality_view::{
    GroupView, InequalityView, LargestGap, LargestGaps, TotalView,
};
use crate::model::pack::{IndicatorFacts, Pack};
use crate::model::value::{Interval, Value};

/// So few groups need no picture beside their table.
const FEW_GROUPS: usize = 2;

mod sentences;
mod strip;
pub(super) mod titles;

/// Every division of an indicator's people.
pub(super) fn views(pack: &Pack, facts: &IndicatorFacts) -> Vec<InequalityView> {
    let is_large = |division: usize| {
        let largest = &pack.inequality.largest;
        largest.iter().any(|gap| gap.slug == facts.entry.slug && gap.division == division)
    };
    let divisions = facts.inequality.iter().enumerate();
    divisions
        .map(|(division, inequality)| {
            let large = is_large(division) && inequality.groups.len() > FEW_GROUPS;
            let charted = large || (inequality.telling && facts.entry.key);
            let chart = charted.then(|| strip::chart(pack, facts, inequality)).flatten();
            InequalityView { chart, ..view(pack, facts, inequality) }
        })
        .collect()
}

/// The largest gaps of a pack.
pub(super) fn largest(pack: &Pack) -> LargestGaps {
    let facts = &pack.inequality;
    let largest: Vec<LargestGap> = facts
        .largest
        .iter()
        .filter_map(|place| {
            let facts = &pack.indicators[&place.slug];
            gap(pack, facts, place.division)
        })
        .collect();
    let title = match (largest.len(), facts.gaps) {
        (0, _) => String::new(),
        (1, 1) => "The one gap".to_owned(),
        (shown, all) if shown == all => format!("All {} gaps, by ratio", words::count(all)),
        (shown, all) => {
            format!(
                "The {} largest of {} gaps, by ratio, at most two for an indicator",
                words::count(shown),
                words::count(all)
            )
        }
    };
    LargestGaps { comparisons: words::group_comparisons(pack), title, largest }
}

fn view(pack: &Pack, facts: &IndicatorFacts, inequality: &Inequality) -> InequalityView {
    let format = format(facts, inequality);
    let area = &pack.area.name;
    let total = inequality.total.as_ref();
    InequalityView {
        title: titles::title(&inequality.divided_by, area),
        short_title: titles::short(&inequality.divided_by),
        period: words::period(&inequality.period.label),
        ordered: matches!(inequality.divided_by, DividedBy::Deprivation(_)),
        groups: inequality.groups.iter().map(|facts| group(pack, facts, format)).collect(),
        total_named: words::total_of(area),
        total: total.map(|total| TotalView {
            value: format.value(total.value),
            interval: interval(total.value, total.interval, format),
            count: count(total.value, total.count),
        }),
        gap: sentences::gap(inequality, format),
        slope: inequality.slope.as_ref().map(|slope| sentences::slope(slope, format)),
        summary: sentences::summary(inequality, format),
        notes: sentences::notes(pack, facts, inequality, format),
        telling: inequality.telling,
        chart: None,
    }
}

fn gap(pack: &Pack, facts: &IndicatorFacts, division: usize) -> Option<LargestGap> {
    let inequality = facts.inequality.get(division)?;
    let GapFacts::Known { from, to, absolute, relative, .. } = inequality.gap else {
        return None;
    };
    let format = format(facts, inequality);
    let view = |at: usize| Some(group(pack, inequality.groups.get(at)?, format));
    let ordered = matches!(inequality.divided_by, DividedBy::Deprivation(_));
    let (higher, lower) = if absolute < 0.0 { (to, from) } else { (from, to) };
    let direction = match (ordered, absolute < 0.0) {
        (false, _) => "",
        (true, false) => "higher in the most deprived",
        (true, true) => "higher in the least deprived",
    };
    Some(LargestGap {
        slug: facts.entry.slug.clone(),
        division,
        label: facts.entry.label.clone(),
        divided_by: titles::short(&inequality.divided_by),
        period: words::period(&inequality.period.label),
        ordered,
        direction: direction.to_owned(),
        higher: view(higher)?,
        lower: view(lower)?,
        difference: format.difference(absolute.abs()),
        ratio: sentences::ratio_of_higher(relative?),
    })
}

/// The numbers of a division's chart: its groups, then the area's own total.
pub(super) fn numbers(
    pack: &Pack,
    facts: &IndicatorFacts,
    inequality: &Inequality,
) -> ChartNumbers {
    let view = view(pack, facts, inequality);
    let intervals = view.groups.iter().any(|group| !group.interval.is_empty());
    let row = |name: String, value: String, interval: String, word: String| {
        let interval = intervals.then_some(interval);
        [name, value].into_iter().chain(interval).chain([word]).collect()
    };
    let groups = view
        .groups
        .into_iter()
        .map(|group| row(group.name, group.value, group.interval, group.against_total.word));
    let named = view.total_named.strip_prefix("the ").unwrap_or(&view.total_named).to_owned();
    let total = view.total.map(|total| row(named, total.value, total.interval, String::new()));
    let compared = format!("Compared with {}", view.total_named);
    ChartNumbers {
        unit: words::unit(&facts.entry.unit),
        heads: row("Group".into(), "Value".into(), charts::numbers::INTERVAL.into(), compared),
        rows: groups.chain(total).collect(),
    }
}

/// The decimals are the indicator's; those of its largest group where no area has a total.
pub(super) fn format<'a>(facts: &'a IndicatorFacts, inequality: &Inequality) -> Format<'a> {
    let values = inequality.groups.iter().filter_map(|group| group.value.known());
    Format::of(facts).or_largest(values.reduce(f64::max))
}

fn group(pack: &Pack, facts: &GroupFacts, format: Format<'_>) -> GroupView {
    GroupView {
        name: titles::group(&facts.name),
        state: indicator::state(facts.value).to_owned(),
        value: format.value(facts.value),
        interval: interval(facts.value, facts.interval, format),
        count: count(facts.value, facts.count),
        against_total: words::group_class(&facts.against_total, &words::total_of(&pack.area.name)),
    }
}

/// An interval belongs to a value.
fn interval(value: Value, interval: Option<Interval>, format: Format<'_>) -> String {
    let interval = interval.filter(|_| value.known().is_some());
    interval.map_or_else(String::new, |interval| format.interval(interval))
}

fn count(value: Value, count: Option<f64>) -> String {
    let count = count.filter(|_| value.known().is_some());
    count.map_or_else(String::new, |count| number::fixed(count, 0))
}
