//! What a person should know about an area's data, and about what it is compared with.

use std::collections::BTreeMap;

use super::against::{Against, Standard};
use super::{Context, inequality, rows};
use crate::model::area::{Area, AreaType};
use crate::model::pack::{IndicatorFacts, Instead};
use crate::model::value::Value;
use crate::notice::Notice;

/// Everything that is odd about an area's data and about what it is compared with.
pub(super) fn notices(
    context: &Context<'_>,
    area: &Area,
    against: &Against,
    indicators: &BTreeMap<String, IndicatorFacts>,
) -> Vec<Notice> {
    let mut known = 0;
    let mut suppressed = 0;
    for (_, row) in rows(context, area) {
        match row.value {
            Value::Known(_) => known += 1,
            Value::Suppressed => suppressed += 1,
            Value::Missing | Value::Unusable(_) => {}
        }
    }
    let mut notices: Vec<Notice> = benchmark(context, area, against).into_iter().collect();
    if known == 0 {
        notices.push(Notice::new(format!(
            "the data holds no value for {} in any indicator of the profile",
            area.name
        )));
    }
    let name = &area.name;
    match suppressed {
        0 => {}
        1 => notices.push(Notice::new(format!(
            "over all periods, one value for {name} is suppressed or withheld"
        ))),
        _ => notices.push(Notice::new(format!(
            "over all periods, {suppressed} values for {name} are suppressed or withheld"
        ))),
    }
    notices.extend(inequality::notices(name, indicators));
    notices
}

/// That the benchmark is not the one asked for, or has no values.
fn benchmark(context: &Context<'_>, area: &Area, against: &Against) -> Option<Notice> {
    let name = &area.name;
    let region = || area.region.as_ref().map_or("", |region| context.directory.name(region));
    let no_list = || match context.neighbours {
        Some(neighbours) => format!("`{}` has no list for {name}", neighbours.file),
        None => "no list of similar areas is given".to_owned(),
    };
    let what = match against.instead {
        Some(Instead::England) => {
            "England is compared with nothing, whatever other areas are compared with".to_owned()
        }
        Some(Instead::SameArea) => {
            format!("{name} can't be compared with itself: it is compared with England instead")
        }
        Some(Instead::NoRegion) if area.area_type == AreaType::Region => {
            format!("{name} is itself a region: it is compared with England instead")
        }
        Some(Instead::NoRegion) => {
            format!("{name} lies in no region: it is compared with England instead")
        }
        Some(Instead::NoNeighbours) => {
            format!("{}: {name} is compared with its region instead, {}", no_list(), region())
        }
        Some(Instead::NoNeighboursNoRegion) => {
            format!("{}: {name} is compared with England instead", no_list())
        }
        None => {
            let Some(Standard::Area(code)) = &against.benchmark else {
                return None;
            };
            let has_value = |key| {
                let series = context.dataset.series.get(key);
                series.is_some_and(|series| {
                    series.of(code).iter().any(|row| row.value.known().is_some())
                })
            };
            if context.series.values().any(has_value) {
                return None;
            }
            let other = context.directory.name(code);
            format!("the data holds no value for {other}, so that nothing is compared with it")
        }
    };
    Some(Notice::new(what))
}
