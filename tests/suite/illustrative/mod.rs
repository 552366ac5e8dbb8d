//! Makes the illustrative data: believable, invented figures in the layout of a Fingertips download, so
//! that a new user sees a whole pack in one command.
//!
//! Codes, names, ids and units are true, values are not. The same seed gives the same bytes everywhere:
//! no clock, no maps in hash order, transcendental functions from `libm`.
//!
//!     cargo test --release --test suite illustrative             proves that `data/illustrative` is what this makes
//!     UPDATE=1 cargo test --release --test suite illustrative    makes it anew

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use flate2::read::GzDecoder;
use jsnapack::model::profile::Profile;

mod areas;
mod checks;
mod draw;
mod facts;
mod figure;
mod groups;
mod limits;
mod period;
mod place;
mod publish;
mod simulate;
mod split;
mod state;
mod table;

const SNAPSHOT: &str = r#"# What this folder holds. Made by `tests/suite/illustrative`; edit that, not this.
date = "2026-09-30"
title = "Illustrative data: invented figures"
attribution = "Illustrative data made by jsnapack: not real figures"
licence = "MIT or Apache-2.0, as jsnapack; area codes and names: Open Government Licence v3.0"
illustrative = true
"#;

fn profile() -> Profile {
    let text = include_str!("../../../data/profile.toml");
    toml::from_str(text).expect("data/profile.toml is a profile")
}

/// The text of every CSV file, by topic.
fn made() -> &'static BTreeMap<String, String> {
    static MADE: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    MADE.get_or_init(make)
}

fn make() -> BTreeMap<String, String> {
    let profile = profile();
    let facts = facts::facts(&profile);
    let areas = areas::areas();
    // Indicators whose denominator is another's count come after it.
    let mut cells: BTreeMap<&str, simulate::Cells> = BTreeMap::new();
    for needed in [false, true] {
        for entry in &profile.indicators {
            let facts = &facts[&entry.slug];
            if facts.of.is_some() == needed {
                let of = facts.of.as_ref().map(|of| &cells[of.as_str()]);
                let made = simulate::simulate(entry, facts, &areas, of);
                cells.insert(&entry.slug, made);
            }
        }
    }
    let mut rows: BTreeMap<String, Vec<[String; 27]>> = BTreeMap::new();
    for entry in &profile.indicators {
        let made =
            publish::publish(entry, &facts[&entry.slug], &areas, &cells[entry.slug.as_str()]);
        rows.entry(entry.topics[0].clone()).or_default().extend(made);
    }
    rows.into_iter().map(|(topic, rows)| (topic, table::csv_text(&rows))).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/illustrative")
}

#[test]
fn made_anew_it_is_the_same() {
    let folder = folder();
    let files =
        made().iter().map(|(topic, text)| (format!("{topic}.csv.gz"), table::compressed(text)));
    let snapshot = ("snapshot.toml".to_owned(), SNAPSHOT.as_bytes().to_vec());
    let files: BTreeMap<String, Vec<u8>> = files.chain([snapshot]).collect();
    if std::env::var_os("UPDATE").is_some_and(|update| update == "1") {
        fs::create_dir_all(&folder).expect("making data/illustrative");
        for (name, bytes) in &files {
            fs::write(folder.join(name), bytes).expect("writing data/illustrative");
        }
    }
    let there: Vec<String> = fs::read_dir(&folder)
        .expect("data/illustrative is there")
        .map(|file| file.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    // The words of the invented area are written, not made.
    for name in there.iter().filter(|name| *name != "narrative") {
        assert!(files.contains_key(name), "data/illustrative/{name} is left over: delete it");
    }
    for (name, bytes) in &files {
        let Ok(old) = fs::read(folder.join(name)) else {
            panic!("data/illustrative/{name} is not there: make it with UPDATE=1");
        };
        if old == *bytes {
            continue;
        }
        if let Some((line, was, is)) = first_difference(&text(&old), &text(bytes)) {
            panic!(
                "data/illustrative/{name} differs from what the generator makes, first in line {line}:\n  \
                 there: {was}\n  made:  {is}\nif that is meant, make it anew with UPDATE=1"
            );
        }
        // A clone on Windows may have other line ends.
        if !name.ends_with(".gz") {
            continue;
        }
        panic!(
            "data/illustrative/{name} holds the same text in other bytes: flate2 or what it is built \
             on has changed; make it anew with UPDATE=1"
        );
    }
}

/// The text of a file, decompressed if it needs to be.
fn text(bytes: &[u8]) -> String {
    let mut text = String::new();
    match GzDecoder::new(bytes).read_to_string(&mut text) {
        Ok(_) => text,
        Err(_) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The first line in which two texts differ: its number, and the line in each.
fn first_difference<'a>(old: &'a str, new: &'a str) -> Option<(usize, &'a str, &'a str)> {
    let (mut old, mut new) = (old.lines(), new.lines());
    for line in 1.. {
        match (old.next(), new.next()) {
            (None, None) => return None,
            (was, is) if was == is => {}
            (was, is) => {
                return Some((line, was.unwrap_or("(no line)"), is.unwrap_or("(no line)")));
            }
        }
    }
    None
}
