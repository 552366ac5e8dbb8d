//! Lists of similar areas: a folder a case under `tests/cases/neighbours`, its name saying what is odd, with
//! `list.csv` and in `expected.txt` what is said and read. Then the published lists, on real data.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use jsnapack::model::area::AreaCode;
use jsnapack::model::directory::Directory;
use jsnapack::read;
use serde_json::Value;

use crate::support::golden::{assert_same, cases, difference};
use crate::support::shared;
use crate::support::workspace::Workspace;

fn directory() -> Directory {
    read::directory(
        include_bytes!("../../data/areas.csv"),
        include_bytes!("../../data/area_changes.csv"),
    )
    .unwrap()
}

fn told(case: &Path) -> String {
    let mut out = String::new();
    match read::neighbours(&case.join("list.csv"), &directory()) {
        Err(problems) => writeln!(out, "{problems}").unwrap(),
        Ok(read) => {
            for notice in &read.notices {
                writeln!(out, "notice: {notice}").unwrap();
            }
            for (area, list) in &read.neighbours.lists {
                let list: Vec<&str> = list.iter().map(AreaCode::as_str).collect();
                writeln!(out, "{area}: {}", list.join(" ")).unwrap();
            }
        }
    }
    let folder = format!("{}/", case.display());
    out.replace('\\', "/").replace(&folder.replace('\\', "/"), "")
}

#[test]
fn every_list_tells_what_is_expected() {
    assert_same(
        cases("neighbours").iter().filter_map(|case| difference(case, "expected.txt", &told(case))),
    );
}

/// The department's own layout, with three-digit numbers, says the same as the list of nine-character codes.
#[test]
fn published_lists_agree() {
    let wide = shared("reference-data/neighbours/sn_model_2025_wide.csv");
    let pairs = shared("reference-data/national/neighbours.csv");
    let (Some(wide), Some(pairs)) = (wide, pairs) else {
        return;
    };
    let read = |path: &Path| {
        let read = read::neighbours(path, &directory()).unwrap_or_else(|error| panic!("{error}"));
        assert!(read.notices.is_empty(), "{:?}", read.notices);
        read.neighbours.lists
    };
    let lists = read(&wide);
    assert_eq!(lists, read(&pairs));
    assert_eq!(lists.len(), 153);
    assert!(lists.values().all(|list| list.len() == 10));
}

/// Liverpool's neighbours' child protection plans, added up by hand from the file.
#[test]
fn combined_values_are_those_added_up_by_hand() {
    const SLUG: &str = "child-protection-plans";
    let Some(data) = shared("reference-data/national") else {
        return;
    };
    let list = data.join("neighbours.csv");
    let profile = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/profiles/national.toml");
    let ran = Workspace::new()
        .run(&format!(
            "inspect Liverpool --data \"{}\" --profile \"{}\" --compare neighbours --neighbours \"{}\"",
            data.display(),
            profile.display(),
            list.display()
        ))
        .ends(0);
    let pack: Value = serde_json::from_str(&ran.stdout).unwrap();
    let facts = &pack["indicators"][SLUG];
    let now = facts["history"].as_array().unwrap().last().unwrap();
    let key = |name: &str| facts["series"][name].as_str().unwrap().to_owned();
    let id = facts["entry"]["id"].to_string();
    let period = now["period"]["label"].as_str().unwrap();

    let mut neighbours = Vec::new();
    for record in csv::Reader::from_path(&list).unwrap().deserialize() {
        let row: BTreeMap<String, String> = record.unwrap();
        if row["area_code"] == "E08000012" {
            neighbours.push(row["neighbour_code"].clone());
        }
    }
    let (mut count, mut denominator, mut used) = (0.0, 0.0, 0);
    let mut found = 0;
    for file in std::fs::read_dir(&data).unwrap() {
        let Ok(mut reader) = csv::Reader::from_path(file.unwrap().path()) else {
            continue;
        };
        if !reader.headers().unwrap().iter().any(|heading| heading == "Indicator ID") {
            continue;
        }
        for record in reader.deserialize() {
            let row: BTreeMap<String, String> = record.unwrap();
            let is_it = row["Indicator ID"] == id
                && row["Sex"] == key("sex")
                && row["Age"] == key("age")
                && row["Category Type"].is_empty()
                && row["Time period"] == period
                && neighbours.contains(&row["Area Code"]);
            if is_it {
                found += 1;
                count += row["Count"].parse::<f64>().unwrap();
                denominator += row["Denominator"].parse::<f64>().unwrap();
                used += 1;
            }
        }
    }
    assert_eq!((neighbours.len(), found), (10, 10), "each neighbour has one row for {period}");
    let comparison = &now["against_benchmark"];
    assert_eq!(comparison["benchmark"]["neighbours"]["used"], used);
    assert_eq!(comparison["benchmark"]["neighbours"]["of"], 10);
    let by_hand = count / denominator * 10_000.0;
    let ours = comparison["benchmark_value"].as_f64().unwrap();
    assert!((ours - by_hand).abs() < 1e-9, "{ours} is not {by_hand}");
    println!("{SLUG} {period}: {ours} from {count} of {denominator}");
}
