//! Puts every chart case on paper, to look at: `cargo run --release --example charts -- FOLDER`
//! writes `charts.pdf` there, and an SVG a case.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use jsnapack::chart::{ranked, spine, svg, symbol, trend};
use jsnapack::model::chart::{RankedChart, SpineChart, TrendChart};
use jsnapack::model::comparison::Class;
use jsnapack::model::drawing::Drawing;
use jsnapack::typeset::{Job, Typesetter};
use serde::Deserialize;

const REPORT: &str = r##"
#let view = json("/view.json")
#set document(title: "Charts")
#set page(margin: 2cm)
#set text(size: 12pt, lang: "en", region: "GB")
= Charts
#for name in view.charts {
  figure(drawing(name), alt: name, caption: name)
}
== Marks
#table(
  columns: 2,
  table.header[Mark][Class],
  ..for class in view.classes { (drawing(class), class) }
)
"##;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Chart {
    Trend(TrendChart),
    Ranked(RankedChart),
    Spine(SpineChart),
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::args_os().nth(1).ok_or("say which folder to write to")?);
    let mut drawings = BTreeMap::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/charts"))? {
        let case = entry?.path();
        let drawing = match serde_json::from_slice(&fs::read(case.join("chart.json"))?)? {
            Chart::Trend(chart) => trend::draw(&chart)?,
            Chart::Ranked(chart) => ranked::draw(&chart)?,
            Chart::Spine(chart) => spine::draw(&chart)?,
        };
        let name = case.file_name().unwrap_or_default().to_string_lossy().into_owned();
        fs::write(folder.join(format!("{name}.svg")), svg::render(&drawing))?;
        drawings.insert(name, drawing);
    }
    let charts: Vec<String> = drawings.keys().cloned().collect();
    let classes = classes();
    let names: Vec<&String> = classes.iter().map(|(name, _)| name).collect();
    let view = serde_json::json!({ "charts": charts, "classes": names });
    drawings.extend(classes.clone());

    let typesetter = Typesetter::new("/report.typ", vec![("/report.typ".into(), REPORT.into())])?;
    let done = typesetter.typeset(&Job {
        ident: "charts",
        date: jiff::civil::date(2025, 3, 31),
        view: view.to_string().as_bytes(),
        words: b"{}",
        drawings: &drawings,
        files: &BTreeMap::new(),
    })?;
    done.warnings.iter().for_each(|warning| eprintln!("{warning}"));
    fs::write(folder.join("charts.pdf"), done.pdf)?;
    Ok(())
}

fn classes() -> Vec<(String, Drawing)> {
    [
        Class::Best,
        Class::Better,
        Class::Similar,
        Class::Worse,
        Class::Worst,
        Class::Lowest,
        Class::Lower,
        Class::Higher,
        Class::Highest,
        Class::Quintile(1),
        Class::Quintile(5),
        Class::Quartile(2),
        Class::NotCompared,
    ]
    .map(|class| (format!("{class:?}"), symbol::draw(class, "")))
    .to_vec()
}
