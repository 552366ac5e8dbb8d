//! Turns a Pack into the View a reader meets: every number formatted, every judgement worded.

pub mod number;
