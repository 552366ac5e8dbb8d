//! A tagged PDF as its readers meet it: names, language, claims, bookmarks, attachments, tags, text.

use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

use super::content::{Owner, PageReader, Run};
use super::structure::{self, Pages};
use super::tag::Tag;

/// A PDF, read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pdf {
    /// The title in the document's information.
    pub title: String,
    /// The title in its metadata.
    pub metadata_title: String,
    /// Whether viewers show the title, not the file's name.
    pub shows_title: bool,
    /// The language: "en-GB".
    pub language: String,
    /// The PDF/UA part that its metadata claims: "1".
    pub ua_claim: String,
    /// The PDF/A part and level that its metadata claims: "3A".
    pub archive_claim: String,
    /// Bookmarks with their levels, from 1.
    pub bookmarks: Vec<(usize, String)>,
    /// Attached files.
    pub attachments: Vec<Attachment>,
    /// The structure tree.
    pub tags: Tag,
    /// The runs of text of each page, in order.
    pub pages: Vec<Vec<Run>>,
}

/// An attached file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its file name.
    pub name: String,
    /// Its type: "text/csv".
    pub mime: String,
    /// What it is to the document: "Data".
    pub relationship: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Pdf {
    /// Reads a PDF. Fails where a screen reader would be lost: no tags, untagged marked text.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let document = Document::load_mem(bytes).map_err(text)?;
        let catalog = document.catalog().map_err(text)?;
        let metadata = metadata(&document, catalog);
        let mut reader = PageReader::new(&document);
        let order: Vec<ObjectId> = document.page_iter().collect();
        let mut runs = Pages::new();
        for &page in &order {
            runs.insert(page, reader.runs(page)?);
        }
        let tags = structure::read(&document, &runs)?;
        Ok(Self {
            title: information(&document, b"Title"),
            metadata_title: plain(between(&metadata, "<dc:title>", "</dc:title>")),
            shows_title: shows_title(&document, catalog),
            language: string(&document, catalog, b"Lang"),
            ua_claim: between(&metadata, "<pdfuaid:part>", "<").to_owned(),
            archive_claim: between(&metadata, "<pdfaid:part>", "<").to_owned()
                + between(&metadata, "<pdfaid:conformance>", "<"),
            bookmarks: bookmarks(&document, catalog)?,
            attachments: attachments(&document, catalog)?,
            tags,
            pages: order.iter().filter_map(|page| runs.remove(page)).collect(),
        })
    }

    /// Everything a page shows, in the order it is painted: text and what is not read out.
    pub fn page_text(&self, page: usize) -> String {
        spaced(&self.pages[page], |_| true)
    }

    /// What a page shows that is not read out: headers, page numbers.
    pub fn page_artifacts(&self, page: usize) -> String {
        spaced(&self.pages[page], |run| run.owner == Owner::Artifact)
    }
}

/// Runs of text with single spaces.
fn spaced(runs: &[Run], wanted: impl Fn(&Run) -> bool) -> String {
    let texts: Vec<&str> =
        runs.iter().filter(|run| wanted(run)).flat_map(|run| run.text.split_whitespace()).collect();
    texts.join(" ")
}

fn information(document: &Document, key: &[u8]) -> String {
    document
        .trailer
        .get_deref(b"Info", document)
        .and_then(Object::as_dict)
        .map(|information| string(document, information, key))
        .unwrap_or_default()
}

fn metadata(document: &Document, catalog: &Dictionary) -> String {
    let stream = catalog.get_deref(b"Metadata", document);
    stream
        .and_then(Object::as_stream)
        .and_then(lopdf::Stream::get_plain_content)
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .unwrap_or_default()
}

fn shows_title(document: &Document, catalog: &Dictionary) -> bool {
    catalog
        .get_deref(b"ViewerPreferences", document)
        .and_then(Object::as_dict)
        .and_then(|wishes| wishes.get(b"DisplayDocTitle"))
        .and_then(Object::as_bool)
        .unwrap_or_default()
}

/// Bookmarks from the top, each followed by those below it.
fn bookmarks(document: &Document, catalog: &Dictionary) -> Result<Vec<(usize, String)>, String> {
    let mut found = Vec::new();
    let mut waiting = Vec::new();
    if let Ok(Object::Dictionary(outlines)) = catalog.get_deref(b"Outlines", document) {
        waiting.extend(linked(document, outlines, b"First").map(|first| (1, first)));
    }
    while let Some((level, bookmark)) = waiting.pop() {
        found.push((level, string(document, bookmark, b"Title")));
        if found.len() > 10_000 {
            return Err("the bookmarks run in a circle".into());
        }
        waiting.extend(linked(document, bookmark, b"Next").map(|next| (level, next)));
        waiting.extend(linked(document, bookmark, b"First").map(|first| (level + 1, first)));
    }
    Ok(found)
}

fn linked<'a>(document: &'a Document, from: &Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    let id = from.get(key).and_then(Object::as_reference).ok()?;
    document.get_dictionary(id).ok()
}

/// The files that the document says are associated with it.
fn attachments(document: &Document, catalog: &Dictionary) -> Result<Vec<Attachment>, String> {
    let Ok(files) = catalog.get_deref(b"AF", document).and_then(Object::as_array) else {
        return Ok(Vec::new());
    };
    let attachment = |file: &Object| {
        let (_, file) = document.dereference(file)?;
        let file = file.as_dict()?;
        let embedded = file.get_deref(b"EF", document)?.as_dict()?;
        let content = embedded.get_deref(b"F", document)?.as_stream()?;
        let of = |dictionary: &Dictionary, key| match dictionary.get(key) {
            Ok(Object::Name(value)) => String::from_utf8_lossy(value).into_owned(),
            _ => String::new(),
        };
        Ok(Attachment {
            name: string(document, file, b"UF"),
            mime: of(&content.dict, b"Subtype"),
            relationship: of(file, b"AFRelationship"),
            bytes: content.get_plain_content()?,
        })
    };
    files.iter().map(|file| attachment(file).map_err(text)).collect()
}

fn string(document: &Document, dictionary: &Dictionary, key: &[u8]) -> String {
    let value = dictionary.get_deref(key, document);
    value.and_then(decode_text_string).unwrap_or_default()
}

/// What stands between two marks; nothing if they are not there.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let after = text.split_once(start).map_or("", |(_, after)| after);
    after.split_once(end).map_or("", |(inside, _)| inside)
}

/// XML without its tags and with its five short forms written out.
fn plain(xml: &str) -> String {
    let mut out = String::new();
    for piece in xml.split('<') {
        out.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
    }
    for (short, letter) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ] {
        out = out.replace(short, letter);
    }
    out.trim().to_owned()
}

fn text(error: lopdf::Error) -> String {
    error.to_string()
}
