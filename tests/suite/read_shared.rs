//! Reads the reference data, which stands beside the project and may be absent.

use std::collections::BTreeSet;
use std::path::Path;

use jsnapack::error::Problems;
use jsnapack::model::area::AreaType;
use jsnapack::model::dataset::Dataset;
use jsnapack::model::directory::Directory;
use jsnapack::read::{self, Input, Read};

use crate::support::shared;

fn directory() -> Directory {
    read::directory(
        include_bytes!("../../data/areas.csv"),
        include_bytes!("../../data/area_changes.csv"),
    )
    .unwrap()
}

fn read(paths: &[&Path]) -> Result<Read, Problems> {
    let inputs: Vec<_> = paths.iter().map(|&path| Input::Path(path.to_owned())).collect();
    read::dataset(&inputs, &directory())
}

fn good(paths: &[&Path]) -> Read {
    read(paths).unwrap_or_else(|problems| panic!("{problems}"))
}

fn rows(dataset: &Dataset) -> usize {
    let areas = dataset.series.values().flat_map(|series| series.areas.values());
    areas.map(Vec::len).sum()
}

fn told(read: &Read) -> String {
    read.notices.iter().map(|notice| format!("{notice}\n")).collect()
}

#[test]
fn national_files_are_one_dataset() {
    let Some(national) = shared("reference-data/national") else {
        return;
    };
    let read = good(&[&national]);
    let dataset = &read.dataset;
    let ids: BTreeSet<_> = dataset.series.keys().map(|key| key.indicator).collect();
    assert_eq!(ids.len(), 45);
    assert_eq!(dataset.indicator_names.len(), 45);
    let of_type = |wanted| dataset.areas.values().filter(|area| area.area_type == wanted).count();
    assert_eq!(of_type(AreaType::Utla), 153);
    assert_eq!(of_type(AreaType::Region), 9);
    assert_eq!(of_type(AreaType::England), 1);
    // 98,341 rows in six files; the total and sex rows of 93378 and 900004 are there twice.
    assert_eq!(rows(dataset), 96_252);
    assert_eq!(dataset.sources.iter().map(|source| source.rows).sum::<usize>(), 96_252);
    assert!(dataset.sources.iter().all(|source| source.is_download));
    assert_eq!(dataset.sources.len(), 6);
    // The two lists beside the data are left out, and said to be.
    assert_eq!(told(&read).matches("left out").count(), 2, "{}", told(&read));
    // No area of the data is unknown to the list.
    let listed = directory().listed;
    assert!(dataset.areas.keys().all(|code| listed.contains(code)));
}

/// Every entry of the profile made for these files finds its series.
#[test]
fn national_profile_resolves() {
    let Some(national) = shared("reference-data/national") else {
        return;
    };
    let dataset = good(&[&national]).dataset;
    let path = Path::new("tests/profiles/national.toml");
    let text = std::fs::read_to_string(path).unwrap();
    let profile = read::profile(&text, path).unwrap_or_else(|problems| panic!("{problems}"));
    let resolved =
        read::resolve(&profile, &dataset).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(resolved.notices, []);
    assert_eq!(resolved.series.len(), profile.indicators.len());
}

#[test]
fn every_download_reads_by_itself() {
    let Some(folder) = shared("reference-data/fingertips-csv") else {
        return;
    };
    for (file, expected) in [
        ("region_hospital_admissions_2324.csv", 6_847),
        ("la_hospital_admissions_2223.csv", 154),
        ("region_hospital_admissions_2223.csv", 10),
        ("cypmh-identification-of-need-2019/east-of-england.csv", 130),
        ("cypmh-identification-of-need-2019/north-east.csv", 140),
        ("cypmh-identification-of-need-2019/north-west.csv", 250),
        ("cypmh-identification-of-need-2019/south-east.csv", 210),
        ("cypmh-identification-of-need-2019/south-west.csv", 180),
        ("cypmh-identification-of-need-2019/west-midlands.csv", 160),
    ] {
        let read = good(&[&folder.join(file)]);
        assert_eq!(rows(&read.dataset), expected, "{file}\n{}", told(&read));
    }
}

/// Each of the six files repeats the rows of England.
#[test]
fn repeated_rows_of_england_are_one() {
    let Some(folder) = shared("reference-data/fingertips-csv/cypmh-identification-of-need-2019")
    else {
        return;
    };
    let read = good(&[&folder]);
    assert_eq!(rows(&read.dataset), 10 + 6 * 10 + 95 * 10, "{}", told(&read));
}

/// They were published a year apart, over other population estimates.
#[test]
fn two_downloads_as_two_inputs_are_a_revision() {
    let Some(folder) = shared("reference-data/fingertips-csv") else {
        return;
    };
    let older = folder.join("la_hospital_admissions_2223.csv");
    let newer = folder.join("region_hospital_admissions_2324.csv");
    let read = good(&[&older, &newer]);
    let told = told(&read);
    assert_eq!(told.matches("revised:").count(), 1, "{told}");
    assert_eq!(rows(&read.dataset), 6_847);
}

#[test]
fn two_downloads_in_one_folder_are_an_error() {
    let Some(folder) = shared("reference-data/fingertips-csv") else {
        return;
    };
    let problems = read(&[&folder]).unwrap_err();
    let text = problems.to_string();
    assert!(text.contains("is there twice: value "), "{text}");
    assert!(text.contains("la_hospital_admissions_2223.csv, line "), "{text}");
    assert!(text.contains("region_hospital_admissions_2324.csv, line "), "{text}");
    assert_eq!(problems.0.len(), 21, "twenty and a count\n{text}");
}
