//! The data attached to real packs.

use std::collections::BTreeSet;

use super::pack::{name, slugs, text};
use crate::support::packs::{self, LIVERPOOL};
use crate::support::workspace::Workspace;

/// The columns of the attached data, in order.
const COLUMNS: &str = "indicator_id,slug,indicator,sex,age,unit,area_code,area_name,period,value,value_state,\
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
fn every_period_of_the_pack_has_its_row() {
    let ran = Workspace::new().run("inspect Liverpool").ends(0);
    let pack: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let facts = pack["indicators"].as_object().unwrap().values();
    let periods: usize = facts.map(|facts| facts["history"].as_array().unwrap().len()).sum();
    let mut reader = csv::Reader::from_reader(packs::of(LIVERPOOL).data.as_slice());
    assert_eq!(reader.records().count(), periods);
    assert!(periods > 300, "{periods} periods");
}
