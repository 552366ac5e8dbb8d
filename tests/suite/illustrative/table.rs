//! Rows in the layout of a Fingertips download, and how their numbers are written.

use std::io::Write;

use flate2::{Compression, GzBuilder};

/// The headings.
pub const HEADINGS: [&str; 27] = [
    "Indicator ID",
    "Indicator Name",
    "Parent Code",
    "Parent Name",
    "Area Code",
    "Area Name",
    "Area Type",
    "Sex",
    "Age",
    "Category Type",
    "Category",
    "Time period",
    "Value",
    "Lower CI 95.0 limit",
    "Upper CI 95.0 limit",
    "Lower CI 99.8 limit",
    "Upper CI 99.8 limit",
    "Count",
    "Denominator",
    "Value note",
    "Recent Trend",
    "Compared to England value or percentiles",
    "Compared to Regions (statistical) value or percentiles",
    "Time period Sortable",
    "New data",
    "Compared to goal",
    "Time period range",
];

/// A value with its limits, rounded as they are written.
#[derive(Clone, Default)]
pub struct Numbers {
    pub value: f64,
    pub limits: Option<(f64, f64)>,
    pub outer: Option<(f64, f64)>,
    decimals: usize,
}

/// Fewest digits that a value is written with, zeros in front left out.
const DIGITS: i32 = 4;
/// An interval is at least this many of the last digit wide.
const STEPS: f64 = 20.0;
const MOST_DECIMALS: i32 = 7;

impl Numbers {
    /// Rounds a value and its limits to decimals that suit both its size and the interval's width.
    pub fn rounded(value: f64, limits: Option<(f64, f64)>, outer: Option<(f64, f64)>) -> Self {
        let for_size = DIGITS - places_before_point(value);
        let for_width = match limits {
            Some((lower, upper)) if upper > lower => {
                1 - places_before_point((upper - lower) / STEPS)
            }
            _ => 0,
        };
        let decimals = for_size.max(for_width).clamp(0, MOST_DECIMALS) as usize;
        let round = |number: f64| written(number, decimals).parse().expect("a number");
        let both = |(lower, upper)| (round(lower), round(upper));
        Self { value: round(value), limits: limits.map(both), outer: outer.map(both), decimals }
    }

    /// The five cells of the value and its limits.
    pub fn cells(&self) -> [String; 5] {
        let write = |number: Option<f64>| {
            number.map_or_else(String::new, |number| written(number, self.decimals))
        };
        [
            write(Some(self.value)),
            write(self.limits.map(|limits| limits.0)),
            write(self.limits.map(|limits| limits.1)),
            write(self.outer.map(|limits| limits.0)),
            write(self.outer.map(|limits| limits.1)),
        ]
    }
}

/// Digits before the decimal point: 3 for 352, 0 for 0.4, -1 for 0.04.
fn places_before_point(number: f64) -> i32 {
    let mut bound = 1e-7;
    let mut places = -6;
    while number.abs() >= bound * 10.0 {
        bound *= 10.0;
        places += 1;
    }
    places
}

/// A number with so many decimals, zeros at the end left out.
fn written(number: f64, decimals: usize) -> String {
    let text = format!("{number:.decimals$}");
    if !text.contains('.') {
        return text;
    }
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The text of a file.
pub fn csv_text(rows: &[[String; 27]]) -> String {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    writer.write_record(HEADINGS).expect("writing to memory");
    for row in rows {
        writer.write_record(row).expect("writing to memory");
    }
    let bytes = writer.into_inner().expect("writing to memory");
    String::from_utf8(bytes).expect("text")
}

/// The text, compressed to the same bytes on every machine.
pub fn compressed(text: &str) -> Vec<u8> {
    const UNKNOWN_SYSTEM: u8 = 255;
    let header = GzBuilder::new().mtime(0).operating_system(UNKNOWN_SYSTEM);
    let mut writer = header.write(Vec::new(), Compression::best());
    writer.write_all(text.as_bytes()).expect("writing to memory");
    writer.finish().expect("writing to memory")
}

#[test]
fn digits_suit_size_and_width() {
    let cells = |value, limits| Numbers::rounded(value, Some(limits), None).cells()[..3].join(" ");
    assert_eq!(cells(352.126, (340.25, 361.75)), "352.1 340.2 361.8");
    assert_eq!(cells(0.04321987, (0.01, 0.09)), "0.04322 0.01 0.09");
    assert_eq!(cells(39_412.7, (39_300.0, 39_500.0)), "39413 39300 39500");
    assert_eq!(cells(6.912341, (6.9121, 6.9126)), "6.91234 6.9121 6.9126");
}
