//! The rules for tables.

use super::reader::Pdf;
use super::tag::Tag;

/// Every header cell says whether it heads a column or a row.
pub fn header_cells(pdf: &Pdf) -> Vec<String> {
    pdf.tags
        .all("TH")
        .into_iter()
        .filter(|cell| !matches!(cell.attribute("Scope"), Some("Column" | "Row" | "Both")))
        .map(|cell| format!("{:?} has no scope", cell.text()))
        .collect()
}

/// A table begins with a row of headings, and every other row has as many cells, none merged.
/// A list of facts in two columns may instead name each row.
pub fn table_shape(pdf: &Pdf) -> Vec<String> {
    let tables = pdf.tags.all("Table");
    tables.into_iter().filter_map(misshapen).collect()
}

fn misshapen(table: &Tag) -> Option<String> {
    let start: String = table.text().chars().take(60).collect();
    let rows: Vec<Vec<&Tag>> = table.all("TR").iter().map(|row| row.tags().collect()).collect();
    let [first, rest @ ..] = rows.as_slice() else {
        return Some(format!("no rows in {start:?}"));
    };
    let heads = |cell: &&Tag| cell.role == "TH";
    let headed = !rest.is_empty() && first.iter().all(heads);
    let named = first.len() == 2 && rows.iter().all(|row| row.first().is_some_and(heads));
    if !headed && !named {
        return Some(format!("no row of headings in {start:?}"));
    }
    let widths: Vec<usize> = rows.iter().map(Vec::len).collect();
    if widths.iter().any(|width| *width != widths[0]) {
        return Some(format!("rows of {widths:?} cells in {start:?}"));
    }
    let spans = |cell: &&&Tag| cell.attribute("ColSpan").or(cell.attribute("RowSpan")).is_some();
    let merged = rows.iter().flatten().filter(spans).count();
    (merged > 0).then(|| format!("{merged} merged cells in {start:?}"))
}

/// A row stands on one page.
pub fn whole_rows(pdf: &Pdf) -> Vec<String> {
    let rows = pdf.tags.all("TR").into_iter().filter(|row| row.pages.len() != 1);
    rows.map(|row| format!("{:?} is on pages {:?}", row.text(), row.pages)).collect()
}

/// Every cell says something, be it that there is nothing.
pub fn empty_cells(pdf: &Pdf) -> Vec<String> {
    let silent = |cell: &&&Tag| cell.text().is_empty();
    let mut faults = Vec::new();
    for row in pdf.tags.all("TR") {
        let cells: Vec<&Tag> = row.tags().collect();
        let empty = cells.iter().filter(silent).count();
        if empty > 0 {
            faults.push(format!("{empty} in the row {:?}", row.text()));
        }
    }
    faults
}
