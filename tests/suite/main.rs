//! All tests that use the library from outside, in one program.

mod read_shared;
