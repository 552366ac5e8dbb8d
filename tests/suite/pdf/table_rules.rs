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

/// A table has one row of headings, and every other row as many cells, none merged.
pub fn table_shape(pdf: &Pdf) -> Vec<String> {
    pdf.tags
        .all("Table")
        .into_iter()
        .filter_map(misshapen)
        .collect()
}

fn misshapen(table: &Tag) -> Option<String> {
    let heads: Vec<&Tag> = table.tags().filter(|tag| tag.role == "THead").collect();
    let start: String = table.text().chars().take(60).collect();
    let [head] = heads.as_slice() else {
        return Some(format!("{} header rows in {start:?}", heads.len()));
    };
    if head.walk().iter().any(|tag| tag.role == "TD") || head.all("TH").is_empty() {
        return Some(format!("the header row of {start:?} has no header cells"));
    }
    let widths: Vec<usize> = table
        .all("TR")
        .iter()
        .map(|row| row.tags().count())
        .collect();
    if widths.iter().any(|width| *width != widths[0]) {
        return Some(format!("rows of {widths:?} cells in {start:?}"));
    }
    let merged = |cell: &Tag| ["ColSpan", "RowSpan"].map(|span| cell.attribute(span).is_some());
    let cells = table.walk().into_iter();
    let merged = cells.filter(|cell| merged(cell).contains(&true)).count();
    (merged > 0).then(|| format!("{merged} merged cells in {start:?}"))
}

/// Every cell says something, be it that there is nothing.
pub fn empty_cells(pdf: &Pdf) -> Vec<String> {
    let silent = |cell: &&&Tag| cell.text().is_empty() && cell.all("Figure").is_empty();
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
