//! The types that stages hand to one another. Types only: verbs live in the stages.

pub mod area;
pub mod boundaries;
pub mod chart;
pub mod comparison;
pub mod context;
pub mod cross_check;
pub mod dataset;
pub mod directory;
pub mod drawing;
mod find;
pub mod findings;
pub mod findings_view;
pub mod heat_map;
pub mod inequality;
pub mod inequality_view;
pub mod near;
pub mod neighbours;
pub mod pack;
pub mod period;
pub mod profile;
pub mod signoff;
pub mod slot;
pub mod snapshot;
pub mod trend;
pub mod value;
pub mod view;
pub mod words;
