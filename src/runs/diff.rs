//! What changed between two lists of facts: which areas are in another class on which indicators.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Fact;

/// Every area of one side: name, and facts by slug.
pub type Side = BTreeMap<String, (String, BTreeMap<String, Fact>)>;

/// A change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// The area's code.
    pub area_code: String,
    /// The area's name.
    pub area_name: String,
    /// What kind of change.
    pub change: Kind,
    /// The profile's key; none when a whole area came or went.
    pub slug: Option<String>,
    /// Short plain name.
    pub indicator: Option<String>,
    /// What it was.
    pub old: Option<Standing>,
    /// What it is.
    pub new: Option<Standing>,
}

/// What kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Another class.
    Class,
    /// Only the new side has the indicator.
    IndicatorCame,
    /// Only the old side has the indicator.
    IndicatorWent,
    /// Only the new side has the area.
    AreaCame,
    /// Only the old side has the area.
    AreaWent,
}

/// How an area stands on an indicator.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// The class for programs.
    pub class: String,
    /// The class as pages show it.
    pub class_word: String,
    /// "95", "99.8" or nothing.
    pub level: String,
    /// "recomputed", "published" or "none".
    pub source: String,
    /// The period.
    pub period: String,
    /// The value.
    pub value: Option<f64>,
    /// "known", "suppressed" and so on.
    pub value_state: String,
    /// 95% limit.
    pub lower_95: Option<f64>,
    /// 95% limit.
    pub upper_95: Option<f64>,
}

impl Standing {
    fn of(fact: &Fact) -> Self {
        Self {
            class: fact.class.clone(),
            class_word: fact.class_word.clone(),
            level: fact.level.clone(),
            source: fact.source.clone(),
            period: fact.period.clone(),
            value: fact.value,
            value_state: fact.value_state.clone(),
            lower_95: fact.lower_95,
            upper_95: fact.upper_95,
        }
    }
}

/// Every change, by area code and slug.
pub fn diff(old: &Side, new: &Side) -> Vec<Change> {
    let codes: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let mut changes = Vec::new();
    for code in codes {
        let whole = |name: &str, change| Change {
            area_code: code.clone(),
            area_name: name.to_owned(),
            change,
            slug: None,
            indicator: None,
            old: None,
            new: None,
        };
        match (old.get(code), new.get(code)) {
            (Some((name, _)), None) => changes.push(whole(name, Kind::AreaWent)),
            (None, Some((name, _))) => changes.push(whole(name, Kind::AreaCame)),
            (Some((_, then)), Some((name, now))) => {
                let slugs: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
                changes.extend(slugs.into_iter().filter_map(|slug| {
                    let (then, now) = (then.get(slug), now.get(slug));
                    Some(Change {
                        change: kind(then, now)?,
                        slug: Some(slug.clone()),
                        indicator: now.or(then).map(|fact| fact.indicator.clone()),
                        old: then.map(Standing::of),
                        new: now.map(Standing::of),
                        ..whole(name, Kind::Class)
                    })
                }));
            }
            (None, None) => {}
        }
    }
    changes
}

fn kind(then: Option<&Fact>, now: Option<&Fact>) -> Option<Kind> {
    match (then, now) {
        (Some(then), Some(now)) => (then.class != now.class).then_some(Kind::Class),
        (Some(_), None) => Some(Kind::IndicatorWent),
        (None, Some(_)) => Some(Kind::IndicatorCame),
        (None, None) => None,
    }
}

#[derive(Default, Serialize)]
struct Row<'a> {
    area_code: &'a str,
    area_name: &'a str,
    change: &'static str,
    slug: &'a str,
    indicator: &'a str,
    old_class: &'a str,
    old_level: &'a str,
    old_source: &'a str,
    old_period: &'a str,
    old_value: Option<f64>,
    old_value_state: &'a str,
    old_lower_95: Option<f64>,
    old_upper_95: Option<f64>,
    new_class: &'a str,
    new_level: &'a str,
    new_source: &'a str,
    new_period: &'a str,
    new_value: Option<f64>,
    new_value_state: &'a str,
    new_lower_95: Option<f64>,
    new_upper_95: Option<f64>,
}

/// The changes as CSV with a heading line, even if there are none.
///
/// # Errors
///
/// Only if memory can't be had.
pub fn csv(changes: &[Change]) -> Result<String, csv::Error> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    writer.write_record(HEADINGS)?;
    for change in changes {
        writer.serialize(row(change))?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

const HEADINGS: [&str; 21] = [
    "area_code",
    "area_name",
    "change",
    "slug",
    "indicator",
    "old_class",
    "old_level",
    "old_source",
    "old_period",
    "old_value",
    "old_value_state",
    "old_lower_95",
    "old_upper_95",
    "new_class",
    "new_level",
    "new_source",
    "new_period",
    "new_value",
    "new_value_state",
    "new_lower_95",
    "new_upper_95",
];

fn row(change: &Change) -> Row<'_> {
    let mut row = Row {
        area_code: &change.area_code,
        area_name: &change.area_name,
        change: match change.change {
            Kind::Class => "class",
            Kind::IndicatorCame => "indicator-came",
            Kind::IndicatorWent => "indicator-went",
            Kind::AreaCame => "area-came",
            Kind::AreaWent => "area-went",
        },
        slug: change.slug.as_deref().unwrap_or_default(),
        indicator: change.indicator.as_deref().unwrap_or_default(),
        ..Row::default()
    };
    if let Some(old) = &change.old {
        row.old_class = &old.class;
        row.old_level = &old.level;
        row.old_source = &old.source;
        row.old_period = &old.period;
        row.old_value = old.value;
        row.old_value_state = &old.value_state;
        row.old_lower_95 = old.lower_95;
        row.old_upper_95 = old.upper_95;
    }
    if let Some(new) = &change.new {
        row.new_class = &new.class;
        row.new_level = &new.level;
        row.new_source = &new.source;
        row.new_period = &new.period;
        row.new_value = new.value;
        row.new_value_state = &new.value_state;
        row.new_lower_95 = new.lower_95;
        row.new_upper_95 = new.upper_95;
    }
    row
}
