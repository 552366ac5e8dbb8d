//! The date of packs: chosen, or the data's own, never the clock's, so that tomorrow's rerun
//! changes nothing.

use crate::model::dataset::Dataset;
use crate::model::pack::{AsOf, DateBasis};
use crate::model::period::TimePeriod;

/// The chosen date, else the newest snapshot's, else the end of the newest period with a row.
pub fn as_of(dataset: &Dataset, chosen: Option<String>) -> AsOf {
    let rows = dataset.series.values().flat_map(|series| series.areas.values().flatten());
    let newest = rows.map(|row| (end(&row.period), row.period.label.clone())).max();
    let snapshot =
        dataset.sources.iter().filter_map(|source| Some(&source.snapshot.as_ref()?.date)).max();
    let (date, basis) = match (chosen, snapshot, &newest) {
        (Some(date), _, _) => (date, DateBasis::Chosen),
        (None, Some(date), _) => (date.clone(), DateBasis::Snapshot),
        (None, None, Some((end, _))) => (end.clone(), DateBasis::NewestPeriod),
        // `read` refuses data without rows.
        (None, None, None) => ("1970-01-01".to_owned(), DateBasis::NewestPeriod),
    };
    AsOf { date, basis, newest: newest.map(|(_, label)| label) }
}

/// The last day of a period. A year written 2023/24 is taken to end on 31 March.
fn end(period: &TimePeriod) -> String {
    let year = period.end_year();
    if period.is_split_year() { format!("{year}-03-31") } else { format!("{year}-12-31") }
}
