//! What is the same for every area, worked out once: periods, largest value, pools, ranks.

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, convert, inputs};
use crate::model::area::{Area, AreaCode, AreaType};
use crate::model::comparison::Method;
use crate::model::dataset::{Dataset, Series, SeriesKey};
use crate::model::directory::Directory;
use crate::model::pack::{Pool, Rank};
use crate::model::period::TimePeriod;
use crate::model::profile::{Entry, GoalKind, Profile};
use crate::model::value::Value;
use crate::stats::percentiles::{Spread, spread};
use crate::stats::rank::rank;

/// What is the same for every area, by slug.
#[derive(Debug, Clone, Default)]
pub struct National {
    indicators: BTreeMap<String, IndicatorNational>,
}

#[derive(Debug, Clone)]
pub(super) struct IndicatorNational {
    /// Every period up to the latest, oldest first.
    pub periods: Vec<TimePeriod>,
    /// The largest value of any area in any period.
    pub largest: Option<f64>,
    /// The usual distance from one period to the next, in months.
    pub step: i32,
    pools: BTreeMap<AreaType, PoolFacts>,
    /// All areas' values by kind and period, where the method or the goal places a value among them.
    values: BTreeMap<(AreaType, TimePeriod), Vec<f64>>,
    /// Very small areas, which no pool holds.
    small_areas: Vec<AreaCode>,
}

/// All areas' values in a period, without those of very small areas.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct PoolValues<'a> {
    pub values: &'a [f64],
    small_areas: &'a [AreaCode],
}

impl PoolValues<'_> {
    /// Whether an area's value is left out, whatever it is.
    pub(super) fn leaves_out(&self, area: &AreaCode) -> bool {
        self.small_areas.contains(area)
    }
}

#[derive(Debug, Clone)]
pub(super) struct PoolFacts {
    pub pool: Pool,
    pub spread: Spread,
    ranks: BTreeMap<AreaCode, usize>,
}

impl National {
    pub(super) fn of(&self, slug: &str) -> Option<&IndicatorNational> {
        self.indicators.get(slug)
    }
}

impl IndicatorNational {
    /// The pool of an area's kind.
    pub(super) fn pool(&self, area_type: AreaType) -> Option<&PoolFacts> {
        self.pools.get(&area_type)
    }

    /// All areas' values in a period; empty unless the indicator's method or goal places a value among them.
    pub(super) fn values(&self, area_type: AreaType, period: &TimePeriod) -> PoolValues<'_> {
        let values = self.values.get(&(area_type, period.clone())).map_or(&[][..], Vec::as_slice);
        PoolValues { values, small_areas: &self.small_areas }
    }
}

impl PoolFacts {
    /// An area's rank; none if it is outside the pool or has no value.
    pub(super) fn rank(&self, area: &AreaCode) -> Option<Rank> {
        let rank = *self.ranks.get(area)?;
        Some(Rank { rank, of: self.pool.with_values })
    }

    /// How many areas have a better rank than an area, and how many a worse one; tied areas have the same.
    pub(super) fn beside(&self, area: &AreaCode) -> Option<(usize, usize)> {
        let rank = *self.ranks.get(area)?;
        let better = self.ranks.values().filter(|other| **other < rank).count();
        Some((better, self.ranks.values().filter(|other| **other > rank).count()))
    }
}

/// Works out what is the same for every area.
pub fn national(
    dataset: &Dataset,
    profile: &Profile,
    series: &BTreeMap<String, SeriesKey>,
    directory: &Directory,
) -> National {
    let indicators = profile
        .indicators
        .iter()
        .filter_map(|entry| {
            let series = dataset.series.get(series.get(&entry.slug)?)?;
            Some((entry.slug.clone(), indicator(entry, series, profile, directory)))
        })
        .collect();
    National { indicators }
}

fn indicator(
    entry: &Entry,
    series: &Series,
    profile: &Profile,
    directory: &Directory,
) -> IndicatorNational {
    let mut periods = BTreeSet::new();
    let mut latest: Option<&TimePeriod> = None;
    let mut largest: Option<f64> = None;
    for row in series.areas.values().flatten() {
        periods.insert(&row.period);
        let is_figure = matches!(row.value, Value::Known(_) | Value::Suppressed);
        if is_figure && latest.is_none_or(|latest| *latest < row.period) {
            latest = Some(&row.period);
        }
        if let Some(value) = row.value.known() {
            largest = Some(largest.map_or(value, |largest| largest.max(value)));
        }
    }
    let periods: Vec<TimePeriod> = match latest {
        Some(latest) => periods.into_iter().filter(|period| *period <= latest).cloned().collect(),
        None => Vec::new(),
    };
    let step = periods
        .windows(2)
        .map(|pair| months_between(&pair[0], &pair[1]))
        .filter(|months| *months > 0)
        .min()
        .unwrap_or(12);
    let goal = entry.goal.as_ref().map(|goal| goal.kind);
    let places_among = matches!(entry.method, Method::Quintiles | Method::Quartiles)
        || goal == Some(GoalKind::PercentileRange);
    let mut pools = BTreeMap::new();
    let mut values = BTreeMap::new();
    for area_type in [AreaType::Utla, AreaType::Region, AreaType::Icb, AreaType::SubIcb] {
        let areas = pool_areas(profile, directory, area_type);
        let latest = periods.last();
        if let Some(facts) =
            latest.and_then(|latest| pool(entry, series, latest, area_type, &areas))
        {
            pools.insert(area_type, facts);
        }
        // Regions are too few to be put in fifths.
        for period in periods.iter().filter(|_| places_among && area_type != AreaType::Region) {
            values.insert((area_type, period.clone()), known_values(entry, series, &areas, period));
        }
    }
    let small_areas = profile.small_areas.clone();
    IndicatorNational { periods, largest, step, pools, values, small_areas }
}

/// Months from the start of one period to the start of another.
pub(super) fn months_between(from: &TimePeriod, to: &TimePeriod) -> i32 {
    let start = |period: &TimePeriod| {
        let quarter = (period.sort / 100 % 100) as i32;
        let month = (period.sort % 100) as i32;
        let within = if month > 0 { month - 1 } else { (quarter - 1).max(0) * 3 };
        period.start_year() * 12 + within
    };
    start(to) - start(from)
}

/// The areas of a national pool: those of the area list, less the tiny ones.
fn pool_areas<'a>(
    profile: &Profile,
    directory: &'a Directory,
    area_type: AreaType,
) -> Vec<&'a Area> {
    directory
        .of_type(area_type)
        .filter(|area| directory.listed.contains(&area.code))
        .filter(|area| !profile.small_areas.contains(&area.code))
        .collect()
}

fn known_values(entry: &Entry, series: &Series, areas: &[&Area], period: &TimePeriod) -> Vec<f64> {
    areas.iter().filter_map(|area| sound(entry, series, area, period)).collect()
}

/// An area's value, unless its row contradicts itself.
fn sound(entry: &Entry, series: &Series, area: &Area, period: &TimePeriod) -> Option<f64> {
    let row = series.at(&area.code, period)?;
    row.value.known().filter(|_| inputs::contradiction(entry, row).is_none())
}

fn pool(
    entry: &Entry,
    series: &Series,
    latest: &TimePeriod,
    area_type: AreaType,
    areas: &[&Area],
) -> Option<PoolFacts> {
    let values: Vec<Option<f64>> =
        areas.iter().map(|area| sound(entry, series, area, latest)).collect();
    let known: Vec<f64> = values.iter().copied().flatten().collect();
    let spread = spread(&known)?;
    let ranks = rank(&values, convert::polarity(entry.polarity));
    Some(PoolFacts {
        pool: Pool {
            area_type,
            areas: areas.len(),
            with_values: ranks.out_of,
            min: spread.min,
            p25: spread.percentiles.map(|percentiles| percentiles.p25),
            p50: spread.percentiles.map(|percentiles| percentiles.median),
            p75: spread.percentiles.map(|percentiles| percentiles.p75),
            max: spread.max,
        },
        spread,
        ranks: areas
            .iter()
            .zip(ranks.ranks)
            .filter_map(|(area, rank)| Some((area.code.clone(), rank?)))
            .collect(),
    })
}

/// The pool of an area's kind for an indicator, if there is one.
pub(super) fn pool_of<'a>(context: &Context<'a>, slug: &str, area: &Area) -> Option<&'a PoolFacts> {
    context.national.of(slug)?.pool(area.area_type)
}
