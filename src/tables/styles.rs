//! The parts of an OpenDocument file that are the same for every workbook: styles, widths and number formats.

use std::fmt::Write as _;

/// Most decimals that a number is shown with.
pub(super) const MOST_DECIMALS: usize = 15;

/// The namespaces of every part.
pub(super) const NAMESPACES: &str = concat!(
    " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"",
    " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"",
    " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"",
    " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\"",
    " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\"",
    " xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\"",
    " xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\"",
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"",
    " xmlns:xlink=\"http://www.w3.org/1999/xlink\"",
    " office:version=\"1.3\"",
);

/// The named styles: 12 pt, English, headings as headings.
pub(super) const STYLES: &str = r##"<office:styles>
<style:default-style style:family="table-cell"><style:table-cell-properties style:vertical-align="top"/><style:text-properties fo:font-family="Arial" fo:font-size="12pt" fo:language="en" fo:country="GB"/></style:default-style>
<style:style style:name="Default" style:family="table-cell"/>
<style:style style:name="Heading" style:family="table-cell" style:parent-style-name="Default"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="table-cell" style:parent-style-name="Heading"><style:text-properties fo:font-size="16pt"/></style:style>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="table-cell" style:parent-style-name="Heading"><style:text-properties fo:font-size="14pt"/></style:style>
</office:styles>
<office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties style:print-orientation="landscape" fo:page-width="29.7cm" fo:page-height="21cm" fo:margin="1.5cm" style:scale-to-X="1"/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Default" style:page-layout-name="page"/></office:master-styles>"##;

/// The styles of sheets, columns, rows and cells. `n3` shows three decimals.
pub(super) fn automatic() -> String {
    let mut text = String::from(
        r#"<office:automatic-styles>
<style:style style:name="sheet" style:family="table" style:master-page-name="Default"><style:table-properties table:display="true"/></style:style>
<style:style style:name="number" style:family="table-column"><style:table-column-properties style:column-width="3.2cm"/></style:style>
<style:style style:name="words" style:family="table-column"><style:table-column-properties style:column-width="5.5cm"/></style:style>
<style:style style:name="long" style:family="table-column"><style:table-column-properties style:column-width="11cm"/></style:style>
<style:style style:name="page" style:family="table-column"><style:table-column-properties style:column-width="22cm"/></style:style>
<style:style style:name="row" style:family="table-row"><style:table-row-properties style:use-optimal-row-height="true"/></style:style>
<style:style style:name="text" style:family="table-cell" style:parent-style-name="Default"><style:table-cell-properties fo:wrap-option="wrap"/></style:style>
<style:style style:name="head" style:family="table-cell" style:parent-style-name="Heading"><style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="bottom" fo:border-bottom="0.75pt solid #000000"/></style:style>
<style:style style:name="code" style:family="table-cell" style:parent-style-name="Default"><style:paragraph-properties fo:text-align="end"/></style:style>
<style:style style:name="any" style:family="table-cell" style:parent-style-name="Default"><style:paragraph-properties fo:text-align="end"/></style:style>
"#,
    );
    for decimals in 0..=MOST_DECIMALS {
        // Writing to a string can't fail.
        let _ = writeln!(
            text,
            "<number:number-style style:name=\"d{decimals}\"><number:number number:decimal-places=\"{decimals}\" \
             number:min-decimal-places=\"{decimals}\" number:min-integer-digits=\"1\" number:grouping=\"true\"/>\
             </number:number-style>\n\
             <style:style style:name=\"n{decimals}\" style:family=\"table-cell\" style:parent-style-name=\"Default\" \
             style:data-style-name=\"d{decimals}\"/>"
        );
    }
    text.push_str("</office:automatic-styles>");
    text
}
