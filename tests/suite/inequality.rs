//! Groups within an area: a worked example, what must hold whatever the order of rows, what is never rebuilt,
//! and real deprivation groups.

use std::fmt::Write as _;
use std::path::Path;

use jsnapack::compare::{self, Context, disclosure};
use jsnapack::model::comparison::{Class, Method, NotComparedReason, Provenance};
use jsnapack::model::inequality::{
    DividedBy, GapFacts, Grouped, HigherEnd, Imd, Inequality, LabelDoubt, NoGap, NoSlope, Slope,
    SlopeFacts, SlopeScale,
};
use jsnapack::model::neighbours::Choice;
use jsnapack::model::pack::Pack;
use jsnapack::read::{self, Input};
use proptest::prelude::*;

use crate::support::shared;

const COLUMNS: &str = "Indicator ID,Area Code,Area Type,Sex,Age,Category Type,Category,Time period,Value,\
    Lower CI 95.0 limit,Upper CI 95.0 limit,Count,Denominator,Value note,\
    Compared to England value or percentiles,Time period Sortable";

const ENGLAND: &str = "E92000001";
const DECILES: &str = "County & UA deprivation deciles in England (IMD2019, 4/23 geography)";

/// A profile with one indicator.
fn profile(id: u32, value_type: &str, unit: &str, method: &str) -> String {
    format!(
        "title = \"T\"\n[[topic]]\nid = \"t\"\nname = \"Topic\"\n[[indicator]]\nslug = \"it\"\nid = {id}\n\
         sex = \"Persons\"\nlabel = \"It\"\nsentence = \"it was {{value}}\"\ntopics = [\"t\"]\nkey = true\n\
         polarity = \"low-is-good\"\npolarity_basis = \"documented\"\npolarity_source = \"a source\"\n\
         method = \"{method}\"\nvalue_type = \"{value_type}\"\nunit = \"{unit}\"\n"
    )
}

fn injuries() -> String {
    profile(90284, "crude-rate", "per 10,000", "one-interval")
}

/// The Pack of one area from one file, small local counts withheld.
fn pack(file: &Path, profile: &str, area: &str) -> Pack {
    let listed = read::directory(
        include_bytes!("../../data/areas.csv"),
        include_bytes!("../../data/area_changes.csv"),
    )
    .expect("the area list reads");
    let dataset =
        read::dataset(&[Input::Path(file.to_owned())], &listed).expect("it reads").dataset;
    let directory = read::with_data(listed, &dataset);
    let profile = read::profile(profile, Path::new("profile.toml")).expect("a profile");
    let series = read::resolve(&profile, &dataset).expect("it fits").series;
    let (dataset, _) = disclosure::withhold(dataset, &profile, &directory);
    let national = compare::national(&dataset, &profile, &series, &directory);
    let as_of = compare::as_of(&dataset, None);
    let context = Context {
        dataset: &dataset,
        profile: &profile,
        series: &series,
        directory: &directory,
        national: &national,
        choice: &Choice::England,
        neighbours: None,
        as_of: &as_of,
    };
    compare::pack(&context, &directory.areas[area])
}

/// The Pack of England from rows written after the area's code and kind.
fn england(rows: &[String], profile: &str) -> Pack {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("data.csv");
    let mut text = format!("{COLUMNS}\n");
    for row in rows {
        writeln!(text, "{row}").expect("a row");
    }
    std::fs::write(&file, text).expect("the file is written");
    pack(&file, profile, ENGLAND)
}

/// One row of England; `published` is a class that must never be taken for a group.
fn row(id: u32, sex: &str, category: (&str, &str), value: &str, people: &str) -> String {
    let (category_type, label) = category;
    let published = if label.is_empty() { "" } else { "Worse" };
    format!(
        "{id},{ENGLAND},England,{sex},<15 yrs,\"{category_type}\",{label},2023/24,{value},{people},,{published},20230000"
    )
}

fn divisions(pack: &Pack) -> &[Inequality] {
    &pack.indicators["it"].inequality
}

fn slope(inequality: &Inequality) -> Slope {
    match inequality.slope {
        Some(SlopeFacts::Known(slope)) => slope,
        other => panic!("no slope: {other:?}"),
    }
}

fn near(got: f64, expected: f64, reach: f64) {
    assert!((got - expected).abs() <= reach, "{got} is not {expected}");
}

/// Hospital admissions for injuries in children under 15, England, 2023/24, by deprivation decile of counties
/// and unitary authorities. Department of Health and Social Care, Fingertips, indicator 90284, Open
/// Government Licence v3.0. Label, value and 95% limits, count and people.
const PUBLISHED: [(&str, &str, &str); 10] = [
    ("Most deprived decile (IMD2019)", "83.40796,81.68656,85.17568", "8830,1058652"),
    ("Second most deprived decile (IMD2019)", "77.01356,74.88448,79.12616", "5100,662221"),
    ("Third more deprived decile (IMD2019)", "73.90496,72.0486,75.74823", "6170,834856"),
    ("Fourth more deprived decile (IMD2019)", "75.56718,73.68511,77.43608", "6275,830387"),
    ("Fifth more deprived decile (IMD2019)", "72.97075,71.26087,74.71129", "6915,947640"),
    ("Fifth less deprived decile (IMD2019)", "81.30432,79.34085,83.27898", "6590,810535"),
    ("Fourth less deprived decile (IMD2019)", "71.14499,69.69818,72.58349", "9390,1319840"),
    ("Third less deprived decile (IMD2019)", "63.39969,62.00846,64.83079", "7800,1230290"),
    ("Second least deprived decile (IMD2019)", "68.82031,67.47329,70.18746", "9930,1442888"),
    ("Least deprived decile (IMD2019)", "65.33877,63.59708,67.14143", "5260,805035"),
];

fn published_rows() -> Vec<String> {
    let total = row(90284, "Persons", ("", ""), "72.7,72.2,73.2", "72293,9943824");
    let groups = PUBLISHED
        .iter()
        .map(|(label, value, people)| row(90284, "Persons", (DECILES, label), value, people));
    [total].into_iter().chain(groups).collect()
}

#[test]
fn worked_example_of_gap_and_slope() {
    let pack = england(&published_rows(), &injuries());
    let [deciles] = divisions(&pack) else { panic!("one division") };
    let DividedBy::Deprivation(deprivation) = &deciles.divided_by else { panic!("by deprivation") };
    assert_eq!(deprivation.grouped, Grouped::UpperTier);
    assert_eq!((deprivation.parts, deprivation.imd), (10, Some(Imd::Of(2019))));
    let GapFacts::Known { from: 0, to: 9, absolute, relative, few_cases: false, without_value: 0 } =
        deciles.gap
    else {
        panic!("{:?}", deciles.gap)
    };
    near(absolute, 83.40796 - 65.33877, 1e-9);
    near(relative.expect("a ratio"), 83.40796 / 65.33877, 1e-9);
    // Worked out apart from this program: weighted least squares of the logarithms, and 100,000 draws
    // of the slope as the source has it (PHEindicatormethods, R/SII_function.R, rates, transformed).
    let slope = slope(deciles);
    assert_eq!((slope.scale, slope.simulation), (SlopeScale::Log, None));
    near(slope.sii, -17.435_613_734, 1e-8);
    near(slope.rii.expect("a ratio"), 0.786_487_181, 1e-8);
    near(slope.sii_interval.lower, -19.306_6, 0.03);
    near(slope.sii_interval.upper, -15.585_6, 0.03);
    let ratio = slope.rii_interval.expect("limits");
    near(ratio.lower, 0.766_59, 5e-4);
    near(ratio.upper, 0.806_70, 5e-4);
    assert_eq!(slope.higher, HigherEnd::MostDeprived);
}

#[test]
fn groups_are_compared_with_the_total_and_never_as_published() {
    let pack = england(&published_rows(), &injuries());
    let classes: Vec<Class> =
        divisions(&pack)[0].groups.iter().map(|group| group.against_total.class).collect();
    use Class::{Better, Similar, Worse};
    assert_eq!(
        classes,
        [Worse, Worse, Similar, Worse, Similar, Worse, Better, Better, Better, Better]
    );
    assert_eq!(pack.inequality.comparisons_made, 10);
    assert_eq!(
        pack.comparisons_made.benchmark.number(),
        0,
        "England itself is compared with nothing"
    );
    // Without a total there is nothing to take a published class for.
    let alone = england(&published_rows()[1..], &injuries());
    for group in &divisions(&alone)[0].groups {
        let comparison = &group.against_total;
        assert_eq!(comparison.source, Provenance::None, "{comparison:?}");
        assert_eq!(comparison.reason, Some(NotComparedReason::NoBenchmark));
    }
    assert_eq!(alone.inequality.comparisons_made, 0);
    assert!(matches!(divisions(&alone)[0].slope, Some(SlopeFacts::Known(_))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn order_of_rows_does_not_matter(rows in Just(published_rows()).prop_shuffle()) {
        let mut there = england(&rows, &injuries());
        let mut expected = england(&published_rows(), &injuries());
        // A row's line is all that may differ.
        for pack in [&mut there, &mut expected] {
            for division in &mut pack.indicators.get_mut("it").expect("it is there").inequality {
                division.total.as_mut().expect("a total").origin.line = 0;
                for group in &mut division.groups {
                    group.origin.as_mut().expect("a row").line = 0;
                }
            }
        }
        prop_assert_eq!(divisions(&there), divisions(&expected));
    }

    #[test]
    fn labels_the_other_way_round_turn_the_slope(values in prop::collection::vec(20.0..90.0_f64, 10)) {
        let rows = |turned: bool| -> Vec<String> {
            let total = row(90284, "Persons", ("", ""), "50,49,51", "500,100000");
            let groups = values.iter().enumerate().map(|(at, value)| {
                let label = PUBLISHED[if turned { 9 - at } else { at }].0;
                let value = format!("{value},{},{}", value * 0.9, value * 1.1);
                row(90284, "Persons", (DECILES, label), &value, "500,10000")
            });
            [total].into_iter().chain(groups).collect()
        };
        let [one, other] = [false, true].map(|turned| {
            slope(&divisions(&england(&rows(turned), &injuries()))[0])
        });
        prop_assert!((one.sii + other.sii).abs() < 1e-9, "{} and {}", one.sii, other.sii);
        prop_assert!((one.sii_interval.lower + other.sii_interval.upper).abs() < 1e-9);
        prop_assert!((one.rii.unwrap() * other.rii.unwrap() - 1.0).abs() < 1e-9);
        let turned = match one.higher {
            HigherEnd::MostDeprived => HigherEnd::LeastDeprived,
            HigherEnd::LeastDeprived => HigherEnd::MostDeprived,
            HigherEnd::Unclear => HigherEnd::Unclear,
        };
        prop_assert_eq!(other.higher, turned);
    }
}

#[test]
fn groups_of_other_methods_and_kinds() {
    // An indicator that puts areas in fifths compares groups by one interval.
    let fifths =
        england(&published_rows(), &profile(90284, "crude-rate", "per 10,000", "quintiles"));
    let deciles = &divisions(&fifths)[0];
    assert_eq!(deciles.method, Method::OneInterval);
    assert_eq!(deciles.groups[0].against_total.class, Class::Worse);
    // Scores have an exact slope, and a relative index with simulated limits that say how.
    let scores = england(&published_rows(), &profile(90284, "mean", "score", "one-interval"));
    let slope = slope(&divisions(&scores)[0]);
    assert_eq!(slope.scale, SlopeScale::Plain);
    let simulation = slope.simulation.expect("simulated");
    assert_eq!((simulation.draws, simulation.seed), (10_000, 20_040_301));
    let error = simulation.error.expect("an error");
    assert!(error > 0.0 && error < 0.002, "{error}");
    let ratio = slope.rii_interval.expect("limits");
    assert!(ratio.lower < slope.rii.expect("a ratio") && slope.rii < Some(ratio.upper));
    // Numbers of people have neither gap nor slope; modelled figures neither.
    let counts = england(&published_rows(), &profile(90284, "count", "", "none"));
    assert_eq!(divisions(&counts)[0].gap, GapFacts::NotKnown { reason: NoGap::Count });
    let modelled = injuries()
        .replace("low-is-good", "no-judgement")
        .replace("documented", "none")
        .replace("polarity_source = \"a source\"\n", "modelled = true\n")
        .replace("one-interval", "none");
    let modelled = england(&published_rows(), &modelled);
    assert_eq!(divisions(&modelled)[0].gap, GapFacts::NotKnown { reason: NoGap::Modelled });
}

/// Changes rows of the worked example, and says what is left of gap and slope.
fn without(change: impl Fn(&mut Vec<String>)) -> (GapFacts, SlopeFacts) {
    let mut rows = published_rows();
    change(&mut rows);
    let pack = england(&rows, &injuries());
    let deciles = &divisions(&pack)[0];
    (deciles.gap, deciles.slope.expect("in order"))
}

#[test]
fn what_is_missing_is_never_filled_in() {
    let no_slope = |reason| SlopeFacts::NotKnown { reason };
    let suppressed = |label| {
        row(90284, "Persons", (DECILES, label), ",,", ",")
            .replace(",,Worse", ",Value suppressed for disclosure control due to small count,")
    };
    let (gap, slope) = without(|rows| rows[1] = suppressed(PUBLISHED[0].0));
    assert_eq!(gap, GapFacts::NotKnown { reason: NoGap::EndMissing });
    assert_eq!(slope, no_slope(NoSlope::Suppressed));
    let (gap, slope) = without(|rows| rows[5] = suppressed(PUBLISHED[4].0));
    assert!(matches!(gap, GapFacts::Known { without_value: 1, .. }), "{gap:?}");
    assert_eq!(slope, no_slope(NoSlope::Suppressed));
    let (gap, slope) = without(|rows| drop(rows.remove(10)));
    assert_eq!(gap, GapFacts::NotKnown { reason: NoGap::EndMissing });
    assert_eq!(slope, no_slope(NoSlope::GroupMissing));
    let (_, slope) = without(|rows| rows[3] = rows[3].replace(",834856", ","));
    assert_eq!(slope, no_slope(NoSlope::NoDenominators));
    let (_, slope) = without(|rows| rows[3] = rows[3].replace(",72.0486,75.74823", ",,"));
    assert_eq!(slope, no_slope(NoSlope::NoIntervals));
    let (_, slope) = without(|rows| rows[3] = rows[3].replace("73.90496,72.0486", "73.90496,0"));
    assert_eq!(slope, no_slope(NoSlope::EndOfScale));
}

#[test]
fn labels_that_do_not_agree_give_no_order_and_a_notice() {
    let mut rows = published_rows();
    rows[2] = rows[2].replace("Second most deprived decile (IMD2019)", "Decile 2");
    let pack = england(&rows, &injuries());
    let deciles = &divisions(&pack)[0];
    assert_eq!(deciles.doubt, Some(LabelDoubt::SomeUnplaced));
    assert!(matches!(deciles.divided_by, DividedBy::Category { .. }));
    assert_eq!(deciles.slope, None);
    let notices: Vec<String> = pack.notices.iter().map(ToString::to_string).collect();
    assert!(notices.iter().any(|notice| notice.contains("not put in order")), "{notices:?}");
}

#[test]
fn the_newest_vintage_is_shown_and_others_are_named() {
    let older = "County & UA deprivation deciles in England (IMD2015, pre 4/19 geog.)";
    let mut rows = published_rows();
    rows.extend(published_rows()[1..].iter().map(|row| {
        row.replace(DECILES, older).replace("(IMD2019)", "(IMD2015)").replace("83.40796", "84.1")
    }));
    let pack = england(&rows, &injuries());
    let [deciles] = divisions(&pack) else { panic!("one division") };
    assert_eq!(deciles.divided_by.category_type().map(|name| &**name), Some(DECILES));
    assert_eq!(deciles.groups[0].value.known(), Some(83.40796));
    assert_eq!(deciles.left_out.iter().map(|name| &**name).collect::<Vec<_>>(), [older]);
}

#[test]
fn a_withheld_group_shows_in_no_gap_slope_or_row() {
    // A team's own file: 3 of 100 in the least deprived quintile, and the next smallest to guard it.
    let labels = ["Most", "Second most", "Middle", "Second least", "Least"];
    let counts = [30, 20, 15, 9, 3];
    let mut rows = vec![
        "900100,E92000001,England,Persons,<15 yrs,,,2023/24,15.4,12.5,18.8,77,500,,,".to_owned(),
    ];
    for (label, count) in labels.iter().zip(counts) {
        let label = if *label == "Middle" {
            "Middle quintile".to_owned()
        } else {
            format!("{label} deprived quintile")
        };
        rows.push(format!(
            "900100,E92000001,England,Persons,<15 yrs,Local quintiles,{label},2023/24,{count}.0,{}.0,{}.0,{count},100,,,",
            count - 2,
            count + 2,
        ));
    }
    let pack = england(&rows, &profile(900_100, "proportion", "%", "one-interval"));
    let quintiles = &divisions(&pack)[0];
    assert_eq!(quintiles.gap, GapFacts::NotKnown { reason: NoGap::EndMissing });
    assert_eq!(quintiles.slope, Some(SlopeFacts::NotKnown { reason: NoSlope::Suppressed }));
    let hidden: Vec<bool> =
        quintiles.groups.iter().map(|group| group.value.known().is_none()).collect();
    assert_eq!(hidden, [false, false, false, true, true]);
    for group in quintiles.groups.iter().skip(3) {
        assert_eq!((group.count, group.denominator), (None, None));
        assert_eq!((group.interval, group.interval_998), (None, None));
    }
    let rows = jsnapack::present::view(&pack).data;
    let row = rows.iter().find(|row| row.category == "Least deprived quintile").expect("a row");
    assert_eq!((row.value, row.count, row.denominator), (None, None, None));
    assert_eq!(row.value_state, "suppressed");
}

#[test]
fn national_deprivation_deciles_of_injuries() {
    let Some(file) = shared("reference-data/national/exploring-inequality.csv") else {
        return;
    };
    let pack = pack(&file, &injuries(), ENGLAND);
    let divisions = divisions(&pack);
    let kinds: Vec<_> = divisions
        .iter()
        .map(|division| match &division.divided_by {
            DividedBy::Deprivation(deprivation) => format!("{:?}", deprivation.grouped),
            DividedBy::Sex => "Sex".to_owned(),
            DividedBy::Category { category_type } => category_type.to_string(),
        })
        .collect();
    assert_eq!(kinds, ["UpperTier", "LowerTier", "Sex"]);
    let [upper, lower, sex] = divisions else { panic!("three divisions") };
    assert_eq!(upper.left_out.len(), 2, "{:?}", upper.left_out);
    for division in [upper, lower] {
        assert!(division.is_latest && division.period.label.as_ref() == "2023/24");
        assert_eq!(division.groups.len(), 10);
        assert!(division.groups[0].name.starts_with("Most deprived decile"));
        assert!(division.groups[9].name.starts_with("Least deprived decile"));
        // Injuries are more frequent where people are more deprived.
        let slope = slope(division);
        assert!(slope.sii < 0.0 && slope.sii_interval.upper < 0.0, "{slope:?}");
        assert_eq!(slope.higher, HigherEnd::MostDeprived);
    }
    near(slope(upper).sii, -17.4356, 1e-3);
    let names: Vec<&str> = sex.groups.iter().map(|group| &*group.name).collect();
    assert_eq!(names, ["Female", "Male"]);
    let classes: Vec<Class> = sex.groups.iter().map(|group| group.against_total.class).collect();
    assert_eq!(classes, [Class::Better, Class::Worse]);
}
