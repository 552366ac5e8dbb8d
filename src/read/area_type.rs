//! Reads area types, which are worded differently in every vintage of the data.

use crate::model::area::AreaType;

/// What a text says of an area's kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A kind that packs can be made for.
    Known(AreaType),
    /// Some kind of local authority: the code tells which.
    Authority,
    /// A kind that the publisher uses and packs don't.
    LeftOut,
    /// Not known.
    Unknown,
}

/// The kind that a text names: "Counties & UAs (from Apr 2023)".
pub(super) fn kind(text: &str) -> Kind {
    use AreaType::{England, Icb, Region, SubIcb, Utla};
    let plain = plain(text);
    match plain.as_str() {
        "england" | "country" | "nation" | "national" => Kind::Known(England),
        "region"
        | "regions"
        | "government office region"
        | "government office regions"
        | "statistical region"
        | "statistical regions"
        | "gor" => Kind::Known(Region),
        "county and ua"
        | "counties and uas"
        | "county and unitary authority"
        | "counties and unitary authorities"
        | "upper tier local authority"
        | "upper tier local authorities"
        | "upper tier"
        | "utla"
        | "utlas"
        | "county"
        | "counties"
        | "unitary authority"
        | "unitary authorities"
        | "ua"
        | "uas"
        | "metropolitan district"
        | "metropolitan borough"
        | "london borough" => Kind::Known(Utla),
        "district and ua"
        | "districts and uas"
        | "district and unitary authority"
        | "districts and unitary authorities"
        | "lower tier local authority"
        | "lower tier local authorities"
        | "lower tier"
        | "ltla"
        | "ltlas"
        | "district"
        | "districts"
        | "non metropolitan district"
        | "local authority"
        | "local authorities"
        | "la" => Kind::Authority,
        "icb"
        | "icbs"
        | "integrated care board"
        | "integrated care boards"
        | "stp"
        | "stps"
        | "sustainability and transformation partnerships" => Kind::Known(Icb),
        "sub icb"
        | "sub icbs"
        | "sub icb location"
        | "sub icb locations"
        | "icb sub location"
        | "icb sub locations"
        | "sub integrated care board"
        | "sub integrated care boards"
        | "sub integrated care board locations"
        | "ccg"
        | "ccgs"
        | "clinical commissioning group"
        | "clinical commissioning groups" => Kind::Known(SubIcb),
        "gp"
        | "gps"
        | "pcn"
        | "pcns"
        | "primary care network"
        | "primary care networks"
        | "nhs region"
        | "nhs regions"
        | "nhs england region"
        | "nhs england regions"
        | "combined authority"
        | "combined authorities"
        | "ward"
        | "wards"
        | "electoral wards"
        | "msoa"
        | "msoas"
        | "middle super output area"
        | "lsoa"
        | "lsoas"
        | "acute trust"
        | "acute trusts"
        | "nhs trusts"
        | "phe centres"
        | "phe centre"
        | "ohid regions"
        | "strategic health authority"
        | "mental health trusts"
        | "cancer alliances"
        | "fire and rescue authorities"
        | "ons clusters"
        | "subregion"
        | "sub region"
        | "sub regions" => Kind::LeftOut,
        _ if plain.starts_with("phec ") || plain.starts_with("phe centres") => Kind::LeftOut,
        _ => Kind::Unknown,
    }
}

/// Words only, in lower case, without what stands in brackets.
fn plain(text: &str) -> String {
    let text = text.split(['(', '[', ',']).next().unwrap_or_default();
    let text = text.to_lowercase().replace('&', " and ");
    let words: Vec<_> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The kind that the first letters of an ONS code tell.
pub(super) fn of_code(code: &str) -> Option<AreaType> {
    match code.get(..3)? {
        "E92" => Some(AreaType::England),
        "E12" => Some(AreaType::Region),
        "E06" | "E08" | "E09" | "E10" => Some(AreaType::Utla),
        "E07" => Some(AreaType::District),
        "E54" => Some(AreaType::Icb),
        "E38" => Some(AreaType::SubIcb),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vintage() {
        use AreaType::*;
        for (text, expected) in [
            ("England", England),
            ("Country", England),
            ("Regions (statistical)", Region),
            ("Region", Region),
            ("Government Office Region (E12)", Region),
            ("County & UA", Utla),
            ("County & UA (pre Apr 2019)", Utla),
            ("Counties & UAs (from Apr 2023)", Utla),
            ("Counties & UAs (2021/22-2022/23)", Utla),
            ("Upper tier local authorities (post 4/23)", Utla),
            ("Upper tier local authorities (pre 4/19)", Utla),
            ("ICBs", Icb),
            ("Integrated Care Boards", Icb),
            ("Sub-ICB", SubIcb),
            ("ICB sub-locations (from Apr 2023)", SubIcb),
            ("CCGs (from Apr 2021)", SubIcb),
        ] {
            assert_eq!(kind(text), Kind::Known(expected), "{text}");
        }
        for text in [
            "District & UA",
            "Districts & UAs (from Apr 2023)",
            "Lower tier local authorities (post 4/23)",
        ] {
            assert_eq!(kind(text), Kind::Authority, "{text}");
        }
        assert_eq!(kind("PCNs (v. 28/07/25)"), Kind::LeftOut);
        assert_eq!(kind("Parish"), Kind::Unknown);
    }
}
