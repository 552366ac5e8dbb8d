//! What must hold in every real pack: the rules, the promises of the design, the numbers and words.

use std::collections::BTreeSet;

use serde_json::Value;

use super::rules;
use super::tag::{Node, Tag};
use crate::support::packs::{self, Built, ENGLAND, LIVERPOOL};
use crate::support::workspace::Workspace;

/// The mark of every page whose numbers are made up.
const MARK: &str = "Illustrative data: not real figures";

/// Fails with what was found in each pack.
fn none_of_all(find: impl Fn(&Built) -> Vec<String>) {
    let found: Vec<String> = packs::all()
        .flat_map(|(_, pack)| {
            let found = find(pack).into_iter();
            found.map(|fault| format!("{}: {fault}", name(pack)))
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

pub fn name(pack: &Built) -> &str {
    text(&pack.view["area"]["name"])
}

/// A text of the View; empty if there is none.
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// As a reader of tags gets it: single spaces.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The slugs of the indicators that the pack shows, and those with charts.
pub fn slugs<'a>(pack: &'a Built, list: &'a str) -> BTreeSet<&'a str> {
    items(&pack.view["topics"]).flat_map(|topic| items(&topic[list])).map(text).collect()
}

#[test]
fn packs_meet_every_accessibility_rule() {
    none_of_all(|pack| rules::faults(&pack.pdf));
}

#[test]
fn title_names_the_area_and_that_numbers_are_made_up() {
    none_of_all(|pack| {
        let title = &pack.pdf.title;
        let wanted = [name(pack), "llustrative"];
        let missing = wanted.iter().filter(|word| !title.contains(**word));
        missing.map(|word| format!("no {word:?} in {title:?}")).collect()
    });
}

#[test]
fn file_name_says_that_numbers_are_made_up() {
    for (_, pack) in packs::all() {
        assert!(pack.path.contains("illustrative"), "{}", pack.path);
        assert_eq!(pack.record["illustrative"], true, "{}", pack.path);
    }
}

#[test]
fn every_page_says_that_numbers_are_made_up() {
    none_of_all(|pack| {
        (0..pack.pdf.pages.len())
            .filter(|page| !pack.pdf.page_text(*page).contains(MARK))
            .map(|page| format!("page {} has no mark", page + 1))
            .collect()
    });
}

#[test]
fn page_numbers_are_shown_but_not_read_out() {
    none_of_all(|pack| {
        let pages = pack.pdf.pages.len();
        (0..pages)
            .map(|page| (page, format!("Page {} of {pages}", page + 1)))
            .filter(|(page, number)| !pack.pdf.page_artifacts(*page).contains(number))
            .map(|(_, number)| format!("no {number:?} outside the text"))
            .collect()
    });
}

#[test]
fn every_alternative_text_says_that_numbers_are_made_up() {
    none_of_all(|pack| {
        let figures = pack.pdf.tags.all("Figure");
        let alternatives = figures.iter().filter_map(|figure| figure.attribute("Alt"));
        alternatives
            .filter(|alt| !alt.to_lowercase().contains("illustrative"))
            .map(|alt| format!("not said in {alt:?}"))
            .collect()
    });
}

#[test]
fn length_is_right_and_recorded() {
    for (_, pack) in packs::all() {
        let pages = pack.pdf.pages.len();
        assert!((11..80).contains(&pages), "{} has {pages} pages", name(pack));
        assert_eq!(pack.record["files"][0]["pages"], pages);
        assert_eq!(pack.record["files"][0]["bytes"], pack.bytes.len());
    }
}

#[test]
fn all_six_topics_are_bookmarked() {
    none_of_all(|pack| {
        let topics: Vec<&str> =
            items(&pack.view["topics"]).map(|topic| text(&topic["name"])).collect();
        assert_eq!(topics.len(), 6, "{topics:?}");
        let marked =
            |topic: &&str| pack.pdf.bookmarks.iter().any(|(_, title)| title.contains(*topic));
        let missing = topics.into_iter().filter(|topic| !marked(topic));
        missing.map(|topic| format!("{topic:?} is not bookmarked")).collect()
    });
}

#[test]
fn every_chart_has_the_alternative_text_of_the_view() {
    none_of_all(|pack| {
        let figures = pack.pdf.tags.all("Figure");
        let there: BTreeSet<String> =
            figures.iter().filter_map(|figure| figure.attribute("Alt").map(spaced)).collect();
        let wanted = slugs(pack, "key").into_iter().flat_map(|slug| {
            let indicator = &pack.view["indicators"][slug];
            ["trend_chart", "ranked_chart"].map(|chart| spaced(text(&indicator[chart]["alt"])))
        });
        // Strips stand with their tables for the largest gaps; with an indicator only where its page has room.
        let strips = items(&pack.view["inequality"]["largest"]).filter_map(|gap| {
            let at = gap["division"].as_u64().and_then(|at| usize::try_from(at).ok())?;
            let division = &pack.view["indicators"][text(&gap["slug"])]["inequality"][at];
            let several = items(&division["groups"]).count() > 2;
            several.then(|| spaced(text(&division["chart"]["alt"])))
        });
        assert!(there.len() > 3, "few figures: {there:?}");
        wanted
            .chain(strips)
            .filter(|alt| !alt.is_empty() && !there.contains(alt))
            .map(|alt| format!("no figure stands for {alt:?}"))
            .collect()
    });
}

#[test]
fn alternative_texts_say_what_a_chart_shows() {
    none_of_all(|pack| {
        let of_indicator = |slug| {
            let indicator = &pack.view["indicators"][slug];
            let mut parts = vec![&indicator["value"], &indicator["trend"]["phrase"]];
            if pack.view["benchmark"].is_string() {
                parts.extend([&indicator["benchmark"], &indicator["against_benchmark"]["phrase"]]);
            }
            let alts = ["trend_chart", "ranked_chart"].map(|chart| text(&indicator[chart]["alt"]));
            let missing = move |alt: &str| {
                let alt = alt.to_lowercase();
                let lacks = |part: &&&Value| !alt.contains(&text(part).to_lowercase());
                parts.iter().find(lacks).map(|part| format!("no {part} in {alt:?}"))
            };
            let drawn = alts.into_iter().filter(|alt| !alt.is_empty());
            drawn.filter_map(missing).collect::<Vec<String>>()
        };
        slugs(pack, "key").into_iter().flat_map(of_indicator).collect()
    });
}

#[test]
fn sources_stand_outside_figures() {
    none_of_all(|pack| {
        let figures = pack.pdf.tags.all("Figure");
        let within = |figure: &&&Tag| {
            let mut words = figure.children.iter();
            words.any(|child| matches!(child, Node::Text(text) if text.contains("Source:")))
        };
        let hidden = figures.iter().filter(within).count();
        let fault = format!("{hidden} sources are hidden by the alternative text of their figure");
        (hidden > 0).then_some(fault).into_iter().collect()
    });
}

#[test]
fn every_value_is_in_the_row_of_its_indicator() {
    none_of_all(|pack| {
        let rows: Vec<String> = pack.pdf.tags.all("TR").iter().map(|row| row.text()).collect();
        let shown = slugs(pack, "indicators");
        assert!(shown.len() >= 30, "{} indicators", shown.len());
        let missing = shown.into_iter().filter_map(|slug| {
            let indicator = &pack.view["indicators"][slug];
            let [label, value] = ["label", "value"].map(|part| spaced(text(&indicator[part])));
            let there = rows.iter().any(|row| row.contains(&label) && row.contains(&value));
            (!there || value.is_empty()).then(|| format!("no row has {label:?} with {value:?}"))
        });
        missing.collect()
    });
}

#[test]
fn words_are_in_the_pack_as_written() {
    none_of_all(|pack| {
        let read_out = pack.pdf.tags.text();
        let of_indicators =
            slugs(pack, "key").into_iter().map(|slug| &pack.words["indicators"][slug]);
        let topics = pack.words["topics"].as_object().into_iter().flatten();
        let of_topics = topics
            .flat_map(|(_, topic)| items(&topic["summary"]).chain(items(&topic["highlights"])));
        let wanted: Vec<String> = of_indicators
            .chain(of_topics)
            .flat_map(|words| text(words).split("\n\n"))
            .map(spaced)
            .filter(|words| !words.is_empty())
            .collect();
        assert!(wanted.len() > 6, "few words: {wanted:?}");
        wanted
            .into_iter()
            .filter(|words| !read_out.contains(words))
            .map(|words| format!("not found: {words:?}"))
            .collect()
    });
}

#[test]
fn england_is_not_compared_with_itself() {
    let pack = packs::of(ENGLAND);
    assert_eq!(pack.view["benchmark"], Value::Null);
    for (slug, indicator) in pack.view["indicators"].as_object().unwrap() {
        assert_eq!(indicator["against_benchmark"]["class"], "not-compared", "{slug}");
    }
}

#[test]
fn built_again_it_is_the_same_to_the_byte() {
    let workspace = Workspace::new();
    let pack = packs::of(LIVERPOOL);
    workspace.run("build Liverpool --out packs").ends(0);
    assert!(workspace.files()[&pack.path] == pack.bytes, "other bytes");
}
