//! Runs the commands: the one place where the stages meet.

use std::process::ExitCode;

use clap::CommandFactory;

use crate::cli::{Cli, Command};
use crate::error::Problems;

mod build;
mod check;
mod console;
mod exit;
mod lists;
mod load;
mod maker;
mod template;
mod template_check;

use exit::Exit;

/// Runs a command and says how it ended: 0 all done, 1 some areas failed, 2 could not start.
pub fn run(cli: Cli) -> ExitCode {
    let exit = dispatch(cli.command).unwrap_or_else(|Problems(problems)| {
        for problem in &problems {
            console::problem(problem);
        }
        Exit::CouldNotStart
    });
    exit.into()
}

fn dispatch(command: Command) -> Result<Exit, Problems> {
    match command {
        Command::Build(args) => build::build(&args),
        Command::Check(args) => check::check(&args),
        Command::Areas(args) => lists::areas(&args),
        Command::Indicators(args) => lists::indicators(&args),
        Command::Inspect(args) => lists::inspect(&args),
        Command::Template(args) => template::template(&args),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "jsnapack", &mut script);
            console::result(&String::from_utf8_lossy(&script));
            Ok(Exit::Done)
        }
    }
}
