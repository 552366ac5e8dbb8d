//! Everything wrong with a template, in one run: what can be seen without making a page, then what
//! shows when packs of unlike areas are made with it.

use std::collections::BTreeSet;

use super::load::Loaded;
use super::maker::{Maker, NotMade, Parts, Purpose, Timings};
use super::words::{Folders, WritersWords};
use crate::error::{Problem, Problems};
use crate::model::area::Area;
use crate::notice::Place;
use crate::runs::Kind;
use crate::template::check::{self, Shape};
use crate::template::{self, Template};
use crate::web::Web;

/// Areas that differ in what is known of them: a city, a small county, two with hardly any values, a
/// region, an integrated care board, the country.
const UNLIKE: [&str; 7] =
    ["E08000012", "E06000017", "E09000001", "E06000053", "E12000002", "E54000008", "E92000001"];

/// Values of the View and the words whose keys differ from pack to pack.
const KEYED_VIEW: [&str; 1] = ["indicators"];
const KEYED_WORDS: [&str; 2] = ["indicators", "topics"];

/// Everything wrong with a template. An error means that it can't be read at all.
pub(super) fn problems(name: &str, loaded: &Loaded) -> Result<Vec<Problem>, Problems> {
    let (template, mut problems) = template::inspect(name)?;
    // The names are those of the View: the built-in template's packs hold all of them.
    let areas = areas(loaded);
    let (view, words) = shapes(loaded, &areas)?;
    problems.extend(check::faults(&template, &view, &words));
    match Maker::of(template.clone()) {
        Ok(maker) => {
            problems.extend(texts(&maker, &view));
            match maker.web() {
                Ok(web) => problems.extend(pages(web, &template, view.clone(), words)),
                Err(Problems(found)) if maker.has_web() => problems.extend(found),
                // A template needs no web page.
                Err(_) => {}
            }
            let kinds =
                [Kind::Pdf].into_iter().chain(maker.has_web().then_some(Kind::Html)).collect();
            for area in &areas {
                let made = parts(&maker, loaded, area).and_then(|parts| {
                    let files = parts.files(true)?;
                    maker.make(&parts, &files, &kinds, &mut Timings::default())
                });
                if let Err(NotMade { problems: Problems(found), .. }) = made {
                    let found = found.into_iter().map(|problem| on_disk(problem, &template));
                    // One place fails in every area: told once.
                    for problem in found {
                        if !problems.iter().any(|known| same(known, &problem)) {
                            let area = format!("{} (for {})", problem.what, area.name);
                            problems.push(Problem { what: area, ..problem });
                        }
                    }
                }
            }
        }
        Err(Problems(found)) => {
            problems.extend(found.into_iter().map(|problem| on_disk(problem, &template)));
        }
    }
    let mut seen = BTreeSet::new();
    problems.retain(|problem| seen.insert((problem.place.clone(), problem.what.clone())));
    problems.sort_by(|a, b| a.place.cmp(&b.place));
    Ok(problems)
}

/// An area's draft without any writer's words: every slot then shows what is to be written.
fn parts(maker: &Maker, loaded: &Loaded, area: &Area) -> Result<Parts, NotMade> {
    let written = WritersWords::none(Folders::default(), &maker.template, loaded);
    maker.parts(loaded, &written, area, Purpose::Draft, &mut Timings::default())
}

/// Whether two problems are about the same line.
fn same(known: &Problem, other: &Problem) -> bool {
    known.place == other.place
        && (known.place.as_ref().is_some_and(|place| place.line.is_some())
            || known.what.starts_with(&other.what))
}

/// Typesetting names a file as the page does; a person looks for it on disk.
fn on_disk(problem: Problem, template: &Template) -> Problem {
    let place = problem.place.map(|place| {
        let path = format!("/{}", place.path.to_string_lossy().replace('\\', "/"));
        let shown = template.files.get(&path).map(|file| file.shown.clone());
        Place { path: shown.unwrap_or(place.path), ..place }
    });
    Problem { place, ..problem }
}

fn areas(loaded: &Loaded) -> Vec<&Area> {
    let mut areas: Vec<&Area> =
        UNLIKE.iter().filter_map(|code| loaded.directory.areas.get(*code)).collect();
    if areas.is_empty() {
        areas = loaded.directory.areas.values().take(UNLIKE.len()).collect();
    }
    areas
}

/// The names of the View and the words, from packs of unlike areas.
fn shapes(loaded: &Loaded, areas: &[&Area]) -> Result<(Shape, Shape), Problems> {
    let built_in = Maker::of(template::built_in()?)?;
    let (mut view, mut words) = (Shape::default(), Shape::default());
    for area in areas {
        let parts = parts(&built_in, loaded, area).map_err(|not_made| not_made.problems)?;
        let json = |error: serde_json::Error| Problem::new(error.to_string());
        let value = serde_json::to_value(&parts.view).map_err(json)?;
        view = view.and(Shape::of(&value, &KEYED_VIEW));
        let value = serde_json::to_value(&parts.words).map_err(json)?;
        words = words.and(Shape::of(&value, &KEYED_WORDS));
    }
    Ok((view, words))
}

/// Names in the files of a web page that the View and the words don't have.
fn pages(web: &Web, template: &Template, view: Shape, words: Shape) -> Vec<Problem> {
    let given = [("view".to_owned(), view), ("words".to_owned(), words)];
    let given = Shape::Fields(given.into_iter().collect());
    let names = web.names().into_iter();
    names.flat_map(|(path, used)| check::page_names(template, path, &used, &given)).collect()
}

/// Names in auto-texts that the View doesn't have.
fn texts(maker: &Maker, view: &Shape) -> Vec<Problem> {
    let Shape::Fields(fields) = view else {
        return Vec::new();
    };
    let one = |name: &str| fields.get(name).map(Shape::entry).unwrap_or_default();
    let found = maker.narrator.names().into_iter().flat_map(|(name, used)| {
        let mut given = fields.clone();
        if name.starts_with("topic") {
            given.insert("topic".to_owned(), one("topics"));
        } else {
            given.insert("indicator".to_owned(), one("indicators"));
        }
        check::text_names(&maker.template, name, &used, &Shape::Fields(given))
    });
    found.collect()
}
