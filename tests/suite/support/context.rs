//! What packs are worked out from, made from files as the program makes it, small counts aside.

use std::path::{Path, PathBuf};

use jsnapack::compare::{self, Context, inputs, intervals};
use jsnapack::model::neighbours::Choice;
use jsnapack::model::pack::Pack;
use jsnapack::read::{self, Input};

/// Whether a team's own figures without limits get intervals.
pub enum Intervals {
    AsGiven,
    Computed,
}

/// Reads files, later ones before earlier ones where they differ, and gives what `what` makes of them.
pub fn with<T>(
    files: &[PathBuf],
    profile: &str,
    own: Intervals,
    what: impl FnOnce(&Context<'_>) -> T,
) -> T {
    let listed = read::directory(
        include_bytes!("../../../data/areas.csv"),
        include_bytes!("../../../data/area_changes.csv"),
    )
    .unwrap();
    let inputs: Vec<Input> = files.iter().cloned().map(Input::Path).collect();
    let read = read::dataset(&inputs, &listed);
    let dataset = read.unwrap_or_else(|error| panic!("{files:?}: {error}")).dataset;
    let directory = read::with_data(listed, &dataset);
    let profile = read::profile(profile, Path::new("profile.toml")).unwrap();
    let series = read::resolve(&profile, &dataset).unwrap().series;
    let (dataset, _) = inputs::without_impossible(dataset, &profile, &series);
    let dataset = match own {
        Intervals::AsGiven => dataset,
        Intervals::Computed => intervals::computed(dataset, &profile, &series).0,
    };
    let national = compare::national(&dataset, &profile, &series, &directory);
    let as_of = compare::as_of(&dataset, None);
    what(&Context {
        dataset: &dataset,
        profile: &profile,
        series: &series,
        directory: &directory,
        national: &national,
        choice: &Choice::England,
        neighbours: None,
        as_of: &as_of,
    })
}

/// The same of texts, written to a folder first.
pub fn with_texts<T>(texts: &[String], profile: &str, what: impl FnOnce(&Context<'_>) -> T) -> T {
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<PathBuf> = texts
        .iter()
        .enumerate()
        .map(|(nth, text)| {
            let path = folder.path().join(format!("{nth}.csv"));
            std::fs::write(&path, text).unwrap();
            path
        })
        .collect();
    with(&files, profile, Intervals::Computed, what)
}

/// The Pack of one area.
pub fn pack(context: &Context<'_>, area: &str) -> Pack {
    compare::pack(context, &context.directory.areas[area])
}

/// Every area's Pack.
pub fn packs(context: &Context<'_>) -> Vec<Pack> {
    context.dataset.areas.keys().map(|code| pack(context, code.as_str())).collect()
}

/// A profile of one indicator with id 1 and slug `it`; `more` are lines of its entry.
pub fn profile(more: &str) -> String {
    let defaults = [
        (
            "polarity",
            "polarity = \"low-is-good\"\npolarity_basis = \"assumed\"\npolarity_source = \"a test\"",
        ),
        ("method", "method = \"one-interval\""),
        ("value_type", "value_type = \"crude-rate\""),
        ("unit", "unit = \"per 10,000\""),
    ];
    let mut text = String::from(
        "title = \"A test\"\nsmall_areas = [\"E09000001\"]\n[[topic]]\nid = \"t\"\nname = \"Topic\"\n\
         [[indicator]]\nslug = \"it\"\nid = 1\nlabel = \"It\"\nsentence = \"it was {value}\"\ntopics = [\"t\"]\n",
    );
    text += more;
    text.push('\n');
    for (name, line) in defaults {
        let given = more.lines().any(|line| line.starts_with(&format!("{name} =")));
        if !given {
            text += line;
            text.push('\n');
        }
    }
    text
}
