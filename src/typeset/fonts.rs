//! The four faces of Noto Sans, parsed once. No system font is ever used.

use std::sync::LazyLock;

use typst_library::foundations::Bytes;
use typst_library::layout::Abs;
use typst_library::text::{
    Font, FontBook, FontInstance, FontStyle, FontVariant, FontVariations, FontWeight,
};
use typst_utils::LazyHash;

/// The family that every page and every drawing is set in.
pub const FAMILY: &str = "Noto Sans";

/// The font files that pages are set with, by name.
pub const FONT_FILES: [(&str, &[u8]); 4] = [
    ("NotoSans-Regular.ttf", notosans::REGULAR_TTF),
    ("NotoSans-Bold.ttf", notosans::BOLD_TTF),
    ("NotoSans-Italic.ttf", notosans::ITALIC_TTF),
    ("NotoSans-BoldItalic.ttf", notosans::BOLD_ITALIC_TTF),
];

/// The faces and the book that finds them by family, weight and slope.
pub(super) struct Fonts {
    pub(super) book: LazyHash<FontBook>,
    pub(super) faces: Vec<Font>,
    /// The upright face in regular weight, ready for shaping.
    pub(super) regular: Option<FontInstance>,
    /// The upright face in bold, ready for shaping.
    pub(super) bold: Option<FontInstance>,
}

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let faces: Vec<Font> =
        FONT_FILES.into_iter().flat_map(|(_, data)| Font::iter(Bytes::new(data))).collect();
    let book = FontBook::from_fonts(&faces);
    let upright = |weight| {
        let variant = FontVariant { weight, style: FontStyle::Normal, ..FontVariant::default() };
        let index = book.select(&FAMILY.to_lowercase(), variant)?;
        let face: &Font = faces.get(index)?;
        Some(face.clone().instantiate(variant, Abs::pt(9.0), &FontVariations::default()))
    };
    let (regular, bold) = (upright(FontWeight::REGULAR), upright(FontWeight::BOLD));
    Fonts { book: LazyHash::new(book), faces, regular, bold }
});

/// The fonts, parsed on first use.
pub(super) fn fonts() -> &'static Fonts {
    &FONTS
}

/// Whether the page's font has no glyph for a character, so that a pack with it can't be typeset.
/// Line breaks and other characters without a look of their own are fine.
pub fn lacks(character: char) -> bool {
    if character.is_control() || is_invisible(character) {
        return false;
    }
    fonts().regular.as_ref().is_none_or(|face| face.ttf().glyph_index(character).is_none())
}

/// Characters that shaping drops: soft hyphen, joiners, direction and variation marks.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
    )
}
