//! What a text can do to words beyond minijinja's own filters. No arithmetic on data.

use minijinja::{Environment, Error, ErrorKind, Value};

/// Makes the filters known.
pub(super) fn add(env: &mut Environment<'_>) {
    env.add_filter("number_words", number_words);
    env.add_filter("running", running);
    env.add_filter("capitalise", capitalise);
}

/// What writers' texts have besides: few, as they are to be learnt.
pub(super) fn add_for_writers(env: &mut Environment<'_>) {
    use minijinja::filters;
    env.add_filter("plural", plural);
    env.add_filter("list", list);
    env.add_filter("length", filters::length);
    env.add_filter("first", filters::first);
    env.add_filter("lower", filters::lower);
}

/// "1 child", "3 children": the number or the length of a list, in words up to nine, with the word that fits.
fn plural(count: &Value, one: &str, many: &str) -> Result<String, Error> {
    if count.is_undefined() {
        return Err(Error::new(
            ErrorKind::UndefinedError,
            "`plural` needs a number or a list before it",
        ));
    }
    let count = count.len().or_else(|| count.as_usize()).ok_or_else(|| {
        Error::new(ErrorKind::InvalidOperation, "`plural` needs a number or a list before it")
    })?;
    Ok(format!("{} {}", number_words(count as u64), if count == 1 { one } else { many }))
}

/// "a, b and c".
fn list(items: &Value) -> Result<String, Error> {
    if items.is_undefined() {
        return Err(Error::new(ErrorKind::UndefinedError, "`list` needs a list before it"));
    }
    let items: Vec<String> = items.try_iter()?.map(|item| item.to_string()).collect();
    Ok(match items.as_slice() {
        [] => "none".to_owned(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    })
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
pub(super) fn running(phrase: &str) -> String {
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
