//! Tagged PDFs: a reader of our own, the rules of accessible documents, and checks on real packs.

mod content;
pub mod reader;
mod structure;
pub mod tag;
