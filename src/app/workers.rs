//! Work shared out among threads: each takes the next job when it is free. A job that breaks down is that
//! job's failure and nobody else's.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// How often the caller is asked whether to go on while nothing is finished.
const TICK: Duration = Duration::from_millis(50);

/// What a thread said when it broke down.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Panic(pub String);

/// What the caller is told while work goes on.
#[derive(Debug)]
pub(super) enum Event<R> {
    /// A job, by its place in the list, is finished.
    Done(usize, Result<R, Panic>),
    /// Time passes.
    Tick,
}

/// Does jobs with as many threads as there are workers, and tells the caller of each as it is finished, in
/// whatever order. Once `stop` is set no further job is begun.
pub(super) fn run<J: Sync, W: Send, R: Send>(
    jobs: &[J],
    workers: Vec<W>,
    stop: &AtomicBool,
    work: impl Fn(&mut W, &J) -> R + Sync,
    mut told: impl FnMut(Event<R>),
) {
    let next = AtomicUsize::new(0);
    let (send, receive) = mpsc::channel();
    thread::scope(|scope| {
        for mut worker in workers {
            let (send, next, work) = (send.clone(), &next, &work);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(job) = jobs.get(index) else {
                        break;
                    };
                    let result = catch_unwind(AssertUnwindSafe(|| work(&mut worker, job)));
                    let result = result.map_err(|cause| Panic(words(cause.as_ref())));
                    if send.send((index, result)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        loop {
            match receive.recv_timeout(TICK) {
                Ok((index, result)) => told(Event::Done(index, result)),
                Err(RecvTimeoutError::Timeout) => told(Event::Tick),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
    });
}

/// What was said at a breakdown.
fn words(cause: &(dyn Any + Send)) -> String {
    cause
        .downcast_ref::<&str>()
        .map(|words| (*words).to_owned())
        .or_else(|| cause.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no reason given".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_that_panics_fails_alone_and_its_worker_goes_on() {
        let jobs: Vec<usize> = (0..40).collect();
        let mut results = vec![None; jobs.len()];
        let work = |done: &mut usize, job: &usize| {
            assert!(job % 7 != 3, "job {job} breaks down");
            *done += 1;
            job * 2
        };
        run(&jobs, vec![0, 0, 0], &AtomicBool::new(false), work, |event| {
            if let Event::Done(index, result) = event {
                results[index] = Some(result.map_err(|panic| panic.0));
            }
        });
        for (job, result) in results.into_iter().enumerate() {
            let result = result.expect("every job is told of");
            if job % 7 == 3 {
                assert_eq!(result, Err(format!("job {job} breaks down")));
            } else {
                assert_eq!(result, Ok(job * 2));
            }
        }
    }

    #[test]
    fn no_job_begins_after_a_stop() {
        let stop = AtomicBool::new(false);
        let jobs: Vec<usize> = (0..1000).collect();
        let mut done = 0;
        let work = |_: &mut (), job: &usize| {
            if *job == 5 {
                stop.store(true, Ordering::Relaxed);
            }
        };
        run(&jobs, vec![()], &stop, work, |event| {
            done += usize::from(matches!(event, Event::Done(..)));
        });
        assert_eq!(done, 6);
    }
}
