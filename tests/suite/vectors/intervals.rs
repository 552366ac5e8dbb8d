//! Counts, shares, rates and proportions with their limits.

use std::path::Path;

use jsnapack::stats::byar::{CountMethod, byar_lower, byar_upper};
use jsnapack::stats::limits::Limits;
use jsnapack::stats::proportions::proportion;
use jsnapack::stats::rates::crude_rate;

use super::table::Row;
use super::{Verdict, all, close, same};

/// The sources were compared to 2 parts in 10¹⁴.
const TOLERANCE: f64 = 1e-13;

pub fn byar(row: &Row, _: &Path) -> Verdict {
    let (count, confidence) = (row.needed("x"), row.needed("confidence"));
    all([
        close("lower", byar_lower(count, confidence), row.number("lower"), TOLERANCE),
        close("upper", byar_upper(count, confidence), row.number("upper"), TOLERANCE),
    ])
}

pub fn wilson(row: &Row, _: &Path) -> Verdict {
    let (x, n, confidence) = (row.needed("x"), row.needed("n"), row.needed("confidence"));
    let limits = jsnapack::stats::wilson::wilson(x, n, confidence);
    all(pair(row, limits, "lower", "upper"))
}

pub fn rates(row: &Row, _: &Path) -> Verdict {
    let rate = |confidence| {
        let (count, population) = (row.number("numerator")?, row.number("denominator")?);
        crude_rate(count, population, row.needed("multiplier"), confidence)
    };
    let (at_95, at_998) = (rate(0.95), rate(0.998));
    let method = at_95.map(|rate| match rate.method {
        CountMethod::Exact => "Exact",
        CountMethod::Byar => "Byars",
    });
    let value = close("value", at_95.map(|r| r.value), row.number("value"), TOLERANCE);
    let method = match row.number("value") {
        Some(_) => same("method", method, Some(row.text("method"))),
        None => same("method", method, None),
    };
    let limits = both(row, at_95.map(|r| r.limits), at_998.map(|r| r.limits));
    all([value, method].into_iter().chain(limits))
}

pub fn proportions(row: &Row, _: &Path) -> Verdict {
    let share = |confidence| {
        let (count, n) = (row.number("numerator")?, row.number("denominator")?);
        proportion(count, n, row.needed("multiplier"), confidence)
    };
    let (at_95, at_998) = (share(0.95), share(0.998));
    let value = close("value", at_95.map(|p| p.value), row.number("value"), TOLERANCE);
    let limits = both(row, at_95.map(|p| p.limits), at_998.map(|p| p.limits));
    all([value].into_iter().chain(limits))
}

fn both(row: &Row, at_95: Option<Limits>, at_998: Option<Limits>) -> Vec<Option<String>> {
    let mut faults = pair(row, at_95, "lower95", "upper95");
    faults.extend(pair(row, at_998, "lower99_8", "upper99_8"));
    faults
}

fn pair(row: &Row, limits: Option<Limits>, lower: &str, upper: &str) -> Vec<Option<String>> {
    vec![
        close(lower, limits.map(|l| l.lower), row.number(lower), TOLERANCE),
        close(upper, limits.map(|l| l.upper), row.number(upper), TOLERANCE),
    ]
}
