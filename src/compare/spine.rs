//! Where an area stands among all areas of its kind, as spine positions.

use super::national::PoolFacts;
use super::{Context, convert};
use crate::model::area::Area;
use crate::model::pack::{PeriodFacts, SpineFacts, SpineReason};
use crate::model::profile::Entry;
use crate::stats::spine::{SpineInput, spine as positions};

pub(super) fn spine(
    context: &Context<'_>,
    entry: &Entry,
    area: &Area,
    pool: Option<&PoolFacts>,
    now: Option<&PeriodFacts>,
) -> SpineFacts {
    match drawn(context, entry, area, pool, now) {
        Ok(facts) => facts,
        Err(reason) => SpineFacts::NotDrawn { reason },
    }
}

fn drawn(
    context: &Context<'_>,
    entry: &Entry,
    area: &Area,
    pool: Option<&PoolFacts>,
    now: Option<&PeriodFacts>,
) -> Result<SpineFacts, SpineReason> {
    let now = now.ok_or(SpineReason::NoValue)?;
    let value = now.value.known().ok_or(SpineReason::NoValue)?;
    let in_pool = context.directory.listed.contains(&area.code)
        && !context.profile.small_areas.contains(&area.code);
    if !in_pool {
        return Err(SpineReason::OutsidePool);
    }
    if now.benchmark.is_none() {
        return Err(SpineReason::NoBenchmark);
    }
    let pool = pool.ok_or(SpineReason::TooFewAreas)?;
    let input = |value| SpineInput {
        polarity: convert::polarity(entry.polarity),
        value_type: convert::value_type(entry.value_type),
        spread: Some(pool.spread),
        benchmark: now.benchmark,
        value,
        areas: pool.pool.areas,
        always: entry.always_show_spine,
    };
    let of_area = positions(&input(Some(value))).map_err(convert::spine_reason)?;
    let comparator = now.comparator.and_then(|value| positions(&input(Some(value))).ok()?.marker);
    Ok(SpineFacts::Drawn {
        left: of_area.left,
        right: of_area.right,
        middle_left: of_area.inner_left,
        middle_right: of_area.inner_right,
        area: of_area.marker.ok_or(SpineReason::NoValue)?,
        comparator,
    })
}
