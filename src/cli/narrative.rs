//! Arguments of `narrative`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{CompareArgs, DataArgs, TableFormat};

/// What to do about writers' words.
#[derive(Debug, Subcommand)]
pub enum NarrativeCommand {
    /// Make a file for each area that has none, with headings, prompts and present values
    ///
    /// A file that is there is never changed. `all` makes the file whose words are in every pack.
    Init(NarrativeInitArgs),
    /// Show how far each slot of each area is, and where its text comes from
    Status(NarrativeStatusArgs),
    /// Record that somebody stands by texts as they are, with the numbers as they are
    ///
    /// Editing a text voids its sign-off. When numbers under a text change, `status`, `check` and the pack say
    /// so. The record is kept in the folder of sign-offs, one file an area, with its history; the words
    /// themselves are not touched.
    #[command(name = "sign-off", mut_arg("date", |arg| arg.help("The day of the sign-off: YYYY-MM-DD [default: today]")))]
    SignOff(NarrativeSignOffArgs),
}

/// Which words, for which kind of report.
#[derive(Debug, Args)]
pub struct NarrativeArgs {
    /// Which kind of report: a built-in name or a folder
    #[arg(long, value_name = "NAME|DIR", default_value = "jsna-annex")]
    pub template: String,
    /// The folder of Markdown files [default: data/narrative]
    #[arg(long, value_name = "DIR")]
    pub narrative: Option<PathBuf>,
    /// Who signed which words off: a folder [default: data/signoffs]
    #[arg(long, value_name = "DIR")]
    pub signoffs: Option<PathBuf>,
    /// What areas are compared with.
    #[command(flatten)]
    pub compare: CompareArgs,
    /// Where numbers come from.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Arguments of `narrative init`.
#[derive(Debug, Args)]
pub struct NarrativeInitArgs {
    /// Areas by name or code; `all` for the words of every pack
    #[arg(value_name = "AREA", required_unless_present = "all_utlas")]
    pub areas: Vec<String>,
    /// All upper-tier local authorities
    #[arg(long)]
    pub all_utlas: bool,
    /// Which words.
    #[command(flatten)]
    pub words: NarrativeArgs,
}

/// Arguments of `narrative status`.
#[derive(Debug, Args)]
pub struct NarrativeStatusArgs {
    /// Areas by name or code [default: every area with a file]
    #[arg(value_name = "AREA")]
    pub areas: Vec<String>,
    /// How results are printed
    #[arg(long, value_enum, default_value = "text")]
    pub format: TableFormat,
    /// Which words.
    #[command(flatten)]
    pub words: NarrativeArgs,
}

/// Arguments of `narrative sign-off`.
#[derive(Debug, Args)]
pub struct NarrativeSignOffArgs {
    /// The area whose pack has the texts, by name or code; `all` for the words of every pack, wherever they show
    #[arg(value_name = "AREA")]
    pub area: String,
    /// Slots by id, as `narrative status` lists them: foreword, services/gaps
    #[arg(value_name = "SLOT", required_unless_present = "all_slots")]
    pub slots: Vec<String>,
    /// Who signs
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// Every slot that has words
    #[arg(long, conflicts_with = "slots")]
    pub all_slots: bool,
    /// The words of this area's own file, in every pack that shows them: a region's in its authorities' too
    #[arg(long)]
    pub everywhere: bool,
    /// Which words.
    #[command(flatten)]
    pub words: NarrativeArgs,
}
