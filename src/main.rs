//! Hands over to the library at once.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    jsnapack::app::run(jsnapack::cli::Cli::parse())
}
