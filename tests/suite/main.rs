//! The one test program. A module a subject; a case is a folder under `tests/cases`.

mod illustrative;
