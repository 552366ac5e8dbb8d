//! Our classes against the publisher's own, row by row, on real published files. The published columns
//! are blanked before reading, so that nothing can be copied from them.

use std::collections::BTreeMap;
use std::path::Path;

use jsnapack::compare::{self, Context};
use jsnapack::model::comparison::{Benchmark, Comparison, Provenance};
use jsnapack::model::neighbours::Choice;
use jsnapack::model::pack::Pack;
use jsnapack::read::{self, Input};

use crate::support::shared;

const PUBLISHED: [&str; 3] = [
    "Compared to England value or percentiles",
    "Compared to Regions (statistical) value or percentiles",
    "Recent Trend",
];

/// Area, sex, period.
type Key = (String, String, String);

/// One row's published classes.
struct Row {
    against_england: String,
    against_region: String,
}

/// Reads a download, blanks the published columns into `blanked`, and returns what they said of areas' totals.
fn blank(file: &Path, blanked: &Path) -> BTreeMap<Key, Row> {
    let mut reader = csv::Reader::from_path(file).expect("the file opens");
    let headings = reader.headers().expect("it has headings").clone();
    let column = |name: &str| {
        headings.iter().position(|heading| heading == name).unwrap_or_else(|| panic!("no {name}"))
    };
    let hidden = PUBLISHED.map(column);
    let (area, sex, category) = (column("Area Code"), column("Sex"), column("Category Type"));
    let period = column("Time period");
    let mut writer = csv::Writer::from_path(blanked).expect("the copy opens");
    writer.write_record(&headings).expect("the copy is written");
    let mut rows = BTreeMap::new();
    for record in reader.records() {
        let record = record.expect("a row");
        if record[category].is_empty() {
            let key = (record[area].to_owned(), record[sex].to_owned(), record[period].to_owned());
            let row = Row {
                against_england: record[hidden[0]].to_lowercase(),
                against_region: record[hidden[1]].to_lowercase(),
            };
            rows.insert(key, row);
        }
        let kept = record
            .iter()
            .enumerate()
            .map(|(at, cell)| if hidden.contains(&at) { "" } else { cell });
        writer.write_record(kept).expect("the copy is written");
    }
    writer.flush().expect("the copy is written");
    rows
}

fn profile(sexes: &[&str]) -> String {
    let mut text = String::from("title = \"Injuries\"\n[[topic]]\nid = \"t\"\nname = \"Topic\"\n");
    for sex in sexes {
        text += &format!(
            "[[indicator]]\nslug = \"injuries-{}\"\nid = 90284\nsex = \"{sex}\"\nage = \"<15 yrs\"\n\
             label = \"Injuries\"\nsentence = \"there were {{value}} admissions\"\ntopics = [\"t\"]\n\
             polarity = \"low-is-good\"\npolarity_basis = \"documented\"\n\
             polarity_source = \"labels of the download\"\nmethod = \"one-interval\"\n\
             value_type = \"crude-rate\"\nunit = \"per 10,000\"\n",
            sex.to_lowercase(),
        );
    }
    text
}

/// Every area's Pack from one file.
fn packs(file: &Path, profile: &str, choice: &Choice) -> Vec<Pack> {
    let listed = read::directory(
        include_bytes!("../../data/areas.csv"),
        include_bytes!("../../data/area_changes.csv"),
    )
    .expect("the area list reads");
    let dataset =
        read::dataset(&[Input::Path(file.to_owned())], &listed).expect("it reads").dataset;
    let directory = read::with_data(listed, &dataset);
    let profile = read::profile(profile, Path::new("profile.toml")).expect("a profile");
    let series = read::resolve(&profile, &dataset).expect("it fits").series;
    let national = compare::national(&dataset, &profile, &series, &directory);
    let as_of = compare::as_of(&dataset, None);
    let context = Context {
        dataset: &dataset,
        profile: &profile,
        series: &series,
        directory: &directory,
        national: &national,
        choice,
        neighbours: None,
        as_of: &as_of,
    };
    dataset.areas.keys().map(|code| compare::pack(&context, &directory.areas[code])).collect()
}

#[test]
fn every_class_of_the_2324_download_is_recomputed() {
    let Some(file) = shared("reference-data/fingertips-csv/region_hospital_admissions_2324.csv")
    else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let blanked = folder.path().join("blanked.csv");
    let published = blank(&file, &blanked);
    let mut england = (0, 0);
    let mut region = (0, 0);
    let judged = |comparison: &Comparison| {
        assert_ne!(comparison.source, Provenance::Published, "the published columns were blanked");
        comparison.class.code().replace('-', " ")
    };
    let profile = profile(&["Persons", "Male", "Female"]);
    for pack in packs(&blanked, &profile, &Choice::England) {
        for facts in pack.indicators.values() {
            let sex = facts.entry.sex.clone().expect("the profile names it");
            for now in &facts.history {
                let key = (pack.area.code.to_string(), sex.clone(), now.period.label.to_string());
                let Some(row) = published.get(&key) else {
                    continue;
                };
                if pack.benchmark.is_some() {
                    england.1 += 1;
                    england.0 += usize::from(judged(&now.against_benchmark) == row.against_england);
                }
                if let Some(comparison) = &now.against_comparator {
                    region.1 += 1;
                    region.0 += usize::from(judged(comparison) == row.against_region);
                }
            }
        }
    }
    // The region as the benchmark gives the same answers as the region beside it.
    let mut as_benchmark = (0, 0);
    for pack in packs(&blanked, &profile, &Choice::Region) {
        let Some(region) = &pack.area.region else {
            continue;
        };
        for facts in pack.indicators.values() {
            let sex = facts.entry.sex.clone().expect("the profile names it");
            for now in &facts.history {
                let key = (pack.area.code.to_string(), sex.clone(), now.period.label.to_string());
                let Some(row) = published.get(&key) else {
                    continue;
                };
                let comparison = &now.against_benchmark;
                assert_eq!(comparison.benchmark, Some(Benchmark::Area(region.code.clone())));
                as_benchmark.1 += 1;
                as_benchmark.0 += usize::from(judged(comparison) == row.against_region);
            }
        }
    }
    println!(
        "against England {} of {}, against region {} of {}",
        england.0, england.1, region.0, region.1
    );
    assert_eq!(england, (6_144, 6_144));
    assert_eq!(region, (5_802, 5_802));
    assert_eq!(as_benchmark, region);
}
