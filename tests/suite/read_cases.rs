//! Reading: one folder a case under `tests/cases/read`, its name saying what is odd. A case holds
//! `data.csv`, `data.csv.gz` or a folder `data`, or several inputs `1-…`, `2-…`; and `profile.toml`
//! if the profile is what is odd. `expected.txt` is what a person is told and what was read.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use jsnapack::error::Problems;
use jsnapack::model::dataset::{Dataset, Observation, SeriesKey};
use jsnapack::model::directory::Directory;
use jsnapack::model::value::{Interval, Value};
use jsnapack::notice::Notice;
use jsnapack::read::{self, Input};

use crate::support::golden::{assert_same, cases, difference};

/// A few real areas; the whole list is tested in `read_areas`.
fn directory() -> Directory {
    let areas = "code,name,type,region,icb,la_code,ods_code,aliases
E92000001,England,england,,,,,
E12000002,North West,region,,,,,
E08000012,Liverpool,utla,E12000002,,341,,
E08000016,Barnsley,utla,E12000003,,370,,
";
    let changes = "old_code,old_name,new_code,new_name,kind,date
E08000016,Barnsley,E08000038,Barnsley,recoded,2025-05-01
";
    read::directory(areas.as_bytes(), changes.as_bytes()).unwrap()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries
}

fn inputs(case: &Path) -> Vec<Input> {
    let is_input = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.starts_with("data") || name.starts_with(|c: char| c.is_ascii_digit())
    };
    let found: Vec<_> = entries(case).into_iter().filter(is_input).map(Input::Path).collect();
    match found.as_slice() {
        [] => vec![Input::Path(case.join("data.csv"))],
        _ => found,
    }
}

/// What a person is told, and what was read.
fn told(case: &Path) -> String {
    let mut out = String::new();
    let result = read::dataset(&inputs(case), &directory());
    let dataset = match result {
        Err(problems) => {
            writeln!(out, "{problems}").unwrap();
            None
        }
        Ok(read) => {
            notices(&mut out, &read.notices);
            Some(read.dataset)
        }
    };
    let profile = case.join("profile.toml");
    match (fs::read_to_string(&profile), dataset) {
        (Ok(text), Some(dataset)) => match resolved(&text, &profile, &dataset) {
            Ok(text) => out.push_str(&text),
            Err(problems) => writeln!(out, "{problems}").unwrap(),
        },
        (Err(_), Some(dataset)) => print(&mut out, &dataset),
        (_, None) => {}
    }
    let folder = format!("{}/", case.display());
    out.replace('\\', "/").replace(&folder.replace('\\', "/"), "")
}

fn resolved(text: &str, path: &Path, dataset: &Dataset) -> Result<String, Problems> {
    let profile = read::profile(text, path)?;
    let resolved = read::resolve(&profile, dataset)?;
    let mut out = String::new();
    notices(&mut out, &resolved.notices);
    for (slug, key) in &resolved.series {
        writeln!(out, "{slug}: {}", series(key)).unwrap();
    }
    Ok(out)
}

fn notices(out: &mut String, notices: &[Notice]) {
    for notice in notices {
        writeln!(out, "notice: {notice}").unwrap();
    }
}

fn print(out: &mut String, dataset: &Dataset) {
    for source in &dataset.sources {
        let kind = if source.is_download { "download" } else { "own file" };
        let path = source.path.display();
        writeln!(out, "{path}: {} rows, {kind}", source.rows).unwrap();
        if let Some(snapshot) = &source.snapshot {
            writeln!(out, "  {} of {}", snapshot.title, snapshot.date).unwrap();
        }
    }
    for (id, name) in &dataset.indicator_names {
        writeln!(out, "{id}: {name}").unwrap();
    }
    for (code, area) in &dataset.areas {
        writeln!(out, "{code}: {}, {:?}, {:?}", area.name, area.area_type, area.region).unwrap();
    }
    for (key, of_key) in &dataset.series {
        writeln!(out, "{}", series(key)).unwrap();
        for (code, rows) in &of_key.areas {
            for row in rows {
                writeln!(out, "  {code} {}", observation(row)).unwrap();
            }
        }
    }
}

fn series(key: &SeriesKey) -> String {
    let mut out = format!("{} {} {}", key.indicator, key.sex, key.age);
    if let Some(group) = &key.group {
        write!(out, " {}: {}", group.category_type, group.category).unwrap();
    }
    out
}

fn observation(row: &Observation) -> String {
    let period = &row.period;
    let mut out = format!("{} ({}, {} months)", period.label, period.sort, period.months);
    match row.value {
        Value::Known(value) => write!(out, " {value}").unwrap(),
        other => write!(out, " {other:?}").unwrap(),
    }
    let limits = [("95%", row.interval), ("99.8%", row.interval_998)];
    for (level, Interval { lower, upper }) in
        limits.into_iter().filter_map(|(level, it)| Some((level, it?)))
    {
        write!(out, ", {level} {lower} to {upper}").unwrap();
    }
    if let Some(count) = row.count {
        write!(out, ", count {count}").unwrap();
    }
    if let Some(denominator) = row.denominator {
        write!(out, ", of {denominator}").unwrap();
    }
    for class in [row.published.against_england, row.published.against_parent] {
        match class {
            Some(class) => write!(out, ", {class:?}").unwrap(),
            None => out.push_str(", -"),
        }
    }
    if let Some(trend) = row.published.trend {
        write!(out, ", {trend:?}").unwrap();
    }
    if let Some(note) = &row.note {
        write!(out, " \"{note}\"").unwrap();
    }
    write!(out, " [{}:{}]", row.origin.source, row.origin.line).unwrap();
    out
}

#[test]
fn every_case_tells_what_is_expected() {
    assert_same(
        cases("read").iter().filter_map(|case| difference(case, "expected.txt", &told(case))),
    );
}

/// A small file that unpacks to far more than any data.
#[test]
fn a_gzip_bomb_is_refused() {
    use std::io::Write as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.csv.gz");
    let file = fs::File::create(&path).unwrap();
    let mut packer = flate2::write::GzEncoder::new(file, flate2::Compression::best());
    for _ in 0..128 {
        packer.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    packer.finish().unwrap();
    let problems = read::dataset(&[Input::Path(path)], &directory()).unwrap_err();
    assert!(problems.to_string().contains("far more than any data file"), "{problems}");
}

/// The data inside the program is a folder like any other.
#[test]
fn embedded_files_are_a_folder() {
    let snapshot: &[u8] = b"date = \"2025-11-22\"\ntitle = \"Made up\"\nattribution = \"None\"
licence = \"OGL\"\nillustrative = true\n";
    let data: &[u8] = b"Indicator ID,Area Code,Time period,Value\n1,E08000012,2023,5\n";
    let input = Input::Embedded {
        name: "illustrative".to_owned(),
        files: vec![
            ("snapshot.toml".to_owned(), snapshot),
            ("a.csv".to_owned(), data),
            ("README.md".to_owned(), b""),
        ],
    };
    let dataset = read::dataset(&[input], &directory()).unwrap().dataset;
    assert!(dataset.is_illustrative());
    assert_eq!(dataset.sources[0].path, Path::new("illustrative").join("a.csv"));
}
