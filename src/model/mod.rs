//! The types that stages hand to one another. Types only: verbs live in the stages.

pub mod area;
pub mod boundaries;
pub mod chart;
pub mod comparison;
pub mod context;
pub mod dataset;
pub mod directory;
pub mod drawing;
mod find;
pub mod neighbours;
pub mod pack;
pub mod period;
pub mod profile;
pub mod trend;
pub mod value;
pub mod view;
pub mod words;
