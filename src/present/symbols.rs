//! The marks a pack uses, with what they mean, to be explained before the first table.

use std::collections::{BTreeMap, BTreeSet};

use super::words;
use crate::model::chart::Role;
use crate::model::comparison::{Class, Provenance};
use crate::model::pack::Pack;
use crate::model::trend::{Direction, Judgement, Trend};
use crate::model::view::{IndicatorView, SymbolView};

/// The marks of the classes that a pack shows, then the arrows, always in the same order.
pub(super) fn view(pack: &Pack, indicators: &BTreeMap<String, IndicatorView>) -> Vec<SymbolView> {
    let table = indicators
        .values()
        .filter_map(|indicator| Class::try_from(indicator.against_benchmark.class.clone()).ok());
    let key = || indicators.values().filter(|indicator| indicator.key);
    let over_time = key()
        .filter_map(|indicator| indicator.trend_chart.as_ref())
        .flat_map(|chart| chart.series.iter().filter(|line| line.role == Role::Area))
        .flat_map(|line| line.points.iter().flatten());
    let ranked = key()
        .filter_map(|indicator| indicator.ranked_chart.as_ref())
        .flat_map(|chart| chart.rows.iter().filter_map(|row| row.point.as_ref()));
    // Fifths and quarters carry their number in a chart; to explain each would take the whole page.
    let is_band = |class: &Class| {
        matches!(class, Class::JudgedQuintile(_) | Class::Quintile(_) | Class::Quartile(_))
    };
    let charts = over_time.chain(ranked).map(|point| point.class).filter(|class| !is_band(class));
    let groups = indicators
        .values()
        .flat_map(|indicator| &indicator.inequality)
        .flat_map(|division| &division.groups)
        .filter_map(|group| Class::try_from(group.against_total.class.clone()).ok());
    // Without a benchmark, only groups are compared.
    let areas = table.chain(charts).filter(|_| pack.benchmark.is_some());
    let shown: BTreeSet<Class> = areas.chain(groups).collect();
    // England has no benchmark, but its groups are compared with its total.
    let benchmark =
        super::benchmark::named(pack).unwrap_or_else(|| words::total_of(&pack.area.name));
    let classes =
        Class::all().filter(|class| shown.contains(class)).map(|class| of_class(class, &benchmark));
    let arrows = [Direction::Increasing, Direction::Decreasing, Direction::NoChange];
    classes.chain(arrows.map(of_trend)).collect()
}

fn of_class(class: Class, benchmark: &str) -> SymbolView {
    let than = words::than(class, Some(benchmark));
    let (level, meaning) = match class {
        Class::Similar => {
            ("", format!("Chance alone may explain the difference from {benchmark}."))
        }
        Class::NotCompared => {
            ("", "No comparison can be made. The reason stands beside it.".to_owned())
        }
        Class::Better | Class::Worse => {
            ("", format!("{than}, beyond what chance usually explains."))
        }
        Class::Best | Class::Worst => {
            (" (99.8%)", format!("{than}, far beyond what chance usually explains."))
        }
        Class::Lower | Class::Higher => {
            ("", format!("{than}, beyond chance. No judgement is made."))
        }
        Class::Lowest | Class::Highest => {
            (" (99.8%)", format!("{than}, far beyond chance. No judgement is made."))
        }
        Class::JudgedQuintile(_) | Class::Quintile(_) | Class::Quartile(_) => {
            ("", format!("{than} of its kind in England."))
        }
    };
    SymbolView {
        class: class.code(),
        shape: words::symbol(class),
        word: format!("{}{level}", words::word(class)),
        meaning,
    }
}

fn of_trend(direction: Direction) -> SymbolView {
    let meaning = match direction {
        Direction::Increasing => "The latest five years show a rise beyond chance.",
        Direction::Decreasing => "The latest five years show a fall beyond chance.",
        Direction::NoChange | Direction::CannotBeCalculated => {
            "The latest five years show no clear direction."
        }
    };
    let trend = words::trend(&Trend {
        direction,
        judgement: Judgement::None,
        reason: None,
        source: Provenance::Recomputed,
        ours: None,
    });
    SymbolView {
        class: trend.direction,
        shape: trend.symbol,
        word: trend.phrase,
        meaning: meaning.to_owned(),
    }
}
