//! A part of a run, for one of several machines.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Part K of N: every Nth area of the list, starting at the Kth. Balanced to one area, and the same on
/// every machine that reads the same data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Shard {
    part: usize,
    of: usize,
}

impl Shard {
    /// Which part an area belongs to, by its place in the list from 0.
    #[must_use]
    pub fn holding(self, index: usize) -> Self {
        Self { part: index % self.of + 1, of: self.of }
    }
}

/// Reads "2/4".
///
/// # Errors
///
/// What is wrong, for a person.
pub fn parse(text: &str) -> Result<Shard, String> {
    let number = |text: &str| text.trim().parse::<usize>().ok();
    match text.split_once('/').map(|(part, of)| (number(part), number(of))) {
        Some((Some(part), Some(of))) if part >= 1 && part <= of => Ok(Shard { part, of }),
        _ => Err("write it as K/N, such as 1/4 for the first of four parts".to_owned()),
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.part, self.of)
    }
}

impl From<Shard> for String {
    fn from(shard: Shard) -> Self {
        shard.to_string()
    }
}

impl TryFrom<String> for Shard {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        parse(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_area_is_in_one_part_and_parts_are_balanced() {
        let whole = parse("1/4").unwrap();
        let mut sizes = [0; 4];
        for index in 0..153 {
            sizes[whole.holding(index).part - 1] += 1;
        }
        assert_eq!(sizes, [39, 38, 38, 38]);
        for wrong in ["0/4", "5/4", "4", "a/b", "1/0", ""] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
