//! What a text can do to words beyond minijinja's own filters. No arithmetic on data.

use minijinja::Environment;

/// Makes the filters known.
pub(super) fn add(env: &mut Environment<'_>) {
    env.add_filter("number_words", number_words);
    env.add_filter("running", running);
    env.add_filter("capitalise", capitalise);
}

/// 0 to 9 in words, others in digits.
fn number_words(number: u64) -> String {
    const WORDS: [&str; 10] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    usize::try_from(number)
        .ok()
        .and_then(|index| WORDS.get(index))
        .map_or_else(|| number.to_string(), |&word| word.to_owned())
}

/// A phrase as it stands inside a sentence: "Worse than England" becomes "worse than England".
/// A name in capitals stays as it is: "SEN support".
fn running(phrase: &str) -> String {
    let mut letters = phrase.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => phrase.to_owned(),
    }
}

/// A phrase as it starts a sentence: only its first letter changes.
fn capitalise(phrase: &str) -> String {
    let mut letters = phrase.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
