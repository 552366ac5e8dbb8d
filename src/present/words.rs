//! Every judgement in words: one table by method, level and polarity. Nothing else writes one.
//! "Not significantly different" is never said: similar is not the same.

mod by_chance;
mod goal;
mod letters;
mod reasons;

pub(super) use by_chance::{comparisons, group_comparisons, table_comparisons};
pub(super) use goal::goal;
pub(super) use letters::{NO_VALUE_LETTER, letter};
pub(super) use reasons::not_compared;
use reasons::not_compared_because;

use crate::model::area::AreaType;
use crate::model::comparison::{Class, Comparison, Level, Method, NotComparedReason, Provenance};
use crate::model::pack::SpineReason;
use crate::model::trend::{Direction, Judgement, Trend, TrendReason};
use crate::model::view::{ClassView, TrendView};

/// What an area's similar areas are called together.
pub(super) const SIMILAR_AREAS: &str = "similar areas";

/// A comparison in words, `benchmark` being the name of what it is made against.
pub(super) fn class(comparison: &Comparison, benchmark: Option<&str>) -> ClassView {
    let published = comparison.source == Provenance::Published;
    let phrase = match comparison.class {
        Class::NotCompared => {
            let reason =
                comparison.reason.map_or("no reason recorded", |reason| not_compared(reason));
            format!("Not compared: {reason}")
        }
        class => {
            let level = match (published, comparison.level) {
                (true, _) => " (as published)",
                (false, Some(Level::P95)) => " (95%)",
                (false, Some(Level::P998)) => " (99.8%)",
                (false, None) => "",
            };
            // "Similar" is no finding at a level. But it is not to contradict the 95% interval that stands beside it.
            let plain = class == Class::Similar && comparison.level == Some(Level::P95);
            let level = if plain && !published { "" } else { level };
            format!("{}{level}", by(comparison.method, class, benchmark))
        }
    };
    ClassView {
        class: comparison.class.code(),
        word: word(comparison.class).to_owned(),
        phrase,
        shape: symbol(comparison.class),
        reason: comparison
            .reason
            .filter(|_| comparison.class == Class::NotCompared)
            .map(|reason| not_compared_because(reason).to_owned()),
        published,
    }
}

/// A class as its method has it, without its level: "Worse than England", "Worse by the plan's status".
pub(super) fn by(method: Method, class: Class, benchmark: Option<&str>) -> String {
    match (method, class) {
        (Method::PlanStatus, Class::Better | Class::Similar | Class::Worse) => {
            format!("{} by the plan's status", word(class))
        }
        _ => than(class, benchmark),
    }
}

/// A group's comparison with its area's own total, such as "the Liverpool total".
pub(super) fn group_class(comparison: &Comparison, total: &str) -> ClassView {
    let view = class(comparison, Some(total));
    let (short, clause) = match comparison.reason {
        Some(NotComparedReason::NoBenchmark) => ("no total", "the area's total has no value"),
        Some(NotComparedReason::NoBenchmarkInterval) => {
            ("no interval for the total", "the area's total has no confidence interval")
        }
        Some(NotComparedReason::NoValue) => ("no data", "there is no value for the group"),
        Some(NotComparedReason::Suppressed) => {
            ("value suppressed", "the group's value is suppressed")
        }
        _ => return view,
    };
    let phrase = format!("Not compared: {short}");
    ClassView { phrase, reason: Some(clause.to_owned()), ..view }
}

/// What the groups of an area are compared with: "the Liverpool total".
pub(super) fn total_of(area: &str) -> String {
    let name = with_article(&short(area));
    if name.starts_with("the ") { format!("{name} total") } else { format!("the {name} total") }
}

/// A class against a benchmark, without its level: "Worse than England".
pub(super) fn than(class: Class, benchmark: Option<&str>) -> String {
    let benchmark = with_article(benchmark.unwrap_or("the benchmark"));
    match class {
        Class::Best | Class::Better => format!("Better than {benchmark}"),
        // "Similar to similar areas" makes a reader stumble; "comparable areas" would be another group.
        Class::Similar if benchmark == SIMILAR_AREAS => {
            "Similar to its statistical neighbours".to_owned()
        }
        Class::Similar => format!("Similar to {benchmark}"),
        Class::Worse | Class::Worst => format!("Worse than {benchmark}"),
        Class::Lowest | Class::Lower => format!("Lower than {benchmark}"),
        Class::Higher | Class::Highest => format!("Higher than {benchmark}"),
        Class::JudgedQuintile(_) | Class::Quintile(_) | Class::Quartile(_) => {
            format!("In the {} of areas", word(class).to_lowercase())
        }
        Class::NotCompared => "Not compared".to_owned(),
    }
}

/// One word or a few for a table's cell.
pub(super) fn word(class: Class) -> &'static str {
    match class {
        Class::Best | Class::Better => "Better",
        Class::Similar => "Similar",
        Class::Worse | Class::Worst => "Worse",
        Class::Lowest | Class::Lower => "Lower",
        Class::Higher | Class::Highest => "Higher",
        Class::JudgedQuintile(1) => "Worst fifth",
        Class::JudgedQuintile(2) => "Second worst fifth",
        Class::JudgedQuintile(4) => "Second best fifth",
        Class::JudgedQuintile(5) => "Best fifth",
        Class::Quintile(1) => "Lowest fifth",
        Class::Quintile(2) => "Second lowest fifth",
        Class::Quintile(4) => "Second highest fifth",
        Class::Quintile(5) => "Highest fifth",
        Class::JudgedQuintile(_) | Class::Quintile(_) => "Middle fifth",
        Class::Quartile(1) => "Lowest quarter",
        Class::Quartile(2) => "Second lowest quarter",
        Class::Quartile(3) => "Second highest quarter",
        Class::Quartile(_) => "Highest quarter",
        Class::NotCompared => "Not compared",
    }
}

/// A unit as it stands beside a column of values: nothing for "%", which each value has.
pub(super) fn unit(unit: &str) -> String {
    if unit == "%" { String::new() } else { unit.to_owned() }
}

/// The name of the drawing of a class's mark.
pub(super) fn symbol(class: Class) -> String {
    format!("symbol/{}", class.code())
}

/// A direction's name for programs, its arrow and its words.
pub(super) fn direction(direction: Direction) -> (&'static str, &'static str, &'static str) {
    match direction {
        Direction::Increasing => ("increasing", "↑", "Increasing"),
        Direction::Decreasing => ("decreasing", "↓", "Decreasing"),
        Direction::NoChange => ("no-change", "→", "No significant change"),
        Direction::CannotBeCalculated => ("cannot-be-calculated", "", "Cannot be calculated"),
    }
}

/// What the digit in a class's mark means; none for a mark without.
pub(super) fn digits(class: Class) -> Option<&'static str> {
    match class {
        Class::JudgedQuintile(_) => Some("Marks: 1 worst fifth of areas, 5 best fifth"),
        Class::Quintile(_) => Some("Marks: 1 lowest fifth of areas, 5 highest fifth"),
        Class::Quartile(_) => Some("Marks: 1 lowest quarter of areas, 4 highest quarter"),
        _ => None,
    }
}

/// A trend in words.
pub fn trend(trend: &Trend) -> TrendView {
    let (direction, symbol, word) = direction(trend.direction);
    let judgement = match trend.judgement {
        Judgement::GettingBetter => " and getting better",
        Judgement::GettingWorse => " and getting worse",
        Judgement::None => "",
    };
    let unknown = trend.direction == Direction::CannotBeCalculated;
    TrendView {
        direction: direction.to_owned(),
        phrase: format!("{word}{judgement}"),
        symbol: symbol.to_owned(),
        reason: trend.reason.filter(|_| unknown).map(|reason| no_trend(reason).to_owned()),
        published: trend.source == Provenance::Published,
    }
}

/// Why a trend cannot be calculated: to follow "Cannot be calculated: ".
fn no_trend(reason: TrendReason) -> &'static str {
    match reason {
        TrendReason::ValueType => "not done for this kind of figure",
        TrendReason::Modelled => "modelled estimate",
        TrendReason::LongPeriod => "not single years",
        TrendReason::NoData => "no data",
        TrendReason::FewerThanFive => "fewer than five years",
        TrendReason::FewerThanFiveValid => "a recent value is missing",
        TrendReason::Contradiction => "a recent row contradicts itself",
        TrendReason::CountEqualsDenominator => "a count equals its denominator",
        TrendReason::YearGap => "a recent year is missing",
        TrendReason::NoLimits => "not every year has an interval",
        TrendReason::ZeroCount => "a count is zero",
        TrendReason::Broken => "recent years are not comparable",
    }
}

/// Why a spine is not drawn.
pub(super) fn no_spine(reason: SpineReason) -> &'static str {
    match reason {
        SpineReason::NoValue => "no value",
        SpineReason::NoBenchmark => "no benchmark",
        SpineReason::Count => "not drawn for counts",
        SpineReason::TooFewAreas => "too few areas have a value",
        SpineReason::OutsidePool => "not shown: left out of the ranking",
    }
}

/// Labels in a row: all of them, or the first `most` and how many more there are.
pub(super) fn names<'a>(labels: impl ExactSizeIterator<Item = &'a str>, most: usize) -> String {
    let more = labels.len().saturating_sub(most);
    let shown: Vec<&str> = labels.take(most).collect();
    let end = if more > 0 { format!("; and {} more", count(more)) } else { String::new() };
    format!("{}{end}", shown.join("; "))
}

/// A number of things: words from zero to nine, then figures.
pub fn count(number: usize) -> String {
    const WORDS: [&str; 10] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    WORDS
        .get(number)
        .map_or_else(|| super::number::fixed(number as f64, 0), |word| (*word).to_owned())
}

/// "1st", "2nd", "3rd", "4th", "11th".
pub(super) fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// A name as a sentence has it: "the North West", "England".
pub fn with_article(name: &str) -> String {
    const WITH_ARTICLE: [&str; 11] = [
        "North East",
        "North West",
        "East Midlands",
        "West Midlands",
        "East of England",
        "South East",
        "South West",
        "City of London",
        "Isle of Wight",
        "Isles of Scilly",
        "benchmark",
    ];
    if WITH_ARTICLE.contains(&name) { format!("the {name}") } else { name.to_owned() }
}

/// With a capital letter at the start.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A phrase as a sentence: a capital and a full stop.
pub(super) fn sentence(text: &str) -> String {
    let text = capital(text.trim());
    if text.ends_with(['.', '!', '?']) || text.is_empty() { text } else { format!("{text}.") }
}

/// What stands for a comparison where the data has no figure for any area as a whole.
pub(super) fn absent(why: &str) -> ClassView {
    ClassView {
        class: Class::NotCompared.code(),
        word: word(Class::NotCompared).to_owned(),
        phrase: format!("Not compared: {why}"),
        shape: symbol(Class::NotCompared),
        reason: Some("there is no figure for the area as a whole".to_owned()),
        published: false,
    }
}

/// Several areas of a kind.
pub(super) fn areas(area_type: AreaType) -> &'static str {
    match area_type {
        AreaType::England => "countries",
        AreaType::Region => "regions",
        AreaType::Icb => "integrated care boards",
        AreaType::SubIcb => "sub-integrated care board locations",
        AreaType::Utla => "upper-tier local authorities",
        AreaType::District => "districts",
    }
}

/// A phrase inside a sentence: without its capital.
pub(super) fn small(phrase: &str) -> String {
    let mut letters = phrase.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// A period as a sentence has it: "2021/22 to 23/24".
pub(super) fn period(label: &str) -> String {
    label.replace(" - ", " to ")
}

/// A long official name as people say it: "Cheshire and Merseyside ICB".
pub(super) fn short(name: &str) -> String {
    let plain = name.strip_prefix("NHS ").unwrap_or(name);
    match plain.strip_suffix(" Integrated Care Board") {
        Some(place) => format!("{place} ICB"),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::comparison::NotComparedReason;

    fn phrase(class: Class, level: Option<Level>, source: Provenance, benchmark: &str) -> String {
        let reason = (class == Class::NotCompared).then_some(NotComparedReason::NoInterval);
        let comparison = Comparison {
            class,
            level,
            method: Method::OneInterval,
            benchmark: None,
            benchmark_value: None,
            reason,
            source,
        };
        super::class(&comparison, Some(benchmark)).phrase
    }

    #[test]
    fn every_judgement_names_level_and_benchmark() {
        use Level::{P95, P998};
        use Provenance::{None as Nowhere, Published, Recomputed};
        for (class, level, source, benchmark, expected) in [
            (Class::Better, Some(P95), Recomputed, "England", "Better than England (95%)"),
            (Class::Worse, Some(P998), Recomputed, "England", "Worse than England (99.8%)"),
            (Class::Worst, Some(P998), Recomputed, "England", "Worse than England (99.8%)"),
            (Class::Similar, Some(P95), Recomputed, "England", "Similar to England"),
            (Class::Similar, Some(P998), Recomputed, "England", "Similar to England (99.8%)"),
            (Class::Lower, Some(P95), Recomputed, "London", "Lower than London (95%)"),
            (
                Class::Highest,
                Some(P998),
                Recomputed,
                "North West",
                "Higher than the North West (99.8%)",
            ),
            (Class::Best, None, Published, "England", "Better than England (as published)"),
            (Class::Similar, None, Published, "England", "Similar to England (as published)"),
            (Class::JudgedQuintile(1), None, Recomputed, "England", "In the worst fifth of areas"),
            (Class::Quintile(5), None, Recomputed, "England", "In the highest fifth of areas"),
            (
                Class::Quartile(2),
                None,
                Recomputed,
                "England",
                "In the second lowest quarter of areas",
            ),
            (
                Class::Similar,
                Some(P95),
                Recomputed,
                "similar areas",
                "Similar to its statistical neighbours",
            ),
            (
                Class::Worse,
                Some(P95),
                Recomputed,
                "similar areas",
                "Worse than similar areas (95%)",
            ),
            (Class::NotCompared, None, Nowhere, "England", "Not compared: no interval"),
        ] {
            assert_eq!(phrase(class, level, source, benchmark), expected);
        }
        for class in Class::all() {
            let words = phrase(class, Some(P95), Recomputed, "England");
            assert!(!words.contains("not significantly"), "{words}");
        }
    }
}
