//! What the divisions of all of a pack's indicators come to.

use std::collections::BTreeMap;

use crate::model::dataset::Origin;
use crate::model::inequality::{GapFacts, Inequality, InequalityFacts, LabelDoubt, LargestGap};
use crate::model::pack::IndicatorFacts;
use crate::model::value::Value;
use crate::notice::Notice;

/// A longer table hides what it shows, and takes more than its page.
const MOST_GAPS: usize = 8;
/// One indicator with many divisions would fill it alone.
const MOST_OF_ONE: usize = 2;

/// How many comparisons there are, and the largest gaps.
pub(in crate::compare) fn facts(indicators: &BTreeMap<String, IndicatorFacts>) -> InequalityFacts {
    let mut comparisons_made = 0;
    let mut gaps = 0;
    let mut ratios: Vec<(f64, LargestGap)> = Vec::new();
    for (slug, facts) in indicators {
        for (division, inequality) in facts.inequality.iter().enumerate() {
            let tested =
                inequality.groups.iter().filter(|group| group.against_total.level.is_some());
            comparisons_made += tested.count();
            let GapFacts::Known { relative, few_cases, .. } = inequality.gap else {
                continue;
            };
            gaps += 1;
            if let (Some(ratio), false) = (relative, few_cases) {
                // Half as much is as far apart as twice as much.
                let size = ratio.max(1.0 / ratio);
                ratios.push((size, LargestGap { slug: slug.clone(), division }));
            }
        }
    }
    // Slugs are in order already: ties keep it.
    ratios.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let mut largest: Vec<LargestGap> = Vec::new();
    for (_, gap) in ratios {
        let of_one = largest.iter().filter(|taken| taken.slug == gap.slug).count();
        if largest.len() < MOST_GAPS && of_one < MOST_OF_ONE {
            largest.push(gap);
        }
    }
    InequalityFacts { comparisons_made, gaps, largest }
}

/// Where the groups' rows stand.
pub(in crate::compare) fn origins(
    indicators: &BTreeMap<String, IndicatorFacts>,
) -> impl Iterator<Item = Origin> {
    all(indicators)
        .flat_map(|(_, inequality)| inequality.groups.iter().filter_map(|group| group.origin))
}

fn all(
    indicators: &BTreeMap<String, IndicatorFacts>,
) -> impl Iterator<Item = (&IndicatorFacts, &Inequality)> {
    indicators
        .values()
        .flat_map(|facts| facts.inequality.iter().map(move |inequality| (facts, inequality)))
}

/// What is odd about the groups of an area.
pub(in crate::compare) fn notices(
    area: &str,
    indicators: &BTreeMap<String, IndicatorFacts>,
) -> Vec<Notice> {
    let mut notices = Vec::new();
    let suppressed = all(indicators)
        .flat_map(|(_, inequality)| &inequality.groups)
        .filter(|group| group.value == Value::Suppressed)
        .count();
    match suppressed {
        0 => {}
        1 => notices.push(Notice::new(format!(
            "in the tables of groups, one value for {area} is suppressed or withheld"
        ))),
        _ => notices.push(Notice::new(format!(
            "in the tables of groups, {suppressed} values for {area} are suppressed or withheld"
        ))),
    }
    notices.extend(
        all(indicators).filter_map(|(facts, inequality)| doubtful(&facts.entry.slug, inequality)),
    );
    notices
}

/// That the labels of a division can't be put in order, and why.
pub(in crate::compare) fn doubtful(slug: &str, inequality: &Inequality) -> Option<Notice> {
    let doubt = inequality.doubt?;
    let name = inequality.divided_by.category_type().map_or("", |name| name.trim());
    Some(Notice::new(format!(
        "`{slug}` by `{name}`: the groups are not put in order of deprivation, because {}",
        because(doubt),
    )))
}

fn because(doubt: LabelDoubt) -> &'static str {
    match doubt {
        LabelDoubt::BothEnds => "a label names the most and the least deprived end",
        LabelDoubt::SomeUnplaced => "some labels don't say which place a group has",
        LabelDoubt::TwoInOnePlace => "two labels name the same place",
        LabelDoubt::DifferentParts => "the labels name different numbers of groups",
        LabelDoubt::DifferentVintages => {
            "labels and category type name different years of the Index of Multiple Deprivation"
        }
    }
}
