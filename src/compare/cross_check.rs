//! The publisher's own results against what is worked out here from the same rows: each difference with its
//! likely reason, a named rule that the difference fits (`cross_check_rules`).

use std::collections::BTreeMap;

use serde::Serialize;

use super::against::{Against, Standard};
use super::cross_check_rules::{ClassCase, TrendCase, class_rule, trend_rule};
use super::national::IndicatorNational;
use super::trend::{Dated, direction, trend_of};
use super::{Context, ENGLAND, judge};
use crate::model::area::{Area, AreaCode};
use crate::model::comparison::{Class, Method, NotComparedReason, Provenance};
use crate::model::cross_check::{Difference, Judged, Rule, Verdict};
use crate::model::dataset::{Observation, Series};
use crate::model::profile::Entry;
use crate::model::trend::Direction;

/// How many results of one kind were compared, and what came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Results that both have.
    pub compared: usize,
    /// Of these, the same.
    pub agreed: usize,
    /// Results that only the publisher has, because the numbers behind them aren't there.
    pub not_recomputed: usize,
    /// Of those compared, different: how many fit each rule.
    pub differences: BTreeMap<Rule, usize>,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IndicatorCheck {
    /// The indicator.
    pub slug: String,
    /// Comparisons with England and with the parent area.
    pub classes: Tally,
    /// Recent trends.
    pub trends: Tally,
}

/// All indicators, in the profile's order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CrossCheck {
    /// Those with a result of the publisher's.
    pub indicators: Vec<IndicatorCheck>,
    /// Every difference.
    pub differences: Vec<Difference>,
}

/// Checks the rows of every area.
pub fn cross_check(context: &Context<'_>) -> CrossCheck {
    check(context, None)
}

fn check(context: &Context<'_>, only: Option<&AreaCode>) -> CrossCheck {
    let mut found = CrossCheck::default();
    for entry in &context.profile.indicators {
        let key = context.series.get(&entry.slug);
        let series = key.and_then(|key| context.dataset.series.get(key));
        let (Some(series), Some(national)) = (series, context.national.of(&entry.slug)) else {
            continue;
        };
        let checker = Checker { context, entry, series, national };
        let mut of_entry = IndicatorCheck {
            slug: entry.slug.clone(),
            classes: Tally::default(),
            trends: Tally::default(),
        };
        for (area, rows) in &series.areas {
            if only.is_some_and(|only| only != area) {
                continue;
            }
            for row in rows.iter().filter(|row| row.value.known().is_some()) {
                for class in checker.classes(area, row) {
                    of_entry.classes.add(class, &mut found.differences);
                }
                if let Some(trend) = checker.trend(area, row) {
                    of_entry.trends.add(trend, &mut found.differences);
                }
            }
        }
        let Tally { compared, not_recomputed, .. } = &of_entry.classes;
        let of_trends = &of_entry.trends;
        if compared + not_recomputed + of_trends.compared + of_trends.not_recomputed > 0 {
            found.indicators.push(of_entry);
        }
    }
    found
}

/// What came of one result.
enum Outcome {
    Agreed,
    NotRecomputed,
    Differs(Box<Difference>),
}

impl Tally {
    fn add(&mut self, outcome: Outcome, differences: &mut Vec<Difference>) {
        match outcome {
            Outcome::NotRecomputed => self.not_recomputed += 1,
            Outcome::Agreed => {
                self.compared += 1;
                self.agreed += 1;
            }
            Outcome::Differs(difference) => {
                self.compared += 1;
                *self.differences.entry(difference.rule).or_default() += 1;
                differences.push(*difference);
            }
        }
    }
}

struct Checker<'a> {
    context: &'a Context<'a>,
    entry: &'a Entry,
    series: &'a Series,
    national: &'a IndicatorNational,
}

impl Checker<'_> {
    fn classes(&self, area: &AreaCode, row: &Observation) -> Vec<Outcome> {
        let england = AreaCode::from(ENGLAND);
        let published = &row.published;
        let mut results = vec![(published.against_england, england.clone())];
        // A place among all areas is the same whatever it is held against.
        let places_among = matches!(self.entry.method, Method::Quintiles | Method::Quartiles);
        if let Some(parent) = published.parent.clone()
            && parent != england
            && !places_among
        {
            results.push((published.against_parent, parent));
        }
        results
            .into_iter()
            .filter(|(_, code)| code != area)
            .filter_map(|(class, code)| self.class(area, row, class?, &code))
            .collect()
    }

    /// What came of one published class; none if neither compares.
    fn class(
        &self,
        area: &AreaCode,
        row: &Observation,
        published: Class,
        code: &AreaCode,
    ) -> Option<Outcome> {
        let area_type = self.context.directory.areas.get(area)?.area_type;
        let pool = self.national.values(area_type, &row.period);
        let other = self.series.at(code, &row.period);
        let benchmark = judge::Benchmark::area(code, other, pool);
        let comparison = judge::comparison(self.entry, area, Some(row), Some(&benchmark));
        let ours = match (comparison.source, comparison.reason) {
            (Provenance::Recomputed, _) => Ok(comparison.class),
            (_, reason) => Err(reason.unwrap_or(NotComparedReason::NoValue)),
        };
        if published == Class::NotCompared && ours.is_err() {
            return None;
        }
        if ours == Ok(published) {
            return Some(Outcome::Agreed);
        }
        let case = ClassCase {
            entry: self.entry,
            area,
            row,
            benchmark: &benchmark,
            other,
            ours,
            published,
        };
        Some(match class_rule(&case) {
            None => Outcome::NotRecomputed,
            Some(rule) => Outcome::Differs(Box::new(Difference {
                slug: self.entry.slug.clone(),
                area: area.clone(),
                period: row.period.clone(),
                origin: row.origin,
                judged: Judged::Class(code.clone()),
                ours: Verdict::Class(ours.unwrap_or(Class::NotCompared)),
                published: Verdict::Class(published),
                rule,
            })),
        })
    }

    /// What came of a published trend, which is up to the period of its row; none if neither has one.
    fn trend(&self, area: &AreaCode, row: &Observation) -> Option<Outcome> {
        let published = row.published.trend?;
        let points: Vec<Dated> = self
            .national
            .periods
            .iter()
            .filter(|period| **period <= row.period)
            .map(|period| Dated::of(self.entry, period, self.series.at(area, period)))
            .collect();
        let ours = match trend_of(self.entry, &points) {
            Ok(ours) => ours,
            Err(_) if published == Direction::CannotBeCalculated => return None,
            Err(_) => return Some(Outcome::NotRecomputed),
        };
        let ours_direction = direction(ours.direction);
        if ours_direction == published {
            return Some(Outcome::Agreed);
        }
        let case = TrendCase { entry: self.entry, points: &points, ours, published };
        Some(Outcome::Differs(Box::new(Difference {
            slug: self.entry.slug.clone(),
            area: area.clone(),
            period: row.period.clone(),
            origin: row.origin,
            judged: Judged::Trend,
            ours: Verdict::Trend(ours_direction),
            published: Verdict::Trend(published),
            rule: trend_rule(&case),
        })))
    }
}

/// The differences that concern what an area's pack shows. That the profile places an indicator among all areas and
/// its publisher compares it with nothing is a choice made for the indicator, and no news of an area.
pub(super) fn of_area(context: &Context<'_>, area: &Area, against: &Against) -> Vec<Difference> {
    let shown = |judged: &Judged| match judged {
        Judged::Class(code) => {
            against.comparator.as_ref() == Some(code)
                || against.benchmark == Some(Standard::Area(code.clone()))
        }
        Judged::Trend => true,
    };
    let mut differences = check(context, Some(&area.code)).differences;
    differences.retain(|it| shown(&it.judged) && it.rule != Rule::MethodWithoutInterval);
    differences
}
