//! Places within a pool of areas: percentiles, bands, ranks and spines.

use std::path::Path;

use jsnapack::stats::bands::{band, fingertips_number};
use jsnapack::stats::percentiles::{self, Percentiles, Spread, bounds, spread};
use jsnapack::stats::spine::{NotDrawn, SpineInput, spine as place};

use super::table::Row;
use super::{Verdict, all, close, same};

const TOLERANCE: f64 = 1e-9;

pub fn percentiles(row: &Row, _: &Path) -> Verdict {
    let values = row.known("values");
    let spread = spread(&values);
    let inner = spread.and_then(|spread| spread.percentiles);
    let mut faults = vec![same("n", values.len() as f64, row.needed("n"))];
    let mut number = |column: &str, got: Option<f64>| {
        faults.push(close(column, got, row.number(column), TOLERANCE));
    };
    // Below four values upstream has no object to hold the extremes, though the rule gives them.
    if values.len() >= percentiles::FEWEST_VALUES || row.number("min").is_some() {
        number("min", spread.map(|s| s.min));
        number("max", spread.map(|s| s.max));
    }
    number("p5", inner.map(|p| p.p5));
    number("p25", inner.map(|p| p.p25));
    number("median", inner.map(|p| p.median));
    number("p75", inner.map(|p| p.p75));
    number("p95", inner.map(|p| p.p95));
    for (column, parts) in [("quintile_bounds", 5), ("quartile_bounds", 4)] {
        let (got, expected) = (bounds(&values, parts).unwrap_or_default(), row.known(column));
        faults.push(same(column, got.len(), expected.len()));
        let pairs = got.into_iter().zip(expected);
        faults.extend(pairs.map(|(a, b)| close(column, Some(a), Some(b), TOLERANCE)));
    }
    all(faults)
}

pub fn categories(row: &Row, _: &Path) -> Verdict {
    let parts = row.needed("k") as u8;
    let band = band(row.number("value"), &row.known("values"), parts);
    let number = band.map_or(0, |band| fingertips_number(band, parts, row.polarity()));
    all([same("category", f64::from(number), row.needed("category"))])
}

pub fn rank(row: &Row, _: &Path) -> Verdict {
    let ranks = jsnapack::stats::rank::rank(&row.list("values"), row.polarity());
    let got: Vec<Option<f64>> = ranks.ranks.iter().map(|rank| rank.map(|r| r as f64)).collect();
    all([
        same("ranks", got, row.list("ranks")),
        same("out of", ranks.out_of as f64, row.needed("out_of")),
    ])
}

pub fn spine(row: &Row, _: &Path) -> Verdict {
    let statistics = || {
        Some(Spread {
            count: row.number("values_present")? as usize,
            min: row.number("min")?,
            max: row.number("max")?,
            // The spine has no place for the 5th, the 50th and the 95th.
            percentiles: Some(Percentiles {
                p5: f64::NAN,
                p25: row.number("p25")?,
                median: f64::NAN,
                p75: row.number("p75")?,
                p95: f64::NAN,
            }),
        })
    };
    let answer = place(&SpineInput {
        polarity: row.polarity(),
        value_type: row.value_type(),
        spread: statistics(),
        benchmark: row.number("benchmark"),
        value: row.number("area_value"),
        areas: row.needed("areas_in_group") as usize,
        always: row.is_true("always_show"),
    });
    let spine = match answer {
        Ok(spine) => spine,
        Err(reason) => {
            let draw = row.text("draw");
            let fits = match reason {
                NotDrawn::NoBenchmark | NotDrawn::NoStatistics => draw == "no data",
                NotDrawn::TooFewAreas => draw == "insufficient",
                NotDrawn::Count => !["yes", "no data", "insufficient"].contains(&draw),
                NotDrawn::UnusableNumber => false,
            };
            return all([same("not drawn", (fits, reason), (true, reason))]);
        }
    };
    let ends = if spine.judged { ("Worst", "Best") } else { ("Lowest", "Highest") };
    all([
        same("draw", "yes", row.text("draw")),
        close("left", Some(spine.left), row.number("left"), TOLERANCE),
        close("inner left", Some(spine.inner_left), row.number("inner_left"), TOLERANCE),
        close("inner right", Some(spine.inner_right), row.number("inner_right"), TOLERANCE),
        close("right", Some(spine.right), row.number("right"), TOLERANCE),
        close("marker", spine.marker, row.number("marker"), TOLERANCE),
        same("ends", ends, (row.text("left_label"), row.text("right_label"))),
    ])
}
