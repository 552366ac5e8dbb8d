//! Puts questions, a few at once, and keeps the answers in the growing snapshot.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::client::{Bounds, Client, Known, Reply, Whole};
use super::expect::Expect;
use super::failure::Failure;
use super::pace::Pace;
use super::patience::{Limits, MOST_AT_ONCE, Patience};
use super::run::Event;
use super::staging::Staging;
use super::store::Kept;
use crate::model::snapshot::Answer;

/// One question.
#[derive(Debug, Clone)]
pub(super) struct Question {
    /// The file for its answer, from the snapshot's folder, with `/`.
    pub(super) file: String,
    /// What to ask.
    pub(super) url: String,
    /// What the answer must be.
    pub(super) expect: Expect,
}

/// Puts questions and keeps answers.
pub(super) struct Worker<'w> {
    pub(super) client: &'w Client,
    pub(super) pace: &'w dyn Pace,
    pub(super) limits: Limits,
    pub(super) patience: Patience<'w>,
    pub(super) staging: &'w Staging,
    /// The snapshot in use, whose answers may still be the service's.
    pub(super) last: Option<&'w Kept>,
    pub(super) watch: &'w (dyn Fn(Event<'_>) + Sync),
    pub(super) answers: Mutex<Vec<Answer>>,
    /// What the service says it is.
    pub(super) service: Mutex<Option<String>>,
}

/// A question that stays without answer.
pub(super) type Unanswered = (Question, Failure);

impl Worker<'_> {
    /// Puts one question, until it is answered or given up.
    pub(super) fn ask(&self, question: &Question) -> Result<Answer, Failure> {
        let answer = match self.earlier(question) {
            Some(answer) => {
                (self.watch)(Event::Here(&answer));
                answer
            }
            None => {
                let answer = self.patience.try_often(
                    |time| self.attempt(question, time),
                    |failure, wait| {
                        let what = failure.to_string();
                        (self.watch)(Event::Again { file: &question.file, what: &what, wait });
                    },
                )?;
                (self.watch)(Event::Got(&answer));
                answer
            }
        };
        if let Ok(mut answers) = self.answers.lock() {
            answers.push(answer.clone());
        }
        Ok(answer)
    }

    /// An answer to it that an earlier run got.
    pub(super) fn earlier(&self, question: &Question) -> Option<Answer> {
        let answer = self.staging.earlier(&question.url)?;
        (answer.file == question.file).then(|| answer.clone())
    }

    fn attempt(&self, question: &Question, time: Duration) -> Result<Answer, Failure> {
        let at = self.pace.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let old = self.last.and_then(|last| {
            let fetched = last.snapshot.fetched.as_ref()?;
            let old = fetched.answers.iter().find(|old| old.url == question.url)?;
            (old.etag.is_some() || old.last_modified.is_some()).then_some((last, old))
        });
        let known = old.map_or_else(Known::default, |(_, old)| Known {
            etag: old.etag.clone(),
            last_modified: old.last_modified.clone(),
        });
        match (self.once(question, &known, time, &at)?, old) {
            (Some(answer), _) => Ok(answer),
            (None, Some((last, old))) => {
                let answer = Answer { file: question.file.clone(), at: at.clone(), ..old.clone() };
                if self.staging.take(&last.path, old, &answer)? {
                    return Ok(answer);
                }
                // The older file was changed by somebody: it is asked for anew.
                self.anew(question, time, &at)
            }
            (None, None) => self.anew(question, time, &at),
        }
    }

    /// Asks as if nothing were known.
    fn anew(&self, question: &Question, time: Duration, at: &str) -> Result<Answer, Failure> {
        self.once(question, &Known::default(), time, at)?.ok_or_else(|| {
            question.expect.refuse("the service says it is as before, which it can't know", b"")
        })
    }

    /// Asks once; nothing if the answer is still as known.
    fn once(
        &self,
        question: &Question,
        known: &Known,
        time: Duration,
        at: &str,
    ) -> Result<Option<Answer>, Failure> {
        let mut aside = self.staging.aside(&question.file)?;
        let bounds = Bounds { time, bytes: self.limits.bytes };
        let reply =
            self.client.ask(&question.url, question.expect, known, bounds, aside.as_file_mut());
        let whole = match reply {
            Ok(Reply::Whole(whole)) => whole,
            Ok(Reply::Unchanged) => return Ok(None),
            Err(Failure::Disk { error, .. }) => {
                return Err(Failure::Disk { path: aside.path().to_owned(), error });
            }
            Err(failure) => return Err(failure),
        };
        let again = aside
            .reopen()
            .map_err(|error| Failure::Disk { path: aside.path().to_owned(), error })?;
        let Whole { bytes, sha256, last, etag, last_modified, server } = whole;
        let rows = question.expect.whole(again, last)?;
        if let (Some(server), Ok(mut service)) = (server, self.service.lock()) {
            service.get_or_insert(server);
        }
        let answer = Answer {
            file: question.file.clone(),
            url: question.url.clone(),
            at: at.to_owned(),
            bytes,
            sha256,
            rows,
            etag,
            last_modified,
        };
        self.staging.keep(aside, &answer)?;
        Ok(Some(answer))
    }

    /// Does something for each of many, a few at once, in any order; results in the given order.
    /// After a failure that stops all, the rest is left.
    pub(super) fn each<T: Sync, R: Send>(
        &self,
        things: &[T],
        work: impl Fn(&T) -> R + Sync,
    ) -> Vec<R> {
        let next = AtomicUsize::new(0);
        let done: Vec<Mutex<Option<R>>> = things.iter().map(|_| Mutex::new(None)).collect();
        let at_once = self.limits.at_once.clamp(1, MOST_AT_ONCE).min(things.len());
        std::thread::scope(|scope| {
            for _ in 0..at_once {
                scope.spawn(|| {
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let (Some(thing), Some(slot)) = (things.get(index), done.get(index)) else {
                            break;
                        };
                        let result = work(thing);
                        if let Ok(mut slot) = slot.lock() {
                            *slot = Some(result);
                        }
                    }
                });
            }
        });
        done.into_iter().filter_map(|slot| slot.into_inner().ok().flatten()).collect()
    }

    /// Puts many questions. Those that stay without answer come back; one that stops all stops the rest.
    pub(super) fn ask_all(&self, questions: &[Question]) -> Vec<Unanswered> {
        let results = self.each(questions, |question| match self.ask(question) {
            Ok(_) => None,
            Err(failure) => {
                self.told(&failure);
                Some((question.clone(), failure))
            }
        });
        results.into_iter().flatten().collect()
    }

    /// Stops everything after a failure that every other question would meet as well.
    pub(super) fn told(&self, failure: &Failure) {
        if failure.stops_all() {
            self.patience.stop();
        }
    }
}
