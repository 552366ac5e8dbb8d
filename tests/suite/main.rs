//! The one test program. A module a subject; a case is a folder under `tests/cases`.

mod agreement;
mod charts;
mod cli;
mod compared;
mod disclosure;
mod illustrative;
mod inspect;
mod markdown;
mod methods_doc;
mod narrate;
mod neighbours;
mod pdf;
mod read_areas;
mod read_cases;
mod read_hostile;
mod read_profiles;
mod read_shared;
mod stages;
mod stats_properties;
mod support;
mod template;
mod tools;
mod typeset;
mod vectors;
mod view_doc;
mod worked_examples;
