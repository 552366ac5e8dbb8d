//! The text of a new file for a writer: headings, markers, prompts, and what the numbers say now. All but
//! headings and markers is in comments, which are never printed.

use std::fmt::Write as _;

use crate::model::slot::{Slot, SlotSpec};
use crate::model::view::{IndicatorView, View};

use super::filters::running;

const INTRODUCTION: &str = "\
<!--
Write below each heading. What stands between these arrows is never printed, and you may take it out.
Leave the lines that say `slot:` as they are: they name the place in the report. Headings may be changed.
An empty place takes the words of the region's file, or of the file for all areas, if there are any.
Numbers can be taken from the data: {{ indicator(\"self-harm-admissions-10-24\").value }}.
How to write and what else there is: docs/writers-guide.md. No command ever changes this file.
-->
";

/// A whole document.
pub fn document(title: &str, code: Option<&str>, slots: &[Slot], view: Option<&View>) -> String {
    let area = code.unwrap_or("all");
    let mut text = format!(
        "---\narea: {area}\nauthor:\nstatus: draft\nreviewer:\nreview by:\n---\n\n# {title}\n\n{INTRODUCTION}"
    );
    let mut topic = None;
    for slot in slots {
        let id = slot.topic.as_ref().map(|topic| topic.id.as_str());
        if id != topic {
            match &slot.topic {
                Some(topic) => {
                    let _ = write!(text, "\n# {}\n", topic.name);
                    text.push_str(&view.map_or_else(String::new, |view| values(view, &topic.id)));
                }
                None => text.push_str("\n# At the end of the report\n"),
            }
            topic = id;
        }
        text.push('\n');
        text.push_str(&self::slot(slot));
    }
    text
}

/// The lines of one slot.
pub fn slot(slot: &Slot) -> String {
    let SlotSpec { title, prompt, max_words, .. } = &slot.spec;
    let most = max_words.map_or_else(String::new, |most| format!(" At most {most} words."));
    let required = if slot.spec.required { " A final report needs it." } else { "" };
    let prompt = comment(&format!("{prompt}{most}{required}"));
    format!("## {title}\n<!-- slot: {} -->\n<!-- To write: {prompt} -->\n\n\n", slot.id)
}

/// What the topic's main indicators say, as a comment.
fn values(view: &View, topic: &str) -> String {
    let Some(topic) = view.topics.iter().find(|known| known.id == topic) else {
        return String::new();
    };
    if topic.key.is_empty() {
        return String::new();
    }
    let mut text = format!("\n<!-- What the numbers said in the data of {}:\n", view.date_words);
    for indicator in topic.key.iter().filter_map(|slug| view.indicators.get(slug)) {
        let _ = writeln!(text, "{}", comment(&line(indicator)));
    }
    let _ = writeln!(
        text,
        "`jsnapack indicators --for {}` prints what they say today. -->",
        view.area.code
    );
    text
}

/// "self-harm-admissions-10-24: Hospital admissions …: 115.2 in 2023/24, worse than England (95%), increasing".
fn line(indicator: &IndicatorView) -> String {
    let mut line = format!("- {}: {}: ", indicator.slug, indicator.label);
    let _ = write!(line, "{} in {}", indicator.value, indicator.period);
    if indicator.has_value {
        let judgement = running(&indicator.against_benchmark.phrase);
        let _ = write!(line, "; {judgement}; trend: {}", running(&indicator.trend.phrase));
    }
    line
}

/// Words that can't end the comment they stand in.
fn comment(text: &str) -> String {
    text.replace("--", "–")
}
