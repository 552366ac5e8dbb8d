//! Which packs are asked for: areas, in the order of their codes, by templates.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::catalogue::Catalogue;
use super::charts;
use super::load;
use crate::cli::{AreaKind, BuildArgs};
use crate::error::{Problem, Problems};
use crate::model::area::{Area, AreaCode, AreaType};
use crate::notice::Notice;
use crate::runs::{self, Asked, Kind, Shard, State};
use crate::template::Template;
use crate::write;

/// A pack that is asked for.
#[derive(Debug, Clone)]
pub(super) struct Target {
    /// Its area.
    pub area: Area,
    /// Its region's name.
    pub region: Option<String>,
    /// Its template's place in the list of templates.
    pub template: usize,
    /// The place of its files in the folder of results, without their endings.
    pub stem: PathBuf,
    /// The part of the run that it belongs to.
    pub shard: Option<Shard>,
}

impl Target {
    /// Its record's place in the folder of results.
    pub(super) fn record(&self) -> PathBuf {
        self.with_end("json")
    }

    /// The place of its file of a kind.
    pub(super) fn file(&self, kind: Kind) -> PathBuf {
        self.with_end(kind.ending())
    }

    /// The place of its charts as files of their own.
    pub(super) fn charts(&self) -> PathBuf {
        charts::folder(&self.stem)
    }

    fn with_end(&self, end: &str) -> PathBuf {
        let mut name = self.stem.clone().into_os_string();
        name.push(".");
        name.push(end);
        name.into()
    }
}

/// What was asked for.
#[derive(Debug)]
pub(super) struct Selection {
    /// Every pack of the run, those of other parts included, by area code and then template.
    pub targets: Vec<Target>,
    /// The part that is to be built here.
    pub shard: Option<Shard>,
    /// What was left out and why.
    pub notices: Vec<Notice>,
}

/// The packs that the options ask for.
pub(super) fn select(
    args: &BuildArgs,
    catalogue: &Catalogue,
    templates: &[Arc<Template>],
) -> Result<Selection, Problems> {
    let shard = match args.shard.as_deref().map(runs::parse_shard) {
        None => None,
        Some(Ok(shard)) => Some(shard),
        Some(Err(why)) => {
            let typed = args.shard.as_deref().unwrap_or_default();
            return Err(Problem::new(format!("`{typed}` is no part of a run")).hint(why).into());
        }
    };
    // A folder's failed packs are of its own part, whatever the list of areas was.
    let shard = shard.filter(|_| !is_open(args));
    let mut areas: BTreeMap<&AreaCode, &Area> = load::find(&catalogue.directory, &args.areas)?
        .into_iter()
        .map(|area| (&area.code, area))
        .collect();
    let mut notices = Vec::new();
    let within = within(args, catalogue)?;
    for kind in kinds(args) {
        let all = catalogue.directory.of_type(kind).filter(|area| match &within {
            Some(region) => area.region.as_ref() == Some(&region.code),
            None => true,
        });
        let (with, without): (Vec<&Area>, Vec<&Area>) =
            all.partition(|area| catalogue.with_rows.contains(&area.code));
        if !without.is_empty() {
            notices.push(Notice::new(left_out(&without)));
        }
        areas.extend(with.into_iter().map(|area| (&area.code, area)));
    }
    if is_open(args) {
        // Every pack whose record says that it failed: see `build`.
        areas.extend(catalogue.directory.areas.iter());
    }
    if areas.is_empty() {
        return Err(Problem::new("no area fits what is asked for")
            .hint("`jsnapack areas` lists the areas that the data holds")
            .into());
    }
    let mut targets = Vec::new();
    for (index, area) in areas.into_values().enumerate() {
        for (template, its) in templates.iter().enumerate() {
            targets.push(Target {
                area: area.clone(),
                region: area.region.as_ref().map(|code| catalogue.directory.name(code).to_owned()),
                template,
                stem: stem(args, catalogue, area, its),
                shard: shard.map(|shard| shard.holding(index)),
            });
        }
    }
    Ok(Selection { targets, shard, notices })
}

/// Whether failed packs are wanted, whichever they are.
fn is_open(args: &BuildArgs) -> bool {
    args.retry_failed && args.areas.is_empty() && kinds(args).is_empty()
}

/// The kinds of area that are asked for as a whole.
fn kinds(args: &BuildArgs) -> Vec<AreaType> {
    let mut kinds: Vec<AreaType> = args
        .area_type
        .iter()
        .map(|kind| match kind {
            AreaKind::Utla => AreaType::Utla,
            AreaKind::Region => AreaType::Region,
            AreaKind::Icb => AreaType::Icb,
            AreaKind::SubIcb => AreaType::SubIcb,
            AreaKind::England => AreaType::England,
        })
        .collect();
    if args.all_utlas || (kinds.is_empty() && args.within.is_some()) {
        kinds.push(AreaType::Utla);
    }
    kinds.sort();
    kinds.dedup();
    kinds
}

/// The region to stay in; none for England, in which everything lies.
fn within<'a>(args: &BuildArgs, catalogue: &'a Catalogue) -> Result<Option<&'a Area>, Problems> {
    let Some(typed) = &args.within else {
        return Ok(None);
    };
    let found = load::find(&catalogue.directory, std::slice::from_ref(typed))?;
    match found.first().map(|area| (area, area.area_type)) {
        Some((_, AreaType::England)) => Ok(None),
        Some((region, AreaType::Region)) => Ok(Some(*region)),
        _ => Err(Problem::new(format!("`{typed}` is not a region"))
            .hint("--within takes one of the nine regions, such as \"North West\"")
            .into()),
    }
}

fn left_out(areas: &[&Area]) -> String {
    let few: Vec<&str> = areas.iter().take(3).map(|area| area.name.as_str()).collect();
    let more = match areas.len() - few.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!(
        "left out, as the data has no figure for them: {}{more}; to build one, name it",
        few.join(", ")
    )
}

/// Where a pack's files are: "jsna-annex/draft/E08000012-liverpool", and "illustrative" where it is.
fn stem(args: &BuildArgs, catalogue: &Catalogue, area: &Area, template: &Template) -> PathBuf {
    let illustrative = if catalogue.illustrative { "-illustrative" } else { "" };
    let code = area.code.as_str().replace(|letter: char| !letter.is_ascii_alphanumeric(), "-");
    let name = format!("{code}-{}{illustrative}", write::file_name(&area.name));
    [template.name.as_str(), state(args).name(), &name].iter().collect()
}

/// Draft or final.
pub(super) fn state(args: &BuildArgs) -> State {
    if args.is_final { State::Final } else { State::Draft }
}

/// The packs as the run's report lists them.
pub(super) fn asked(
    args: &BuildArgs,
    targets: &[Target],
    templates: &[Arc<Template>],
) -> Vec<Asked> {
    targets
        .iter()
        .filter_map(|target| {
            Some(Asked {
                area_code: target.area.code.to_string(),
                template: templates.get(target.template)?.name.clone(),
                state: state(args),
                area_name: target.area.name.clone(),
                shard: target.shard,
            })
        })
        .collect()
}
