//! What came out: records, and what is derived from all of them; differences between two folders.

use serde_json::Value;

use super::{DATA, Data, LIVERPOOL, RUTLAND, below, team};

#[test]
fn building_one_area_loses_nothing_of_the_others() {
    let workspace = team();
    workspace.run(&format!("build --all-utlas --out packs {DATA}")).ends(0);
    let before = workspace.files();
    workspace.run(&format!("build Rutland --force --out packs {DATA}")).ends(0);
    let after = workspace.files();
    for derived in ["summary.csv", "index.html", "run.json"] {
        let path = format!("packs/{derived}");
        assert!(before[&path] == after[&path], "{derived}");
    }
    let mut summary = csv::Reader::from_reader(after["packs/summary.csv"].as_slice());
    let headings = summary.headers().unwrap().clone();
    for heading in ["area_code", "indicator_id", "slug", "sex", "age", "period", "value", "count"] {
        assert!(headings.iter().any(|other| other == heading), "{heading}");
    }
    let areas: Vec<String> = summary.records().map(|row| row.unwrap()[0].to_owned()).collect();
    assert!(areas.is_sorted() && areas.len() == 4, "{areas:?}");
    let page = String::from_utf8(after["packs/index.html"].clone()).unwrap();
    assert!(page.contains("lang=\"en-GB\""));
    for pdf in below(&workspace, "packs/", ".pdf").keys() {
        assert!(page.contains(&format!("href=\"{pdf}\"")), "{pdf}");
    }
    let run: Value = serde_json::from_slice(&after["packs/run.json"]).unwrap();
    assert_eq!(run["totals"]["built"], 4);
    assert_eq!(run["packs"].as_array().unwrap().len(), 4);
}

#[test]
fn a_name_is_no_markup_on_the_page() {
    let workspace = team();
    let rows = "Indicator ID,Area Code,Area Name,Area Type,Sex,Age,Time period,Value\n\
                90284,X1,Tom & Co,UA,Persons,<15 yrs,2022/23,50\n";
    workspace.write("data.csv", rows);
    workspace.run(&format!("build X1 --out packs {DATA}")).ends(0);
    let page = String::from_utf8(workspace.files()["packs/index.html"].clone()).unwrap();
    assert!(page.contains("Tom &amp; Co") && !page.contains("Tom & Co"), "{page}");
}

#[test]
fn several_templates_share_a_folder_and_a_summary() {
    let workspace = team();
    // The same pages under another name.
    let ours = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("report-templates");
    let manifest = std::fs::read_to_string(ours.join("jsna-annex/template.toml")).unwrap();
    let page = std::fs::read_to_string(ours.join("jsna-annex/report.typ")).unwrap();
    workspace.write("other/template.toml", &manifest.replace("\"jsna-annex\"", "\"other\""));
    workspace.write("other/report.typ", &page);
    let templates = "--template jsna-annex --template other";
    let ran = workspace.run(&format!("build Rutland Kent {templates} --out packs {DATA}"));
    ran.ends(0).saying("4 packs: 4 built");
    assert_eq!(below(&workspace, "packs/", ".pdf").len(), 4);
    let files = workspace.files();
    let summary = String::from_utf8(files["packs/summary.csv"].clone()).unwrap();
    // One row an indicator, with both packs.
    assert_eq!(summary.lines().count(), 3, "{summary}");
    assert_eq!(summary.matches("jsna-annex/draft; other/draft").count(), 2, "{summary}");
    let twice = workspace.run(&format!("build Kent --template other --template other {DATA}"));
    twice.ends(2).saying("two templates are called `other`");
}

#[test]
fn differences_between_two_folders() {
    let workspace = team();
    workspace.run(&format!("build --all-utlas --out old {DATA}")).ends(0);
    std::fs::copy(workspace.path("data.csv"), workspace.path("old.csv")).unwrap();
    // Rutland was better than England and is now worse.
    Data::new().value(RUTLAND, 130).into(&workspace);
    workspace.run(&format!("build --all-utlas --out new {DATA}")).ends(0);
    for sides in ["old new", "old.csv data.csv --profile profile.toml"] {
        let text = workspace.run(&format!("diff {sides}")).ends(0).saying("1 changes in 1 areas");
        assert!(text.stdout.starts_with("E06000017 Rutland: "), "{}", text.stdout);
        assert!(text.stdout.contains("from Better (70 in 2022/23) to Worse (130 in 2022/23)"));
        let csv = workspace.run(&format!("diff {sides} --format csv")).ends(0).stdout;
        assert_eq!(csv.lines().count(), 2, "{csv}");
        let json = workspace.run(&format!("diff {sides} --format json")).ends(0).stdout;
        let json: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json[0]["new"]["class"], "worse");
        assert_eq!(json[0]["area_code"], RUTLAND);
    }
    let none = workspace.run("diff old old").ends(0);
    assert!(none.stdout.is_empty() && !none.stdout.contains(LIVERPOOL), "{}", none.stdout);
    workspace.run("diff old old.csv").ends(2).saying("one folder holds results");
}
