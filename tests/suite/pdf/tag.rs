//! The structure tree of a PDF as a value: what a screen reader is told, without the page.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write};

/// A structure element: a heading, a table, a cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tag {
    /// The standard role: "H1", "TH", "Figure". Custom roles are already mapped.
    pub role: String,
    /// Properties and attributes by PDF name: "Alt", "ActualText", "Scope", "ColSpan".
    pub attributes: BTreeMap<String, String>,
    /// What it holds, in reading order.
    pub children: Vec<Node>,
    /// The pages that its text stands on, from 1.
    pub pages: BTreeSet<usize>,
}

/// What a tag holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Another tag.
    Tag(Tag),
    /// Text on the page.
    Text(String),
    /// A link's active area, with where it leads: an address, or "page" inside the document.
    Link(String),
}

impl Tag {
    /// A tag that holds nothing yet.
    pub fn new(role: &str) -> Self {
        Self { role: role.to_owned(), ..Self::default() }
    }

    /// Adds an attribute.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.attributes.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Adds a tag to what it holds.
    #[must_use]
    pub fn holding(mut self, child: Self) -> Self {
        self.children.push(Node::Tag(child));
        self
    }

    /// Adds text to what it holds.
    #[must_use]
    pub fn saying(mut self, text: &str) -> Self {
        self.children.push(Node::Text(text.to_owned()));
        self
    }

    /// Adds a link's active area to what it holds.
    #[must_use]
    pub fn leading(mut self, to: &str) -> Self {
        self.children.push(Node::Link(to.to_owned()));
        self
    }

    /// An attribute's value.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// The tags directly inside.
    pub fn tags(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Tag(tag) => Some(tag),
            Node::Text(_) | Node::Link(_) => None,
        })
    }

    /// This tag and every tag inside, in reading order.
    pub fn walk(&self) -> Vec<&Self> {
        let mut all = vec![self];
        for tag in self.tags() {
            all.extend(tag.walk());
        }
        all
    }

    /// Every tag of a role inside, in reading order.
    pub fn all(&self, role: &str) -> Vec<&Self> {
        let mut found = self.walk();
        found.retain(|tag| tag.role == role);
        found
    }

    /// The level if it is a heading: 2 for "H2".
    pub fn heading_level(&self) -> Option<usize> {
        self.role.strip_prefix('H')?.parse().ok()
    }

    /// Its headings, in order.
    pub fn headings(&self) -> Vec<(usize, String)> {
        self.walk()
            .into_iter()
            .filter_map(|tag| Some((tag.heading_level()?, tag.text().trim().to_owned())))
            .collect()
    }

    /// Whether it stands in a line of text, with no pause around it.
    pub fn is_inline(&self) -> bool {
        matches!(self.role.as_str(), "Span" | "Link" | "Quote" | "Code" | "Reference")
    }

    /// Its text as it is read out: in order, blocks parted by a space, runs of spaces as one,
    /// without marks for breaking lines; what stands for a figure, not its letters.
    pub fn text(&self) -> String {
        self.spoken().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Its text as it is read out, with the spaces that it has.
    pub fn spoken(&self) -> String {
        let mut raw = String::new();
        self.read_out(&mut raw);
        raw.retain(|letter| !['\u{ad}', '\u{2060}', '\u{200b}'].contains(&letter));
        raw
    }

    fn read_out(&self, out: &mut String) {
        let instead = match self.role.as_str() {
            "Figure" => self.attribute("Alt"),
            _ => self.attribute("ActualText"),
        };
        if let Some(instead) = instead {
            out.push_str(instead);
            return;
        }
        for child in &self.children {
            match child {
                Node::Text(text) => out.push_str(text),
                Node::Link(_) => {}
                Node::Tag(tag) => {
                    let inline = tag.is_inline();
                    if !inline {
                        out.push(' ');
                    }
                    tag.read_out(out);
                    if !inline {
                        out.push(' ');
                    }
                }
            }
        }
    }

    fn print(&self, depth: usize, out: &mut String) -> fmt::Result {
        let indent = "  ".repeat(depth);
        write!(out, "{indent}{}", self.role)?;
        for (name, value) in &self.attributes {
            write!(out, " {name}={value:?}")?;
        }
        writeln!(out)?;
        let mut run = String::new();
        for child in &self.children {
            if let Node::Text(text) = child {
                run.push_str(text);
                continue;
            }
            print_text(&mut run, &indent, out)?;
            match child {
                Node::Tag(tag) => tag.print(depth + 1, out)?,
                Node::Link(to) => writeln!(out, "{indent}  -> {to}")?,
                Node::Text(_) => {}
            }
        }
        print_text(&mut run, &indent, out)
    }
}

/// Prints what has gathered of a run of text, and starts the next.
fn print_text(run: &mut String, indent: &str, out: &mut String) -> fmt::Result {
    if !run.is_empty() {
        writeln!(out, "{indent}  {run:?}")?;
    }
    run.clear();
    Ok(())
}

/// One line a tag, indented; text in quotes. For golden files and for people.
impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        self.print(0, &mut out)?;
        f.write_str(&out)
    }
}
