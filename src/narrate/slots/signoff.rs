//! Sign-offs: what one records of a slot, whether an earlier one still holds, and which facts under it have
//! moved since. Editing the text voids a sign-off; new numbers don't, but are told.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::{Filled, values};
use crate::error::Problem;
use crate::model::signoff::{Moved, NOTHING, SignOff, Signed, Standing};
use crate::model::slot::{Slot, SlotFlag, SlotReport, SlotState};
use crate::model::view::View;
use crate::model::words::SlotWords;
use crate::narrate::notes::each_span;

/// Who signs, when, and against which data.
#[derive(Debug, Clone, Copy)]
pub struct Signature<'a> {
    /// Who.
    pub by: &'a str,
    /// The day, `YYYY-MM-DD`.
    pub on: &'a str,
    /// The date of the data, `YYYY-MM-DD`.
    pub data: &'a str,
}

/// The sign-off of a slot as it is now.
///
/// # Errors
///
/// When there is nothing to sign: no words, or words that stop the pack.
pub fn sign(
    view: &View,
    slot: &Slot,
    filled: &Filled,
    signature: Signature<'_>,
) -> Result<SignOff, Problem> {
    let report = filled.reports.iter().find(|report| report.id == slot.id);
    let Some(report) = report.filter(|report| report.state != SlotState::Empty) else {
        return Err(Problem::new(format!(
            "`{}` has no words for {}: there is nothing to sign off",
            slot.id, view.area.named
        ))
        .hint(
            "`jsnapack narrative status` shows which slots have words, and where they come from",
        ));
    };
    if report.flags.contains(&SlotFlag::Faulty) {
        return Err(Problem::new(format!(
            "`{}` of {} can't be signed off while something in it stops the pack",
            slot.id, view.area.named
        ))
        .hint("mend what `jsnapack check` says of it"));
    }
    let used: BTreeMap<String, String> = report
        .facts
        .iter()
        .map(|fact| (key(&fact.indicator, &fact.fact), fact.was.clone()))
        .collect();
    let mut indicators = BTreeMap::new();
    for slug in slugs(view, slot, report) {
        indicators.insert(slug.clone(), standing(view, &slug));
    }
    Ok(SignOff {
        slot: slot.id.clone(),
        by: signature.by.to_owned(),
        on: signature.on.to_owned(),
        data: signature.data.to_owned(),
        text_of: report.scope.clone().unwrap_or_default(),
        text: text_hash(&report.text),
        printed: printed_hash(filled.words.iter().find(|words| words.id == slot.id)),
        used: used.into_iter().map(|(key, was)| (key, or_nothing(was))).collect(),
        indicators,
    })
}

/// Judges the sign-offs of an area: sets the states of its slots, and marks texts whose facts have moved.
pub fn judge(view: &View, slots: &[Slot], filled: &mut Filled, sign_offs: &[SignOff]) {
    for report in &mut filled.reports {
        // The last one holds; those before it are its history.
        let last = sign_offs.iter().rev().find(|sign_off| sign_off.slot == report.id);
        let (Some(sign_off), Some(slot)) = (last, slots.iter().find(|slot| slot.id == report.id))
        else {
            continue;
        };
        let words = filled.words.iter_mut().find(|words| words.id == report.id);
        let holds = report.state != SlotState::Empty && text_hash(&report.text) == sign_off.text;
        let mut moved = Vec::new();
        if holds {
            moved = movements(view, slot, report, words.as_deref(), sign_off);
            report.state = if moved.is_empty() { SlotState::SignedOff } else { SlotState::Moved };
            if let Some(words) = words.filter(|_| !moved.is_empty()) {
                words.moved = Some(mark(view, sign_off));
            }
        } else {
            report.flags.push(SlotFlag::EditedSince);
        }
        let SignOff { by, on, data, .. } = sign_off.clone();
        report.signed = Some(Signed { by, on, data, holds, moved });
    }
}

/// What the page says above a text whose facts have moved.
fn mark(view: &View, sign_off: &SignOff) -> String {
    let earlier = if sign_off.data < view.date { "earlier" } else { "other" };
    format!(
        "Text signed off against {earlier} data, dated {}. Numbers that it rests on have changed since.",
        day(&sign_off.data)
    )
}

/// `2026-11-22` as "22 November 2026".
fn day(date: &str) -> String {
    let parsed = date.parse::<Date>().ok();
    parsed.map_or_else(|| date.to_owned(), |date| date.strftime("%-d %B %Y").to_string())
}

/// Everything that is another than it was.
fn movements(
    view: &View,
    slot: &Slot,
    report: &SlotReport,
    words: Option<&SlotWords>,
    sign_off: &SignOff,
) -> Vec<Moved> {
    let mut moved = Vec::new();
    let mut note = |fact: String, was: &str, now: &str| {
        if was != now {
            moved.push(Moved { fact, was: was.to_owned(), now: now.to_owned() });
        }
    };
    let nothing = || Standing { value: NOTHING.to_owned(), ..Standing::default() };
    let mut now: BTreeMap<String, Standing> = match slot.topic {
        Some(_) => slugs(view, slot, report)
            .into_iter()
            .map(|slug| (slug.clone(), standing(view, &slug)))
            .collect(),
        None => BTreeMap::new(),
    };
    for (slug, was) in &sign_off.indicators {
        let now = now.remove(slug).unwrap_or_else(|| standing(view, slug));
        note(format!("{slug}: value"), &was.value, &now.value);
        if now != nothing() {
            note(format!("{slug}: class"), &was.class, &now.class);
            note(format!("{slug}: trend"), &was.trend, &now.trend);
        }
    }
    for (slug, now) in &now {
        note(format!("{slug}: value"), NOTHING, &now.value);
    }
    let mut used = Vec::new();
    for (key, was) in &sign_off.used {
        let (name, fact) = key.rsplit_once('.').unwrap_or((key, ""));
        let now = or_nothing(values::fact_now(view, name, fact).unwrap_or_default());
        // The value, class and trend that the indicator itself shows are told once.
        let told = moved.iter().any(|moved| moved.fact == format!("{name}: {}", kind(fact)));
        if *was != now && !told {
            used.push(Moved { fact: key.clone(), was: was.clone(), now });
        }
    }
    moved.append(&mut used);
    let is_faulty = report.flags.contains(&SlotFlag::Faulty);
    if moved.is_empty() && !is_faulty && printed_hash(words) != sign_off.printed {
        moved.push(Moved {
            fact: "a value in the text that is not an indicator's".to_owned(),
            was: "as signed off".to_owned(),
            now: "another".to_owned(),
        });
    }
    moved
}

/// Which of value, class and trend a fact is a form of.
fn kind(fact: &str) -> &'static str {
    match fact {
        "value" | "value_with_unit" | "period" | "has_value" | "sentence" => "value",
        "trend" | "is_increasing" | "is_decreasing" | "is_getting_worse" | "is_getting_better" => {
            "trend"
        }
        "judgement" | "is_compared" | "is_worse" | "is_better" | "is_similar" | "is_higher"
        | "is_lower" => "class",
        _ => "",
    }
}

/// The indicators that a sign-off of a slot stands on.
fn slugs(view: &View, slot: &Slot, report: &SlotReport) -> Vec<String> {
    match &slot.topic {
        Some(of) => {
            let topic = view.topics.iter().find(|topic| topic.id == of.id);
            topic.map_or_else(Vec::new, |topic| topic.indicators.clone())
        }
        None => {
            let used = report.facts.iter().map(|fact| fact.indicator.clone());
            used.filter(|name| view.indicators.contains_key(name)).collect()
        }
    }
}

fn standing(view: &View, slug: &str) -> Standing {
    let Some(indicator) = view.indicators.get(slug) else {
        return Standing { value: NOTHING.to_owned(), ..Standing::default() };
    };
    Standing {
        value: format!("{} in {}", indicator.value_with_unit, indicator.period),
        class: indicator.against_benchmark.phrase.clone(),
        trend: indicator.trend.phrase.clone(),
    }
}

fn key(indicator: &str, fact: &str) -> String {
    format!("{indicator}.{fact}")
}

fn or_nothing(was: String) -> String {
    if was.is_empty() { NOTHING.to_owned() } else { was }
}

/// The hash of a text: the same whatever its line ends, spaces at line ends, and empty lines more than one.
fn text_hash(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for line in text.trim().lines().map(str::trim_end) {
        if !(line.is_empty() && plain.ends_with("\n\n")) {
            plain.push_str(line);
            plain.push('\n');
        }
    }
    sha256(&plain)
}

/// The hash of what a pack prints, whatever its look.
fn printed_hash(words: Option<&SlotWords>) -> String {
    let mut printed = String::new();
    if let Some(words) = words {
        each_span(&mut words.blocks.clone(), &mut |span| {
            printed.push_str(&span.text);
            each_span(&mut span.note, &mut |note| printed.push_str(&note.text));
            printed.push('\n');
        });
    }
    sha256(&printed)
}

fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::text_hash;

    #[test]
    fn only_words_and_their_shape_count() {
        let same = text_hash("One.\n\n- two\n");
        assert_eq!(same, text_hash("\nOne.  \n\n\n- two"));
        assert_eq!(same, text_hash("One.\r\n\r\n- two\r\n"));
        assert_ne!(same, text_hash("One.\n\n  - two\n"));
        assert_ne!(same, text_hash("One!\n\n- two\n"));
    }
}
