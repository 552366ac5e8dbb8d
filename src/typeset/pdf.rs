//! Writes a laid-out document as PDF/UA-1 and PDF/A-3a in one.

use jiff::civil::Date;
use typst_layout::PagedDocument;
use typst_library::diag::{At, SourceResult};
use typst_library::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_syntax::Span;

/// What the PDF names as its maker.
const CREATOR: &str = concat!("jsnapack ", env!("CARGO_PKG_VERSION"));

/// The PDF's bytes, the same for the same document, name and date.
pub(super) fn export(document: &PagedDocument, ident: &str, date: Date) -> SourceResult<Vec<u8>> {
    let standards =
        PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_3a]).at(Span::detached())?;
    let options = PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some(CREATOR.to_owned())),
        timestamp: midnight(date).map(Timestamp::new_utc),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    };
    typst_pdf::pdf(document, &options)
}

/// The start of a day.
fn midnight(date: Date) -> Option<Datetime> {
    let month = u8::try_from(date.month()).ok()?;
    let day = u8::try_from(date.day()).ok()?;
    Datetime::from_ymd_hms(i32::from(date.year()), month, day, 0, 0, 0)
}
