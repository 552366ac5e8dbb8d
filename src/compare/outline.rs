//! Outlines of areas for a small map: fitted into a square, simplified so that borders that two areas share
//! stay one line, without the specks that nobody could see.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::boundaries::Ring;
use crate::model::pack::Outline;

/// The longer side of a map, in its own units.
const SIDE: f64 = 1000.0;
/// How far a simplified line may be from the true one: a third of a point in print.
const TOLERANCE: f64 = 1.2;
/// Rings of a smaller area, in square units, are left out, but never an area's largest.
const SPECK: f64 = 6.0;
/// An area smaller than this both ways needs a mark to be seen.
const TINY: f64 = 16.0;
/// Points tried for the middle of an area, each way.
const STEPS: i32 = 24;

/// A position on a grid of tenths of a unit: what two areas share is equal.
type Node = (i32, i32);

/// The outlines of areas, and width and height of their map.
pub(super) fn outlines(areas: &[&Vec<Ring>]) -> (Vec<Outline>, (f64, f64)) {
    let positions = || areas.iter().flat_map(|rings| rings.iter().flatten());
    let ends = |pick: fn(&(f64, f64)) -> f64| {
        positions()
            .map(pick)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)))
    };
    let ((left, right), (bottom, top)) = (ends(|at| at.0), ends(|at| at.1));
    let scale = SIDE / (right - left).max(top - bottom).max(1.0);
    let size = ((right - left) * scale, (top - bottom) * scale);
    let node = |&(x, y): &(f64, f64)| -> Node {
        let tenths = |length: f64| (length * scale * 10.0).round() as i32;
        (tenths(x - left), tenths(top - y))
    };
    let rings: Vec<Vec<Vec<Node>>> = areas
        .iter()
        .map(|rings| rings.iter().map(|ring| distinct(ring.iter().map(node))).collect())
        .collect();
    let joints = joints(rings.iter().flatten());
    let outlines = rings.iter().map(|rings| outline(rings, &joints)).collect();
    (outlines, size)
}

/// A ring without repeated positions.
fn distinct(nodes: impl Iterator<Item = Node>) -> Vec<Node> {
    let mut ring: Vec<Node> = nodes.collect();
    ring.dedup();
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    ring
}

/// Where borders meet: positions with other than two neighbours in all rings together. Between them,
/// a line is the same for both areas beside it.
fn joints<'a>(rings: impl Iterator<Item = &'a Vec<Node>>) -> BTreeSet<Node> {
    let mut neighbours: BTreeMap<Node, BTreeSet<Node>> = BTreeMap::new();
    for ring in rings {
        for (index, &here) in ring.iter().enumerate() {
            let next = ring[(index + 1) % ring.len()];
            if next != here {
                neighbours.entry(here).or_default().insert(next);
                neighbours.entry(next).or_default().insert(here);
            }
        }
    }
    neighbours.into_iter().filter(|(_, others)| others.len() != 2).map(|(node, _)| node).collect()
}

fn outline(rings: &[Vec<Node>], joints: &BTreeSet<Node>) -> Outline {
    let units = |&(x, y): &Node| (f64::from(x) / 10.0, f64::from(y) / 10.0);
    let mut simple: Vec<(f64, Ring)> = rings
        .iter()
        .map(|ring| simplified(ring, joints).iter().map(units).collect::<Ring>())
        .map(|ring| (area(&ring).abs(), ring))
        .collect();
    simple.sort_by(|a, b| b.0.total_cmp(&a.0));
    let largest: Ring = simple.first().map(|(_, ring)| ring.clone()).unwrap_or_default();
    let wide = |pick: fn(&(f64, f64)) -> f64| {
        let places = || largest.iter().map(pick);
        places().fold(f64::NEG_INFINITY, f64::max) - places().fold(f64::INFINITY, f64::min)
    };
    let tiny = wide(|at| at.0) < TINY && wide(|at| at.1) < TINY;
    let kept = simple
        .into_iter()
        .enumerate()
        .filter(|(index, (area, ring))| ring.len() > 2 && (*index == 0 || *area >= SPECK));
    let rings: Vec<Ring> = kept.map(|(_, (_, ring))| ring).collect();
    // Too small for any line, it still has a place.
    let middle = match rings.is_empty() {
        true => largest.first().copied().unwrap_or_default(),
        false => middle(&rings),
    };
    Outline { rings, middle, tiny }
}

/// Half of what twice the area is; its sign tells the turn.
fn area(ring: &[(f64, f64)]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    let twice: f64 = ring.iter().zip(next).map(|((x, y), (nx, ny))| x * ny - nx * y).sum();
    twice / 2.0
}

/// A ring with fewer positions, the same ones wherever another area shares the line.
fn simplified(ring: &[Node], joints: &BTreeSet<Node>) -> Vec<Node> {
    if ring.len() < 4 {
        return ring.to_vec();
    }
    // A ring without joints starts at its smallest position, whoever draws it.
    let smallest = || (0..ring.len()).min_by_key(|&index| ring[index]).unwrap_or(0);
    let start = ring.iter().position(|node| joints.contains(node)).unwrap_or_else(smallest);
    let turned: Vec<Node> =
        ring[start..].iter().chain(&ring[..start]).chain(&ring[start..=start]).copied().collect();
    let mut simple = Vec::new();
    let mut from = 0;
    for to in 1..turned.len() {
        if to == turned.len() - 1 || joints.contains(&turned[to]) {
            let kept = line(&turned[from..=to]);
            simple.extend_from_slice(&kept[..kept.len() - 1]);
            from = to;
        }
    }
    simple
}

/// A line between two joints with fewer positions; the same whichever way it runs.
fn line(nodes: &[Node]) -> Vec<Node> {
    let backwards = {
        let reversed = nodes.iter().rev();
        nodes.iter().gt(reversed)
    };
    let mut nodes = nodes.to_vec();
    if backwards {
        nodes.reverse();
    }
    let last = nodes.len() - 1;
    let mut keep = vec![false; nodes.len()];
    (keep[0], keep[last]) = (true, true);
    let mut spans = vec![(0, last)];
    // A line that comes back to where it began has no direction: its farthest position is kept.
    if nodes[0] == nodes[last] && last > 2 {
        let far = farthest(&nodes, 0, last).map_or(0, |(index, _)| index);
        keep[far] = true;
        spans = vec![(0, far), (far, last)];
    }
    while let Some((from, to)) = spans.pop() {
        if let Some((far, distance)) = farthest(&nodes, from, to)
            && distance > TOLERANCE * 10.0
        {
            keep[far] = true;
            spans.extend([(from, far), (far, to)]);
        }
    }
    let mut kept: Vec<Node> =
        nodes.iter().zip(keep).filter(|(_, keep)| *keep).map(|(node, _)| *node).collect();
    if backwards {
        kept.reverse();
    }
    kept
}

/// The position between two others that is farthest from the line through them.
fn farthest(nodes: &[Node], from: usize, to: usize) -> Option<(usize, f64)> {
    let far = |index: usize| (index, distance(nodes[index], nodes[from], nodes[to]));
    (from + 1..to).map(far).max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
}

fn distance(node: Node, from: Node, to: Node) -> f64 {
    let units = |(x, y): Node| (f64::from(x), f64::from(y));
    to_segment(units(node), units(from), units(to))
}

fn to_segment((x, y): (f64, f64), from: (f64, f64), to: (f64, f64)) -> f64 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 {
        (((x - from.0) * dx + (y - from.1) * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    libm::hypot(x - from.0 - along * dx, y - from.1 - along * dy)
}

/// A point well inside: of a grid over the largest ring, the one farthest from every line.
fn middle(rings: &[Ring]) -> (f64, f64) {
    let Some(largest) = rings.first() else {
        return (0.0, 0.0);
    };
    let ends = |pick: fn(&(f64, f64)) -> f64| {
        let places = || largest.iter().map(pick);
        (places().fold(f64::INFINITY, f64::min), places().fold(f64::NEG_INFINITY, f64::max))
    };
    let ((left, right), (top, bottom)) = (ends(|at| at.0), ends(|at| at.1));
    let step = |low: f64, high: f64, nth: i32| {
        low + (high - low) * (f64::from(nth) + 0.5) / f64::from(STEPS)
    };
    let points = (0..STEPS).flat_map(|down| (0..STEPS).map(move |across| (across, down)));
    let mut best = ((f64::midpoint(left, right), f64::midpoint(top, bottom)), 0.0);
    for (across, down) in points {
        let at = (step(left, right, across), step(top, bottom, down));
        let edges = || rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
        let crossings = edges().filter(|(from, to)| crosses(at, **from, **to)).count();
        if crossings % 2 == 1 {
            let room =
                edges().map(|(from, to)| to_segment(at, *from, *to)).fold(f64::INFINITY, f64::min);
            if room > best.1 {
                best = (at, room);
            }
        }
    }
    best.0
}

/// Whether a line from a point to the right meets an edge.
fn crosses((x, y): (f64, f64), from: (f64, f64), to: (f64, f64)) -> bool {
    (from.1 > y) != (to.1 > y) && x < from.0 + (to.0 - from.0) * (y - from.1) / (to.1 - from.1)
}
