//! Runs the commands: the one place where the stages meet.

use std::process::ExitCode;

use clap::CommandFactory;

use crate::cli::{Cli, Command, DataCommand, NarrativeCommand};
use crate::error::Problems;

mod build;
mod catalogue;
mod changes;
mod charts;
mod check;
mod collect;
mod console;
mod data;
mod derive;
mod diff;
mod exit;
mod fetch;
mod files;
mod hold;
mod inputs;
mod keep;
mod lists;
mod load;
mod maker;
mod narrative;
mod paste;
mod progress;
mod select;
mod shop;
mod signoff;
mod snapshots;
mod stopping;
mod telling;
mod template;
mod template_check;
mod typesetting;
mod web_page;
mod words;
mod workers;

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
        Command::Narrative(NarrativeCommand::Init(args)) => narrative::init(&args),
        Command::Narrative(NarrativeCommand::Status(args)) => narrative::status(&args),
        Command::Narrative(NarrativeCommand::SignOff(args)) => signoff::sign_off(&args),
        Command::Template(args) => template::template(&args),
        Command::Diff(args) => diff::diff(&args),
        Command::Collect(args) => collect::collect(&args),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "jsnapack", &mut script);
            console::result(&String::from_utf8_lossy(&script));
            Ok(Exit::Done)
        }
        Command::TypesetWorker => typesetting::serve(),
        Command::Fetch(args) => fetch::fetch(&args),
        Command::Data(DataCommand::List(args)) => data::list(&args),
        Command::Data(DataCommand::Diff(args)) => data::diff(&args),
    }
}
