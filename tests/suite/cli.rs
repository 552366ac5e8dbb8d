//! The command line as people meet it. A case is a folder with `commands.txt`, the files it finds
//! in its folder, and what the program says: `UPDATE=1` accepts it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::golden;
use crate::support::packs::{self, LIVERPOOL};
use crate::support::workspace::{Ran, Workspace};

/// Commands with what they print and how they end.
fn transcript(case: &Path) -> String {
    let files = case.join("files");
    let workspace = match files.is_dir() {
        true => Workspace::holding(&files),
        false => Workspace::new(),
    };
    let before = workspace.files();
    let mut text = String::new();
    for line in golden::input(case, "commands.txt").lines() {
        let Ran { code, stdout, stderr } = workspace.run(&line.replacen("jsnapack ", "", 1));
        let said =
            format!("{stderr}{stdout}").replace('\\', "/").replace("jsnapack.exe", "jsnapack");
        writeln!(text, "$ {line}\n{said}exit code {code}\n").unwrap();
    }
    let made = workspace.files().into_keys();
    for path in made.filter(|path| !before.contains_key(path)) {
        writeln!(text, "left behind: {path}").unwrap();
    }
    text
}

#[test]
fn errors_say_what_is_wrong_and_what_to_do() {
    let cases = golden::cases("cli");
    golden::assert_same(
        cases.iter().filter_map(|case| golden::difference(case, "expected.txt", &transcript(case))),
    );
}

/// The options of a build in a team's folder.
const TEAM: &str = "--data data.csv --profile profile.toml --out packs";

/// A team's folder with one indicator of three areas, and a note on Rutland's value.
fn team(note: &str) -> Workspace {
    let profile = golden::folder("cli").join("bad-rows/files/profile.toml");
    let workspace = Workspace::new();
    workspace.write("profile.toml", &fs::read_to_string(profile).unwrap());
    workspace.write("data.csv", &rows(note));
    workspace
}

fn rows(note: &str) -> String {
    let mut rows = String::from(
        "Indicator ID,Area Code,Sex,Age,Time period,Value,Lower CI 95.0 limit,\
         Upper CI 95.0 limit,Count,Denominator,Value note\n",
    );
    for (area, value, count, note) in
        [("E92000001", 90, 95_000, ""), ("E08000012", 110, 950, ""), ("E06000017", 70, 45, note)]
    {
        let (lower, upper, denominator) = (value - 5, value + 5, count * 10_000 / value);
        for period in ["2021/22", "2022/23"] {
            let key = format!("90284,{area},Persons,<15 yrs,{period}");
            writeln!(rows, "{key},{value},{lower},{upper},{count},{denominator},{note}").unwrap();
        }
    }
    rows
}

/// The only PDF below a workspace's folder.
fn only_pdf(workspace: &Workspace) -> (String, Vec<u8>) {
    let mut pdfs = workspace.files();
    pdfs.retain(|path, _| path.ends_with(".pdf"));
    assert_eq!(pdfs.len(), 1, "{:?}", pdfs.keys());
    pdfs.pop_first().unwrap()
}

/// A letter that no font of the page has.
const NO_GLYPH: &str = "checked \u{2713}";

#[test]
fn one_area_fails_and_the_other_is_built() {
    let workspace = team(NO_GLYPH);
    let ran = workspace.run(&format!("build Rutland Liverpool {TEAM}"));
    let ran = ran.ends(1).saying("\u{2713}").saying("1 of 2 packs failed");
    assert!(ran.stdout.contains("failed E06000017 Rutland"), "{}", ran.stdout);
    assert!(only_pdf(&workspace).0.contains("E08000012-liverpool"));
    let ran = workspace.run(&format!("build Rutland Liverpool --format json {TEAM}"));
    let records: Vec<Value> =
        ran.ends(1).stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |code: &str| records.iter().find(|record| record["area_code"] == code);
    assert_eq!(of("E06000017").unwrap()["status"], "failed");
    assert_eq!(of("E08000012").unwrap()["status"], "built");
}

#[test]
fn an_area_without_any_value_is_built_and_said() {
    let ran = team("").run(&format!("build Kent {TEAM}"));
    ran.ends(0).saying("no value for Kent");
}

#[test]
fn failed_build_leaves_the_earlier_pack_and_says_so() {
    let workspace = team("");
    workspace.run(&format!("build Rutland {TEAM}")).ends(0);
    let before = workspace.files();
    workspace.write("data.csv", &rows(NO_GLYPH));
    let ran = workspace.run(&format!("build Rutland {TEAM}"));
    ran.ends(1).saying("an earlier pack, dated 2023-03-31, is still there");
    let after = workspace.files();
    assert!(before.keys().eq(after.keys()), "{:?}", after.keys());
    let pdf = only_pdf(&workspace).0;
    assert!(before[&pdf] == after[&pdf], "the pack is another");
    // The record on disk says so too, and so does the page.
    let record: Value = serde_json::from_slice(&after[&pdf.replace(".pdf", ".json")]).unwrap();
    assert_eq!(record["status"], "failed");
    assert_eq!(record["date"], "2023-03-31");
    let page = std::str::from_utf8(&after["packs/index.html"]).unwrap();
    assert!(page.contains("this is an earlier pack"), "{page}");
}

#[test]
fn a_final_pack_is_replaced_only_when_asked() {
    let workspace = team("");
    workspace.write(
        "data/narrative/all-areas.md",
        "<!-- slot: key-messages -->\nOne.\n<!-- slot: recommendations -->\nTwo.\n",
    );
    let options = TEAM.replace("--out packs", "");
    workspace.run(&format!("narrative sign-off all --all-slots --by Jo {options}")).ends(0);
    let build = format!("build Liverpool --final {TEAM}");
    workspace.run(&build).ends(0);
    let (path, first) = only_pdf(&workspace);
    assert!(path.contains("/final/") && !path.contains("illustrative"), "{path}");
    // The same pack is not replaced: it is not touched.
    assert!(workspace.run(&build).ends(0).stdout.contains("unchanged"));
    let changed = format!("{build} --date 2030-01-31");
    workspace.run(&changed).ends(1).saying("--replace");
    assert!(only_pdf(&workspace).1 == first);
    let record =
        workspace.files().remove("packs/jsna-annex/final/E08000012-liverpool.json").unwrap();
    assert!(String::from_utf8(record).unwrap().contains("\"status\": \"built\""));
    workspace.run(&format!("{changed} --replace")).ends(0);
    assert!(only_pdf(&workspace).1 != first);
    workspace.run("build Liverpool --replace").ends(2).saying("--final");
}

/// The date in the record of the pack that a command builds.
fn date(workspace: &Workspace, options: &str) -> String {
    let ran = workspace.run(&format!("build Liverpool --format json {TEAM} {options}"));
    let record = ran.ends(0).stdout.lines().next().unwrap().to_owned();
    let record: Value = serde_json::from_str(&record).unwrap();
    record["date"].as_str().unwrap().to_owned()
}

#[test]
fn date_is_the_one_asked_for() {
    let workspace = team("");
    assert_eq!(date(&workspace, "--date 2026-11-22"), "2026-11-22");
    assert_eq!(date(&workspace, "SOURCE_DATE_EPOCH=86400"), "1970-01-02");
    assert_eq!(date(&workspace, "SOURCE_DATE_EPOCH=86400 --date 2026-11-22"), "2026-11-22");
    let (_, bytes) = only_pdf(&workspace);
    let created = b"(D:20261122000000Z)";
    assert!(bytes.windows(created.len()).any(|window| window == created));
    // Without either it is the data's own, whatever the clock says.
    assert_eq!(date(&workspace, ""), "2023-03-31");
}

#[test]
fn results_are_on_standard_output_and_all_else_on_standard_error() {
    let ran = &packs::build_run().ran;
    // A line for each pack, and a summary.
    assert_eq!(ran.stdout.lines().count(), packs::AREAS.len() + 1);
    let pack = packs::of(LIVERPOOL);
    assert_eq!(pack.record["status"], "built");
    assert_eq!(pack.record["path"].as_str().unwrap().replace('\\', "/"), pack.path);
    let ran = team("").run(&format!("build Liverpool {TEAM}")).ends(0);
    let line = ran.stdout.trim_end();
    assert!(line.contains("E08000012-liverpool.pdf (") && line.ends_with("pages)"), "{line}");
}

#[test]
fn lists_and_checks_print_json_when_asked() {
    let workspace = team("");
    for command in ["areas", "indicators", "indicators --for Rutland", "check"] {
        let ran = workspace
            .run(&format!("{command} --format json --data data.csv --profile profile.toml"));
        let ran = ran.ends(0);
        serde_json::from_str::<Value>(&ran.stdout)
            .unwrap_or_else(|error| panic!("{command}: {error}\n{}", ran.stdout));
    }
    for command in ["inspect Liverpool", "inspect Liverpool --view"] {
        let ran = workspace.run(&format!("{command} --data data.csv --profile profile.toml"));
        serde_json::from_str::<Value>(&ran.ends(0).stdout).unwrap();
    }
}

#[test]
fn check_writes_nothing() {
    let workspace = Workspace::new();
    workspace.run("check").ends(0);
    assert!(workspace.files().is_empty(), "{:?}", workspace.files().keys());
}

#[test]
fn no_attachment_when_not_wanted() {
    let workspace = team("");
    workspace.run(&format!("build Liverpool --no-attach {TEAM}")).ends(0);
    let pdf = crate::pdf::reader::Pdf::read(&only_pdf(&workspace).1).unwrap();
    assert!(pdf.attachments.is_empty());
}

#[test]
fn help_names_every_command() {
    let workspace = Workspace::new();
    let help = workspace.run("--help").ends(0).stdout;
    for command in [
        "build",
        "check",
        "areas",
        "indicators",
        "inspect",
        "diff",
        "collect",
        "completions",
        "fetch",
        "data",
    ] {
        assert!(help.contains(&format!("\n  {command} ")), "no `{command}`:\n{help}");
        let own = workspace.run(&format!("{command} --help")).ends(0).stdout;
        assert!(own.contains(&format!("jsnapack {command}")), "{own}");
    }
    workspace.run("").ends(2);
    workspace.run("biuld Liverpool").ends(2).saying("build");
}

#[test]
fn completions_are_printed() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = Workspace::new().run(&format!("completions {shell}")).ends(0).stdout;
        assert!(script.contains("jsnapack"), "{shell}");
    }
}
