//! Asks for the data itself: a group at a time for each kind of area, and where that is too much at once,
//! an indicator at a time.

use std::collections::BTreeSet;

use super::address::{MOST_INDICATORS, question};
use super::answers::Profile;
use super::area_types::Kind;
use super::base::Said;
use super::expect::Expect;
use super::gather::must;
use super::run::{Asked, Event};
use super::worker::{Question, Unanswered, Worker};
use crate::error::{Problem, Problems};

/// One piece of data: a group's or some indicators', for one kind of area.
struct Piece {
    question: Question,
    /// The group's name.
    group: String,
    /// What to ask instead, if it is too much at once.
    smaller: Vec<Question>,
}

/// Asks for the data itself.
pub(super) fn data(
    asked: &Asked,
    worker: &Worker<'_>,
    profile: &Profile,
    said: &Said,
    kinds: &[Kind],
) -> Result<(), Problems> {
    let mut pieces = Vec::new();
    for kind in kinds {
        let Kind { word, id, parent } = kind;
        let one = |name: String, ask: String| Question {
            file: format!("data-{word}-{name}.csv"),
            url: worker.client.base().ask(&ask),
            expect: Expect::Data,
        };
        let each = |name: &str, ids: &[u32]| -> Vec<Question> {
            let ask = |of: &u32| question::data_of(*id, *parent, &[*of], profile.id);
            ids.iter().map(|of| one(format!("{name}-indicator-{of}"), ask(of))).collect()
        };
        for (number, ids) in asked.indicators.chunks(MOST_INDICATORS).enumerate() {
            let ask = question::data_of(*id, *parent, ids, profile.id);
            let name = format!("indicators-{}", number + 1);
            let smaller = each(&name, ids);
            let group = "the indicators".to_owned();
            pieces.push(Piece { question: one(name, ask), group, smaller });
        }
        if !asked.indicators.is_empty() {
            continue;
        }
        for group in &said.groups {
            let roots = said.roots.iter().filter(|(of, _)| *of == group.id);
            let ids: BTreeSet<u32> = roots.flat_map(|(_, roots)| roots).map(|it| it.id).collect();
            if ids.is_empty() {
                continue;
            }
            let ids: Vec<u32> = ids.into_iter().collect();
            let ask = question::data_of_group(*id, *parent, group.id);
            let name = format!("group-{}", group.id);
            let smaller = each(&name, &ids);
            pieces.push(Piece { question: one(name, ask), group: group.name.clone(), smaller });
        }
    }
    if pieces.is_empty() {
        return Err(Problem::new(format!("the profile `{}` holds no indicators", profile.name))
            .hint("give another with --service-profile, or indicators with --indicator")
            .into());
    }
    (worker.watch)(Event::More(pieces.len()));
    let unanswered = worker.each(&pieces, |piece| in_pieces(worker, piece));
    must(unanswered.into_iter().flatten().collect())
}

/// Asks for a piece of data; if it is too much at once, indicator by indicator.
fn in_pieces(worker: &Worker<'_>, piece: &Piece) -> Vec<Unanswered> {
    let failure = match smaller_began(worker, piece) {
        true => None,
        false => match worker.ask(&piece.question) {
            Ok(_) => return Vec::new(),
            Err(failure) => Some(failure),
        },
    };
    if let Some(failure) = failure {
        if !failure.may_be_size() || piece.smaller.len() < 2 {
            worker.told(&failure);
            return vec![(piece.question.clone(), failure)];
        }
        let what = failure.to_string();
        (worker.watch)(Event::Smaller { group: &piece.group, what: &what });
    }
    (worker.watch)(Event::More(piece.smaller.len().saturating_sub(1)));
    let mut unanswered = Vec::new();
    for question in &piece.smaller {
        if let Err(failure) = worker.ask(question) {
            worker.told(&failure);
            unanswered.push((question.clone(), failure));
        }
    }
    unanswered
}

/// Whether an earlier run that broke had begun to ask for the smaller pieces.
fn smaller_began(worker: &Worker<'_>, piece: &Piece) -> bool {
    worker.earlier(&piece.question).is_none()
        && piece.smaller.len() > 1
        && piece.smaller.iter().any(|question| worker.earlier(question).is_some())
}
