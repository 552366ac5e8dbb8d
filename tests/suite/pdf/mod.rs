//! Tagged PDFs: a reader of our own, the rules of accessible documents, and checks on real packs.

mod content;
mod failing;
mod matrix;
mod pack;
pub mod reader;
mod reading;
mod rules;
mod structure;
mod table_rules;
mod tag;
