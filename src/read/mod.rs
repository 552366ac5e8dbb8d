//! Reads indicator data, profiles and areas into the model.
//! Knows `model`. Files are touched in `read::source` only; nothing is printed.

mod area;
mod area_type;
mod areas;
mod base;
mod boundaries;
mod cell;
mod columns;
mod conflict;
mod context;
mod dataset;
mod file;
mod index;
mod intern;
mod merge;
pub mod narrative;
mod neighbour_lists;
mod neighbours;
mod oddity;
mod overlay;
mod period;
mod period_label;
mod profile;
mod profile_check;
mod profile_goal;
mod published;
mod recode;
mod record;
mod resolve;
mod row;
mod sex;
pub mod signed;
mod snapshot;
mod source;
mod table;
mod text;
mod toml_place;

pub use areas::{directory, with_data};
pub use base::base;
pub use boundaries::{MOST_BYTES as MOST_BOUNDARY_BYTES, boundaries};
pub use context::context;
pub use dataset::{Read, dataset};
pub use neighbours::{NeighboursRead, neighbours};
pub use profile::{profile, profile_over};
pub use resolve::{Resolved, resolve};
pub use source::{Input, raw};
