//! Periods as the publisher writes and sorts them.

/// How a period is written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// "2024".
    Calendar,
    /// "2023/24".
    Split,
    /// "2021/22 - 23/24".
    Pooled,
}

/// A period.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// The year it starts in.
    pub start: i32,
    kind: Kind,
}

const POOLED_YEARS: i32 = 3;

impl Period {
    /// Reads a label; panics if it is none.
    pub fn read(label: &str) -> Self {
        let start = label.get(..4).and_then(|year| year.parse().ok());
        let start = start.unwrap_or_else(|| panic!("`{label}` is no period"));
        let kinds = [Kind::Calendar, Kind::Split, Kind::Pooled];
        let periods = kinds.map(|kind| Self { start, kind });
        let found = periods.into_iter().find(|period| period.label() == label);
        found.unwrap_or_else(|| panic!("`{label}` is no period"))
    }

    pub fn label(self) -> String {
        let end = |start: i32| format!("{:02}", (start + 1) % 100);
        let Self { start, kind } = self;
        match kind {
            Kind::Calendar => start.to_string(),
            Kind::Split => format!("{start}/{}", end(start)),
            Kind::Pooled => {
                let last = self.last_year();
                format!("{start}/{} - {:02}/{}", end(start), last % 100, end(last))
            }
        }
    }

    /// `YYYYQQMM`, both zero for years.
    pub fn sortable(self) -> String {
        format!("{}0000", self.start)
    }

    pub fn range(self) -> &'static str {
        if self.kind == Kind::Pooled { "3y" } else { "1y" }
    }

    /// The years in it, by the year each starts in.
    pub fn years(self) -> std::ops::RangeInclusive<i32> {
        self.start..=self.last_year()
    }

    /// The year that its last year starts in.
    pub fn last_year(self) -> i32 {
        if self.kind == Kind::Pooled { self.start + POOLED_YEARS - 1 } else { self.start }
    }

    /// A single year, written as this period writes years.
    pub fn one_year(self, start: i32) -> Self {
        let kind = if self.kind == Kind::Pooled { Kind::Split } else { self.kind };
        Self { start, kind }
    }
}

/// Every period from one to another.
pub fn periods(first: &Period, last: &Period) -> Vec<Period> {
    assert!(first.kind == last.kind, "`{}` and `{}` differ", first.label(), last.label());
    (first.start..=last.start).map(|start| Period { start, ..*first }).collect()
}
