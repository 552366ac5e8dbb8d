//! Arguments of `build`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{CompareArgs, DataArgs, Format};

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

/// What a pack is made as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Output {
    /// The pages, accessible and for print
    Pdf,
    /// A web page that says the same, in one file
    Html,
    /// The tables as a spreadsheet, and the data as CSV
    Ods,
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
    /// What each pack is made as; one that a pack has already is kept up to date
    #[arg(long, value_enum, value_name = "KIND", value_delimiter = ',', default_value = "pdf")]
    pub outputs: Vec<Output>,
    /// Leave out the attached CSV of the area's data
    #[arg(long)]
    pub no_attach: bool,
    /// Keep what the PDF is made from in a folder beside it, for the ordinary typst to compile
    #[arg(long)]
    pub keep: bool,
    /// Write the charts beside each pack as files of their own, for slides and documents
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub charts: Option<ChartFormat>,
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
