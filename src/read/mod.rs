//! Reads indicator data, profiles and areas into the model.
//! Knows `model`. Files are touched in `read::source` only; nothing is printed.

mod area;
mod area_type;
mod areas;
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
mod neighbour_lists;
mod neighbours;
mod oddity;
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
mod snapshot;
mod source;
mod table;
mod text;
mod toml_place;

pub use areas::{directory, with_data};
pub use boundaries::{MOST_BYTES as MOST_BOUNDARY_BYTES, boundaries};
pub use context::context;
pub use dataset::{Read, dataset};
pub use neighbours::{NeighboursRead, neighbours};
pub use profile::profile;
pub use resolve::{Resolved, resolve};
pub use source::Input;
