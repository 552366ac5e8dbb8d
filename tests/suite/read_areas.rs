//! Finding areas, in the project's own list of areas and code changes.

use jsnapack::model::area::{AreaCode, AreaType};
use jsnapack::model::dataset::{DataArea, Dataset};
use jsnapack::model::directory::{Directory, FindError};
use jsnapack::read;

/// The project's list, fitted to data that holds some codes.
fn holding(codes: &[&str]) -> Directory {
    let list = read::directory(
        include_bytes!("../../data/areas.csv"),
        include_bytes!("../../data/area_changes.csv"),
    )
    .unwrap_or_else(|problems| panic!("{problems}"));
    let area =
        DataArea { name: "as the data has it".into(), area_type: AreaType::Utla, region: None };
    let areas = codes.iter().map(|&code| (code.into(), area.clone()));
    read::with_data(list, &Dataset { areas: areas.collect(), ..Dataset::default() })
}

fn code(directory: &Directory, typed: &str) -> String {
    match directory.find(typed) {
        Ok(area) => area.code.to_string(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn areas_are_found_by_what_people_type() {
    let directory = holding(&[]);
    for (typed, expected) in [
        ("Liverpool", "E08000012"),
        ("liverpool ", "E08000012"),
        ("e08000012", "E08000012"),
        ("341", "E08000012"),
        ("Liverpool City Council", "E08000012"),
        ("England", "E92000001"),
        ("North West", "E12000002"),
        ("yorkshire & the humber", "E12000003"),
        ("London", "E12000007"),
        ("City of London", "E09000001"),
        ("QYG", "E54000008"),
        ("Cheshire and Merseyside", "E54000008"),
        ("Merseyside", "E54000008"),
        ("Buckinghamshire", "E06000060"),
        ("E10000002", "E06000060"),
        ("Dorset", "E06000059"),
        ("Bournemouth", "E06000058"),
        ("E06000028", "E06000058"),
        ("Westmorland", "E06000064"),
        ("Herefordshire, County of", "E06000019"),
        ("st helens", "E08000013"),
        ("Stoke on Trent", "E06000021"),
        ("Manchester", "E08000003"),
        ("Cornwall", "E06000052"),
        ("Durham", "E06000047"),
        ("E06000048", "E06000057"),
        ("Gateshead", "E08000037"),
    ] {
        assert_eq!(code(&directory, typed), expected, "{typed}");
    }
}

#[test]
fn a_recoded_area_has_the_code_that_the_data_holds() {
    for held in ["E08000016", "E08000038"] {
        let directory = holding(&[held]);
        for typed in ["Barnsley", "E08000016", "E08000038", "370"] {
            assert_eq!(code(&directory, typed), held, "{typed}");
        }
        assert!(directory.listed.contains(&AreaCode::from(held)));
        assert_eq!(directory.of_type(AreaType::Utla).count(), 153);
    }
}

#[test]
fn a_divided_area_names_its_successors() {
    let directory = holding(&[]);
    for (typed, expected) in [
        (
            "Cumbria",
            "`Cumbria` was divided on 2023-04-01 into Cumberland (E06000063) or Westmorland and Furness (E06000064)",
        ),
        (
            "E10000021",
            "`E10000021` was divided on 2021-04-01 into North Northamptonshire (E06000061) or West Northamptonshire (E06000062)",
        ),
        (
            "northamptonshire",
            "`northamptonshire` was divided on 2021-04-01 into North Northamptonshire (E06000061) or West Northamptonshire (E06000062)",
        ),
        (
            "Cheshire",
            "`Cheshire` was divided on 2009-04-01 into Cheshire East (E06000049) or Cheshire West and Chester (E06000050)",
        ),
    ] {
        assert_eq!(code(&directory, typed), expected);
    }
}

#[test]
fn several_or_no_areas_are_an_error_that_helps() {
    let directory = holding(&[]);
    let tyneside = directory.find("Tyneside");
    let Err(FindError::Ambiguous { candidates, .. }) = tyneside else {
        panic!("{tyneside:?}");
    };
    assert_eq!(candidates, ["North Tyneside (E08000022)", "South Tyneside (E08000023)"]);
    // Where two authorities share a name, neither is picked in silence.
    for typed in ["Sussex", "Kingston", "Yorkshire"] {
        let found = directory.find(typed);
        assert!(matches!(found, Err(FindError::Ambiguous { .. })), "{found:?}");
    }

    for (typed, expected) in [("Livrpool", "Liverpool"), ("Sheffeild", "Sheffield")] {
        let found = directory.find(typed);
        let Err(FindError::Unknown { near, .. }) = found else {
            panic!("{found:?}");
        };
        assert_eq!(near.first().map(String::as_str), Some(expected));
    }
    for typed in ["", "zzzz", "E06000999", "34", "NHS"] {
        assert!(directory.find(typed).is_err(), "{typed}");
    }
}

#[test]
fn every_listed_area_is_found_by_its_code_and_name() {
    let directory = holding(&[]);
    for area in directory.areas.values() {
        assert_eq!(code(&directory, area.code.as_str()), area.code.as_str());
        assert_eq!(code(&directory, &area.name), area.code.as_str(), "{}", area.name);
    }
}
