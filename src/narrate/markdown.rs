//! Markdown to blocks. Raw HTML is text, and a link that leads anywhere but to the web or a mailbox is its
//! words. In texts of the project and of templates, images are their alternative text.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::notes;
use crate::model::words::{Block, Span};

/// Reads Markdown: headings, paragraphs, lists, quotations, tables, code, bold, links.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        reader.take(event, range.start);
    }
    reader.end_paragraph();
    reader.blocks
}

/// Reads a writer's Markdown: also footnotes, and pictures, whose `file` is what the writer wrote.
/// What a person may want to know comes with it.
pub(super) fn written(text: &str) -> (Vec<Block>, Vec<Found>) {
    let mut reader = Reader { rich: true, ..Reader::default() };
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.take(event, range.start);
    }
    reader.end_paragraph();
    let Reader { mut blocks, notes, mut found, .. } = reader;
    let used = notes::put(&mut blocks, &notes);
    for (label, (at, note)) in notes {
        if !used.contains(&label) {
            // Its words are not lost.
            found.push(Found { at, what: What::UnusedNote(label) });
            blocks.extend(note);
        }
    }
    found.sort_by_key(|found| found.at);
    (blocks, found)
}

/// Something in a writer's Markdown, by its first byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) at: usize,
    pub(super) what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// The words of a paragraph, an item, a cell or a heading.
    Words(String),
    /// A picture: address, alternative text.
    Image(String, String),
    /// A picture in a heading, a cell or a link.
    MisplacedImage(String),
    /// A link: words, address.
    Link(String, String),
    /// A heading that is not in a list, quotation or note, by its level.
    Heading(u8),
    /// Something nested deeper than a page can show.
    TooDeep,
    /// A table with this many columns.
    WideTable(usize),
    /// A footnote that no text refers to.
    UnusedNote(String),
}

/// Lists and quotations inside one another.
const DEEPEST: usize = 8;
/// Columns that a page has room for.
pub(super) const MOST_COLUMNS: usize = 8;

#[derive(Default)]
struct Reader {
    /// Whether footnotes and pictures are read.
    rich: bool,
    /// Blocks of the innermost container.
    blocks: Vec<Block>,
    /// Containers around it, outermost first.
    open: Vec<Open>,
    /// Containers inside it that are too deep to be kept.
    too_deep: usize,
    /// Words on their way into a block, and where they start.
    spans: Vec<Span>,
    start: usize,
    bold: usize,
    links: Vec<(Option<String>, String, String, usize)>,
    /// The picture being read: address, alternative text, where; and pictures inside that text.
    image: Option<(String, String, usize)>,
    images_inside: usize,
    in_heading: bool,
    notes: BTreeMap<String, (usize, Vec<Block>)>,
    found: Vec<Found>,
}

/// A container that is being read, with the blocks that came before it.
enum Open {
    List(Option<u64>, Vec<Vec<Block>>, Vec<Block>),
    Item(Vec<Block>),
    Quote(Vec<Block>),
    Table(Vec<Vec<Span>>, Vec<Vec<Vec<Span>>>, Vec<Vec<Span>>),
    Note(String, usize, Vec<Block>),
}

impl Reader {
    fn take(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::FootnoteReference(label) if self.rich && self.image.is_none() => {
                if self.spans.is_empty() {
                    self.start = at;
                }
                self.spans.push(notes::reference(&label));
            }
            Event::Text(text)
            | Event::Code(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.text(&text, at),
            Event::SoftBreak => self.text(" ", at),
            Event::HardBreak => self.text("\n", at),
            Event::Rule => self.end_paragraph(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn find(&mut self, at: usize, what: What) {
        if self.rich {
            self.found.push(Found { at, what });
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: usize) {
        match tag {
            Tag::Strong | Tag::Emphasis => self.bold += 1,
            Tag::Link { dest_url, .. } => {
                let link = (web_link(&dest_url), dest_url.to_string(), String::new(), at);
                self.links.push(link);
            }
            Tag::Image { dest_url, .. } if self.rich => self.start_image(&dest_url, at),
            Tag::List(_) | Tag::Item | Tag::BlockQuote(_) if self.is_deep() => {
                self.end_paragraph();
                if self.too_deep == 0 {
                    self.find(at, What::TooDeep);
                }
                self.too_deep += 1;
            }
            Tag::List(start) => {
                self.end_paragraph();
                let before = std::mem::take(&mut self.blocks);
                self.open.push(Open::List(start, Vec::new(), before));
            }
            Tag::Item => {
                let before = std::mem::take(&mut self.blocks);
                self.open.push(Open::Item(before));
            }
            Tag::BlockQuote(_) => {
                self.end_paragraph();
                let before = std::mem::take(&mut self.blocks);
                self.open.push(Open::Quote(before));
            }
            Tag::FootnoteDefinition(label) => {
                self.end_paragraph();
                let before = std::mem::take(&mut self.blocks);
                self.open.push(Open::Note(label.to_string(), at, before));
            }
            Tag::Table(columns) => {
                self.end_paragraph();
                if columns.len() > MOST_COLUMNS {
                    self.find(at, What::WideTable(columns.len()));
                }
                self.open.push(Open::Table(Vec::new(), Vec::new(), Vec::new()));
            }
            Tag::Heading { level, .. } => {
                self.end_paragraph();
                self.in_heading = true;
                if self.open.is_empty() {
                    self.find(at, What::Heading(level_of(level)));
                }
            }
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock => self.end_paragraph(),
            _ => {}
        }
    }

    /// Whether a list that begins here is left out; one that is kept keeps its items.
    fn is_deep(&self) -> bool {
        let lists = self.open.iter().filter(|open| matches!(open, Open::List(..) | Open::Quote(_)));
        self.too_deep > 0
            || (lists.count() >= DEEPEST && !matches!(self.open.last(), Some(Open::List(..))))
    }

    fn start_image(&mut self, address: &str, at: usize) {
        if self.image.is_some() {
            self.images_inside += 1;
            return;
        }
        let in_table = matches!(self.open.last(), Some(Open::Table(..)));
        if self.in_heading || in_table || !self.links.is_empty() {
            self.find(at, What::MisplacedImage(address.to_owned()));
            return;
        }
        self.end_paragraph();
        self.image = Some((address.to_owned(), String::new(), at));
    }

    fn end_image(&mut self) {
        if self.images_inside > 0 {
            self.images_inside -= 1;
        } else if let Some((file, alt, at)) = self.image.take() {
            let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
            self.find(at, What::Image(file.clone(), alt.clone()));
            self.blocks.push(Block::Image { file, alt });
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong | TagEnd::Emphasis => self.bold = self.bold.saturating_sub(1),
            TagEnd::Link => {
                if let Some((_, address, words, at)) = self.links.pop() {
                    self.find(at, What::Link(words, address));
                }
            }
            TagEnd::Image if self.rich => self.end_image(),
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.end_paragraph(),
            TagEnd::Heading(level) => self.end_heading(level_of(level)),
            TagEnd::CodeBlock => {
                let spans = std::mem::take(&mut self.spans);
                let text: String = spans.into_iter().map(|span| span.text).collect();
                let text = text.trim_end_matches('\n').to_owned();
                self.blocks.push(Block::Code { text });
            }
            TagEnd::Item | TagEnd::List(_) | TagEnd::BlockQuote(_) if self.too_deep > 0 => {
                self.end_paragraph();
                self.too_deep -= 1;
            }
            TagEnd::Item | TagEnd::List(_) | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => {
                self.end_paragraph();
                self.close();
            }
            TagEnd::TableCell => {
                self.find_words();
                let spans = std::mem::take(&mut self.spans);
                if let Some(Open::Table(_, _, cells)) = self.open.last_mut() {
                    cells.push(spans);
                }
            }
            TagEnd::TableHead => {
                if let Some(Open::Table(header, _, cells)) = self.open.last_mut() {
                    *header = std::mem::take(cells);
                }
            }
            TagEnd::TableRow => {
                if let Some(Open::Table(_, rows, cells)) = self.open.last_mut() {
                    rows.push(std::mem::take(cells));
                }
            }
            TagEnd::Table => self.close(),
            _ => {}
        }
    }

    /// A writer's heading in a list or quotation is a line in bold: it would be out of order on the page.
    fn end_heading(&mut self, level: u8) {
        self.in_heading = false;
        self.find_words();
        let mut spans = std::mem::take(&mut self.spans);
        if !self.rich {
            self.blocks.push(Block::Heading { level, spans });
        } else if is_blank(&spans) {
        } else if self.open.is_empty() {
            self.blocks.push(Block::Heading { level, spans });
        } else {
            for span in &mut spans {
                span.bold = true;
            }
            self.blocks.push(Block::Paragraph { spans });
        }
    }

    /// Closes the innermost container and puts it where it belongs.
    fn close(&mut self) {
        match self.open.pop() {
            Some(Open::Item(before)) => {
                let item = std::mem::replace(&mut self.blocks, before);
                if let Some(Open::List(_, items, _)) = self.open.last_mut() {
                    items.push(item);
                }
            }
            Some(Open::List(start, items, before)) => {
                self.blocks = before;
                self.blocks.push(Block::List { start, items });
            }
            Some(Open::Quote(before)) => {
                let blocks = std::mem::replace(&mut self.blocks, before);
                self.blocks.push(Block::Quote { blocks });
            }
            Some(Open::Note(label, at, before)) => {
                let note = std::mem::replace(&mut self.blocks, before);
                self.notes.entry(label).or_insert((at, note));
            }
            Some(Open::Table(header, rows, _)) => self.blocks.push(Block::Table { header, rows }),
            None => {}
        }
    }

    /// Ends the paragraph being read, if there is one. Items of a tight list have no paragraphs of
    /// their own in Markdown: they get one here.
    fn end_paragraph(&mut self) {
        self.find_words();
        let mut spans = std::mem::take(&mut self.spans);
        // A block of HTML ends with its line.
        if let Some(last) = spans.last_mut() {
            last.text.truncate(last.text.trim_end_matches('\n').len());
        }
        if !is_blank(&spans) {
            self.blocks.push(Block::Paragraph { spans });
        }
    }

    fn find_words(&mut self) {
        if self.rich && !is_blank(&self.spans) {
            let words = self.spans.iter().map(|span| span.text.as_str()).collect();
            self.find(self.start, What::Words(words));
        }
    }

    fn text(&mut self, text: &str, at: usize) {
        if let Some((_, alt, _)) = &mut self.image {
            alt.push_str(text);
            return;
        }
        if self.spans.is_empty() {
            self.start = at;
        }
        let bold = self.bold > 0;
        if let Some((_, _, words, _)) = self.links.last_mut() {
            words.push_str(text);
        }
        let link = self.links.last().and_then(|(link, ..)| link.clone());
        match self.spans.last_mut() {
            Some(last) if last.bold == bold && last.link == link && last.note.is_empty() => {
                last.text.push_str(text);
            }
            _ => self.spans.push(Span { text: text.to_owned(), bold, link, ..Span::default() }),
        }
    }
}

fn is_blank(spans: &[Span]) -> bool {
    spans.iter().all(|span| span.text.trim().is_empty() && span.note.is_empty())
}

/// A link that may be put into a published document.
pub(super) fn web_link(address: &str) -> Option<String> {
    let lower = address.to_ascii_lowercase();
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme))
        .then(|| address.to_owned())
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
