//! How the numbers of one indicator are written: the same decimals for values, limits and benchmark.

use super::number::{self, NumberKind};
use crate::model::chart::{Axis, Scale, Tick};
use crate::model::pack::IndicatorFacts;
use crate::model::profile::ValueType;
use crate::model::value::{Interval, Value};

/// What stands for a value that the data doesn't have.
pub(super) const NO_DATA: &str = "no data";
/// What stands for a value that can't be, or that differs from itself.
pub(super) const NOT_USABLE: &str = "not usable";

/// Writes the numbers of one indicator.
#[derive(Debug, Clone, Copy)]
pub(super) struct Format<'a> {
    kind: NumberKind,
    fixed: Option<usize>,
    largest: Option<f64>,
    unit: &'a str,
}

impl<'a> Format<'a> {
    pub(super) fn of(facts: &'a IndicatorFacts) -> Self {
        let entry = &facts.entry;
        let fixed = match (entry.decimals, entry.value_type) {
            (Some(decimals), _) => Some(usize::from(decimals)),
            (None, ValueType::Count) => Some(0),
            (None, _) => None,
        };
        let kind = match entry.value_type {
            ValueType::Proportion => NumberKind::Proportion,
            _ => NumberKind::Other,
        };
        Self { kind, fixed, largest: facts.largest, unit: &entry.unit }
    }

    /// The same, with the decimals that `largest` asks for where no area's total is known.
    pub(super) fn or_largest(self, largest: Option<f64>) -> Self {
        Self { largest: self.largest.or(largest), ..self }
    }

    /// A difference between two values: "8.0 percentage points", "12.3 per 100,000".
    pub(super) fn difference(self, number: f64) -> String {
        match self.unit {
            "%" => format!("{} percentage points", self.bare(number)),
            "" => self.bare(number),
            "score" | "Score" => format!("{} points", self.bare(number)),
            unit => format!("{} {unit}", self.bare(number)),
        }
    }

    /// How many decimals a number has.
    pub(super) fn decimals(self, number: f64) -> usize {
        self.fixed.unwrap_or_else(|| number::decimals(self.kind, self.largest, number))
    }

    /// The bare number.
    fn bare(self, number: f64) -> String {
        let decimals = self.decimals(number);
        minus(number::shown(self.kind, number, decimals))
    }

    /// The number as a cell has it: "%" joined, other units left to the heading.
    pub(super) fn short(self, number: f64) -> String {
        let joined = if self.unit == "%" { "%" } else { "" };
        format!("{}{joined}", self.bare(number))
    }

    /// The number with its unit in words: "9.1%", "115.2 per 100,000".
    pub(super) fn long(self, number: f64) -> String {
        match self.unit {
            "%" => format!("{}%", self.bare(number)),
            "" => self.bare(number),
            "score" | "Score" => format!("a score of {}", self.bare(number)),
            unit => format!("{} {unit}", self.bare(number)),
        }
    }

    /// A value, or why there is none, in words.
    pub(super) fn value(self, value: Value) -> String {
        match value {
            Value::Known(number) => self.short(number),
            Value::Suppressed => "suppressed".to_owned(),
            Value::Missing => NO_DATA.to_owned(),
            Value::Unusable(_) => NOT_USABLE.to_owned(),
        }
    }

    /// "8.2 to 10.1".
    pub(super) fn interval(self, interval: Interval) -> String {
        format!("{} to {}", self.bare(interval.lower), self.bare(interval.upper))
    }

    /// "8.2% to 10.1%".
    pub(super) fn interval_words(self, interval: Interval) -> String {
        format!("{} to {}", self.short(interval.lower), self.short(interval.upper))
    }

    /// An axis with its ticks written.
    pub(super) fn axis(self, scale: Scale) -> Axis {
        let decimals = step_decimals(scale.step);
        let joined = if self.unit == "%" { "%" } else { "" };
        let steps = ((scale.max - scale.min) / scale.step).round();
        let mut ticks = Vec::new();
        let mut nth = 0.0;
        while nth <= steps {
            let at = scale.min + nth * scale.step;
            // Adding zero turns a negative zero into a plain one.
            let label = format!("{}{joined}", minus(number::fixed(at + 0.0, decimals)));
            ticks.push(Tick { at, label });
            nth += 1.0;
        }
        let title = match self.unit {
            "%" => "Percentage".to_owned(),
            "" => "Number".to_owned(),
            unit => super::words::capital(unit),
        };
        let title =
            if scale.min > 0.0 { format!("{title} (axis does not start at 0)") } else { title };
        Axis { min: scale.min, max: scale.max, ticks, title }
    }
}

/// A negative number with a real minus sign, which a hyphen is not. A dash alone stands for no number and stays.
fn minus(number: String) -> String {
    match number.strip_prefix('-').filter(|digits| !digits.is_empty()) {
        Some(digits) => format!("−{digits}"),
        None => number,
    }
}

/// How many decimals tell multiples of a step apart.
fn step_decimals(step: f64) -> usize {
    (0..=6)
        .find(|decimals| {
            let shifted = step * libm::pow(10.0, f64::from(*decimals));
            (shifted - shifted.round()).abs() < 1e-9 * shifted.abs().max(1.0)
        })
        .map_or(6, |decimals| decimals as usize)
}
