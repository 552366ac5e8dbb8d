//! Reads the labels of deprivation groups: which end is most deprived, which place a group has, what is put
//! into groups, and which vintage. Words are read; numbers and the order of rows are never trusted, because
//! publishers number from either end.

use crate::model::inequality::{Boundaries, Grouped, Imd, LabelDoubt};

/// What a group's label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    /// Its place, 1 for the most deprived, and out of how many.
    Placed(u8, u8),
    /// It names both ends.
    BothEnds,
    /// No place.
    Unplaced,
}

/// The places that labels name, and out of how many: all labels of groups that people can belong to.
/// `Ok(None)` if none of them speaks of deprivation.
pub(super) fn places(
    category_type: &str,
    labels: &[&str],
) -> Result<Option<(Vec<u8>, u8)>, LabelDoubt> {
    let read: Vec<Label> = labels.iter().map(|label| label_of(label)).collect();
    if read.iter().all(|label| *label == Label::Unplaced) {
        return Ok(None);
    }
    let mut places: Vec<u8> = Vec::with_capacity(read.len());
    let mut parts = None;
    for label in read {
        match label {
            Label::BothEnds => return Err(LabelDoubt::BothEnds),
            Label::Unplaced => return Err(LabelDoubt::SomeUnplaced),
            Label::Placed(_, of) if parts.is_some_and(|parts| parts != of) => {
                return Err(LabelDoubt::DifferentParts);
            }
            Label::Placed(place, _) if places.contains(&place) => {
                return Err(LabelDoubt::TwoInOnePlace);
            }
            Label::Placed(place, of) => {
                parts = Some(of);
                places.push(place);
            }
        }
    }
    if let Some(Imd::Of(year)) = imd(category_type) {
        let other = |label: &&str| matches!(imd(label), Some(Imd::Of(named)) if named != year);
        if labels.iter().any(other) {
            return Err(LabelDoubt::DifferentVintages);
        }
    }
    Ok(parts.map(|parts| (places, parts)))
}

/// Whether a label is of people whose group is not known.
pub(super) fn is_unknown(label: &str) -> bool {
    let words = words(label);
    let has = |word: &str| words.iter().any(|other| other == word);
    has("unknown")
        || has("unclassified")
        || has("invalid")
        || has("unrecorded")
        || (has("not") && ["known", "stated", "recorded", "available"].into_iter().any(has))
}

/// The words of a text, in small letters.
pub(super) fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(ToOwned::to_owned)
        .collect()
}

fn label_of(label: &str) -> Label {
    let words = words(label);
    let at = |wanted: &[&str]| words.iter().position(|word| wanted.contains(&word.as_str()));
    let (most, least) = (at(&["most", "more"]), at(&["least", "less"]));
    let Some(parts) = parts(&words) else {
        // A label may name the ends and leave out how many groups there are: that gives no place.
        return if most.is_some() && least.is_some() { Label::BothEnds } else { Label::Unplaced };
    };
    let placed = match (most, least) {
        (Some(_), Some(_)) => return Label::BothEnds,
        (None, None) if at(&["middle", "average"]).is_some() => {
            (parts % 2 == 1).then_some(parts / 2 + 1)
        }
        (None, None) => None,
        (Some(end), None) => from_end(&words, end),
        (None, Some(end)) => from_end(&words, end)
            .filter(|from_least| *from_least <= parts)
            .map(|from_least| parts + 1 - from_least),
    };
    match placed.filter(|place| (1..=parts).contains(place)) {
        Some(place) => Label::Placed(place, parts),
        None => Label::Unplaced,
    }
}

/// How many groups a label's noun tells of: ten for "decile".
fn parts(words: &[String]) -> Option<u8> {
    let noun = |word: &str| match word.trim_end_matches('s') {
        "decile" => Some(10),
        "quintile" => Some(5),
        "quartile" => Some(4),
        "tertile" => Some(3),
        _ => None,
    };
    let fraction = |word: &str| match word {
        "tenth" => Some(10),
        "fifth" => Some(5),
        "quarter" => Some(4),
        "third" => Some(3),
        _ => None,
    };
    // "Fifth" is a fraction after "deprived", and a place before it.
    let after = words.iter().position(|word| word == "deprived").map_or(words.len(), |at| at + 1);
    let named = words.iter().find_map(|word| noun(word));
    named.or_else(|| words[after..].iter().find_map(|word| fraction(word)))
}

/// The place counted from the end that the word at `end` names: "second most" is 2. "More" and "less" name
/// an end only with their place.
fn from_end(words: &[String], end: usize) -> Option<u8> {
    if words.get(end + 1).is_none_or(|next| next != "deprived") {
        return None;
    }
    let before = end.checked_sub(1).map(|at| words[at].as_str());
    let place = match before {
        Some("second" | "2nd") => 2,
        Some("third" | "3rd") => 3,
        Some("fourth" | "4th") => 4,
        Some("fifth" | "5th") => 5,
        _ if matches!(words[end].as_str(), "most" | "least") => 1,
        _ => return None,
    };
    Some(place)
}

/// What a category type puts into groups.
pub(super) fn grouped(category_type: &str) -> Grouped {
    let text = words(category_type).join(" ");
    if text.starts_with("lsoa") {
        return if text.contains("within area") {
            Grouped::SmallAreasWithin
        } else if text.contains("in england") {
            Grouped::SmallAreasOfEngland
        } else {
            Grouped::Unstated
        };
    }
    let names = [
        ("county ua", Grouped::UpperTier),
        ("counties uas", Grouped::UpperTier),
        ("counties and unitary", Grouped::UpperTier),
        ("district ua", Grouped::LowerTier),
        ("districts uas", Grouped::LowerTier),
        ("districts and unitary", Grouped::LowerTier),
        ("ccg", Grouped::CommissioningGroups),
        ("clinical commissioning", Grouped::CommissioningGroups),
        ("general practice", Grouped::Practices),
        ("gp ", Grouped::Practices),
    ];
    let found = names.into_iter().find(|(start, _)| text.starts_with(start));
    found.map_or(Grouped::Unstated, |(_, grouped)| grouped)
}

/// The vintage of the index that a text names.
pub(super) fn imd(text: &str) -> Option<Imd> {
    let text = words(text).join(" ").replace("index of multiple deprivation", "imd");
    let (_, after) = text.split_once("imd")?;
    let after = after.trim_start();
    if after.starts_with("trend") {
        return Some(Imd::Trend);
    }
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().map(Imd::Of)
}

/// The boundaries that a category type names, the newest last: "4/23 geography", "Apr 2023 geography".
pub(super) fn boundaries(category_type: &str) -> Vec<Boundaries> {
    let lower = category_type.to_lowercase();
    let tokens: Vec<&str> = lower
        .split(|letter: char| !(letter.is_alphanumeric() || letter == '/'))
        .filter(|token| !token.is_empty())
        .collect();
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let before_token = at.checked_sub(1).map(|at| tokens[at]);
        let is_before = |word: Option<&str>| matches!(word, Some("pre" | "before"));
        if let Some((month, year)) = token.split_once('/') {
            let (Ok(month), Ok(year)) = (month.parse::<u8>(), year.parse::<u16>()) else {
                continue;
            };
            let year = if year < 100 { 2000 + year } else { year };
            let month = Some(month).filter(|month| (1..=12).contains(month));
            found.push(Boundaries { year, month, before: is_before(before_token) });
        } else if let Ok(year @ 1990..=2100) = token.parse::<u16>() {
            let month = before_token.and_then(month);
            let next = tokens.get(at + 1).copied().unwrap_or_default();
            let is_geography =
                month.is_some() || next.starts_with("geog") || next.starts_with("ccg");
            // The year of the index is none of the boundaries'.
            if is_geography && !matches!(before_token, Some("imd" | "deprivation")) {
                let earlier = at.checked_sub(2).map(|at| tokens[at]);
                let before = is_before(if month.is_some() { earlier } else { before_token });
                found.push(Boundaries { year, month, before });
            }
        }
    }
    found.sort_by_key(|found| (found.year, found.month, !found.before));
    found
}

fn month(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = word.get(..3)?;
    MONTHS.iter().position(|month| *month == start).map(|at| at as u8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DECILES: [&str; 10] = [
        "Most deprived decile",
        "Second most deprived decile",
        "Third more deprived decile",
        "Fourth more deprived decile",
        "Fifth more deprived decile",
        "Fifth less deprived decile",
        "Fourth less deprived decile",
        "Third less deprived decile",
        "Second least deprived decile",
        "Least deprived decile",
    ];

    #[test]
    fn published_labels_name_their_place() {
        let all: Vec<u8> = (1..=10).collect();
        assert_eq!(places("LSOA11 (IMD trend)", &DECILES), Ok(Some((all.clone(), 10))));
        let dated = DECILES.map(|label| format!("{label} (IMD2019)"));
        let dated: Vec<&str> = dated.iter().map(String::as_str).collect();
        assert_eq!(places("County & UA (IMD2019, 4/23 geography)", &dated), Ok(Some((all, 10))));
        for middle in ["Middle quintile", "Average deprived quintile"] {
            let quintiles = [
                "Least deprived quintile",
                middle,
                "Most deprived quintile",
                "Second least deprived quintile",
                "Second most deprived quintile",
            ];
            assert_eq!(places("", &quintiles), Ok(Some((vec![5, 3, 1, 4, 2], 5))));
        }
        let fifths = ["Most deprived fifth", "Second most deprived fifth", "Least deprived fifth"];
        assert_eq!(places("", &fifths), Ok(Some((vec![1, 2, 5], 5))));
    }

    #[test]
    fn numbers_are_not_read() {
        assert_eq!(places("", &["Decile 1", "Decile 10"]), Ok(None));
        // The word holds, whatever number stands beside it.
        let words = ["Decile 10 (most deprived)", "Decile 1 (least deprived)"];
        assert_eq!(places("", &words), Ok(Some((vec![1, 10], 10))));
        assert_eq!(places("", &["Most deprived", "Least deprived"]), Ok(None));
        assert_eq!(places("", &["White", "Black", "Least often seen"]), Ok(None));
    }

    #[test]
    fn labels_that_do_not_agree_are_doubted() {
        use LabelDoubt::{
            BothEnds, DifferentParts, DifferentVintages, SomeUnplaced, TwoInOnePlace,
        };
        for (category_type, labels, doubt) in [
            ("", ["Most deprived decile (least affluent)", "Least deprived decile"], BothEnds),
            ("", ["Most deprived decile", "Decile 2"], SomeUnplaced),
            ("", ["Most deprived decile", "Most deprived tenth"], TwoInOnePlace),
            ("", ["Most deprived decile", "Least deprived quintile"], DifferentParts),
            (
                "Deciles (IMD2019)",
                ["Most deprived decile (IMD2019)", "Least deprived decile (IMD2015)"],
                DifferentVintages,
            ),
        ] {
            assert_eq!(places(category_type, &labels), Err(doubt), "{labels:?}");
        }
    }

    #[test]
    fn category_types_name_what_is_grouped_and_when() {
        let april = |year| Boundaries { year, month: Some(4), before: false };
        for (text, what, index, when) in [
            (
                "LSOA11 deprivation deciles within area (IMD  trend)",
                Grouped::SmallAreasWithin,
                Some(Imd::Trend),
                vec![],
            ),
            (
                "LSOA11 deprivation quintiles in England (IMD2019)",
                Grouped::SmallAreasOfEngland,
                Some(Imd::Of(2019)),
                vec![],
            ),
            (
                "County & UA deprivation deciles in England (IMD2019, 4/23 geography)",
                Grouped::UpperTier,
                Some(Imd::Of(2019)),
                vec![april(2023)],
            ),
            (
                "\"County & UA deprivation deciles in England (IMD2019, 4/19 and 4/20 geog.)\"",
                Grouped::UpperTier,
                Some(Imd::Of(2019)),
                vec![april(2019), april(2020)],
            ),
            (
                "District & UA deprivation deciles in England (IMD2015, pre 4/19 geog.)",
                Grouped::LowerTier,
                Some(Imd::Of(2015)),
                vec![Boundaries { year: 2019, month: Some(4), before: true }],
            ),
            (
                "Counties and Unitary Authorities deprivation deciles: Apr 2021 geography (Index of Multiple \
                 Deprivation 2019)",
                Grouped::UpperTier,
                Some(Imd::Of(2019)),
                vec![april(2021)],
            ),
            (
                "CCG deprivation deciles in England (IMD2019, 2021 CCGs)",
                Grouped::CommissioningGroups,
                Some(Imd::Of(2019)),
                vec![Boundaries { year: 2021, month: None, before: false }],
            ),
            (
                "General Practice deprivation deciles: (Index of Multiple Deprivation 2010)",
                Grouped::Practices,
                Some(Imd::Of(2010)),
                vec![],
            ),
        ] {
            assert_eq!((grouped(text), imd(text), boundaries(text)), (what, index, when), "{text}");
        }
    }

    #[test]
    fn people_of_no_known_group_are_told_apart() {
        for label in
            ["Unknown", "Not stated / invalid", "Other/unclassified", "Not known/Not stated"]
        {
            assert!(is_unknown(label), "{label}");
        }
        for label in ["Other", "Any other ethnic group", "Not disabled", "No identified SEN"] {
            assert!(!is_unknown(label), "{label}");
        }
    }
}
