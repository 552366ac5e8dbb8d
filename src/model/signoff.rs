//! Sign-offs: who stands by a slot's text in an area's pack, and which numbers it stood on that day.
//! Read by `read::signed`, made and judged by `narrate::slots`, kept outside the writers' folder.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a fact was when it could not be found: the indicator is not in the data, or has no such value.
pub const NOTHING: &str = "nothing";

/// One sign-off of one slot's text in one area's pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct SignOff {
    /// The slot's id: "services/gaps".
    pub slot: String,
    /// Who signed.
    pub by: String,
    /// The day on which they did, `YYYY-MM-DD`.
    pub on: String,
    /// The date of the data that the text was signed off against, `YYYY-MM-DD`.
    pub data: String,
    /// Whose text it was: "all areas", or the code of a region or of the area itself.
    pub text_of: String,
    /// SHA-256 of the text as written, line ends and spaces at line ends made alike.
    pub text: String,
    /// SHA-256 of the words that the pack printed, values filled in.
    pub printed: String,
    /// The facts that the text used, in a sentence or a condition: `self-harm-admissions-10-24.value` and
    /// "115.2".
    #[serde(default)]
    pub used: BTreeMap<String, String>,
    /// The indicators of the slot's topic by slug; for a slot of the pack, those that its text used.
    #[serde(default)]
    pub indicators: BTreeMap<String, Standing>,
}

/// Where an indicator stood: value with its period, class and trend in words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "[String; 3]", into = "[String; 3]")]
pub struct Standing {
    /// "115.2 per 100,000 in 2023/24".
    pub value: String,
    /// "Worse than England (95%)".
    pub class: String,
    /// "Increasing and getting worse".
    pub trend: String,
}

impl From<[String; 3]> for Standing {
    fn from([value, class, trend]: [String; 3]) -> Self {
        Self { value, class, trend }
    }
}

impl From<Standing> for [String; 3] {
    fn from(Standing { value, class, trend }: Standing) -> Self {
        [value, class, trend]
    }
}

/// A fact that is another than on the day of the sign-off.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Moved {
    /// Which: "self-harm-admissions-10-24.value", "self-harm-admissions-10-24: trend".
    pub fact: String,
    /// What it was.
    pub was: String,
    /// What it is.
    pub now: String,
}

impl std::fmt::Display for Moved {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {} → {}", self.fact, self.was, self.now)
    }
}

/// A slot's sign-off as it stands today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// Who signed.
    pub by: String,
    /// The day on which they did, `YYYY-MM-DD`.
    pub on: String,
    /// The date of the data then, `YYYY-MM-DD`.
    pub data: String,
    /// Whether the text is still the one that was signed. If not, the sign-off is void.
    pub holds: bool,
    /// What is another by now: only where the sign-off holds.
    pub moved: Vec<Moved>,
}
