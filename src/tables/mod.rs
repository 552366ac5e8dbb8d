//! A stand-in for spreadsheets, until the real ones take its place: flat OpenDocument text with one sheet.

use crate::model::view::View;

/// Why a spreadsheet can't be made.
#[derive(Debug, thiserror::Error)]
#[error("the spreadsheet can't be made: {0}")]
pub struct Error(String);

/// All rows of a run.
#[derive(Debug, Default)]
pub struct Run {
    /// The headings and then each row.
    pub rows: Vec<Vec<String>>,
}

/// The spreadsheet of a pack.
///
/// # Errors
///
/// Never: the real one may.
pub fn pack_ods(view: &View) -> Result<Vec<u8>, Error> {
    let rows = view.data.iter().map(|row| {
        vec![
            row.slug.clone(),
            row.period.clone(),
            row.value.map_or_else(String::new, |it| it.to_string()),
        ]
    });
    Ok(sheet(rows))
}

/// The spreadsheet of a run.
///
/// # Errors
///
/// Never: the real one may.
pub fn run_ods(run: &Run) -> Result<Vec<u8>, Error> {
    Ok(sheet(run.rows.iter().cloned()))
}

fn sheet(rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let safe = |text: String| text.replace('&', "&amp;").replace('<', "&lt;");
    let cell = |text: String| {
        format!("<table:table-cell><text:p>{}</text:p></table:table-cell>", safe(text))
    };
    let rows: Vec<String> = rows
        .map(|row| {
            let cells: Vec<String> = row.into_iter().map(cell).collect();
            format!("<table:table-row>{}</table:table-row>\n", cells.concat())
        })
        .collect();
    let names = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
                 xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
                 xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"";
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document {names} \
         office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\" office:version=\"1.2\">\
         <office:body><office:spreadsheet><table:table table:name=\"Data\">\n{}</table:table>\
         </office:spreadsheet></office:body></office:document>\n",
        rows.concat()
    )
    .into_bytes()
}
