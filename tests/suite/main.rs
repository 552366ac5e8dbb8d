//! The test program: one module for each subject.

mod stats_properties;
mod vectors;
mod worked_examples;
