//! The publisher's own results that differ from those worked out here, in sentences.

use std::collections::BTreeMap;

use super::words;
use crate::model::comparison::Class;
use crate::model::cross_check::{Judged, Rule, Verdict};
use crate::model::pack::{Pack, PackBenchmark};
use crate::model::trend::Direction;

/// One sentence for the differences of an indicator that have one reason.
pub(super) fn notices(pack: &Pack) -> Vec<String> {
    let mut alike: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for it in &pack.differences {
        let period = words::period(&it.period.label);
        alike
            .entry((&it.slug, &it.judged, it.published, it.rule))
            .or_default()
            .push(format!("{} ({period})", verdict(it.ours)));
    }
    alike
        .into_iter()
        .map(|((slug, judged, published, rule), ours)| {
            let label = pack.indicators.get(slug).map_or(&**slug, |facts| &*facts.entry.label);
            let what = match judged {
                Judged::Class(code) => {
                    let benchmark = match &pack.benchmark {
                        Some(PackBenchmark::Area(area)) => Some(area),
                        _ => None,
                    };
                    let named = benchmark.into_iter().chain(&pack.comparator);
                    let name = named
                        .filter(|area| area.code == *code)
                        .map(|area| words::with_article(&area.name))
                        .next();
                    format!("comparison with {}", name.unwrap_or_else(|| code.to_string()))
                }
                Judged::Trend => "recent trend".to_owned(),
            };
            let shown = match judged {
                Judged::Trend if rule != Rule::PublisherGivesNoTrend => "the publisher's",
                _ => "what is worked out here",
            };
            format!(
                "{label}: the publisher's {what} is \u{201c}{}\u{201d}; worked out here: {}. This report shows \
                 {shown}. Likely reason: {}.",
                verdict(published),
                some(&ours),
                reason(rule),
            )
        })
        .collect()
}

/// The latest few, and how many more.
fn some(periods: &[String]) -> String {
    const FEW: usize = 3;
    let shown = periods[periods.len().saturating_sub(FEW)..].join(", ");
    match periods.len().saturating_sub(FEW) {
        0 => shown,
        1 => format!("{shown} and in one earlier period"),
        more => format!("{shown} and in {} earlier periods", words::count(more)),
    }
}

fn verdict(verdict: Verdict) -> String {
    match verdict {
        Verdict::Class(class @ (Class::Best | Class::Worst | Class::Lowest | Class::Highest)) => {
            format!("{} at 99.8%", words::small(words::word(class)))
        }
        Verdict::Class(class) => words::small(words::word(class)),
        Verdict::Trend(direction) => trend(direction),
    }
}

fn trend(direction: Direction) -> String {
    words::small(words::direction(direction).2)
}

/// The likely reason for a difference: a clause.
pub fn reason(rule: Rule) -> &'static str {
    match rule {
        Rule::NotMeantForComparison => "the profile does not compare this indicator",
        Rule::UnusableBenchmark => "the benchmark's value here is not usable, or there are two",
        Rule::ContradictoryRow => "the row's own numbers contradict each other",
        Rule::PublisherDoesNotCompare => {
            "the publisher does not compare this value, although it gives its limits"
        }
        Rule::MethodWithoutInterval => {
            "it is compared here by a method that needs no interval, and not by the publisher"
        }
        Rule::OtherWords => "one side judges the difference and the other only names it",
        Rule::OppositePolarity => "the publisher takes the opposite as good",
        Rule::DealtFifths => "the publisher deals areas into fifths by number, splitting ties",
        Rule::OtherLevel => "the publisher compares at another confidence level",
        Rule::RoundedNumbers => "the numbers are rounded, and decide only before rounding",
        Rule::ComputedLimits => "the interval is computed here from count and denominator",
        Rule::OtherMethod => "the publisher compares by another method",
        Rule::BenchmarkFromAnotherFile => "the benchmark's value comes from another file",
        Rule::PublisherGivesNoTrend => "the publisher works out no trend for this figure",
        Rule::WithoutOutlierRule => "one year alone makes the trend",
        Rule::OtherTrendMethod => "the publisher weighs the years in another way",
        Rule::TrendUpToYearBefore => "the publisher's trend does not yet count the latest year",
        Rule::NearBound => "the test lies so near its bound that rounding decides",
        Rule::Unexplained => "not known",
    }
}
