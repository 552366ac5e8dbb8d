//! Time periods as published: a label and a key to sort by.
//! Reading them from text is in `read::period`.

use std::cmp::Ordering;
use std::sync::Arc;

use serde::Serialize;

/// A time period such as "2023/24" or "2021/22 - 23/24".
#[derive(Debug, Clone, Serialize)]
pub struct TimePeriod {
    /// As published.
    pub label: Arc<str>,
    /// `YYYYQQMM` of its start, as Fingertips sorts: 20230000 for 2023/24, 20230200 for the second
    /// quarter of 2023, 20230004 for April 2023.
    pub sort: u32,
    /// Its length in months: 12 for one year, 36 for three years pooled.
    pub months: u16,
}

impl TimePeriod {
    /// The year it starts in.
    pub fn start_year(&self) -> i32 {
        (self.sort / 10_000) as i32
    }

    /// Whether it is written as a year that starts in one calendar year and ends in the next.
    pub fn is_split_year(&self) -> bool {
        self.label.contains('/')
    }

    /// The last calendar year it reaches into: 2024 for 2023/24, 2023 for 2023, 2020 for
    /// Aug 2019 - Jul 2020.
    pub fn end_year(&self) -> i32 {
        let first_month = match self.sort % 100 {
            0 => (self.sort / 100 % 100).saturating_sub(1) * 3,
            month => month - 1,
        };
        let last_month = first_month + u32::from(self.months.max(1)) - 1;
        self.start_year() + (last_month / 12) as i32 + i32::from(self.is_split_year())
    }
}

impl PartialEq for TimePeriod {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for TimePeriod {}

impl PartialOrd for TimePeriod {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for TimePeriod {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.sort, self.months).cmp(&(other.sort, other.months))
    }
}
