//! Writes an OpenDocument spreadsheet, sheet after sheet and row after row. Same input, same bytes: no clock, no
//! order that changes. Knows the format, and nothing of what is in the sheets.

use std::io::{self, Cursor, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::cell::Cell;
use super::styles::{MOST_DECIMALS, NAMESPACES, STYLES, automatic};

/// Spreadsheet programs have no row below this.
const MOST_ROWS: usize = 1_048_576;
/// How much is held before it is compressed.
const HELD_BYTES: usize = 1 << 16;
const MIME: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// Why a spreadsheet can't be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rows could not be had or kept.
    #[error("can't write the spreadsheet: {0}")]
    Io(#[from] io::Error),
    /// The file could not be packed.
    #[error("can't pack the spreadsheet: {0}")]
    Zip(#[from] zip::result::ZipError),
    /// More rows than spreadsheet programs have.
    #[error("sheet `{sheet}` has more than {MOST_ROWS} rows, which no spreadsheet program opens")]
    TooManyRows {
        /// The sheet's name.
        sheet: String,
    },
}

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    /// A number, a code or a year.
    Number,
    /// A few words.
    Words,
    /// A sentence.
    Long,
    /// A whole page, of a sheet with one column.
    Page,
}

impl Width {
    fn style(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Words => "words",
            Self::Long => "long",
            Self::Page => "page",
        }
    }
}

/// How a line outside a table looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// The sheet's title.
    Title,
    /// A heading below it.
    Heading,
    /// Words that run on to the right.
    Plain,
    /// Words that wrap within their column.
    Wrapped,
}

impl Line {
    fn style(self) -> &'static str {
        match self {
            Self::Title => "Heading_20_1",
            Self::Heading => "Heading_20_2",
            Self::Plain => "Default",
            Self::Wrapped => "text",
        }
    }
}

/// What programs are told of a workbook.
#[derive(Debug, Clone, Default)]
pub(super) struct Meta<'a> {
    pub(super) title: String,
    /// As `YYYY-MM-DD`; empty if it has none.
    pub(super) date: &'a str,
    /// What must be known of its numbers; can be empty.
    pub(super) subject: &'a str,
    /// Who publishes it; can be empty.
    pub(super) publisher: &'a str,
}

/// A workbook that is being written.
pub(super) struct Ods {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    xml: Writer<Vec<u8>>,
    /// The name and place of each table: "Need_table", "'Need'.A5:'Need'.R60".
    tables: Vec<(String, String)>,
    sheet: String,
    /// Rows written in the sheet.
    rows: usize,
}

impl Ods {
    pub(super) fn new(meta: &Meta<'_>) -> Result<Self, Error> {
        let mut ods = Self {
            zip: ZipWriter::new(Cursor::new(Vec::new())),
            xml: Writer::new(Vec::new()),
            tables: Vec::new(),
            sheet: String::new(),
            rows: 0,
        };
        // The format asks for this file first, as it is.
        ods.zip.start_file("mimetype", options(CompressionMethod::Stored))?;
        ods.zip.write_all(MIME.as_bytes())?;
        ods.part("META-INF/manifest.xml", &manifest())?;
        ods.part("meta.xml", &described(meta)?)?;
        let styles = wrapped("document-styles", STYLES);
        ods.part("styles.xml", &styles)?;
        ods.zip.start_file("content.xml", options(CompressionMethod::Deflated))?;
        let head = format!(
            "{DECLARATION}<office:document-content{NAMESPACES}>\n{}\n<office:body><office:spreadsheet>",
            automatic()
        );
        ods.zip.write_all(head.as_bytes())?;
        Ok(ods)
    }

    fn part(&mut self, name: &str, text: &str) -> Result<(), Error> {
        self.zip.start_file(name, options(CompressionMethod::Deflated))?;
        Ok(self.zip.write_all(text.as_bytes())?)
    }

    /// Begins a sheet, whose name [`names`] has made fit.
    pub(super) fn begin(&mut self, name: &str, widths: &[Width]) -> Result<(), Error> {
        name.clone_into(&mut self.sheet);
        self.rows = 0;
        let mut table = BytesStart::new("table:table");
        table.push_attribute(("table:name", name));
        table.push_attribute(("table:style-name", "sheet"));
        self.start(table)?;
        for width in widths {
            self.empty("table:table-column", &[("table:style-name", width.style())])?;
        }
        Ok(())
    }

    /// Ends a sheet.
    pub(super) fn end(&mut self) -> Result<(), Error> {
        self.close("table:table")?;
        self.pass_on(0)
    }

    /// A row with one cell.
    pub(super) fn line(&mut self, line: Line, text: &str) -> Result<(), Error> {
        self.row(|ods| ods.text(line.style(), text, None))
    }

    /// A row that leads to a sheet.
    pub(super) fn link(&mut self, text: &str, sheet: &str) -> Result<(), Error> {
        let target = format!("#{sheet}.A1");
        self.row(|ods| ods.text("text", text, Some(&target)))
    }

    /// The heading row of a table.
    pub(super) fn head(&mut self, headings: &[&str]) -> Result<(), Error> {
        self.start(BytesStart::new("table:table-header-rows"))?;
        self.row(|ods| headings.iter().try_for_each(|heading| ods.text("head", heading, None)))?;
        self.close("table:table-header-rows")
    }

    /// A row of a table.
    pub(super) fn cells(&mut self, cells: &[Cell<'_>]) -> Result<(), Error> {
        self.row(|ods| cells.iter().try_for_each(|cell| ods.cell(cell)))?;
        self.pass_on(HELD_BYTES)
    }

    /// Marks the last rows as a table: its heading row and `rows` below it.
    pub(super) fn mark(&mut self, rows: usize, columns: usize) {
        let last = column_name(columns);
        let (sheet, bottom) = (&self.sheet, self.rows);
        let top = bottom - rows;
        let place = format!("'{sheet}'.A{top}:'{sheet}'.{last}{bottom}");
        self.tables.push((format!("{sheet}_table"), place));
    }

    /// The finished file.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, Error> {
        if !self.tables.is_empty() {
            self.start(BytesStart::new("table:database-ranges"))?;
            for (name, place) in std::mem::take(&mut self.tables) {
                let attributes = [
                    ("table:name", name.as_str()),
                    ("table:target-range-address", &place),
                    ("table:contains-header", "true"),
                    ("table:display-filter-buttons", "false"),
                ];
                self.empty("table:database-range", &attributes)?;
            }
            self.close("table:database-ranges")?;
        }
        self.pass_on(0)?;
        self.zip.write_all(b"</office:spreadsheet></office:body></office:document-content>\n")?;
        Ok(self.zip.finish()?.into_inner())
    }

    fn row(&mut self, cells: impl FnOnce(&mut Self) -> Result<(), Error>) -> Result<(), Error> {
        if self.rows == MOST_ROWS {
            return Err(Error::TooManyRows { sheet: self.sheet.clone() });
        }
        self.rows += 1;
        self.start(
            BytesStart::new("table:table-row").with_attributes([("table:style-name", "row")]),
        )?;
        cells(self)?;
        self.close("table:table-row")
    }

    fn cell(&mut self, cell: &Cell<'_>) -> Result<(), Error> {
        match cell {
            Cell::Text(text) => self.text("text", text, None),
            Cell::Code(code) => self.text("code", code.code(), None),
            Cell::Blank => self.empty("table:table-cell", &[]),
            Cell::Number(number, decimals) => self.number(*number, *decimals),
        }
    }

    /// A number with all its digits; how many are shown is its style's business.
    fn number(&mut self, number: f64, decimals: Option<usize>) -> Result<(), Error> {
        let digits = number.to_string();
        let style = decimals.map_or_else(
            || "any".to_owned(),
            |decimals| format!("n{}", decimals.min(MOST_DECIMALS)),
        );
        let mut cell = BytesStart::new("table:table-cell");
        cell.push_attribute(("table:style-name", style.as_str()));
        cell.push_attribute(("office:value-type", "float"));
        cell.push_attribute(("office:value", digits.as_str()));
        self.start(cell)?;
        self.start(BytesStart::new("text:p"))?;
        self.words(&digits)?;
        self.close("text:p")?;
        self.close("table:table-cell")
    }

    /// A text, a paragraph a line. It has the type of a text and no formula: nothing works it out.
    fn text(&mut self, style: &str, text: &str, link: Option<&str>) -> Result<(), Error> {
        let mut cell = BytesStart::new("table:table-cell");
        cell.push_attribute(("table:style-name", style));
        cell.push_attribute(("office:value-type", "string"));
        self.start(cell)?;
        for line in text.replace("\r\n", "\n").split(['\n', '\r']) {
            self.start(BytesStart::new("text:p"))?;
            if let Some(target) = link {
                let attributes = [("xlink:type", "simple"), ("xlink:href", target)];
                self.start(BytesStart::new("text:a").with_attributes(attributes))?;
            }
            self.spaced(line)?;
            if link.is_some() {
                self.close("text:a")?;
            }
            self.close("text:p")?;
        }
        self.close("table:table-cell")
    }

    /// Words with their spaces: the format drops those at the ends and all but one in a row, unless they are elements.
    fn spaced(&mut self, line: &str) -> Result<(), Error> {
        let plain = !line.contains("  ") && !line.starts_with(' ') && !line.ends_with(' ');
        if plain && !line.contains(|letter: char| !is_allowed(letter) || letter == '\t') {
            return self.words(line);
        }
        let mut words = String::new();
        let last = line.len() - line.chars().last().map_or(0, char::len_utf8);
        for (at, letter) in line.char_indices() {
            let element = match letter {
                // Spreadsheet programs drop the format's element for a tab.
                '\t' => "text:s",
                ' ' if words.is_empty() || words.ends_with(' ') || at == last => "text:s",
                letter => {
                    // XML can't hold control characters, not even escaped.
                    words.push(if is_allowed(letter) {
                        letter
                    } else {
                        char::REPLACEMENT_CHARACTER
                    });
                    continue;
                }
            };
            self.words(&words)?;
            words.clear();
            self.empty(element, &[])?;
        }
        self.words(&words)
    }

    fn words(&mut self, words: &str) -> Result<(), Error> {
        Ok(self.xml.write_event(Event::Text(BytesText::new(words)))?)
    }

    fn start(&mut self, element: BytesStart<'_>) -> Result<(), Error> {
        Ok(self.xml.write_event(Event::Start(element))?)
    }

    fn close(&mut self, element: &str) -> Result<(), Error> {
        Ok(self.xml.write_event(Event::End(BytesEnd::new(element)))?)
    }

    fn empty(&mut self, element: &str, attributes: &[(&str, &str)]) -> Result<(), Error> {
        let element = BytesStart::new(element).with_attributes(attributes.iter().copied());
        Ok(self.xml.write_event(Event::Empty(element))?)
    }

    /// Compresses what is held, once it is more than `most` bytes.
    fn pass_on(&mut self, most: usize) -> Result<(), Error> {
        let held = self.xml.get_mut();
        if held.len() > most {
            self.zip.write_all(held)?;
            held.clear();
        }
        Ok(())
    }
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// The same for every file: a fixed time.
fn options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
}

fn wrapped(kind: &str, text: &str) -> String {
    format!("{DECLARATION}<office:{kind}{NAMESPACES}>\n{text}\n</office:{kind}>\n")
}

fn manifest() -> String {
    let files: String = ["content.xml", "styles.xml", "meta.xml"]
        .map(|file| {
            format!("<manifest:file-entry manifest:full-path=\"{file}\" manifest:media-type=\"text/xml\"/>\n")
        })
        .concat();
    format!(
        "{DECLARATION}<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" \
         manifest:version=\"1.3\">\n<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" \
         manifest:media-type=\"{MIME}\"/>\n{files}</manifest:manifest>\n"
    )
}

fn described(meta: &Meta<'_>) -> Result<String, Error> {
    let mut xml = Writer::new(Vec::new());
    let date = if meta.date.is_empty() { String::new() } else { format!("{}T00:00:00", meta.date) };
    let parts = [
        ("meta:generator", concat!("jsnapack/", env!("CARGO_PKG_VERSION"))),
        ("dc:title", &meta.title),
        ("dc:subject", meta.subject),
        ("dc:creator", meta.publisher),
        ("meta:creation-date", &date),
        ("dc:date", &date),
        ("dc:language", "en-GB"),
    ];
    for (name, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
        let text = text.replace(|letter| !is_allowed(letter), "\u{fffd}");
        xml.create_element(name).write_text_content(BytesText::new(&text))?;
    }
    let text = String::from_utf8_lossy(&xml.into_inner()).into_owned();
    Ok(wrapped("document-meta", &format!("<office:meta>{text}</office:meta>")))
}

/// Whether XML can hold a letter.
fn is_allowed(letter: char) -> bool {
    !matches!(letter, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// "A", "Z", "AA".
fn column_name(number: usize) -> String {
    let mut name = String::new();
    let mut left = number;
    while left > 0 {
        left -= 1;
        let letter = u8::try_from(left % 26).unwrap_or_default();
        name.insert(0, char::from(b'A' + letter));
        left /= 26;
    }
    name
}
