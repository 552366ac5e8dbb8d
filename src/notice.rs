//! What is odd but not fatal: values that travel with results.
