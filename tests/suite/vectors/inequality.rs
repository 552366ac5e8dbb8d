//! Inequality, aggregates and small numbers.

use std::ops::Bound;
use std::path::Path;

use jsnapack::stats::aggregates::{Member, aggregate};
use jsnapack::stats::limits::Limits;
use jsnapack::stats::sii::{Group, Scale, SiiModel, sii as index};
use jsnapack::stats::sii_limits::{Simulation, sii_limits};
use jsnapack::stats::small_numbers::SmallNumbers;

use super::table::{Row, Table};
use super::{Verdict, all, close, same};

const TOLERANCE: f64 = 1e-9;

/// Limits in the source are simulated; it compares them within this share of the index.
const SIMULATED: f64 = 0.05;

pub fn sii(row: &Row, folder: &Path) -> Verdict {
    let scale = match row.text("value_type") {
        "0" => Scale::Plain,
        "1" => Scale::Log,
        "2" => Scale::Logit,
        _ => return Verdict::Skipped("the value type is not known"),
    };
    let (transform, multiplier) = (row.is_true("transform"), row.needed("multiplier"));
    let model = SiiModel { scale, transform, multiplier };
    let Some(groups) = groups(row, folder, scale) else {
        return Verdict::Skipped("its groups are not in `sii_inputs.csv`");
    };
    let found = match index(&groups, model) {
        Ok(found) => found,
        Err(reason) => return Verdict::Failed(format!("{reason:?}")),
    };
    let mut faults = vec![
        close("sii", Some(found.sii), row.number("sii"), TOLERANCE),
        close("rii", found.rii, row.number("rii"), TOLERANCE),
    ];
    if row.number("intercept").is_some() {
        let intercept = Some(found.intercept);
        faults.push(close("intercept", intercept, row.number("intercept"), TOLERANCE));
    }
    for level in ["1", "2"] {
        let Some(confidence) = row.number(&format!("confidence_{level}")) else {
            continue;
        };
        let limits = match sii_limits(&groups, model, &[confidence], Simulation::default()) {
            Ok(limits) => limits[0],
            Err(reason) => return Verdict::Failed(format!("limits: {reason:?}")),
        };
        let around_sii = |got: f64, column: &str| {
            let expected = row.number(&format!("{column}_{level}"))?;
            within(column, got, expected, SIMULATED * found.sii.abs())
        };
        faults.push(around_sii(limits.sii.limits.lower, "sii_lower"));
        faults.push(around_sii(limits.sii.limits.upper, "sii_upper"));
        let Some(ratio) = limits.rii else { continue };
        for (got, column) in [(ratio.limits.lower, "rii_lower"), (ratio.limits.upper, "rii_upper")]
        {
            let expected = row.number(&format!("{column}_{level}"));
            faults
                .push(expected.and_then(|expected| {
                    within(column, got, expected, SIMULATED * expected.abs())
                }));
        }
    }
    all(faults)
}

fn within(what: &str, got: f64, expected: f64, reach: f64) -> Option<String> {
    let fits = (got - expected).abs() <= reach;
    (!fits).then(|| format!("{what}: got {got}, expected {expected} give or take {reach}"))
}

/// The groups of a case, most deprived first.
fn groups(row: &Row, folder: &Path, scale: Scale) -> Option<Vec<Group>> {
    let table = Table::open(&folder.join("sii_inputs.csv"))?;
    let case = row.text("case");
    let mut inputs: Vec<&Row> =
        table.rows().iter().filter(|input| input.text("case") == case).collect();
    inputs.sort_by(|a, b| a.needed("quantile").total_cmp(&b.needed("quantile")));
    let from_limits = row.text("use") == "limits";
    let error = |input: &Row| {
        let limits = Limits::of(input.number("lower95"), input.number("upper95"));
        if from_limits { scale.error(limits?) } else { input.number("se") }
    };
    let groups: Option<Vec<Group>> = inputs
        .into_iter()
        .map(|input| {
            let (population, value) = (input.needed("population"), input.needed("value"));
            Some(Group { population, value, error: error(input)? })
        })
        .collect();
    groups.filter(|groups| !groups.is_empty())
}

pub fn aggregates(row: &Row, _: &Path) -> Verdict {
    let (counts, denominators) = (row.list("counts"), row.list("denominators"));
    let members: Vec<Member> = counts
        .iter()
        .enumerate()
        .map(|(nth, count)| Member::Known {
            count: *count,
            denominator: denominators.get(nth).copied().flatten(),
        })
        .collect();
    let allowed = row.is_true("averages_flag");
    let found = aggregate(row.value_type(), &members, row.needed("unit"), allowed).ok();
    all([
        close("value", found.map(|a| a.value), row.number("value"), TOLERANCE),
        close("count", found.map(|a| a.count), row.number("count"), TOLERANCE),
        close(
            "denominator",
            found.and_then(|a| a.denominator),
            row.number("denominator"),
            TOLERANCE,
        ),
    ])
}

pub fn small_numbers(row: &Row, _: &Path) -> Verdict {
    let Some(rule) = rule(row.text("rule")) else {
        return Verdict::Skipped("the rule can't be read");
    };
    all([same("flagged", rule.flag(row.needed("count")), row.is_true("flagged"))])
}

/// A rule such as ">0 and <=5".
fn rule(text: &str) -> Option<SmallNumbers> {
    let (from, to) = text.split_once(" and ")?;
    let bound = |text: &str, sign: &str| -> Option<Bound<f64>> {
        let rest = text.trim().strip_prefix(sign)?;
        match rest.strip_prefix('=') {
            Some(number) => Some(Bound::Included(number.trim().parse().ok()?)),
            None => Some(Bound::Excluded(rest.trim().parse().ok()?)),
        }
    };
    Some(SmallNumbers { from: bound(from, ">")?, to: bound(to, "<")? })
}
