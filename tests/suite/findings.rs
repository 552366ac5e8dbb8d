//! What stands out: headlines, three messages, the lists of the focus page. A folder a case under
//! `tests/cases/findings` with `files` and the area in `area.txt`; the profile is the kind's own. `UPDATE=1` accepts.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::Value;

use crate::support::workspace::Workspace;
use crate::support::{golden, packs};

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().unwrap_or_else(|| panic!("`{name}` is no list in {value}"))
}

/// What the View of an area says first.
fn said(view: &Value) -> String {
    let mut out = String::new();
    for headline in list(view, "headlines") {
        writeln!(out, "{}: {}", text(headline, "tone"), text(headline, "text")).unwrap();
    }
    for message in list(view, "messages") {
        writeln!(out, "message: {}", message.as_str().unwrap()).unwrap();
    }
    for focus in list(&view["focus"], "lists") {
        writeln!(out, "{}: {}", text(focus, "id"), text(focus, "title")).unwrap();
        for row in list(focus, "rows") {
            let parts = ["label", "value", "benchmark", "period"].map(|name| text(row, name));
            let class = text(&row["class"], "word");
            let trend = text(&row["trend"], "phrase");
            let (before, note) = (text(row, "previous"), text(row, "note"));
            let parts: Vec<&str> = parts
                .into_iter()
                .chain([class, trend, before, note])
                .filter(|it| !it.is_empty())
                .collect();
            writeln!(out, "  {}", parts.join(" | ")).unwrap();
        }
        if focus["count"] == 0 {
            writeln!(out, "  {}", text(focus, "empty")).unwrap();
        }
    }
    for name in ["oldest", "summary"] {
        writeln!(out, "{name}: {}", text(&view["ages"], name)).unwrap();
    }
    out
}

fn view(workspace: &Workspace, area: &str) -> Value {
    let line = format!("inspect \"{area}\" --view --data data.csv --profile profile.toml");
    serde_json::from_str(&workspace.run(&line).ends(0).stdout).unwrap()
}

#[test]
fn every_case_says_what_is_expected_first() {
    let profile = std::fs::read_to_string(golden::folder("findings").join("profile.toml")).unwrap();
    golden::assert_same(golden::cases("findings").iter().filter_map(|case| {
        let area = golden::input(case, "area.txt");
        let workspace = Workspace::holding(&case.join("files"));
        workspace.write("profile.toml", &profile);
        let said = said(&view(&workspace, area.trim()));
        golden::difference(case, "expected.txt", &said)
    }));
}

#[test]
fn the_order_of_rows_and_indicators_changes_nothing() {
    let profile = std::fs::read_to_string(golden::folder("findings").join("profile.toml")).unwrap();
    let reversed = |text: &str, mark: &str| {
        let mut parts: Vec<&str> = text.split(mark).collect();
        parts[1..].reverse();
        parts.join(mark)
    };
    for case in golden::cases("findings") {
        let area = golden::input(&case, "area.txt");
        let workspace = Workspace::holding(&case.join("files"));
        workspace.write("profile.toml", &profile);
        let before = said(&view(&workspace, area.trim()));
        let rows = std::fs::read_to_string(case.join("files/data.csv")).unwrap();
        let mut lines: Vec<&str> = rows.lines().collect();
        lines[1..].reverse();
        workspace.write("data.csv", &format!("{}\n", lines.join("\n")));
        workspace.write("profile.toml", &reversed(&profile, "[[indicator]]"));
        assert_eq!(said(&view(&workspace, area.trim())), before, "{}", case.display());
    }
}

#[test]
fn headlines_are_in_balance_and_of_many_topics() {
    for (area, pack) in packs::all() {
        let headlines = list(&pack.view, "headlines");
        let of = |name: &str, value: &str| {
            headlines.iter().filter(|headline| text(headline, name) == value).count()
        };
        assert!(
            of("tone", "bad") <= 3 && of("tone", "good") <= 3 && of("tone", "plain") <= 2,
            "{area}"
        );
        for headline in headlines {
            let topic = text(headline, "topic");
            assert!(of("topic", topic) <= 2, "{area}: {topic}");
            let slug = text(headline, "slug");
            assert_eq!(of("slug", slug), 1, "{area}: {slug}");
            let class = text(&headline["class"], "class");
            match text(headline, "tone") {
                "bad" => assert!(!["better", "best"].contains(&class), "{area}: {slug}"),
                "good" => assert!(!["worse", "worst"].contains(&class), "{area}: {slug}"),
                _ => assert!(
                    !["better", "best", "worse", "worst"].contains(&class),
                    "{area}: {slug}"
                ),
            }
        }
        // As long as there are both, neither comes twice in a row.
        let tones: Vec<&str> = headlines.iter().map(|headline| text(headline, "tone")).collect();
        let both = of("tone", "bad").min(of("tone", "good")) * 2;
        assert!(tones[..both].windows(2).all(|pair| pair[0] != pair[1]), "{area}: {tones:?}");
    }
}

/// The slugs of a list, and how many there are in all.
fn slugs<'a>(view: &'a Value, id: &str) -> (BTreeSet<&'a str>, u64) {
    let lists = list(&view["focus"], "lists");
    let found = lists.iter().find(|list| text(list, "id") == id).expect("a list");
    let rows = list(found, "rows").iter().map(|row| text(row, "slug")).collect();
    (rows, found["count"].as_u64().unwrap())
}

#[test]
fn a_list_has_all_that_belong_to_it_and_no_other() {
    for (area, pack) in packs::all() {
        let has_benchmark = pack.view["benchmark"].is_string();
        let indicators: BTreeMap<&str, &Value> = pack.view["indicators"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(k, v)| (k.as_str(), v))
            .collect();
        let in_topics: BTreeSet<&str> = list(&pack.view, "topics")
            .iter()
            .flat_map(|topic| list(topic, "indicators"))
            .filter_map(Value::as_str)
            .collect();
        let those = |belongs: &dyn Fn(&Value) -> bool| -> BTreeSet<&str> {
            let all = indicators.iter().filter(|(slug, _)| in_topics.contains(*slug));
            all.filter(|(_, it)| belongs(it)).map(|(slug, _)| *slug).collect()
        };
        let is = |it: &Value, classes: &[&str], trend: &str| {
            let class = text(&it["against_benchmark"], "class");
            it["has_value"] == true
                && (!has_benchmark || classes.contains(&class))
                && text(&it["trend"], "phrase").ends_with(trend)
        };
        let expected = [
            ("worse-and-worsening", those(&|it| is(it, &["worse", "worst"], "getting worse"))),
            ("better-and-improving", those(&|it| is(it, &["better", "best"], "getting better"))),
            (
                "no-local-data",
                those(&|it| ["missing", "suppressed", "unusable"].contains(&text(it, "state"))),
            ),
        ];
        for (id, expected) in expected {
            let (shown, count) = slugs(&pack.view, id);
            assert_eq!(count, expected.len() as u64, "{area}: {id}");
            assert_eq!(shown.len() as u64, count.min(8), "{area}: {id}");
            assert!(shown.is_subset(&expected), "{area}: {id}: {shown:?}");
        }
        let (worst, _) = slugs(&pack.view, "worst-fifth");
        assert!(worst.is_disjoint(&slugs(&pack.view, "best-fifth").0), "{area}");
    }
    // Else the above proves little.
    for id in [
        "worse-and-worsening",
        "better-and-improving",
        "no-local-data",
        "worst-fifth",
        "best-fifth",
    ] {
        assert!(packs::all().any(|(_, pack)| slugs(&pack.view, id).1 > 0), "no pack has {id}");
    }
}

#[test]
fn no_sentence_said_first_is_long() {
    for (area, pack) in packs::all() {
        let view = &pack.view;
        let mut texts: Vec<&str> =
            list(view, "headlines").iter().map(|headline| text(headline, "text")).collect();
        texts.extend(list(view, "messages").iter().filter_map(Value::as_str));
        texts.extend(list(&view["need_beside_help"], "caution").iter().filter_map(Value::as_str));
        for focus in list(&view["focus"], "lists") {
            texts.extend(["about", "more", "empty"].map(|name| text(focus, name)));
        }
        texts.extend(["oldest", "summary"].map(|name| text(&view["ages"], name)));
        for sentence in texts.iter().flat_map(|text| text.split(". ")) {
            let length = sentence.split_whitespace().count();
            assert!(length <= 25, "{area}: {length} words: {sentence}");
        }
    }
}

#[test]
fn need_and_help_stand_side_by_side_and_are_never_subtracted() {
    for (area, pack) in packs::all() {
        let pages = &pack.view["need_beside_help"];
        let rows = |part: &str| list(&pages[part], "rows");
        assert!(rows("need").len() > 5 && rows("help").len() > 2, "{area}");
        let of = |part: &str| -> BTreeSet<&str> {
            rows(part).iter().map(|row| text(row, "slug")).collect()
        };
        assert!(of("need").is_disjoint(&of("help")), "{area}");
        assert!(
            list(pages, "caution")
                .iter()
                .any(|line| line.as_str().unwrap().contains("can't be taken"))
        );
        // A number of help stands as its indicator has it: nothing is worked out between the two.
        for row in rows("need").iter().chain(rows("help")) {
            let own = &pack.view["indicators"][text(row, "slug")];
            assert!(text(own, "value_with_unit").contains(text(row, "value")), "{area}: {row}");
            assert_eq!(row["period"], own["period"], "{area}");
        }
    }
}
