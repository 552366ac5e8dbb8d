//! Takes a folder of results for one run, or says who has it.

use std::path::Path;

use super::console;
use super::progress::time_of_day;
use super::shop::told;
use crate::error::{Problem, Problems};
use crate::runs::{Holder, Lock, LockError};
use crate::write;

/// Takes the folder of results for this run alone.
pub(super) fn hold(out: &Path, wait: bool, host: Option<&String>) -> Result<Lock, Problems> {
    told(write::prepare(out))?;
    let holder = Holder::this(time_of_day(), host.cloned());
    let lock = match Lock::take(out, &holder) {
        Ok(lock) => lock,
        Err(LockError::Busy(busy)) => {
            let who = busy.holder.as_ref().map(|who| format!(": {who}")).unwrap_or_default();
            let what = format!("another run is writing to `{}`{who}", out.display());
            if !wait {
                return Err(Problem::new(what)
                    .hint("wait for it with --wait, or choose another folder with --out")
                    .into());
            }
            console::say(&format!("{what}; waiting"));
            busy.wait(&holder).map_err(|error| unlockable(out, &error))?
        }
        Err(LockError::Failed { path, source }) => return Err(unlockable(&path, &source).into()),
    };
    if let Some(who) = &lock.broken_off {
        console::say(&format!("notice: an earlier run broke off ({who}); carrying on from there"));
    }
    Ok(lock)
}

fn unlockable(path: &Path, error: &std::io::Error) -> Problem {
    Problem::new(format!("can't lock `{}`: {error}", path.display()))
        .hint("choose a folder that you may write to with --out")
}
