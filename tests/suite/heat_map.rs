//! The heat map: which areas stand beside an area, and that every cell says what that area's own pack says. A
//! folder a case under `tests/cases/heat-map`, with the words of `inspect` in `area.txt`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value;

use crate::support::golden;
use crate::support::packs;
use crate::support::workspace::Workspace;

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn view(workspace: &Workspace, line: &str) -> Value {
    let ran = workspace.run(&format!("inspect {line} --view")).ends(0);
    serde_json::from_str(&ran.stdout).unwrap()
}

/// The heat map as a page of text.
fn told(map: &Value) -> String {
    if map.is_null() {
        return "none\n".to_owned();
    }
    let mut out = format!("{}\n{}\n", text(&map["title"]), text(&map["about"]));
    for area in items(&map["areas"]) {
        let chosen = if area["chosen"] == true { " (chosen)" } else { "" };
        writeln!(out, "{} {}{chosen}", text(&area["number"]), text(&area["name"])).unwrap();
    }
    let marks: Vec<&Value> = items(&map["marks"]).collect();
    for mark in &marks {
        let [letter, shape, words] = ["letter", "shape", "words"].map(|name| text(&mark[name]));
        writeln!(out, "{letter}: {words} ({shape})").unwrap();
    }
    for topic in items(&map["topics"]) {
        writeln!(out, "# {}", text(&topic["name"])).unwrap();
        for row in items(&topic["rows"]) {
            let letter = |cell: &Value| {
                let mark = marks.iter().find(|mark| mark["class"] == *cell);
                text(&mark.unwrap_or_else(|| panic!("no mark for {cell}"))["letter"]).to_owned()
            };
            let letters: Vec<String> = items(&row["cells"]).map(letter).collect();
            let [label, period] = ["label", "period"].map(|name| text(&row[name]));
            writeln!(out, "{}: {label}, {period}", letters.join(" ")).unwrap();
        }
    }
    for label in items(&map["left_out"]) {
        writeln!(out, "left out: {}", text(label)).unwrap();
    }
    out
}

#[test]
fn areas_marks_and_cells_are_as_expected() {
    let cases = golden::cases("heat-map");
    golden::assert_same(cases.iter().filter_map(|case| {
        let files = case.join("files");
        let workspace = if files.is_dir() { Workspace::holding(&files) } else { Workspace::new() };
        let view = view(&workspace, golden::input(case, "area.txt").trim());
        golden::difference(case, "expected.txt", &told(&view["heat_map"]))
    }));
}

/// What an area's cell has to be, from that area's own indicator.
fn own_cell(indicator: &Value) -> String {
    let is_absent = ["missing", "suppressed"].contains(&text(&indicator["state"]));
    let class = text(&indicator["against_benchmark"]["class"]);
    if is_absent { "no-value".to_owned() } else { class.to_owned() }
}

/// The slugs of rows in which a column does not say what that area's own View says; and how many rows there are.
fn differing(map: &Value, column: usize, own: &Value) -> (Vec<String>, usize) {
    let rows: Vec<&Value> = items(&map["topics"]).flat_map(|topic| items(&topic["rows"])).collect();
    let differs = |row: &&&Value| {
        let slug = text(&row["slug"]);
        text(&row["cells"][column]) != own_cell(&own["indicators"][slug])
    };
    let found = rows.iter().filter(differs).map(|row| text(&row["slug"]).to_owned()).collect();
    (found, rows.len())
}

#[test]
fn the_chosen_area_s_cells_are_its_own_classes() {
    let mut chosen = 0;
    for (code, pack) in packs::all() {
        let map = &pack.view["heat_map"];
        let columns: Vec<&Value> = items(&map["areas"]).collect();
        let own: Vec<usize> =
            (0..columns.len()).filter(|nth| columns[*nth]["chosen"] == true).collect();
        // England is what its regions are held against.
        let expected = if code == packs::ENGLAND { vec![] } else { vec![0] };
        assert_eq!(own, expected, "{code}");
        for column in own {
            let (found, rows) = differing(map, column, &pack.view);
            assert_eq!(found, Vec::<String>::new(), "{code}");
            assert!(rows >= 8, "{code} has {rows} rows");
            chosen += 1;
        }
    }
    assert_eq!(chosen, packs::AREAS.len() - 1);
}

/// The other columns say what a pack about that area would say, as all are held against England here.
#[test]
fn other_areas_cells_are_what_their_own_packs_say() {
    let workspace = Workspace::new();
    for (pack, other) in [
        (packs::LIVERPOOL, "Manchester"),
        (packs::LIVERPOOL, "Halton"),
        (packs::RUTLAND, "Derby"),
        (packs::ENGLAND, "\"East Midlands\""),
        (packs::ICB, "\"Greater Manchester ICB\""),
    ] {
        let map = &packs::of(pack).view["heat_map"];
        let name = other.trim_matches('"');
        let column = items(&map["areas"]).position(|area| area["name"] == name);
        let column = column.unwrap_or_else(|| panic!("{name} is not beside {pack}"));
        let code = if name.ends_with("ICB") { "QOP" } else { other };
        let (found, rows) = differing(map, column, &view(&workspace, code));
        assert_eq!(found, Vec::<String>::new(), "{name} beside {pack}");
        assert!(rows >= 8, "{rows} rows");
    }
}

#[test]
fn areas_are_few_and_each_is_there_once() {
    for (code, pack) in packs::all() {
        let map = &pack.view["heat_map"];
        let names: Vec<&str> = items(&map["areas"]).map(|area| text(&area["name"])).collect();
        assert!((2..=16).contains(&names.len()), "{code}: {names:?}");
        let different: BTreeSet<_> = names.iter().collect();
        assert_eq!(different.len(), names.len(), "{code}: {names:?}");
        for row in items(&map["topics"]).flat_map(|topic| items(&topic["rows"])) {
            assert_eq!(items(&row["cells"]).count(), names.len(), "{code}: {row}");
        }
    }
}
