//! Finds the columns by their headings, in every dialect of the Fingertips layout.
//! A renamed column is one more name in [`Field::names`].

use std::path::Path;

use crate::error::Problem;
use crate::notice::Place;

/// A column that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Indicator,
    IndicatorName,
    ParentCode,
    AreaCode,
    AreaName,
    AreaType,
    Sex,
    Age,
    CategoryType,
    Category,
    Period,
    Value,
    Lower,
    Upper,
    Lower998,
    Upper998,
    Count,
    Denominator,
    Note,
    Trend,
    AgainstEngland,
    AgainstParent,
    Sortable,
    Range,
}

use Field::*;

const FIELDS: [Field; 24] = [
    Indicator,
    IndicatorName,
    ParentCode,
    AreaCode,
    AreaName,
    AreaType,
    Sex,
    Age,
    CategoryType,
    Category,
    Period,
    Value,
    Lower,
    Upper,
    Lower998,
    Upper998,
    Count,
    Denominator,
    Note,
    Trend,
    AgainstEngland,
    AgainstParent,
    Sortable,
    Range,
];

/// The columns without which nothing can be read.
const REQUIRED: [Field; 4] = [Indicator, AreaCode, Period, Value];

impl Field {
    /// Its headings: the usual one, then others. Case, spaces and punctuation don't matter.
    fn names(self) -> &'static [&'static str] {
        match self {
            Indicator => &["Indicator ID"],
            IndicatorName => &["Indicator Name"],
            ParentCode => &["Parent Code"],
            AreaCode => &["Area Code"],
            AreaName => &["Area Name"],
            AreaType => &["Area Type"],
            Sex => &["Sex"],
            Age => &["Age"],
            CategoryType => &["Category Type"],
            Category => &["Category"],
            Period => &["Time period"],
            Value => &["Value"],
            Lower => &["Lower CI 95.0 limit", "Lower CI 95 limit", "Lower CI limit"],
            Upper => &["Upper CI 95.0 limit", "Upper CI 95 limit", "Upper CI limit"],
            Lower998 => &["Lower CI 99.8 limit"],
            Upper998 => &["Upper CI 99.8 limit"],
            Count => &["Count"],
            Denominator => &["Denominator"],
            Note => &["Value note"],
            Trend => &["Recent Trend"],
            AgainstEngland => &["Compared to England value or percentiles"],
            AgainstParent => &["Compared to parent value or percentiles"],
            Sortable => &["Time period Sortable"],
            Range => &["Time period range"],
        }
    }

    /// What a required cell holds.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Indicator => "indicator id",
            AreaCode => "area code",
            Period => "time period",
            _ => "value",
        }
    }

    /// The field that a heading stands for.
    fn of(heading: &str) -> Option<Self> {
        let plain = plain(heading);
        // The parent comparison is named after the parent, which changes from file to file.
        if let Some(with) = plain.strip_prefix("comparedto") {
            return match with {
                _ if with.starts_with("england") => Some(AgainstEngland),
                _ if with.starts_with("goal") => None,
                _ => Some(AgainstParent),
            };
        }
        FIELDS.into_iter().find(|field| field.names().iter().any(|name| self::plain(name) == plain))
    }
}

/// A heading's letters and digits, in lower case.
fn plain(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Where each field stands in a file.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    headings: Vec<String>,
    places: [Option<usize>; FIELDS.len()],
}

impl Columns {
    /// Where a field stands.
    pub(super) fn place(&self, field: Field) -> Option<usize> {
        self.places[field as usize]
    }

    /// A field's heading as the file has it, or its usual heading.
    pub(super) fn heading(&self, field: Field) -> &str {
        self.place(field)
            .and_then(|place| self.headings.get(place))
            .map_or(field.names()[0], String::as_str)
    }

    /// How many columns the file has.
    pub(super) fn width(&self) -> usize {
        self.headings.len()
    }

    /// Whether this is the layout of a publisher's download.
    pub(super) fn is_download(&self) -> bool {
        self.place(Sortable).is_some() && self.place(AgainstEngland).is_some()
    }
}

/// What a file's headings amount to.
#[derive(Debug)]
pub(super) enum Match {
    /// The layout that is read.
    Data(Box<Columns>),
    /// Another layout: the headings that are missing.
    Other(Vec<&'static str>),
    /// The layout, but with a heading twice.
    Twice(Vec<Problem>),
}

/// Matches a file's headings.
pub(super) fn columns(headings: Vec<String>, path: &Path) -> Match {
    let mut places = [None; FIELDS.len()];
    let mut twice = Vec::new();
    for (index, heading) in headings.iter().enumerate() {
        let Some(mut field) = Field::of(heading) else {
            continue;
        };
        // Where the parent is England itself, the parent's column may have England's heading again.
        if field == AgainstEngland && places[AgainstEngland as usize].is_some() {
            field = AgainstParent;
        }
        match places[field as usize] {
            None => places[field as usize] = Some(index),
            Some(first) => twice.push(again(&headings, first, index, path)),
        }
    }
    let missing: Vec<_> = REQUIRED
        .into_iter()
        .filter(|field| places[*field as usize].is_none())
        .map(|field| field.names()[0])
        .collect();
    if !missing.is_empty() {
        Match::Other(missing)
    } else if !twice.is_empty() {
        Match::Twice(twice)
    } else {
        Match::Data(Box::new(Columns { headings, places }))
    }
}

fn again(headings: &[String], first: usize, second: usize, path: &Path) -> Problem {
    let name = |index: usize| headings.get(index).map_or("", String::as_str);
    Problem::at(
        format!(
            "columns {} (`{}`) and {} (`{}`) mean the same",
            first + 1,
            name(first),
            second + 1,
            name(second)
        ),
        Place { path: path.to_owned(), line: Some(1), column: Some(name(second).to_owned()) },
    )
    .hint("remove or rename one of the two columns")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(headings: &[&str]) -> Columns {
        let headings = headings.iter().map(|&heading| heading.to_owned()).collect();
        match columns(headings, Path::new("data.csv")) {
            Match::Data(columns) => *columns,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn fields_stand_in_their_own_order() {
        for (index, field) in FIELDS.into_iter().enumerate() {
            assert_eq!(field as usize, index);
            assert_eq!(Field::of(field.names()[0]), Some(field));
        }
    }

    #[test]
    fn old_headings_are_the_same_columns() {
        let columns = data(&[
            "IndicatorID",
            "AreaCode",
            "Timeperiod",
            "Value",
            "Lower_CI_95.0_limit",
            "Compared_to_Region_value_or_percentiles",
            "Compared_to_goal",
        ]);
        assert_eq!(columns.place(Lower), Some(4));
        assert_eq!(columns.place(AgainstParent), Some(5));
        assert_eq!(columns.heading(Lower), "Lower_CI_95.0_limit");
        assert!(!columns.is_download());
    }

    #[test]
    fn a_parent_may_be_england() {
        let england = "Compared to England value or percentiles";
        let columns =
            data(&["Indicator ID", "Area Code", "Time period", "Value", england, england]);
        assert_eq!(columns.place(AgainstEngland), Some(4));
        assert_eq!(columns.place(AgainstParent), Some(5));
    }

    #[test]
    fn every_parent_is_a_parent() {
        for heading in [
            "Compared to Regions (statistical) value or percentiles",
            "Compared to Region value or percentiles",
            "Compared to parent value or percentiles",
            "Compared to ICBs value or percentiles",
            "Compared to percentiles",
        ] {
            assert_eq!(Field::of(heading), Some(AgainstParent));
        }
    }
}
