//! What people are divided by, and the names of groups.

use crate::model::inequality::{Boundaries, Deprivation, DividedBy, Grouped, Imd};
use crate::present::words;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// In full: what is grouped, in how many groups, and which vintage.
pub(super) fn title(divided_by: &DividedBy, area: &str) -> String {
    match divided_by {
        DividedBy::Sex => "Sex".to_owned(),
        DividedBy::Category { category_type } => name(category_type),
        DividedBy::Deprivation(deprivation) => of_deprivation(deprivation, area),
    }
}

/// In a word or two.
pub(super) fn short(divided_by: &DividedBy) -> String {
    match divided_by {
        DividedBy::Sex => "Sex".to_owned(),
        DividedBy::Category { category_type } => name(category_type),
        DividedBy::Deprivation(deprivation) => match deprivation.grouped {
            Grouped::UpperTier => {
                "Deprivation of whole counties and unitary authorities".to_owned()
            }
            Grouped::LowerTier => {
                "Deprivation of whole districts and unitary authorities".to_owned()
            }
            _ => "Deprivation".to_owned(),
        },
    }
}

/// A category type as published, without stray marks.
pub(super) fn name(category_type: &str) -> String {
    let plain = category_type.trim_matches(['"', ' ']);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A group's label without the index's year in brackets, which the title names.
pub(in crate::present) fn group(label: &str) -> String {
    match label.rsplit_once(" (IMD") {
        Some((plain, year)) if year.trim_end_matches(')').chars().all(|c| c.is_ascii_digit()) => {
            plain.trim().to_owned()
        }
        _ => label.trim().to_owned(),
    }
}

fn of_deprivation(deprivation: &Deprivation, area: &str) -> String {
    let what = match deprivation.grouped {
        Grouped::SmallAreasWithin => {
            format!("small areas within {}", words::with_article(&words::short(area)))
        }
        Grouped::SmallAreasOfEngland => "small areas, as ranked in all of England".to_owned(),
        Grouped::UpperTier => "whole counties and unitary authorities".to_owned(),
        Grouped::LowerTier => "whole districts and unitary authorities".to_owned(),
        Grouped::CommissioningGroups => "whole clinical commissioning groups".to_owned(),
        Grouped::Practices => "general practices".to_owned(),
        // What is grouped isn't known: the publisher's words are all there is.
        Grouped::Unstated => return name(&deprivation.category_type),
    };
    let index = deprivation.imd.map(|imd| match imd {
        Imd::Trend => "IMD nearest to the year".to_owned(),
        Imd::Of(year) => format!("IMD {year}"),
    });
    let boundaries = (!deprivation.boundaries.is_empty())
        .then(|| format!("boundaries of {}", together(&deprivation.boundaries)));
    let vintage: Vec<String> = index.into_iter().chain(boundaries).collect();
    let vintage =
        if vintage.is_empty() { String::new() } else { format!(" ({})", vintage.join(", ")) };
    format!(
        "Deprivation of {what}, in {} groups{vintage}",
        match deprivation.parts {
            10 => "ten".to_owned(),
            parts => words::count(usize::from(parts)),
        }
    )
}

/// "April 2019 and April 2020".
fn together(boundaries: &[Boundaries]) -> String {
    let dates = boundaries.iter().map(|date| {
        let month = date
            .month
            .and_then(|month| MONTHS.get(usize::from(month).checked_sub(1)?))
            .map_or_else(String::new, |month| format!("{month} "));
        let before = if date.before { "before " } else { "" };
        format!("{before}{month}{}", date.year)
    });
    dates.collect::<Vec<_>>().join(" and ")
}
