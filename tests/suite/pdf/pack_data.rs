//! The data attached to real packs.

use std::collections::BTreeSet;

use super::pack::{name, slugs, text};
use crate::support::packs::{self, LIVERPOOL};
use crate::support::workspace::Workspace;

/// The columns of the attached data, in order.
const COLUMNS: &str = "indicator_id,slug,indicator,sex,age,category_type,category,unit,area_code,area_name,period,value,value_state,\
    lower_95,upper_95,lower_998,upper_998,interval_source,count,denominator,benchmark,benchmark_areas,benchmark_value,class,level,\
    class_source,reason,goal,goal_class,goal_reason,trend,rank,out_of,note,status";

#[test]
fn data_is_attached() {
    for (_, pack) in packs::all() {
        let [attached] = pack.pdf.attachments.as_slice() else {
            panic!("{}: {} attachments", name(pack), pack.pdf.attachments.len());
        };
        assert_eq!(attached.name, "data.csv");
        assert_eq!(attached.mime, "text/csv");
        assert_eq!(attached.relationship, "Data");
        assert!(attached.bytes == pack.data, "{}: other data is kept", name(pack));
    }
}

#[test]
fn attached_rows_are_those_of_the_pack() {
    for (_, pack) in packs::all() {
        let mut reader = csv::Reader::from_reader(pack.data.as_slice());
        assert_eq!(reader.headers().unwrap(), COLUMNS.split(',').collect::<Vec<_>>());
        let column = |name: &str| COLUMNS.split(',').position(|column| column == name).unwrap();
        let [slug, code, value, status] = ["slug", "area_code", "value", "status"].map(column);
        let mut with_rows = BTreeSet::new();
        for row in reader.records() {
            let row = row.unwrap();
            assert_eq!(&row[status], "illustrative", "{row:?}");
            assert_eq!(row[code], *text(&pack.view["area"]["code"]), "{row:?}");
            assert!(row[value].is_empty() || row[value].parse::<f64>().is_ok(), "{row:?}");
            with_rows.insert(row[slug].to_owned());
        }
        for shown in slugs(pack, "indicators") {
            let has_value = pack.view["indicators"][shown]["has_value"] == true;
            assert!(!has_value || with_rows.contains(shown), "{}: no rows of {shown}", name(pack));
        }
    }
}

#[test]
fn every_period_and_group_of_the_pack_has_its_row() {
    let ran = Workspace::new().run("inspect Liverpool").ends(0);
    let pack: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let length = |value: &serde_json::Value| value.as_array().unwrap().len();
    let facts = || pack["indicators"].as_object().unwrap().values();
    let periods: usize = facts().map(|facts| length(&facts["history"])).sum();
    let groups: usize = facts()
        .flat_map(|facts| facts["inequality"].as_array().unwrap())
        .map(|division| length(&division["groups"]))
        .sum();
    let mut reader = csv::Reader::from_reader(packs::of(LIVERPOOL).data.as_slice());
    let category = reader.headers().unwrap().iter().position(|name| name == "category").unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let (totals, of_groups): (Vec<_>, Vec<_>) =
        rows.iter().partition(|row| row[category].is_empty());
    assert_eq!((totals.len(), of_groups.len()), (periods, groups));
    assert!(periods > 300 && groups > 40, "{periods} periods, {groups} groups");
}
