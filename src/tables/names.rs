//! Names of sheets.

use std::collections::BTreeSet;

/// Sheets' names are no longer in any program.
const LONGEST_NAME: usize = 31;

/// Names of sheets that every program takes, told apart: letters, digits and underscores, at most 31, beginning with
/// a capital.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeSet<String>);

impl Names {
    /// A name that no other sheet has: "identification-of-need" becomes "Identification_of_need".
    pub(super) fn of(&mut self, id: &str) -> String {
        let mut name = String::new();
        for letter in id.chars() {
            let letter = if letter.is_ascii_alphanumeric() { letter } else { '_' };
            name.push(if name.is_empty() { letter.to_ascii_uppercase() } else { letter });
        }
        if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
            name.insert_str(0, "Topic_");
        }
        name.truncate(LONGEST_NAME);
        let first = name.clone();
        let mut number = 2;
        // Programs take capitals and small letters for the same.
        while !self.0.insert(name.to_ascii_lowercase()) {
            let end = format!("_{number}");
            name = first.clone();
            name.truncate(LONGEST_NAME - end.len());
            name.push_str(&end);
            number += 1;
        }
        name
    }
}
