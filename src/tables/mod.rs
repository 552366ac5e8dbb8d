//! The numbers of a pack, or of a whole run, as a spreadsheet that people can open: OpenDocument, laid out as the
//! Government Statistical Service asks ("Releasing statistics in spreadsheets"). `docs/tables.md` lists the sheets.
//! Knows `model`. Numbers come unrounded with their decimals; nothing is computed, and no missing number is filled.

mod cell;
mod columns;
mod cover;
mod names;
mod notes;
mod ods;
mod pack;
mod readable;
mod run;
mod styles;

pub use ods::Error;
pub use pack::{Imprint, pack_ods};
pub use run::{Run, run_ods};
