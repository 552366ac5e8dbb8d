//! What holds for every number.
