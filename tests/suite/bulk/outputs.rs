//! What a pack is made as: `build --outputs`. Its files belong together, whichever of them a run asks for.

use std::collections::BTreeMap;
use std::fs;
use std::time::SystemTime;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{DATA, Data, KENT, RUTLAND, below, team};
use crate::support::workspace::{Ran, Workspace};

const ALL: &str = "--outputs pdf,html,ods";
const KINDS: [&str; 4] = ["pdf", "html", "ods", "csv"];

fn build(workspace: &Workspace, options: &str) -> Ran {
    workspace.run(&format!("build {RUTLAND} {KENT} --out packs {DATA} --explain {options}"))
}

/// The files of an area's pack by ending, its record aside.
fn files(workspace: &Workspace, out: &str, area: &str) -> BTreeMap<String, Vec<u8>> {
    let all = below(workspace, out, "").into_iter();
    all.filter(|(path, _)| path.contains(area) && !path.ends_with(".json"))
        .filter_map(|(path, bytes)| Some((path.rsplit_once('.')?.1.to_owned(), bytes)))
        .collect()
}

/// The path of a file of an area's pack in the workspace.
fn path(workspace: &Workspace, area: &str, ending: &str) -> std::path::PathBuf {
    let all = below(workspace, "packs/", &format!(".{ending}"));
    let found = all.keys().find(|path| path.contains(area));
    workspace.path(&format!("packs/{}", found.unwrap_or_else(|| panic!("no {ending} of {area}"))))
}

fn written(workspace: &Workspace, area: &str, ending: &str) -> SystemTime {
    fs::metadata(path(workspace, area, ending)).unwrap().modified().unwrap()
}

fn record(workspace: &Workspace, area: &str) -> Value {
    serde_json::from_slice(&fs::read(path(workspace, area, "json")).unwrap()).unwrap()
}

fn kinds(workspace: &Workspace, area: &str) -> Vec<String> {
    let record = record(workspace, area);
    let files = record["files"].as_array().unwrap().iter();
    files.map(|file| file["kind"].as_str().unwrap().to_owned()).collect()
}

/// What is said of an area's pack.
fn said<'a>(ran: &'a Ran, area: &str) -> &'a str {
    ran.stderr.lines().find(|line| line.starts_with(area)).unwrap_or_else(|| panic!("{ran:?}"))
}

#[test]
fn every_file_is_recorded_listed_and_then_left_alone() {
    let workspace = team();
    let ran = build(&workspace, ALL).ends(0).saying("2 built");
    assert!(ran.stdout.contains("pages, with HTML, ODS, CSV)"), "{}", ran.stdout);
    let before = workspace.files();
    let index = String::from_utf8(before["packs/index.html"].clone()).unwrap();
    for area in [RUTLAND, KENT] {
        assert_eq!(kinds(&workspace, area), KINDS);
        for file in record(&workspace, area)["files"].as_array().unwrap() {
            let place = file["file"].as_str().unwrap();
            let bytes = &before[&format!("packs/{place}")];
            let digest: String =
                Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(file["sha256"], digest, "{place}");
            assert_eq!(file["bytes"], bytes.len(), "{place}");
            assert_eq!(file["pages"].is_u64(), place.ends_with(".pdf"), "{place}");
            assert!(index.contains(&format!("<a href=\"{place}\" type=\"")), "{place}");
        }
    }
    assert!(index.contains("href=\"summary.csv\"") && index.contains("href=\"summary.ods\""));
    assert!(before.contains_key("packs/summary.ods"));
    let times = |workspace: &Workspace| -> Vec<SystemTime> {
        let of = |area| KINDS.map(|kind| written(workspace, area, kind)).to_vec();
        let summary = fs::metadata(workspace.path("packs/summary.ods")).unwrap();
        [of(RUTLAND), of(KENT), vec![summary.modified().unwrap()]].concat()
    };
    let then = times(&workspace);
    let ran = build(&workspace, ALL).ends(0).saying("2 unchanged");
    assert!(ran.stdout.contains("CSV, unchanged)"), "{}", ran.stdout);
    // Fewer are no other pack.
    build(&workspace, "").ends(0).saying("2 unchanged");
    assert!(workspace.files() == before && times(&workspace) == then);
    // The spreadsheet of all packs is mended too.
    workspace.write("packs/summary.ods", "");
    build(&workspace, "").ends(0).saying("2 unchanged");
    assert!(workspace.files() == before);
    let json = build(&workspace, "--format json").ends(0).stdout;
    let first: Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert!(first["path"].as_str().unwrap().ends_with(".pdf"));
    assert_eq!(first["files"][1]["kind"], "html");
}

#[test]
fn the_same_bytes_whether_made_at_once_or_one_after_the_other() {
    let (workspace, other) = (team(), team());
    build(&other, ALL).ends(0);
    let ran = build(&workspace, "--outputs html").ends(0).saying("2 built");
    assert!(ran.stdout.lines().all(|line| line.ends_with(".html")), "{}", ran.stdout);
    assert_eq!(kinds(&workspace, RUTLAND), ["html"]);
    assert!(below(&workspace, "packs/", ".pdf").is_empty());
    assert!(!workspace.files().contains_key("packs/summary.ods"));
    let page = written(&workspace, RUTLAND, "html");
    let ran = build(&workspace, ALL).ends(0).saying("2 built");
    let why = "there is no PDF yet; there is no ODS yet; there is no CSV yet";
    assert!(said(&ran, RUTLAND).ends_with(why), "{}", ran.stderr);
    assert!(written(&workspace, RUTLAND, "html") == page);
    for area in [RUTLAND, KENT] {
        let (ours, theirs) = (files(&workspace, "packs/", area), files(&other, "packs/", area));
        assert_eq!(ours.len(), 4);
        assert!(ours == theirs);
    }
    for derived in ["summary.csv", "summary.ods"] {
        let path = format!("packs/{derived}");
        assert!(workspace.files()[&path] == other.files()[&path], "{derived}");
    }
}

#[test]
fn only_what_is_gone_or_altered_is_made_again() {
    let workspace = team();
    build(&workspace, ALL).ends(0);
    let (whole, pdf) = (files(&workspace, "packs/", RUTLAND), written(&workspace, RUTLAND, "pdf"));
    fs::write(path(&workspace, RUTLAND, "html"), "<h1>Edited</h1>").unwrap();
    fs::remove_file(path(&workspace, RUTLAND, "ods")).unwrap();
    let ran = build(&workspace, ALL).ends(0).saying("1 built, 1 unchanged");
    let why = "the HTML is not as it was written; the ODS is gone";
    assert!(said(&ran, RUTLAND).ends_with(why), "{}", ran.stderr);
    assert!(files(&workspace, "packs/", RUTLAND) == whole);
    assert!(written(&workspace, RUTLAND, "pdf") == pdf);
    // One that was altered is mended even if it isn't asked for: it would stand beside the others.
    fs::write(path(&workspace, RUTLAND, "csv"), "").unwrap();
    let ran = build(&workspace, "").ends(0).saying("1 built, 1 unchanged");
    assert!(said(&ran, RUTLAND).ends_with("the CSV is not as it was written"), "{}", ran.stderr);
    assert!(files(&workspace, "packs/", RUTLAND) == whole);
    // One that was removed and isn't asked for is not missed.
    fs::remove_file(path(&workspace, RUTLAND, "html")).unwrap();
    build(&workspace, "").ends(0).saying("2 unchanged");
    assert_eq!(kinds(&workspace, RUTLAND), ["pdf", "ods", "csv"]);
    build(&workspace, "--outputs html").ends(0).saying("1 built, 1 unchanged");
    assert!(files(&workspace, "packs/", RUTLAND) == whole);
}

#[test]
fn what_a_pack_has_is_kept_up_to_date_with_it() {
    let workspace = team();
    build(&workspace, ALL).ends(0);
    let old = files(&workspace, "packs/", RUTLAND);
    Data::new().value(RUTLAND, 75).into(&workspace);
    build(&workspace, "").ends(0).saying("1 built, 1 unchanged");
    let new = files(&workspace, "packs/", RUTLAND);
    for kind in KINDS {
        assert!(new[kind] != old[kind], "the {kind} is the old one");
    }
    assert_eq!(kinds(&workspace, RUTLAND), KINDS);
    // From nothing comes the same.
    let other = team();
    Data::new().value(RUTLAND, 75).into(&other);
    build(&other, ALL).ends(0);
    assert!(new == files(&other, "packs/", RUTLAND));
    // Files that were removed don't come back.
    for kind in ["html", "ods", "csv"] {
        fs::remove_file(path(&workspace, RUTLAND, kind)).unwrap();
    }
    Data::new().value(RUTLAND, 80).into(&workspace);
    build(&workspace, "").ends(0).saying("1 built");
    assert_eq!(kinds(&workspace, RUTLAND), ["pdf"]);
    assert_eq!(files(&workspace, "packs/", RUTLAND).len(), 1);
}

#[test]
fn a_file_that_is_not_of_the_pack_is_told_of_and_not_touched() {
    let workspace = team();
    build(&workspace, "").ends(0);
    let place = path(&workspace, RUTLAND, "pdf").with_extension("html");
    fs::write(&place, "somebody's own").unwrap();
    build(&workspace, "").ends(0).saying("2 unchanged").saying(".html` is not of this pack");
    Data::new().value(RUTLAND, 75).into(&workspace);
    build(&workspace, "").ends(0).saying("1 built").saying(".html` is not of this pack");
    assert_eq!(fs::read_to_string(&place).unwrap(), "somebody's own");
    assert_eq!(kinds(&workspace, RUTLAND), ["pdf"]);
}

#[test]
fn a_final_pack_is_added_to_but_replaced_only_as_a_whole() {
    let workspace = team();
    let text = "<!-- slot: key-messages -->\nOne.\n<!-- slot: recommendations -->\nTwo.\n";
    workspace.write("words/all-areas.md", text);
    let sign = format!("narrative sign-off Kent --all-slots --by Jo --narrative words {DATA}");
    workspace.run(&sign).ends(0);
    let line = format!("build Kent --final --accept-moved --narrative words --out packs {DATA}");
    let run = |options: &str| workspace.run(&format!("{line} {options}"));
    run("").ends(0);
    let pdf = files(&workspace, "packs/", KENT)["pdf"].clone();
    // Nothing is replaced.
    run("--outputs pdf,html").ends(0);
    let first = files(&workspace, "packs/", KENT);
    assert!(first.len() == 2 && first["pdf"] == pdf);
    assert_eq!(kinds(&workspace, KENT), ["pdf", "html"]);
    // Of a changed pack not even what lacks is added: it would say something else than what is there.
    Data::new().value(KENT, 87).into(&workspace);
    for options in ["", "--outputs ods", "--outputs html", "--outputs pdf,html,ods"] {
        let ran = run(options).ends(1).saying("is there already").saying("--replace");
        assert!(files(&workspace, "packs/", KENT) == first, "{ran:?}");
    }
    run("--replace").ends(0);
    let second = files(&workspace, "packs/", KENT);
    assert!(second.len() == 2 && second["pdf"] != pdf && second["html"] != first["html"]);
    // A final page that somebody changed is theirs until it may be replaced.
    fs::write(path(&workspace, KENT, "html"), "Edited").unwrap();
    run("").ends(1).saying(".html` is there already");
    run("--outputs ods").ends(1).saying(".html` is there already");
    assert_eq!(fs::read(path(&workspace, KENT, "html")).unwrap(), b"Edited");
    run("--replace").ends(0);
    assert!(files(&workspace, "packs/", KENT) == second);
}

#[test]
fn records_of_the_earlier_layout_are_read() {
    let workspace = team();
    build(&workspace, "").ends(0);
    let place = path(&workspace, RUTLAND, "json");
    let text = fs::read_to_string(&place).unwrap();
    let mut old: Value = serde_json::from_str(&text).unwrap();
    let fields = old.as_object_mut().unwrap();
    let mut pdf = fields.remove("files").unwrap()[0].clone();
    pdf.as_object_mut().unwrap().remove("kind");
    fields.insert("pdf".to_owned(), pdf);
    fs::write(&place, old.to_string()).unwrap();
    build(&workspace, "").ends(0).saying("2 unchanged");
    let ran = build(&workspace, "--outputs html").ends(0).saying("2 built");
    assert!(said(&ran, RUTLAND).ends_with("there is no HTML yet"), "{}", ran.stderr);
    assert_eq!(kinds(&workspace, RUTLAND), ["pdf", "html"]);
    // One by another version of the program, as it would be, then one without a PDF.
    old["made_from"]["inputs"] = "other".into();
    old["made_from"]["program"] = "0.0.1+0".into();
    fs::write(&place, old.to_string()).unwrap();
    let ran = build(&workspace, "").ends(0).saying("1 built, 1 unchanged");
    assert!(said(&ran, RUTLAND).contains("another version of the program"), "{}", ran.stderr);
    old["pdf"] = Value::Null;
    old["status"] = "failed".into();
    fs::write(&place, old.to_string()).unwrap();
    let ran = build(&workspace, "").ends(0).saying("1 built, 1 unchanged");
    assert!(said(&ran, RUTLAND).contains("it failed the last time"), "{}", ran.stderr);
}

#[test]
fn a_template_without_a_web_page_says_so_at_once() {
    let workspace = team();
    let ours = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("report-templates");
    let manifest = fs::read_to_string(ours.join("jsna-annex/template.toml")).unwrap();
    let page = fs::read_to_string(ours.join("jsna-annex/report.typ")).unwrap();
    workspace.write("other/template.toml", &manifest.replace("\"jsna-annex\"", "\"other\""));
    workspace.write("other/report.typ", &page);
    let line = "--template jsna-annex --template other";
    build(&workspace, &format!("{line} {ALL}")).ends(2).saying("`other` has no `report.html`");
    assert!(below(&workspace, "packs/", "").is_empty());
    build(&workspace, &format!("{line} --outputs pdf,ods")).ends(0).saying("4 built");
    build(&workspace, "--outputs docx").ends(2).saying("pdf, html, ods");
}

#[test]
fn a_mistake_in_our_own_index_page_shows_before_any_pack() {
    let workspace = team();
    workspace.write("report-templates/index.html", "<p>{{ built }} packs\n{% if %}</p>");
    let ran = build(&workspace, "").ends(2);
    assert!(ran.stderr.contains("report-templates/index.html, line 2"), "{}", ran.stderr);
    assert!(below(&workspace, "packs/", "").is_empty());
    workspace.write("report-templates/index.html", "<p>{{ built }} packs</p>");
    build(&workspace, "").ends(0);
    assert_eq!(workspace.files()["packs/index.html"], b"<p>2 packs</p>");
}

#[test]
fn the_index_needs_no_script() {
    let workspace = team();
    build(&workspace, "").ends(0);
    let page = String::from_utf8(workspace.files()["packs/index.html"].clone()).unwrap();
    // What the script is for is hidden until it runs; all else is there without it.
    let find = page.split("<div class=\"find\"").nth(1).unwrap();
    assert!(find.split('>').next().unwrap().ends_with(" hidden"), "{find}");
    assert_eq!(page.matches("<script").count(), 1);
    for words in
        ["Rutland (E06000017)", "Kent (E10000016)", "class=\"skip\" href=\"#main\"", "<h1>"]
    {
        assert!(page.contains(words), "{words}");
    }
    assert_eq!(page.matches("<h1").count(), 1);
    for outside in ["http:", "https:", "src=", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
}
