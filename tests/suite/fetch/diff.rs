//! What `data diff` and `data list` say.

use super::server::Server;
use super::*;
use crate::support::golden;

/// A folder with the snapshots of two quarters.
fn two_quarters() -> Workspace {
    let (workspace, server) = (Workspace::new(), Server::start());
    fetch(&workspace, &server, NOVEMBER, "--no-neighbours").ends(0);
    server.has_new_figures();
    fetch(&workspace, &server, FEBRUARY, "--no-neighbours").ends(0);
    workspace
}

const PROFILE: &str = r#"
title = "Ours"
[[topic]]
id = "identification-of-need"
name = "Identification of need"
[[topic]]
id = "protective-factors"
name = "Protective factors"
[[topic]]
id = "services"
name = "Services"
aliases = ["Service use"]
[[indicator]]
slug = "self-harm"
id = 90813
label = "Self-harm"
sentence = "there were {value}"
[[indicator]]
slug = "neet"
id = 93203
label = "NEET"
sentence = "{value} were not in education, employment or training"
polarity = "low-is-good"
polarity_basis = "assumed"
polarity_source = "Common sense"
[[indicator]]
slug = "absence"
id = 10301
topics = ["services"]
label = "Absence"
sentence = "{value} were absent"
polarity = "low-is-good"
polarity_basis = "assumed"
polarity_source = "Common sense"
method = "one-interval"
value_type = "proportion"
unit = "%"
"#;

#[test]
fn two_quarters_and_the_lines_to_paste() {
    let workspace = two_quarters();
    workspace.write("mine.toml", PROFILE);
    let mut text = String::new();
    for command in ["data diff --profile mine.toml", "data list"] {
        let ran = workspace.run(command).ends(0);
        assert_eq!(ran.stderr, "");
        text.push_str(&format!("$ jsnapack {command}\n{}\n", ran.stdout.replace('\\', "/")));
    }
    let case = golden::folder("fetch");
    golden::assert_same(golden::difference(&case, "diff.txt", &text));
    assert_eq!(workspace.files()["mine.toml"], PROFILE.as_bytes());
}

#[test]
fn the_lines_to_paste_can_be_pasted() {
    let workspace = two_quarters();
    workspace.write("mine.toml", PROFILE);
    let ran = workspace.run("data diff --profile mine.toml --format json").ends(0);
    let diff: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let lines = |list: &str| -> Vec<String> {
        let pastes = diff["profile"][list].as_array().unwrap().iter();
        pastes.map(|paste| paste["lines"].as_str().unwrap().to_owned()).collect()
    };
    let alias = lines("groups").concat();
    let profile = PROFILE.replace("aliases = [\"Service use\"]\n", &alias);
    assert_ne!(profile, PROFILE);
    workspace.write("mine.toml", &format!("{profile}{}", lines("lacks").join("\n")));
    let ran = workspace.run("data diff --profile mine.toml").ends(0);
    assert!(!ran.stdout.contains("paste"), "{}", ran.stdout);
    let ran = workspace.run("indicators --profile mine.toml --format json").ends(0);
    let indicators: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let there: Vec<_> =
        indicators.as_array().unwrap().iter().filter(|it| it["latest"].is_string()).collect();
    assert!(there.len() >= 7, "{there:?}");
}

#[test]
fn any_two_data_folders() {
    let workspace = two_quarters();
    let ran = workspace.run("data diff 2027-02-01 2026-11-01").ends(0);
    assert!(ran.stdout.contains("99003 Young carers known to schools"), "{}", ran.stdout);
    let same = "data diff data/fingertips/2026-11-01 2026-11-01 --profile mine.toml";
    workspace.write("mine.toml", PROFILE);
    assert!(workspace.run(same).ends(0).stdout.contains("No figure changed."));
    for (name, value) in [("a", 1), ("b", 2)] {
        let rows = format!("Indicator ID,Area Code,Time period,Value\n1,E08000012,2020,{value}\n");
        workspace.write(&format!("{name}/data.csv"), &rows);
    }
    let ran = workspace.run("data diff a b").ends(0);
    assert!(
        ran.stdout.contains("1 row revised, such as Liverpool, 2020: 1, now 2"),
        "{}",
        ran.stdout
    );
    workspace.run("data diff nowhere").ends(2).saying("no snapshot or data folder `nowhere`");
}

#[test]
fn without_a_snapshot() {
    let workspace = Workspace::new();
    workspace.run("data list").ends(0).saying("`jsnapack fetch` makes one");
    workspace.run("data diff").ends(2).saying("there is no snapshot in `data/fingertips`");
    assert!(workspace.files().is_empty());
}
