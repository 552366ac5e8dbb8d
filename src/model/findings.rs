//! What stands out in an area: which indicators to name first, by rule. Only the result: the rules are in
//! `compare::findings`, the sentences in `present`.

use std::collections::BTreeMap;

use serde::Serialize;

/// What stands out in an area. Slugs name indicators.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Findings {
    /// The indicators to name first: good and bad in turn, then those without judgement.
    pub headlines: Vec<Headline>,
    /// The three things to say if only three are said: what is bad, what is good, what changes or is not known.
    pub messages: [Message; 3],
    /// The lists of the focus page, each with all its indicators; lists without any are left out.
    pub focus: BTreeMap<FocusList, Vec<String>>,
    /// The oldest of the latest values.
    pub oldest: Vec<String>,
}

/// An indicator to name first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Headline {
    /// It.
    pub slug: String,
    /// The first topic that has it.
    pub topic: String,
    /// Whether it is good or bad.
    pub tone: Tone,
}

/// Whether a finding is good or bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// Worse than the benchmark, in the worst fifth, or not different and getting worse.
    Bad,
    /// The same with better and best.
    Good,
    /// Different or changing, with no judgement.
    Plain,
}

/// One of three things to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "says")]
pub enum Message {
    /// How an indicator stands and where it goes.
    Indicator {
        /// It.
        slug: String,
    },
    /// How an indicator's class changed since the period before.
    Changed {
        /// It.
        slug: String,
    },
    /// No indicator is worse than the benchmark, or without a benchmark none is getting worse.
    NoneWorse {
        /// How many there are that could be.
        of: usize,
    },
    /// The same with better.
    NoneBetter {
        /// How many there are that could be.
        of: usize,
    },
    /// Some indicators have no value.
    NotKnown {
        /// Which.
        slugs: Vec<String>,
        /// Out of how many.
        of: usize,
    },
    /// No recent trend shows a change.
    NoTrend {
        /// How many trends there are.
        of: usize,
    },
}

/// A list of the focus page. The order is that of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FocusList {
    /// Worse than the benchmark and getting worse; without a benchmark all that are getting worse.
    WorseAndWorsening,
    /// Better than the benchmark and getting better; without a benchmark all that are getting better.
    BetterAndImproving,
    /// Higher and increasing or lower and decreasing, with no judgement; without a benchmark all that increase or
    /// decrease.
    MovingAway,
    /// Whose class differs from that of the period before, the value having changed too; without a benchmark all whose
    /// value changed.
    Changed,
    /// In the worst fifth of areas.
    WorstFifth,
    /// In the best fifth of areas.
    BestFifth,
    /// Without a value for the area in the latest period.
    NoLocalData,
}

impl FocusList {
    /// Every list, in the order of the page.
    pub const ALL: [Self; 7] = [
        Self::WorseAndWorsening,
        Self::BetterAndImproving,
        Self::MovingAway,
        Self::Changed,
        Self::WorstFifth,
        Self::BestFifth,
        Self::NoLocalData,
    ];

    /// Its name for programs: "worse-and-worsening".
    pub fn id(self) -> &'static str {
        match self {
            Self::WorseAndWorsening => "worse-and-worsening",
            Self::BetterAndImproving => "better-and-improving",
            Self::MovingAway => "moving-away",
            Self::Changed => "changed",
            Self::WorstFifth => "worst-fifth",
            Self::BestFifth => "best-fifth",
            Self::NoLocalData => "no-local-data",
        }
    }
}
