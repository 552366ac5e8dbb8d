//! Everything known about one area: filled in next.
