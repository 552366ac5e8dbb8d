//! Hands over to the library at once.

use std::process::ExitCode;

use clap::Parser;

/// Typst asks for memory in very many small pieces.
#[cfg(all(unix, feature = "jemalloc"))]
#[global_allocator]
static HEAP: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    jsnapack::app::run(jsnapack::cli::Cli::parse())
}
