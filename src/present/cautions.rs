//! What a reader must know before using a figure, that follows from the figure itself.

use super::words;
use crate::model::comparison::Method;
use crate::model::pack::IndicatorFacts;

/// Below this, chance moves a value a lot from year to year.
pub(super) const FEW_EVENTS: f64 = 10.0;

/// The cautions that apply to an indicator in an area, in sentences.
pub(super) fn view(facts: &IndicatorFacts) -> Vec<String> {
    let entry = &facts.entry;
    let now = facts.now().filter(|now| now.value.known().is_some());
    let mut cautions = Vec::new();
    if entry.modelled {
        cautions.push(
            "It reflects the model, not a local survey, so it is not judged and has no trend."
                .to_owned(),
        );
    }
    if now.and_then(|now| now.count).is_some_and(|count| count < FEW_EVENTS) {
        cautions
            .push("It rests on fewer than ten cases, so it can change a lot by chance.".to_owned());
    }
    let compared = now.is_some_and(|now| now.against_benchmark.level.is_some());
    if compared && entry.method == Method::TwoIntervals {
        cautions.push(
            "Values are compared by whether two intervals overlap, which is careful and no test of a difference."
                .to_owned(),
        );
    }
    if overlaps(facts) {
        cautions.push(
            "Neighbouring periods share years, so each point repeats part of the one before."
                .to_owned(),
        );
    }
    cautions.extend(breaks(facts));
    cautions
}

/// Whether each period begins before the one before it has ended.
fn overlaps(facts: &IndicatorFacts) -> bool {
    let [.., before, now] = facts.history.as_slice() else {
        return false;
    };
    now.period.start_year() <= before.period.end_year() && now.period.months > 12
}

/// Breaks that the profile names, where the area's line has both sides of them.
fn breaks(facts: &IndicatorFacts) -> impl Iterator<Item = String> {
    let known = |at: &usize| facts.history[*at].value.known().is_some();
    let first = (0..facts.history.len()).find(known).unwrap_or(facts.history.len());
    let later = facts.history.iter().skip(first + 1);
    let broken = later.filter(|now| facts.entry.is_broken_before(&now.period));
    broken.filter_map(|now| {
        let label = &*now.period.label;
        let why = facts.entry.breaks.iter().find(|it| it.before.trim() == label)?;
        let why = words::sentence(&why.why);
        Some(format!(
            "The series is broken before {}: {}",
            words::period(label),
            words::small(&why)
        ))
    })
}
