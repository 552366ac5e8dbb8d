//! The rules for words: that they are heard, apart, and can be seen.

use super::content::Owner;
use super::reader::Pdf;
use super::tag::Node;

/// No text is smaller, in points.
const SMALLEST: f32 = 8.0;

/// Neighbouring pieces of a line are parted by a space, also where the page breaks the line: else
/// "9.1%" and its note "1" become "9.1%1".
pub fn words_apart(pdf: &Pdf) -> Vec<String> {
    let mut faults = Vec::new();
    for tag in pdf.tags.walk() {
        let mut before = String::new();
        for child in &tag.children {
            let text = match child {
                Node::Text(text) => text.clone(),
                Node::Tag(tag) if tag.is_inline() => tag.spoken(),
                Node::Tag(_) => String::new(),
                Node::Link(_) => continue,
            };
            let joins = before.ends_with(|end: char| end.is_alphanumeric() || end == '%')
                && text.starts_with(char::is_alphanumeric);
            if joins && tag.role != "Figure" {
                faults.push(format!("{before:?} runs into {text:?}"));
            }
            before = text;
        }
    }
    faults
}

/// Text belongs to a tag, or is marked as nothing to read out.
pub fn stray_text(pdf: &Pdf) -> Vec<String> {
    let runs = pdf.pages.iter().flatten();
    runs.filter(|run| run.owner == Owner::Nobody && !run.text.trim().is_empty())
        .map(|run| format!("{:?} is outside every tag", run.text))
        .collect()
}

/// No text is too small to read.
pub fn text_size(pdf: &Pdf) -> Vec<String> {
    smaller_than(pdf, SMALLEST)
}

/// All text is `times` as large as the least elsewhere.
pub fn enlarged_text(pdf: &Pdf, times: f32) -> Vec<String> {
    smaller_than(pdf, SMALLEST * times)
}

fn smaller_than(pdf: &Pdf, smallest: f32) -> Vec<String> {
    let mut faults = Vec::new();
    for (number, runs) in pdf.pages.iter().enumerate() {
        let small =
            runs.iter().filter(|run| run.size < smallest - 0.01 && !run.text.trim().is_empty());
        for run in small {
            let page = number + 1;
            faults.push(format!("{:?} on page {page} has {:.2} pt", run.text, run.size));
        }
    }
    faults
}
