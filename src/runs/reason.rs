//! Why a pack is built again, or that there is no reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{Digest, Fact, Kind, MadeFrom, Record, Status};

/// A reason to build a pack again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// There is no record of it.
    New,
    /// It was asked for.
    Forced,
    /// The last try failed.
    FailedBefore,
    /// A file of this kind is wanted and was never made.
    Lacks(Kind),
    /// A file of this kind is wanted and is gone.
    Gone(Kind),
    /// The file of this kind is not the one that was written: cut short, or changed by somebody.
    Altered(Kind),
    /// A folder of what it is made from is wanted and is not there.
    Keep,
    /// Its charts are wanted as files and are not there.
    Charts,
    /// Another version of the program.
    Program,
    /// The template or the shared parts.
    Template,
    /// The fonts.
    Fonts,
    /// Options.
    Options,
    /// Writers' words or a text of the template.
    Words,
    /// Attached data and writers' pictures.
    Files,
    /// What is shown: indicators by slug, and other parts of the View by name.
    Facts {
        /// Slugs.
        indicators: Vec<String>,
        /// Parts of the View.
        parts: Vec<String>,
    },
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Lacks(kind) => return write!(f, "there is no {kind} yet"),
            Self::Gone(kind) => return write!(f, "the {kind} is gone"),
            Self::Altered(kind) => return write!(f, "the {kind} is not as it was written"),
            Self::New => "there is no record of it",
            Self::Forced => "--force",
            Self::FailedBefore => "it failed the last time",
            Self::Keep => "--keep",
            Self::Charts => "--charts",
            Self::Program => "another version of the program",
            Self::Template => "the template changed",
            Self::Fonts => "the fonts changed",
            Self::Options => "other options",
            Self::Words => "the words changed",
            Self::Files => "the attached data or pictures changed",
            Self::Facts { indicators, parts } => {
                return match (indicators.as_slice(), parts.as_slice()) {
                    ([], []) => f.write_str("the page's contents changed"),
                    ([], parts) => write!(f, "changed: {}", parts.join(", ")),
                    (slugs, []) => write!(f, "changed indicators: {}", slugs.join(", ")),
                    (slugs, parts) => write!(
                        f,
                        "changed indicators: {}; also {}",
                        slugs.join(", "),
                        parts.join(", ")
                    ),
                };
            }
        })
    }
}

/// Why a pack has to be built again, by what it was made from and would be made from now. The
/// files on disk are not looked at here.
pub fn reasons(earlier: &Record, now: &MadeFrom) -> Vec<Reason> {
    let then = &earlier.made_from;
    let mut reasons = Vec::new();
    if earlier.status == Status::Failed {
        reasons.push(Reason::FailedBefore);
    }
    let mut differs = |is: bool, reason: Reason| {
        if is {
            reasons.push(reason);
        }
    };
    differs(then.program != now.program, Reason::Program);
    differs(then.template != now.template, Reason::Template);
    differs(then.fonts != now.fonts, Reason::Fonts);
    differs(then.options != now.options, Reason::Options);
    let facts = then.view != now.view;
    differs(facts, Reason::Facts { indicators: Vec::new(), parts: Vec::new() });
    // Text and attachment follow the facts; alone they are a reason of their own.
    differs(!facts && then.words != now.words, Reason::Words);
    differs(!facts && then.files != now.files, Reason::Files);
    reasons
}

/// The slugs of indicators that a pack says something else of now, and those that came or went.
pub fn changed_indicators(then: &[Fact], now: &[Fact]) -> Vec<String> {
    let digests = |facts: &[Fact]| -> BTreeMap<String, Digest> {
        facts.iter().map(|fact| (fact.slug.clone(), fact.digest.clone())).collect()
    };
    changed(&digests(then), &digests(now))
}

/// The names under which two lists hold different digests, or only one holds any.
pub(super) fn changed(
    then: &BTreeMap<String, Digest>,
    now: &BTreeMap<String, Digest>,
) -> Vec<String> {
    let names: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
    names.into_iter().filter(|name| then.get(*name) != now.get(*name)).cloned().collect()
}

impl Reason {
    /// Fills in which facts changed.
    #[must_use]
    pub fn naming(
        self,
        earlier: (&Record, &[Fact]),
        now: (&BTreeMap<String, Digest>, &[Fact]),
    ) -> Self {
        match self {
            Self::Facts { .. } => Self::Facts {
                indicators: changed_indicators(earlier.1, now.1),
                parts: changed(&earlier.0.view_parts, now.0),
            },
            other => other,
        }
    }
}
