//! Whether an answer is what was asked: looked at while it arrives, and when it is whole.
//! Nothing is read into figures here; that is `read`'s.

use std::io::Read;

use super::failure::Failure;

/// What an answer must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expect {
    /// Indicator data.
    Data,
    /// Some other table.
    Table,
    /// JSON.
    Json,
}

/// The headings without which a table is no indicator data.
const HEADINGS: [&str; 4] = ["Indicator ID", "Area Code", "Time period", "Value"];

/// As much of a strange answer as is shown.
const SHOWN: usize = 100;

impl Expect {
    fn noun(self) -> &'static str {
        match self {
            Self::Data => "the indicator data asked for",
            Self::Table => "the table asked for",
            Self::Json => "the JSON asked for",
        }
    }

    pub(super) fn refuse(self, why: impl Into<String>, begins: &[u8]) -> Failure {
        Failure::NotAsked { asked: self.noun(), why: why.into(), line: first_line(begins) }
    }

    /// Refuses an answer by its first bytes, so that nobody waits for the rest.
    pub(super) fn begins(self, begins: &[u8]) -> Result<(), Failure> {
        let text = begins.strip_prefix(b"\xef\xbb\xbf").unwrap_or(begins);
        let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
        match (self, first) {
            (_, None) => Err(self.refuse("it is empty", begins)),
            (Self::Json, Some(b'{' | b'[')) => Ok(()),
            (_, Some(b'<')) => Err(self.refuse("it is a web page", begins)),
            (Self::Json, Some(_)) => Err(self.refuse("it is something else", begins)),
            (Self::Table, Some(_)) => Ok(()),
            (Self::Data, Some(_)) => self.headings(text),
        }
    }

    fn headings(self, text: &[u8]) -> Result<(), Failure> {
        let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let line = String::from_utf8_lossy(line);
        let found: Vec<String> = line.split(',').map(plain).collect();
        let missing: Vec<&str> =
            HEADINGS.into_iter().filter(|heading| !found.contains(&plain(heading))).collect();
        if missing.is_empty() {
            return Ok(());
        }
        Err(self.refuse(format!("it has no column `{}`", missing.join("`, `")), text))
    }

    /// Looks at the whole answer. Says how many rows it has, if it is a table.
    pub(super) fn whole(self, bytes: impl Read, last: Option<u8>) -> Result<Option<u64>, Failure> {
        match self {
            Self::Json => {
                let json: Result<serde::de::IgnoredAny, _> =
                    serde_json::from_reader(std::io::BufReader::new(bytes));
                json.map(|_| None).map_err(|error| {
                    self.refuse(format!("it is cut short or damaged ({error})"), b"")
                })
            }
            Self::Data | Self::Table => self.rows(bytes, last).map(Some),
        }
    }

    /// The service ends every row with a line break: an answer without one at its end is cut short.
    fn rows(self, bytes: impl Read, last: Option<u8>) -> Result<u64, Failure> {
        // Tables of words are kept as they come: nothing is read from them.
        let mut reader = csv::ReaderBuilder::new().flexible(self == Self::Table).from_reader(bytes);
        let mut row = csv::ByteRecord::new();
        let mut rows = 0;
        loop {
            match reader.read_byte_record(&mut row) {
                Ok(true) => rows += 1,
                Ok(false) => break,
                Err(error) => {
                    let why = match error.kind() {
                        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => format!(
                            "row {} has {len} of {expected_len} cells; it is cut short or damaged",
                            rows + 1
                        ),
                        _ => format!("row {} is damaged ({error})", rows + 1),
                    };
                    return Err(self.refuse(why, b""));
                }
            }
        }
        if last != Some(b'\n') {
            return Err(self.refuse(format!("it is cut short after row {rows}"), b""));
        }
        Ok(rows)
    }
}

/// A heading's letters and digits, in lower case.
fn plain(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The first line that says anything, as much as fits in a message.
pub(super) fn first_line(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(4 * SHOWN)]);
    let line = text.trim_start_matches('\u{feff}').lines().map(str::trim).find(|l| !l.is_empty());
    let line: String = line.unwrap_or_default().chars().filter(|c| !c.is_control()).collect();
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "Indicator ID,Area Code,Time period,Value\n";

    fn said(expect: Expect, bytes: &str) -> Result<Option<u64>, String> {
        expect.begins(bytes.as_bytes()).map_err(|error| error.to_string())?;
        expect.whole(bytes.as_bytes(), bytes.bytes().last()).map_err(|error| error.to_string())
    }

    #[test]
    fn what_was_asked_is_taken() {
        assert_eq!(said(Expect::Data, HEAD), Ok(Some(0)));
        let rows = format!("\u{feff}{HEAD}1,E1,2020,\"a\n,b\"\r\n2,E1,2020,\r\n");
        assert_eq!(said(Expect::Data, &rows), Ok(Some(2)));
        assert_eq!(said(Expect::Data, "IndicatorID,Area_Code,Timeperiod,Value\r\n"), Ok(Some(0)));
        assert_eq!(said(Expect::Table, "a,b\n1,2\n"), Ok(Some(1)));
        assert_eq!(said(Expect::Json, " {\"a\": [1]} "), Ok(None));
    }

    #[test]
    fn anything_else_is_refused_with_its_first_line() {
        for (expect, bytes, words) in [
            (Expect::Data, "", "it is empty"),
            (Expect::Data, " \r\n", "it is empty"),
            (Expect::Data, "\r\n<!DOCTYPE html>\n<p>", "a web page; it begins `<!DOCTYPE html>`"),
            (Expect::Data, "Indicator ID,Area Code,Value\n", "no column `Time period`"),
            (Expect::Data, "Indicator ID,Area Code,Time period,Value\n1,E1,2020,3", "after row 1"),
            (Expect::Data, "Indicator ID,Area Code,Time period,Value\n1,E1,20", "row 1 has 3 of 4"),
            (Expect::Table, "<html>", "a web page"),
            (Expect::Json, "{\"a\": [1", "cut short"),
            (Expect::Json, "oops", "it begins `oops`"),
            (Expect::Json, "[1] [2]", "damaged"),
        ] {
            let said = said(expect, bytes).unwrap_err();
            assert!(said.contains(words), "{bytes:?}: {said}");
        }
    }

    #[test]
    fn a_long_line_is_shown_in_part() {
        assert_eq!(first_line("é".repeat(500).as_bytes()).chars().count(), SHOWN + 1);
        assert_eq!(first_line(b"\0\x1b[31mred"), "[31mred");
    }
}
