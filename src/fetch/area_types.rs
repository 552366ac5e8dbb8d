//! Kinds of area: what people call them, and the service's ids, which change with the boundaries.

use super::answers::AreaTypeOffered;
use crate::error::Problem;

/// A kind of area to fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kind {
    /// What people call it, in file names: "utla".
    pub(super) word: String,
    /// The service's id.
    pub(super) id: u32,
    /// The service's id of the kind of area that these lie in.
    pub(super) parent: u32,
}

const ENGLAND: u32 = 15;
const REGION: u32 = 6;

/// The ids of each kind, newest first.
const KINDS: [(&str, &[u32], u32); 5] = [
    ("utla", &[502, 402, 302, 202, 102], REGION),
    ("district", &[501, 401, 301, 201, 101], REGION),
    ("region", &[REGION], ENGLAND),
    ("icb", &[221], ENGLAND),
    ("sub-icb", &[66], 221),
];

/// The kinds that people asked for, by word or id, as the service has them.
pub(super) fn kinds(asked: &[String], offered: &[AreaTypeOffered]) -> Result<Vec<Kind>, Problem> {
    let mut found: Vec<Kind> = Vec::new();
    for word in asked {
        let kind = kind(word, offered).ok_or_else(|| unknown(word, offered))?;
        if !found.iter().any(|other| other.id == kind.id) {
            found.push(kind);
        }
    }
    Ok(found)
}

fn kind(word: &str, offered: &[AreaTypeOffered]) -> Option<Kind> {
    let has = |id: u32| offered.iter().any(|offered| offered.id == id);
    let word = word.trim().to_lowercase();
    if word == "england" {
        return Some(Kind { word, id: ENGLAND, parent: ENGLAND });
    }
    if let Ok(id) = word.parse() {
        let known = KINDS.iter().find(|(_, ids, _)| ids.contains(&id));
        let parent = known.map_or(ENGLAND, |(_, _, parent)| *parent);
        return has(id).then(|| Kind { word: format!("type-{id}"), id, parent });
    }
    let (_, ids, parent) = KINDS.iter().find(|(name, ..)| *name == word)?;
    let id = ids.iter().copied().find(|id| has(*id))?;
    let parent = if has(*parent) { *parent } else { ENGLAND };
    Some(Kind { word, id, parent })
}

fn unknown(word: &str, offered: &[AreaTypeOffered]) -> Problem {
    let mut all: Vec<String> = offered
        .iter()
        .map(|offered| {
            let name = if offered.short.is_empty() { &offered.name } else { &offered.short };
            format!("{} ({name})", offered.id)
        })
        .collect();
    all.sort();
    Problem::new(format!("the service has no kind of area `{word}`")).hint(format!(
        "give utla, district, region, icb, sub-icb or england, or one of the service's ids: {}",
        all.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(ids: &[u32]) -> Vec<AreaTypeOffered> {
        let named = |id: &u32| AreaTypeOffered { id: *id, name: String::new(), short: "x".into() };
        ids.iter().map(named).collect()
    }

    fn asked(words: &[&str], ids: &[u32]) -> Result<Vec<(u32, u32)>, Problem> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let kinds = kinds(&words, &offered(ids))?;
        Ok(kinds.into_iter().map(|kind| (kind.id, kind.parent)).collect())
    }

    #[test]
    fn the_newest_that_the_service_has() {
        assert_eq!(asked(&["utla", "UTLA"], &[6, 102, 402, 502]).unwrap(), [(502, 6)]);
        assert_eq!(asked(&["utla", "region"], &[6, 102, 202]).unwrap(), [(202, 6), (6, 15)]);
        assert_eq!(asked(&["602"], &[602]).unwrap(), [(602, 15)]);
        assert_eq!(asked(&["england"], &[]).unwrap(), [(15, 15)]);
        assert_eq!(asked(&["sub-icb"], &[66, 221]).unwrap(), [(66, 221)]);
        for none in ["icb", "parish", "7"] {
            let problem = asked(&[none], &[6, 502]).unwrap_err();
            assert!(problem.hint.unwrap().contains("502 (x), 6 (x)"));
        }
    }
}
