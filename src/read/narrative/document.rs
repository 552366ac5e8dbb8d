//! Reads a writer's document: which text belongs to which slot. A slot begins at its marker, a line
//! `<!-- slot: id -->`, below a heading that may say anything. It ends at the next marker, or at a heading
//! of the same level or above. Comments are never printed. Words that belong to no slot are a problem:
//! they would be lost.

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::Problem;
use crate::model::near;
use crate::model::slot::SlotText;
use crate::notice::Place;

/// The level of a slot's heading where it has none.
const USUAL_LEVEL: u8 = 2;

/// A slot that may stand in a document: its id and the words of its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownSlot {
    /// Its id: "services/why-it-matters".
    pub id: String,
    /// Its title: "Why it matters".
    pub title: String,
}

/// Slots of a document by id, and what is wrong with it.
pub(super) type Parts = (BTreeMap<String, SlotText>, Vec<Problem>);

/// Reads the text below the front matter, whose lines are left out.
pub(super) fn document(text: &str, above: usize, path: &Path, known: &[KnownSlot]) -> Parts {
    let mut reader = Reader {
        path,
        known,
        texts: BTreeMap::new(),
        problems: Vec::new(),
        open: None,
        heading: None,
        comment: None,
        fence: None,
        strays: false,
    };
    for (index, line) in text.lines().enumerate().skip(above) {
        reader.line(index as u64 + 1, line);
    }
    reader.end();
    (reader.texts, reader.problems)
}

struct Reader<'a> {
    path: &'a Path,
    known: &'a [KnownSlot],
    texts: BTreeMap<String, SlotText>,
    problems: Vec<Problem>,
    /// The slot being read.
    open: Option<Open>,
    /// The last heading, while nothing but empty lines has come after it: level, words.
    heading: Option<(u8, String)>,
    /// The line on which a comment was opened that is still open.
    comment: Option<u64>,
    /// The fence of a code block that is still open.
    fence: Option<String>,
    /// Whether words without a slot have been reported since the last heading.
    strays: bool,
}

struct Open {
    id: String,
    level: u8,
    first: u64,
    lines: Vec<String>,
}

impl Reader<'_> {
    fn line(&mut self, number: u64, line: &str) {
        if let Some(id) = marker(line) {
            self.begin(number, id);
            return;
        }
        let line = self.without_comments(number, line);
        if self.fence.is_none()
            && let Some((level, title)) = heading(&line)
        {
            self.heading = Some((level, title));
            self.strays = false;
            match &mut self.open {
                Some(open) if level > open.level => open.lines.push(line),
                Some(_) => self.close(),
                None => {}
            }
            return;
        }
        if !line.trim().is_empty() {
            if self.open.is_none() && !self.strays {
                self.stray(number, &line);
            }
            self.heading = None;
        }
        if let Some(open) = &mut self.open {
            fence(&mut self.fence, &line);
            open.lines.push(line);
        }
    }

    /// A slot begins. The heading above it is its own.
    fn begin(&mut self, number: u64, id: &str) {
        if let Some(start) = self.comment.take() {
            self.fail(start, "this comment does not end before the next slot").hint =
                Some("put `-->` where it ends".to_owned());
        }
        let level = match self.heading.take() {
            Some((level, _)) => {
                // It may have been taken for a part of the slot before.
                if let Some(open) = &mut self.open {
                    let last = open.lines.iter().rposition(|line| !line.trim().is_empty());
                    if last.is_some_and(|last| heading(&open.lines[last]).is_some()) {
                        open.lines.truncate(last.unwrap_or_default());
                    }
                }
                level
            }
            None => USUAL_LEVEL,
        };
        self.close();
        self.strays = false;
        if !self.known.iter().any(|slot| slot.id == id) {
            let hint = near::did_you_mean(id, self.known.iter().map(|slot| slot.id.as_str()))
                .unwrap_or_else(|| "`jsnapack narrative status` lists the slots".to_owned());
            self.fail(number, format!("no slot is called `{id}`")).hint = Some(hint);
        }
        self.open = Some(Open { id: id.to_owned(), level, first: number + 1, lines: Vec::new() });
    }

    fn close(&mut self) {
        self.fence = None;
        let Some(open) = self.open.take() else {
            return;
        };
        if let Some(other) = self.texts.get(&open.id) {
            let lines = format!("line {}", other.line.saturating_sub(1));
            self.fail(
                open.first - 1,
                format!("the slot `{}` is there twice, first on {lines}", open.id),
            )
            .hint = Some("put both texts below one marker, and take the other away".to_owned());
            return;
        }
        let text = SlotText { text: open.lines.join("\n"), line: open.first, level: open.level };
        self.texts.insert(open.id, text);
    }

    fn end(&mut self) {
        if let Some(start) = self.comment {
            self.fail(start, "this comment never ends").hint =
                Some("put `-->` where it ends: what is in a comment is not printed".to_owned());
        }
        self.close();
    }

    /// Words that belong to no slot.
    fn stray(&mut self, number: u64, line: &str) {
        self.strays = true;
        let start: String = line.trim().chars().take(40).collect();
        let hint = match &self.heading {
            Some((_, title)) => self.known.iter().find(|slot| alike(&slot.title, title)).map_or_else(
                || {
                    "put the marker of a slot below the heading; inside a slot, use a heading with more `#` \
                     than the slot's own"
                        .to_owned()
                },
                |slot| format!("put `<!-- slot: {} -->` below the heading", slot.id),
            ),
            None => "put them below the marker of a slot, such as `<!-- slot: foreword -->`".to_owned(),
        };
        self.fail(number, format!("these words stand in no slot and would be lost: `{start}`"))
            .hint = Some(hint);
    }

    fn fail(&mut self, line: u64, what: impl Into<String>) -> &mut Problem {
        let place = Place { path: self.path.to_owned(), line: Some(line), column: None };
        self.problems.push(Problem::at(what, place));
        let last = self.problems.len() - 1;
        &mut self.problems[last]
    }

    /// A line with spaces in place of comments, so that columns stay.
    fn without_comments(&mut self, number: u64, line: &str) -> String {
        if self.comment.is_none() && !line.contains("<!--") {
            return line.to_owned();
        }
        let mut kept = String::with_capacity(line.len());
        let mut rest = line;
        loop {
            match self.comment {
                Some(_) => match rest.find("-->") {
                    Some(end) => {
                        kept.extend(rest[..end + 3].chars().map(|_| ' '));
                        rest = &rest[end + 3..];
                        self.comment = None;
                    }
                    None => break,
                },
                None => match rest.find("<!--") {
                    Some(start) => {
                        kept.push_str(&rest[..start]);
                        kept.push_str("    ");
                        rest = &rest[start + 4..];
                        self.comment = Some(number);
                    }
                    None => {
                        kept.push_str(rest);
                        break;
                    }
                },
            }
        }
        // Spaces at an end would break the line, and at a start make it code.
        let kept = kept.trim_end();
        if line.trim_start().starts_with("<!--") || kept.starts_with("    ") {
            return kept.trim_start().to_owned();
        }
        kept.to_owned()
    }
}

/// The slot that a marker names.
fn marker(line: &str) -> Option<&str> {
    let inner = line.trim().strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    let id = inner.strip_prefix("slot:")?.trim();
    (!id.contains("--")).then_some(id)
}

/// A heading's level and words: `## Gaps`.
fn heading(line: &str) -> Option<(u8, String)> {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let rest = line.trim_start_matches(' ');
    let level = rest.len() - rest.trim_start_matches('#').len();
    let words = &rest[level..];
    let is_heading = indent < 4
        && (1..=6).contains(&level)
        && (words.is_empty() || words.starts_with([' ', '\t']));
    is_heading.then(|| {
        let words = words.trim().trim_end_matches('#').trim();
        (u8::try_from(level).unwrap_or(6), words.to_owned())
    })
}

/// Keeps track of a code block, in which a `#` begins no heading.
fn fence(open: &mut Option<String>, line: &str) {
    let rest = line.trim_start();
    if line.len() - rest.len() > 3 {
        return;
    }
    let Some(mark) = rest.chars().next().filter(|mark| "`~".contains(*mark)) else {
        return;
    };
    let length = rest.len() - rest.trim_start_matches(mark).len();
    let after = &rest[length..];
    match open {
        Some(fence) => {
            let same = fence.starts_with(mark) && length >= fence.len();
            if same && after.trim().is_empty() {
                *open = None;
            }
        }
        None if length >= 3 && !(mark == '`' && after.contains('`')) => {
            *open = Some(mark.to_string().repeat(length));
        }
        None => {}
    }
}

fn alike(title: &str, typed: &str) -> bool {
    let plain = |text: &str| -> String {
        text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>().to_lowercase()
    };
    plain(title) == plain(typed)
}
