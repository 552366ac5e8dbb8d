//! Any text in a slot is either printed, all of it, or reported by preflight: it never breaks a page.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::LazyLock;

use jsnapack::model::directory::Directory;
use jsnapack::model::slot::{Per, Position, Scope, Slot, SlotSpec, WhenEmpty};
use jsnapack::model::view::View;
use jsnapack::model::words::{Block, Span, Words};
use jsnapack::narrate::slots::{Filled, Sources, fill};
use jsnapack::read;
use jsnapack::read::narrative::{KnownSlot, narrative};
use jsnapack::typeset::{Job, Typesetter, lacks};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::pdf::reader::Pdf;

/// A page with nothing but slots, laid out by the shared parts.
const PAGE: &str = r#"
#import "/shared/theme.typ": look
#import "/shared/parts/slot.typ": slot
#let view = json("/view.json")
#let words = json("/words.json")
#show: look.with(view, draft: words.draft)
= Start
#for it in words.slots { slot(it) }
"#;

struct Base {
    view: View,
    directory: Directory,
    slots: Vec<Slot>,
    files: Vec<(String, Vec<u8>)>,
}

static BASE: LazyLock<Base> = LazyLock::new(|| {
    let view = fs::read_to_string("tests/cases/narrate/view.json").unwrap();
    let areas = fs::read("data/areas.csv").unwrap();
    let changes = fs::read("data/area_changes.csv").unwrap();
    let mut files = jsnapack::template::load("jsna-annex").unwrap().to_files();
    files.push(("/template/slots.typ".to_owned(), PAGE.as_bytes().to_vec()));
    let spec = SlotSpec {
        id: "foreword".to_owned(),
        title: "Foreword".to_owned(),
        per: Per::Pack,
        place: Position::Start,
        prompt: "Write.".to_owned(),
        max_words: None,
        required: false,
        when_empty: WhenEmpty::Prompt,
    };
    Base {
        view: serde_json::from_str(&view).unwrap(),
        directory: read::directory(&areas, &changes).unwrap(),
        slots: Slot::all(&[spec], &[]),
        files,
    }
});

/// What becomes of a text in a slot; none where a person is told of a problem.
fn filled(text: &str) -> Option<Filled> {
    let folder = tempfile::tempdir().unwrap();
    let marked = format!("<!-- slot: foreword -->\n{text}\n");
    fs::write(folder.path().join("all-areas.md"), marked).unwrap();
    let known = [KnownSlot { id: "foreword".to_owned(), title: "Foreword".to_owned() }];
    let narrative = narrative(folder.path(), &BASE.directory, &known).unwrap();
    if !narrative.problems.is_empty() {
        return None;
    }
    let document = narrative.documents[&Scope::AllAreas].clone();
    let filled = fill(
        &BASE.view,
        Sources {
            slots: &BASE.slots,
            narrative: &narrative,
            documents: &[(Scope::AllAreas, document)],
            explained: &BTreeSet::new(),
            lacks,
            is_final: false,
        },
    );
    filled.problems.is_empty().then_some(filled)
}

/// The text of a page with the slot, as a reader of tags gets it.
fn read_back(filled: &Filled) -> String {
    let typesetter = Typesetter::new("/template/slots.typ", BASE.files.clone()).unwrap();
    let words = Words { draft: true, slots: filled.words.clone(), ..Words::default() };
    let typeset = typesetter
        .typeset(&Job {
            ident: "test",
            date: BASE.view.date.parse().unwrap(),
            view: &serde_json::to_vec(&BASE.view).unwrap(),
            words: &serde_json::to_vec(&words).unwrap(),
            drawings: &BTreeMap::new(),
            files: &BTreeMap::new(),
        })
        .unwrap_or_else(|error| panic!("a compile error: {error}\nof {:?}", filled.words));
    let pdf = Pdf::read(&typeset.pdf).unwrap();
    let mut text = pdf.tags.text();
    // Alternative texts and footnotes stand wherever their tags do.
    for page in 0..pdf.pages.len() {
        text.push_str(&pdf.page_text(page));
    }
    text
}

/// What is left to compare: letters with a look of their own.
fn letters(text: &str) -> String {
    let seen = |letter: &char| {
        !letter.is_whitespace()
            && !letter.is_control()
            && !matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}')
            && !matches!(letter, '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
    };
    text.nfc().filter(seen).collect()
}

/// The words of spans.
fn printed(blocks: &[Block], into: &mut Vec<String>) {
    let mut spans = |spans: &[Span]| {
        into.extend(spans.iter().map(|span| span.text.clone()));
        spans.iter().flat_map(|span| span.note.clone()).collect::<Vec<_>>()
    };
    let mut notes = Vec::new();
    let mut inner = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { spans: words, .. } | Block::Paragraph { spans: words } => {
                notes.extend(spans(words));
            }
            Block::List { items, .. } => inner.extend(items.concat()),
            Block::Quote { blocks } => inner.extend(blocks.clone()),
            Block::Table { header, rows } => {
                let cells = header.iter().chain(rows.iter().flatten());
                notes.extend(cells.flat_map(|cell| spans(cell)));
            }
            Block::Code { text } => notes.push(Block::Paragraph {
                spans: vec![Span { text: text.clone(), ..Span::default() }],
            }),
            Block::Image { .. } => {}
        }
    }
    if !notes.is_empty() {
        printed(&notes, into);
    }
    if !inner.is_empty() {
        printed(&inner, into);
    }
}

fn is_printed_or_reported(text: &str) {
    let Some(filled) = filled(text) else {
        return;
    };
    let read = letters(&read_back(&filled));
    let mut expected = Vec::new();
    for slot in &filled.words {
        printed(&slot.blocks, &mut expected);
    }
    for words in expected {
        let words = letters(&words);
        // Letters with marks that have no composed form are printed right, but the PDF names them once a glyph.
        if words.chars().any(is_combining_mark) {
            continue;
        }
        assert!(read.contains(&words), "{words:?} is not in {read:?}\nof {text:?}");
    }
}

/// A letter that the page can show, or one that Markdown, HTML, Typst or minijinja would act on.
fn letter() -> impl Strategy<Value = char> {
    prop_oneof![
        4 => prop::sample::select("abz AZ09\n\n\t  .,:;!?'\"-–’“”".chars().collect::<Vec<_>>()),
        4 => prop::sample::select("#*_`~[]()<>!|\\-+=>{}%$@&^/:\u{a0}".chars().collect::<Vec<_>>()),
        3 => any::<char>().prop_filter("shown", |letter| !lacks(*letter)),
        2 => (0u32..0x3000).prop_filter_map("shown", |code| {
            char::from_u32(code).filter(|letter| !lacks(*letter))
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_printed_or_reported(text in prop::collection::vec(letter(), 0..160)) {
        is_printed_or_reported(&text.into_iter().collect::<String>());
    }

    #[test]
    fn any_unicode_is_printed_or_reported(text in "(?s).{0,60}") {
        is_printed_or_reported(&text);
    }

    #[test]
    fn any_markup_is_printed_or_reported(pieces in prop::collection::vec(
        prop::sample::select(vec![
            "# ", "## ", "#### ", "- ", "  - ", "    ", "1. ", "999999999. ", "> ", "> > ", "|a|b|\n|-|-|\n", "|",
            "```\n", "~~~", "`", "**", "*", "_", "[", "](https://a.uk)", "](x y)", "![a](b.png)", "[^1]", "[^1]: ",
            "<b>", "</b>", "<div>\n", "<!-- ", "-->", "{{", "}}", "{%", "%}", "{#", "#}", "&amp;", "&#0;", "&#x2713;",
            "&#10;", "\\", "\n", "\n\n", "  \n", "---\n", "===\n", "word", "Word.", "#read(\"/etc/passwd\")", "$x$",
            "https://a.uk", "<https://a.uk>", "{{ area.name }}", "{% if area.name %}", "{% endif %}",
            "{{ indicator(\"neet\").value }}", "\u{200b}", "\u{301}", "- [ ] ",
        ]), 0..40)) {
        is_printed_or_reported(&pieces.concat());
    }

    #[test]
    fn plain_words_come_back(words in prop::collection::vec("[\\p{Latin}\\p{Greek}\\p{Cyrillic}--[\u{ff00}-\u{ffef}]]{1,12}", 1..30)) {
        let text = words.join(" ");
        if let Some(filled) = filled(&text) {
            let read = letters(&read_back(&filled));
            prop_assert!(read.contains(&letters(&text)), "{text:?} is not in {read:?}");
        } else {
            prop_assert!(text.nfc().any(lacks), "{text:?} is reported");
        }
    }
}
