//! The order of rows in a file changes no number of any pack, from reading to the Pack.

use jsnapack::model::pack::Pack;
use proptest::prelude::*;
use serde_json::Value;

use crate::support::context::{self, with_texts};

const HEADINGS: &str = "Indicator ID,Area Code,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Count,\
    Denominator,Sex";

const PROFILE: &str = r#"
title = "Order"
[[topic]]
id = "t"
name = "Topic"
[[indicator]]
slug = "rate"
id = 1
sex = "Persons"
label = "Rate"
sentence = "the rate was {value}"
topics = ["t"]
polarity = "low-is-good"
polarity_basis = "assumed"
polarity_source = "a test"
method = "one-interval"
value_type = "crude-rate"
unit = "per 10,000"
[[indicator]]
slug = "share"
id = 2
label = "Share"
sentence = "the share was {value}"
topics = ["t"]
polarity = "high-is-good"
polarity_basis = "assumed"
polarity_source = "a test"
method = "quintiles"
value_type = "proportion"
unit = "%"
"#;

/// Some values of several areas and years, ties and gaps among them.
fn rows() -> Vec<String> {
    let areas = [
        "E92000001",
        "E12000002",
        "E08000012",
        "E08000015",
        "E08000014",
        "E08000013",
        "E08000011",
        "E06000008",
        "E06000009",
    ];
    let mut rows = Vec::new();
    for (nth, area) in areas.into_iter().enumerate() {
        for year in 2018..2024_usize {
            if (nth + year) % 7 == 0 {
                continue;
            }
            let value = 40 + (nth * 13 + year * 5) % 30;
            let (low, high) = (value - 3, value + 4);
            rows.push(format!("1,{area},{year},{value},{low},{high},{},10000,Persons", value));
            rows.push(format!("1,{area},{year},{value},,,,,Male"));
            let count = 300 + (nth * 31 + year * 17) % 200;
            let share = count as f64 / 10.0;
            rows.push(format!("2,{area},{year},{share},,,{count},1000,Persons"));
        }
    }
    rows
}

/// Every pack as JSON, without the lines that rows stand on.
fn packs(rows: &[String]) -> Vec<Value> {
    let text = format!("{HEADINGS}\n{}\n", rows.join("\n"));
    let of = |pack: &Pack| {
        let mut pack = serde_json::to_value(pack).unwrap();
        forget(&mut pack);
        pack
    };
    with_texts(&[text], PROFILE, |context| context::packs(context).iter().map(of).collect())
}

/// Takes out where rows stand: the line, and the folder of the test.
fn forget(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("origin");
            fields.remove("path");
            fields.values_mut().for_each(forget);
        }
        Value::Array(items) => items.iter_mut().for_each(forget),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_rows_never_matters(shuffled in Just(rows()).prop_shuffle()) {
        prop_assert_eq!(packs(&rows()), packs(&shuffled));
    }
}

#[test]
fn the_rows_have_something_to_compare() {
    let packs = packs(&rows());
    assert_eq!(packs.len(), 9);
    let text = serde_json::to_string(&packs).unwrap();
    for class in ["worse", "better", "judged-quintile-1", "\"computed\""] {
        assert!(text.contains(class), "no {class}");
    }
}
