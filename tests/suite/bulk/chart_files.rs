//! Charts as files of their own: `build --charts`.

use std::collections::BTreeMap;

use super::{DATA, Data, KENT, RUTLAND, team};
use crate::support::workspace::{Ran, Workspace};

fn build(workspace: &Workspace, options: &str) -> Ran {
    workspace.run(&format!("build {RUTLAND} {KENT} --out packs {DATA} --explain {options}"))
}

/// The files of Rutland's charts, by name.
fn charts(workspace: &Workspace) -> BTreeMap<String, Vec<u8>> {
    let files = workspace.files().into_iter().filter_map(|(path, bytes)| {
        let (folder, name) = path.rsplit_once('/')?;
        let of_rutland = folder.contains(RUTLAND) && folder.ends_with("-charts");
        of_rutland.then(|| (name.to_owned(), bytes))
    });
    files.collect()
}

fn named(files: &BTreeMap<String, Vec<u8>>, ending: &str) -> Vec<String> {
    files.keys().filter(|name| name.ends_with(ending)).cloned().collect()
}

/// Whether every system takes a file of this name.
fn is_safe(name: &str) -> bool {
    let (stem, ending) = name.rsplit_once('.').unwrap();
    let plain =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    let reserved = ["con", "prn", "aux", "nul", "com1", "lpt1"];
    stem.chars().all(plain)
        && !reserved.contains(&stem)
        && name.len() < 120
        && ["svg", "png", "csv"].contains(&ending)
}

#[test]
fn charts_stand_beside_the_pack_with_their_titles() {
    let workspace = team();
    build(&workspace, "--charts svg").ends(0).saying("2 built");
    let files = charts(&workspace);
    assert_eq!(named(&files, ".svg"), ["injuries-ranked.svg", "injuries-trend.svg"]);
    assert!(files.keys().all(|name| is_safe(name)), "{:?}", files.keys());
    let svg = String::from_utf8(files["injuries-trend.svg"].clone()).unwrap();
    // Words are words, not outlines: the title, the area and the source can be searched and edited.
    for words in
        [">Rutland</text>", ">England</text>", "2021/22 to 2022/23", "<title>Line chart of"]
    {
        assert!(svg.contains(words), "no {words:?} in {svg}");
    }
    let mut list = csv::Reader::from_reader(files["charts.csv"].as_slice());
    let rows: Vec<csv::StringRecord> = list.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    for row in &rows {
        assert!(files.contains_key(&row[0]), "{row:?}");
        assert!(row[1].contains("injuries") || row[1].contains("Injuries"), "{row:?}");
        assert!(row[2].contains("Recent trend: "), "{row:?}");
    }
    assert!(rows.iter().any(|row| row[2].starts_with("Line chart of")));
}

#[test]
fn charts_are_made_again_only_where_they_lack_and_go_with_their_pack() {
    let workspace = team();
    build(&workspace, "").ends(0).saying("2 built");
    assert!(charts(&workspace).is_empty());
    let ran = build(&workspace, "--charts png").ends(0).saying("2 built");
    assert!(ran.stderr.contains("--charts"), "{}", ran.stderr);
    let pictures = charts(&workspace);
    assert_eq!(named(&pictures, ".png"), ["injuries-ranked.png", "injuries-trend.png"]);
    for name in named(&pictures, ".png") {
        let bytes = &pictures[&name];
        assert!(bytes.starts_with(b"\x89PNG"), "{name}");
        // 500 points with the white around are 1,389 dots at 200 an inch.
        let width = u32::from_be_bytes(bytes[16..20].try_into().unwrap());
        assert_eq!(width, 1389, "{name}");
        assert!(bytes.len() > 8000, "{name} is nearly empty: {} bytes", bytes.len());
    }
    build(&workspace, "--charts png").ends(0).saying("2 unchanged");
    // A run that doesn't ask for them leaves them: they are of the pack that is there.
    build(&workspace, "").ends(0).saying("2 unchanged");
    assert!(charts(&workspace) == pictures);
    // Another format takes their place.
    build(&workspace, "--charts svg").ends(0).saying("2 built");
    assert_eq!(named(&charts(&workspace), ".png"), [""; 0]);
    assert_eq!(named(&charts(&workspace), ".svg").len(), 2);
    // Charts of an earlier pack don't stay beside a new one.
    Data::new().value(RUTLAND, 75).into(&workspace);
    build(&workspace, "").ends(0).saying("built");
    assert!(charts(&workspace).is_empty());
}
