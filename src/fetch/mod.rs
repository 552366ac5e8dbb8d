//! Brings a profile of the Fingertips service to a folder of snapshots, each whole or not there.
//! Knows `model`. Nothing is printed; figures are not read. The service: docs/fetch.md.

mod address;
mod answers;
mod area_types;
mod base;
mod client;
mod expect;
mod failure;
mod gather;
mod neighbours;
mod pace;
mod patience;
mod pieces;
mod run;
mod staging;
mod store;
mod worker;

pub use address::{Base, SERVICE};
pub use client::Client;
pub use pace::{Clock, Pace};
pub use patience::{Limits, MOST_AT_ONCE};
pub use run::{Asked, Event, Outcome, fetch};
pub use store::{BASE, Kept, Store};
