//! Our classes and trends against the publisher's own, row by row, on every real file. The published columns are
//! blanked before our side is worked out, so that nothing can be copied from them; without them every file looks
//! like a team's own, so no interval is computed. Every difference must be one that
//! the cross-check finds in the file as published, with a named reason; how many there are of each, by file and
//! indicator, is held by `tests/cases/agreement/expected.txt`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use jsnapack::compare::cross_check::{CrossCheck, Tally, cross_check};
use jsnapack::compare::{self, Context};
use jsnapack::model::comparison::{Comparison, NotComparedReason, Provenance};
use jsnapack::model::cross_check::{Judged, Rule};
use jsnapack::model::neighbours::Choice;
use jsnapack::model::pack::Pack;
use jsnapack::model::trend::Direction;

use crate::support::context::{Intervals, packs, with};
use crate::support::golden;
use crate::support::shared;

/// What a file says of an area's total in a period.
struct Published {
    against_england: String,
    against_parent: String,
    parent: String,
    trend: String,
}

/// Indicator, sex, age, area, period.
type Key = [String; 5];

/// A heading's letters and digits: they are written in several ways.
fn plain(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Copies a file to `blanked` without what the publisher judged, and returns that.
fn blank(file: &Path, blanked: &Path) -> BTreeMap<Key, Published> {
    let mut reader = csv::Reader::from_path(file).unwrap();
    let headings = reader.headers().unwrap().clone();
    let plain: Vec<String> = headings.iter().map(plain).collect();
    let at = |name: &str| plain.iter().position(|heading| heading == name);
    let column = |name: &str| at(name).unwrap_or_else(|| panic!("{}: no {name}", file.display()));
    let compared = |heading: &str| heading.starts_with("comparedto") && heading != "comparedtogoal";
    let england = plain.iter().position(|h| compared(h) && h.contains("england")).unwrap();
    let parent = plain.iter().position(|h| compared(h) && !h.contains("england")).unwrap();
    let trend = column("recenttrend");
    let key = ["indicatorid", "sex", "age", "areacode", "timeperiod"].map(column);
    let (category, parent_code) = (column("categorytype"), column("parentcode"));
    let mut writer = csv::Writer::from_path(blanked).unwrap();
    writer.write_record(&headings).unwrap();
    let mut rows = BTreeMap::new();
    for record in reader.records() {
        let record = record.unwrap();
        if record[category].is_empty() {
            let row = Published {
                against_england: record[england].to_lowercase(),
                against_parent: record[parent].to_lowercase(),
                parent: record[parent_code].to_owned(),
                trend: record[trend].to_lowercase(),
            };
            rows.insert(key.map(|at| record[at].to_owned()), row);
        }
        let hidden = [england, parent, trend];
        let cells = record.iter().enumerate();
        let kept = cells.map(|(at, cell)| if hidden.contains(&at) { "" } else { cell });
        writer.write_record(kept).unwrap();
    }
    writer.flush().unwrap();
    rows
}

/// Ours of one class: none where what it needs is not there.
fn ours(comparison: &Comparison) -> Option<String> {
    use NotComparedReason::{
        NoBenchmark, NoBenchmarkInterval, NoDenominator, NoInterval, TooFewAreas,
    };
    assert_ne!(comparison.source, Provenance::Published, "the published columns were blanked");
    match comparison.reason {
        Some(NoBenchmark | NoBenchmarkInterval | NoDenominator | NoInterval | TooFewAreas) => None,
        _ => Some(comparison.class.code().replace('-', " ")),
    }
}

fn direction(label: &str) -> Option<Direction> {
    [
        ("increasing", Direction::Increasing),
        ("decreasing", Direction::Decreasing),
        ("no significant change", Direction::NoChange),
        ("cannot be calculated", Direction::CannotBeCalculated),
    ]
    .into_iter()
    .find(|(start, _)| label.starts_with(start))
    .map(|(_, direction)| direction)
}

/// Each difference of the cross-check: slug, area, period, what it is held against ("" for a trend).
type Differences = BTreeMap<(String, String, String, String), Rule>;

fn differences(found: &CrossCheck) -> Differences {
    let key = |it: &jsnapack::model::cross_check::Difference| {
        let against = match &it.judged {
            Judged::Class(code) => code.to_string(),
            Judged::Trend => String::new(),
        };
        (it.slug.clone(), it.area.to_string(), it.period.label.to_string(), against)
    };
    found.differences.iter().map(|it| (key(it), it.rule)).collect()
}

/// Counts one result of ours against the publisher's.
fn count(
    tally: &mut Tally,
    ours: Option<&str>,
    published: &str,
    rule: impl FnOnce() -> Option<Rule>,
) {
    match ours {
        _ if published.is_empty() => {}
        None | Some("not compared") if published == "not compared" => {}
        None => tally.not_recomputed += 1,
        Some(ours) => {
            tally.compared += 1;
            if ours == published {
                tally.agreed += 1;
            } else {
                let rule = rule().unwrap_or(Rule::Unexplained);
                *tally.differences.entry(rule).or_default() += 1;
            }
        }
    }
}

/// What our side, worked out from a file without the publisher's judgements, comes to against them.
fn tallies(
    packs: &[Pack],
    published: &BTreeMap<Key, Published>,
    known: &Differences,
) -> BTreeMap<String, (Tally, Tally)> {
    let mut found: BTreeMap<String, (Tally, Tally)> = BTreeMap::new();
    for (pack, (slug, facts)) in
        packs.iter().flat_map(|pack| pack.indicators.iter().map(move |facts| (pack, facts)))
    {
        let Some(series) = &facts.series else {
            continue;
        };
        let (classes, trends) = found.entry(slug.clone()).or_default();
        for now in facts.history.iter().filter(|now| now.value.known().is_some()) {
            let area = pack.area.code.to_string();
            let period = now.period.label.to_string();
            let key = [
                series.indicator.to_string(),
                series.sex.to_string(),
                series.age.to_string(),
                area.clone(),
                period.clone(),
            ];
            let row = published.get(&key).unwrap_or_else(|| panic!("no row of {key:?}"));
            let rule = |against: &str| {
                let key = (slug.clone(), area.clone(), period.clone(), against.to_owned());
                known.get(&key).copied()
            };
            if pack.benchmark.is_some() {
                let ours = ours(&now.against_benchmark);
                count(classes, ours.as_deref(), &row.against_england, || rule(compare::ENGLAND));
            }
            let comparator = pack.comparator.as_ref().map(|it| it.code.to_string());
            if let Some(comparison) = &now.against_comparator
                && comparator.as_deref() == Some(&row.parent)
            {
                let ours = ours(comparison);
                count(classes, ours.as_deref(), &row.against_parent, || rule(&row.parent));
            }
            if facts.latest.as_ref() == Some(&now.period)
                && let Some(published) = direction(&row.trend)
            {
                assert_ne!(facts.trend.source, Provenance::Published);
                match facts.trend.direction {
                    Direction::CannotBeCalculated if published == Direction::CannotBeCalculated => {
                    }
                    Direction::CannotBeCalculated => trends.not_recomputed += 1,
                    ours => {
                        trends.compared += 1;
                        if ours == published {
                            trends.agreed += 1;
                        } else {
                            let rule = rule("").unwrap_or(Rule::Unexplained);
                            *trends.differences.entry(rule).or_default() += 1;
                        }
                    }
                }
            }
        }
    }
    found.retain(|_, (classes, trends)| {
        classes.compared + classes.not_recomputed + trends.compared + trends.not_recomputed > 0
    });
    found
}

fn line(out: &mut String, what: &str, tally: &Tally) {
    let Tally { compared, agreed, not_recomputed, differences } = tally;
    if compared + not_recomputed == 0 {
        return;
    }
    write!(out, "  {what}: {agreed} of {compared} agree").unwrap();
    for (rule, number) in differences {
        write!(out, ", {number} {}", serde_json::to_value(rule).unwrap().as_str().unwrap())
            .unwrap();
    }
    if *not_recomputed > 0 {
        write!(out, "; {not_recomputed} can't be worked out").unwrap();
    }
    out.push('\n');
}

/// A file's table, and how many of its results were compared.
fn table(out: &mut String, name: &str, file: &Path, profile: &str) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let blanked = folder.path().join("blanked.csv");
    let published = blank(file, &blanked);
    let found = with(&[file.to_owned()], profile, Intervals::AsGiven, cross_check);
    let packs = with(&[blanked], profile, Intervals::AsGiven, packs);
    let ours = tallies(&packs, &published, &differences(&found));
    writeln!(out, "{name}").unwrap();
    let mut compared = 0;
    for (slug, (classes, trends)) in &ours {
        writeln!(out, " {slug}").unwrap();
        line(out, "classes", classes);
        line(out, "trends", trends);
        compared += classes.compared + trends.compared;
        let by_check = found.indicators.iter().find(|it| it.slug == *slug).unwrap();
        // Worked out beside the publisher's answers, ours are the same as without them.
        assert_eq!((&by_check.classes, &by_check.trends), (classes, trends), "{name}: {slug}");
    }
    assert_eq!(found.indicators.len(), ours.len(), "{name}");
    if ours.is_empty() {
        out.push_str(" the publisher judges nothing in it\n");
    }
    compared
}

/// An indicator of the downloads: its id, polarity, kind of value and unit.
const DOWNLOADED: [(u32, &str, &str, &str); 6] = [
    (90284, "low-is-good", "crude-rate", "per 10,000"),
    (90813, "low-is-good", "directly-standardised-rate", "per 100,000"),
    (91871, "no-judgement", "proportion", "%"),
    (92315, "no-judgement", "proportion", "%"),
    (92796, "no-judgement", "crude-rate", "per 100,000"),
    (91141, "no-judgement", "proportion", "%"),
];

/// A profile of every sex of an indicator that a download holds.
fn profile(file: &Path) -> String {
    let mut reader = csv::Reader::from_path(file).unwrap();
    let headings = reader.headers().unwrap().clone();
    let column = |name: &str| headings.iter().position(|h| plain(h) == name).unwrap();
    let (id, sex, age) = (column("indicatorid"), column("sex"), column("age"));
    let mut parts = BTreeSet::new();
    for record in reader.records() {
        let record = record.unwrap();
        parts.insert([id, sex, age].map(|at| record[at].to_owned()));
    }
    let mut text =
        String::from("title = \"A download\"\n[[topic]]\nid = \"t\"\nname = \"Topic\"\n");
    for [id, sex, age] in parts {
        let known = DOWNLOADED.iter().find(|(known, ..)| known.to_string() == id);
        let Some((_, polarity, value_type, unit)) = known else {
            continue;
        };
        let basis = match *polarity {
            "no-judgement" => "polarity_basis = \"none\"",
            _ => "polarity_basis = \"documented\"\npolarity_source = \"labels of a download\"",
        };
        write!(
            text,
            "[[indicator]]\nslug = \"i{id}-{}\"\nid = {id}\nsex = \"{sex}\"\nage = \"{age}\"\n\
             label = \"Indicator {id}\"\nsentence = \"the value was {{value}}\"\ntopics = [\"t\"]\n\
             polarity = \"{polarity}\"\n{basis}\nmethod = \"one-interval\"\n\
             value_type = \"{value_type}\"\nunit = \"{unit}\"\n",
            sex.to_lowercase(),
        )
        .unwrap();
    }
    text
}

/// The CSV files of a folder of the reference data, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "csv"))
        .collect();
    files.sort();
    files
}

#[test]
fn every_difference_from_the_publisher_has_a_named_reason() {
    let Some(root) = shared("reference-data") else {
        return;
    };
    let mut out = String::new();
    let mut compared = 0;
    for folder in ["fingertips-csv", "fingertips-csv/cypmh-identification-of-need-2019"] {
        for file in files(&root.join(folder)) {
            let name = format!("{folder}/{}", file.file_name().unwrap().to_str().unwrap());
            compared += table(&mut out, &name, &file, &profile(&file));
        }
    }
    let national = std::fs::read_to_string("tests/profiles/national.toml").unwrap();
    for file in files(&root.join("national")) {
        let name = file.file_name().unwrap().to_str().unwrap();
        if !["indicators.csv", "neighbours.csv"].contains(&name) {
            compared += table(&mut out, &format!("national/{name}"), &file, &national);
        }
    }
    for file in files(&root.join("fingertips-derived")) {
        let headings = csv::Reader::from_path(&file).unwrap().headers().unwrap().clone();
        let has = |name: &str| headings.iter().any(|heading| heading.to_lowercase().contains(name));
        assert!(!has("limit") && !has("denominator"), "{}: it can be recomputed", file.display());
        let name = file.file_name().unwrap().to_str().unwrap();
        writeln!(out, "fingertips-derived/{name}\n labels without limits: nothing to work out")
            .unwrap();
    }
    writeln!(out, "{compared} results compared").unwrap();
    print!("{out}");
    assert!(!out.contains("unexplained"), "{out}");
    let case = golden::folder("agreement");
    golden::assert_same(golden::difference(&case, "expected.txt", &out));
}

#[test]
fn a_region_as_benchmark_gives_the_published_comparison_with_it() {
    let Some(file) = shared("reference-data/fingertips-csv/region_hospital_admissions_2324.csv")
    else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let blanked = folder.path().join("blanked.csv");
    let published = blank(&file, &blanked);
    let mut agreed = 0;
    with(&[blanked], &profile(&file), Intervals::AsGiven, |context| {
        for pack in packs(&Context { choice: &Choice::Region, ..*context }) {
            let Some(region) = &pack.area.region else {
                continue;
            };
            for facts in pack.indicators.values() {
                let series = facts.series.as_ref().unwrap();
                for now in facts.history.iter().filter(|now| now.origin.is_some()) {
                    let key = [
                        series.indicator.to_string(),
                        series.sex.to_string(),
                        series.age.to_string(),
                        pack.area.code.to_string(),
                        now.period.label.to_string(),
                    ];
                    let row = &published[&key];
                    assert_eq!(row.parent, region.code.to_string(), "{key:?}");
                    let class = now.against_benchmark.class.code().replace('-', " ");
                    assert_eq!(class, row.against_parent, "{key:?}");
                    agreed += 1;
                }
            }
        }
    });
    assert_eq!(agreed, 5802);
}
