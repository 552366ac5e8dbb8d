//! What stands below each heading of a pack, counted: shows at a glance what a change of pages did.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::tag::Tag;
use crate::support::golden;
use crate::support::packs;

/// Each heading, indented by its level, with the roles at the top of what follows.
fn skeleton(tags: &Tag) -> String {
    let mut text = String::new();
    let mut below = BTreeMap::<&str, usize>::new();
    for tag in tags.tags() {
        if let Some(level) = tag.heading_level() {
            counts(&mut below, &mut text);
            let indent = "  ".repeat(level - 1);
            write!(text, "{indent}{}", tag.text()).unwrap();
        } else {
            // A chart or a table can be in a group with its caption.
            let role = ["Table", "Figure"]
                .into_iter()
                .find(|role| !tag.all(role).is_empty())
                .unwrap_or(&tag.role);
            *below.entry(role).or_default() += 1;
        }
    }
    counts(&mut below, &mut text);
    text
}

/// Ends a heading's line with what has been counted since, and begins to count anew.
fn counts(below: &mut BTreeMap<&str, usize>, text: &mut String) {
    let counts: Vec<String> = below.iter().map(|(role, count)| format!("{count} {role}")).collect();
    let between = if counts.is_empty() { "" } else { ": " };
    writeln!(text, "{between}{}", counts.join(", ")).unwrap();
    below.clear();
}

#[test]
fn headings_and_what_is_below_match_their_goldens() {
    let cases = golden::cases("packs");
    golden::assert_same(cases.iter().filter_map(|case| {
        let area = golden::input(case, "area.txt");
        let pack = packs::of(area.trim());
        golden::difference(case, "expected.txt", &skeleton(&pack.pdf.tags))
    }));
}
