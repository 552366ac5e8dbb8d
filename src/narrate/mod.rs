//! Fills text from the View: auto-text and slots.
