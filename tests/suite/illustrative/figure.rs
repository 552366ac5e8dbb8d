//! What is printed of a cell: value, limits, and how they compare with others.

use jsnapack::model::comparison::{Method, Polarity};
use jsnapack::model::profile::{Entry, ValueType};
use jsnapack::stats;
use jsnapack::stats::limits::Limits;
use jsnapack::stats::one_interval::one_interval;

use super::facts::Facts;
use super::limits::{Level, P95, P998, byar, wilson};
use super::simulate::{Cell, Kind, kind, unit};
use super::state::is_small;
use super::table::Numbers;

/// The value and limits of a cell; none if a publisher would not print them.
pub fn numbers(entry: &Entry, facts: &Facts, cell: Cell) -> Option<Numbers> {
    if cell.out_of <= 0.0 || is_small(entry, facts, cell) {
        return None;
    }
    if entry.value_type == ValueType::Count {
        return Some(Numbers::rounded(cell.count, None, None));
    }
    let unit = unit(entry);
    let limits = |level: Level| match kind(entry) {
        _ if facts.modelled => None,
        Kind::Share => {
            let (lower, upper) = wilson(cell.count, cell.out_of, level);
            Some((unit * lower, unit * upper))
        }
        Kind::Events => {
            let (lower, upper) = byar(cell.count, level);
            Some((unit * lower / cell.out_of, unit * upper / cell.out_of))
        }
        Kind::Score => None,
    };
    let outer = if facts.outer { limits(P998) } else { None };
    Some(Numbers::rounded(unit * cell.count / cell.out_of, limits(P95), outer))
}

/// Fingertips' method 1, on the numbers as written.
pub fn comparison(
    entry: &Entry,
    numbers: Option<&Numbers>,
    benchmark: Option<f64>,
) -> &'static str {
    use stats::judge::Class;
    let Some(numbers) = numbers.filter(|_| entry.method != Method::None) else {
        return "Not compared";
    };
    let limits = numbers.limits.map(|(lower, upper)| Limits { lower, upper });
    let polarity = match entry.polarity {
        Polarity::HighIsGood => stats::judge::Polarity::HighIsGood,
        Polarity::LowIsGood => stats::judge::Polarity::LowIsGood,
        Polarity::NoJudgement => stats::judge::Polarity::NoJudgement,
        Polarity::NotApplicable => stats::judge::Polarity::NotApplicable,
    };
    match one_interval(polarity, Some(numbers.value), limits, benchmark) {
        Ok(Class::Better) => "Better",
        Ok(Class::Worse) => "Worse",
        Ok(Class::Similar) => "Similar",
        Ok(Class::Higher) => "Higher",
        Ok(Class::Lower) => "Lower",
        Ok(_) | Err(_) => "Not compared",
    }
}
