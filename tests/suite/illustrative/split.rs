//! Divides an area's cell among groups whose parts add up to it.

use super::draw::Draw;
use super::simulate::{Cell, Kind};

/// One of the groups: its share of the people, and its log ratio or log odds ratio to all.
pub struct Part {
    pub share: f64,
    pub effect: f64,
}

/// The cells of the groups.
pub fn split(total: Cell, kind: Kind, parts: &[Part], mut draw: Draw) -> Vec<Cell> {
    let shares: Vec<f64> =
        parts.iter().map(|part| part.share * (1.0 + 0.05 * draw.within(2.0))).collect();
    let sizes = whole_parts(total.out_of, &shares);
    let level = total.count / total.out_of.max(1.0);
    let weights: Vec<f64> = sizes
        .iter()
        .zip(parts)
        .map(|(size, part)| {
            let chance = draw.normal();
            match kind {
                Kind::Share => {
                    let odds = level / (1.0 - level).max(1e-9) * libm::exp(part.effect);
                    let rate = odds / (1.0 + odds);
                    let deviation = libm::sqrt(size * rate * (1.0 - rate));
                    (size * rate + deviation * chance).clamp(0.0, *size)
                }
                Kind::Events => {
                    let expected = size * level * libm::exp(part.effect);
                    (expected + libm::sqrt(expected) * chance).max(0.0)
                }
                Kind::Score => {
                    let expected = size * level * libm::exp(part.effect);
                    expected * (1.0 + 0.4 * chance / libm::sqrt(size.max(1.0)))
                }
            }
        })
        .collect();
    let counts = match kind {
        Kind::Score => {
            let sum: f64 = weights.iter().sum();
            weights.iter().map(|weight| weight * total.count / sum).collect()
        }
        Kind::Events => whole_parts(total.count, &weights),
        Kind::Share => at_most(whole_parts(total.count, &weights), &sizes),
    };
    let cell = |(&count, &out_of): (&f64, &f64)| Cell { count, out_of };
    counts.iter().zip(&sizes).map(cell).collect()
}

/// A whole number divided into whole numbers as the weights say: the largest remainders are rounded up.
fn whole_parts(total: f64, weights: &[f64]) -> Vec<f64> {
    let sum: f64 = weights.iter().sum();
    let exact: Vec<f64> = weights
        .iter()
        .map(|weight| if sum > 0.0 { total * weight / sum } else { total / weights.len() as f64 })
        .collect();
    let mut parts: Vec<f64> = exact.iter().map(|part| part.floor()).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|&a, &b| (exact[b] - parts[b]).total_cmp(&(exact[a] - parts[a])).then(a.cmp(&b)));
    let left = total - parts.iter().sum::<f64>();
    for &part in order.iter().take(left as usize) {
        parts[part] += 1.0;
    }
    parts
}

/// Moves what is above a part's size to the parts with most room.
fn at_most(mut counts: Vec<f64>, sizes: &[f64]) -> Vec<f64> {
    for part in 0..counts.len() {
        while counts[part] > sizes[part] {
            let room = |other: &usize| sizes[*other] - counts[*other];
            let roomiest = (0..counts.len()).max_by(|a, b| room(a).total_cmp(&room(b)));
            let roomiest = roomiest.expect("at least one part");
            let moved = (counts[part] - sizes[part]).min(room(&roomiest).max(1.0));
            counts[part] -= moved;
            counts[roomiest] += moved;
        }
    }
    counts
}
