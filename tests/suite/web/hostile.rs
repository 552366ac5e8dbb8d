//! What writers write is text on the page, whatever it is.

use roxmltree::Node;

use super::{ANNEX, all, build, text};
use crate::support::workspace::Workspace;

const HOSTILE: &str = "<!-- slot: key-messages -->\n\
    <script>alert(1)</script> and <b onclick=\"alert(2)\">bold</b> & \"quotes\" 'single'\n\n\
    <img src=x onerror=alert(3)>\n\n\
    [Press here for the plan](javascript:alert(4)) and [the data page](data:text/html,<script>5</script>) and \
    [the service's page](https://example.org/?a=1&b=%22%3E)\n\n\
    </main></body><svg onload=alert(6)>\n\n\
    | A </table><script>7</script> | B |\n|---|---|\n| <style>*{display:none}</style> | ]]> |\n\n\
    ### Heading <script>8</script>\n\nEnd of it.\n";

#[test]
fn hostile_words_come_out_as_text() {
    let workspace = Workspace::new();
    workspace.write("data/narrative/E09000001.md", HOSTILE);
    let twins = build(&workspace, &format!("E09000001 --template {ANNEX}"));
    let page = twins[0].page();
    let main = all(page.root(), &["main"])[0];
    assert!(all(page.root(), &["script", "img", "b"]).is_empty());
    assert_eq!(all(page.root(), &["style", "main", "body"]).len(), 3);
    let handlers = ["onerror", "onclick", "onload"];
    let has_handler = |it: &Node<'_, '_>| handlers.iter().any(|name| it.has_attribute(*name));
    assert!(!all(page.root(), &[]).iter().any(has_handler));
    let links: Vec<&str> = all(main, &["a"]).iter().filter_map(|it| it.attribute("href")).collect();
    assert!(links.contains(&"https://example.org/?a=1&b=%22%3E"), "{links:?}");
    let safe = |link: &&str| ["#", "https:", "http:"].iter().any(|start| link.starts_with(start));
    assert!(links.iter().all(safe), "{links:?}");
    let said = text(main);
    for words in [
        "<script>alert(1)</script>",
        "<b onclick=\"alert(2)\">",
        "<img src=x onerror=alert(3)>",
        "Press here for the plan",
        "</main></body><svg onload=alert(6)>",
        "<style>*{display:none}</style>",
        "Heading <script>8</script>",
    ] {
        assert!(said.contains(words), "no {words:?}");
    }
    // The words after it are still in the report: nothing was closed early.
    assert!(said.contains("End of it.") && said.contains("Glossary"));
}
