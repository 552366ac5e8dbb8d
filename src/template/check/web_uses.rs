//! Which files of a template its web page uses: what they include and import.

use std::collections::BTreeSet;

use crate::error::Problem;
use crate::template::{Template, WEB_ENTRY};

/// The files that are reached from the web page, by virtual path; none where a template has no page.
pub(super) fn used(template: &Template) -> BTreeSet<&str> {
    let mut used = BTreeSet::new();
    let mut waiting = vec![WEB_ENTRY.to_owned()];
    while let Some(path) = waiting.pop() {
        let Some((path, file)) = template.files.get_key_value(&path) else { continue };
        if let (true, Ok(text)) = (used.insert(path.as_str()), file.text()) {
            waiting.extend(named(text).into_iter().map(|(_, named)| named.to_owned()));
        }
    }
    used
}

/// Files that a page names and the template doesn't have.
pub(super) fn faults(template: &Template) -> Vec<Problem> {
    let mut problems = Vec::new();
    for path in used(template) {
        let Some(file) = template.files.get(path) else { continue };
        let Ok(text) = file.text() else { continue };
        for (line, named) in named(text) {
            if !template.files.contains_key(named) {
                let what = format!("there is no file `{named}` in the template");
                problems.push(Problem::at(what, file.place(Some(line))).hint(
                    "a page names files in full: its own as `/template/…`, the shared parts as `/shared/web/…`",
                ));
            }
        }
    }
    problems
}

/// The files named in the tags that take in others, each with its line.
fn named(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("{%") {
        let tag = text[at + 2..].split("%}").next().unwrap_or_default();
        let tag = tag.trim_start_matches(['-', '+']).trim_start();
        let takes_in =
            ["include ", "from ", "import ", "extends "].iter().any(|word| tag.starts_with(word));
        let name = tag.split(['"', '\'']).nth(1);
        if let (true, Some(name)) = (takes_in, name) {
            found.push((text[..at].matches('\n').count() + 1, name));
        }
    }
    found
}
