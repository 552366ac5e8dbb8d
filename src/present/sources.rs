//! Where a pack's numbers come from, and which judgements rest on an assumption.

use std::sync::Arc;

use super::{dates, number};
use crate::model::comparison::{Polarity, PolarityBasis};
use crate::model::dataset::Snapshot;
use crate::model::pack::Pack;
use crate::model::view::{AssumedPolarity, SourceView};

pub(super) fn view(pack: &Pack) -> Vec<SourceView> {
    pack.sources
        .iter()
        .map(|source| SourceView {
            // The file's name alone: a page must not tell where on whose computer it lay.
            file: source
                .path
                .file_name()
                .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
            rows: number::fixed(source.rows as f64, 0),
            attribution: source.snapshot.as_ref().map(attribution),
        })
        .collect()
}

/// The line that pages must print; fetched figures change with the day, so that is said as well.
fn attribution(snapshot: &Arc<Snapshot>) -> String {
    match &snapshot.fetched {
        Some(_) => {
            format!("{}; snapshot of {}", snapshot.attribution, dates::words(&snapshot.date))
        }
        None => snapshot.attribution.clone(),
    }
}

pub(super) fn assumed_polarity(pack: &Pack) -> Vec<AssumedPolarity> {
    pack.indicators
        .values()
        .filter(|facts| facts.series.is_some())
        .filter(|facts| facts.entry.polarity_basis == PolarityBasis::Assumed)
        .filter_map(|facts| {
            let polarity = match facts.entry.polarity {
                Polarity::HighIsGood => "A high value is taken as good",
                Polarity::LowIsGood => "A low value is taken as good",
                Polarity::NoJudgement | Polarity::NotApplicable => return None,
            };
            Some(AssumedPolarity {
                label: facts.entry.label.clone(),
                polarity: polarity.to_owned(),
                source: facts.entry.polarity_source.clone().unwrap_or_default(),
            })
        })
        .collect()
}
