//! Keeps one copy of each text that many rows share.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

/// The texts seen so far.
#[derive(Debug, Default)]
pub(super) struct Interner(HashSet<Arc<str>>);

impl Interner {
    /// The shared copy of a text.
    pub(super) fn get(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.0.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = text.into();
        self.0.insert(Arc::clone(&new));
        new
    }
}

/// A text without spaces at its ends and with single spaces inside.
pub(super) fn tidy(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    let is_tidy =
        !trimmed.contains("  ") && !trimmed.contains(|c: char| c.is_whitespace() && c != ' ');
    if is_tidy {
        return Cow::Borrowed(trimmed);
    }
    let mut out = String::with_capacity(trimmed.len());
    for word in trimmed.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    Cow::Owned(out)
}

/// The start of a text, to show in a message.
pub(super) fn short(text: &str) -> Cow<'_, str> {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tidies_spaces() {
        assert_eq!(tidy("  Hull  and\u{a0}East "), "Hull and East");
        assert!(matches!(tidy("Hull"), Cow::Borrowed("Hull")));
    }

    #[test]
    fn shares_copies() {
        let mut interner = Interner::default();
        assert!(Arc::ptr_eq(&interner.get("a"), &interner.get("a")));
    }
}
