//! The `drawing` function of templates: puts a recorded drawing straight onto the page.
//! Text stays text; the reader's alternative comes from `figure(alt: ..)` around it.

use typst::ecow::EcoString;
use typst_library::World;
use typst_library::diag::{At, SourceResult, bail, warning};
use typst_library::engine::Engine;
use typst_library::foundations::{Content, NativeElement, Packed, Scope, StyleChain, func};
use typst_library::introspection::Locator;
use typst_library::layout::{Abs, BlockElem, Frame, FrameItem, Point, Region, Size};
use typst_library::visualize::{
    Color, Curve, DashPattern, FillRule, FixedStroke, Geometry, LineCap, LineJoin, Paint, Shape,
};
use typst_macros::elem;
use typst_syntax::{Span, Spanned};

use super::runs::Runs;
use super::world::virtual_file;
use super::{Fault, TypesetError};
use crate::model::drawing::{Drawing, Mark, Rgba, Segment, Stroke};

/// Makes `drawing` known to templates.
pub(super) fn define(scope: &mut Scope) {
    scope.define_func::<drawing>();
}

/// The virtual path of a drawing.
pub(super) fn path(name: &str) -> String {
    format!("/drawings/{name}")
}

/// A drawing as the bytes of a virtual file. Going through a file keeps Typst's memory of earlier
/// layouts sound: it compares what files held.
pub(super) fn encode(drawn: &Drawing) -> Result<Vec<u8>, TypesetError> {
    postcard::to_extend(drawn, Vec::new())
        .map_err(|_| Fault::plain("a drawing can't be handed to the page").into())
}

/// Places a drawing of this pack, at its own size.
///
/// Put it into a `figure` with alternative text, unless the words beside it say all it shows.
#[func]
fn drawing(
    span: Span,
    /// The drawing's name.
    name: Spanned<EcoString>,
) -> Content {
    let placed = Packed::new(PlacedDrawing::new(name.v)).spanned(span);
    BlockElem::single_layouter(placed, layout).pack().spanned(span)
}

/// A drawing on its way to the page.
#[elem]
struct PlacedDrawing {
    /// The drawing's name.
    #[required]
    name: EcoString,
}

fn layout(
    placed: &Packed<PlacedDrawing>,
    engine: &mut Engine,
    _: Locator,
    styles: StyleChain,
    region: Region,
) -> SourceResult<Frame> {
    let span = placed.span();
    let name = &placed.name;
    let Ok(id) = virtual_file(&path(name)) else {
        bail!(span, "`{name}` can't be the name of a drawing");
    };
    let Ok(data) = engine.world.file(id) else {
        bail!(span, "there is no drawing named `{name}` in this pack");
    };
    let Ok(drawn) = postcard::from_bytes::<Drawing>(&data) else {
        bail!(span, "the drawing `{name}` is damaged");
    };
    let size = Size::new(Abs::pt(drawn.width), Abs::pt(drawn.height));
    if !(drawn.width.is_finite() && drawn.height.is_finite()) {
        bail!(span, "the drawing `{name}` has no finite size");
    }
    let room = region.size.x;
    if size.x > room + Abs::pt(0.5) {
        engine.sink.warn(warning!(
            span,
            "the drawing `{name}` is {:.1} pt wide, but its place only {:.1} pt",
            drawn.width,
            room.to_pt()
        ));
    }
    let mut frame = Frame::soft(size);
    let mut runs = Runs::new(styles, span);
    for mark in &drawn.marks {
        match mark {
            Mark::Path { segments, fill, stroke } => {
                runs.finish(&mut frame);
                let shape = outline(segments, *fill, stroke.as_ref());
                frame.push(Point::zero(), FrameItem::Shape(shape, span));
            }
            Mark::Label(label) => {
                runs.add(&mut frame, label).map_err(|why| why.told(label, name)).at(span)?
            }
        }
    }
    runs.finish(&mut frame);
    Ok(frame)
}

fn outline(segments: &[Segment], fill: Option<Rgba>, stroke: Option<&Stroke>) -> Shape {
    let point = |x: f64, y: f64| Point::new(Abs::pt(x), Abs::pt(y));
    let mut curve = Curve::new();
    for segment in segments {
        match *segment {
            Segment::Move(x, y) => curve.move_(point(x, y)),
            Segment::Line(x, y) => curve.line(point(x, y)),
            Segment::Cubic(ax, ay, bx, by, x, y) => {
                curve.cubic(point(ax, ay), point(bx, by), point(x, y));
            }
            Segment::Close => curve.close(),
        }
    }
    Shape {
        geometry: Geometry::Curve(curve),
        fill: fill.map(paint),
        fill_rule: FillRule::NonZero,
        stroke: stroke.map(|stroke| FixedStroke {
            paint: paint(stroke.colour),
            thickness: Abs::pt(stroke.width),
            cap: LineCap::Butt,
            join: LineJoin::Miter,
            dash: (!stroke.dash.is_empty()).then(|| DashPattern {
                array: stroke.dash.iter().map(|&length| Abs::pt(length)).collect(),
                phase: Abs::zero(),
            }),
            ..FixedStroke::default()
        }),
    }
}

/// A colour as Typst's.
pub(super) fn paint(Rgba(red, green, blue, opacity): Rgba) -> Paint {
    Paint::Solid(Color::from_u8(red, green, blue, opacity))
}
