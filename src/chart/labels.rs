//! Keeps labels apart: thins a row of them, and spreads a column of them.

/// Which labels of a row can stand: the last, the first and those `wanted`, as far as they find room; then those
/// of an even row that stand clear of them. `places` are centre and width of each label, from left to right.
pub(super) fn thin(places: &[(f64, f64)], gap: f64, wanted: &[usize]) -> Vec<usize> {
    let clear = |index: usize, kept: &[usize]| {
        kept.iter().all(|&other| {
            let (left, right) = (index.min(other), index.max(other));
            ends_before(places[left], places[right], gap)
        })
    };
    let last = places.len().checked_sub(1);
    let first = last.map(|_| 0);
    let mut kept: Vec<usize> = Vec::new();
    let leading = last.into_iter().chain(first).chain(wanted.iter().copied());
    for index in leading.chain(even(places, gap)) {
        if index < places.len() && !kept.contains(&index) && clear(index, &kept) {
            kept.push(index);
        }
    }
    kept.sort_unstable();
    kept
}

/// Whether a label ends before the next one starts.
fn ends_before(left: (f64, f64), right: (f64, f64), gap: f64) -> bool {
    left.0 + left.1 / 2.0 + gap <= right.0 - right.1 / 2.0
}

/// Every k-th label counted back from the last, with k as small as the widths allow.
fn even(places: &[(f64, f64)], gap: f64) -> Vec<usize> {
    let count = places.len();
    for step in 1..=count {
        let kept: Vec<usize> = (0..count).rev().step_by(step).collect();
        let free = kept.windows(2).all(|pair| ends_before(places[pair[1]], places[pair[0]], gap));
        if free {
            return kept.into_iter().rev().collect();
        }
    }
    Vec::new()
}

/// Where labels of a column stand so that none overlaps: as near as can be to where they belong,
/// between `top` and `bottom`. `wanted` are centre and height of each; the result has the same
/// order. Should there be too little room, they overlap evenly rather than leave the column.
pub(super) fn spread(wanted: &[(f64, f64)], top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].0.total_cmp(&wanted[b].0).then(a.cmp(&b)));
    let needed: f64 = wanted.iter().map(|&(_, height)| height).sum();
    let squeeze = if needed > bottom - top { (bottom - top) / needed } else { 1.0 };

    // Neighbours that touch move as one block, to where its members are best served on average.
    struct Block {
        members: Vec<usize>,
        start: f64,
        height: f64,
        /// The sum of where members want the block to start.
        wish: f64,
    }
    let mut blocks: Vec<Block> = Vec::new();
    for index in order {
        let height = wanted[index].1 * squeeze;
        let start = wanted[index].0 - height / 2.0;
        let mut block = Block { members: vec![index], start, height, wish: start };
        block.start = block.start.min(bottom - height).max(top);
        while let Some(last) = blocks.last()
            && last.start + last.height > block.start
            && let Some(mut above) = blocks.pop()
        {
            let members = block.members.len() as f64;
            above.wish += block.wish - members * above.height;
            above.height += block.height;
            above.members.append(&mut block.members);
            above.start = above.wish / above.members.len() as f64;
            above.start = above.start.min(bottom - above.height).max(top);
            block = above;
        }
        blocks.push(block);
    }

    let mut centres = vec![0.0; wanted.len()];
    for block in blocks {
        let mut start = block.start;
        for index in block.members {
            let height = wanted[index].1 * squeeze;
            centres[index] = start + height / 2.0;
            start += height;
        }
    }
    centres
}
