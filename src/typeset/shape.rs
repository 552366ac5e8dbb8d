//! Shapes labels with the page's fonts, kerning and ligatures included.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use rustybuzz::{BufferFlags, Direction, ShapePlan, UnicodeBuffer, script};
use typst_library::layout::Em;
use typst_library::text::FontInstance;

use super::fonts::fonts;

/// How many shaped labels a worker keeps. Years, ticks and names come again in every pack.
const KEPT: usize = 4096;

/// A label's glyphs in order, in units of the font size, so that one shaping serves every size.
pub(super) struct Shaped {
    pub(super) glyphs: Vec<ShapedGlyph>,
    /// The sum of advances, in ems.
    pub(super) width: Em,
}

/// One glyph.
pub(super) struct ShapedGlyph {
    pub(super) id: u16,
    pub(super) x_advance: Em,
    pub(super) x_offset: Em,
    pub(super) y_offset: Em,
    /// The bytes of the label it stands for.
    pub(super) range: std::ops::Range<u16>,
}

/// Why a label can't be shaped.
pub(super) enum Unshaped {
    /// The font has no glyph for this character.
    Lacking(char),
    /// The label is too long, or there is no font.
    Unusable,
}

thread_local! {
    static SHAPED: RefCell<HashMap<(bool, String), Arc<Shaped>>> = RefCell::new(HashMap::new());
}

static PLANS: LazyLock<[Option<ShapePlan>; 2]> = LazyLock::new(|| {
    [&fonts().regular, &fonts().bold].map(|face| {
        face.as_ref().map(|face| {
            ShapePlan::new(face.rusty(), Direction::LeftToRight, Some(script::LATIN), None, &[])
        })
    })
});

/// The glyphs of a label, remembered from call to call.
pub(super) fn shape(text: &str, bold: bool) -> Result<Arc<Shaped>, Unshaped> {
    let key = (bold, text.to_owned());
    SHAPED.with_borrow_mut(|known| {
        if let Some(shaped) = known.get(&key) {
            return Ok(Arc::clone(shaped));
        }
        let shaped = Arc::new(shape_anew(text, bold)?);
        if known.len() >= KEPT {
            known.clear();
        }
        known.insert(key, Arc::clone(&shaped));
        Ok(shaped)
    })
}

/// The face for labels.
pub(super) fn face(bold: bool) -> Option<&'static FontInstance> {
    let fonts = fonts();
    if bold { fonts.bold.as_ref() } else { fonts.regular.as_ref() }
}

fn shape_anew(text: &str, bold: bool) -> Result<Shaped, Unshaped> {
    let face = face(bold).ok_or(Unshaped::Unusable)?;
    let plan = PLANS[usize::from(bold)].as_ref().ok_or(Unshaped::Unusable)?;
    let length = u16::try_from(text.len()).map_err(|_| Unshaped::Unusable)?;

    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.set_direction(Direction::LeftToRight);
    buffer.set_script(script::LATIN);
    buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
    let shaped = rustybuzz::shape_with_plan(face.rusty(), plan, buffer);

    let infos = shaped.glyph_infos();
    let mut glyphs = Vec::with_capacity(infos.len());
    for (index, (info, position)) in infos.iter().zip(shaped.glyph_positions()).enumerate() {
        let start = u16::try_from(info.cluster).map_err(|_| Unshaped::Unusable)?;
        if info.glyph_id == 0 {
            let lacking = text.get(usize::from(start)..).and_then(|rest| rest.chars().next());
            return Err(lacking.map_or(Unshaped::Unusable, Unshaped::Lacking));
        }
        let end = infos[index..]
            .iter()
            .find(|next| next.cluster != info.cluster)
            .and_then(|next| u16::try_from(next.cluster).ok())
            .unwrap_or(length);
        glyphs.push(ShapedGlyph {
            id: u16::try_from(info.glyph_id).map_err(|_| Unshaped::Unusable)?,
            x_advance: face.to_em(position.x_advance),
            x_offset: face.to_em(position.x_offset),
            y_offset: face.to_em(position.y_offset),
            range: start..end,
        });
    }
    let width = glyphs.iter().map(|glyph| glyph.x_advance).sum();
    Ok(Shaped { glyphs, width })
}
