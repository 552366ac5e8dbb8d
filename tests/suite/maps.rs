//! Boundaries and maps: every kind of file people have, shared borders that stay one line, maps that look like
//! the place, and packs that say in words what their maps show.

use std::collections::BTreeSet;
use std::path::Path;

use jsnapack::model::boundaries::Boundaries;
use jsnapack::notice::Notice;
use jsnapack::read;
use serde_json::{Value, json};

use crate::pdf::reader::Pdf;
use crate::support::shared;
use crate::support::workspace::Workspace;

const SEFTON: &str = "E08000014";
const LIVERPOOL: &str = "E08000012";
const KNOWSLEY: &str = "E08000011";

fn read(file: &Value) -> Result<(Boundaries, Vec<Notice>), String> {
    read_text(&file.to_string())
}

fn read_text(text: &str) -> Result<(Boundaries, Vec<Notice>), String> {
    let mut known = Boundaries::default();
    let notices = read::boundaries(text.as_bytes(), Path::new("b.geojson"), None, &mut known);
    notices.map(|notices| (known, notices)).map_err(|problems| problems.to_string())
}

fn collection(features: &[Value]) -> Value {
    json!({"type": "FeatureCollection", "features": features})
}

fn feature(code: &str, kind: &str, coordinates: Value) -> Value {
    json!({
        "type": "Feature",
        "properties": {"OBJECTID": 1, "AREA_NAME": "Some area", "ANYCODE": code},
        "geometry": {"type": kind, "coordinates": coordinates},
    })
}

fn square(x: f64, y: f64, side: f64) -> Value {
    json!([[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]])
}

#[test]
fn what_is_wrong_with_a_file_is_said() {
    let area = |x, y| feature(LIVERPOOL, "Polygon", json!([square(x, y, 0.1)]));
    let no_code = json!({"type": "Feature", "properties": {"n": "x"}, "geometry": null});
    for (text, said) in [
        ("{\n\"type\": ".to_owned(), "not GeoJSON"),
        ("a,b\n1,2\n".to_owned(), "b.geojson, line 1"),
        ("[]".to_owned(), "not GeoJSON"),
        (json!({"type": "Topology"}).to_string(), "no collection of areas"),
        (collection(&[]).to_string(), "no collection of areas"),
        (collection(&[no_code]).to_string(), "no property of the areas holds their codes"),
        // Web Mercator; latitude before longitude; another country.
        (collection(&[area(-330_000.0, 7_050_000.0)]).to_string(), "not in the British Isles"),
        (collection(&[area(53.4, -2.9)]).to_string(), "not in the British Isles"),
        (collection(&[area(13.4, 52.5)]).to_string(), "not in the British Isles"),
    ] {
        let error = read_text(&text).unwrap_err();
        assert!(error.contains(said) && error.contains("hint: "), "{said}: {error}");
    }
}

#[test]
fn oddities_are_noticed_and_the_rest_is_read() {
    let open = json!([[-3.0, 53.4], [-2.9, 53.4], [-2.9, 53.5]]);
    let file = collection(&[
        feature(LIVERPOOL, "MultiPolygon", json!([[square(-3.0, 53.3, 0.1)], [open]])),
        feature(SEFTON, "Point", json!([-3.0, 53.5])),
        feature(KNOWSLEY, "Polygon", json!([[[-2.8, 53.4], [-2.8, 53.4]]])),
        json!({"type": "Feature", "properties": null, "geometry": null}),
    ]);
    let (known, notices) = read(&file).unwrap();
    assert_eq!(known.areas.len(), 1, "{:?}", known.areas.keys());
    let said: Vec<_> = notices.iter().map(|notice| notice.what.as_str()).collect();
    for what in ["E08000014 has no polygon", "E08000011 has no polygon", "feature 4 has no code"] {
        assert!(said.iter().any(|said| said.contains(what)), "{what} in {said:?}");
    }
    assert!(said.iter().any(|said| said.contains("not closed")), "{said:?}");
}

fn twice_area(ring: &[(f64, f64)]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|((x, y), (nx, ny))| x * ny - nx * y).sum()
}

#[test]
fn holes_turn_the_other_way_however_they_are_written() {
    let mut hole = square(340_000.0, 390_000.0, 1000.0);
    for _ in 0..2 {
        let outer = square(330_000.0, 380_000.0, 20_000.0);
        let file = collection(&[feature(LIVERPOOL, "Polygon", json!([outer, hole]))]);
        let (known, _) = read(&file).unwrap();
        let rings = &known.areas[LIVERPOOL];
        // The National Grid is taken as it is.
        assert_eq!(rings[0].len(), 4);
        assert!((twice_area(&rings[0]) - 8e8).abs() < 1.0, "{rings:?}");
        assert!((twice_area(&rings[1]) + 2e6).abs() < 1.0, "{rings:?}");
        hole.as_array_mut().unwrap().reverse();
    }
}

#[test]
fn degrees_become_metres_within_the_stated_error() {
    // Liverpool's Liver Building: 333800 east, 390300 north of the grid's false origin (-400000, 100000).
    let at = json!([[[-2.9958, 53.4058], [-2.99, 53.4058], [-2.99, 53.41]]]);
    let (known, _) = read(&collection(&[feature(LIVERPOOL, "Polygon", at)])).unwrap();
    let places = &known.areas[LIVERPOOL][0];
    let (east, north) =
        places.iter().copied().min_by(|a, b| (a.0 + a.1).total_cmp(&(b.0 + b.1))).unwrap();
    assert!((east - (333_800.0 - 400_000.0)).abs() < 500.0, "{east}");
    assert!((north - (390_300.0 + 100_000.0)).abs() < 0.003 * 490_300.0, "{north}");
}

/// Two areas with a border full of steps between them, and one that is a speck; on the National Grid.
fn steps() -> Value {
    let border: Vec<[f64; 2]> = (0..=200)
        .map(|nth| {
            let along = f64::from(nth) * 100.0;
            [340_000.0 + 900.0 * (along / 700.0).sin(), 380_000.0 + along]
        })
        .collect();
    let mut left: Vec<[f64; 2]> = vec![[330_000.0, 380_000.0]];
    left.extend(&border);
    left.push([330_000.0, 400_000.0]);
    let mut right: Vec<[f64; 2]> = vec![[350_000.0, 400_000.0]];
    right.extend(border.iter().rev());
    right.push([350_000.0, 380_000.0]);
    json!({
        "type": "FeatureCollection",
        "attribution": "Anytown Council, 2026",
        "features": [
            feature(LIVERPOOL, "Polygon", json!([left])),
            feature(SEFTON, "Polygon", json!([right])),
            feature(KNOWSLEY, "Polygon", json!([square(360_000.0, 380_000.0, 20.0)])),
        ],
    })
}

fn view(workspace: &Workspace, area: &str, options: &str) -> Value {
    let ran = workspace.run(&format!("inspect \"{area}\" --view {options}")).ends(0);
    serde_json::from_str(&ran.stdout).unwrap()
}

fn positions(area: &Value) -> BTreeSet<String> {
    let rings = area["rings"].as_array().unwrap().iter().flat_map(|ring| ring.as_array().unwrap());
    rings.map(ToString::to_string).collect()
}

#[test]
fn shared_borders_stay_one_line_and_a_speck_is_kept() {
    let workspace = Workspace::new();
    workspace.write("b.geojson", &steps().to_string());
    let view = view(&workspace, "Liverpool", "--boundaries b.geojson");
    let map = &view["map"];
    let areas = map["areas"].as_array().unwrap();
    let names: Vec<_> = areas.iter().map(|area| area["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Knowsley", "Liverpool", "Sefton"]);
    assert_eq!(map["missing"].as_array().unwrap().len(), 22);
    assert_eq!(map["credits"], json!(["Anytown Council, 2026"]));
    assert_eq!(areas[0]["tiny"], true);
    assert_eq!(areas[1]["chosen"], true);
    let (left, right) = (positions(&areas[1]), positions(&areas[2]));
    let common = left.intersection(&right).count();
    // All but the two outer corners of each, and far fewer than the 201 there were.
    assert_eq!((left.len() - common, right.len() - common), (2, 2));
    assert!((10..120).contains(&common), "{common}");
    assert!((map["width"].as_f64().unwrap() - 1000.0).abs() < 0.01, "{}", map["width"]);
    // The credit can be given instead; without boundaries there is no map.
    let options = "--boundaries b.geojson --boundaries-credit \"Us, 2026\"";
    assert_eq!(self::view(&workspace, "Liverpool", options)["map"]["credits"], json!(["Us, 2026"]));
    assert!(self::view(&workspace, "Liverpool", "")["map"].is_null());
    // An area without a boundary has no map.
    assert!(self::view(&workspace, "Wigan", "--boundaries b.geojson")["map"].is_null());
}

#[test]
fn a_bad_file_stops_the_run_before_any_pack() {
    let workspace = Workspace::new();
    workspace.write("b.geojson", "{}");
    let ran = workspace.run("build Liverpool --boundaries b.geojson nothing.geojson").ends(2);
    ran.saying("b.geojson").saying("nothing.geojson").saying("--boundaries takes GeoJSON files");
}

#[test]
fn packs_with_maps_are_accessible_and_say_what_maps_show() {
    let workspace = Workspace::new();
    workspace.write("b.geojson", &steps().to_string());
    workspace.run("build Liverpool --boundaries b.geojson --out packs --keep").ends(0);
    let files = workspace.files();
    let view = files.iter().find(|(path, _)| path.ends_with("view.json")).unwrap().1;
    let view: Value = serde_json::from_slice(view).unwrap();
    let pdf = files.iter().find(|(path, _)| path.ends_with(".pdf")).unwrap().1;
    let pdf = Pdf::read(pdf).unwrap();
    let faults = crate::pdf::rules::faults(&pdf);
    assert!(faults.is_empty(), "{faults:#?}");
    let figures = pdf.tags.all("Figure");
    let alts: BTreeSet<&str> =
        figures.iter().filter_map(|figure| figure.attribute("Alt")).collect();
    let charts = view["map"]["charts"].as_array().unwrap();
    assert!(charts.len() > 5, "{} maps", charts.len());
    for chart in charts {
        let alt = chart["alt"].as_str().unwrap();
        assert!(alts.contains(alt), "no figure for {alt}");
        assert!(alt.starts_with("Illustrative data"), "{alt}");
        assert!(alt.matches(". ").count() <= 2, "more than three sentences: {alt}");
        let indicator = &view["indicators"][chart["slug"].as_str().unwrap()];
        for part in ["value", "benchmark"] {
            assert!(alt.contains(indicator[part].as_str().unwrap()), "no {part} in {alt}");
        }
        for phrase in [&indicator["against_benchmark"], &indicator["trend"]] {
            let phrase = phrase["phrase"].as_str().unwrap().to_lowercase();
            assert!(alt.to_lowercase().contains(&phrase), "no {phrase:?} in {alt}");
        }
        // Every area is in one of the classes that are counted, below the map and in its text.
        let counts = chart["counts"].as_array().unwrap();
        let sum: usize =
            counts.iter().map(|it| it["count"].as_str().unwrap().parse::<usize>().unwrap()).sum();
        assert_eq!(sum, 3, "{alt}");
        for count in counts {
            let words = count["words"].as_str().unwrap().to_lowercase();
            let said = format!("{} {words}", count["count"].as_str().unwrap());
            assert!(alt.to_lowercase().contains(&said), "no {said:?} in {alt}");
        }
    }
    let read_out = pdf.tags.text();
    assert!(read_out.contains("Boundaries: Anytown Council, 2026"), "no credit");
    let missing = view["map"]["missing"][0].as_str().unwrap();
    assert!(
        read_out.contains(&format!("No boundary is known for {missing}")),
        "{missing} is not said"
    );
}

#[test]
fn real_boundaries_make_maps_of_every_kind_of_area() {
    let Some(folder) = shared("reference-data/boundaries") else { return };
    let file = |name: &str| format!("--boundaries \"{}\"", folder.join(name).display());
    let counties = file("counties_and_unitary_authorities_december_2023_uk_bsc.geojson");
    let regions = file("regions_december_2023_en_buc.geojson");
    let boards = file("integrated_care_boards_april_2023_en_bsc.geojson");
    let workspace = Workspace::new();
    for (area, options, count, shape) in [
        ("Liverpool", &counties, 24, 0.4..0.6),
        ("City of London", &counties, 33, 1.1..1.4),
        ("Isles of Scilly", &counties, 15, 1.0..1.6),
        ("Sheffield", &counties, 15, 0.8..1.6),
        ("North West", &regions, 9, 0.8..0.95),
        ("England", &regions, 9, 0.8..0.95),
        ("QYG", &boards, 42, 0.8..0.95),
    ] {
        let view = view(&workspace, area, options);
        let map = &view["map"];
        let areas = map["areas"].as_array().unwrap();
        assert_eq!(areas.len(), count, "{area}");
        // The illustrative data has an invented area more.
        let missing = map["missing"].as_array().unwrap();
        assert!(missing.iter().all(|name| name == "Exampleshire"), "{area}: {missing:?}");
        let ratio = map["width"].as_f64().unwrap() / map["height"].as_f64().unwrap();
        assert!(shape.contains(&ratio), "{area}: {ratio}");
        // Small enough to be drawn for every indicator.
        let all: usize = areas.iter().map(|area| positions(area).len()).sum();
        assert!((20..6000).contains(&all), "{area}: {all} positions");
        assert!(
            areas.iter().all(|area| area["tiny"] == true || !positions(area).is_empty()),
            "{area}"
        );
        assert!(map["charts"].as_array().unwrap().len() > 5, "{area}");
    }
}
