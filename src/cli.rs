//! The command line: arguments and their help texts. Nothing here decides anything.

mod build;
mod narrative;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub use build::{AreaKind, BuildArgs, ChartFormat, Output};
pub use narrative::{
    NarrativeArgs, NarrativeCommand, NarrativeInitArgs, NarrativeSignOffArgs, NarrativeStatusArgs,
};

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
    /// Build packs: of some areas, or of all; unchanged ones are left as they are
    Build(Box<BuildArgs>),
    /// Report everything that could stop a build, for all areas; write nothing
    Check(CheckArgs),
    /// List the areas that the data holds
    Areas(ListArgs),
    /// List the profile's indicators and what the data holds of them
    Indicators(IndicatorsArgs),
    /// Print everything known about an area, as JSON
    Inspect(InspectArgs),
    /// Writers' words: start files, see how far they are
    #[command(subcommand)]
    Narrative(NarrativeCommand),
    /// List report templates, copy one to change it, or find what is wrong with one
    Template(TemplateArgs),
    /// Say in which areas indicators changed class between two folders of results or of data
    Diff(DiffArgs),
    /// Join the folders of results of one run on several machines, and say what is missing
    Collect(CollectArgs),
    /// Print a script that completes commands in a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Typeset for a run of several workers, which starts this by itself.
    #[command(hide = true)]
    TypesetWorker,
    /// Download a profile from the Fingertips service, for `build` to use
    Fetch(FetchArgs),
    /// List downloaded snapshots, or say what changed between two
    #[command(subcommand)]
    Data(DataCommand),
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

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Which kind of report, to be looked through as well: a built-in name or a folder [default: jsna-annex]
    #[arg(long, value_name = "NAME|DIR")]
    pub template: Option<String>,
    /// Writers' words: a folder of Markdown files, never changed [default: data/narrative]
    #[arg(long, value_name = "DIR")]
    pub narrative: Option<PathBuf>,
    /// Who signed which words off: a folder [default: data/signoffs]
    #[arg(long, value_name = "DIR")]
    pub signoffs: Option<PathBuf>,
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

/// How a table is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
}

/// Arguments of `fetch`.
#[derive(Debug, Args)]
pub struct FetchArgs {
    /// The service's id or key of the profile
    #[arg(long, value_name = "ID|KEY", default_value = "cypmh")]
    pub service_profile: String,
    /// Kinds of area: utla, district, region, icb, sub-icb, england, or the service's ids
    #[arg(long, value_name = "TYPE", value_delimiter = ',', default_value = "utla,region,icb")]
    pub area_type: Vec<String>,
    /// Only these indicators, in the profile or not [default: all of the profile]
    #[arg(long, value_name = "ID", value_delimiter = ',', num_args = 1..)]
    pub indicator: Vec<u32>,
    /// Where snapshots go; `build` uses those in data/fingertips
    #[arg(long, value_name = "DIR", default_value = "data/fingertips")]
    pub out: PathBuf,
    /// Go on with a fetch that broke
    #[arg(long)]
    pub resume: bool,
    /// Leave out the lists of similar areas, one question an area
    #[arg(long)]
    pub no_neighbours: bool,
    /// Another address of the service, such as a mirror
    #[arg(
        long,
        value_name = "URL",
        default_value = "https://fingertips.phe.org.uk/api/",
        help_heading = "Connection"
    )]
    pub base_url: String,
    /// Questions asked at once, 1 to 4
    #[arg(long, value_name = "N", default_value = "2", value_parser = clap::value_parser!(u8).range(1..=4), help_heading = "Connection")]
    pub requests: u8,
    /// Seconds for one answer
    #[arg(long, value_name = "SECONDS", default_value = "180", value_parser = clap::value_parser!(u64).range(1..=3600), help_heading = "Connection")]
    pub timeout: u64,
    /// Minutes for everything
    #[arg(long, value_name = "MINUTES", default_value = "60", value_parser = clap::value_parser!(u64).range(1..=1440), help_heading = "Connection")]
    pub deadline: u64,
    /// PEM file of the certificates to trust, in place of the system's
    #[arg(long, value_name = "FILE", env = "SSL_CERT_FILE", help_heading = "Connection")]
    pub ca_file: Option<PathBuf>,
    /// Milliseconds before a question is put again for the first time.
    #[arg(long, default_value = "2000", hide = true)]
    pub retry_wait: u64,
    /// Seconds since 1970 to use as the date.
    #[arg(long, env = "SOURCE_DATE_EPOCH", hide = true)]
    pub source_date_epoch: Option<i64>,
}

/// What to do with snapshots.
#[derive(Debug, Subcommand)]
pub enum DataCommand {
    /// List the downloaded snapshots
    List(DataListArgs),
    /// Say what changed between two snapshots, with the lines to paste into your profile
    Diff(DataDiffArgs),
}

/// Arguments of `data list`.
#[derive(Debug, Args)]
pub struct DataListArgs {
    /// Where the snapshots are
    #[arg(long, value_name = "DIR", default_value = "data/fingertips")]
    pub folder: PathBuf,
    /// How results are printed
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

/// Arguments of `data diff`.
#[derive(Debug, Args)]
pub struct DataDiffArgs {
    /// The older one: a snapshot's name, or a data folder [default: the one before the newer]
    pub older: Option<String>,
    /// The newer one [default: the one in use]
    pub newer: Option<String>,
    /// Where the snapshots are
    #[arg(long, value_name = "DIR", default_value = "data/fingertips")]
    pub folder: PathBuf,
    /// The profile to say what to paste into [default: data/profile.toml]
    #[arg(long, value_name = "FILE")]
    pub profile: Option<PathBuf>,
    /// How results are printed
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
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

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// The older folder: results of `build`, or data (a folder or file as for --data)
    pub old: PathBuf,
    /// The newer one
    pub new: PathBuf,
    /// How differences are printed
    #[arg(long, value_enum, default_value = "text")]
    pub format: TableFormat,
    /// Which indicators, when two sets of data are compared [default: as for `build`]
    #[arg(long, value_name = "FILE")]
    pub profile: Option<PathBuf>,
}

/// Arguments of `collect`.
#[derive(Debug, Args)]
pub struct CollectArgs {
    /// The folders of results
    #[arg(required = true, value_name = "OUT")]
    pub outs: Vec<PathBuf>,
    /// Copy all packs into this folder, with one summary and one index
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,
    /// The machine's name, where the system gives it in no file.
    #[arg(long, env = "COMPUTERNAME", hide = true)]
    pub host: Option<String>,
    /// How the report is printed
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}
