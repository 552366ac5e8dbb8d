//! Ranks of a list of values, ties sharing the smallest rank.
//!
//! Source: `DataConstruction/AreaRankBuilder.cs`, `RankDataList.cs` (fingertips-open@6780897).
//! Limits: ranks exaggerate small differences; show the interval beside them.

use super::judge::Polarity;

/// The ranks of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranks {
    /// The rank of each value, in the order given: 1 is best when judged, lowest when not.
    /// None for a missing value.
    pub ranks: Vec<Option<usize>>,
    /// How many values were ranked.
    pub out_of: usize,
}

/// Ranks `values`; missing values and numbers that are not finite get no rank. High is good ranks
/// the highest first, every other polarity the lowest.
pub fn rank(values: &[Option<f64>], polarity: Polarity) -> Ranks {
    let mut order: Vec<(f64, usize)> = values
        .iter()
        .enumerate()
        .filter_map(|(place, value)| value.filter(|v| v.is_finite()).map(|v| (v, place)))
        .collect();
    let descending = polarity == Polarity::HighIsGood;
    order.sort_by(|a, b| if descending { b.0.total_cmp(&a.0) } else { a.0.total_cmp(&b.0) });
    let mut ranks = vec![None; values.len()];
    let mut tied = 1;
    for (nth, &(value, place)) in order.iter().enumerate() {
        // Not `total_cmp`: 0 and −0 tie.
        if nth > 0 && value != order[nth - 1].0 {
            tied = nth + 1;
        }
        ranks[place] = Some(tied);
    }
    Ranks { ranks, out_of: order.len() }
}
