//! What a person should know of a writer's text before it is printed. Nothing here changes a text.

use std::collections::BTreeSet;

use super::render::At;
use crate::error::Problem;

/// Sentences with more words than this are hard to follow.
const LONG_SENTENCE: usize = 40;
/// Short forms that everyone knows.
const EVERYDAY: [&str; 14] =
    ["NHS", "UK", "GP", "GPS", "OK", "AM", "PM", "TV", "IT", "ID", "USA", "EU", "PDF", "DVD"];
/// Words that don't say where a link leads.
const BARE: [&str; 10] = [
    "here",
    "click here",
    "link",
    "this link",
    "this",
    "more",
    "read more",
    "see here",
    "this page",
    "website",
];

/// More characters of one slot than this are not told one by one.
const MOST_TOLD: usize = 5;

/// Characters that no font of the page has, each once, with its first place.
pub(super) fn glyphs(title: &str, at: At<'_>, lacks: fn(char) -> bool) -> Vec<Problem> {
    let mut seen = BTreeSet::new();
    let mut problems = Vec::new();
    for (byte, letter) in at.written.text.char_indices() {
        if lacks(letter) && seen.insert(letter) {
            problems.push(Problem { place: Some(at.byte(byte)), ..glyph(title, letter) });
        }
    }
    let more = problems.len().saturating_sub(MOST_TOLD);
    problems.truncate(MOST_TOLD);
    if let Some(last) = problems.last_mut().filter(|_| more > 0) {
        let others =
            if more == 1 { "another character".to_owned() } else { format!("{more} others") };
        last.what.push_str(&format!(", and {others}"));
    }
    problems
}

/// A character that no font of the page has.
pub(super) fn glyph(title: &str, letter: char) -> Problem {
    Problem::new(format!(
        "the page's font has no `{letter}` (U+{:04X}), in \"{title}\"",
        u32::from(letter)
    ))
    .hint("write a word in its place, or take it out")
}

/// The sentences of a text that are too long to follow, each with its first words and its length.
pub(super) fn long_sentences(text: &str) -> Vec<(String, usize)> {
    sentences(text)
        .filter_map(|sentence| {
            let words = sentence.split_whitespace().count();
            let start: Vec<&str> = sentence.split_whitespace().take(6).collect();
            (words > LONG_SENTENCE).then(|| (start.join(" "), words))
        })
        .collect()
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.trim().is_empty() {
            return None;
        }
        let end = rest
            .char_indices()
            .find(|(at, letter)| {
                ".!?".contains(*letter)
                    && rest[at + 1..].starts_with(|next: char| next.is_whitespace())
            })
            .map_or(rest.len(), |(at, _)| at + 1);
        let (sentence, after) = rest.split_at(end);
        rest = after;
        Some(sentence)
    })
}

/// Short forms in capitals: "CAMHS", "EHCPs".
pub(super) fn short_forms(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '&')
        .filter(|word| {
            let stem = word.strip_suffix('s').unwrap_or(word);
            let capitals = stem.chars().filter(|letter| letter.is_uppercase()).count();
            let others = stem.chars().filter(|letter| letter.is_lowercase()).count();
            let is_number = stem.chars().all(|letter| "IVX".contains(letter));
            capitals >= 2 && others == 0 && stem.len() <= 7 && !is_number
        })
        .filter(|word| !EVERYDAY.contains(word))
}

/// Short forms that a text explains: "child and adolescent mental health services (CAMHS)", "CAMHS (child …)".
pub(super) fn explained(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices('(') {
        let inside = text[at + 1..].split(')').next().unwrap_or_default();
        let words: Vec<&str> = inside.split_whitespace().collect();
        let first = words.first().and_then(|word| short_forms(word).next());
        match first {
            // "(CAMHS)", "(CAMHS, formerly …)".
            Some(form) => {
                found.insert(stem(form).to_owned());
            }
            // "CAMHS (child and adolescent …)".
            None if words.len() > 1 => {
                let before = text[..at].split_whitespace().next_back().unwrap_or_default();
                found.extend(short_forms(before).map(|form| stem(form).to_owned()));
            }
            None => {}
        }
    }
    found
}

/// A short form for one of several: "EHCP" for "EHCPs".
pub(super) fn stem(form: &str) -> &str {
    form.strip_suffix('s').unwrap_or(form)
}

/// A picture or link that Markdown took for plain words, because its path has a space.
pub(super) fn broken_link(text: &str) -> Option<&str> {
    let middle = text.find("](")?;
    let start = text[..middle].rfind('[')?;
    let end = middle + text[middle..].find(')')?;
    let start = if text[..start].ends_with('!') { start - 1 } else { start };
    text[middle..end].contains(' ').then(|| &text[start..=end])
}

/// Whether a link's words don't say where it leads.
pub(super) fn is_bare(words: &str) -> bool {
    let words = words.trim().trim_end_matches(['.', ':', '>']).to_lowercase();
    words.is_empty() || BARE.contains(&words.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_found_and_explained() {
        let text = "CAMHS (child and adolescent mental health services), A&E and education plans (EHCPs) in Part II";
        assert_eq!(short_forms(text).collect::<Vec<_>>(), ["CAMHS", "A&E", "EHCPs"]);
        assert_eq!(explained(text).into_iter().collect::<Vec<_>>(), ["CAMHS", "EHCP"]);
        assert!(is_bare("Click here.") && !is_bare("the 2025 survey"));
    }

    #[test]
    fn only_long_sentences_are_long() {
        let long = "word ".repeat(41);
        assert_eq!(long_sentences(&format!("Short one. {long}. Short.")).len(), 1);
        assert!(
            long_sentences(&"Nine words are in this rather short example sentence. ".repeat(20))
                .is_empty()
        );
    }
}
