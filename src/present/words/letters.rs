//! Classes in a letter or two, for cells without room for a word. A key beside them says what each means.

use crate::model::comparison::Class;

/// The letter of an area without a value.
pub(in crate::present) const NO_VALUE_LETTER: &str = "x";

/// A class's letter, the start of its word; a plus stands for 99.8% where two levels are used, a digit for the
/// fifth or quarter, counted from the worst or lowest.
pub(in crate::present) fn letter(class: Class) -> String {
    let letter = match class {
        Class::Best => "B+",
        Class::Better => "B",
        Class::Similar => "S",
        Class::Worse => "W",
        Class::Worst => "W+",
        Class::Lowest => "L+",
        Class::Lower => "L",
        Class::Higher => "H",
        Class::Highest => "H+",
        Class::NotCompared => "n",
        Class::JudgedQuintile(nth) => return format!("F{nth}"),
        Class::Quintile(nth) => return format!("U{nth}"),
        Class::Quartile(nth) => return format!("Q{nth}"),
    };
    letter.to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_classes_share_a_letter_in_any_case() {
        let all = Class::all().map(letter).chain([NO_VALUE_LETTER.to_owned()]);
        let letters: Vec<String> = all.map(|letter| letter.to_lowercase()).collect();
        let different: BTreeSet<_> = letters.iter().collect();
        assert_eq!(different.len(), letters.len(), "{letters:?}");
        assert!(letters.iter().all(|letter| (1..=2).contains(&letter.len())));
    }
}
