//! Reads the sex that a row is about, which other tools write in other ways.

/// The publisher's word for a sex, however it is written; none if it isn't known. An empty text is everybody.
pub(super) fn known(text: &str) -> Option<&'static str> {
    Some(match text.to_lowercase().as_str() {
        "" | "persons" | "person" | "people" | "all" | "all persons" | "all people" | "both"
        | "both sexes" | "total" | "p" => "Persons",
        "male" | "males" | "m" | "boys" | "men" => "Male",
        "female" | "females" | "f" | "girls" | "women" => "Female",
        "not applicable" | "n/a" => "Not applicable",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::known;

    #[test]
    fn case_makes_no_other_sex() {
        for text in ["Persons", "persons", "PERSONS", "", "All"] {
            assert_eq!(known(text), Some("Persons"), "{text}");
        }
        assert_eq!(known("FEMALE"), Some("Female"));
        assert_eq!(known("boys"), Some("Male"));
        assert_eq!(known("unknown"), None);
    }
}
