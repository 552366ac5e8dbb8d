//! What a value is compared with, and what is said of it: a folder a case under `tests/cases/compared`, with
//! `files` and the areas in `areas.txt`, each with what it is compared with: `Liverpool --compare region`.
//! `expected.txt` has a line a period from the Pack and a line from the page.

use std::fmt::Write as _;

use proptest::prelude::*;
use serde_json::Value;

use crate::support::golden;
use crate::support::workspace::Workspace;

/// What `inspect` prints of an area, as JSON.
fn inspect(workspace: &Workspace, line: &str, more: &str) -> Value {
    let (area, compare) = line.split_once(" --").unwrap_or((line, ""));
    let compare = if compare.is_empty() { String::new() } else { format!(" --{compare}") };
    let line = format!("inspect \"{area}\" --data data.csv --profile profile.toml{compare}{more}");
    serde_json::from_str(&workspace.run(&line).ends(0).stdout).unwrap()
}

/// A comparison in a line: the class and its level, or the reason; what it was held against.
fn compared(comparison: &Value) -> String {
    let text = |name: &str| comparison[name].as_str().unwrap_or_default().to_owned();
    let answer = match &comparison["reason"] {
        Value::String(reason) => format!("{} ({reason})", text("class")),
        _ => [text("class"), text("level")].join(" ").trim().to_owned(),
    };
    let with = match (&comparison["benchmark"], &comparison["benchmark_value"]) {
        (Value::Null, _) => "nothing".to_owned(),
        (benchmark, Value::Null) => benchmark.to_string().replace('"', ""),
        (benchmark, value) => format!("{} {value}", benchmark.to_string().replace('"', "")),
    };
    format!("{answer}, against {with}, by {}, {}", text("method"), text("source"))
}

/// Everything that is said of an area.
fn told(workspace: &Workspace, line: &str) -> String {
    let pack = inspect(workspace, line, "");
    let view = inspect(workspace, line, " --view");
    let mut out = format!("# {line}\n");
    for field in ["benchmark", "benchmark_note", "comparator", "similar_areas", "comparisons"] {
        if let Some(text) = view[field].as_str() {
            writeln!(out, "{field}: {text}").unwrap();
        }
    }
    for notice in view["notices"].as_array().unwrap() {
        writeln!(out, "notice: {}", notice.as_str().unwrap()).unwrap();
    }
    for (slug, facts) in pack["indicators"].as_object().unwrap() {
        writeln!(out, "{slug}").unwrap();
        for period in facts["history"].as_array().unwrap() {
            let value = match &period["value"]["value"] {
                Value::Null => period["value"]["state"].as_str().unwrap().to_owned(),
                value => value.to_string(),
            };
            let label = period["period"]["label"].as_str().unwrap();
            writeln!(out, "  {label}: {value}: {}", compared(&period["against_benchmark"]))
                .unwrap();
            for (name, field) in [("beside", "against_comparator"), ("goal", "against_goal")] {
                if period[field].is_object() {
                    writeln!(out, "    {name}: {}", compared(&period[field])).unwrap();
                }
            }
        }
        let shown = &view["indicators"][slug];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        writeln!(out, "  page: {}", text(&shown["against_benchmark"]["phrase"])).unwrap();
        for (name, value) in [
            ("because", &shown["against_benchmark"]["reason"]),
            ("from", &shown["benchmark_from"]),
            ("goal", &shown["goal"]["against"]["phrase"]),
            ("goal because", &shown["goal"]["against"]["reason"]),
            ("chart", &shown["ranked_title"]),
            ("alternative text", &shown["trend_chart"]["alt"]),
        ] {
            if !text(value).is_empty() {
                writeln!(out, "  {name}: {}", text(value)).unwrap();
            }
        }
        let lines = shown["trend_chart"]["series"].as_array().into_iter().flatten();
        let lines: Vec<String> = lines
            .map(|line| format!("{} ({})", text(&line["name"]), text(&line["role"])))
            .collect();
        if !lines.is_empty() {
            writeln!(out, "  lines: {}", lines.join(", ")).unwrap();
        }
    }
    for note in view["topics"][0]["notes"].as_array().unwrap() {
        writeln!(
            out,
            "note {}: {}",
            note["mark"].as_str().unwrap(),
            note["text"].as_str().unwrap()
        )
        .unwrap();
    }
    out
}

#[test]
fn every_benchmark_says_what_is_expected() {
    let cases = golden::cases("compared");
    golden::assert_same(cases.iter().filter_map(|case| {
        let workspace = Workspace::holding(&case.join("files"));
        let areas = golden::input(case, "areas.txt");
        let told: Vec<String> = areas.lines().map(|line| told(&workspace, line)).collect();
        golden::difference(case, "expected.txt", &told.join("\n"))
    }));
}

const PROFILE: &str = "title = \"T\"\n[[topic]]\nid = \"t\"\nname = \"Topic\"\n[[indicator]]\nslug = \"s\"\n\
    id = 1\nlabel = \"S\"\nsentence = \"there were {value}\"\ntopics = [\"t\"]\nkey = true\n\
    polarity = \"low-is-good\"\npolarity_basis = \"assumed\"\npolarity_source = \"a test\"\n\
    method = \"one-interval\"\nvalue_type = \"proportion\"\nunit = \"%\"\ndisclosure_checked = true\n";
const PEERS: [&str; 4] = ["E08000003", "E08000014", "E08000013", "E08000011"];

/// A workspace where Liverpool has a count and each peer another, out of 1,000 each.
fn counted(own: u32, peers: &[u32], list: &[usize]) -> Workspace {
    let mut data =
        "Indicator ID,Area Code,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Count,\
         Denominator\n"
            .to_owned();
    for (code, count) in ["E08000012"].iter().chain(&PEERS).zip([own].iter().chain(peers)) {
        let value = f64::from(*count) / 10.0;
        let (low, high) = ((value - 1.0).max(0.0), value + 1.0);
        writeln!(data, "1,{code},2023,{value},{low},{high},{count},1000").unwrap();
    }
    let mut lists = "area_code,neighbour_code,rank\n".to_owned();
    for nth in list {
        writeln!(lists, "E08000012,{},{}", PEERS[*nth], nth + 1).unwrap();
    }
    let workspace = Workspace::new();
    workspace.write("data.csv", &data).write("profile.toml", PROFILE).write("list.csv", &lists);
    workspace
}

const NEIGHBOURS: &str = "Liverpool --compare neighbours --neighbours list.csv";

fn benchmark_value(workspace: &Workspace) -> Value {
    let pack = inspect(workspace, NEIGHBOURS, "");
    pack["indicators"]["s"]["history"][0]["against_benchmark"]["benchmark_value"].clone()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn lines_of_a_list_have_no_order(
        peers in proptest::collection::vec(10_u32..900, 4),
        order in Just(vec![0_usize, 1, 2, 3]).prop_shuffle(),
    ) {
        let sorted = counted(50, &peers, &[0, 1, 2, 3]);
        let shuffled = counted(50, &peers, &order);
        for more in ["", " --view"] {
            prop_assert_eq!(inspect(&sorted, NEIGHBOURS, more), inspect(&shuffled, NEIGHBOURS, more));
        }
    }

    #[test]
    fn the_area_itself_never_contributes(
        peers in proptest::collection::vec(10_u32..900, 4),
        own in 10_u32..900,
        other in 10_u32..900,
    ) {
        let list = [0, 1, 2, 3];
        let value = benchmark_value(&counted(own, &peers, &list));
        prop_assert_eq!(&value, &benchmark_value(&counted(other, &peers, &list)));
        let together = f64::from(peers.iter().sum::<u32>()) / 4000.0 * 100.0;
        prop_assert!((value.as_f64().unwrap() - together).abs() < 1e-9, "{value} is not {together}");
    }
}

/// Whatever areas are compared with: a benchmark without a value is told of, with the first row that goes without.
#[test]
fn a_benchmark_without_values_is_told_of() {
    let workspace = counted(50, &[10, 40, 50, 60], &[]);
    for (compare, told) in [
        ("england", "England has no value of `s` in 2023: 5 values can't be compared with it"),
        ("region", "North West has no value of `s` in 2023: 5 values can't be compared with it"),
        // The area itself is compared with England instead.
        ("Leeds", "Leeds has no value of `s` in 2023: 5 values can't be compared with it"),
        ("Knowsley", "England has no value of `s` in 2023: 1 value can't be compared with it"),
    ] {
        let line = format!("check --data data.csv --profile profile.toml --compare {compare}");
        let said = workspace.run(&line).stdout;
        assert!(said.contains(told), "{compare}: {said}");
        assert!(said.contains("at data.csv, line 2") || compare == "Knowsley", "{said}");
    }
}

/// A withheld number of a team's own data can't be worked back from what similar areas have together.
#[test]
fn nothing_is_combined_where_a_neighbours_small_count_is_withheld() {
    let workspace = counted(50, &[3, 40, 50, 60], &[0, 1, 2, 3]);
    workspace.write("profile.toml", &PROFILE.replace("disclosure_checked = true\n", ""));
    let pack = inspect(&workspace, NEIGHBOURS, "");
    let comparison = &pack["indicators"]["s"]["history"][0]["against_benchmark"];
    assert_eq!(comparison["reason"], "neighbour-suppressed", "{comparison}");
    assert_eq!(comparison["benchmark_value"], Value::Null);
    // Nor is what the others have together, beside a total that the area's own withheld number is part of.
    let workspace = counted(3, &[30, 40, 50, 60], &[0, 1, 2, 3]);
    workspace.write("profile.toml", &PROFILE.replace("disclosure_checked = true\n", ""));
    let pack = inspect(&workspace, NEIGHBOURS, "");
    let now = &pack["indicators"]["s"]["history"][0];
    assert_eq!(now["against_benchmark"]["reason"], "suppressed", "{now}");
    assert_eq!(now["benchmark"], Value::Null, "{now}");
}
