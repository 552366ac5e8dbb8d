//! The program started again, to typeset for a run of itself: see `typeset/child.rs`.

use std::env;

use super::exit::Exit;
use super::inputs::PROGRAM;
use super::stopping;
use crate::error::{Problem, Problems};
use crate::typeset::{self, Program};

/// The hidden command of `cli.rs`.
const COMMAND: &str = "typeset-worker";

/// What a run starts to typeset: itself.
pub(super) fn program() -> Program {
    Program::new(env::current_exe(), &[COMMAND], PROGRAM)
}

/// What it does then.
pub(super) fn serve() -> Result<Exit, Problems> {
    stopping::leave_to_the_run();
    typeset::serve(PROGRAM).map_err(|error| Problem::new(error.to_string()))?;
    Ok(Exit::Done)
}
