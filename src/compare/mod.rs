//! Works out everything known about one area: a Pack.
