//! Finds the area that a person means by a code, a name or a part of a name.

use super::area::{Area, AreaCode, AreaType};
use super::directory::{AreaChange, ChangeKind, Directory, FindError};

/// No more candidates than this are named.
const MOST_CANDIDATES: usize = 8;
/// How alike a name must be to be suggested, from 0 to 1.
const ALIKE: f64 = 0.85;

impl Directory {
    /// The area that answers to a code of any year, a name, or an unambiguous part of a name.
    ///
    /// # Errors
    ///
    /// When several areas answer, when none does, or when the area was divided.
    pub fn find(&self, typed: &str) -> Result<&Area, FindError> {
        let typed = typed.trim();
        if let Some(found) = self.by_code(typed) {
            return found;
        }
        let name = plain(typed);
        let found = self
            .by_name(typed, &name)
            .or_else(|| self.by_name(typed, without_council(&name)?))
            .or_else(|| self.by_part(typed, &name));
        found.unwrap_or_else(|| {
            Err(FindError::Unknown { typed: typed.to_owned(), near: self.near(&name) })
        })
    }

    fn by_code(&self, typed: &str) -> Option<Result<&Area, FindError>> {
        let same = |code: &AreaCode| code.as_str().eq_ignore_ascii_case(typed);
        if let Some(area) = self.areas.values().find(|area| same(&area.code)) {
            return Some(Ok(area));
        }
        let codes = |change: &AreaChange| [change.old_code.clone(), change.new_code.clone()];
        let code = self.changes.iter().flat_map(codes).find(same)?;
        self.today(&code, typed)
    }

    /// What has become of a code.
    fn today(&self, code: &AreaCode, typed: &str) -> Option<Result<&Area, FindError>> {
        if let Some(area) = self.current(code) {
            return Some(Ok(area));
        }
        let mut codes = self.same_place(code);
        codes.push(code.clone());
        let successors: Vec<_> = self
            .changes
            .iter()
            .filter(|change| codes.contains(&change.old_code))
            .filter(|change| matches!(change.kind, ChangeKind::Split | ChangeKind::Merged))
            .collect();
        match successors.as_slice() {
            [] => None,
            [only] => self.current(&only.new_code).map(Ok),
            [first, ..] => Some(Err(FindError::Ended {
                typed: typed.to_owned(),
                date: first.date.clone(),
                successors: successors.iter().map(|change| self.successor(change)).collect(),
            })),
        }
    }

    /// The area that has a code now, or another code for the same place.
    fn current(&self, code: &AreaCode) -> Option<&Area> {
        self.areas
            .get(code)
            .or_else(|| self.same_place(code).iter().find_map(|code| self.areas.get(code)))
    }

    fn successor(&self, change: &AreaChange) -> String {
        match self.current(&change.new_code) {
            Some(area) => shown(area),
            None => format!("{} ({})", change.new_name, change.new_code),
        }
    }

    /// The area with a name, or what became of an area that had it. An upper-tier authority,
    /// ended or not, comes before other areas with the same name.
    fn by_name(&self, typed: &str, name: &str) -> Option<Result<&Area, FindError>> {
        let named = self.best(|candidate| candidate == name);
        let is_authority = named.first().is_some_and(|area| area.area_type == AreaType::Utla);
        if !is_authority {
            let ended = self.changes.iter().find(|change| plain(&change.old_name) == name);
            if let Some(ended) = ended.and_then(|change| self.today(&change.old_code, typed)) {
                return Some(ended);
            }
        }
        one(typed, &named)
    }

    fn by_part(&self, typed: &str, part: &str) -> Option<Result<&Area, FindError>> {
        if part.chars().filter(|c| c.is_alphabetic()).count() < 3 {
            return None;
        }
        let part = format!(" {part}");
        one(typed, &self.best(|name| format!(" {name}").contains(&part)))
    }

    /// The areas one of whose names fits, those of the kind that most people mean.
    fn best(&self, fits: impl Fn(&str) -> bool) -> Vec<&Area> {
        let mut fitting: Vec<_> =
            self.areas.values().filter(|area| names(area).any(|name| fits(&plain(name)))).collect();
        let first = fitting.iter().map(|area| rank(area.area_type)).min();
        fitting.retain(|area| Some(rank(area.area_type)) == first);
        fitting
    }

    /// Names that look like a name.
    fn near(&self, name: &str) -> Vec<String> {
        let alike = |area: &Area| {
            names(area).map(|other| strsim::jaro_winkler(&plain(other), name)).fold(0.0, f64::max)
        };
        let mut near: Vec<_> = self
            .areas
            .values()
            .map(|area| (alike(area), area))
            .filter(|(alike, _)| *alike >= ALIKE)
            .collect();
        near.sort_by(|(a, one), (b, other)| {
            b.total_cmp(a).then_with(|| rank(one.area_type).cmp(&rank(other.area_type)))
        });
        near.into_iter().take(3).map(|(_, area)| area.name.clone()).collect()
    }
}

/// The only candidate, or that there are several; none if there is none.
fn one<'a>(typed: &str, candidates: &[&'a Area]) -> Option<Result<&'a Area, FindError>> {
    match candidates {
        [] => None,
        [only] => Some(Ok(only)),
        several => {
            let mut names: Vec<_> =
                several.iter().take(MOST_CANDIDATES).map(|area| shown(area)).collect();
            if several.len() > MOST_CANDIDATES {
                names.push(format!("{} others", several.len() - MOST_CANDIDATES));
            }
            Some(Err(FindError::Ambiguous { typed: typed.to_owned(), candidates: names }))
        }
    }
}

fn names(area: &Area) -> impl Iterator<Item = &str> {
    std::iter::once(&area.name).chain(&area.aliases).map(String::as_str)
}

/// Which kind of area a name most likely means.
fn rank(area_type: AreaType) -> u8 {
    match area_type {
        AreaType::Utla => 0,
        AreaType::England => 1,
        AreaType::Region => 2,
        AreaType::Icb => 3,
        AreaType::SubIcb => 4,
        AreaType::District => 5,
    }
}

/// "Cumberland (E06000063)".
fn shown(area: &Area) -> String {
    format!("{} ({})", area.name, area.code)
}

/// A name's words in lower case, without punctuation and "the".
fn plain(name: &str) -> String {
    let name = name.to_lowercase().replace('&', " and ").replace(['\'', '’', '.'], "");
    let words: Vec<_> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && *word != "the")
        .collect();
    words.join(" ")
}

/// "liverpool" for "liverpool city council".
fn without_council(name: &str) -> Option<&str> {
    let place = name.strip_suffix(" council")?;
    let kinds = [" metropolitan borough", " borough", " city", " county"];
    Some(kinds.iter().find_map(|kind| place.strip_suffix(kind)).unwrap_or(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_by_their_words() {
        assert_eq!(plain("St. Helens"), plain("st helens"));
        assert_eq!(plain("Cornwall & the Isles"), "cornwall and isles");
        assert_eq!(plain("Stoke-on-Trent"), "stoke on trent");
        assert_eq!(without_council("hull city council"), Some("hull"));
    }
}
