//! Draws maps of areas: one with numbers, to be read beside a list of names, and one for each indicator,
//! where every area has the colour of its class and its mark on top, so that nothing is told by colour alone.
//! The chosen area has a thick outline. Areas too small to be seen are a round mark.

use super::backend::{Recorder, circle, closed, open, pixels, points};
use super::symbol::{self, Size};
use super::{ChartError, style, text};
use crate::model::comparison::Class;
use crate::model::drawing::{Across, Down, Drawing, Label, Segment};
use crate::model::map_view::{MapArea, MapChart, MapView};

/// The most room of the map with numbers, in points.
pub const LARGE: (f64, f64) = (480.0, 385.0);
/// The most room of an indicator's map: two stand side by side.
pub const SMALL: (f64, f64) = (232.0, 200.0);
/// The most room of one that is much higher than wide: its words stand beside it.
pub const TALL: (f64, f64) = (232.0, 285.0);
/// How wide a map is, as a share of its height, to be no tall one.
pub const TALL_BELOW: f64 = 0.7;

/// Around the map, for marks and outlines at its edge.
const EDGE: f64 = 9.0;
/// Radius of the mark of an area too small to be seen.
const TINY: f64 = 6.0;
/// Radius of the paper behind a class's mark, so that it shows on any colour.
const HALO: f64 = 5.0;
/// A label this far from its area gets a line to it.
const FAR: f64 = 3.0;
/// Directions and distances tried for a label that finds no room in its area.
const DIRECTIONS: u32 = 16;
const STEP: f64 = 2.0;
const STEPS: u32 = 60;

/// The map with a number in each area, counted from 1 in the list's order.
pub fn numbers(map: &MapView) -> Result<Drawing, ChartError> {
    let frame = Frame::new(map, LARGE)?;
    let mut canvas = Recorder::new(frame.width, frame.height);
    for area in &map.areas {
        frame.area(&mut canvas, area, style::WHITE);
    }
    frame.chosen(&mut canvas, &map.areas);
    let labels: Vec<String> = (1..=map.areas.len()).map(|number| number.to_string()).collect();
    let room = |label: &String| {
        (
            text::width(label, style::TEXT, true) / 2.0 + 1.0,
            style::TEXT * text::CAP_HEIGHT / 2.0 + 1.5,
        )
    };
    let room: Vec<(f64, f64)> = labels.iter().map(room).collect();
    let stands = frame.places(&map.areas, &room, true);
    frame.lines(&mut canvas, &map.areas, &stands);
    for ((label, &(x, y)), area) in labels.iter().zip(&stands).zip(&map.areas) {
        canvas.label(Label {
            x,
            y,
            text: label.clone(),
            size: style::TEXT,
            bold: area.chosen,
            colour: style::INK,
            across: Across::Middle,
            down: Down::Middle,
        });
    }
    Ok(canvas.take(&map.alt))
}

/// The map of an indicator.
pub fn classes(map: &MapView, chart: &MapChart) -> Result<Drawing, ChartError> {
    let room = if map.width < TALL_BELOW * map.height { TALL } else { SMALL };
    let frame = Frame::new(map, room)?;
    if chart.classes.len() != map.areas.len() {
        return Err(ChartError::Uneven {
            name: chart.slug.clone(),
            points: chart.classes.len(),
            periods: map.areas.len(),
        });
    }
    let mut canvas = Recorder::new(frame.width, frame.height);
    // Areas of one class follow each other, so that they become one path.
    let mut order: Vec<(Class, &MapArea)> = chart.classes.iter().copied().zip(&map.areas).collect();
    order.sort_by_key(|(class, _)| *class);
    for (class, area) in &order {
        frame.area(&mut canvas, area, style::fill(*class));
    }
    let room: Vec<(f64, f64)> = chart.classes.iter().map(|class| size(*class)).collect();
    let stands = frame.places(&map.areas, &room, false);
    frame.lines(&mut canvas, &map.areas, &stands);
    for &stand in &stands {
        canvas.path(circle(stand, HALO), Some(style::WHITE), None);
    }
    // Over the paper behind marks, or a small area would lose its outline.
    frame.chosen(&mut canvas, &map.areas);
    for (class, &stand) in chart.classes.iter().zip(&stands) {
        symbol::record(&mut canvas, stand, *class, Size::Roomy);
    }
    Ok(canvas.take(&chart.alt))
}

/// Half the width and height of a class's mark.
fn size(class: Class) -> (f64, f64) {
    let side = match class {
        Class::JudgedQuintile(_) | Class::Quintile(_) | Class::Quartile(_) => style::DIGIT_MARK,
        _ => HALO,
    };
    (side, side)
}

/// A map fitted into its room.
struct Frame {
    scale: f64,
    width: f64,
    height: f64,
}

impl Frame {
    fn new(map: &MapView, room: (f64, f64)) -> Result<Self, ChartError> {
        let ends = [map.width, map.height];
        let places =
            || map.areas.iter().flat_map(|area| area.rings.iter().flatten().chain([&area.middle]));
        let finite = ends.iter().all(|end| end.is_finite() && *end >= 0.0)
            && places().all(|(x, y)| x.is_finite() && y.is_finite());
        if !finite || map.width + map.height == 0.0 {
            return Err(ChartError::NotFinite(map.title.clone()));
        }
        let fit = |room: f64, length: f64| (room - 2.0 * EDGE) / length.max(1.0);
        let scale = fit(room.0, map.width).min(fit(room.1, map.height));
        let side = |length: f64| (length * scale + 2.0 * EDGE).ceil();
        Ok(Self { scale, width: side(map.width), height: side(map.height) })
    }

    fn at(&self, (x, y): (f64, f64)) -> (f64, f64) {
        points((pixels(EDGE + x * self.scale), pixels(EDGE + y * self.scale)))
    }

    fn outline(&self, area: &MapArea) -> Vec<Segment> {
        let ring = |ring: &Vec<(f64, f64)>| closed(ring.iter().map(|&at| self.at(at)));
        let mut outline: Vec<Segment> = area.rings.iter().flat_map(ring).collect();
        if area.tiny {
            outline.extend(circle(self.at(area.middle), TINY));
        }
        outline
    }

    fn area(&self, canvas: &mut Recorder, area: &MapArea, fill: crate::model::drawing::Rgba) {
        canvas.path(self.outline(area), Some(fill), Some(style::solid(style::GREY, 0.5)));
    }

    /// The chosen area's outline, thick and on top.
    fn chosen(&self, canvas: &mut Recorder, areas: &[MapArea]) {
        for area in areas.iter().filter(|area| area.chosen) {
            canvas.path(self.outline(area), None, Some(style::solid(style::INK, 2.0)));
        }
    }

    /// Where a label for each area stands, none on another: in its middle, else as near as there is room.
    /// `room` is half the width and height of each; `beside` keeps labels out of areas that are no larger.
    fn places(&self, areas: &[MapArea], room: &[(f64, f64)], beside: bool) -> Vec<(f64, f64)> {
        let size = |area: &MapArea| {
            let ring = area.rings.first().map_or(&[][..], Vec::as_slice);
            let wide = |pick: fn(&(f64, f64)) -> f64| {
                let ends = ring.iter().map(pick).fold(None, |ends: Option<(f64, f64)>, at| {
                    Some(ends.map_or((at, at), |(low, high)| (low.min(at), high.max(at))))
                });
                ends.map_or(0.0, |(low, high)| (high - low) * self.scale)
            };
            (wide(|at| at.0), wide(|at| at.1))
        };
        let extent = |area: &MapArea| size(area).0 * size(area).1;
        // The largest areas first: they hold their label; small ones are moved out of their way.
        let mut order: Vec<usize> = (0..areas.len()).collect();
        order.sort_by(|&a, &b| extent(&areas[b]).total_cmp(&extent(&areas[a])).then(a.cmp(&b)));
        let mut stands = vec![(0.0, 0.0); areas.len()];
        let mut taken: Vec<usize> = Vec::new();
        for index in order {
            let middle = self.at(areas[index].middle);
            let (wide, high) = room[index];
            let free = |&(x, y): &(f64, f64)| {
                let inside = x - wide >= 0.0
                    && y - high >= 0.0
                    && x + wide <= self.width
                    && y + high <= self.height;
                inside
                    && taken.iter().all(|&other| {
                        let (other_x, other_y): (f64, f64) = stands[other];
                        (other_x - x).abs() >= wide + room[other].0
                            || (other_y - y).abs() >= high + room[other].1
                    })
            };
            let own = size(&areas[index]);
            let small = own.0 < 3.0 * wide || own.1 < 3.0 * high;
            let away = match beside && small {
                true => wide.max(high) + libm::hypot(own.0, own.1).max(2.0 * TINY) / 2.0 + 2.0,
                false => 0.0,
            };
            let tried = (0..=STEPS).flat_map(|step| {
                let distance = away + f64::from(step) * STEP;
                let count = if distance == 0.0 { 1 } else { DIRECTIONS };
                (0..count).map(move |nth| {
                    let turn = f64::from(nth) / f64::from(DIRECTIONS) * std::f64::consts::TAU;
                    (middle.0 + distance * libm::cos(turn), middle.1 + distance * libm::sin(turn))
                })
            });
            let stand = tried.into_iter().find(|stand| free(stand)).unwrap_or(middle);
            stands[index] = points((pixels(stand.0), pixels(stand.1)));
            taken.push(index);
        }
        stands
    }

    /// A thin line from each area to its label, where that stands elsewhere.
    fn lines(&self, canvas: &mut Recorder, areas: &[MapArea], stands: &[(f64, f64)]) {
        for (area, &stand) in areas.iter().zip(stands) {
            let middle = self.at(area.middle);
            if libm::hypot(stand.0 - middle.0, stand.1 - middle.1) > FAR {
                canvas.path(open([middle, stand]), None, Some(style::solid(style::INK, 0.5)));
            }
        }
    }
}
