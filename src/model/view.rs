//! The Pack as a reader meets it: filled in next.
