//! The short reports: the same rules as for the annex, their lengths, and what their tables say.

use std::sync::OnceLock;

use serde_json::Value;

use super::reader::Pdf;
use super::rules;
use super::tag::Tag;
use crate::support::packs::{CITY_OF_LONDON, ENGLAND, ICB, LIVERPOOL, NORTH_WEST, RUTLAND};
use crate::support::workspace::Workspace;

const BOARD: &str = "board-pack";
const PAGE: &str = "one-page-summary";
/// Hardly any child lives there: nearly all is suppressed.
const ISLES_OF_SCILLY: &str = "E06000053";
/// The longest name of an authority.
const LONG_NAME: &str = "E06000058";

struct Report {
    template: &'static str,
    area: String,
    pages: usize,
    pdf: Pdf,
    view: Value,
}

/// Both reports of unlike areas, built once.
fn reports() -> &'static [Report] {
    static REPORTS: OnceLock<Vec<Report>> = OnceLock::new();
    REPORTS.get_or_init(|| {
        let areas = [
            LIVERPOOL,
            RUTLAND,
            CITY_OF_LONDON,
            ISLES_OF_SCILLY,
            LONG_NAME,
            NORTH_WEST,
            ENGLAND,
            ICB,
        ];
        let workspace = Workspace::new();
        let line = format!(
            "build {} --template {BOARD} --template {PAGE} --keep --format json --out packs",
            areas.join(" ")
        );
        let ran = workspace.run(&line).ends(0);
        let files = workspace.files();
        let records = ran.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let of = |record: Value| {
            let path = record["path"].as_str()?.replace('\\', "/");
            let stem = path.strip_suffix(".pdf").unwrap();
            let template = if path.contains(BOARD) { BOARD } else { PAGE };
            let pdf = Pdf::read(&files[&path]).unwrap_or_else(|error| panic!("{path}: {error}"));
            Some(Report {
                template,
                area: record["area_name"].as_str().unwrap().to_owned(),
                pages: pdf.pages.len(),
                pdf,
                view: serde_json::from_slice(&files[&format!("{stem}/view.json")]).unwrap(),
            })
        };
        let reports: Vec<Report> = records.filter_map(of).collect();
        assert_eq!(reports.len(), 2 * areas.len());
        reports
    })
}

fn of(template: &'static str) -> impl Iterator<Item = &'static Report> {
    reports().iter().filter(move |report| report.template == template)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// So few pages need no contents: their bookmarks are enough.
#[test]
fn short_reports_meet_every_other_accessibility_rule() {
    for report in reports() {
        let faults = rules::faults(&report.pdf);
        let faults: Vec<_> =
            faults.iter().filter(|fault| !fault.starts_with("contents:")).collect();
        assert!(faults.is_empty(), "{} {}: {faults:#?}", report.template, report.area);
    }
}

#[test]
fn a_board_pack_has_six_to_eight_pages() {
    for Report { area, pages, .. } in of(BOARD) {
        assert!((6..=8).contains(pages), "{area}: {pages}");
    }
}

/// One run over every authority, region and the country: nobody's summary goes over its page.
#[test]
fn a_summary_is_one_page_for_every_area() {
    let workspace = Workspace::new();
    for which in ["--all-utlas", "--area-type region", "--area-type england"] {
        let line = format!("build {which} --template {PAGE} --no-attach --format json --out packs");
        let ran = workspace.run(&line).ends(0);
        let pages: Vec<(String, u64)> = ran
            .stdout
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap())
            .filter(|record| record["area_name"].is_string())
            .map(|it| {
                (text(&it["area_name"]).to_owned(), it["files"][0]["pages"].as_u64().unwrap())
            })
            .collect();
        let least = if which == "--all-utlas" { 150 } else { 1 };
        assert!(pages.len() >= least, "{which}: {} areas", pages.len());
        let over: Vec<_> = pages.iter().filter(|(_, pages)| *pages != 1).collect();
        assert!(over.is_empty(), "{over:?}");
    }
    assert!(of(PAGE).all(|report| report.pages == 1));
}

/// The rows of a table that has a caption, heading first.
fn rows(pdf: &Pdf, heading: impl Fn(&[String]) -> bool) -> Vec<Vec<String>> {
    let cells = |row: &&Tag| row.tags().map(|cell| spaced(&cell.text())).collect::<Vec<_>>();
    let tables = pdf.tags.all("Table");
    let of_table = |table: &&Tag| table.all("TR").iter().map(cells).collect::<Vec<_>>();
    let wanted = tables.iter().map(of_table).filter(|rows| heading(&rows[0]));
    wanted.flat_map(|rows| rows.into_iter().skip(1)).collect()
}

/// A row of the heat map is read out as its indicator and a letter for each area.
#[test]
fn heat_map_rows_name_their_indicator_and_say_each_letter() {
    for Report { area, pdf, view, .. } in of(BOARD) {
        let map = &view["heat_map"];
        let numbers: Vec<&str> = items(&map["areas"]).map(|it| text(&it["number"])).collect();
        let found = rows(pdf, |heads| heads[1..] == numbers);
        let letter = |cell: &Value| {
            let mark = items(&map["marks"]).find(|mark| mark["class"] == *cell).unwrap();
            text(&mark["letter"]).to_owned()
        };
        let expected: Vec<Vec<String>> = items(&map["topics"])
            .flat_map(|topic| items(&topic["rows"]))
            .map(|row| {
                let name = format!("{}, {}", text(&row["label"]), text(&row["period"]));
                std::iter::once(spaced(&name)).chain(items(&row["cells"]).map(letter)).collect()
            })
            .collect();
        assert_eq!(found, expected, "{area}");
        // Every letter and every area is explained.
        let read_out = spaced(&pdf.tags.text());
        for mark in items(&map["marks"]) {
            let line = format!("{}: {}", text(&mark["letter"]), text(&mark["words"]));
            assert!(read_out.contains(&line), "{area}: no {line:?}");
        }
        for name in items(&map["areas"]).map(|it| text(&it["name"])) {
            assert!(read_out.contains(name), "{area}: no {name:?}");
        }
    }
}

/// Each value of the small tables is that of the View, with its period; a summary says how many it leaves out.
#[test]
fn small_tables_say_what_the_view_says() {
    for Report { template, area, pdf, view, .. } in reports() {
        let found = rows(pdf, |heads| heads[0] == "Indicator" && heads[1] == "Value");
        let indicators = view["indicators"].as_object().unwrap();
        for row in &found {
            let own = indicators.values().find(|it| {
                let name = format!("{}, {}", text(&it["label"]), text(&it["period"]));
                row[0].contains(&spaced(&name))
            });
            let own = own.unwrap_or_else(|| panic!("{area}: whose is {row:?}?"));
            assert_eq!(row[1], text(&own["value"]), "{area}");
            if view["benchmark"].is_string() {
                assert_eq!(row[3], text(&own["against_benchmark"]["word"]), "{area}");
            }
        }
        if *template == PAGE {
            let keys = indicators.values().filter(|it| it["key"] == true).count();
            let left_out = keys - found.len();
            let said = spaced(&pdf.tags.text())
                .contains(&format!("And {left_out} more in the JSNA annex."));
            assert_eq!(said, left_out > 0, "{area}: {} of {keys} shown", found.len());
            assert!(found.len() >= 8, "{area}: {} rows", found.len());
        }
    }
}

/// One folder of words serves both reports: a place that only the other has is no mistake.
#[test]
fn words_serve_every_report_that_has_their_place() {
    let workspace = Workspace::new();
    workspace.write(
        "data/narrative/E08000012.md",
        "<!-- slot: key-messages -->\nFar to go, say the young.\n\n<!-- slot: decisions -->\nAgree the plan.\n\n\
         <!-- slot: foreword -->\nFrom the chair.\n",
    );
    let line = "build Liverpool --template jsna-annex --template board-pack --out packs";
    let ran = workspace.run(line).ends(0);
    assert!(!ran.stderr.contains("slot"), "{}", ran.stderr);
    let files = workspace.files();
    let read_out = |template: &str| {
        let path = format!("packs/{template}/draft/E08000012-liverpool-illustrative.pdf");
        spaced(&Pdf::read(&files[&path]).unwrap().tags.text())
    };
    for (template, has, lacks) in [
        ("jsna-annex", "From the chair.", "Agree the plan."),
        (BOARD, "Agree the plan.", "From the chair."),
    ] {
        let text = read_out(template);
        assert!(text.contains("Far to go, say the young."), "{template}");
        assert!(text.contains(has) && !text.contains(lacks), "{template}");
    }
    // A file for the board pack has its places; the summary has none, and says so.
    let ran = workspace.run("narrative init Rutland --template board-pack").ends(0);
    let made = workspace.files();
    let made = &made[ran.stdout.trim()];
    let made = String::from_utf8_lossy(made);
    assert!(made.contains("slot: key-messages") && made.contains("slot: decisions"), "{made}");
    let refused = workspace.run("narrative init Kent --template one-page-summary").ends(2);
    assert!(refused.stderr.contains("has no place for writers' words"), "{}", refused.stderr);
    workspace.run("narrative status --template board-pack").ends(0);
}
