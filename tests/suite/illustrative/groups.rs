//! The ways in which people are divided: by sex, deprivation and ethnic group, as the publisher words them.

use jsnapack::model::profile::Entry;

use super::areas::{Areas, Authority, LONDON};
use super::draw::Draw;
use super::facts::{Facts, Within};
use super::period::Period;
use super::simulate::{Cell, Kind, kind};
use super::split::{Part, split};

/// A group.
pub struct Group {
    /// The sex, if the groups are those.
    pub sex: Option<&'static str>,
    pub category: String,
    effect: f64,
}

/// A way of dividing people.
pub struct Series {
    pub category_type: &'static str,
    pub groups: Vec<Group>,
    /// How many of the last periods have it.
    pub periods: usize,
    /// Whether regions and boards have it.
    pub wholes: bool,
    /// Whether authorities have it.
    pub authorities: bool,
    how: How,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Sex,
    Within,
    /// Every authority is in one group as a whole.
    Deciles,
    Ethnic,
}

/// The share of boys among children.
const BOYS: f64 = 0.512;
const SEX_PERIODS: usize = 3;
// Two spaces, as published.
const WITHIN_DECILES: &str = "LSOA11 deprivation deciles within area (IMD  trend)";
const WITHIN_QUINTILES: &str = "LSOA11 deprivation quintiles within area (IMD  trend)";
const ENGLAND_DECILES: &str =
    "County & UA deprivation deciles in England (IMD2019, 4/23 geography)";
const ETHNIC: &str = "Ethnic groups";
/// Of children who aren't White: outside London, in London.
const SHARES: [(&str, f64, f64); 5] = [
    ("Mixed", 0.27, 0.22),
    ("Asian", 0.46, 0.36),
    ("Black", 0.16, 0.28),
    ("Chinese", 0.02, 0.02),
    ("Other", 0.09, 0.12),
];
const DECILES: [&str; 10] = [
    "Most deprived decile",
    "Second most deprived decile",
    "Third more deprived decile",
    "Fourth more deprived decile",
    "Fifth more deprived decile",
    "Fifth less deprived decile",
    "Fourth less deprived decile",
    "Third less deprived decile",
    "Second least deprived decile",
    "Least deprived decile",
];
const QUINTILES: [&str; 5] = [
    "Most deprived quintile",
    "Second most deprived quintile",
    "Middle quintile",
    "Second least deprived quintile",
    "Least deprived quintile",
];

/// The ways in which an indicator's people are divided.
pub fn groups(entry: &Entry, facts: &Facts) -> Vec<Series> {
    let mut all = Vec::new();
    let group = |category: &str, effect| Group { sex: None, category: category.to_owned(), effect };
    if let Some(ratio) = facts.men {
        let (men, women) = sex_effects(entry, facts, ratio);
        let sex = |sex, effect| Group { sex: Some(sex), category: String::new(), effect };
        all.push(Series {
            category_type: "",
            groups: vec![sex("Male", men), sex("Female", women)],
            periods: SEX_PERIODS,
            wholes: true,
            authorities: true,
            how: How::Sex,
        });
    }
    if let Some(within) = facts.within {
        let (category_type, names) = match within {
            Within::Deciles => (WITHIN_DECILES, &DECILES[..]),
            Within::Quintiles => (WITHIN_QUINTILES, &QUINTILES[..]),
        };
        let steps = (names.len() - 1) as f64;
        let effect = |place: usize| facts.gradient * (0.5 - place as f64 / steps);
        all.push(Series {
            category_type,
            groups: names.iter().enumerate().map(|(at, name)| group(name, effect(at))).collect(),
            periods: facts.latest,
            wholes: false,
            authorities: true,
            how: How::Within,
        });
    }
    if facts.deciles {
        let named = |name: &&str| group(&format!("{name} (IMD2019)"), 0.0);
        all.push(Series {
            category_type: ENGLAND_DECILES,
            groups: DECILES.iter().map(named).collect(),
            periods: facts.latest,
            wholes: false,
            authorities: false,
            how: How::Deciles,
        });
    }
    if let Some(ethnic) = &facts.ethnic {
        let names = ["White"].into_iter().chain(SHARES.iter().map(|(name, _, _)| *name));
        let effect = |name: &str| {
            let found = ethnic.get(name);
            *found.unwrap_or_else(|| panic!("`{}` lacks the group `{name}`", entry.slug))
        };
        all.push(Series {
            category_type: ETHNIC,
            groups: names.map(|name| group(name, effect(name))).collect(),
            periods: facts.latest,
            wholes: false,
            authorities: facts.ethnic_areas,
            how: How::Ethnic,
        });
    }
    all
}

/// What being male and being female add, so that their values have a ratio.
fn sex_effects(entry: &Entry, facts: &Facts, ratio: f64) -> (f64, f64) {
    let women = 2.0 / (1.0 + ratio);
    let men = ratio * women;
    match kind(entry) {
        Kind::Share => {
            let all = facts.level / 100.0;
            let log_odds = |share: f64| libm::log(share / (1.0 - share));
            (log_odds(all * men) - log_odds(all), log_odds(all * women) - log_odds(all))
        }
        Kind::Events | Kind::Score => (libm::log(men), libm::log(women)),
    }
}

impl Series {
    /// What each group of an authority has of its total.
    pub fn cells(
        &self,
        entry: &Entry,
        areas: &Areas,
        area: &Authority,
        period: Period,
        total: Cell,
    ) -> Vec<Cell> {
        if self.how == How::Deciles {
            let own = decile(areas, area);
            let cell = |group| if group == own { total } else { Cell::default() };
            return (0..self.groups.len()).map(cell).collect();
        }
        let shares = self.shares(area);
        // Poor and rich neighbourhoods differ more in one area than in another.
        let steep = match self.how {
            How::Within => 0.9 + 0.3 * Draw::of(&[&entry.slug, "steep", &area.code]).normal(),
            _ => 1.0,
        };
        let parts: Vec<Part> = self
            .groups
            .iter()
            .zip(shares)
            .map(|(group, share)| Part { share, effect: group.effect * steep })
            .collect();
        let purpose = [&entry.slug, self.category_type, &area.code, &period.label()];
        split(total, kind(entry), &parts, Draw::of(&purpose))
    }

    fn shares(&self, area: &Authority) -> Vec<f64> {
        match self.how {
            How::Sex => vec![BOYS, 1.0 - BOYS],
            How::Within | How::Deciles => vec![1.0 / self.groups.len() as f64; self.groups.len()],
            How::Ethnic => {
                let others = 1.0 - area.white / 100.0;
                let in_london = area.region == LONDON;
                let share = |(_, outside, inside): &(&str, f64, f64)| {
                    others * if in_london { inside } else { outside }
                };
                let others = SHARES.iter().map(share);
                [area.white / 100.0].into_iter().chain(others).collect()
            }
        }
    }
}

/// The decile of an authority among all real ones, 0 for the most deprived.
fn decile(areas: &Areas, area: &Authority) -> usize {
    let real = || areas.authorities.iter().filter(|area| area.real);
    let worse = real().filter(|other| (other.score, &area.code) > (area.score, &other.code));
    (worse.count() * DECILES.len() / real().count()).min(DECILES.len() - 1)
}
