//! Packs that are judged against something other than England, or that have goals: the page says the right name.

use serde_json::Value;

use super::reader::Pdf;
use super::rules;
use crate::support::golden;
use crate::support::workspace::Workspace;

/// Liverpool's first statistical neighbours, as a team would write them.
const LIST: &str = "area_code,neighbour_code,rank\nE08000012,E08000003,1\nE08000012,E08000021,2\n\
    E08000012,E08000011,3\nE08000012,E06000010,4\n";

/// The pack that a line builds: its record, its View and its pages.
fn build(workspace: &Workspace, line: &str) -> (Value, Value, Pdf) {
    let ran = workspace.run(&format!("{line} --keep --format json --out packs")).ends(0);
    let record: Value = serde_json::from_str(ran.stdout.lines().next().unwrap()).unwrap();
    let path = record["path"].as_str().unwrap().replace('\\', "/");
    let files = workspace.files();
    let view = &files[&format!("{}/view.json", path.strip_suffix(".pdf").unwrap())];
    let pdf = Pdf::read(&files[&path]).unwrap();
    (record, serde_json::from_slice(view).unwrap(), pdf)
}

fn spoken(pdf: &Pdf) -> String {
    pdf.tags.spoken().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn pages_name_the_benchmark_that_was_chosen() {
    let workspace = Workspace::new();
    workspace.write("list.csv", LIST);
    for (compare, benchmark, named) in [
        ("region", "North West", "the North West"),
        ("Manchester", "Manchester", "Manchester"),
        ("neighbours --neighbours list.csv", "Similar areas", "similar areas"),
    ] {
        let line = format!("build Liverpool --compare {compare}");
        let (record, view, pdf) = build(&workspace, &line);
        assert_eq!(record["benchmark"], benchmark);
        assert_eq!(view["benchmark_named"], named);
        assert_eq!(view["comparator"], "England");
        let faults = rules::faults(&pdf);
        assert!(faults.is_empty(), "{compare}: {faults:#?}");
        let text = spoken(&pdf);
        for wanted in [
            format!("Compared with {named}"),
            format!("the line stands for {named}"),
            "The white diamond above the bar is England".to_owned(),
        ] {
            assert!(text.contains(&wanted), "{compare}: {wanted:?} is not on a page");
        }
        assert!(!text.contains("Compared with England"), "{compare} says England");
        for symbol in view["symbols"].as_array().unwrap() {
            let meaning = symbol["meaning"].as_str().unwrap().replace("kind in England", "");
            assert!(!meaning.contains("England"), "{compare}: {symbol}");
        }
        for indicator in view["indicators"].as_object().unwrap().values() {
            let phrase = indicator["against_benchmark"]["phrase"].as_str().unwrap();
            assert!(!phrase.contains("England"), "{compare}: {phrase}");
            for chart in ["trend_chart", "ranked_chart", "spine"] {
                let alt = indicator[chart]["alt"].as_str().unwrap_or_default();
                assert!(!alt.contains("England"), "{compare}: {alt}");
            }
        }
    }
}

/// A name with a word too long for a heading stands in the caption.
#[test]
fn a_long_name_stands_in_the_caption() {
    let (_, _, pdf) =
        build(&Workspace::new(), "build Liverpool --compare \"West Northamptonshire\"");
    let faults = rules::faults(&pdf);
    assert!(faults.is_empty(), "{faults:#?}");
    let text = spoken(&pdf);
    for wanted in ["the benchmark is West Northamptonshire", "Compared with the benchmark"] {
        assert!(text.contains(wanted), "{wanted:?} is not on a page");
    }
}

#[test]
fn similar_areas_are_named_under_sources() {
    let workspace = Workspace::new();
    workspace.write("list.csv", LIST);
    let (record, _, pdf) =
        build(&workspace, "build Liverpool --compare neighbours --neighbours list.csv");
    assert_eq!(record["compare"], "neighbours");
    let text = spoken(&pdf);
    for wanted in [
        "Manchester, Newcastle upon Tyne, Knowsley and Kingston upon Hull",
        "from the list list.csv",
        "4 of 4 areas",
        "combined from the areas' counts",
        "four statistical neighbours, named under Sources",
    ] {
        assert!(text.contains(wanted), "{wanted:?} is not on a page");
    }
}

#[test]
fn a_page_says_which_benchmark_took_the_place_of_another() {
    let workspace = Workspace::new();
    for (line, wanted) in [
        (
            "build Liverpool --compare neighbours",
            "North West. There is no list of areas similar to Liverpool.",
        ),
        ("build \"North West\" --compare region", "England. The North West is itself a region."),
    ] {
        let (_, _, pdf) = build(&workspace, line);
        assert!(spoken(&pdf).contains(wanted), "{line}: {wanted:?} is not on a page");
    }
}

#[test]
fn goals_stand_on_the_page_and_in_the_data() {
    let workspace = Workspace::holding(&golden::folder("compared/goals-of-every-kind/files"));
    let (_, _, pdf) = build(&workspace, "build Liverpool --data data.csv --profile profile.toml");
    let faults = rules::faults(&pdf);
    assert!(faults.is_empty(), "{faults:#?}");
    let text = spoken(&pdf);
    for wanted in [
        "Goal met: 90.0% or more. Source: a plan, page 2.",
        "Goal not met: 90.5% or more (NHS standard). Source of the goal: A plan, page 2.",
    ] {
        assert!(text.contains(wanted), "{wanted:?} is not on a page");
    }
    let mut reader = csv::Reader::from_reader(pdf.attachments[0].bytes.as_slice());
    let headings = reader.headers().unwrap().clone();
    let column = |name: &str| headings.iter().position(|heading| heading == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let row = rows
        .iter()
        .find(|row| &row[column("slug")] == "limit-missed" && &row[column("period")] == "2023")
        .unwrap();
    assert_eq!(&row[column("goal")], "90.5% or more");
    assert_eq!(&row[column("goal_class")], "worse");
}
