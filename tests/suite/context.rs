//! The national context: what is wrong with a file by line, the length of our own sentences, and that
//! packs print each fact with its year, ages, instrument and source.

use std::path::Path;

use jsnapack::model::context::NationalContext;
use jsnapack::read;

use crate::support::packs;
use crate::support::workspace::Workspace;

/// Longer sentences are hard to follow.
const MOST_WORDS: usize = 25;

/// A text of the View; empty if there is none.
fn text(value: &serde_json::Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn ours() -> NationalContext {
    let path = Path::new("data/national_context.toml");
    read::context(&std::fs::read_to_string(path).unwrap(), path).unwrap()
}

fn problems(file: &str) -> String {
    read::context(file, Path::new("context.toml")).unwrap_err().to_string()
}

#[test]
fn own_sentences_are_short() {
    let context = ours();
    for (id, topic) in &context.topics {
        assert!((1..=3).contains(&topic.facts.len()), "{id} has {} facts", topic.facts.len());
        let facts = topic.facts.iter().map(|fact| &fact.sentence).chain(&topic.caution);
        for sentence in facts.flat_map(|text| text.split(". ")) {
            let words = sentence.split_whitespace().count();
            assert!(words <= MOST_WORDS, "{words} words: {sentence}");
        }
    }
}

#[test]
fn facts_name_their_year_and_ages_in_the_sentence() {
    for (id, topic) in &ours().topics {
        for fact in &topic.facts {
            let said = [Some(&fact.period), fact.ages.as_ref()];
            for part in said.into_iter().flatten() {
                assert!(
                    fact.sentence.contains(part.as_str()),
                    "{id}: no {part} in {}",
                    fact.sentence
                );
            }
        }
    }
}

const SOURCE: &str = "[[source]]\nid = \"a\"\npublisher = \"A\"\npublished = 2018\ntitle = \"T\"\n";

fn fact(period: &str, source: &str) -> String {
    format!(
        "[[topic.fact]]\nsentence = \"S.\"\nperiod = \"{period}\"\nages = \"5 to 19\"\n\
         measure = \"M\"\nsource = \"{source}\"\n"
    )
}

#[test]
fn every_mistake_is_named_with_its_line() {
    let file = format!(
        "{SOURCE}[[source]]\nid = \"b\"\npublisher = \"\"\npublished = 18\ntitle = \"T\"\n\
         [[topic]]\nid = \"t\"\n{}{}[[topic]]\nid = \"t\"\n",
        fact("2017", "a"),
        fact("2020", "c")
    );
    let said = problems(&file);
    for (what, line) in [
        ("the source's `publisher` is empty", 6),
        ("`18` is no year", 6),
        ("no fact rests on the source `b`", 6),
        ("there is no source `c`", 19),
        ("the topic `t` comes twice", 25),
    ] {
        assert!(
            said.contains(&format!("{what}\n  at context.toml, line {line}")),
            "{what}:\n{said}"
        );
    }
    let said = problems("[[topic]]\nid = \"t\"\nfakt = 1\n");
    assert!(said.contains("fakt") && said.contains("line 3"), "{said}");
    let said = problems("[[topic\n");
    assert!(said.contains("line 1"), "{said}");
}

#[test]
fn numbers_of_two_surveys_need_a_caution() {
    let topic = |caution: &str, other: &str| {
        format!("{SOURCE}[[topic]]\nid = \"t\"\n{caution}{}{}", fact("2017", "a"), fact(other, "a"))
    };
    let said = problems(&topic("", "2020"));
    assert!(said.contains("could be taken for one series\n  at context.toml, line 6"), "{said}");
    for file in [topic("", "2017"), topic("caution = \"C.\"\n", "2020")] {
        read::context(&file, Path::new("context.toml")).unwrap();
    }
}

#[test]
fn packs_print_each_fact_with_its_source() {
    for (area, pack) in packs::all() {
        let read_out = pack.pdf.tags.text();
        let mut facts = 0;
        for topic in pack.view["topics"].as_array().unwrap() {
            for fact in topic["context"].as_array().unwrap() {
                facts += 1;
                for part in ["sentence", "basis", "cite"] {
                    assert!(read_out.contains(text(&fact[part])), "{area}: no {}", fact[part]);
                }
            }
            let caution = text(&topic["context_caution"]);
            assert!(read_out.contains(caution), "{area}: no {caution:?}");
        }
        assert!(facts >= 7, "{area}: {facts} facts");
        for source in pack.view["context_sources"].as_array().unwrap() {
            assert!(read_out.contains(text(&source["title"])), "{area}: no {}", source["title"]);
        }
    }
}

#[test]
fn a_file_on_disk_takes_the_place_of_ours() {
    let workspace = Workspace::new();
    let file = format!("{SOURCE}[[topic]]\nid = \"services\"\n{}", fact("2024", "a"));
    workspace.write("data/national_context.toml", &file);
    let view = workspace.run("inspect Liverpool --view").ends(0).stdout;
    assert!(view.contains("\"A, 2018\"") && !view.contains("NHS Digital, 2018"), "{view}");
    workspace.write("data/national_context.toml", "[[topic]]\n");
    workspace.run("check").ends(2).saying("data/national_context.toml, line 1");
}
