//! A pack's charts as files of their own, for slides and documents: `build --charts`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::maker::Parts;
use crate::chart::{framed, png, svg};
use crate::cli::ChartFormat;
use crate::error::Problem;
use crate::model::drawing::Drawing;
use crate::model::view::{IndicatorView, View};

/// The list of charts with their titles and alternative texts: the file by which the folder is known.
pub(super) const LIST: &str = "charts.csv";

/// The folder of a pack's charts, beside its other files, by their name without ending.
pub(super) fn folder(stem: &Path) -> PathBuf {
    let mut name = stem.to_owned().into_os_string();
    name.push("-charts");
    name.into()
}

/// A longer part of a file's name helps nobody.
const LONGEST: usize = 48;

/// A chart that can stand alone.
struct Chart<'a> {
    /// Its file's name without ending.
    name: String,
    drawing: &'a Drawing,
    title: String,
    source: String,
    note: &'a str,
}

/// The charts' files by name, and their list.
pub(super) fn files(
    parts: &Parts,
    format: ChartFormat,
) -> Result<Vec<(PathBuf, Vec<u8>)>, Problem> {
    let failed = |why: String| Problem::new(format!("the charts can't be written: {why}"));
    let mut files = Vec::new();
    let mut list = csv::Writer::from_writer(Vec::new());
    let mut taken = BTreeSet::new();
    list.write_record(["file", "title", "alternative_text", "source"])
        .map_err(|why| failed(why.to_string()))?;
    for chart in charts(parts) {
        let name = free(&mut taken, &chart.name);
        let sentences = [
            parts.view.illustrative.clone().unwrap_or_default(),
            source(&chart.source),
            sentence(chart.note),
        ];
        let below: Vec<String> = sentences.into_iter().filter(|words| !words.is_empty()).collect();
        let framed = framed::framed(chart.drawing, &chart.title, &below);
        let (file, bytes) = match format {
            ChartFormat::Svg => (format!("{name}.svg"), svg::render(&framed).into_bytes()),
            ChartFormat::Png => (
                format!("{name}.png"),
                png::render(&framed).map_err(|why| failed(why.to_string()))?,
            ),
        };
        list.write_record([&file, &chart.title, &chart.drawing.alt, &chart.source])
            .map_err(|why| failed(why.to_string()))?;
        files.push((PathBuf::from(file), bytes));
    }
    let list = list.into_inner().map_err(|why| failed(why.to_string()))?;
    files.push((PathBuf::from(LIST), list));
    Ok(files)
}

fn source(source: &str) -> String {
    if source.is_empty() { String::new() } else { format!("Source: {source}.") }
}

fn sentence(note: &str) -> String {
    if note.is_empty() { String::new() } else { format!("{note}.") }
}

/// Every chart with a title of its own. Spines and marks are parts of tables.
fn charts(parts: &Parts) -> Vec<Chart<'_>> {
    let view = &parts.view;
    let indicators = view.indicators.values().flat_map(|indicator| of_indicator(parts, indicator));
    indicators.chain(maps(parts, view)).collect()
}

fn of_indicator<'a>(parts: &'a Parts, indicator: &'a IndicatorView) -> Vec<Chart<'a>> {
    let slug = &indicator.slug;
    let chart = |drawing: String, name: String, title: &str, note: &'a str| {
        Some(Chart {
            name,
            drawing: parts.drawings.get(&drawing)?,
            title: title.to_owned(),
            source: indicator.source.clone(),
            note,
        })
    };
    let trend = indicator.trend_chart.as_ref().and_then(|of| {
        chart(format!("trend/{slug}"), format!("{slug}-trend"), &of.title, &of.interval_note)
    });
    let ranked = indicator.ranked_chart.as_ref().and_then(|of| {
        chart(format!("ranked/{slug}"), format!("{slug}-ranked"), &of.title, &of.interval_note)
    });
    let strips = indicator.inequality.iter().zip(1..).filter_map(|(division, nth)| {
        let of = division.chart.as_ref()?;
        let name = format!("{slug}-by-{}", plain(&division.short_title));
        chart(format!("groups/{slug}/{nth}"), name, &of.title, &of.interval_note)
    });
    trend.into_iter().chain(ranked).chain(strips).collect()
}

/// Maps of classes; the map with numbers needs the list beside it.
fn maps<'a>(parts: &'a Parts, view: &'a View) -> Vec<Chart<'a>> {
    let Some(map) = &view.map else {
        return Vec::new();
    };
    let charts = map.charts.iter().filter_map(|of| {
        let indicator = view.indicators.get(&of.slug)?;
        Some(Chart {
            name: format!("{}-map", of.slug),
            drawing: parts.drawings.get(&format!("map/{}", of.slug))?,
            title: of.title.clone(),
            source: [std::slice::from_ref(&indicator.source), map.credits.as_slice()]
                .concat()
                .join(". "),
            note: "",
        })
    });
    charts.collect()
}

/// Letters, digits and hyphens only, which every system takes in a file's name.
fn plain(words: &str) -> String {
    let mut plain = String::new();
    for letter in words.to_lowercase().chars() {
        if letter.is_ascii_alphanumeric() {
            plain.push(letter);
        } else if !plain.is_empty() && !plain.ends_with('-') {
            plain.push('-');
        }
    }
    plain.truncate(LONGEST);
    let plain = plain.trim_end_matches('-');
    if plain.is_empty() { "groups".to_owned() } else { plain.to_owned() }
}

/// A name that no other chart has.
fn free(taken: &mut BTreeSet<String>, name: &str) -> String {
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let name = std::iter::once(name.to_owned())
        .chain(numbered)
        .find(|name| !taken.contains(name))
        .unwrap_or_else(|| name.to_owned());
    taken.insert(name.clone());
    name
}
