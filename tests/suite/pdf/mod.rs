//! Tagged PDFs: a reader of our own, the rules of accessible documents, and checks on real packs.

mod compared;
mod content;
mod failing;
mod matrix;
mod pack;
mod pack_data;
mod pack_groups;
pub mod reader;
mod reading;
pub mod rules;
mod short;
mod skeleton;
mod structure;
mod table_rules;
pub mod tag;
pub mod text_rules;
