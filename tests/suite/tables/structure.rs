//! How a workbook is laid out: sheets, titles, tables, nothing merged or hidden, the same bytes each time.

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::Data;
use jsnapack::tables::{self, Imprint};
use zip::{CompressionMethod, DateTime, ZipArchive};

use super::{LEAST_ABOVE, part, sheets, table, views, words};

const MARK: &str = "Illustrative data: not real figures";

#[test]
fn sheets_are_laid_out_as_asked() {
    for (area, view) in views() {
        let ods = tables::pack_ods(view, tables::Imprint::default()).unwrap();
        let sheets = sheets(&ods);
        let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names[0], "Cover");
        let different: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
        assert_eq!(different.len(), names.len(), "{names:?}");
        let content = part(&ods, "content.xml");
        for (name, sheet) in &sheets[1..] {
            assert!(
                name.len() <= 31 && name.chars().all(|it| it.is_ascii_alphanumeric() || it == '_')
            );
            let (above, headings, rows) = table(sheet);
            assert!(above.len() >= LEAST_ABOVE, "{area}, {name}");
            assert!(
                words(&above[0][0]).contains(&view.area.name),
                "{area}, {name}: {:?}",
                above[0]
            );
            assert_eq!(words(&above[1][0]), MARK, "{area}, {name}");
            let different: BTreeSet<&String> = headings.iter().collect();
            assert_eq!(different.len(), headings.len(), "{area}, {name}: {headings:?}");
            assert!(headings.iter().all(|heading| !heading.is_empty()), "{area}, {name}");
            assert!(!rows.is_empty(), "{area}, {name}");
            for (row, cells) in rows.iter().enumerate() {
                assert!(cells[0] != Data::Empty, "{area}, {name}: row {row} begins blank");
            }
            // The table is marked, with its headings and its last row.
            let (first, last) = (above.len() + 1, sheet.len());
            let marked = format!(
                "table:target-range-address=\"&apos;{name}&apos;.A{first}:&apos;{name}&apos;."
            );
            let range = content
                .split(&marked)
                .nth(1)
                .unwrap_or_else(|| panic!("{area}: {name} has no table"));
            let end = range.split('"').next().unwrap();
            assert_eq!(
                end.trim_start_matches(|it: char| it.is_ascii_uppercase()),
                last.to_string(),
                "{name}"
            );
        }
        let tables = content.matches("<table:database-range ").count();
        assert_eq!(tables, sheets.len() - 1, "{area}");
        for forbidden in ["-spanned", "covered-", "table:formula", "-repeated", "visibility"] {
            assert!(!content.contains(forbidden), "{area}: {forbidden}");
        }
        assert!(
            !part(&ods, "META-INF/manifest.xml").contains("settings"),
            "a pane may be frozen there"
        );
    }
}

#[test]
fn cover_says_what_people_must_know() {
    for (area, view) in views() {
        let imprint = Imprint { organisation: Some("A council"), classification: Some("OFFICIAL") };
        let ods = tables::pack_ods(view, imprint).unwrap();
        let sheets = sheets(&ods);
        let cover = &sheets[0].1;
        assert!(cover.iter().all(|row| row.len() == 1), "{area}: more than column A");
        let lines: Vec<String> = cover.iter().map(|row| words(&row[0])).collect();
        assert!(lines.iter().all(|line| !line.is_empty()), "{area}: {lines:?}");
        let text = lines.join("\n");
        for code in ["[b]", "[c]", "[e]", "[u]", "[x]", "[z]"] {
            assert!(lines.iter().any(|line| line.starts_with(code)), "{area}: {code}");
        }
        for name in &sheets[1..] {
            assert!(
                lines.iter().any(|line| line.starts_with(&format!("{}: ", name.0))),
                "{}",
                name.0
            );
        }
        let wanted =
            [&view.area.name, &view.area.code, &view.date_words, MARK, "A council", "OFFICIAL"];
        for wanted in wanted {
            assert!(text.contains(wanted), "{area}: no {wanted:?} in\n{text}");
        }
        let meta = part(&ods, "meta.xml");
        assert!(meta.contains(MARK) && meta.contains("en-GB") && meta.contains(&view.area.name));
    }
}

#[test]
fn notes_that_tables_name_are_there() {
    let mut named = 0;
    for (area, view) in views() {
        let sheets = sheets(&tables::pack_ods(view, tables::Imprint::default()).unwrap());
        let (_, _, notes) = table(super::named(&sheets, "Notes"));
        let listed: BTreeSet<String> = notes.iter().map(|row| words(&row[0])).collect();
        for (name, sheet) in &sheets[1..] {
            let (_, headings, rows) = table(sheet);
            let Some(at) = headings.iter().position(|heading| heading == "Notes") else {
                continue;
            };
            for row in rows {
                for mark in words(&row[at]).split_inclusive(']').filter(|mark| !mark.is_empty()) {
                    named += 1;
                    assert!(listed.contains(mark.trim()), "{area}, {name}: {mark}");
                }
            }
        }
    }
    assert!(named > 50, "{named} notes");
}

#[test]
fn same_view_same_bytes() {
    for view in views().values() {
        let ods = tables::pack_ods(view, tables::Imprint::default()).unwrap();
        assert!(ods == tables::pack_ods(view, tables::Imprint::default()).unwrap(), "other bytes");
        let mut zip = ZipArchive::new(Cursor::new(&ods)).unwrap();
        for at in 0..zip.len() {
            let file = zip.by_index(at).unwrap();
            assert_eq!(file.last_modified(), Some(DateTime::default()), "{}", file.name());
            if at == 0 {
                assert_eq!(
                    (file.name(), file.compression()),
                    ("mimetype", CompressionMethod::Stored)
                );
            }
        }
        assert!(part(&ods, "meta.xml").contains(&format!("{}T00:00:00", view.date)));
    }
}
