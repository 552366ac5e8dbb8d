//! A document that meets every rule, and for each rule documents that fail it and no other.

use super::content::{Owner, Run};
use super::reader::Pdf;
use super::rules::{RULES, faults};
use super::tag::{Node, Tag};

/// Meets every rule.
fn sound() -> Pdf {
    let head = |scope, text| Tag::new("TH").with("Scope", scope).saying(text);
    let cell = |text| Tag::new("TD").saying(text);
    let heads = ["Area", "Value", "Period"];
    let heads = heads.map(|text| head("Column", text));
    let on_page = || Tag { pages: [1].into(), ..Tag::new("TR") };
    let row = on_page().holding(head("Row", "Town")).holding(cell("9.1%")).holding(cell("2023/24"));
    let head = heads.into_iter().fold(on_page(), Tag::holding);
    let table = Tag::new("Table")
        .holding(Tag::new("THead").holding(head))
        .holding(Tag::new("TBody").holding(row));
    let line = Tag::new("TOCI").holding(Tag::new("Link").saying("Need 2").leading("page"));
    let item = Tag::new("LI")
        .holding(Tag::new("Lbl").saying("•"))
        .holding(Tag::new("LBody").saying("Worse"));
    let tags = Tag::new("Document")
        .holding(Tag::new("H1").saying("A pack"))
        .holding(Tag::new("TOC").holding(line))
        .holding(Tag::new("H2").saying("Need"))
        .holding(table)
        .holding(Tag::new("Figure").with("Alt", "Town is at 9.1%"))
        .holding(Tag::new("H3").saying("Self-harm"))
        .holding(Tag::new("L").holding(item))
        .holding(Tag::new("H2").saying("Sources"));
    let run = |text: &str, size, owner| Run { text: text.into(), size, owner };
    Pdf {
        title: "A pack".into(),
        metadata_title: "A pack".into(),
        shows_title: true,
        language: "en-GB".into(),
        ua_claim: "1".into(),
        archive_claim: "3A".into(),
        bookmarks: vec![(1, "A pack".into()), (2, "Need".into()), (2, "Sources".into())],
        attachments: Vec::new(),
        tags,
        pages: vec![vec![
            run("Illustrative", 9.0, Owner::Artifact),
            run("A pack", 12.0, Owner::Marked(0)),
            run(" ", 12.0, Owner::Nobody),
        ]],
    }
}

/// The first tag of a role, to be changed.
fn first<'a>(tag: &'a mut Tag, role: &str) -> Option<&'a mut Tag> {
    if tag.role == role {
        return Some(tag);
    }
    tag.children.iter_mut().find_map(|child| match child {
        Node::Tag(tag) => first(tag, role),
        Node::Text(_) | Node::Link(_) => None,
    })
}

/// Changes the first tag of a role.
fn change(pdf: &mut Pdf, role: &str, how: impl FnOnce(&mut Tag)) {
    how(first(&mut pdf.tags, role).unwrap());
}

type Change = fn(&mut Pdf);

/// What is done to the sound document, and the rule that it fails then.
const FAILING: &[(&str, &str, Change)] = &[
    ("claims", "no claim to PDF/UA", |pdf| pdf.ua_claim.clear()),
    ("claims", "a lower level", |pdf| pdf.archive_claim = "3B".into()),
    ("title", "none", |pdf| {
        pdf.title.clear();
        pdf.metadata_title.clear();
    }),
    ("title", "two different", |pdf| pdf.metadata_title.push('s')),
    ("title", "not shown", |pdf| pdf.shows_title = false),
    ("language", "American", |pdf| pdf.language = "en-US".into()),
    ("headings", "a skipped level", |pdf| {
        change(pdf, "H3", |heading| heading.role = "H4".into());
    }),
    ("headings", "an empty one", |pdf| {
        change(pdf, "H3", |heading| heading.children.clear());
    }),
    ("headings", "not beginning at level 1", |pdf| {
        change(pdf, "H1", |heading| heading.role = "H2".into());
        pdf.bookmarks[0].0 = 2;
    }),
    ("contents", "none", |pdf| {
        change(pdf, "TOC", |contents| contents.role = "Div".into());
    }),
    ("contents", "a line that is no link", |pdf| {
        change(pdf, "Link", |link| link.role = "Span".into());
    }),
    ("bookmarks", "none", |pdf| pdf.bookmarks.clear()),
    ("bookmarks", "out of order", |pdf| pdf.bookmarks.swap(1, 2)),
    ("bookmarks", "on another level", |pdf| pdf.bookmarks[2].0 = 3),
    ("figures", "no alternative text", |pdf| {
        change(pdf, "Figure", |figure| figure.attributes.clear());
    }),
    ("figures", "an empty alternative text", |pdf| {
        change(pdf, "Figure", |figure| {
            figure.attributes.insert("Alt".into(), " ".into());
        });
    }),
    ("header cells", "no scope", |pdf| {
        change(pdf, "TH", |cell| cell.attributes.clear());
    }),
    ("table shape", "no header row", |pdf| {
        change(pdf, "THead", |head| head.children.clear());
    }),
    ("table shape", "nothing but headings", |pdf| {
        change(pdf, "TBody", |body| body.children.clear());
    }),
    ("table shape", "a header row of plain cells", |pdf| {
        change(pdf, "TH", |cell| cell.role = "TD".into());
    }),
    ("table shape", "a row that is too short", |pdf| {
        change(pdf, "TBody", |body| {
            change_first_row(body, |row| drop(row.children.pop()));
        });
    }),
    ("table shape", "merged cells", |pdf| {
        change(pdf, "TD", |cell| {
            cell.attributes.insert("ColSpan".into(), "2".into());
        });
    }),
    ("empty cells", "a cell without words", |pdf| {
        change(pdf, "TD", |cell| cell.children.clear());
    }),
    ("whole rows", "a row on two pages", |pdf| {
        change(pdf, "TR", |row| {
            row.pages.insert(2);
        });
    }),
    ("words apart", "a note's mark that joins a number", |pdf| {
        change(pdf, "TD", |cell| {
            cell.children.push(Node::Tag(Tag::new("Span").saying("1")));
        });
    }),
    ("links", "no words", |pdf| {
        change(pdf, "Link", |link| drop(link.children.remove(0)));
    }),
    ("links", "leading nowhere", |pdf| {
        change(pdf, "Link", |link| drop(link.children.pop()));
    }),
    ("lists", "a paragraph among items", |pdf| {
        change(pdf, "LI", |item| item.role = "P".into());
    }),
    ("lists", "bare words in an item", |pdf| {
        change(pdf, "LI", |item| item.children.push(Node::Text("x".into())));
    }),
    ("roles", "one that no reader knows", |pdf| {
        change(pdf, "Figure", |figure| figure.role = "Chart".into());
    }),
    ("stray text", "words outside every tag", |pdf| {
        pdf.pages[0][1].owner = Owner::Nobody;
    }),
    ("text size", "7 pt", |pdf| pdf.pages[0][0].size = 7.0),
];

fn change_first_row(body: &mut Tag, how: impl FnOnce(&mut Tag)) {
    how(first(body, "TR").unwrap());
}

#[test]
fn sound_document_meets_every_rule() {
    assert_eq!(faults(&sound()), Vec::<String>::new());
}

#[test]
fn every_accessibility_rule_can_fail() {
    for (rule, what, change) in FAILING {
        let mut pdf = sound();
        change(&mut pdf);
        let broken: Vec<&str> = RULES
            .iter()
            .filter(|rule| !(rule.faults)(&pdf).is_empty())
            .map(|rule| rule.name)
            .collect();
        assert_eq!(broken, [*rule], "with {what}");
    }
    for rule in RULES {
        let shown = FAILING.iter().any(|(name, ..)| *name == rule.name);
        assert!(shown, "no document fails `{}`", rule.name);
    }
}
