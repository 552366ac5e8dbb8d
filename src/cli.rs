//! The command line: arguments and their help texts. Nothing here decides anything.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// Briefing packs on children and young people's mental health, for every area of England
///
/// Reads published indicator data, works out how each chosen area compares, and compiles a PDF pack.
/// Without --data it uses illustrative data that comes with the program: not real figures.
#[derive(Debug, Parser)]
#[command(name = "jsnapack", version, max_term_width = 100, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the pack of one area or more
    Build(BuildArgs),
    /// Report everything that could stop a build, for all areas; write nothing
    Check(CheckArgs),
    /// List the areas that the data holds
    Areas(ListArgs),
    /// List the profile's indicators and what the data holds of them
    Indicators(IndicatorsArgs),
    /// Print everything known about an area, as JSON
    Inspect(InspectArgs),
    /// List report templates, copy one to change it, or find what is wrong with one
    Template(TemplateArgs),
    /// Print a script that completes commands in a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// Where numbers come from.
#[derive(Debug, Default, Args)]
pub struct DataArgs {
    /// Indicator data: folders, .csv or .csv.gz files; a later one revises an earlier one
    #[arg(long, value_name = "PATH", num_args = 1.., help_heading = "Data")]
    pub data: Vec<PathBuf>,
    /// Which indicators, in which topics [default: the data folder's profile.toml, else data/profile.toml]
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    pub profile: Option<PathBuf>,
    /// Boundaries of areas as GeoJSON, for maps: one file or more
    #[arg(long, value_name = "FILE", num_args = 1.., help_heading = "Data")]
    pub boundaries: Vec<PathBuf>,
    /// How the owner of the boundaries is named [default: the file's `attribution`, else the Office for
    /// National Statistics]
    #[arg(long, value_name = "TEXT", requires = "boundaries", help_heading = "Data")]
    pub boundaries_credit: Option<String>,
    /// The packs' date: YYYY-MM-DD, or today [default: the date of the data]
    #[arg(long, value_name = "DATE", help_heading = "Data")]
    pub date: Option<String>,
    /// Seconds since 1970 to use as the date where --date is not given.
    #[arg(long, env = "SOURCE_DATE_EPOCH", hide = true)]
    pub source_date_epoch: Option<i64>,
}

/// What areas are compared with.
#[derive(Debug, Default, Args)]
pub struct CompareArgs {
    /// Judge against england, region, neighbours or an area [default: the profile's `compare`, else england]
    #[arg(long, value_name = "england|region|neighbours|AREA", help_heading = "Comparison")]
    pub compare: Option<String>,
    /// Similar areas: a CSV of area_code, neighbour_code and rank, or the list that the Department for Education
    /// publishes
    #[arg(long, value_name = "FILE", help_heading = "Comparison")]
    pub neighbours: Option<PathBuf>,
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Arguments of `build`.
#[derive(Debug, Args)]
pub struct BuildArgs {
    /// Areas by name or code: "Liverpool", E08000012, "North West", QYG
    #[arg(required = true, value_name = "AREA")]
    pub areas: Vec<String>,
    /// Which kind of report: a built-in name or a folder
    #[arg(long, value_name = "NAME|DIR", default_value = "jsna-annex")]
    pub template: String,
    /// Where results go
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
    /// Build for publication: refuses made-up numbers and unchecked small counts
    #[arg(long = "final")]
    pub is_final: bool,
    /// Let a final pack take the place of one that is there
    #[arg(long, requires = "is_final")]
    pub replace: bool,
    /// Leave out the attached CSV of the area's data
    #[arg(long)]
    pub no_attach: bool,
    /// Keep what the PDF is made from in a folder beside it, for the ordinary typst to compile
    #[arg(long)]
    pub keep: bool,
    /// Print how long each step took
    #[arg(long)]
    pub timings: bool,
    /// How results are printed
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// What areas are compared with.
    #[command(flatten)]
    pub compare: CompareArgs,
    /// Where numbers come from.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Which kind of report, to be looked through as well: a built-in name or a folder [default: jsna-annex]
    #[arg(long, value_name = "NAME|DIR")]
    pub template: Option<String>,
    /// How results are printed
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// What areas are compared with.
    #[command(flatten)]
    pub compare: CompareArgs,
    /// Where numbers come from.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Arguments of `areas`.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// How results are printed
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// Where numbers come from.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Arguments of `indicators`.
#[derive(Debug, Args)]
pub struct IndicatorsArgs {
    /// Show one area's latest values, and why any is missing
    #[arg(long = "for", value_name = "AREA")]
    pub area: Option<String>,
    /// How results are printed
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// What areas are compared with.
    #[command(flatten)]
    pub compare: CompareArgs,
    /// Where numbers come from.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Arguments of `inspect`.
#[derive(Debug, Args)]
pub struct InspectArgs {
    /// The area, by name or code
    pub area: String,
    /// Print the View that templates get, instead of the Pack
    #[arg(long)]
    pub view: bool,
    /// What areas are compared with.
    #[command(flatten)]
    pub compare: CompareArgs,
    /// Where numbers come from.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Arguments of `template`.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct TemplateArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: TemplateCommand,
}

/// What to do with templates.
#[derive(Debug, Subcommand)]
pub enum TemplateCommand {
    /// List the report templates
    List {
        /// How results are printed
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Write a copy of a template, with all it needs, into a folder: to change it
    Eject(TemplateEjectArgs),
    /// Find wrong names, unused files, colours too alike and small text in a template
    Check(TemplateCheckArgs),
}

/// Arguments of `template eject`.
#[derive(Debug, Args)]
pub struct TemplateEjectArgs {
    /// Which template
    pub name: String,
    /// Where the copy goes: a folder that is not there yet
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// Arguments of `template check`.
#[derive(Debug, Args)]
pub struct TemplateCheckArgs {
    /// Which template: a built-in name or a folder
    #[arg(value_name = "NAME|DIR")]
    pub template: String,
    /// How results are printed
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}
