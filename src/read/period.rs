//! Reads time periods from their labels, sort keys and lengths.

use std::collections::HashMap;
use std::sync::Arc;

use super::intern::tidy;
use super::period_label::{is_year, span};
use crate::model::period::TimePeriod;

/// Why a period can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    /// The label, and nothing else tells.
    Label,
    /// The sort key.
    Sortable,
    /// The length.
    Range,
}

/// Reads periods, each distinct one once.
#[derive(Debug, Default)]
pub(super) struct Periods {
    known: HashMap<String, Result<(TimePeriod, bool), Unread>>,
    key: String,
}

impl Periods {
    /// The period with a label, a sort key and a length, the latter two perhaps empty; and whether the sort key
    /// says the same as the label.
    pub(super) fn get(
        &mut self,
        label: &str,
        sortable: &str,
        range: &str,
    ) -> Result<(TimePeriod, bool), Unread> {
        self.key.clear();
        for part in [label, "\n", sortable, "\n", range] {
            self.key.push_str(part);
        }
        if let Some(known) = self.known.get(&self.key) {
            return known.clone();
        }
        let period = period(&tidy(label), sortable.trim(), range.trim());
        self.known.insert(self.key.clone(), period.clone());
        period
    }
}

fn period(label: &str, sortable: &str, range: &str) -> Result<(TimePeriod, bool), Unread> {
    let from_label = span(label);
    let sort = match sortable {
        "" => None,
        text => Some(sort_key(text).ok_or(Unread::Sortable)?),
    };
    let months = match range {
        "" => None,
        text => Some(length(text).ok_or(Unread::Range)?),
    };
    let fits = match (from_label, sort) {
        // Fingertips sorts a year that starts in August or April by its year alone.
        (Some((own, _)), Some(sort)) => own / 10_000 == sort / 10_000,
        _ => true,
    };
    let (sort, months) = match (from_label, sort, months) {
        (Some(_), Some(sort), Some(months)) => (sort, months),
        (Some((own_sort, own_months)), sort, months) => {
            (sort.unwrap_or(own_sort), months.unwrap_or(own_months))
        }
        (None, ..) => return Err(Unread::Label),
    };
    Ok((TimePeriod { label: Arc::from(label), sort, months }, fits))
}

/// `YYYYQQMM`.
fn sort_key(text: &str) -> Option<u32> {
    if text.len() != 8 {
        return None;
    }
    let key: u32 = text.parse().ok()?;
    let (year, quarter, month) = (key / 10_000, key / 100 % 100, key % 100);
    (is_year(year) && quarter <= 4 && month <= 12).then_some(key)
}

/// "3y", "1q", "1m" in months.
fn length(text: &str) -> Option<u16> {
    let unit = text.chars().last()?;
    let number: u16 = text.strip_suffix(unit)?.trim().parse().ok()?;
    let months = number.checked_mul(match unit.to_ascii_lowercase() {
        'y' => 12,
        'q' => 3,
        'm' => 1,
        _ => return None,
    })?;
    (months > 0).then_some(months)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sort_key_is_trusted() {
        let read = |label, sortable, range| {
            period(label, sortable, range).map(|(period, _)| (period.sort, period.months))
        };
        let fits = |label, sortable| period(label, sortable, "").map(|(_, fits)| fits);
        assert_eq!(fits("2023", "20220000"), Ok(false));
        assert_eq!(fits("2022/23", "20220000"), Ok(true));
        assert_eq!(fits("Aug 2019 - Jul 2020", "20190000"), Ok(true));
        assert_eq!(read("2023", "20220000", "1y"), Ok((20_220_000, 12)));
        // A label that says nothing is a mistake somewhere, whatever the key says.
        assert_eq!(read("odd", "20220000", "3y"), Err(Unread::Label));
        assert_eq!(read("odd", "20220000", ""), Err(Unread::Label));
        assert_eq!(read("2011 - 13", "20110000", ""), Ok((20_110_000, 36)));
        assert_eq!(read("2023", "2.02E+07", "1y"), Err(Unread::Sortable));
        assert_eq!(read("2023", "20230000", "a year"), Err(Unread::Range));
        assert_eq!(read("2021 Q1", "20210100", "1q"), Ok((20_210_100, 3)));
    }
}
