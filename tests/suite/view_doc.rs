//! `docs/view.md` lists the View's fields: all of them, and no others.

use std::collections::BTreeSet;

use jsnapack::model::view::View;
use serde_json::Value;

/// Fields that are said to be like another and not listed again.
const ALIKE: [&str; 17] = [
    "headlines[].class",
    "headlines[].trend",
    "focus.lists[].rows[].class",
    "focus.lists[].rows[].trend",
    "need_beside_help.need.rows",
    "need_beside_help.help",
    "topics[].trends",
    "indicators.SLUG.against_comparator",
    "indicators.SLUG.goal.against",
    "indicators.SLUG.inequality[].groups[].against_total",
    "inequality.largest[].higher",
    "inequality.largest[].lower",
    "indicators.SLUG.ranked_chart.x",
    "indicators.SLUG.inequality[].chart.x",
    "indicators.SLUG.inequality[].chart.rows[].point",
    "indicators.SLUG.inequality[].chart.total",
    "indicators.SLUG.ranked_chart.rows[].point",
];

/// Fields that can be none and have fields of their own.
const OPTIONAL: [&str; 8] = [
    "map",
    "heat_map",
    "indicators.SLUG.goal",
    "indicators.SLUG.spine",
    "indicators.SLUG.trend_chart",
    "indicators.SLUG.ranked_chart",
    "indicators.SLUG.inequality[].total",
    "indicators.SLUG.inequality[].chart",
];

fn listed() -> BTreeSet<String> {
    let text = std::fs::read_to_string("docs/view.md").unwrap();
    let (view, _) = text.split_once("\n## Words").unwrap();
    view.lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|(field, _)| field.to_owned())
        .collect()
}

/// The names of all values, lists of things by `[]`.
fn walk(value: &Value, at: &str, found: &mut BTreeSet<String>) {
    if ALIKE.contains(&at) {
        found.insert(at.to_owned());
        return;
    }
    if OPTIONAL.contains(&at) {
        found.insert(at.to_owned());
    }
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let name = if at == "indicators" { "SLUG" } else { name };
                let path = if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") };
                walk(value, &path, found);
            }
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            for item in items.iter().filter(|item| item.is_object()) {
                walk(item, &format!("{at}[]"), found);
            }
        }
        _ => {
            found.insert(at.to_owned());
        }
    }
}

#[test]
fn view_doc_lists_every_field_and_no_other() {
    let text = std::fs::read_to_string("tests/cases/narrate/view.json").unwrap();
    // Through the type, so that fields that were never filled show too.
    let view: View = serde_json::from_str(&text).unwrap();
    let mut fields = BTreeSet::new();
    walk(&serde_json::to_value(&view).unwrap(), "", &mut fields);
    let listed = listed();
    let missing: Vec<_> = fields.difference(&listed).collect();
    let extra: Vec<_> = listed.difference(&fields).collect();
    assert!(missing.is_empty(), "fields docs/view.md doesn't list: {missing:#?}");
    assert!(extra.is_empty(), "fields docs/view.md lists but the view doesn't have: {extra:#?}");
}
