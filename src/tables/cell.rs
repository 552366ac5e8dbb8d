//! What stands in a cell.

use std::borrow::Cow;

use crate::model::sheet::{DataRow, Shorthand};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'a> {
    /// Words. Never a formula, whatever they begin with.
    Text(Cow<'a, str>),
    /// A number, and with how many decimals it is shown; none shows all of it, without commas.
    Number(f64, Option<usize>),
    /// Why there is no number.
    Code(Shorthand),
    /// Nothing to say.
    Blank,
}

impl<'a> Cell<'a> {
    /// Words; blank if there are none.
    pub(super) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Blank } else { Self::Text(text) }
    }

    /// A number, or why there is none.
    pub(super) fn number(number: Option<f64>, decimals: Option<usize>, absent: Shorthand) -> Self {
        match number.filter(|number| number.is_finite()) {
            Some(number) => Self::Number(number, decimals),
            None => Self::Code(absent),
        }
    }

    /// A whole number that names or places something; not applicable if there is none.
    #[allow(clippy::cast_precision_loss, reason = "ids and ranks are far below 2^52")]
    pub(super) fn whole(number: Option<usize>) -> Self {
        Self::number(number.map(|number| number as f64), None, Shorthand::NotApplicable)
    }
}

/// Why a value and what belongs to it are not there, by the value's state.
pub(super) fn absent(state: &str) -> Shorthand {
    match state {
        "suppressed" => Shorthand::Confidential,
        _ => Shorthand::NotAvailable,
    }
}

/// The value, limits, count and denominator of a row, with the indicator's decimals.
pub(super) fn figures(row: &DataRow) -> [Cell<'static>; 5] {
    let absent = absent(row.value_state);
    let shown = Some(row.details.decimals);
    [
        Cell::number(row.value, shown, absent),
        Cell::number(row.lower_95, shown, absent),
        Cell::number(row.upper_95, shown, absent),
        Cell::number(row.count, Some(0), absent),
        Cell::number(row.denominator, Some(0), absent),
    ]
}

/// A benchmark's value; not applicable where there is no benchmark.
pub(super) fn reference(value: Option<f64>, decimals: Option<usize>, named: bool) -> Cell<'static> {
    let absent = if named { Shorthand::NotAvailable } else { Shorthand::NotApplicable };
    Cell::number(value, decimals, absent)
}

/// The codes that mark a value: "\[b\] \[u\]".
pub(super) fn marks(row: &DataRow) -> Cell<'static> {
    let codes: Vec<&str> = row.details.marks.iter().map(|mark| mark.code()).collect();
    Cell::text(codes.join(" "))
}
