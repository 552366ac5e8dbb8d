//! What every pack must offer to people who don't see the page. Each rule gives the faults it
//! finds; `failing.rs` shows that each can.

use super::reader::Pdf;
use super::table_rules::{empty_cells, header_cells, table_shape, whole_rows};
use super::tag::{Node, Tag};
use super::text_rules::{stray_text, text_size, words_apart};

/// A rule, by name.
pub struct Rule {
    pub name: &'static str,
    /// The faults of a document.
    pub faults: fn(&Pdf) -> Vec<String>,
}

/// All rules.
pub const RULES: &[Rule] = &[
    rule("claims", claims),
    rule("title", title),
    rule("language", language),
    rule("headings", headings),
    rule("contents", contents),
    rule("bookmarks", bookmarks),
    rule("figures", figures),
    rule("header cells", header_cells),
    rule("table shape", table_shape),
    rule("empty cells", empty_cells),
    rule("whole rows", whole_rows),
    rule("words apart", words_apart),
    rule("links", links),
    rule("lists", lists),
    rule("roles", roles),
    rule("stray text", stray_text),
    rule("text size", text_size),
];

const fn rule(name: &'static str, faults: fn(&Pdf) -> Vec<String>) -> Rule {
    Rule { name, faults }
}

/// Everything wrong with a document, each fault after the name of its rule.
pub fn faults(pdf: &Pdf) -> Vec<String> {
    let all = RULES.iter().flat_map(|rule| {
        let faults = (rule.faults)(pdf).into_iter();
        faults.map(|fault| format!("{}: {fault}", rule.name))
    });
    all.collect()
}

/// It claims both standards, as its compiler checked them.
fn claims(pdf: &Pdf) -> Vec<String> {
    let claims = [&pdf.ua_claim, &pdf.archive_claim];
    if claims == ["1", "3A"] {
        return Vec::new();
    }
    vec![format!("it claims {claims:?}, not PDF/UA-1 and PDF/A-3a")]
}

/// It has a title, the same wherever it stands, and viewers show it.
fn title(pdf: &Pdf) -> Vec<String> {
    let mut faults = Vec::new();
    if pdf.title.trim().is_empty() {
        faults.push("the document has none".into());
    }
    if pdf.title != pdf.metadata_title {
        faults.push(format!("{:?} in one place, {:?} in another", pdf.title, pdf.metadata_title));
    }
    if !pdf.shows_title {
        faults.push("viewers show the file's name instead".into());
    }
    faults
}

/// It says that it is in British English.
fn language(pdf: &Pdf) -> Vec<String> {
    if pdf.language == "en-GB" {
        return Vec::new();
    }
    vec![format!("{:?}, not \"en-GB\"", pdf.language)]
}

/// Headings begin at level 1, skip no level on the way down, and say something.
fn headings(pdf: &Pdf) -> Vec<String> {
    let mut faults = Vec::new();
    let mut above = 0;
    for (level, text) in pdf.tags.headings() {
        if level > above + 1 {
            faults.push(format!("H{level} {text:?} follows level {above}"));
        }
        if text.is_empty() {
            faults.push(format!("an H{level} is empty"));
        }
        above = level;
    }
    if above == 0 {
        faults.push("there are none".into());
    }
    faults
}

/// There is a table of contents, and each of its lines leads somewhere.
fn contents(pdf: &Pdf) -> Vec<String> {
    let lines: Vec<&Tag> = pdf
        .tags
        .all("TOC")
        .into_iter()
        .flat_map(|toc| toc.tags().filter(|tag| tag.role == "TOCI"))
        .collect();
    if lines.is_empty() {
        return vec!["there is no table of contents".into()];
    }
    lines
        .into_iter()
        .filter(|line| line.all("Link").is_empty())
        .map(|line| format!("{:?} is no link", line.text()))
        .collect()
}

/// Bookmarks are the headings, in their order and on their levels; some may be left out.
/// Either may have straight apostrophes where the other has curly ones.
fn bookmarks(pdf: &Pdf) -> Vec<String> {
    let straight = |(level, text): &(usize, String)| (*level, text.replace('’', "'"));
    let headings: Vec<_> = pdf.tags.headings().iter().map(straight).collect();
    let mut rest = headings.iter();
    for bookmark in pdf.bookmarks.iter().map(straight) {
        if !rest.any(|heading| *heading == bookmark) {
            let (level, text) = bookmark;
            return vec![format!("{text:?} (level {level}) is no heading at its place")];
        }
    }
    match pdf.bookmarks.is_empty() {
        true => vec!["there are none".into()],
        false => Vec::new(),
    }
}

/// Every figure has words that stand for it.
fn figures(pdf: &Pdf) -> Vec<String> {
    let figures = pdf.tags.all("Figure");
    let silent = figures
        .iter()
        .filter(|figure| figure.attribute("Alt").unwrap_or_default().trim().is_empty())
        .count();
    if silent == 0 {
        return Vec::new();
    }
    let all = figures.len();
    vec![format!("{silent} of {all} have no alternative text")]
}

/// Every link has words and leads somewhere.
fn links(pdf: &Pdf) -> Vec<String> {
    let leads = |child: &Node| matches!(child, Node::Link(to) if !to.is_empty());
    let mut faults = Vec::new();
    for link in pdf.tags.all("Link") {
        if link.text().is_empty() {
            faults.push("one has no words".into());
        }
        if !link.children.iter().any(leads) {
            faults.push(format!("{:?} leads nowhere", link.text()));
        }
    }
    faults
}

/// A list holds items, and an item its mark and its body.
fn lists(pdf: &Pdf) -> Vec<String> {
    let holds = |tag: &Tag, roles: &[&str]| {
        !tag.children.is_empty()
            && tag
                .children
                .iter()
                .all(|child| matches!(child, Node::Tag(tag) if roles.contains(&tag.role.as_str())))
    };
    let mut faults = Vec::new();
    for tag in pdf.tags.walk() {
        let sound = match tag.role.as_str() {
            "L" => holds(tag, &["LI", "Caption", "L"]),
            "LI" => holds(tag, &["Lbl", "LBody"]),
            _ => true,
        };
        if !sound {
            faults.push(format!("{} {:?} is no sound list", tag.role, tag.text()));
        }
    }
    faults
}

/// Every role is one that a reader knows.
fn roles(pdf: &Pdf) -> Vec<String> {
    const KNOWN: &[&str] = &[
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "P",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Quote",
        "Note",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Figure",
        "Formula",
        "Form",
    ];
    let tags = pdf.tags.walk().into_iter();
    tags.filter(|tag| !KNOWN.contains(&tag.role.as_str()))
        .map(|tag| format!("{:?} is none of PDF 1.7", tag.role))
        .collect()
}
