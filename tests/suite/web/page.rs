//! What a page needs so that everybody can use it, whatever they use, and that it needs nothing else.

use std::collections::BTreeSet;

use roxmltree::Node;

use super::{ANNEX, all, build, is_of, text, twins};
use crate::support::packs::CITY_OF_LONDON;
use crate::support::workspace::Workspace;

#[test]
fn nothing_runs_and_nothing_is_fetched() {
    for twin in twins() {
        let page = twin.page();
        let barred = ["script", "iframe", "object", "embed", "link", "form", "base"];
        assert!(all(page.root(), &barred).is_empty(), "{}", twin.name());
        for element in all(page.root(), &[]) {
            for attribute in element.attributes() {
                let (name, value) = (attribute.name(), attribute.value());
                assert!(!name.starts_with("on"), "{}: {name}", twin.name());
                if ["src", "srcset", "poster", "data", "style"].contains(&name) {
                    assert!(
                        value.starts_with("data:image/"),
                        "{}: {name}={value:.60}",
                        twin.name()
                    );
                }
                if name == "href" {
                    let allowed = ["#", "https:", "http:", "mailto:"];
                    let own = element.tag_name().name() != "use" || value.starts_with('#');
                    let known = allowed.iter().any(|start| value.starts_with(start));
                    assert!(own && known, "{}: {value}", twin.name());
                }
            }
        }
        let style: String = all(page.root(), &["style"]).into_iter().map(text).collect();
        assert!(!style.contains("url(") && !style.contains("@import"));
        let metas = all(page.root(), &["meta"]);
        let policy = metas.iter().find(|it| it.has_attribute("http-equiv")).unwrap();
        assert!(policy.attribute("content").unwrap().starts_with("default-src 'none'"));
    }
}

#[test]
fn ids_are_unique_and_every_reference_leads_somewhere() {
    let mut links = 0;
    for twin in twins() {
        let page = twin.page();
        let mut ids = BTreeSet::new();
        let elements = all(page.root(), &[]);
        for id in elements.iter().filter_map(|it| it.attribute("id")) {
            assert!(!id.is_empty() && ids.insert(id), "{}: {id:?} twice", twin.name());
        }
        for element in &elements {
            let by = element.attribute("aria-labelledby");
            let to = element.attribute("href").and_then(|to| to.strip_prefix('#'));
            for id in by.into_iter().chain(to) {
                assert!(ids.contains(id), "{}: nothing is {id:?}", twin.name());
                links += 1;
            }
        }
    }
    assert!(links > 500, "{links} links");
}

#[test]
fn pictures_have_names_or_are_hidden_and_charts_are_described_in_sight() {
    let mut charts = 0;
    for twin in twins() {
        let page = twin.page();
        for svg in all(page.root(), &["svg"]) {
            let hidden = svg.attribute("aria-hidden") == Some("true");
            let label = svg.attribute("aria-label").is_some_and(|label| !label.is_empty());
            let named = label || svg.has_attribute("aria-labelledby");
            assert!(hidden || (named && svg.attribute("role") == Some("img")), "{}", twin.name());
        }
        for image in all(page.root(), &["img"]) {
            assert!(image.attribute("alt").is_some_and(|alt| !alt.is_empty()), "{}", twin.name());
        }
        for figure in all(page.root(), &["figure"]) {
            let words = all(figure, &["p"]).into_iter().find(|it| is_of(*it, "alt")).map(text);
            let words = words.unwrap_or_default();
            assert!(words.len() > 40, "{}: {words:?}", twin.name());
            let details = all(figure, &["details"]);
            let rows = details.first().map_or(0, |it| all(*it, &["tr"]).len());
            assert!(rows > 2, "{}: {rows} rows of numbers: {words}", twin.name());
            charts += 1;
        }
    }
    assert!(charts > 100, "{charts} charts");
}

#[test]
fn tables_have_captions_scopes_and_rows_of_one_length_in_named_boxes() {
    for twin in twins() {
        let page = twin.page();
        let tables = all(page.root(), &["table"]);
        assert!(!tables.is_empty(), "{}", twin.name());
        for table in tables {
            let caption = text(all(table, &["caption"])[0]);
            assert!(!caption.is_empty(), "{}", twin.name());
            let rows = all(table, &["tr"]);
            let lengths: BTreeSet<usize> =
                rows.iter().map(|row| all(*row, &["td", "th"]).len()).collect();
            assert_eq!(lengths.len(), 1, "{}, {caption}: {lengths:?}", twin.name());
            for head in all(table, &["th"]) {
                let scope = head.attribute("scope").unwrap_or_default();
                assert!(["row", "col"].contains(&scope), "{}, {caption}", twin.name());
                assert!(!text(head).is_empty(), "{}, {caption}", twin.name());
            }
            let merged =
                |it: &Node<'_, '_>| it.has_attribute("colspan") || it.has_attribute("rowspan");
            assert!(!all(table, &[]).iter().any(merged), "{}, {caption}", twin.name());
            let parent = table.parent().unwrap();
            assert_eq!(parent.attribute("tabindex"), Some("0"), "{}, {caption}", twin.name());
            assert_eq!(parent.attribute("role"), Some("region"), "{}, {caption}", twin.name());
        }
    }
}

#[test]
fn a_page_says_what_it_is_and_has_a_way_to_each_part() {
    for twin in twins() {
        let page = twin.page();
        let name = twin.name();
        assert_eq!(page.root_element().attribute("lang"), Some("en-GB"), "{name}");
        assert_eq!(text(all(page.root(), &["title"])[0]), twin.pdf.title, "{name}");
        for one in ["header", "main", "footer", "h1", "nav"] {
            assert_eq!(all(page.root(), &[one]).len(), 1, "{name}: {one}");
        }
        let body = all(page.root(), &["body"])[0];
        let first = body.first_element_child().unwrap();
        assert_eq!(first.attribute("href"), Some("#main"), "{name}");
        // Levels go down one by one.
        let headings = all(page.root(), &["h1", "h2", "h3", "h4", "h5", "h6"]);
        let levels: Vec<u32> =
            headings.iter().map(|it| it.tag_name().name()[1..].parse().unwrap()).collect();
        assert_eq!(levels[0], 1, "{name}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: {levels:?}");
        // All chapters, and all main indicators with a section of their own.
        let nav = all(page.root(), &["nav"])[0];
        let linked: BTreeSet<String> = all(nav, &["a"]).into_iter().map(text).collect();
        let main = all(page.root(), &["main"])[0];
        let is_own = |it: &Node<'_, '_>| {
            let id = it.attribute("id").unwrap_or_default();
            it.tag_name().name() == "h2" || id.starts_with("indicator-")
        };
        let own: Vec<_> = all(main, &["h2", "h3"]).into_iter().filter(is_own).collect();
        assert!(own.len() > 1, "{name}");
        for heading in own {
            assert!(linked.contains(&text(heading)), "{name}: no link to {}", text(heading));
        }
    }
}

/// Made-up numbers and drafts say so where the page starts.
#[test]
fn marks_of_the_pdf_stand_at_the_top() {
    for twin in twins() {
        let page = twin.page();
        let marks = all(page.root(), &["div"]).into_iter().find(|it| is_of(*it, "marks"));
        let marks = marks.map(text).unwrap_or_default();
        assert!(marks.contains("Illustrative data: not real figures"), "{marks}");
        // As in the PDF, whose summary has no places for words but is a draft all the same.
        assert!(marks.contains("DRAFT"), "{marks}");
    }
}

#[test]
fn the_same_pack_gives_the_same_bytes() {
    let first = build(&Workspace::new(), CITY_OF_LONDON);
    let own = twins().iter().find(|it| it.template == ANNEX && it.area == first[0].area).unwrap();
    assert!(first[0].html == own.html);
    for twin in twins() {
        let bytes = twin.html.len();
        assert!(bytes < 1_500_000, "{}: {bytes} bytes", twin.name());
    }
}
