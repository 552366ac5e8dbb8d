//! `jsnapack` reads published indicator data, works out for each area how it compares, and compiles
//! a PDF briefing pack on children and young people's mental health.
//!
//! Data flows one way: read → compare → present → chart, narrate → typeset → write.
//! `docs/architecture.md` shows who may know whom.

pub mod app;
pub mod chart;
pub mod cli;
pub mod compare;
pub mod error;
pub mod fetch;
pub mod model;
pub mod narrate;
pub mod notice;
pub mod present;
pub mod read;
pub mod runs;
pub mod stats;
pub mod template;
pub mod typeset;
pub mod web;
pub mod write;
