//! `diff`: which areas are in another class on which indicators, between two folders of results or of data.

use std::collections::BTreeMap;
use std::path::Path;

use super::console;
use super::exit::Exit;
use super::load::Loaded;
use crate::cli::{CompareArgs, DataArgs, DiffArgs, TableFormat};
use crate::error::{Problem, Problems};
use crate::model::area::AreaType;
use crate::present;
use crate::runs::{self, Change, ChangeKind, Fact, Record, Side, Standing, State, Store};

pub(super) fn diff(args: &DiffArgs) -> Result<Exit, Problems> {
    let (old, new) = match (results(&args.old)?, results(&args.new)?) {
        (Some(old), Some(new)) => (old, new),
        (None, None) => (data(args, &args.old)?, data(args, &args.new)?),
        _ => {
            return Err(Problem::new("one folder holds results, the other doesn't")
                .hint("give two folders that `build` wrote to, or two sets of data")
                .into());
        }
    };
    let changes = runs::diff(&old, &new);
    match args.format {
        TableFormat::Json => console::pretty_json(&changes)?,
        TableFormat::Csv => {
            let text = runs::diff_csv(&changes).map_err(|error| Problem::new(error.to_string()))?;
            console::result(text.trim_end());
        }
        TableFormat::Text => print(&changes),
    }
    Ok(Exit::Done)
}

/// The facts of a folder of results; none if it holds no record. Of several packs of an area the final
/// ones count before drafts, then the one with the newest date.
fn results(folder: &Path) -> Result<Option<Side>, Problems> {
    let store = Store::new(folder);
    let mut records = store.records().map_err(|error| Problem::new(error.to_string()))?;
    records.retain(|(_, record)| !record.files.is_empty());
    let weight = |record: &Record| (record.state == State::Final, record.date.clone());
    let mut side: BTreeMap<String, (Record, Vec<Fact>)> = BTreeMap::new();
    for (path, record) in records {
        let better =
            side.get(&record.area_code).is_none_or(|(other, _)| weight(&record) > weight(other));
        if better {
            side.insert(record.area_code.clone(), (record, store.facts(&path)));
        }
    }
    let named = |(record, facts): (Record, Vec<Fact>)| (record.area_name, by_slug(facts));
    let side: Side = side.into_iter().map(|(code, found)| (code, named(found))).collect();
    Ok((!side.is_empty()).then_some(side))
}

/// The facts that packs of a set of data would have.
fn data(args: &DiffArgs, path: &Path) -> Result<Side, Problems> {
    let data = DataArgs {
        data: vec![path.to_owned()],
        profile: args.profile.clone(),
        ..DataArgs::default()
    };
    let loaded = Loaded::new(&data, &CompareArgs::default())?;
    let with_rows = |code| loaded.has_rows(code);
    Ok(loaded
        .directory
        .areas
        .values()
        .filter(|area| area.area_type != AreaType::District && with_rows(&area.code))
        .map(|area| {
            let facts = runs::facts(&present::view(&loaded.pack(area)));
            (area.code.to_string(), (area.name.clone(), by_slug(facts)))
        })
        .collect())
}

fn by_slug(facts: Vec<Fact>) -> BTreeMap<String, Fact> {
    facts.into_iter().map(|fact| (fact.slug.clone(), fact)).collect()
}

fn print(changes: &[Change]) {
    for change in changes {
        let Change { area_code, area_name, .. } = change;
        let indicator = change.indicator.as_deref().unwrap_or_default();
        let text = match change.change {
            ChangeKind::AreaCame => "only in the newer".to_owned(),
            ChangeKind::AreaWent => "only in the older".to_owned(),
            ChangeKind::IndicatorCame => format!("{indicator}: only in the newer"),
            ChangeKind::IndicatorWent => format!("{indicator}: only in the older"),
            ChangeKind::Class => format!(
                "{indicator}: from {} to {}",
                standing(change.old.as_ref()),
                standing(change.new.as_ref())
            ),
        };
        console::result(&format!("{area_code} {area_name}: {text}"));
    }
    let areas: std::collections::BTreeSet<&str> =
        changes.iter().map(|change| change.area_code.as_str()).collect();
    console::say(&format!("{} changes in {} areas", changes.len(), areas.len()));
}

/// "Worse (9.1 in 2022/23)". The value is as in the data: unrounded.
fn standing(standing: Option<&Standing>) -> String {
    let Some(standing) = standing else {
        return String::new();
    };
    let published = if standing.source == "published" { ", as published" } else { "" };
    let value = match standing.value {
        Some(value) => value.to_string(),
        None => standing.value_state.clone(),
    };
    format!("{} ({value} in {}{published})", standing.class_word, standing.period)
}
