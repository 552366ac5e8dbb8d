//! Loads report templates, from disk or from the copy inside the program.
