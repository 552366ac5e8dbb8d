//! The types that stages hand to one another. Types only: verbs live in the stages.

pub mod area;
pub mod chart;
pub mod comparison;
pub mod drawing;
