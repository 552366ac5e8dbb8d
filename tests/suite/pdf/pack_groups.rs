//! The groups within an area, in real packs.

use serde_json::Value;

use super::pack::{name, text};
use super::reader::Pdf;
use super::tag::Tag;
use crate::support::packs::{self, Built, ENGLAND, LIVERPOOL, NORTH_WEST};
use crate::support::workspace::Workspace;

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Each division with its indicator's slug and label.
fn divisions(pack: &Built) -> impl Iterator<Item = (&String, &str, &Value)> {
    pack.view["indicators"].as_object().unwrap().iter().flat_map(|(slug, indicator)| {
        items(&indicator["inequality"])
            .map(move |division| (slug, text(&indicator["label"]), division))
    })
}

#[test]
fn every_group_has_its_row_with_value_and_words() {
    for (_, pack) in packs::all() {
        let tables = pack.pdf.tags.all("Table");
        for (_, label, division) in divisions(pack) {
            let groups: Vec<&Value> = items(&division["groups"]).collect();
            let word = |group: &Value| spaced(text(&group["against_total"]["word"]));
            let compared = groups.iter().any(|group| word(group) != "Not compared");
            let holds = |row: &Tag, group: &Value| {
                let row = row.text();
                row.starts_with(&spaced(text(&group["name"])))
                    && row.contains(text(&group["value"]))
                    && (!compared || row.contains(&word(group)))
            };
            let fits = |table: &&Tag| {
                let rows = table.all("TR");
                let rows = rows.get(1..).unwrap_or_default();
                rows.len() >= groups.len()
                    && groups.iter().zip(rows).all(|(group, row)| holds(row, group))
            };
            assert!(
                tables.iter().any(fits),
                "{}: no table of {label:?} by {}",
                name(pack),
                division["title"],
            );
        }
    }
}

#[test]
fn gaps_slopes_and_the_number_of_comparisons_are_read_out() {
    for (_, pack) in packs::all() {
        let read_out = spaced(&pack.pdf.tags.text());
        for (_, label, division) in divisions(pack) {
            let notes = items(&division["notes"]);
            for words in [&division["gap"], &division["slope"]].into_iter().chain(notes) {
                let words = spaced(text(words));
                assert!(read_out.contains(&words), "{}: {label}: {words:?}", name(pack));
            }
        }
        if divisions(pack).next().is_some() {
            assert!(read_out.contains(&spaced(text(&pack.view["inequality"]["comparisons"]))));
        }
    }
}

#[test]
fn largest_gaps_open_the_chapter() {
    for area in [LIVERPOOL, ENGLAND, NORTH_WEST] {
        let pack = packs::of(area);
        let title = text(&pack.view["inequality"]["title"]);
        let read_out = spaced(&pack.pdf.tags.text());
        let (_, chapter) =
            read_out.rsplit_once("between groups within").expect("the table is there");
        assert!(title.contains("gaps, by ratio"), "{title}");
        let gaps: Vec<&Value> = items(&pack.view["inequality"]["largest"]).collect();
        assert!(gaps.len() > 3, "{}: {} gaps", name(pack), gaps.len());
        let ratio = |gap: &Value| -> f64 { text(&gap["ratio"]).parse().unwrap() };
        // The higher value stands first, so what is printed is in order.
        let sizes: Vec<f64> = gaps.iter().map(|gap| ratio(gap)).collect();
        assert!(sizes.iter().all(|size| *size >= 1.0), "{sizes:?}");
        assert!(sizes.windows(2).all(|pair| pair[0] >= pair[1]), "{sizes:?}");
        for gap in &gaps {
            let of_one = gaps.iter().filter(|other| other["slug"] == gap["slug"]).count();
            assert!(of_one <= 2, "{}: {}", name(pack), gap["slug"]);
            assert!(!text(&gap["difference"]).starts_with(['-', '−']), "{gap}");
            let words = spaced(text(&gap["difference"]));
            assert!(chapter.contains(&words), "{}: {words:?}", name(pack));
        }
    }
}

#[test]
fn illustrative_groups_show_deprivation_sex_and_ethnicity() {
    for (area, wanted) in [
        (
            LIVERPOOL,
            vec![
                "Deprivation of small areas within Liverpool, in ten groups",
                "Ethnic groups",
                "Sex",
            ],
        ),
        (
            ENGLAND,
            vec![
                "Deprivation of whole counties and unitary authorities, in ten groups (IMD 2019",
                "Sex",
            ],
        ),
        (NORTH_WEST, vec!["Sex"]),
    ] {
        let pack = packs::of(area);
        for title in wanted {
            let there =
                divisions(pack).any(|(_, _, division)| text(&division["title"]).starts_with(title));
            assert!(there, "{}: nothing by {title:?}", name(pack));
        }
        // A slope is worked out or its absence is explained, always.
        for (slug, _, division) in divisions(pack) {
            assert_eq!(division["ordered"] == true, division["slope"].is_string(), "{slug}");
        }
    }
}

#[test]
fn groups_have_a_chapter_of_their_own_where_no_topic_is_for_them() {
    let files = std::path::Path::new("tests/cases/inspect/groups-by-deprivation-and-sex/files");
    let workspace = Workspace::holding(files);
    workspace.run("build Nottingham --data data.csv --profile profile.toml --out packs").ends(0);
    let files = workspace.files();
    let (path, bytes) = files.iter().find(|(path, _)| path.ends_with(".pdf")).expect("a pack");
    let pdf = Pdf::read(bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
    let chapters: Vec<&str> = pdf
        .bookmarks
        .iter()
        .filter(|(level, _)| *level == 1)
        .map(|(_, title)| title.as_str())
        .collect();
    let place = |title: &str| chapters.iter().position(|chapter| *chapter == title);
    let (own, sources) = (place("Exploring inequality"), place("Sources"));
    assert!(own.is_some() && own < sources, "{chapters:?}");
    assert!(spaced(&pdf.tags.text()).contains("Most deprived quintile 139.4 (122.7 to 157.7)"));
}
