//! Dates in words.

use jiff::civil::Date;

use crate::model::pack::{AsOf, DateBasis};

/// `2026-11-22` as "22 November 2026"; as given if it is no date.
pub(super) fn words(date: &str) -> String {
    match date.parse::<Date>() {
        Ok(date) => date.strftime("%-d %B %Y").to_string(),
        Err(_) => date.to_owned(),
    }
}

/// The day that a pack's data are of; their newest period where nothing says the day. A day worked out from the end
/// of a period would be a false one.
pub(super) fn of_data(as_of: &AsOf) -> String {
    match (as_of.basis, &as_of.newest) {
        (DateBasis::NewestPeriod, Some(newest)) => super::words::period(newest),
        _ => words(&as_of.date),
    }
}

/// What a pack's date is the date of.
pub(super) fn basis(as_of: &AsOf) -> String {
    let date = words(&as_of.date);
    match as_of.basis {
        DateBasis::Snapshot => format!("Data snapshot of {date}"),
        DateBasis::NewestPeriod => {
            format!("Newest period in the data: {}", as_of.newest.as_deref().unwrap_or("none"))
        }
        DateBasis::Chosen => format!("Dated {date}"),
    }
}

/// The year of a date.
pub(super) fn year(date: &str) -> Option<i32> {
    date.parse::<Date>().ok().map(|date| i32::from(date.year()))
}
