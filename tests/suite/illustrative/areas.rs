//! The areas: names and regions as they are, sizes and deprivation scores made up in a believable order.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::draw::Draw;

const LIST: &str = include_str!("../../../data/areas.csv");
const FACTS: &str = include_str!("areas.csv");

pub const ENGLAND: &str = "E92000001";
/// The invented authority. No code of the Office for National Statistics starts with X.
pub const EXAMPLE: &str = "X99000001";
const EXAMPLE_NAME: &str = "Exampleshire";
const EXAMPLE_REGION: &str = "E12000002";
pub const LONDON: &str = "E12000007";

/// A tiny authority, the one that its figures are usually in, and how the publisher says so.
pub const COMBINED: [(&str, &str, &str); 2] = [
    ("E09000001", "E09000012", "Value for Hackney and City of London combined"),
    ("E06000053", "E06000052", "Value for Cornwall and Isles of Scilly combined"),
];

/// Authorities that took over from a county without a change of boundary: until when the county's value
/// is given, and how the publisher says so.
pub const TAKEN_OVER: [(&str, i32, &str); 3] = [
    ("E06000060", 2020, "Value for Bucks County applied to Bucks UA"),
    ("E06000065", 2023, "Value for North Yorkshire Cty applied to North Yorkshire UA"),
    ("E06000066", 2023, "Value for Somerset Cty applied to Somerset UA"),
];

/// Authorities that a county was divided into, and since when.
pub const NEW: [(&str, i32); 4] =
    [("E06000061", 2021), ("E06000062", 2021), ("E06000063", 2023), ("E06000064", 2023)];

/// The year that the sizes in `areas.csv` are of.
const SIZE_YEAR: i32 = 2024;

/// An upper-tier authority.
pub struct Authority {
    pub code: String,
    pub name: String,
    pub region: String,
    /// Deprivation, in standard deviations from the average authority.
    pub score: f64,
    /// Percent of children who are White.
    pub white: f64,
    /// The police force.
    pub force: String,
    /// The integrated care boards it is in, with its share in each.
    pub icbs: Vec<(String, f64)>,
    /// Whether it counts towards England: the invented one doesn't.
    pub real: bool,
    size: f64,
    growth: f64,
}

impl Authority {
    /// People aged 0 to 17 in the middle of a year.
    pub fn children(&self, year: i32) -> f64 {
        let years = f64::from(year - SIZE_YEAR);
        (self.size * libm::pow(1.0 + self.growth, years)).round()
    }

    pub fn is_tiny(&self) -> bool {
        COMBINED.iter().any(|(tiny, _, _)| *tiny == self.code)
    }
}

/// A region or an integrated care board.
pub struct Whole {
    pub code: String,
    pub name: String,
}

/// All areas.
pub struct Areas {
    /// By code, the invented one last.
    pub authorities: Vec<Authority>,
    pub regions: Vec<Whole>,
    pub icbs: Vec<Whole>,
}

#[derive(Deserialize)]
struct Listed {
    code: String,
    name: String,
    r#type: String,
    region: String,
    ods_code: String,
}

#[derive(Deserialize)]
struct Facts {
    code: String,
    name: String,
    thousands: f64,
    score: f64,
    white: f64,
    force: String,
    icbs: String,
}

/// The areas of `data/areas.csv` with what the generator knows of them, and the invented one.
pub fn areas() -> Areas {
    let listed: Vec<Listed> = rows(LIST);
    let whole = |kind: &str, name: fn(&Listed) -> String| -> Vec<Whole> {
        let of_kind = listed.iter().filter(|area| area.r#type == kind);
        of_kind.map(|area| Whole { code: area.code.clone(), name: name(area) }).collect()
    };
    let regions = whole("region", |area| format!("{} region (statistical)", area.name));
    let icbs = whole("icb", |area| format!("{} - {}", area.name, area.ods_code));
    let icb_codes: BTreeMap<&str, &str> = listed
        .iter()
        .filter(|area| area.r#type == "icb")
        .map(|area| (area.ods_code.as_str(), area.code.as_str()))
        .collect();
    let facts: Vec<Facts> = rows(FACTS);
    let (mean, deviation) = mean_and_deviation(facts.iter().map(|facts| facts.score));
    let authority = |facts: Facts, region: &str| {
        let mut draw = Draw::of(&["area", &facts.code]);
        Authority {
            score: (facts.score - mean) / deviation,
            white: facts.white,
            icbs: parts(&facts.icbs, &icb_codes),
            real: facts.code != EXAMPLE,
            size: facts.thousands * 1000.0 * (1.0 + 0.05 * draw.within(2.0)),
            growth: 0.003 + 0.006 * draw.within(2.0),
            region: region.to_owned(),
            code: facts.code,
            name: facts.name,
            force: facts.force,
        }
    };
    let with_region = |facts: Facts| {
        let area = listed.iter().find(|area| area.code == facts.code && area.r#type == "utla");
        let area = area.unwrap_or_else(|| panic!("`{}` is no upper-tier authority", facts.code));
        assert_eq!(area.name, facts.name, "name of `{}`", facts.code);
        authority(facts, &area.region)
    };
    let mut authorities: Vec<Authority> = facts.into_iter().map(with_region).collect();
    let known: BTreeSet<&str> = authorities.iter().map(|area| area.code.as_str()).collect();
    for area in listed.iter().filter(|area| area.r#type == "utla") {
        assert!(known.contains(area.code.as_str()), "`areas.csv` lacks `{}`", area.code);
    }
    authorities.push(authority(
        Facts {
            code: EXAMPLE.to_owned(),
            name: EXAMPLE_NAME.to_owned(),
            thousands: 94.0,
            score: 22.0,
            white: 80.0,
            force: EXAMPLE_NAME.to_owned(),
            icbs: String::new(),
        },
        EXAMPLE_REGION,
    ));
    Areas { authorities, regions, icbs }
}

fn rows<T: for<'a> Deserialize<'a>>(text: &str) -> Vec<T> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("a row of an area list")).collect()
}

/// Reads "QJG:0.85 QMM:0.15"; one board alone has the whole.
fn parts(text: &str, codes: &BTreeMap<&str, &str>) -> Vec<(String, f64)> {
    let part = |part: &str| {
        let (short, share) = part.split_once(':').unwrap_or((part, "1"));
        (codes[short].to_owned(), share.parse().expect("a share"))
    };
    text.split_whitespace().map(part).collect()
}

fn mean_and_deviation(numbers: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let count = numbers.clone().count() as f64;
    let mean = numbers.clone().sum::<f64>() / count;
    let squares: f64 = numbers.map(|number| (number - mean) * (number - mean)).sum();
    (mean, libm::sqrt(squares / count))
}
