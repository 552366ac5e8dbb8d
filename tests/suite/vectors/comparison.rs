//! Comparisons with a benchmark and with a goal.

use std::path::Path;

use jsnapack::stats::goals::{Goal, against_goal};
use jsnapack::stats::judge::{Class, NotCompared};
use jsnapack::stats::one_interval::one_interval;
use jsnapack::stats::plan_status::plan_status;
use jsnapack::stats::spc_proportion::spc_proportion;
use jsnapack::stats::spc_rate::spc_rate;
use jsnapack::stats::two_intervals::two_intervals;
use jsnapack::stats::two_levels::two_levels;

use super::table::Row;
use super::{Verdict, all, same};

pub fn comparison(row: &Row, _: &Path) -> Verdict {
    let polarity = row.polarity();
    let value = row.number("value");
    let inner = row.limits("lower95", "upper95");
    let benchmark = row.number("bench");
    let answer = match row.text("method") {
        "ci_single" => one_interval(polarity, value, inner, benchmark),
        "ci_two_levels" => {
            let outer = row.limits("lower99_8", "upper99_8");
            two_levels(polarity, value, inner, outer, benchmark)
        }
        "ci_double" => {
            let benchmark_limits = row.limits("bench_lower95", "bench_upper95");
            two_intervals(polarity, value, inner, benchmark, benchmark_limits)
        }
        "spc_proportion" => {
            let (unit, z) = (row.needed("unit"), row.needed("z_or_p"));
            spc_proportion(polarity, value, benchmark, row.number("denominator"), unit, z)
        }
        "spc_rate" => {
            let (unit, tail) = (row.needed("unit"), row.needed("z_or_p"));
            spc_rate(polarity, value, benchmark, row.number("denominator"), unit, tail)
        }
        "plan_status" => plan_status(value),
        // The profile says so: there is nothing to work out.
        "none" => Err(NotCompared::PolarityNotApplicable),
        _ => return Verdict::Skipped("the method is not known"),
    };
    let label = match answer {
        Ok(class) => format!("{class:?}"),
        Err(_) => String::from("Not compared"),
    };
    let expected = row.text("expected");
    all([same("class", raw(answer), expected), same("label", label.as_str(), row.text("label"))])
}

pub fn goals(row: &Row, _: &Path) -> Verdict {
    let end = row.number("limit_lower");
    let ends = end.zip(row.number("limit_upper"));
    let goal = match row.text("kind") {
        "single_value" => Goal::Limit(end),
        "single_value_ci" => Goal::LimitWithInterval(end),
        "range" => Goal::Range(ends),
        "percentile_range" => Goal::PercentileRange(ends),
        "previous_year_england" => Goal::PreviousEngland(end),
        _ => return Verdict::Skipped("the kind of goal is not known"),
    };
    let limits = row.limits("lower95", "upper95");
    let answer = against_goal(row.polarity(), row.number("value"), limits, goal);
    let colour = match raw(answer) {
        "Better" => "Green",
        "Same" => "Amber",
        "Worse" => "Red",
        _ => "Not compared",
    };
    let expected = row.text("expected");
    all([same("class", raw(answer), expected), same("label", colour, row.text("label"))])
}

/// The class before no judgement relabels it, as the vectors name it.
fn raw(answer: Result<Class, NotCompared>) -> &'static str {
    match answer {
        Ok(Class::Best | Class::Highest) => "Best",
        Ok(Class::Better | Class::Higher) => "Better",
        Ok(Class::Similar) => "Same",
        Ok(Class::Worse | Class::Lower) => "Worse",
        Ok(Class::Worst | Class::Lowest) => "Worst",
        Err(_) => "None",
    }
}
