//! Runs the commands: the one place where the stages meet.
