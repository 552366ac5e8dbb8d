//! Reads the list of areas and of code changes, and fits them to the codes that the data holds.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::{Problem, Problems};
use crate::model::area::{Area, AreaCode, AreaType};
use crate::model::dataset::Dataset;
use crate::model::directory::{AreaChange, Directory};
use crate::notice::Place;

#[derive(Debug, Deserialize)]
struct Line {
    code: AreaCode,
    name: String,
    #[serde(rename = "type")]
    area_type: AreaType,
    region: Option<AreaCode>,
    la_code: Option<String>,
    ods_code: Option<String>,
    aliases: Option<String>,
}

/// Reads `areas.csv` and `area_changes.csv`.
///
/// # Errors
///
/// Lines that can't be read, and codes given twice.
pub fn directory(areas_csv: &[u8], changes_csv: &[u8]) -> Result<Directory, Problems> {
    let mut problems = Vec::new();
    let mut areas = BTreeMap::new();
    for (line, row) in lines::<Line>(areas_csv, "areas.csv", &mut problems) {
        let code = row.code.clone();
        if areas.insert(code.clone(), area(row)).is_some() {
            problems.push(Problem::at(
                format!("the code `{code}` is there twice"),
                place("areas.csv", line),
            ));
        }
    }
    let changes = lines::<AreaChange>(changes_csv, "area_changes.csv", &mut problems)
        .into_iter()
        .map(|(_, change)| change)
        .collect();
    Problems::none_or(problems)?;
    let listed = areas.keys().cloned().collect();
    Ok(Directory { areas, changes, listed })
}

fn area(row: Line) -> Area {
    let codes = [row.la_code, row.ods_code].into_iter().flatten();
    let names = row.aliases.unwrap_or_default();
    let names = names.split(';').map(str::to_owned);
    Area {
        code: row.code,
        name: row.name,
        area_type: row.area_type,
        region: row.region,
        aliases: codes
            .chain(names)
            .map(|alias| alias.trim().to_owned())
            .filter(|alias| !alias.is_empty())
            .collect(),
    }
}

/// The good lines of a list, with their numbers.
fn lines<T: DeserializeOwned>(
    text: &[u8],
    file: &str,
    problems: &mut Vec<Problem>,
) -> Vec<(u64, T)> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text);
    let mut good = Vec::new();
    for row in reader.deserialize() {
        match row {
            Ok(row) => good.push((good.len() as u64 + 2, row)),
            Err(error) => {
                let line = error.position().map_or(1, csv::Position::line);
                problems.push(Problem::at(error.to_string(), place(file, line)));
            }
        }
    }
    good
}

fn place(file: &str, line: u64) -> Place {
    Place { path: Path::new(file).to_owned(), line: Some(line), column: None }
}

/// Fits a directory to the data: areas take the code that the data holds, and areas that only the
/// data knows are added.
pub fn with_data(mut directory: Directory, dataset: &Dataset) -> Directory {
    let rekeyed = rekeyed(&directory, dataset);
    for (old, new) in &rekeyed {
        if let Some(mut area) = directory.areas.remove(old) {
            area.aliases.push(old.to_string());
            area.code = new.clone();
            directory.areas.insert(new.clone(), area);
        }
    }
    for area in directory.areas.values_mut() {
        if let Some(new) = area.region.as_ref().and_then(|region| rekeyed.get(region)) {
            area.region = Some(new.clone());
        }
    }
    directory.listed = directory
        .listed
        .iter()
        .map(|code| rekeyed.get(code).unwrap_or(code).clone())
        .collect::<BTreeSet<_>>();
    for (code, area) in &dataset.areas {
        directory.areas.entry(code.clone()).or_insert_with(|| Area {
            code: code.clone(),
            name: area.name.to_string(),
            area_type: area.area_type,
            region: area.region.clone(),
            aliases: Vec::new(),
        });
    }
    directory
}

/// Listed codes that the data has not, with the code that it has for the same place.
fn rekeyed(directory: &Directory, dataset: &Dataset) -> BTreeMap<AreaCode, AreaCode> {
    directory
        .areas
        .keys()
        .filter(|code| !dataset.areas.contains_key(*code))
        .filter_map(|code| {
            let held = directory.same_place(code).into_iter().find(|other| {
                dataset.areas.contains_key(other) && !directory.areas.contains_key(other)
            })?;
            Some((code.clone(), held))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dataset::DataArea;

    const AREAS: &[u8] = b"code,name,type,region,icb,la_code,ods_code,aliases
E12000003,Yorkshire and the Humber,region,,,,,Yorkshire
E08000016,Barnsley,utla,E12000003,,370,,
";
    const CHANGES: &[u8] = b"old_code,old_name,new_code,new_name,kind,date
E08000016,Barnsley,E08000038,Barnsley,recoded,2025-05-01
";

    fn data(codes: &[&str]) -> Dataset {
        let area = DataArea { name: "Barnsley".into(), area_type: AreaType::Utla, region: None };
        let areas = codes.iter().map(|&code| (code.into(), area.clone()));
        Dataset { areas: areas.collect(), ..Dataset::default() }
    }

    #[test]
    fn an_area_takes_the_code_of_the_data() {
        let read = || directory(AREAS, CHANGES).unwrap();
        let same = with_data(read(), &data(&["E08000016"]));
        assert_eq!(same, read());
        let newer = with_data(read(), &data(&["E08000038"]));
        let code = AreaCode::from("E08000038");
        assert_eq!(newer.areas[&code].code, code);
        assert_eq!(newer.areas[&code].aliases, ["370", "E08000016"]);
        assert!(newer.listed.contains(&code));
        assert_eq!(newer.listed.len(), 2);
    }

    #[test]
    fn areas_of_the_data_are_added() {
        let directory = with_data(directory(AREAS, CHANGES).unwrap(), &data(&["X1"]));
        assert_eq!(directory.areas.len(), 3);
        assert_eq!(directory.listed.len(), 2);
    }

    #[test]
    fn every_bad_line_is_told() {
        let areas = b"code,name,type,region,icb,la_code,ods_code,aliases
E1,One,town,,,,,
E2,Two,utla,,,,,
E2,Two,utla,,,,,
";
        let Problems(problems) = directory(areas, CHANGES).unwrap_err();
        assert_eq!(problems.len(), 2);
    }
}
