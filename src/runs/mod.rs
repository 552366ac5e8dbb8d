//! What is remembered of runs: a record of each pack, and what is derived from all records together.
//! Knows `model`. Reads records and holds the folder's lock; everything else is text from values, for
//! `write` to put in its place.

mod collect;
mod diff;
mod digest;
mod fact;
mod index;
mod lock;
mod reason;
mod record;
mod report;
mod shard;
mod store;
mod summary;

pub use collect::{Clash, Collected, Pack, collect};
pub use diff::{Change, Kind as ChangeKind, Side, Standing, csv as diff_csv, diff};
pub use digest::{Digest, Digester};
pub use fact::{Fact, classes, facts};
pub use index::IndexPage;
pub use lock::{Busy, Holder, Lock, LockError};
pub use reason::{Reason, changed_indicators, reasons};
pub use record::{FileFacts, Kind, MadeFrom, Record, State, Status, view_parts};
pub use report::{Asked, Line, REPORT, Report, SummarySheet, Totals, report};
pub use shard::{Shard, parse as parse_shard};
pub use store::{Store, StoreError, Whole, digest_of_file};
pub use summary::{summary, summary_rows};
