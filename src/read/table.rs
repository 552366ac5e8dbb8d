//! Splits CSV text into records, each with the line that it starts on.

use csv::{ReaderBuilder, StringRecord};

use super::text::newlines;

/// CSV text being split.
pub(super) struct Table<'t> {
    text: &'t [u8],
    reader: csv::Reader<&'t [u8]>,
    /// Bytes up to here are counted in `line`.
    counted: usize,
    line: u64,
}

impl<'t> Table<'t> {
    /// Starts at the first line.
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text: text.as_bytes(),
            reader: ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes()),
            counted: 0,
            line: 1,
        }
    }

    /// Reads the next record; its line, the first being 1, or none at the end.
    pub(super) fn next(&mut self, record: &mut StringRecord) -> Option<u64> {
        let from = usize::try_from(self.reader.position().byte()).ok()?;
        // The text is in memory and valid, and records may have any length: reading can't fail.
        if !self.reader.read_record(record).ok()? {
            return None;
        }
        let rest = self.text.get(from..)?;
        let blank = rest.iter().take_while(|&&byte| byte == b'\n' || byte == b'\r').count();
        let start = from + blank;
        self.line += newlines(self.text.get(self.counted..start)?);
        self.counted = start;
        Some(self.line)
    }
}

/// Where a quotation mark opens that is never closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OpenQuote {
    /// Its line.
    pub(super) line: u64,
    /// The byte that the line starts at.
    pub(super) line_start: usize,
}

/// Finds a quotation mark that is never closed.
pub(super) fn unclosed_quote(text: &str) -> Option<OpenQuote> {
    enum At {
        Start,
        Plain,
        Quoted(OpenQuote),
        Mark(OpenQuote),
    }
    let mut at = At::Start;
    let mut here = OpenQuote { line: 1, line_start: 0 };
    for (index, byte) in text.bytes().enumerate() {
        at = match (at, byte) {
            (At::Quoted(opened), b'"') => At::Mark(opened),
            (At::Quoted(opened), _) => At::Quoted(opened),
            (At::Start, b'"') => At::Quoted(here),
            // A doubled mark stands for one.
            (At::Mark(opened), b'"') => At::Quoted(opened),
            (_, b',' | b'\n' | b'\r') => At::Start,
            _ => At::Plain,
        };
        if byte == b'\n' {
            here.line += 1;
            here.line_start = index + 1;
        }
    }
    match at {
        At::Quoted(opened) => Some(opened),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(u64, usize)> {
        let mut table = Table::new(text);
        let mut record = StringRecord::new();
        let mut out = Vec::new();
        while let Some(line) = table.next(&mut record) {
            out.push((line, record.len()));
        }
        out
    }

    #[test]
    fn lines_are_physical() {
        assert_eq!(lines("a,b\n1,2\n3\n"), [(1, 2), (2, 2), (3, 1)]);
        assert_eq!(lines("a,b\r\n1,2\r\n3,4"), [(1, 2), (2, 2), (3, 2)]);
        assert_eq!(lines("a,b\n\n\n1,\"x\ny\"\r\n3,4"), [(1, 2), (4, 2), (6, 2)]);
    }

    #[test]
    fn finds_the_open_quote() {
        assert_eq!(unclosed_quote("a,b\n1,\"x\n2,y\n").map(|open| open.line), Some(2));
        assert_eq!(unclosed_quote("a,b\n1,\"x \"\"y\"\"\"\n2,5\" pipe\n"), None);
    }
}
