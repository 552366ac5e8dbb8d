//! What can stop a run, told to a person: what, where, and a hint to act on.
