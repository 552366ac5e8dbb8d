//! Renders a Drawing as a picture, for slides and documents that take no SVG.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use super::{ChartError, svg};
use crate::model::drawing::Drawing;

/// Dots an inch.
const DOTS: f64 = 200.0;
/// Points an inch.
const POINTS: f64 = 72.0;
/// SVG's pixels a point.
const PIXELS: f64 = 96.0 / 72.0;

/// The page's fonts, and no others: every machine makes the same picture.
static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for face in [notosans::REGULAR_TTF, notosans::BOLD_TTF] {
        fonts.load_font_data(face.to_vec());
    }
    Arc::new(fonts)
});

/// The drawing as a PNG of 200 dots an inch, on white.
///
/// # Errors
///
/// When the drawing has no size, or one that no picture can have.
pub fn render(drawing: &Drawing) -> Result<Vec<u8>, ChartError> {
    let failed = |why: String| ChartError::Layout(why);
    let options = usvg::Options { fontdb: Arc::clone(&FONTS), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(&svg::render(drawing), &options)
        .map_err(|why| failed(why.to_string()))?;
    // Casts from floats stop at the ends of u32; nothing wraps.
    let dots = |points: f64| (points * DOTS / POINTS).ceil() as u32;
    let mut picture = Pixmap::new(dots(drawing.width), dots(drawing.height))
        .ok_or_else(|| failed("a picture can't be of this size".to_owned()))?;
    picture.fill(Color::WHITE);
    let scale = (DOTS / POINTS / PIXELS) as f32;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    picture.encode_png().map_err(|why| failed(why.to_string()))
}
