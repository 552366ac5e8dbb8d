//! Odd numbers from end to end: a case is a folder under `tests/cases/bad-input` with `data.csv`, its name saying what
//! is odd. `expected.txt` is what `check` tells, and what the pack of Liverpool says of each period. Every report and
//! kind of file must build, whatever the numbers. `profile.toml` beside the cases serves all that have none of their own.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::golden;
use crate::support::workspace::Workspace;

#[test]
fn every_pack_builds_and_says_what_is_odd() {
    let profile = fs::read_to_string(golden::folder("bad-input").join("profile.toml")).unwrap();
    golden::assert_same(
        golden::cases("bad-input")
            .iter()
            .filter_map(|case| golden::difference(case, "expected.txt", &told(case, &profile))),
    );
}

fn told(case: &Path, profile: &str) -> String {
    golden::input(case, "data.csv");
    let workspace = Workspace::holding(case);
    if !case.join("profile.toml").is_file() {
        workspace.write("profile.toml", profile);
    }
    let with = "--data data.csv --profile profile.toml";
    let mut out = workspace.run(&format!("check {with}")).ends(0).stdout;
    let printed = workspace.run(&format!("inspect Liverpool {with}")).ends(0).stdout;
    let pack: Value = serde_json::from_str(&printed).unwrap();
    for (slug, facts) in pack["indicators"].as_object().unwrap() {
        writeln!(out, "\n{slug}").unwrap();
        for period in facts["history"].as_array().unwrap() {
            writeln!(out, "  {}", told_of(period)).unwrap();
        }
        let reason = |of: &str| text(&facts[of]["reason"]);
        let direction = |of: &str| text(&facts[of]["direction"]);
        writeln!(out, "  trend {}{}", direction("trend"), bracketed(&reason("trend"))).unwrap();
        writeln!(out, "  change {}{}", direction("change"), bracketed(&reason("change"))).unwrap();
        let rank = match &facts["rank"] {
            Value::Null => "none".to_owned(),
            rank => format!("{} of {}", rank["rank"], rank["of"]),
        };
        writeln!(out, "  rank {rank}").unwrap();
    }
    let reports = "--template jsna-annex --template board-pack --template one-page-summary";
    let line = format!("build Liverpool {with} {reports} --outputs pdf,html,ods --out out");
    let built = workspace.run(&line).ends(0);
    assert_eq!(built.stdout.matches(".pdf").count(), 3, "{}: {}", case.display(), built.stdout);
    out
}

/// "2022/23: 101.9 (95.5 to 108.7, published), worse".
fn told_of(period: &Value) -> String {
    let value = match &period["value"]["value"] {
        Value::Number(number) => number.to_string(),
        Value::String(fault) => format!("unusable: {fault}"),
        _ => text(&period["value"]["state"]),
    };
    let interval = match &period["interval"] {
        Value::Null => String::new(),
        it => {
            let source = text(&period["interval_source"]);
            format!(" ({:.1} to {:.1}, {source})", number(&it["lower"]), number(&it["upper"]))
        }
    };
    let judged = &period["against_benchmark"];
    format!(
        "{}: {value}{interval}, {}{}",
        text(&period["period"]["label"]),
        text(&judged["class"]),
        bracketed(&text(&judged["reason"])),
    )
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn bracketed(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" ({text})") }
}
