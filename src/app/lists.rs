//! `areas`, `indicators` and `inspect`: what the data holds.

use serde::Serialize;

use super::console;
use super::exit::Exit;
use super::load::Loaded;
use crate::cli::{CompareArgs, Format, IndicatorsArgs, InspectArgs, ListArgs};
use crate::error::Problems;
use crate::model::area::AreaType;
use crate::model::pack::Pack;
use crate::present;

#[derive(Debug, Serialize)]
struct AreaLine {
    code: String,
    name: String,
    #[serde(rename = "type")]
    area_type: AreaType,
    region: String,
    indicators: usize,
}

pub(super) fn areas(args: &ListArgs) -> Result<Exit, Problems> {
    let loaded = Loaded::new(&args.data, &CompareArgs::default())?;
    let mut lines: Vec<AreaLine> = loaded
        .directory
        .areas
        .values()
        .map(|area| AreaLine {
            code: area.code.to_string(),
            name: area.name.clone(),
            area_type: area.area_type,
            region: area
                .region
                .as_ref()
                .map_or_else(String::new, |region| loaded.directory.name(region).to_owned()),
            indicators: loaded
                .series
                .values()
                .filter_map(|key| loaded.dataset.series.get(key))
                .filter(|series| {
                    series.of(&area.code).iter().any(|row| row.value.known().is_some())
                })
                .count(),
        })
        .filter(|line| line.indicators > 0)
        .collect();
    lines.sort_by(|a, b| (a.area_type, &a.code).cmp(&(b.area_type, &b.code)));
    match args.format {
        Format::Json => console::pretty_json(&lines)?,
        Format::Text => {
            let rows: Vec<[String; 5]> = lines
                .into_iter()
                .map(|line| {
                    let kind = kind(line.area_type).to_owned();
                    [line.code, line.name, kind, line.region, line.indicators.to_string()]
                })
                .collect();
            console::table(["Code", "Name", "Type", "Region", "Indicators with values"], &rows);
        }
    }
    Ok(Exit::Done)
}

fn kind(area_type: AreaType) -> &'static str {
    match area_type {
        AreaType::England => "england",
        AreaType::Region => "region",
        AreaType::Icb => "icb",
        AreaType::SubIcb => "sub-icb",
        AreaType::Utla => "utla",
        AreaType::District => "district",
    }
}

#[derive(Debug, Serialize)]
struct IndicatorLine {
    slug: String,
    id: u32,
    label: String,
    topics: Vec<String>,
    latest: Option<String>,
    areas_with_values: usize,
}

pub(super) fn indicators(args: &IndicatorsArgs) -> Result<Exit, Problems> {
    let loaded = Loaded::new(&args.data, &args.compare)?;
    if let Some(typed) = &args.area {
        let pack = find_pack(&loaded, typed)?;
        values(&pack, args.format)?;
        return Ok(Exit::Done);
    }
    let lines: Vec<IndicatorLine> = loaded
        .profile
        .indicators
        .iter()
        .map(|entry| {
            let series =
                loaded.series.get(&entry.slug).and_then(|key| loaded.dataset.series.get(key));
            let known = || {
                series.into_iter().flat_map(|series| {
                    series.areas.iter().flat_map(|(area, rows)| {
                        rows.iter()
                            .filter(|row| row.value.known().is_some())
                            .map(move |row| (area, row))
                    })
                })
            };
            let latest = known().map(|(_, row)| &row.period).max();
            IndicatorLine {
                slug: entry.slug.clone(),
                id: entry.id,
                label: entry.label.clone(),
                topics: entry.topics.clone(),
                latest: latest.map(|period| period.label.to_string()),
                areas_with_values: known().filter(|(_, row)| Some(&row.period) == latest).count(),
            }
        })
        .collect();
    match args.format {
        Format::Json => console::pretty_json(&lines)?,
        Format::Text => {
            let rows: Vec<[String; 5]> = lines
                .into_iter()
                .map(|line| {
                    let latest = line.latest.unwrap_or_else(|| "not in the data".to_owned());
                    let areas = line.areas_with_values.to_string();
                    [line.slug, line.id.to_string(), latest, areas, line.label]
                })
                .collect();
            console::table(["Slug", "Id", "Latest", "Areas with values", "Label"], &rows);
        }
    }
    Ok(Exit::Done)
}

fn values(pack: &Pack, format: Format) -> Result<(), Problems> {
    let view = present::view(pack);
    let slugs = pack.indicators.keys();
    match format {
        Format::Json => {
            let lines: Vec<_> = slugs.map(|slug| &view.indicators[slug]).collect();
            console::pretty_json(&lines)?;
        }
        Format::Text => {
            let rows: Vec<[String; 6]> = slugs
                .map(|slug| {
                    let indicator = &view.indicators[slug];
                    let goal = indicator.goal.as_ref().map(|goal| goal.against.phrase.clone());
                    let note = indicator.note.clone().or_else(|| indicator.older.clone());
                    let why: Vec<String> = note.into_iter().chain(goal).collect();
                    [
                        slug.clone(),
                        indicator.id.to_string(),
                        indicator.period.clone(),
                        indicator.value.clone(),
                        indicator.against_benchmark.phrase.clone(),
                        why.join(" "),
                    ]
                })
                .collect();
            console::table(["Slug", "Id", "Period", "Value", "Compared", "Note"], &rows);
        }
    }
    Ok(())
}

pub(super) fn inspect(args: &InspectArgs) -> Result<Exit, Problems> {
    let loaded = Loaded::new(&args.data, &args.compare)?;
    let pack = find_pack(&loaded, &args.area)?;
    if args.view {
        console::pretty_json(&present::view(&pack))?;
    } else {
        console::pretty_json(&pack)?;
    }
    Ok(Exit::Done)
}

fn find_pack(loaded: &Loaded, typed: &str) -> Result<Pack, Problems> {
    let areas = loaded.find(&[typed.to_owned()])?;
    areas
        .first()
        .map(|area| loaded.pack(area))
        .ok_or_else(|| crate::error::Problem::new(format!("no area is called `{typed}`")).into())
}
