//! The key to the pack's marks and arrows: those that it uses, and what each means.

use std::collections::BTreeSet;

use super::words;
use crate::model::comparison::Class;
use crate::model::pack::Pack;
use crate::model::trend::Direction;
use crate::model::view::SymbolView;

pub(super) fn view(pack: &Pack) -> Vec<SymbolView> {
    let benchmark = pack.benchmark.as_ref().map(|area| area.name.as_str());
    let now = || pack.indicators.values().filter_map(|facts| facts.now());
    let classes: BTreeSet<Class> = now().map(|now| now.against_benchmark.class).collect();
    let directions: BTreeSet<Direction> =
        pack.indicators.values().map(|facts| facts.trend.direction).collect();
    let marks = classes.into_iter().map(|class| SymbolView {
        class: class.code(),
        shape: words::symbol(class),
        word: words::word(class).to_owned(),
        meaning: meaning(class, benchmark),
    });
    let arrows = directions
        .into_iter()
        .filter(|direction| *direction != Direction::CannotBeCalculated)
        .map(|direction| {
            let (class, shape, word) = words::direction(direction);
            SymbolView {
                class: class.to_owned(),
                shape: shape.to_owned(),
                word: word.to_owned(),
                meaning: trend_meaning(direction).to_owned(),
            }
        });
    marks.chain(arrows).collect()
}

fn meaning(class: Class, benchmark: Option<&str>) -> String {
    let than = words::than(class, benchmark);
    match class {
        Class::Best | Class::Worst | Class::Lowest | Class::Highest => {
            format!("{than}, at the 99.8% level.")
        }
        Class::Better | Class::Worse => format!("{than}: more than chance would explain."),
        Class::Lower | Class::Higher => {
            format!("{than}, with no judgement on which is good.")
        }
        Class::Similar => "Not told apart from the benchmark. Similar does not mean good.".to_owned(),
        Class::JudgedQuintile(_) | Class::Quintile(_) | Class::Quartile(_) => {
            format!("{than} in England, by value.")
        }
        Class::NotCompared => "No comparison can be made; the reason is given.".to_owned(),
    }
}

fn trend_meaning(direction: Direction) -> &'static str {
    match direction {
        Direction::Increasing => "Values rose over the latest five years.",
        Direction::Decreasing => "Values fell over the latest five years.",
        Direction::NoChange | Direction::CannotBeCalculated => {
            "The latest five years show no change beyond chance."
        }
    }
}
