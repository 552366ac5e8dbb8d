//! Markdown to blocks. Raw HTML is text, images are their alternative text, and a link that leads
//! anywhere but to the web or a mailbox is its words.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::model::words::{Block, Span};

/// Reads Markdown: headings, paragraphs, lists, quotations, tables, code, bold, links.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        reader.take(event);
    }
    reader.end_paragraph();
    reader.blocks
}

#[derive(Default)]
struct Reader {
    /// Blocks of the innermost container.
    blocks: Vec<Block>,
    /// Containers around it, outermost first.
    open: Vec<Open>,
    /// Words on their way into a block.
    spans: Vec<Span>,
    bold: usize,
    links: Vec<Option<String>>,
}

/// A container that is being read, with the blocks that came before it.
enum Open {
    List(Option<u64>, Vec<Vec<Block>>, Vec<Block>),
    Item(Vec<Block>),
    Quote(Vec<Block>),
    Table(Vec<Vec<Span>>, Vec<Vec<Vec<Span>>>, Vec<Vec<Span>>),
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text)
            | Event::Code(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.text(&text),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.text("\n"),
            Event::Rule => self.end_paragraph(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong | Tag::Emphasis => self.bold += 1,
            Tag::Link { dest_url, .. } => self.links.push(web_link(&dest_url)),
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
            Tag::Table(_) => {
                self.end_paragraph();
                self.open.push(Open::Table(Vec::new(), Vec::new(), Vec::new()));
            }
            Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock => {
                self.end_paragraph();
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong | TagEnd::Emphasis => self.bold = self.bold.saturating_sub(1),
            TagEnd::Link => {
                self.links.pop();
            }
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.end_paragraph(),
            TagEnd::Heading(level) => {
                let spans = std::mem::take(&mut self.spans);
                let level = level_of(level);
                self.blocks.push(Block::Heading { level, spans });
            }
            TagEnd::CodeBlock => {
                let spans = std::mem::take(&mut self.spans);
                let text: String = spans.into_iter().map(|span| span.text).collect();
                let text = text.trim_end_matches('\n').to_owned();
                self.blocks.push(Block::Code { text });
            }
            TagEnd::Item | TagEnd::List(_) | TagEnd::BlockQuote(_) => {
                self.end_paragraph();
                self.close();
            }
            TagEnd::TableCell => {
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
            Some(Open::Table(header, rows, _)) => self.blocks.push(Block::Table { header, rows }),
            None => {}
        }
    }

    /// Ends the paragraph being read, if there is one. Items of a tight list have no paragraphs of
    /// their own in Markdown: they get one here.
    fn end_paragraph(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        if spans.iter().any(|span| !span.text.trim().is_empty()) {
            self.blocks.push(Block::Paragraph { spans });
        }
    }

    fn text(&mut self, text: &str) {
        let bold = self.bold > 0;
        let link = self.links.last().cloned().flatten();
        match self.spans.last_mut() {
            Some(last) if last.bold == bold && last.link == link => last.text.push_str(text),
            _ => self.spans.push(Span { text: text.to_owned(), bold, link }),
        }
    }
}

/// A link that may be put into a published document.
fn web_link(address: &str) -> Option<String> {
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
