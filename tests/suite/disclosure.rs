//! Small numbers of a team's own data: whatever the file's shape, none can be read or worked out from a pack.

use std::fmt::Write as _;

use crate::support::workspace::Workspace;

const HEADINGS: &str =
    "Indicator ID,Area Code,Sex,Category Type,Category,Time period,Value,Count,Denominator";

/// A workspace with the rows and a profile of one indicator for each sex.
fn team(headings: &str, rows: &[&str], unit: &str, value_type: &str) -> Workspace {
    let mut data = format!("{headings}\n");
    for row in rows {
        writeln!(data, "{row}").unwrap();
    }
    let mut profile = "title = \"Local\"\n[[topic]]\nid = \"t\"\nname = \"Topic\"\n".to_owned();
    for sex in ["Persons", "Male", "Female"] {
        let method = if value_type == "count" { "none" } else { "one-interval" };
        writeln!(
            profile,
            "[[indicator]]\nslug = \"local-{}\"\nid = 900100\nsex = \"{sex}\"\nlabel = \"Local {sex}\"\n\
             sentence = \"there were {{value}}\"\ntopics = [\"t\"]\nkey = true\npolarity = \"no-judgement\"\n\
             polarity_basis = \"none\"\nmethod = \"{method}\"\nvalue_type = \"{value_type}\"\nunit = \"{unit}\"",
            sex.to_lowercase(),
        )
        .unwrap();
    }
    let workspace = Workspace::new();
    workspace.write("data.csv", &data).write("profile.toml", &profile);
    workspace
}

/// The lines of `check` that name a withheld number.
fn withheld(workspace: &Workspace) -> Vec<String> {
    let said = workspace.run("check --data data.csv --profile profile.toml").ends(0).stdout;
    said.lines().filter(|line| line.starts_with("withheld:")).map(ToOwned::to_owned).collect()
}

fn names(lines: &[String], all: &[&str]) {
    for name in all {
        assert!(lines.iter().any(|line| line.contains(name)), "{name} is not among {lines:#?}");
    }
    assert_eq!(lines.len(), all.len(), "{lines:#?}");
}

#[test]
fn a_count_that_is_not_given_is_worked_out() {
    let rows =
        ["900100,E08000012,Persons,,,2023,3,,100", "900100,E08000011,Persons,,,2023,40,,100"];
    names(&withheld(&team(HEADINGS, &rows, "%", "proportion")), &["Liverpool"]);
    let complement = ["900100,E08000012,Persons,,,2023,98,,100"];
    names(&withheld(&team(HEADINGS, &complement, "%", "proportion")), &["Liverpool"]);
    let count = ["900100,E08000012,Persons,,,2023,3,,", "900100,E08000011,Persons,,,2023,30,,"];
    names(&withheld(&team(HEADINGS, &count, "", "count")), &["Liverpool"]);
}

#[test]
fn copied_headings_make_no_publisher() {
    let headings =
        format!("{HEADINGS},Time period Sortable,Compared to England value or percentiles");
    let rows = ["900100,E08000012,Persons,,,2023,3,3,100,20230000,"];
    let workspace = team(&headings, &rows, "%", "proportion");
    let text =
        std::fs::read_to_string(workspace.path("data.csv")).unwrap().replace("900100", "80004");
    let profile = std::fs::read_to_string(workspace.path("profile.toml")).unwrap();
    workspace.write("data.csv", &text).write("profile.toml", &profile.replace("900100", "80004"));
    names(&withheld(&workspace), &["`local-persons` in Liverpool"]);
}

#[test]
fn one_sex_is_not_left_over() {
    let rows = [
        "900100,E08000012,Persons,,,2023,13,13,100",
        "900100,E08000012,Male,,,2023,6,3,50",
        "900100,E08000012,Female,,,2023,20,10,50",
    ];
    names(
        &withheld(&team(HEADINGS, &rows, "%", "proportion")),
        &["`local-male` in Liverpool", "`local-female` in Liverpool"],
    );
}

#[test]
fn a_total_withheld_for_another_hides_one_of_its_own_parts() {
    // Liverpool's 3 is the region's 15 less Knowsley's 12, and that is 6 and 6.
    let rows = [
        "900100,E12000002,Persons,,,2023,1.5,15,1000",
        "900100,E08000012,Persons,,,2023,0.6,3,500",
        "900100,E08000011,Persons,,,2023,2.4,12,500",
        "900100,E08000011,Male,,,2023,2.4,6,250",
        "900100,E08000011,Female,,,2023,2.4,6,250",
    ];
    let lines = withheld(&team(HEADINGS, &rows, "%", "proportion"));
    assert!(lines.iter().any(|line| line.contains("`local-persons` in Liverpool")), "{lines:#?}");
    assert!(lines.iter().any(|line| line.contains("`local-persons` in Knowsley")), "{lines:#?}");
    assert!(lines.iter().any(|line| line.contains("male` in Knowsley")), "{lines:#?}");
}

#[test]
fn several_small_numbers_must_leave_each_other_a_choice() {
    // 1 and 1 are the only small numbers that make 2.
    let rows = [
        "900100,E12000002,Persons,,,2023,1.2,12,1000",
        "900100,E08000012,Persons,,,2023,0.2,1,500",
        "900100,E08000011,Persons,,,2023,0.2,1,500",
        "900100,E08000015,Persons,,,2023,2.0,10,500",
    ];
    names(
        &withheld(&team(HEADINGS, &rows, "%", "proportion")),
        &["in Liverpool", "in Knowsley", "in Wirral"],
    );
}

#[test]
fn england_less_its_areas_gives_nothing_away() {
    let rows = [
        "900100,E92000001,Persons,,,2023,1,42,4200",
        "900100,E08000012,Persons,,,2023,1,2,200",
        "900100,E08000011,Persons,,,2023,1,40,4000",
    ];
    names(&withheld(&team(HEADINGS, &rows, "%", "proportion")), &["in Liverpool", "in Knowsley"]);
}

#[test]
fn coarser_groups_do_not_give_finer_ones_away() {
    // Asian is 9 = 3 + 6; all of the coarser groups go, and one finer group with the withheld one.
    let rows = [
        "900100,E08000012,Persons,,,2023,5.9,59,1000",
        "900100,E08000012,Persons,Ethnicity (4 groups),Chinese,2023,3,3,100",
        "900100,E08000012,Persons,Ethnicity (4 groups),Indian,2023,6,6,100",
        "900100,E08000012,Persons,Ethnicity (4 groups),Irish,2023,10,10,100",
        "900100,E08000012,Persons,Ethnicity (4 groups),British,2023,5.7,40,700",
        "900100,E08000012,Persons,Ethnicity (2 groups),Asian,2023,4.5,9,200",
        "900100,E08000012,Persons,Ethnicity (2 groups),White,2023,6.2,50,800",
        "900100,E08000012,Persons,Deprivation of areas,Most deprived half,2023,5,25,500",
        "900100,E08000012,Persons,Deprivation of areas,Least deprived half,2023,6.8,34,500",
    ];
    let lines = withheld(&team(HEADINGS, &rows, "%", "proportion"));
    for line in ["line 3", "line 4", "line 7", "line 8"] {
        assert!(lines.iter().any(|it| it.contains(&format!("{line})"))), "{line}: {lines:#?}");
    }
    assert_eq!(lines.len(), 4, "{lines:#?}");
}

#[test]
fn an_age_band_is_not_left_over() {
    let headings = HEADINGS.replace("Sex,", "Sex,Age,");
    let rows = [
        "900100,E08000012,Persons,0-17 yrs,,,2023,4.3,43,1000",
        "900100,E08000012,Persons,10-17 yrs,,,2023,8,40,500",
        "900100,E08000012,Persons,0-9 yrs,,,2023,0.6,3,500",
    ];
    let workspace = team(&headings, &rows, "%", "proportion");
    let profile = std::fs::read_to_string(workspace.path("profile.toml")).unwrap();
    let of_age = profile.replace("sex = \"Persons\"", "sex = \"Persons\"\nage = \"0-17 yrs\"");
    workspace.write("profile.toml", &of_age);
    let lines = withheld(&workspace);
    assert_eq!(lines.len(), 2, "{lines:#?}");
    for line in ["line 3)", "line 4)"] {
        assert!(lines.iter().any(|it| it.contains(line)), "{line}: {lines:#?}");
    }
}

#[test]
fn a_year_is_not_left_over_of_pooled_years() {
    let headings = format!("{HEADINGS},Time period range");
    let rows = [
        "900100,E08000012,Persons,,,2019,1,10,1000,1y",
        "900100,E08000012,Persons,,,2020,0.3,3,1000,1y",
        "900100,E08000012,Persons,,,2021,2,20,1000,1y",
        "900100,E08000012,Persons,,,2019 - 21,1.1,33,3000,3y",
    ];
    let lines = withheld(&team(&headings, &rows, "%", "proportion"));
    assert_eq!(lines.len(), 2, "{lines:#?}");
    assert!(lines.iter().any(|it| it.contains("for 2020")), "{lines:#?}");
}

#[test]
fn a_board_is_not_left_over_of_england() {
    let rows = [
        "900100,E92000001,Persons,,,2023,1,42,4200",
        "900100,E54000008,Persons,,,2023,1,2,200",
        "900100,E54000048,Persons,,,2023,1,40,4000",
    ];
    let lines = withheld(&team(HEADINGS, &rows, "%", "proportion"));
    assert_eq!(lines.len(), 2, "{lines:#?}");
}

#[test]
fn districts_go_together_since_their_county_is_not_known() {
    let rows = [
        "900100,E10000016,Persons,,,2023,1,43,4300",
        "900100,E07000105,Persons,,,2023,1,3,300",
        "900100,E07000106,Persons,,,2023,1,20,2000",
        "900100,E07000107,Persons,,,2023,1,20,2000",
    ];
    let lines = withheld(&team(HEADINGS, &rows, "%", "proportion"));
    assert_eq!(lines.len(), 3, "{lines:#?}");
}

#[test]
fn nothing_withheld_is_in_any_file_of_the_pack() {
    let rows = [
        "900100,E08000012,Persons,,,2023,3.123,3,96.06",
        "900100,E08000011,Persons,,,2023,40,40,100",
    ];
    let workspace = team(HEADINGS, &rows, "%", "proportion");
    let profile = std::fs::read_to_string(workspace.path("profile.toml")).unwrap();
    let line =
        "build Liverpool --data data.csv --profile profile.toml --out packs --no-attach --keep";
    let checked = profile.replace("key = true", "key = true\ndisclosure_checked = true");
    workspace.write("profile.toml", &checked).run(line).ends(0);
    let shows = |workspace: &Workspace| {
        let mut files = workspace.files();
        files.retain(|path, bytes| {
            path.starts_with("packs/") && String::from_utf8_lossy(bytes).contains("3.12")
        });
        files.into_keys().collect::<Vec<_>>()
    };
    assert!(!shows(&workspace).is_empty(), "what is checked is shown");
    workspace.write("profile.toml", &profile).run(line).ends(0);
    assert_eq!(shows(&workspace), Vec::<String>::new());
    // A pack that is built again leaves nothing of an earlier one beside it.
    workspace.run(&line.replace(" --keep", " --force")).ends(0);
    assert!(
        !workspace.files().keys().any(|path| path.ends_with("view.json")),
        "nothing old is kept"
    );
}
