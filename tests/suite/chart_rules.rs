//! What must hold in every chart of real packs and of hostile values: room for labels, few grid lines, contrast,
//! shapes that tell classes apart in grey, and alternative texts.

mod hostile;

use std::collections::BTreeSet;

use jsnapack::chart::{self, spine, style, trend};
use jsnapack::model::chart::{SpineChart, StripChart};
use jsnapack::model::comparison::Class;
use jsnapack::model::drawing::{Drawing, Mark, Rgba, Segment};
use jsnapack::model::view::{IndicatorView, View};

use hostile::Hostile;

use crate::charts::{check_labels, contrast, labels};
use crate::support::packs::{self, Built};

fn views() -> impl Iterator<Item = View> {
    packs::all().map(|(_, pack): (_, &Built)| serde_json::from_value(pack.view.clone()).unwrap())
}

/// Every drawing of the built packs, with its place.
fn drawings() -> Vec<(String, Drawing)> {
    let named = |view: View| {
        let drawn = chart::drawings(&view).unwrap();
        let area = view.area.name;
        drawn.into_iter().map(move |(name, drawing)| (format!("{area}: {name}"), drawing))
    };
    views().flat_map(named).collect()
}

fn grid_lines(drawing: &Drawing) -> usize {
    let moves = |segments: &[Segment]| {
        segments.iter().filter(|step| matches!(step, Segment::Move(..))).count()
    };
    let lines = drawing.marks.iter().map(|mark| match mark {
        Mark::Path { segments, stroke: Some(stroke), .. } if *stroke == style::grid() => {
            moves(segments)
        }
        _ => 0,
    });
    lines.sum()
}

/// Positions of an outline.
fn corners(segments: &[Segment]) -> Vec<(f64, f64)> {
    let ends = segments.iter().filter_map(|segment| match *segment {
        Segment::Move(x, y) | Segment::Line(x, y) | Segment::Cubic(_, _, _, _, x, y) => {
            Some((x, y))
        }
        Segment::Close => None,
    });
    ends.collect()
}

/// Panics unless everything lies on the drawing and is finite.
fn check_inside(drawing: &Drawing, name: &str) {
    for mark in &drawing.marks {
        let Mark::Path { segments, .. } = mark else { continue };
        for (x, y) in corners(segments) {
            let inside = (-0.02..=drawing.width + 0.02).contains(&x)
                && (-0.02..=drawing.height + 0.02).contains(&y);
            assert!(inside, "{name}: ({x}, {y}) is off the chart");
        }
    }
}

#[test]
fn charts_of_packs_have_room_for_labels_and_few_grid_lines() {
    let drawings = drawings();
    for kind in ["trend/", "ranked/", "groups/", "spine/"] {
        assert!(drawings.iter().any(|(name, _)| name.contains(kind)), "no {kind}");
    }
    for (name, drawing) in &drawings {
        check_labels(drawing, name);
        check_inside(drawing, name);
        assert!(grid_lines(drawing) <= 10, "{name}");
        assert!(labels(drawing).iter().all(|label| label.size >= 8.0), "{name}");
        assert!(drawing.width <= 480.0, "{name}");
    }
}

#[test]
fn hostile_values_have_room_too() {
    for hostile in Hostile::all() {
        for (kind, drawing) in hostile.drawn(Class::JudgedQuintile(3)) {
            let name = format!("{kind} of {:?} named {:?}", hostile.values, hostile.name);
            check_labels(&drawing, &name);
            assert!(grid_lines(&drawing) <= 10, "{name}");
            assert!(labels(&drawing).iter().all(|label| label.size >= 8.0), "{name}");
        }
    }
}

#[test]
fn a_spine_never_hides_the_comparator() {
    for class in Class::all() {
        for area in [0.0, 0.25, 0.5, 1.0] {
            let with = spine::draw(&Hostile::spine(class, area)).unwrap();
            let without =
                spine::draw(&SpineChart { comparator: None, ..Hostile::spine(class, area) })
                    .unwrap();
            let diamond = with
                .marks
                .iter()
                .find_map(|mark| match mark {
                    Mark::Path { segments, .. } if !without.marks.contains(mark) => Some(segments),
                    _ => None,
                })
                .unwrap();
            let lowest = corners(diamond).iter().map(|(_, y)| *y).fold(0.0, f64::max);
            // All that is painted later is the area's mark.
            let at = with.marks.iter().position(
                |mark| matches!(mark, Mark::Path { segments, .. } if segments == diamond),
            );
            for mark in &with.marks[at.unwrap() + 1..] {
                if let Mark::Path { segments, .. } = mark {
                    let top =
                        corners(segments).iter().map(|(_, y)| *y).fold(f64::INFINITY, f64::min);
                    assert!(top >= lowest, "{class:?} at {area}: {top} above {lowest}");
                }
            }
            check_inside(&with, &format!("a spine of {class:?}"));
        }
    }
}

/// A drawing without colours.
fn in_grey(drawing: &Drawing) -> String {
    let shapes = drawing.marks.iter().map(|mark| match mark {
        Mark::Path { segments, .. } => format!("{segments:?}\n"),
        Mark::Label(label) => format!("{} {} {}\n", label.text, label.x, label.y),
    });
    let mut shapes: Vec<String> = shapes.collect();
    // The order of painting is no difference that can be seen.
    shapes.sort();
    shapes.concat()
}

#[test]
fn classes_differ_without_colour_in_every_kind_of_chart() {
    let usual = Hostile {
        values: vec![3.0, 5.0, 4.0],
        half: 1.0,
        name: "Bury".to_owned(),
        title: "Percentage".to_owned(),
    };
    // So many periods that marks stand close.
    let crowded = Hostile { values: vec![4.0; 60], ..Hostile::all().remove(0) };
    let of_all = |draw: &dyn Fn(Class) -> Vec<Drawing>| {
        let classes: Vec<Class> = Class::all().collect();
        let drawn: Vec<Vec<String>> =
            classes.iter().map(|class| draw(*class).iter().map(in_grey).collect()).collect();
        for (index, one) in drawn.iter().enumerate() {
            for (other_index, other) in drawn.iter().enumerate().skip(index + 1) {
                for (kind, (a, b)) in one.iter().zip(other).enumerate() {
                    let pair = (classes[index], classes[other_index]);
                    assert!(a != b, "{pair:?} look alike in kind {kind}");
                }
            }
        }
    };
    of_all(&|class| usual.drawn(class).into_iter().map(|(_, drawing)| drawing).collect());
    of_all(&|class| vec![trend::draw(&crowded.trend(class)).unwrap()]);
}

/// What any drawing paints marks on.
const GROUNDS: [Rgba; 2] = [style::WHITE, style::BAND];

#[test]
fn every_colour_in_use_has_contrast() {
    let mut drawings = drawings();
    for class in Class::all() {
        drawings.extend(
            Hostile::all()[0].drawn(class).into_iter().map(|(kind, it)| (kind.to_owned(), it)),
        );
    }
    let mut pairs = BTreeSet::new();
    // Grid, band and bars only help the eye: what they show is said otherwise, or outlined.
    let helps = [style::GRID, style::BAND];
    for (name, drawing) in &drawings {
        let mut under: Option<Rgba> = None;
        for mark in &drawing.marks {
            match mark {
                Mark::Path { fill, stroke, .. } => {
                    under = *fill;
                    let line = stroke.as_ref().map(|stroke| stroke.colour);
                    let seen = line.or(*fill).unwrap();
                    if helps.contains(&seen) {
                        continue;
                    }
                    for ground in GROUNDS {
                        let found = contrast(seen, ground);
                        assert!(found >= 3.0, "{name}: {seen:?} on {ground:?}: {found:.2}");
                        pairs.insert(format!("{seen:?} on {ground:?}"));
                    }
                }
                Mark::Label(label) => {
                    let digit = label.text.len() == 1 && label.bold && under.is_some();
                    let grounds = if digit { vec![under.unwrap()] } else { GROUNDS.to_vec() };
                    for ground in grounds {
                        let found = contrast(label.colour, ground);
                        assert!(found >= 4.5, "{name}: `{}` on {ground:?}: {found:.2}", label.text);
                        pairs.insert(format!("{:?} on {ground:?}", label.colour));
                    }
                }
            }
        }
    }
    assert!(pairs.len() > 10, "{pairs:?}");
}

/// Sentences of an alternative text: "St. Helens" ends none.
fn sentences(alt: &str) -> usize {
    alt.replace("St. ", "St ").trim_end_matches('.').split(". ").count()
}

#[test]
fn alternative_texts_are_short_and_tell_what_their_chart_alone_shows() {
    let holds = |place: &str, alt: &str, parts: &[&str]| {
        let missing = parts.iter().find(|part| !alt.to_lowercase().contains(&part.to_lowercase()));
        assert!(missing.is_none(), "{place}: no {missing:?} in {alt:?}");
        assert!(sentences(alt) <= 3, "{place}: more than three sentences: {alt:?}");
    };
    let mut strips = 0;
    for view in views() {
        for (slug, indicator) in &view.indicators {
            let place = format!("{}: {slug}", view.area.name);
            let mut parts = vec![indicator.value.as_str(), indicator.trend.phrase.as_str()];
            if view.benchmark.is_some() {
                parts.push(&indicator.benchmark);
                parts.push(&indicator.against_benchmark.phrase);
            }
            if let Some(chart) = &indicator.spine {
                holds(&place, &chart.alt, &parts);
            }
            if let Some(chart) = &indicator.trend_chart {
                holds(&place, &chart.alt, &parts);
                let first = chart.series[0].points.iter().position(Option::is_some).unwrap();
                holds(&place, &chart.alt, &[&chart.periods[first], &indicator.period]);
            }
            if let Some(chart) = &indicator.ranked_chart {
                holds(&place, &chart.alt, &parts);
                let shown = chart.rows.iter().filter(|row| row.point.is_some()).count();
                if shown > 1 && chart.rows.iter().any(|row| row.chosen) {
                    holds(&place, &chart.alt, &[&format!("of {shown} shown")]);
                }
                let rank = indicator.rank.as_deref().unwrap_or_default();
                holds(&place, &chart.alt, &[rank]);
            }
            strips += check_strips(&place, indicator, &holds);
        }
    }
    assert!(strips > 20, "only {strips} strips");
}

/// How many strips an indicator has, whose texts hold what they show.
fn check_strips(
    place: &str,
    indicator: &IndicatorView,
    holds: &dyn Fn(&str, &str, &[&str]),
) -> usize {
    let charts = indicator
        .inequality
        .iter()
        .filter_map(|division| Some((division, division.chart.as_ref()?)));
    let check = |(division, chart): (_, &StripChart)| {
        let division: &jsnapack::model::inequality_view::InequalityView = division;
        let values = chart.rows.iter().filter_map(|row| Some((row.point?.value, row)));
        let (mut highest, mut lowest) = (None, None);
        for (value, row) in values {
            if highest.is_none_or(|(most, _)| value > most) {
                highest = Some((value, row));
            }
            if lowest.is_none_or(|(least, _)| value < least) {
                lowest = Some((value, row));
            }
        }
        let (highest, lowest) = (highest.unwrap().1, lowest.unwrap().1);
        holds(place, &chart.alt, &[&indicator.label, &division.short_title, "gap"]);
        holds(place, &chart.alt, &[&highest.name, &highest.label, &lowest.label]);
        if let Some(total) = &chart.total {
            holds(place, &chart.alt, &[&total.name, &total.label]);
        }
        for row in chart.rows.iter().filter(|row| row.label == "suppressed") {
            holds(place, &chart.alt, &["suppressed", &row.name]);
        }
        // Rows are the table's groups in the table's order, with the same values.
        let rows = chart.rows.iter().map(|row| (&row.name, &row.label));
        assert!(
            rows.eq(division.groups.iter().map(|group| (&group.name, &group.value))),
            "{place}"
        );
        assert!((2..=12).contains(&chart.rows.len()), "{place}");
    };
    let found: Vec<_> = charts.collect();
    let count = found.len();
    found.into_iter().for_each(check);
    count
}
