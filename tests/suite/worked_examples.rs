//! A few facts for each method, with where they come from.
