//! Which divisions can be charted, and which of an indicator's tells most.

use crate::compare::scale;
use crate::model::chart::Scale;
use crate::model::comparison::Class;
use crate::model::inequality::{GapFacts, GroupFacts, Inequality, NoGap, TotalFacts};

/// A chart of more groups can't be read beside others on a page.
const MOST_GROUPS: usize = 12;
/// One mark compares nothing.
const FEWEST_VALUES: usize = 2;

/// The scale that holds all groups and the total. None where values are no quantity to compare, or groups are
/// too few or too many for a chart.
pub(super) fn scale(
    groups: &[GroupFacts],
    total: Option<&TotalFacts>,
    gap: &GapFacts,
) -> Option<Scale> {
    let is_quantity = match gap {
        GapFacts::Known { .. } => true,
        GapFacts::NotKnown { reason } => matches!(reason, NoGap::EndMissing),
    };
    let known: Vec<&GroupFacts> =
        groups.iter().filter(|group| group.value.known().is_some()).collect();
    if !is_quantity || known.len() < FEWEST_VALUES || groups.len() > MOST_GROUPS {
        return None;
    }
    let limits = known.iter().filter_map(|group| group.interval);
    let limits = limits.flat_map(|interval| [interval.lower, interval.upper]);
    let values = known.iter().filter_map(|group| group.value.known());
    scale::around(values.chain(limits).chain(total.and_then(|total| total.value.known())))
}

/// Marks the division that tells most: of those that can be charted, one with a gap; of these one of the newest
/// period; of these the one
/// with most groups that differ from the area's own total beyond chance; then the one with the widest gap by
/// ratio; then the first.
pub(super) fn mark(divisions: &mut [Inequality]) {
    let mut best: Option<usize> = None;
    for (index, division) in divisions.iter().enumerate() {
        if division.scale.is_none() {
            continue;
        }
        let better = best.and_then(|best| divisions.get(best)).is_none_or(|best| {
            has_gap(division)
                .cmp(&has_gap(best))
                .then_with(|| division.period.cmp(&best.period))
                .then_with(|| differing(division).cmp(&differing(best)))
                .then_with(|| ratio(division).total_cmp(&ratio(best)))
                .is_gt()
        });
        if better {
            best = Some(index);
        }
    }
    if let Some(division) = best.and_then(|best| divisions.get_mut(best)) {
        division.telling = true;
    }
}

fn has_gap(division: &Inequality) -> bool {
    matches!(division.gap, GapFacts::Known { .. })
}

/// How many groups differ from the total beyond chance.
fn differing(division: &Inequality) -> usize {
    let alike = [Class::Similar, Class::NotCompared];
    division.groups.iter().filter(|group| !alike.contains(&group.against_total.class)).count()
}

/// The higher over the lower end of the gap; 1 where there is no ratio.
fn ratio(division: &Inequality) -> f64 {
    match division.gap {
        GapFacts::Known { relative: Some(ratio), .. } => ratio.max(1.0 / ratio),
        GapFacts::Known { relative: None, .. } | GapFacts::NotKnown { .. } => 1.0,
    }
}
