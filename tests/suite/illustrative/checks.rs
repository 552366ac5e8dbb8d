//! What must hold of the illustrative data, whatever the numbers are.

use crate::support::workspace::Workspace;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use jsnapack::model::profile::ValueType;
use serde::Deserialize;

use super::areas::{ENGLAND, EXAMPLE, areas};
use super::publish::SUPPRESSED;
use super::state::SMALL;
use super::table::compressed;
use super::{made, profile};

/// A row as a reader sees it.
#[derive(Debug, Deserialize)]
struct Row {
    #[serde(rename = "Indicator ID")]
    id: u32,
    #[serde(rename = "Parent Code")]
    parent: String,
    #[serde(rename = "Area Code")]
    area: String,
    #[serde(rename = "Area Type")]
    area_type: String,
    #[serde(rename = "Sex")]
    sex: String,
    #[serde(rename = "Age")]
    age: String,
    #[serde(rename = "Category Type")]
    category_type: String,
    #[serde(rename = "Category")]
    category: String,
    #[serde(rename = "Time period")]
    period: String,
    #[serde(rename = "Value")]
    value: Option<f64>,
    #[serde(rename = "Lower CI 95.0 limit")]
    lower: Option<f64>,
    #[serde(rename = "Upper CI 95.0 limit")]
    upper: Option<f64>,
    #[serde(rename = "Lower CI 99.8 limit")]
    outer_lower: Option<f64>,
    #[serde(rename = "Upper CI 99.8 limit")]
    outer_upper: Option<f64>,
    #[serde(rename = "Count")]
    count: Option<f64>,
    #[serde(rename = "Denominator")]
    out_of: Option<f64>,
    #[serde(rename = "Value note")]
    note: String,
    #[serde(rename = "Compared to England value or percentiles")]
    against_england: String,
    #[serde(rename = "Compared to Regions (statistical) value or percentiles")]
    against_region: String,
    #[serde(rename = "Time period Sortable")]
    sortable: String,
}

fn rows() -> &'static [Row] {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let mut rows = Vec::new();
        for (topic, text) in made() {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            for row in reader.deserialize() {
                rows.push(row.unwrap_or_else(|error| panic!("{topic}: {error}")));
            }
        }
        rows
    })
}

/// Whether a row is the whole area's in the entry's own sex and age.
fn is_total(row: &Row, sex: &str) -> bool {
    row.sex == sex && row.category_type.is_empty()
}

#[test]
fn every_indicator_is_there_in_every_kind_of_area() {
    let rows = rows();
    for entry in &profile().indicators {
        let own = || {
            rows.iter().filter(|row| {
                row.id == entry.id
                    && Some(&row.age) == entry.age.as_ref()
                    && is_total(row, entry.sex.as_deref().unwrap())
            })
        };
        let areas: BTreeSet<&str> = own().map(|row| row.area.as_str()).collect();
        assert!(areas.contains(ENGLAND), "{}: England", entry.slug);
        assert!(areas.contains(EXAMPLE), "{}: the invented area", entry.slug);
        let of_type = |kind: &str| {
            let of_type: BTreeSet<&str> =
                own().filter(|row| row.area_type == kind).map(|row| row.area.as_str()).collect();
            of_type.len()
        };
        assert_eq!(of_type("Counties & UAs (from Apr 2023)"), 154, "{}", entry.slug);
        assert_eq!(of_type("Regions (statistical)"), 9, "{}", entry.slug);
        assert!([0, 42].contains(&of_type("ICBs")), "{}", entry.slug);
        let latest = own().map(|row| row.sortable.as_str()).max().unwrap();
        let known = own().filter(|row| row.sortable == latest && row.value.is_some()).count();
        assert!(
            known * 10 > own().filter(|row| row.sortable == latest).count() * 8,
            "{}",
            entry.slug
        );
    }
}

#[test]
fn no_row_is_there_twice() {
    let mut seen = BTreeSet::new();
    for row in rows() {
        let group = (&row.sex, &row.age, &row.category_type, &row.category);
        assert!(seen.insert((row.id, &row.area, group, &row.period)), "{row:?}");
    }
}

#[test]
fn limits_hold_the_value() {
    let mut with_limits = 0;
    let mut with_outer_limits = 0;
    for row in rows() {
        assert_eq!(row.lower.is_some(), row.upper.is_some(), "{row:?}");
        assert_eq!(row.outer_lower.is_some(), row.outer_upper.is_some(), "{row:?}");
        if let (Some(lower), Some(upper)) = (row.lower, row.upper) {
            let value = row.value.expect("limits of a value");
            assert!(lower <= value && value <= upper, "{row:?}");
            assert!(lower < upper, "{row:?}");
            with_limits += 1;
            if let (Some(outer_lower), Some(outer_upper)) = (row.outer_lower, row.outer_upper) {
                assert!(outer_lower <= lower && upper <= outer_upper, "{row:?}");
                with_outer_limits += 1;
            }
        }
        if let (Some(count), Some(out_of)) = (row.count, row.out_of) {
            assert!(count >= 0.0 && out_of > 0.0, "{row:?}");
        }
    }
    assert!(with_limits > 50_000 && with_outer_limits > 5_000);
}

#[test]
fn proportions_stay_below_a_hundred() {
    let proportions: BTreeSet<u32> = profile()
        .indicators
        .iter()
        .filter(|entry| entry.value_type == ValueType::Proportion)
        .map(|entry| entry.id)
        .collect();
    for row in rows().iter().filter(|row| proportions.contains(&row.id)) {
        assert!(row.value.is_none_or(|value| (0.0..=100.0).contains(&value)), "{row:?}");
        assert!(row.count.zip(row.out_of).is_none_or(|(count, of)| count <= of), "{row:?}");
    }
}

#[test]
fn regions_are_the_sums_of_their_areas() {
    let rows = rows();
    let mut sums: BTreeMap<_, (f64, f64, bool)> = BTreeMap::new();
    let key = |row: &Row, area: &str| {
        (
            row.id,
            row.age.clone(),
            row.sex.clone(),
            row.category_type.clone(),
            row.category.clone(),
            row.period.clone(),
            area.to_owned(),
        )
    };
    for row in
        rows.iter().filter(|row| row.area_type.starts_with("Counties") && row.area != EXAMPLE)
    {
        let sum = sums.entry(key(row, &row.parent)).or_insert((0.0, 0.0, true));
        let known = row.count.is_some() && row.out_of.is_some();
        let accounted_for = known || row.note.contains("combined") || row.note.contains("quality");
        *sum = (
            sum.0 + row.count.unwrap_or_default(),
            sum.1 + row.out_of.unwrap_or_default(),
            sum.2 && accounted_for,
        );
    }
    let mut checked = 0;
    for row in rows.iter().filter(|row| row.area_type == "Regions (statistical)") {
        let (Some(count), Some(out_of)) = (row.count, row.out_of) else {
            continue;
        };
        let Some((of_count, of_out_of, complete)) = sums.get(&key(row, &row.area)) else {
            continue;
        };
        assert!(*of_count <= count && *of_out_of <= out_of, "{row:?}");
        if *complete && row.period.as_str() >= "2023" {
            assert!(*of_count == count && *of_out_of == out_of, "{row:?}");
            checked += 1;
        }
    }
    assert!(checked > 500, "{checked}");
}

#[test]
fn england_is_the_sum_of_its_regions() {
    let rows = rows();
    let mut sums: BTreeMap<_, (f64, f64)> = BTreeMap::new();
    let key = |row: &Row| (row.id, row.age.clone(), row.sex.clone(), row.period.clone());
    let totals = || rows.iter().filter(|row| row.category_type.is_empty());
    for row in totals().filter(|row| row.area_type == "Regions (statistical)") {
        let sum = sums.entry(key(row)).or_default();
        *sum = (sum.0 + row.count.unwrap_or_default(), sum.1 + row.out_of.unwrap_or_default());
    }
    for row in totals().filter(|row| row.area == ENGLAND) {
        let (count, out_of) = sums[&key(row)];
        assert_eq!(
            (row.count.unwrap_or_default(), row.out_of.unwrap_or_default()),
            (count, out_of),
            "{row:?}"
        );
    }
}

#[test]
fn deprivation_pulls_the_way_it_does() {
    let rows = rows();
    let profile = profile();
    let areas = areas();
    let score: BTreeMap<&str, f64> =
        areas.authorities.iter().map(|area| (area.code.as_str(), area.score)).collect();
    let correlation = |slug: &str| {
        let entry = profile.entry(slug).expect("a slug of the profile");
        let own = || rows.iter().filter(|row| row.id == entry.id && is_total(row, "Persons"));
        let latest = own().map(|row| row.sortable.clone()).max().expect("a row");
        let pairs: Vec<(f64, f64)> = own()
            .filter(|row| row.sortable == latest)
            .filter_map(|row| Some((*score.get(row.area.as_str())?, row.value?)))
            .collect();
        let mean =
            |pick: fn(&(f64, f64)) -> f64| pairs.iter().map(pick).sum::<f64>() / pairs.len() as f64;
        let (mean_x, mean_y) = (mean(|pair| pair.0), mean(|pair| pair.1));
        let sum = |pick: &dyn Fn(f64, f64) -> f64| -> f64 {
            pairs.iter().map(|(x, y)| pick(x - mean_x, y - mean_y)).sum()
        };
        sum(&|x, y| x * y) / (sum(&|x, _| x * x) * sum(&|_, y| y * y)).sqrt()
    };
    for slug in [
        "relative-low-income-families",
        "children-in-care",
        "child-protection-plans",
        "free-school-meals",
    ] {
        assert!(correlation(slug) > 0.5, "{slug}: {}", correlation(slug));
    }
    for slug in ["good-development-reception", "attainment-8", "breastfeeding-6-8-weeks"] {
        assert!(correlation(slug) < -0.4, "{slug}: {}", correlation(slug));
    }
}

#[test]
fn missing_and_suppressed_values_say_why() {
    let mut suppressed = 0;
    let mut missing = 0;
    for row in rows() {
        if row.value.is_some() {
            assert!(row.count.is_none_or(|count| count == 0.0 || count >= SMALL), "{row:?}");
            continue;
        }
        assert!(!row.note.is_empty() && row.count.is_none() && row.lower.is_none(), "{row:?}");
        assert!(
            row.against_england == "Not compared" && row.against_region == "Not compared",
            "{row:?}"
        );
        if row.note == SUPPRESSED { suppressed += 1 } else { missing += 1 }
    }
    assert!(suppressed > 500 && missing > 500, "{suppressed} {missing}");
}

#[test]
fn the_invented_area_shows_every_case() {
    let rows = rows();
    let own = || rows.iter().filter(|row| row.area == EXAMPLE);
    assert!(own().any(|row| row.note == SUPPRESSED));
    assert!(own().any(|row| row.value.is_none() && row.note != SUPPRESSED));
    assert!(own().any(|row| row.value.is_some() && !row.note.is_empty()));
    assert!(own().any(|row| row.category_type.contains("deprivation")));
    assert!(own().any(|row| row.category_type == "Ethnic groups"));
    for class in ["Better", "Similar", "Worse", "Higher", "Lower"] {
        assert!(own().any(|row| row.against_england == class), "{class}");
    }
}

#[test]
fn the_population_is_known_everywhere() {
    let profile = profile();
    let entry = profile.entry(&profile.population[0]).unwrap();
    let latest =
        |row: &&Row| row.id == entry.id && row.period == "2024/25" && is_total(row, "Persons");
    let rows = rows();
    assert_eq!(rows.iter().filter(latest).filter(|row| row.out_of.is_some()).count(), 1 + 9 + 154);
    let england = rows.iter().filter(latest).find(|row| row.area == ENGLAND).unwrap();
    assert!((11_500_000.0..12_900_000.0).contains(&england.out_of.unwrap()), "{england:?}");
}

/// Of boards the first indicator has no rows: the next one of the profile's list gives the population.
#[test]
fn the_population_of_boards_is_known_too() {
    let ran = Workspace::new().run("inspect QYG").ends(0);
    let pack: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let population = &pack["area"]["population"];
    assert_eq!(population["slug"], profile().population[1].as_str(), "{population}");
    assert!(population["people"].as_f64().unwrap() > 100_000.0, "{population}");
}

#[test]
fn tiny_areas_are_mostly_without_values() {
    for code in ["E09000001", "E06000053"] {
        let own = || rows().iter().filter(|row| row.area == code && row.category_type.is_empty());
        let known = own().filter(|row| row.value.is_some()).count();
        assert!(known > 0 && known * 3 < own().count(), "{code}: {known} of {}", own().count());
    }
    let combined = |code: &str| {
        rows()
            .iter()
            .any(|row| row.area == code && row.value.is_some() && row.note.contains("combined"))
    };
    assert!(combined("E09000012") && combined("E06000052"));
}

#[test]
fn the_pandemic_left_gaps() {
    let of = |id: u32| -> BTreeSet<&str> {
        rows().iter().filter(|row| row.id == id).map(|row| row.period.as_str()).collect()
    };
    for id in [10301, 92564, 90631] {
        assert!(of(id).contains("2018/19") && !of(id).contains("2019/20"), "{id}");
    }
}

#[test]
fn it_is_small() {
    let sizes: BTreeMap<&String, usize> =
        made().iter().map(|(topic, text)| (topic, compressed(text).len())).collect();
    assert!(sizes.values().all(|size| *size < 1_400_000), "{sizes:?}");
    assert!(sizes.values().sum::<usize>() <= 4_000_000, "{sizes:?}");
}
