//! Markdown to blocks: what a writer may write, and that nothing in it can act.

use jsnapack::model::words::{Block, Span};
use jsnapack::narrate::markdown::blocks;
use proptest::prelude::*;

/// Blocks as a few letters a person can read.
fn outline(blocks: &[Block]) -> String {
    blocks.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn one(block: &Block) -> String {
    match block {
        Block::Heading { level, spans } => format!("h{level}({})", words(spans)),
        Block::Paragraph { spans } => format!("p({})", words(spans)),
        Block::List { start, items } => {
            let items: Vec<String> = items.iter().map(|item| outline(item)).collect();
            let kind = start.map_or_else(|| "ul".to_owned(), |start| format!("ol{start}"));
            format!("{kind}[{}]", items.join(" | "))
        }
        Block::Quote { blocks } => format!("quote[{}]", outline(blocks)),
        Block::Table { header, rows } => {
            let row = |cells: &Vec<Vec<Span>>| -> String {
                let cells: Vec<String> = cells.iter().map(|cell| words(cell)).collect();
                cells.join(",")
            };
            let rows: Vec<String> = rows.iter().map(row).collect();
            format!("table[{} / {}]", row(header), rows.join(" / "))
        }
        Block::Code { text } => format!("code({text})"),
        Block::Image { file, alt } => format!("image({file}: {alt})"),
    }
}

fn words(spans: &[Span]) -> String {
    spans
        .iter()
        .map(|span| match (&span.link, span.bold) {
            (Some(link), _) => format!("<{} {link}>", span.text),
            (None, true) => format!("*{}*", span.text),
            (None, false) => span.text.clone(),
        })
        .collect()
}

fn says(markdown: &str, expected: &str) {
    assert_eq!(outline(&blocks(markdown)), expected, "of {markdown:?}");
}

#[test]
fn ordinary_writing() {
    says("# A\n\nB *c* **d**\ne", "h1(A) p(B *c* *d* e)");
    says("1. a\n2. b", "ol1[p(a) | p(b)]");
    says("- a\n  - b\n  - c\n- d", "ul[p(a) ul[p(b) | p(c)] | p(d)]");
    says("- a\n\n  b\n\nc", "ul[p(a) p(b)] p(c)");
    says("> a\n>\n> - b", "quote[p(a) ul[p(b)]]");
    says("|a|b|\n|-|-|\n|c|**d**|\n|e|", "table[a,b / c,*d* / e,]");
    says("```\na\nb\n```", "code(a\nb)");
    says("a  \nb", "p(a\nb)");
    says("a\n\n---\n\nb", "p(a) p(b)");
    says("", "");
}

#[test]
fn links_lead_to_the_web_or_a_mailbox_only() {
    says("[a](https://b.uk)", "p(<a https://b.uk>)");
    says("<mailto:a@b.uk>", "p(<mailto:a@b.uk mailto:a@b.uk>)");
    says("[a](file:///etc/passwd)", "p(a)");
    says("[a](javascript:b)", "p(a)");
    says("![a chart](b.png)", "p(a chart)");
}

#[test]
fn markup_of_other_languages_is_text() {
    says("<b>a</b> {{ c }} #eval(\"d\") $e$", "p(<b>a</b> {{ c }} #eval(\"d\") $e$)");
    says("<div>\na\n</div>", "p(<div>\na\n</div>)");
    says("`#d`", "p(#d)");
}

proptest! {
    #[test]
    fn any_text_is_read(text in "[-#>|*_`\\[\\]()0-9a-z<>!. \n]{0,200}") {
        blocks(&text);
    }
}
