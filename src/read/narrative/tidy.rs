//! Makes the letters of a text those that a page can show, where an equal exists: line ends, composed
//! letters, Word's private bullets, hyphens and spaces of other fonts. Lines stay lines.

use encoding_rs::WINDOWS_1252;
use unicode_normalization::UnicodeNormalization;

/// A text with one kind of line end and composed letters.
pub(super) fn tidy(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut tidied = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let line: String = line.chars().filter_map(letter).nfc().collect();
        match bullet(&line) {
            Some((before, after)) => {
                tidied.push_str(before);
                tidied.push_str("- ");
                tidied.push_str(after);
            }
            None => tidied.push_str(&line),
        }
    }
    tidied
}

/// The letter's equal; none where it has no look.
fn letter(letter: char) -> Option<char> {
    Some(match letter {
        '\n' | '\t' => letter,
        // A soft return in Word, a form feed, and Unicode's own line ends.
        '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => ' ',
        // Windows-1252 taken for Unicode.
        '\u{80}'..='\u{9f}' => return windows(letter),
        letter if letter.is_control() => return None,
        '\u{2010}' | '\u{2011}' => '-',
        '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        // Bullets of Word's Symbol and Wingdings.
        '\u{f0b7}' | '\u{f0a7}' | '\u{f076}' | '\u{f0d8}' | '\u{f02d}' => '•',
        // Letters and signs as wide as Chinese ones.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0)?,
        // Marks that turn the direction of writing: no script that a page can show needs them.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => {
            return None;
        }
        // A byte order mark in the middle of a text.
        '\u{feff}' => return None,
        letter => letter,
    })
}

fn windows(letter: char) -> Option<char> {
    let byte = u8::try_from(u32::from(letter)).ok()?;
    let bytes = [byte];
    let text = WINDOWS_1252.decode_without_bom_handling(&bytes).0;
    text.chars().next().filter(|letter| !letter.is_control())
}

/// What is before and after a bullet that begins a line: it is meant as an item of a list.
fn bullet(line: &str) -> Option<(&str, &str)> {
    let start = line.find(|letter: char| !letter.is_whitespace())?;
    let (before, rest) = line.split_at(start);
    let after = rest.strip_prefix(['•', '▪', '●', '◦', '‣', '·'])?;
    after
        .starts_with([' ', '\t', '\u{a0}'])
        .then(|| (before, after.trim_start_matches([' ', '\t', '\u{a0}'])))
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn what_has_an_equal_is_replaced() {
        assert_eq!(tidy("a\r\nb\rc"), "a\nb\nc");
        assert_eq!(tidy("\u{f0b7}\tone\n  • two"), "- one\n  - two");
        assert_eq!(tidy("self\u{2011}harm e\u{301} \u{92}"), "self-harm é ’");
        assert_eq!(tidy("a\u{1}b\u{b}c\u{ff21}"), "ab cA");
    }
}
