//! Charts of values and words that are hard to draw.

use jsnapack::chart::{ranked, spine, strip, trend};
use jsnapack::model::chart::{
    Axis, Point, RankedChart, RankedRow, Reference, Role, Series, SpineChart, StripChart, StripRow,
    Tick, TrendChart,
};
use jsnapack::model::comparison::Class;
use jsnapack::model::drawing::Drawing;

/// One chart of each kind, with these values, intervals around them, and words.
pub struct Hostile {
    pub values: Vec<f64>,
    pub half: f64,
    pub name: String,
    pub title: String,
}

impl Hostile {
    pub fn all() -> Vec<Self> {
        let values: [&[f64]; 6] = [
            &[0.0],
            &[0.0, 0.0, 0.0],
            &[1_234_567.8, 0.0, 3.2],
            &[1_234_567.8, 1_234_567.9],
            &[55.5; 12],
            &[-4.0, 0.0, 4.0],
        ];
        let words = [
            ("Bury".to_owned(), "Percentage".to_owned()),
            ("A".repeat(60), "x".repeat(200)),
            (
                "Bath and North East Somerset, Swindon, and Wiltshire and more".to_owned(),
                "indicator of many words ".repeat(9),
            ),
        ];
        let each = values.iter().flat_map(|values| {
            words.iter().flat_map(move |(name, title)| {
                [0.0, 7.5].map(|half| Self {
                    values: values.to_vec(),
                    half,
                    name: name.clone(),
                    title: title.clone(),
                })
            })
        });
        each.collect()
    }

    fn axis(&self) -> Axis {
        let min = self.values.iter().copied().fold(f64::INFINITY, f64::min) - self.half;
        let max = self.values.iter().copied().fold(f64::NEG_INFINITY, f64::max) + self.half;
        let max = if max > min { max } else { min + 1.0 };
        let step = (max - min) / 20.0;
        let tick = |nth: i32| {
            let at = min + f64::from(nth) * step;
            Tick { at, label: format!("{at:.1}") }
        };
        Axis { min, max, ticks: (0..=20).map(tick).collect(), title: self.title.clone() }
    }

    fn points(&self, class: Class) -> Vec<Option<Point>> {
        let point = |&value| Point {
            value,
            interval: Some((value - self.half, value + self.half)),
            class,
            break_before: false,
        };
        self.values.iter().map(point).map(Some).collect()
    }

    fn reference(&self) -> Option<Reference> {
        let value = self.values[0];
        Some(Reference { name: self.name.clone(), value, label: format!("{value:.1}") })
    }

    pub fn trend(&self, class: Class) -> TrendChart {
        let series = [Role::Area, Role::Benchmark, Role::Comparator].map(|role| Series {
            name: self.name.clone(),
            ends: "to 2021/22 to 2023/24".to_owned(),
            role,
            points: self.points(class),
        });
        TrendChart {
            alt: String::new(),
            title: String::new(),
            y: self.axis(),
            periods: (0..self.values.len())
                .map(|nth| format!("20{:02}/{:02}", nth, nth + 1))
                .collect(),
            series: series.to_vec(),
            interval_note: String::new(),
        }
    }

    fn ranked(&self, class: Class) -> RankedChart {
        let row = |point| RankedRow {
            name: self.name.clone(),
            point,
            label: "1,234,567.8".to_owned(),
            chosen: false,
        };
        let mut rows: Vec<RankedRow> = self.points(class).into_iter().map(row).collect();
        rows[0].chosen = true;
        rows.push(row(None));
        RankedChart {
            alt: String::new(),
            title: String::new(),
            x: self.axis(),
            rows,
            benchmark: self.reference(),
            interval_note: String::new(),
        }
    }

    fn strip(&self, class: Class) -> StripChart {
        let row = |point| StripRow { name: self.name.clone(), point, label: "0.0%".to_owned() };
        StripChart {
            alt: String::new(),
            title: String::new(),
            x: self.axis(),
            rows: self.points(class).into_iter().chain([None]).map(row).collect(),
            total: self.reference(),
            interval_note: String::new(),
        }
    }

    pub fn spine(class: Class, area: f64) -> SpineChart {
        SpineChart {
            alt: String::new(),
            range: (0.0, 1.0),
            middle_half: (0.3, 0.8),
            area,
            class,
            comparator: Some(area),
        }
    }

    /// Every kind of chart of it.
    pub fn drawn(&self, class: Class) -> Vec<(&'static str, Drawing)> {
        vec![
            ("a trend", trend::draw(&self.trend(class)).unwrap()),
            ("a ranked chart", ranked::draw(&self.ranked(class)).unwrap()),
            ("a strip", strip::draw(&self.strip(class)).unwrap()),
            ("a spine", spine::draw(&Self::spine(class, 0.5)).unwrap()),
        ]
    }
}
