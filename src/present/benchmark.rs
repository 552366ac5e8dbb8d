//! What a pack is judged against and shown beside, in words.

use super::words;
use crate::model::area::AreaType;
use crate::model::comparison::{Benchmark, Comparison};
use crate::model::pack::{Instead, Pack, PackBenchmark};

/// The benchmark's name: "England", "North West", "similar areas"; none for England.
pub(super) fn name(pack: &Pack) -> Option<String> {
    match pack.benchmark.as_ref()? {
        PackBenchmark::Area(area) => Some(words::short(&area.name)),
        PackBenchmark::Neighbours => Some(words::SIMILAR_AREAS.to_owned()),
    }
}

/// The same inside a sentence: "the North West".
pub(super) fn named(pack: &Pack) -> Option<String> {
    name(pack).map(|name| words::with_article(&name))
}

/// What a reader must know of the benchmark.
pub(super) fn note(pack: &Pack) -> Option<String> {
    if pack.benchmark == Some(PackBenchmark::Neighbours) {
        return Some(
            "The values for similar areas are combined from the areas' counts and have no interval of their own."
                .to_owned(),
        );
    }
    let area = words::with_article(&words::short(&pack.area.name));
    Some(match pack.benchmark_instead? {
        Instead::SameArea => format!("{} can't be compared with itself.", words::capital(&area)),
        Instead::NoRegion if pack.area.area_type == AreaType::Region => {
            format!("{} is itself a region.", words::capital(&area))
        }
        Instead::NoRegion => format!("{} lies in no region.", words::capital(&area)),
        Instead::NoNeighbours | Instead::NoNeighboursNoRegion => {
            format!("There is no list of areas similar to {area}.")
        }
        Instead::England => return None,
    })
}

/// Which areas charts show beside the chosen one.
pub(super) fn similar_areas(pack: &Pack) -> Option<String> {
    if let Some(neighbours) = &pack.neighbours {
        return Some(match neighbours.areas.len() {
            1 => "one statistical neighbour, named under Sources".to_owned(),
            number => {
                format!("{} statistical neighbours, named under Sources", words::count(number))
            }
        });
    }
    match (pack.area.area_type, &pack.area.region) {
        (AreaType::Utla | AreaType::District, Some(region)) => Some(format!(
            "the areas of {}, as there is no list of similar areas",
            words::with_article(&region.name)
        )),
        (AreaType::Icb | AreaType::SubIcb, _) => {
            Some(format!("the {} nearest in rank", words::areas(pack.area.area_type)))
        }
        _ => None,
    }
}

/// How many similar areas a benchmark's value is combined from: "12 of 15 areas".
pub(super) fn areas(comparison: &Comparison) -> Option<String> {
    match comparison.benchmark {
        Some(Benchmark::Neighbours { used, of }) if comparison.benchmark_value.is_some() => {
            Some(format!("{used} of {of} areas"))
        }
        _ => None,
    }
}

/// The same in a sentence.
pub(super) fn from(comparison: &Comparison) -> Option<String> {
    let areas = areas(comparison)?;
    Some(format!("The value is combined from the counts of {areas}. It has no interval."))
}
