//! The one test program. A module a subject; a case is a folder under `tests/cases`.

mod charts;
mod illustrative;
mod narrate;
mod read_shared;
mod stats_properties;
mod typeset;
mod vectors;
mod view_doc;
mod worked_examples;
