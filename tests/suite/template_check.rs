//! `template list`, `eject` and `check`, as a designer meets them: a copy that makes packs by itself, and
//! every mistake found in one run, with file, line and what to do.

use std::fs;

use serde_json::Value;

use crate::support::workspace::{Ran, Workspace};

/// A folder with a copy of the annex in `mine`, and files in it changed: what is replaced by what.
fn copy(changes: &[(&str, &str, &str)]) -> Workspace {
    let workspace = Workspace::new();
    workspace.run("template eject jsna-annex mine").ends(0);
    for (file, old, new) in changes {
        let path = workspace.path(&format!("mine/{file}"));
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "no {old:?} in {file}");
        fs::write(&path, text.replacen(old, new, 1)).unwrap();
    }
    workspace
}

/// What the check says, each problem as one text, of a copy with changes.
fn found(workspace: &Workspace) -> Vec<String> {
    let ran = workspace.run("template check mine --format json");
    let problems: Vec<Value> = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(ran.code, i32::from(!problems.is_empty()), "{}", ran.stdout);
    let text = |problem: &Value| {
        let place = &problem["place"];
        format!(
            "{}:{} {} | {}",
            place["path"].as_str().unwrap_or("").replace('\\', "/"),
            place["line"].as_u64().unwrap_or(0),
            problem["what"].as_str().unwrap(),
            problem["hint"].as_str().unwrap_or(""),
        )
    };
    problems.iter().map(text).collect()
}

/// Fails unless exactly one problem starts at a place and holds some words.
fn one(found: &[String], place: &str, words: &[&str]) {
    let here: Vec<&String> = found.iter().filter(|it| it.starts_with(place)).collect();
    let right = here.iter().filter(|it| words.iter().all(|word| it.contains(word))).count();
    assert_eq!(right, 1, "{place} {words:?} in {found:#?}");
}

/// The line of some words in a copy's file.
fn line(workspace: &Workspace, file: &str, words: &str) -> usize {
    let text = fs::read_to_string(workspace.path(&format!("mine/{file}"))).unwrap();
    1 + text.lines().position(|line| line.contains(words)).unwrap()
}

#[test]
fn the_list_says_where_templates_are() {
    let workspace = Workspace::new();
    let text = workspace.run("template list").ends(0).stdout;
    assert!(text.contains("jsna-annex") && text.contains("built-in"), "{text}");
    workspace.run("template eject jsna-annex report-templates/ours").ends(0);
    let text = workspace.run("template list --format json").ends(0).stdout;
    let list: Vec<Value> = serde_json::from_str(&text).unwrap();
    let ours = list.iter().find(|it| it["name"] == "ours").unwrap();
    assert_eq!(ours["place"], "on disk");
    assert!(ours["title"].is_string() && ours["description"].is_string());
}

#[test]
fn a_copy_makes_packs_by_itself_and_has_no_fault() {
    let workspace = copy(&[("shared/text/topic.j2", "The data hold none", "Our data hold none")]);
    assert_eq!(found(&workspace), Vec::<String>::new());
    workspace.run("build Rutland --template mine --out packs --keep").ends(0);
    let files = workspace.files();
    // Its packs go by its own name, and are made from its own shared parts.
    let pack = "packs/mine/draft/E06000017-rutland-illustrative";
    assert!(files.contains_key(&format!("{pack}.pdf")), "{:?}", files.keys());
    let text = &files[&format!("{pack}/shared/text/topic.j2")];
    assert!(String::from_utf8_lossy(text).contains("Our data hold none"));
}

#[test]
fn eject_says_what_is_next_and_never_overwrites() {
    let workspace = Workspace::new();
    workspace.write("mine/notes.txt", "mine");
    let before = workspace.files();
    for place in ["mine", "mine/notes.txt"] {
        workspace
            .run(&format!("template eject jsna-annex {place}"))
            .ends(2)
            .saying("nothing is ever overwritten");
    }
    assert_eq!(workspace.files(), before);
    let Ran { stderr, .. } = workspace.run("template eject jsna-annex other").ends(0);
    assert!(stderr.contains("next: edit other/template.toml"), "{stderr}");
    workspace.run("template eject jsna-anex third").ends(2).saying("no report template");
}

#[test]
fn built_in_templates_have_no_fault() {
    let workspace = Workspace::new();
    let text = workspace.run("template list --format json").ends(0).stdout;
    let list: Vec<Value> = serde_json::from_str(&text).unwrap();
    for template in list {
        let name = template["name"].as_str().unwrap();
        workspace.run(&format!("template check {name}")).ends(0);
    }
}

#[test]
fn all_mistakes_are_found_in_one_run() {
    let workspace = copy(&[
        ("template.toml", "accent = \"#12436D\"", "accent = \"#8FB0D0\""),
        ("template.toml", "font_size_pt = 12", "font_size_pt = 10"),
        ("template.toml", "# logo = \"logo.png\"", "logo = \"logo.svg\" #"),
        ("report.typ", "parts/topic.typ\": topic", "parts/topic.typ\": topc as topic"),
        ("report.typ", "#sources(view)", "#sources(view)\n#view.area.nmae"),
        ("shared/parts/cover.typ", "view.area.kind", "view.area.at(\"knd\")"),
        (
            "shared/parts/about.typ",
            "(row-header(it.label), cell(it.polarity), cell(it.source))",
            "(row-header(it.label), cell(it.polarity), cell(it.sauce))",
        ),
        ("shared/parts/context.typ", "fact.sentence\n", "fact.sentense\n"),
        ("shared/parts/cover.typ", "from-view(\"symbols\")", "from-view(\"symbls\")"),
        ("shared/parts/map.typ", "from-view(\"topics\")", "view.topics"),
        ("shared/text/indicator.j2", "indicator.interval_words %}", "indicator.intervall_words %}"),
        ("shared/parts/marks.typ", "strong(word)", "text(size: 6pt, strong(word))"),
        (
            "shared/parts/contents.typ",
            "#let contents()",
            "#let data = json(\"/template/numbers.json\")\n#let contents()",
        ),
    ]);
    workspace.write("mine/logo.svg", LOGO);
    workspace.write("mine/text/topics.j2", "Never used.");
    workspace.write("mine/old.typ", "= Old");
    let found = found(&workspace);
    let at = |file: &str, words: &str| format!("mine/{file}:{} ", line(&workspace, file, words));
    for (file, words, said) in [
        ("template.toml", "accent =", &["headings", "contrast of", "4.5 is needed", "darker"][..]),
        ("template.toml", "font_size_pt =", &["can't be 10 pt", "12 to 18"]),
        ("template.toml", "logo =", &["no alternative text", "logo_alt"]),
        ("report.typ", "topc", &["has no `topc`", "it has `topic`"]),
        ("report.typ", "nmae", &["`nmae` is not in the view", "did you mean `name`"]),
        ("shared/parts/cover.typ", "knd", &["`knd`", "`kind`"]),
        ("shared/parts/about.typ", "sauce", &["`sauce`"]),
        ("shared/parts/cover.typ", "symbls", &["`symbls` is not in the view", "`symbols`"]),
        ("shared/parts/map.typ", "view.topics", &["not in the view", "`from-view(\"topics\")`"]),
        ("shared/parts/context.typ", "sentense", &["`sentense`", "`sentence`"]),
        (
            "shared/text/indicator.j2",
            "intervall",
            &["indicator.intervall_words", "`interval_words`"],
        ),
        ("shared/parts/marks.typ", "size: 6pt", &["text of 6 pt"]),
        ("shared/parts/contents.typ", "numbers.json", &["no file `/template/numbers.json`"]),
    ] {
        one(&found, &at(file, words), said);
    }
    one(&found, "mine/text/topics.j2:0", &["doesn't use this file", "topic.j2"]);
    one(&found, "mine/old.typ:0", &["doesn't use this file"]);
    // The same with the data's own check.
    let ran = workspace.run("check --template mine").ends(2);
    assert!(ran.stderr.contains("`nmae` is not in the view"), "{}", ran.stderr);
}

/// The check of the built-in names can't follow these; making a page does.
#[test]
fn names_that_only_show_on_a_page_are_found_by_making_one() {
    for (file, old, new, said) in [
        ("report.typ", "#glossary()", "#let name = \"tit\" + \"el\"\n#view.at(name)", "titel"),
        ("shared/parts/summary-table.typ", "  it.label\n", "  it.lable\n", "lable"),
        (
            "shared/parts/marks.typ",
            "place-drawing(shape)",
            "place-drawing(shape + \"s\")",
            "no drawing named `symbol/",
        ),
    ] {
        let found = found(&copy(&[(file, old, new)]));
        let right = found.iter().filter(|it| it.starts_with("mine/") && it.contains(said)).count();
        assert_eq!(right, 1, "{file}: {found:#?}");
    }
}

#[test]
fn a_named_template_is_checked_with_the_data() {
    let workspace = copy(&[("shared/parts/context.typ", "fact.sentence\n", "fact.sentense\n")]);
    let ran = workspace.run("check --template mine").ends(1);
    assert!(ran.stdout.contains("`sentense` is not in the view"), "{}", ran.stdout);
}

/// An invented logo.
const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"120\" height=\"40\">\
    <rect width=\"120\" height=\"40\" fill=\"#0B6E4F\"/><circle cx=\"20\" cy=\"20\" r=\"12\" \
    fill=\"#FFFFFF\"/></svg>";

/// A PNG of one pixel.
const PIXEL: &[u8] =
    b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\
    \x01\x08\x02\x00\x00\x00\x90\x77\x53\xde\x00\x00\x00\x0c\x49\x44\x41\x54\x78\x9c\x63\xe0\xce\
    \xf3\x07\x00\x01\x50\x00\xc9\xaa\x16\x3a\x36\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

#[test]
fn a_councils_own_look_needs_no_typst() {
    for (logo, bytes) in [("logo.svg", LOGO.as_bytes()), ("logo.png", PIXEL)] {
        let workspace = copy(&[
            (
                "template.toml",
                "# organisation = \"Public health team, Anytown Council\"",
                "organisation = \"Anytown Council\"",
            ),
            ("template.toml", "# classification = ", "classification = "),
            ("template.toml", "# logo = \"logo.png\"", &format!("logo = \"{logo}\"")),
            ("template.toml", "# logo_alt", "logo_alt"),
            ("template.toml", "#12436D", "#0B6E4F"),
        ]);
        fs::write(workspace.path(&format!("mine/{logo}")), bytes).unwrap();
        assert_eq!(found(&workspace), Vec::<String>::new(), "{logo}");
        workspace.run("build Rutland --template mine --out packs").ends(0);
        let files = workspace.files();
        let pdf = files.iter().find(|(path, _)| path.ends_with(".pdf")).unwrap().1;
        let pdf = crate::pdf::reader::Pdf::read(pdf).unwrap();
        let figures = pdf.tags.all("Figure");
        let alt = figures.first().and_then(|figure| figure.attribute("Alt"));
        assert_eq!(alt, Some("Logo of Anytown Council"), "{logo}");
        let first = pdf.page_text(0);
        assert!(first.contains("Anytown Council") && pdf.page_artifacts(4).contains("OFFICIAL"));
    }
}

#[test]
fn a_logo_that_is_not_there_or_no_picture_is_refused() {
    let logo = ("template.toml", "# logo = \"logo.png\"", "logo = \"logo.png\"");
    let alt = ("template.toml", "# logo_alt", "logo_alt");
    let workspace = copy(&[logo, alt]);
    let ran = workspace.run("build Rutland --template mine").ends(2);
    ran.saying("no logo file `logo.png`").saying("mine/template.toml, line");
    workspace.write("mine/logo.png", "no picture");
    workspace.run("build Rutland --template mine").ends(2).saying("no PNG or SVG picture");
    copy(&[alt]).run("build Rutland --template mine").ends(2).saying("a `logo_alt` but no `logo`");
}

#[test]
fn mistakes_in_web_pages_are_found_too() {
    let names = [("shared/web/focus.html", "view.focus.lists", "view.focus.list")];
    let workspace = copy(&names);
    workspace.write("mine/shared/web/spare.html", "<p>Nobody asks for this.</p>");
    let told = found(&workspace);
    let at = line(&workspace, "shared/web/focus.html", "view.focus.list ");
    one(&told, &format!("mine/shared/web/focus.html:{at} "), &["view.focus.list", "lists"]);
    one(&told, "mine/shared/web/spare.html", &["doesn't use this file"]);
    assert_eq!(told.len(), 2, "{told:#?}");

    let workspace = copy(&[("shared/web/maps.html", "{% endif %}", "{% endfi %}")]);
    let told = found(&workspace);
    let at = line(&workspace, "shared/web/maps.html", "endfi");
    one(&told, &format!("mine/shared/web/maps.html:{at} "), &["endfi"]);
    assert_eq!(told.len(), 1, "{told:#?}");
    // The PDF alone asks for none of it.
    workspace.run("build Rutland --template mine --out packs").ends(0);
    workspace.run("build Rutland --template mine --out packs --outputs html").ends(2);
}

#[test]
fn large_print_meets_every_accessibility_rule() {
    for size in [16_u8, 18] {
        let large = format!("font_size_pt = {size}");
        let workspace = copy(&[("template.toml", "font_size_pt = 12", &large)]);
        // The short reports have less room still: a table for which a page had none once stopped the summary.
        for short in ["board-pack", "one-page-summary"] {
            workspace.run(&format!("template eject {short} {short}")).ends(0);
            let path = workspace.path(&format!("{short}/template.toml"));
            let text = fs::read_to_string(&path).unwrap();
            assert!(text.contains("font_size_pt = 12"), "{short}");
            fs::write(&path, text.replace("font_size_pt = 12", &large)).unwrap();
        }
        let ran = workspace.run(
            "build Liverpool Rutland Exampleshire --template mine --template board-pack --template one-page-summary --out packs",
        );
        let ran = ran.ends(0);
        // Nothing is wider than its place.
        assert!(!ran.stderr.contains("wide"), "{}", ran.stderr);
        for (path, pdf) in workspace.files().iter().filter(|(path, _)| path.ends_with(".pdf")) {
            let pdf = crate::pdf::reader::Pdf::read(pdf).unwrap();
            let mut faults = crate::pdf::rules::faults(&pdf);
            // The short reports have no table of contents.
            faults.retain(|fault| path.contains("/mine/") || !fault.starts_with("contents:"));
            // Writers' tables and footnotes, and notes below tables of groups, once stayed as small as ever.
            let times = f32::from(size) / 12.0;
            faults.extend(crate::pdf::text_rules::enlarged_text(&pdf, times));
            assert!(faults.is_empty(), "{path} at {size} pt: {faults:#?}");
        }
    }
}
