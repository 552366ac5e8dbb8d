//! What an area is seen against: the benchmark asked for, or what takes its place, and a comparator.

use super::judge::Benchmark;
use super::national::PoolValues;
use super::{Context, ENGLAND, combine};
use crate::model::area::{Area, AreaCode, AreaType};
use crate::model::dataset::Series;
use crate::model::neighbours::{Choice, Neighbours};
use crate::model::pack::Instead;
use crate::model::period::TimePeriod;
use crate::model::profile::Entry;

/// What an area is seen against.
#[derive(Debug, Clone)]
pub(crate) struct Against {
    /// Judgements are made against this; none for England.
    pub benchmark: Option<Standard>,
    /// Why that is not what was asked for, if so.
    pub instead: Option<Instead>,
    /// Shown beside it.
    pub comparator: Option<AreaCode>,
}

/// What judgements are made against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Standard {
    /// An area.
    Area(AreaCode),
    /// These areas together.
    Neighbours(Vec<AreaCode>),
}

/// What an area is seen against under the choice of the run.
pub(super) fn against(context: &Context<'_>, area: &Area) -> Against {
    chosen(context.choice, context.neighbours, area)
}

/// The same from a choice and the lists of similar areas.
pub(super) fn chosen(choice: &Choice, lists: Option<&Neighbours>, area: &Area) -> Against {
    if area.area_type == AreaType::England {
        let asked = *choice != Choice::England;
        return Against {
            benchmark: None,
            instead: asked.then_some(Instead::England),
            comparator: None,
        };
    }
    let england = Standard::Area(AreaCode::from(ENGLAND));
    let (benchmark, instead) = match (choice, &area.region) {
        (Choice::England, _) => (england.clone(), None),
        (Choice::Region, Some(region)) => (Standard::Area(region.clone()), None),
        (Choice::Region, None) => (england.clone(), Some(Instead::NoRegion)),
        (Choice::Area(code), _) if *code == area.code => (england.clone(), Some(Instead::SameArea)),
        (Choice::Area(code), _) => (Standard::Area(code.clone()), None),
        (Choice::Neighbours, region) => match (lists.and_then(|it| it.of(&area.code)), region) {
            (Some(list), _) => (Standard::Neighbours(list.to_vec()), None),
            (None, Some(region)) => (Standard::Area(region.clone()), Some(Instead::NoNeighbours)),
            (None, None) => (england.clone(), Some(Instead::NoNeighboursNoRegion)),
        },
    };
    let comparator =
        if benchmark == england { area.region.clone() } else { Some(AreaCode::from(ENGLAND)) };
    Against { benchmark: Some(benchmark), instead, comparator }
}

/// An area's similar areas, if there is a list.
pub(super) fn neighbours<'a>(context: &Context<'a>, area: &Area) -> Option<&'a [AreaCode]> {
    context.neighbours?.of(&area.code)
}

impl Against {
    /// The benchmark of an area's value in a period.
    pub(super) fn benchmark<'a>(
        &self,
        entry: &Entry,
        area: &AreaCode,
        series: &'a Series,
        period: &TimePeriod,
        pool: PoolValues<'a>,
    ) -> Option<Benchmark<'a>> {
        Some(match self.benchmark.as_ref()? {
            Standard::Area(code) => Benchmark::area(code, series.at(code, period), pool),
            Standard::Neighbours(list) => {
                let combined = combine::combined(entry, area, list, series, period);
                Benchmark::neighbours(combined, list.len(), pool)
            }
        })
    }
}
