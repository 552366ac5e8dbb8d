//! The command line: arguments and their help texts. Nothing here decides anything.

use std::num::NonZeroUsize;
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

/// What is made of a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Output {
    /// The report
    Pdf,
    /// The same as a web page
    Html,
}

/// What files charts are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ChartFormat {
    /// Sharp at every size, with text that can be edited
    Svg,
    /// Pictures of 200 dots an inch
    Png,
}

impl ChartFormat {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }
}

/// A kind of area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AreaKind {
    /// Upper-tier local authorities
    Utla,
    /// Regions
    Region,
    /// Integrated care boards
    Icb,
    /// Sub-ICB locations
    SubIcb,
    /// England
    England,
}

/// Arguments of `build`.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub struct BuildArgs {
    /// Areas by name or code: "Liverpool", E08000012, "North West", QYG
    #[arg(
        value_name = "AREA",
        required_unless_present_any = ["all_utlas", "area_type", "within", "retry_failed"]
    )]
    pub areas: Vec<String>,
    /// Every upper-tier local authority that the data has figures for
    #[arg(long, help_heading = "Which packs")]
    pub all_utlas: bool,
    /// Every area of a kind that the data has figures for
    #[arg(
        long,
        value_enum,
        value_name = "KIND",
        value_delimiter = ',',
        help_heading = "Which packs"
    )]
    pub area_type: Vec<AreaKind>,
    /// Only areas in this region; alone, its upper-tier local authorities
    #[arg(long, value_name = "AREA", help_heading = "Which packs")]
    pub within: Option<String>,
    /// Only packs whose last build failed
    #[arg(long, help_heading = "Which packs")]
    pub retry_failed: bool,
    /// Only part K of N, for one of N machines, each with its own --out
    #[arg(long, value_name = "K/N", help_heading = "Which packs")]
    pub shard: Option<String>,
    /// Which kind of report: a built-in name or a folder; may be given several times
    #[arg(
        long,
        value_name = "NAME|DIR",
        default_value = "jsna-annex",
        help_heading = "Which packs"
    )]
    pub template: Vec<String>,
    /// How many packs are made at a time [default: one a processor core]
    #[arg(long, value_name = "N", help_heading = "The run")]
    pub jobs: Option<NonZeroUsize>,
    /// Build even what has not changed
    #[arg(long, help_heading = "The run")]
    pub force: bool,
    /// Say why each pack is built again, and which indicators changed
    #[arg(long, help_heading = "The run")]
    pub explain: bool,
    /// Stop at the first pack that fails
    #[arg(long, help_heading = "The run")]
    pub fail_fast: bool,
    /// If another run holds the folder of results, wait for it
    #[arg(long, help_heading = "The run")]
    pub wait: bool,
    /// The machine's name, where the system gives it in no file.
    #[arg(long, env = "COMPUTERNAME", hide = true)]
    pub host: Option<String>,
    /// Writers' words: a folder of Markdown files, never changed [default: data/narrative]
    #[arg(long, value_name = "DIR")]
    pub narrative: Option<PathBuf>,
    /// Who signed which words off: a folder [default: data/signoffs]
    #[arg(long, value_name = "DIR")]
    pub signoffs: Option<PathBuf>,
    /// Where results go
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
    /// Build for publication: refuses made-up numbers, unchecked small counts, and required texts that are
    /// empty, too long or not signed off
    #[arg(long = "final")]
    pub is_final: bool,
    /// Let a final pack take the place of one that is there
    #[arg(long, requires = "is_final")]
    pub replace: bool,
    /// Let a final pack have texts that were signed off against other numbers, marked as such
    #[arg(long, requires = "is_final")]
    pub accept_moved: bool,
    /// Leave out the attached CSV of the area's data
    #[arg(long)]
    pub no_attach: bool,
    /// Keep what the PDF is made from in a folder beside it, for the ordinary typst to compile
    #[arg(long)]
    pub keep: bool,
    /// Write the charts beside each PDF as files of their own, for slides and documents
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub charts: Option<ChartFormat>,
    /// What to make of each pack
    #[arg(long, value_enum, value_delimiter = ',', default_value = "pdf")]
    pub outputs: Vec<Output>,
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
