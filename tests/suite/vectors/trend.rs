//! Recent trends and what they mean.

use std::path::Path;

use jsnapack::model::{self, trend::Judgement};
use jsnapack::stats::judge::Polarity;
use jsnapack::stats::limits::Limits;
use jsnapack::stats::trend::{Direction, Point, TrendMethod, latest_five, recent_trend};
use jsnapack::stats::trend::{NoTrend, Trend, trend_by};
use jsnapack::stats::value_type::ValueType;

use super::table::Row;
use super::{Verdict, all, close, same};

const TOLERANCE: f64 = 1e-9;

pub fn trend(row: &Row, _: &Path) -> Verdict {
    let expected = row.text("expected");
    if expected == "see note" {
        return Verdict::Skipped("what is expected stands in a note");
    }
    let (kind, yearly) = (row.value_type(), row.text("year_range") == "1");
    let points = points(row);
    let answer = match row.text("rule") {
        "ci_weighted" => trend_by(TrendMethod::Limits, kind, yearly, &points),
        "counts_proportion" => trend_by(TrendMethod::Counts, kind, yearly, &points),
        "validity" if expected == "valid" => {
            let method = match kind {
                ValueType::Proportion => TrendMethod::Counts,
                _ => TrendMethod::Limits,
            };
            let five = latest_five(method, kind, yearly, &points);
            return all([same("reason", five.err(), None)]);
        }
        "validity" => recent_trend(kind, yearly, &points),
        _ => return Verdict::Skipped("the rule is not known"),
    };
    let mut faults = vec![same("trend", name(&answer), expected)];
    if let (Ok(trend), Some(slope)) = (answer, row.number("slope")) {
        let chi_square = Some(trend.fit.chi_square);
        faults.push(close("slope", Some(trend.fit.slope), Some(slope), TOLERANCE));
        faults.push(close("chi square", chi_square, row.number("chi2"), TOLERANCE));
        faults.push(same("one sign", trend.fit.same_sign, row.is_true("all_same_sign")));
    }
    all(faults)
}

fn name(answer: &Result<Trend, NoTrend>) -> &'static str {
    match answer {
        Ok(trend) => match trend.direction {
            Direction::Increasing => "Increasing",
            Direction::Decreasing => "Decreasing",
            Direction::NoChange => "NoChange",
        },
        Err(_) => "CannotBeCalculated",
    }
}

fn points(row: &Row) -> Vec<Point> {
    let at = |list: &[Option<f64>], nth: usize| list.get(nth).copied().flatten();
    let (values, counts) = (row.list("values"), row.list("counts"));
    let denominators = row.list("denominators");
    let (lower, upper) = (row.list("lower95"), row.list("upper95"));
    let years = row.list("years");
    let point = |nth: usize| {
        let (count, denominator) = (at(&counts, nth), at(&denominators, nth));
        // Some series give counts alone; their values follow.
        let share = || count.zip(denominator).map(|(count, n)| count / n);
        Point {
            year: years[nth].expect("a year") as i32,
            value: if values.is_empty() { share() } else { at(&values, nth) },
            limits: Limits::of(at(&lower, nth), at(&upper, nth)),
            count,
            denominator,
        }
    };
    (0..years.len()).map(point).collect()
}

pub fn labels(row: &Row, _: &Path) -> Verdict {
    let direction = match row.text("marker") {
        "Increasing" => model::trend::Direction::Increasing,
        "Decreasing" => model::trend::Direction::Decreasing,
        "NoChange" => model::trend::Direction::NoChange,
        "CannotBeCalculated" => model::trend::Direction::CannotBeCalculated,
        _ => return Verdict::Skipped("the marker is not known"),
    };
    let polarity = match row.polarity() {
        Polarity::HighIsGood => model::comparison::Polarity::HighIsGood,
        Polarity::LowIsGood => model::comparison::Polarity::LowIsGood,
        Polarity::NoJudgement => model::comparison::Polarity::NoJudgement,
        Polarity::NotApplicable => model::comparison::Polarity::NotApplicable,
    };
    let judgement = jsnapack::compare::judgement(polarity, direction);
    let shown = jsnapack::present::words::trend(&model::trend::Trend {
        direction,
        judgement,
        reason: None,
        source: model::comparison::Provenance::Recomputed,
        ours: None,
    });
    let arrow = match &*shown.symbol {
        "↑" => "up",
        "↓" => "down",
        "→" => "right",
        "" => "none",
        other => return Verdict::Failed(format!("arrow {other:?}")),
    };
    // The pack has no coloured arrows: what a colour stands for is in its words.
    let colour = match (judgement, arrow) {
        (Judgement::GettingBetter, _) => "green",
        (Judgement::GettingWorse, _) => "red",
        (Judgement::None, "up" | "down") => "blue",
        (Judgement::None, _) => "neutral",
    };
    all([
        same("label", &*shown.phrase, row.text("label")),
        same("arrow", arrow, row.text("arrow")),
        same("colour", colour, row.text("colour")),
    ])
}
