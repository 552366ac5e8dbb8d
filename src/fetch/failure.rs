//! Why an answer is not to be had, in words for people, and whether asking again may help.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use crate::error::Problem;

/// Why an answer is not to be had.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// It takes too long.
    #[error("no whole answer in time ({0})")]
    Timeout(String),
    /// The host's name is not known here.
    #[error("the service's name is not known here")]
    NoHost,
    /// No connection.
    #[error("no connection: {0}")]
    NoConnection(String),
    /// The proxy refuses.
    #[error("the proxy gives no connection: {0}")]
    Proxy(String),
    /// The connection is not to be trusted.
    #[error("the service can't be trusted: {0}")]
    Untrusted(String),
    /// The connection ends within the answer.
    #[error("the connection broke within the answer: {0}")]
    Broken(String),
    /// The service says no.
    #[error("the service answers with status {code}{}", beginning(.line))]
    Status {
        /// The status code.
        code: u16,
        /// The answer's first line.
        line: String,
        /// How long the service asks to wait.
        wait: Option<Duration>,
    },
    /// The service asks to wait for longer than anybody will.
    #[error("the service asks to wait {} minutes", .0.as_secs().div_ceil(60))]
    LongWait(Duration),
    /// The service sends elsewhere.
    #[error("the service sends to another place, `{0}`, which is not followed")]
    Redirect(String),
    /// The answer is not what was asked.
    #[error("the answer is not {asked}: {why}{}", beginning(.line))]
    NotAsked {
        /// What was asked.
        asked: &'static str,
        /// What is wrong with it.
        why: String,
        /// Its first line.
        line: String,
    },
    /// The answer has no end.
    #[error("the answer is longer than {} MB, more than any that is expected", .0 >> 20)]
    TooLong(u64),
    /// No time is left for the fetch as a whole.
    #[error("no time is left: the fetch as a whole takes too long")]
    Deadline,
    /// Another answer failed, and this one was not asked for any more.
    #[error("not asked any more")]
    Stopped,
    /// The disk doesn't take it.
    #[error("can't write `{}`: {error}", .path.display())]
    Disk {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

fn beginning(line: &str) -> String {
    if line.is_empty() { String::new() } else { format!("; it begins `{line}`") }
}

impl Failure {
    /// Whether the same question may be answered later.
    pub(super) fn may_pass(&self) -> bool {
        match self {
            Self::Timeout(_) | Self::NoConnection(_) | Self::Broken(_) | Self::NotAsked { .. } => {
                true
            }
            Self::Status { code, .. } => matches!(code, 408 | 425 | 429 | 500..=599),
            _ => false,
        }
    }

    /// Whether asking for less may help: a group's data may be too much at once.
    pub(super) fn may_be_size(&self) -> bool {
        match self {
            Self::Timeout(_) | Self::Broken(_) | Self::NotAsked { .. } | Self::TooLong(_) => true,
            Self::Status { code, .. } => matches!(code, 408 | 413 | 500..=599),
            _ => false,
        }
    }

    /// Whether every other question fails as well.
    pub(super) fn stops_all(&self) -> bool {
        matches!(
            self,
            Self::NoHost
                | Self::NoConnection(_)
                | Self::Proxy(_)
                | Self::Untrusted(_)
                | Self::LongWait(_)
                | Self::Deadline
                | Self::Stopped
                | Self::Disk { .. }
        )
    }

    /// Whether the service says that it has no such thing.
    pub(super) fn is_absent(&self) -> bool {
        matches!(self, Self::Status { code: 400 | 404 | 405 | 410 | 501, .. })
    }

    fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::NoHost | Self::NoConnection(_) => {
                "is this machine online? where a proxy is needed, set HTTPS_PROXY, as in \
                 `HTTPS_PROXY=http://proxy.example:8080`"
            }
            Self::Proxy(_) => "check HTTPS_PROXY; NO_PROXY names hosts that need none",
            Self::Untrusted(_) => {
                "where a proxy looks into protected traffic, its certificate must be known: to the \
                 system, or in a PEM file named by SSL_CERT_FILE or --ca-file"
            }
            Self::Timeout(_) => "the service may be busy; a longer --timeout gives it more time",
            Self::Status { code: 403, .. } => {
                "something on the way forbids it; does the address open in a browser?"
            }
            Self::Status { code: 429, .. } | Self::LongWait(_) => {
                "try again later, or with `--requests 1`"
            }
            Self::NotAsked { .. } => "does the address open in a browser?",
            Self::Deadline => "a longer --deadline gives it more time",
            Self::Disk { .. } => {
                "check that there is room on the disk and that you may write there"
            }
            _ => return None,
        })
    }

    /// What to tell a person about a question that stays without answer.
    pub(super) fn problem(&self, url: &str) -> Problem {
        let problem = Problem::new(format!("{self}\n  asked for {url}"));
        match self.hint() {
            Some(hint) => problem.hint(hint),
            None => problem,
        }
    }
}
