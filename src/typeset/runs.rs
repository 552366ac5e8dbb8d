//! Sets a drawing's labels as text. Labels of one look that follow each other on one line, from
//! left to right, become one run with spaces between: a row of years, or a name and its value.
//! It reads better aloud and costs less.

use typst::ecow::EcoString;
use typst_library::diag::eco_format;
use typst_library::foundations::StyleChain;
use typst_library::layout::{Abs, Em, Frame, FrameItem, Point};
use typst_library::text::{FontInstance, Glyph, TextElem, TextItem};
use typst_syntax::Span;

use super::drawing::paint;
use super::shape::{Shaped, Unshaped, face, shape};
use crate::model::drawing::{Across, Down, Label};

/// The run being set.
pub(super) struct Runs<'a> {
    styles: StyleChain<'a>,
    span: Span,
    open: Option<Run>,
}

struct Run {
    /// Where its baseline starts.
    start: Point,
    /// Where it ends so far.
    end: Abs,
    item: TextItem,
}

impl Unshaped {
    /// What to tell a person about a label that can't be set.
    pub(super) fn told(&self, label: &Label, drawing: &str) -> EcoString {
        let text = &label.text;
        match self {
            Self::Lacking(character) => eco_format!(
                "the text `{text}` in the drawing `{drawing}` has the character `{character}`, \
                 which the font lacks"
            ),
            Self::Unusable => {
                eco_format!("the text `{text}` in the drawing `{drawing}` can't be set")
            }
        }
    }
}

impl<'a> Runs<'a> {
    /// No run yet.
    pub(super) fn new(styles: StyleChain<'a>, span: Span) -> Self {
        Self { styles, span, open: None }
    }

    /// Puts the open run onto the page. What is pushed next is painted above it.
    pub(super) fn finish(&mut self, frame: &mut Frame) {
        if let Some(run) = self.open.take() {
            frame.push(run.start, FrameItem::Text(run.item));
        }
    }

    /// Adds a label to the open run, or starts another.
    pub(super) fn add(&mut self, frame: &mut Frame, label: &Label) -> Result<(), Unshaped> {
        let font = face(label.bold).ok_or(Unshaped::Unusable)?;
        let shaped = shape(&label.text, label.bold)?;
        let start = start(label, font, &shaped);
        if !self.open.as_ref().is_some_and(|run| run.takes(label, font, start)) {
            self.finish(frame);
        }
        let run = self.open.get_or_insert_with(|| Run {
            start,
            end: start.x,
            item: TextItem {
                font: font.clone(),
                size: Abs::pt(label.size),
                fill: paint(label.colour),
                stroke: None,
                lang: self.styles.get(TextElem::lang),
                region: self.styles.get(TextElem::region),
                text: EcoString::new(),
                glyphs: Vec::new(),
            },
        });
        run.append(label, &shaped, start.x, self.span)
    }
}

/// Where a label's baseline starts.
fn start(label: &Label, font: &FontInstance, shaped: &Shaped) -> Point {
    let size = Abs::pt(label.size);
    let before = match label.across {
        Across::Start => 0.0,
        Across::Middle => 0.5,
        Across::End => 1.0,
    };
    let above = match label.down {
        Down::Top => 1.0,
        Down::Middle => 0.5,
        Down::Baseline => 0.0,
    };
    Point::new(
        Abs::pt(label.x) - shaped.width.at(size) * before,
        Abs::pt(label.y) + font.metrics().cap_height.at(size) * above,
    )
}

impl Run {
    /// Whether a label that starts here goes on with this run.
    fn takes(&self, label: &Label, font: &FontInstance, start: Point) -> bool {
        let length = self.item.text.len() + 1 + label.text.len();
        self.item.font == *font
            && self.item.size == Abs::pt(label.size)
            && self.item.fill == paint(label.colour)
            && self.start.y == start.y
            && self.end <= start.x
            && length <= usize::from(u16::MAX)
    }

    /// Adds a label that starts at `x`, after a space as wide as the gap.
    fn append(
        &mut self,
        label: &Label,
        shaped: &Shaped,
        x: Abs,
        span: Span,
    ) -> Result<(), Unshaped> {
        if !self.item.text.is_empty() {
            let space = self.item.font.ttf().glyph_index(' ').ok_or(Unshaped::Unusable)?;
            let offset = self.offset()?;
            self.item.text.push(' ');
            self.item.glyphs.push(Glyph {
                id: space.0,
                x_advance: Em::from_abs(x - self.end, self.item.size),
                x_offset: Em::zero(),
                y_advance: Em::zero(),
                y_offset: Em::zero(),
                range: offset..offset + 1,
                span: (span, 0),
            });
        }
        let offset = self.offset()?;
        self.item.text.push_str(&label.text);
        self.item.glyphs.extend(shaped.glyphs.iter().map(|glyph| Glyph {
            id: glyph.id,
            x_advance: glyph.x_advance,
            x_offset: glyph.x_offset,
            y_advance: Em::zero(),
            y_offset: glyph.y_offset,
            range: offset + glyph.range.start..offset + glyph.range.end,
            span: (span, 0),
        }));
        self.end = x + shaped.width.at(self.item.size);
        Ok(())
    }

    /// Where the next glyph's text starts.
    fn offset(&self) -> Result<u16, Unshaped> {
        u16::try_from(self.item.text.len()).map_err(|_| Unshaped::Unusable)
    }
}
