//! What stops a final pack: required slots that are empty or that nobody stands by, texts over their limit,
//! and texts whose numbers have moved since they were signed off.

use crate::error::Problem;
use crate::model::slot::{SlotReport, SlotState};
use crate::notice::{Notice, Place};

/// What stops a final pack of an area; where numbers that moved are accepted, they don't.
pub fn unfit_for_publication(
    area: &str,
    reports: &[SlotReport],
    accept_moved: bool,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for report in reports {
        let fail = |what: String| Problem { place: place(report), ..Problem::new(what) };
        let (id, title) = (&report.id, &report.title);
        let sign = format!("`jsnapack narrative sign-off \"{area}\" {id} --by NAME` does it");
        match report.state {
            SlotState::Empty if report.required => problems.push(
                fail(format!("the slot \"{title}\" of {area} is empty, and a final pack needs it"))
                    .hint(format!("write below `<!-- slot: {id} -->` in the area's file")),
            ),
            SlotState::Draft | SlotState::Reviewed if report.required => problems.push(
                fail(match &report.signed {
                    Some(signed) => format!(
                        "\"{title}\" of {area} was edited after {} signed it off: it must be signed off again",
                        signed.by
                    ),
                    None => format!("\"{title}\" of {area} is not signed off, and a final pack needs it to be"),
                })
                .hint(sign),
            ),
            SlotState::Moved if !accept_moved => problems.push(
                fail(format!("\"{title}\" of {area} was signed off against other data{}", moved(report)))
                    .hint(format!(
                        "read it again; if its words still hold, {sign}; --accept-moved prints it with a mark"
                    )),
            ),
            _ => {}
        }
        if let Some(most) = report.max_words.filter(|most| report.words > *most) {
            problems.push(
                fail(format!("\"{title}\" has {} words; it may have {most}", report.words))
                    .hint("shorten it, or raise `max_words` in the template"),
            );
        }
    }
    problems
}

/// What a final pack's maker should know: texts that nobody has signed off, and that need not be.
pub fn unsigned(reports: &[SlotReport]) -> Option<Notice> {
    let unsigned = reports.iter().filter(|report| {
        !report.required && matches!(report.state, SlotState::Draft | SlotState::Reviewed)
    });
    let ids: Vec<&str> = unsigned.map(|report| report.id.as_str()).collect();
    (!ids.is_empty())
        .then(|| Notice::new(format!("printed without being signed off: {}", ids.join(", "))))
}

/// How many texts of an area have moved, and where to read how.
pub fn moved_since(area: &str, reports: &[SlotReport]) -> Option<Notice> {
    let moved = reports.iter().filter(|report| report.state == SlotState::Moved);
    let ids: Vec<&str> = moved.map(|report| report.id.as_str()).collect();
    (!ids.is_empty()).then(|| {
        Notice::new(format!(
            "numbers have moved since these were signed off: {}; `jsnapack narrative status \"{area}\"` says how",
            ids.join(", ")
        ))
    })
}

/// ": slug: value: 110.0 → 120.0, and 3 more".
fn moved(report: &SlotReport) -> String {
    let moved = report.signed.as_ref().map_or(&[][..], |signed| &signed.moved);
    match moved {
        [] => String::new(),
        [only] => format!(": {only}"),
        [first, rest @ ..] => format!(": {first}, and {} more", rest.len()),
    }
}

fn place(report: &SlotReport) -> Option<Place> {
    report.from.clone().map(|path| Place { path, line: report.line, column: None })
}
