//! Reads boundaries of areas from GeoJSON: in degrees (WGS84) or on the British National Grid.
//! Degrees are projected as maps of Britain are: transverse Mercator around 2° west, on a sphere, which is
//! within 0.3% of the Ordnance Survey's; so England looks like England.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::error::{Problem, Problems};
use crate::model::area::AreaCode;
use crate::model::boundaries::{Boundaries, Ring};
use crate::notice::{Notice, Place};

/// Larger files are not read: maps of this size need a hundredth of it.
pub const MOST_BYTES: u64 = 64 << 20;

/// How the boundaries of the Office for National Statistics are to be named.
const ONS: &str = "Office for National Statistics licensed under the Open Government Licence v3.0. \
                   Contains OS data © Crown copyright and database right 2023";

/// The radius of the Earth in metres.
const EARTH: f64 = 6_371_000.0;
/// Where the grid begins: 49° north, 2° west.
const ORIGIN: (f64, f64) = (-2.0, 49.0);
/// Degrees east and north that hold the British Isles.
const DEGREES: [(f64, f64); 2] = [(-14.0, 4.0), (48.0, 62.0)];
/// Metres east and north that hold the British National Grid.
const METRES: [(f64, f64); 2] = [(-300_000.0, 800_000.0), (-200_000.0, 1_400_000.0)];

#[derive(Deserialize)]
struct Collection {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    features: Vec<Feature>,
    /// Not part of GeoJSON, but allowed: how the owner is to be named.
    attribution: Option<String>,
}

#[derive(Deserialize)]
struct Feature {
    #[serde(default)]
    properties: Option<Map<String, Value>>,
    geometry: Option<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    coordinates: Value,
}

/// Reads one file, adding to what is known. `credit` is how its owner is to be named, if the user says so.
///
/// # Errors
///
/// When it is no GeoJSON, or not of areas that can be told.
pub fn boundaries(
    bytes: &[u8],
    path: &Path,
    credit: Option<&str>,
    known: &mut Boundaries,
) -> Result<Vec<Notice>, Problems> {
    let place = |line| Place { path: path.to_owned(), line, column: None };
    let wrong = |what: String, hint: &str| Problem::at(what, place(None)).hint(hint);
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let file: Collection = serde_json::from_slice(bytes).map_err(|error| {
        Problem::at(format!("not GeoJSON: {error}"), place(Some(error.line() as u64)))
            .hint("download boundaries as GeoJSON from geoportal.statistics.gov.uk")
    })?;
    if file.kind != "FeatureCollection" || file.features.is_empty() {
        let hint = "it needs the type `FeatureCollection` and a feature for each area";
        return Err(wrong("this GeoJSON holds no collection of areas".to_owned(), hint).into());
    }
    let code_of = code_property(&file.features).ok_or_else(|| {
        wrong(
            "no property of the areas holds their codes".to_owned(),
            "one is needed whose values are codes such as E08000012; its name doesn't matter",
        )
    })?;

    let mut skipped = BTreeSet::new();
    let mut open = 0;
    let mut areas: BTreeMap<AreaCode, Vec<Vec<Ring>>> = BTreeMap::new();
    for (index, feature) in file.features.iter().enumerate() {
        let code = feature.properties.as_ref().and_then(|it| it.get(&code_of)?.as_str());
        let Some(code) = code.filter(|code| is_code(code)) else {
            skipped.insert(format!("feature {} has no code", index + 1));
            continue;
        };
        let polygons = feature.geometry.as_ref().and_then(|geometry| polygons(geometry, &mut open));
        match polygons {
            Some(polygons) => areas.entry(AreaCode::from(code)).or_default().extend(polygons),
            None => {
                skipped.insert(format!("{code} has no polygon that can be drawn"));
            }
        }
    }
    let positions = || areas.values().flatten().flatten().flatten();
    let all_in = |[east, north]: [(f64, f64); 2]| {
        positions().all(|(x, y)| (east.0..=east.1).contains(x) && (north.0..=north.1).contains(y))
    };
    // Numbers as small as these are degrees, wherever they are.
    let small = positions().all(|(x, y)| x.abs() <= 360.0 && y.abs() <= 360.0);
    let in_degrees = match (small, all_in(DEGREES), all_in(METRES)) {
        (true, true, _) => true,
        (false, _, true) => false,
        _ => {
            let hint = "use longitude and latitude, in this order, or the British National Grid";
            let what = "the positions are not in the British Isles".to_owned();
            return Err(wrong(what, hint).into());
        }
    };

    let mut notices: Vec<Notice> =
        skipped.iter().map(|what| Notice::at(what.clone(), place(None))).collect();
    if open > 0 {
        notices.push(Notice::at(
            format!("{open} rings are not closed; they are taken as closed"),
            place(None),
        ));
    }
    for (code, polygons) in areas {
        let rings = known.areas.entry(code).or_default();
        *rings = polygons.into_iter().flat_map(|polygon| turned(polygon, in_degrees)).collect();
    }
    let credit = credit.map(str::to_owned).or(file.attribution).unwrap_or_else(|| ONS.to_owned());
    if !known.credits.contains(&credit) {
        known.credits.push(credit);
    }
    Ok(notices)
}

/// The property whose values are area codes in most features.
fn code_property(features: &[Feature]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, value) in features.iter().filter_map(|it| it.properties.as_ref()).flatten() {
        if value.as_str().is_some_and(is_code) {
            *counts.entry(name).or_default() += 1;
        }
    }
    let most = counts.values().max().copied()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(name, _)| name.to_owned())
}

/// Whether a text looks like an area code: a letter for the country and eight digits.
fn is_code(text: &str) -> bool {
    let mut letters = text.bytes();
    letters.next().is_some_and(|letter| letter.is_ascii_uppercase())
        && text.len() == 9
        && letters.all(|letter| letter.is_ascii_digit())
}

/// The polygons of a geometry, each with its outer ring first; none if it has none.
fn polygons(geometry: &Geometry, open: &mut usize) -> Option<Vec<Vec<Ring>>> {
    let list = geometry.coordinates.as_array()?;
    let polygons: Vec<Vec<Ring>> = match geometry.kind.as_str() {
        "Polygon" => vec![polygon(list, open)],
        "MultiPolygon" => {
            list.iter().filter_map(Value::as_array).map(|list| polygon(list, open)).collect()
        }
        _ => return None,
    };
    let sound: Vec<_> = polygons.into_iter().filter(|polygon| !polygon.is_empty()).collect();
    (!sound.is_empty()).then_some(sound)
}

fn polygon(rings: &[Value], open: &mut usize) -> Vec<Ring> {
    let mut sound = Vec::new();
    for (index, ring) in rings.iter().enumerate() {
        let positions = ring.as_array().map_or(&[][..], Vec::as_slice);
        let mut positions: Ring = positions.iter().filter_map(position).collect();
        if positions.len() > 1 && positions.first() == positions.last() {
            positions.pop();
        } else {
            *open += 1;
        }
        if positions.len() > 2 {
            sound.push(positions);
        } else if index == 0 {
            // Without its outer ring a polygon is nothing.
            break;
        }
    }
    sound
}

fn position(position: &Value) -> Option<(f64, f64)> {
    let (x, y) = (position.get(0)?.as_f64()?, position.get(1)?.as_f64()?);
    (x.is_finite() && y.is_finite()).then_some((x, y))
}

/// A polygon's rings in metres, the outer one turning left and its holes right.
fn turned(polygon: Vec<Ring>, in_degrees: bool) -> Vec<Ring> {
    let turn = |(index, ring): (usize, Ring)| {
        let mut ring: Ring =
            if in_degrees { ring.into_iter().map(project).collect() } else { ring };
        if (twice_area(&ring) > 0.0) != (index == 0) {
            ring.reverse();
        }
        ring
    };
    polygon.into_iter().enumerate().map(turn).collect()
}

/// Twice the area inside a ring; positive where it turns left.
fn twice_area(ring: &[(f64, f64)]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|((x, y), (next_x, next_y))| x * next_y - next_x * y).sum()
}

/// Degrees east and north as metres on the map.
fn project((east, north): (f64, f64)) -> (f64, f64) {
    let (east, north) = ((east - ORIGIN.0).to_radians(), north.to_radians());
    let across = libm::cos(north) * libm::sin(east);
    let up = libm::atan2(libm::tan(north), libm::cos(east)) - ORIGIN.1.to_radians();
    (EARTH * libm::atanh(across), EARTH * up)
}
