//! Whether a count is small enough to give someone away.
//!
//! Source: `FingertipsUploadService/Upload/SmallNumberChecker.cs` (fingertips-open@6780897), whose check only
//! warns. Limits: looks at one count; a complement or a difference may give a small number away too.

use std::ops::{Bound, RangeBounds};

/// The counts that are small.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SmallNumbers {
    /// Where they begin.
    pub from: Bound<f64>,
    /// Where they end.
    pub to: Bound<f64>,
}

impl SmallNumbers {
    /// Upstream's default: above 0, up to 5.
    pub const ONE_TO_FIVE: SmallNumbers =
        SmallNumbers { from: Bound::Excluded(0.0), to: Bound::Included(5.0) };

    /// Upstream's other rule: from 0, below 5.
    pub const NOUGHT_TO_FOUR: SmallNumbers =
        SmallNumbers { from: Bound::Included(0.0), to: Bound::Excluded(5.0) };

    /// Above 0, below `threshold`: with 5, counts of 1 to 4.
    pub fn below(threshold: f64) -> SmallNumbers {
        SmallNumbers { from: Bound::Excluded(0.0), to: Bound::Excluded(threshold) }
    }

    /// Whether `count` is one of them.
    pub fn flag(self, count: f64) -> bool {
        (self.from, self.to).contains(&count)
    }

    /// Whether `count` out of `whole` is small, or what is left of the whole without it.
    pub fn flag_with_complement(self, count: f64, whole: Option<f64>) -> bool {
        self.flag(count) || whole.is_some_and(|whole| self.flag(whole - count))
    }
}
