//! Charts: one golden SVG a case, and what must hold in every one of them.
//! A case is a folder with `chart.json`; `UPDATE=1` accepts new or changed SVGs.

use std::fs;
use std::path::{Path, PathBuf};

use jsnapack::chart::{map, ranked, spine, strip, style, svg, symbol, text, trend};
use jsnapack::model::chart::{
    Point, RankedChart, RankedRow, Reference, Role, Series, SpineChart, StripChart, TrendChart,
};
use jsnapack::model::comparison::Class;
use jsnapack::model::drawing::{Across, Down, Drawing, Label, Mark, Rgba, Segment};
use jsnapack::model::map_view::MapView;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Chart {
    Trend(TrendChart),
    Ranked(RankedChart),
    Spine(SpineChart),
    Strip(StripChart),
    Numbers(MapView),
    Classes(MapView),
}

impl Chart {
    fn draw(&self) -> Drawing {
        match self {
            Self::Trend(chart) => trend::draw(chart),
            Self::Ranked(chart) => ranked::draw(chart),
            Self::Spine(chart) => spine::draw(chart),
            Self::Strip(chart) => strip::draw(chart),
            Self::Numbers(chart) => map::numbers(chart),
            Self::Classes(chart) => map::classes(chart, &chart.charts[0]),
        }
        .unwrap()
    }
}

/// The folders of all cases, by name.
fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/charts");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

fn read(case: &Path) -> Chart {
    serde_json::from_slice(&fs::read(case.join("chart.json")).unwrap()).unwrap()
}

fn case(name: &str) -> PathBuf {
    cases().into_iter().find(|case| case.ends_with(name)).unwrap()
}

fn trend_case(name: &str) -> TrendChart {
    match read(&case(name)) {
        Chart::Trend(chart) => chart,
        _ => panic!("{name} is no trend chart"),
    }
}

pub(crate) fn labels(drawing: &Drawing) -> Vec<&Label> {
    drawing
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Label(label) => Some(label),
            Mark::Path { .. } => None,
        })
        .collect()
}

/// Left, top, right and bottom of a label's capitals.
fn bounds(label: &Label) -> [f64; 4] {
    let width = text::width(&label.text, label.size, label.bold);
    let left = label.x
        - width
            * match label.across {
                Across::Start => 0.0,
                Across::Middle => 0.5,
                Across::End => 1.0,
            };
    let height = label.size * text::CAP_HEIGHT;
    let bottom = label.y
        + height
            * match label.down {
                Down::Top => 1.0,
                Down::Middle => 0.5,
                Down::Baseline => 0.0,
            };
    [left, bottom - height, left + width, bottom]
}

#[test]
fn charts_match_their_goldens() {
    for case in cases() {
        let svg = svg::render(&read(&case).draw());
        let golden = case.join("expected.svg");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&golden, &svg).unwrap();
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        assert!(svg == expected, "{} differs; accept with UPDATE=1", golden.display());
        assert!(svg.len() < 20 * 1024, "{} is too large for a golden", golden.display());
    }
}

/// Panics unless all labels lie on the drawing and none touches another.
pub(crate) fn check_labels(drawing: &Drawing, name: &str) {
    let labels = labels(drawing);
    for (index, label) in labels.iter().enumerate() {
        let [left, top, right, bottom] = bounds(label);
        let inside = left >= -0.02
            && top >= 0.0
            && right <= drawing.width + 0.02
            && bottom + label.size * 0.25 <= drawing.height;
        assert!(inside, "{name}: `{}` is cut off", label.text);
        for other in &labels[index + 1..] {
            let [other_left, other_top, other_right, other_bottom] = bounds(other);
            let apart = right <= other_left
                || other_right <= left
                || bottom <= other_top
                || other_bottom <= top;
            assert!(apart, "{name}: `{}` and `{}` overlap", label.text, other.text);
        }
    }
}

#[test]
fn labels_stay_inside_and_never_overlap() {
    for case in cases() {
        check_labels(&read(&case).draw(), &case.display().to_string());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn trend_labels_find_room_whatever_the_data(
        names in vec("[A-Z][a-z]{2,12}( [A-Z][a-z]{1,14}){0,5}", 1..5),
        values in vec(vec(option::weighted(0.8, -20.0..620.0_f64), 12), 5),
        count in 1_usize..=12,
        period in "[0-9]{4}(/[0-9]{2})?( to [0-9]{4})?",
        title in "[a-z]{0,20}( [a-z]{1,20}){0,6}",
    ) {
        let mut chart = trend_case("trend-usual");
        chart.y.title = title;
        chart.periods = vec![period; count];
        let shape = chart.series[0].clone();
        chart.series = names
            .into_iter()
            .zip(values)
            .enumerate()
            .map(|(index, (name, values))| {
                let point = |value| Point { value, ..shape.points[0].unwrap() };
                let points = values.into_iter().take(count).map(|value| value.map(point)).collect();
                let role = match index {
                    0 => Role::Area,
                    1 => Role::Benchmark,
                    _ => Role::Comparator,
                };
                Series { name, ends: String::new(), role, points }
            })
            .collect();
        check_labels(&trend::draw(&chart).unwrap(), "a trend");
    }

    #[test]
    fn ranked_labels_find_room_whatever_the_data(
        names in vec("[A-Z][a-z]{2,12}( [A-Z][a-z]{1,14}){0,5}", 1..=15),
        label in "[0-9]{1,4}(\\.[0-9])?%?( \\([0-9]{1,4} to [0-9]{1,4}\\))?",
        benchmark in -50.0..900.0_f64,
        reference in "[A-Z][a-z]{2,12}( [A-Z][a-z]{1,14}){0,5}",
    ) {
        let Chart::Ranked(mut chart) = read(&case("ranked-usual")) else { panic!("no ranked chart") };
        let row = chart.rows[0].clone();
        chart.rows =
            names.into_iter().map(|name| RankedRow { name, label: label.clone(), ..row.clone() }).collect();
        chart.benchmark = Some(Reference { name: reference, value: benchmark, label });
        check_labels(&ranked::draw(&chart).unwrap(), "a ranked chart");
    }
}

#[test]
fn text_is_large_enough_and_dark_enough() {
    for case in cases() {
        for label in labels(&read(&case).draw()) {
            assert!(label.size >= 8.0, "`{}` is too small", label.text);
            let background = if label.text.len() == 1 { None } else { Some(style::BAND) };
            if let Some(background) = background {
                assert!(contrast(label.colour, background) >= 4.5, "`{}` is too pale", label.text);
            }
        }
    }
}

#[test]
fn at_most_ten_grid_lines() {
    let chart = trend_case("trend-crowded");
    assert_eq!(chart.y.ticks.len(), 11);
    let drawing = trend::draw(&chart).unwrap();
    let grid: usize = drawing
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Path { segments, stroke: Some(stroke), .. } if *stroke == style::grid() => {
                Some(segments.iter().filter(|step| matches!(step, Segment::Move(..))).count())
            }
            _ => None,
        })
        .sum();
    assert!((5..=10).contains(&grid), "{grid} grid lines");
}

#[test]
fn last_period_is_always_named() {
    for name in ["trend-usual", "trend-crowded", "trend-one-period", "trend-gaps-and-breaks"] {
        let chart = trend_case(name);
        let drawing = trend::draw(&chart).unwrap();
        let last = chart.periods.last().unwrap();
        assert!(labels(&drawing).iter().any(|label| label.text == *last), "{name}");
    }
}

#[test]
fn gaps_and_breaks_part_the_line() {
    let chart = trend_case("trend-gaps-and-breaks");
    let drawing = trend::draw(&chart).unwrap();
    let lines = drawing.marks.iter().find_map(|mark| match mark {
        Mark::Path { segments, stroke: Some(stroke), .. } if *stroke == style::chosen_line() => {
            Some(segments.clone())
        }
        _ => None,
    });
    let lines = lines.unwrap();
    let starts = lines.iter().filter(|step| matches!(step, Segment::Move(..))).count();
    let steps = lines.iter().filter(|step| matches!(step, Segment::Line(..))).count();
    // Values at 0, 2–3, 5, 6–7, with a break before 6: two stretches of two.
    assert_eq!((starts, steps), (2, 2));
}

#[test]
fn long_names_are_shortened_to_fit() {
    let name = "A name of well over sixty characters, which no column has room for at all";
    let short = text::shorten(name, 9.0, false, 150.0);
    assert!(short.ends_with('…') && text::width(&short, 9.0, false) <= 150.0, "{short}");
    assert_eq!(text::shorten("Bury", 9.0, true, 150.0), "Bury");
    for line in text::wrap(name, 9.0, true, 118.0) {
        assert!(text::width(&line, 9.0, true) <= 118.0, "{line}");
    }
}

#[test]
fn every_class_has_its_own_shape() {
    let classes: Vec<Class> = Class::all().collect();
    let shapes = classes.iter().map(|&class| {
        let drawing = symbol::draw(class, "");
        // Geometry and digits only: no colour.
        drawing
            .marks
            .iter()
            .map(|mark| match mark {
                Mark::Path { segments, .. } => format!("{segments:?}"),
                Mark::Label(label) => label.text.clone(),
            })
            .collect::<String>()
    });
    let shapes: Vec<String> = shapes.collect();
    for (index, shape) in shapes.iter().enumerate() {
        assert!(!shapes[index + 1..].contains(shape), "{:?} looks like another", classes[index]);
    }
}

#[test]
fn an_axis_without_length_is_refused() {
    let mut chart = trend_case("trend-usual");
    chart.y.max = chart.y.min;
    assert!(trend::draw(&chart).unwrap_err().to_string().contains("per 100,000"));
    let mut chart = trend_case("trend-usual");
    chart.series[0].points.pop();
    assert!(trend::draw(&chart).unwrap_err().to_string().contains("9 points for 10 periods"));
    let mut chart = trend_case("trend-usual");
    chart.series[0].points[0].as_mut().unwrap().value = f64::NAN;
    assert!(trend::draw(&chart).unwrap_err().to_string().contains("Exampleshire"));
}

/// Contrast of two opaque colours after WCAG 2.
pub(crate) fn contrast(first: Rgba, second: Rgba) -> f64 {
    let luminance = |Rgba(red, green, blue, _): Rgba| {
        let linear = [red, green, blue].map(|part| {
            let share = f64::from(part) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    };
    let (first, second) = (luminance(first), luminance(second));
    (first.max(second) + 0.05) / (first.min(second) + 0.05)
}

#[test]
fn colours_have_contrast() {
    for colour in [style::INK, style::GREY, style::CHOSEN] {
        assert!(contrast(colour, style::WHITE) >= 4.5);
        assert!(contrast(colour, style::BAND) >= 4.5);
    }
    let with_digit = |class: &Class| {
        matches!(class, Class::JudgedQuintile(_) | Class::Quintile(_) | Class::Quartile(_))
    };
    for class in Class::all().filter(with_digit) {
        let contrast = contrast(style::digit(class), style::fill(class));
        assert!(contrast >= 4.5, "{class:?}: {contrast:.2}");
    }
}
