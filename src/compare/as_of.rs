//! The date of packs: chosen, or the data's own, never the clock's, so that tomorrow's rerun
//! changes nothing.

use crate::model::dataset::Dataset;
use crate::model::pack::{AsOf, DateBasis};
use crate::model::period::TimePeriod;

/// The chosen date, else the newest snapshot's, else the end of the newest period with a row.
pub fn as_of(dataset: &Dataset, chosen: Option<String>) -> AsOf {
    if let Some(date) = chosen {
        return AsOf { date, basis: DateBasis::Chosen };
    }
    let snapshot =
        dataset.sources.iter().filter_map(|source| Some(&source.snapshot.as_ref()?.date)).max();
    if let Some(date) = snapshot {
        return AsOf { date: date.clone(), basis: DateBasis::Snapshot };
    }
    let newest = dataset
        .series
        .values()
        .flat_map(|series| series.areas.values().flatten())
        .map(|row| end(&row.period))
        .max();
    AsOf {
        // A dataset always has a row: `read` refuses empty data.
        date: newest.unwrap_or_else(|| "1970-01-01".to_owned()),
        basis: DateBasis::NewestPeriod,
    }
}

/// The last day of a period. A year written 2023/24 is taken to end on 31 March.
fn end(period: &TimePeriod) -> String {
    let year = period.end_year();
    if period.is_split_year() { format!("{year}-03-31") } else { format!("{year}-12-31") }
}
