//! Axes and written numbers.

use std::path::Path;

use jsnapack::present::number::{self, Half, MISSING, NumberKind};
use jsnapack::stats::axis::{limits, step};

use super::table::Row;
use super::{Verdict, all, close, same};

const TOLERANCE: f64 = 1e-12;

pub fn axis(row: &Row, _: &Path) -> Verdict {
    let (min, max) = (row.needed("min"), row.needed("max"));
    match row.text("what") {
        "limits" => {
            let ends = limits(min, max);
            all([
                close("min", ends.map(|e| e.0), row.number("expected_min"), TOLERANCE),
                close("max", ends.map(|e| e.1), row.number("expected_max"), TOLERANCE),
            ])
        }
        "step" => all([close("step", step(min, max), row.number("expected_step"), TOLERANCE)]),
        _ => Verdict::Skipped("what to work out is not known"),
    }
}

pub fn formatting(row: &Row, _: &Path) -> Verdict {
    let max = row.number("indicator_max");
    let decimals = row.number("dp").unwrap_or(0.0) as usize;
    let mut missing = MISSING;
    let write: Box<dyn Fn(f64) -> String> = match row.text("style") {
        "default" => Box::new(|value| number::by_indicator(NumberKind::Other, max, value)),
        "proportion" => Box::new(|value| number::by_indicator(NumberKind::Proportion, max, value)),
        "fixed" => Box::new(|value| number::plain(value, decimals)),
        "commas" => Box::new(|value| number::fixed(value, decimals)),
        "nearest_10" => Box::new(|value| number::nearest(value, 1)),
        "nearest_100" => Box::new(|value| number::nearest(value, 2)),
        "nearest_1000" => Box::new(|value| number::nearest(value, 3)),
        "next_value" | "next_count" => {
            // FingertipsNext's own mark; the program writes a dash.
            missing = "X";
            Box::new(|value| number::fixed_half(value, decimals, Half::Up))
        }
        _ => return Verdict::Skipped("the style is not known"),
    };
    let text = row.number("value").map_or_else(|| String::from(missing), write);
    all([same("text", text.as_str(), row.text("expected"))])
}
