//! Statistical methods as pure functions of numbers: no areas, no input, no output.
