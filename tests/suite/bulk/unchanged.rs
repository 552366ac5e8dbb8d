//! Unchanged means untouched; changed means built again, and why.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use super::{DATA, Data, KENT, LIVERPOOL, NO_GLYPH, RUTLAND, WIRRAL, below, pdfs, team};
use crate::support::workspace::{Ran, Workspace};

const ALL: &str = "build --all-utlas --out packs";

/// When each PDF was written.
fn times(workspace: &Workspace) -> BTreeMap<String, SystemTime> {
    let paths = below(workspace, "", ".pdf").into_keys();
    paths
        .map(|path| {
            (path.clone(), fs::metadata(workspace.path(&path)).unwrap().modified().unwrap())
        })
        .collect()
}

fn build(workspace: &Workspace, options: &str) -> Ran {
    workspace.run(&format!("{ALL} {DATA} --explain {options}"))
}

/// What is said of an area's pack.
fn said<'a>(ran: &'a Ran, area: &str) -> &'a str {
    ran.stderr.lines().find(|line| line.starts_with(area)).unwrap_or_else(|| panic!("{ran:?}"))
}

#[test]
fn what_has_not_changed_is_not_touched() {
    let workspace = team();
    let first = build(&workspace, "").ends(0).saying("left out").saying("4 packs: 4 built");
    assert!(said(&first, RUTLAND).ends_with("there is no record of it"));
    let (before, written) = (workspace.files(), times(&workspace));
    assert_eq!(written.len(), 4);
    let second = build(&workspace, "").ends(0).saying("4 packs: 0 built, 4 unchanged");
    assert!(said(&second, RUTLAND).ends_with("unchanged"));
    assert!(workspace.files() == before && times(&workspace) == written);
    // The same data in other bytes is read, and changes nothing.
    let text = String::from_utf8(before["data.csv"].clone()).unwrap();
    workspace.write("data.csv", &text.replace('\n', "\r\n"));
    build(&workspace, "").ends(0).saying("4 unchanged");
    assert!(times(&workspace) == written);
    build(&workspace, "--force").ends(0).saying("4 packs: 4 built");
    assert!(times(&workspace) != written);
    assert!(below(&workspace, "", ".pdf") == pdfs(&workspace, ""));
}

#[test]
fn a_changed_value_rebuilds_the_packs_that_show_it_and_no_other() {
    let workspace = team();
    build(&workspace, "").ends(0);
    Data::new().note(RUTLAND, "A note").into(&workspace);
    let ran = build(&workspace, "").ends(0).saying("4 packs: 1 built, 3 unchanged");
    assert!(said(&ran, RUTLAND).contains("changed indicators: injuries"), "{}", ran.stderr);
    // Kent takes Rutland's place as the first: both packs show that, and no other does.
    Data::new().note(RUTLAND, "A note").value(KENT, 60).into(&workspace);
    let ran = build(&workspace, "").ends(0).saying("4 packs: 2 built, 2 unchanged");
    assert!(said(&ran, RUTLAND).contains("changed indicators: injuries"), "{}", ran.stderr);
    assert!(said(&ran, KENT).contains("changed indicators: injuries"), "{}", ran.stderr);
}

#[test]
fn a_pack_that_was_deleted_cut_short_or_altered_is_built_again() {
    let workspace = team();
    build(&workspace, "").ends(0);
    let whole = pdfs(&workspace, "packs/");
    let path = |area: &str| {
        let path = whole.keys().find(|path| path.contains(area)).unwrap();
        workspace.path(&format!("packs/{path}"))
    };
    fs::remove_file(path(RUTLAND)).unwrap();
    let bytes = fs::read(path(LIVERPOOL)).unwrap();
    fs::write(path(LIVERPOOL), &bytes[..bytes.len() / 2]).unwrap();
    let mut bytes = fs::read(path(KENT)).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(path(KENT), &bytes).unwrap();
    let ran = build(&workspace, "").ends(0).saying("4 packs: 3 built, 1 unchanged");
    assert!(said(&ran, RUTLAND).contains("the PDF is gone"));
    assert!(said(&ran, LIVERPOOL).contains("not as it was written"));
    assert!(said(&ran, KENT).contains("not as it was written"));
    assert!(said(&ran, WIRRAL).contains("unchanged"));
    assert!(pdfs(&workspace, "packs/") == whole);
}

#[test]
fn options_and_templates_are_part_of_a_pack() {
    let workspace = team();
    build(&workspace, "").ends(0);
    let ran = build(&workspace, "--no-attach").ends(0).saying("4 built");
    assert!(said(&ran, KENT).contains("other options"), "{}", ran.stderr);
    let ran = build(&workspace, "--no-attach --date 2031-01-31").ends(0).saying("4 built");
    assert!(said(&ran, KENT).contains("date"), "{}", ran.stderr);
    let ran = build(&workspace, "--no-attach --date 2031-01-31 --keep").ends(0).saying("4 built");
    assert!(said(&ran, KENT).contains("--keep"), "{}", ran.stderr);
    build(&workspace, "--no-attach --date 2031-01-31 --keep").ends(0).saying("4 unchanged");
}

#[test]
fn the_same_bytes_whatever_the_number_of_workers() {
    let workspace = team();
    workspace.run(&format!("build --all-utlas --jobs 1 --out one {DATA}")).ends(0);
    workspace.run(&format!("build --all-utlas --jobs 4 --out four {DATA}")).ends(0);
    for area in [KENT, LIVERPOOL, RUTLAND, WIRRAL] {
        workspace.run(&format!("build {area} --out alone {DATA}")).ends(0);
    }
    let one = pdfs(&workspace, "one/");
    assert_eq!(one.len(), 4);
    for out in ["four", "alone"] {
        assert!(one == pdfs(&workspace, &format!("{out}/")), "{out}");
        for derived in ["summary.csv", "index.html"] {
            let files = workspace.files();
            assert!(
                files[&format!("one/{derived}")] == files[&format!("{out}/{derived}")],
                "{out}"
            );
        }
    }
}

#[test]
fn only_what_failed_is_tried_again() {
    let workspace = team();
    Data::new().note(RUTLAND, NO_GLYPH).into(&workspace);
    build(&workspace, "").ends(1).saying("3 built, 1 failed");
    // Not built again without a change, but tried again.
    build(&workspace, "").ends(1).saying("3 unchanged, 1 failed");
    Data::new().into(&workspace);
    let retried = workspace.run(&format!("build --retry-failed --out packs {DATA}"));
    let retried = retried.ends(0);
    assert_eq!(retried.stdout.lines().count(), 1, "{retried:?}");
    assert!(retried.stdout.contains(RUTLAND), "{retried:?}");
    workspace.run(&format!("build --retry-failed --out packs {DATA}")).ends(0);
}

#[test]
fn the_first_failure_stops_a_run_that_is_told_so() {
    let workspace = team();
    Data::new().note(RUTLAND, NO_GLYPH).into(&workspace);
    let ran = build(&workspace, "--fail-fast --jobs 1").ends(1);
    // Rutland has the first code.
    assert!(ran.stderr.contains("0 built, 1 failed, 3 not begun"), "{}", ran.stderr);
    build(&workspace, "").ends(1).saying("3 built, 1 failed");
}

#[test]
fn packs_of_a_region_or_of_a_kind() {
    let workspace = team();
    let line = format!("build --within \"North West\" --format json --out packs {DATA}");
    let ran = workspace.run(&line).ends(0);
    let areas: Vec<bool> =
        [LIVERPOOL, WIRRAL, KENT, RUTLAND].iter().map(|code| ran.stdout.contains(*code)).collect();
    assert_eq!(areas, [true, true, false, false]);
    let line = format!("build --area-type england,region --out packs {DATA}");
    assert!(workspace.run(&line).ends(0).stdout.contains("E92000001"));
    workspace.run(&format!("build --within Kent {DATA}")).ends(2).saying("not a region");
    workspace.run(&format!("build --area-type icb {DATA}")).ends(2).saying("no area fits");
}

/// The record of an area's pack.
fn record(workspace: &Workspace, area: &str, state: &str) -> serde_json::Value {
    let records = below(workspace, &format!("packs/jsna-annex/{state}/"), ".json");
    let (_, bytes) = records.iter().find(|(path, _)| path.starts_with(area)).unwrap();
    serde_json::from_slice(bytes).unwrap()
}

#[test]
fn words_rebuild_the_packs_that_have_them_and_no_other() {
    let workspace = team();
    let words = |file: &str, words: &str| {
        workspace
            .write(&format!("words/{file}.md"), &format!("<!-- slot: foreword -->\n{words}\n"));
    };
    words("all-areas", "For all.");
    words(RUTLAND, "For Rutland.");
    let built = |counts: &str| build(&workspace, "--narrative words").ends(0).saying(counts);
    built("4 packs: 4 built");
    built("4 packs: 0 built, 4 unchanged");
    words(RUTLAND, "Other words for Rutland.");
    let ran = built("4 packs: 1 built, 3 unchanged");
    assert!(said(&ran, RUTLAND).ends_with("the words changed"), "{}", ran.stderr);
    // Rutland has words of its own.
    words("all-areas", "Other words for all.");
    let ran = built("4 packs: 3 built, 1 unchanged");
    assert!(said(&ran, RUTLAND).ends_with("unchanged"), "{}", ran.stderr);
    let ours = Path::new(env!("CARGO_MANIFEST_DIR"));
    let picture = |path: &str| {
        fs::copy(ours.join(path), workspace.path("words/map.png")).unwrap();
    };
    picture("docs/writers-guide-draft.png");
    words(RUTLAND, "![A map](map.png)");
    built("4 packs: 1 built, 3 unchanged");
    picture("docs/writers-guide-example.png");
    let ran = built("4 packs: 1 built, 3 unchanged");
    assert!(said(&ran, RUTLAND).contains("pictures changed"), "{}", ran.stderr);
    // A sign-off is no part of a draft's pages, but of its record.
    assert_eq!(record(&workspace, KENT, "draft")["slots"][0]["state"], "draft");
    let sign_off = "narrative sign-off Kent foreword --by Jo --narrative words";
    workspace.run(&format!("{sign_off} {DATA}")).ends(0);
    built("4 packs: 0 built, 4 unchanged");
    assert_eq!(record(&workspace, KENT, "draft")["slots"][0]["state"], "signed-off");
}

#[test]
fn a_final_pack_is_not_unchanged_when_its_texts_are_no_longer_fit() {
    let workspace = team();
    let text = "<!-- slot: key-messages -->\n{{ indicator(\"injuries\").value }}\n<!-- slot: recommendations -->\nTwo.\n";
    workspace.write("words/all-areas.md", text);
    let sign = format!("narrative sign-off Kent --all-slots --by Jo --narrative words {DATA}");
    workspace.run(&sign).ends(0);
    let line = format!("build Kent --final --narrative words --out packs {DATA}");
    assert!(workspace.run(&line).ends(0).stdout.contains("pages)"));
    // The switch alone changes nothing, and the pack may not be replaced.
    assert!(workspace.run(&format!("{line} --accept-moved")).ends(0).stdout.contains("unchanged"));
    Data::new().value(KENT, 87).into(&workspace);
    workspace.run(&line).ends(1).saying("signed off against other data");
    let accepted = workspace.run(&format!("{line} --accept-moved --replace")).ends(0);
    accepted.saying("numbers have moved since these were signed off: key-messages");
    assert_eq!(record(&workspace, KENT, "final")["slots"][1]["state"], "moved");
    // What is odd is told of a pack that is left as it is, too.
    let again = workspace.run(&format!("{line} --accept-moved")).ends(0);
    assert!(again.stdout.contains("unchanged"), "{}", again.stdout);
    again.saying("numbers have moved since these were signed off: key-messages");
    workspace.run(&line).ends(1).saying("signed off against other data");
    assert_eq!(record(&workspace, KENT, "final")["status"], "failed");
}

#[test]
fn words_that_belong_to_nobody_are_told_every_time() {
    let workspace = team();
    workspace.write("words/nowhere.md", "<!-- slot: foreword -->\nLost.\n");
    build(&workspace, "--narrative words").ends(0).saying("nowhere.md");
    build(&workspace, "--narrative words").ends(0).saying("4 unchanged").saying("nowhere.md");
    build(&workspace, "--narrative words --final").ends(2).saying("nowhere.md");
    build(&workspace, "--narrative gone").ends(2).saying("there is no folder `gone`");
    build(&workspace, "--signoffs gone").ends(2).saying("there is no folder `gone`");
}
