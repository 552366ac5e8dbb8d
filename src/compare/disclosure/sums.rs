//! Which numbers add up to which: what a withheld number could be taken from.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Cell, count_of, entry_of};
use crate::model::area::{AreaCode, AreaType};
use crate::model::dataset::{Dataset, Observation, SeriesKey};
use crate::model::directory::Directory;
use crate::model::profile::Profile;

/// More age bands than this are not tried in every combination.
const MOST_BANDS: usize = 10;

/// A total and the parts that add up to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sum {
    pub total: Cell,
    pub parts: Vec<Cell>,
}

/// What the sums that cells belong to are looked up in.
pub(super) struct Cells<'a> {
    pub dataset: &'a Dataset,
    pub profile: &'a Profile,
    pub directory: &'a Directory,
}

impl Cells<'_> {
    /// A cell's count, given or implied.
    pub(super) fn count(&self, (key, area, period): &Cell) -> Option<f64> {
        let row = self.dataset.series.get(key)?.at(area, period)?;
        count_of(entry_of(self.profile, key)?, row)
    }

    /// The sums that a cell is a part or the total of, as far as their numbers add up: by sex, by group, by
    /// area, by age and by year.
    pub(super) fn sums(&self, cell: &Cell) -> Vec<Sum> {
        let (key, area, period) = cell;
        let with_key = |key: SeriesKey| (key, area.clone(), period.clone());
        let with_area = |area: &AreaCode| (key.clone(), area.clone(), period.clone());
        let both = with_key(SeriesKey { sex: "Persons".into(), ..key.clone() });
        let mut sums = vec![Sum {
            parts: self.siblings(cell, |other| {
                &*other.sex != "Persons" && other.age == key.age && other.group == key.group
            }),
            total: both,
        }];
        let types: BTreeSet<&Arc<str>> = match &key.group {
            Some(group) => [&group.category_type].into(),
            None => self.category_types(key.indicator),
        };
        for category_type in types {
            sums.push(Sum {
                total: with_key(SeriesKey { group: None, ..key.clone() }),
                parts: self.siblings(cell, |other| {
                    let group = other.group.as_ref();
                    other.sex == key.sex
                        && other.age == key.age
                        && group.is_some_and(|group| group.category_type == *category_type)
                }),
            });
        }
        let england = AreaCode::from(crate::compare::ENGLAND);
        for area_type in
            [AreaType::Utla, AreaType::Region, AreaType::Icb, AreaType::SubIcb, AreaType::District]
        {
            let areas = || self.directory.of_type(area_type);
            sums.push(Sum {
                total: with_area(&england),
                parts: areas().map(|area| with_area(&area.code)).collect(),
            });
        }
        let region = self.directory.areas.get(area).and_then(|area| area.region.clone());
        let region = region.unwrap_or_else(|| area.clone());
        let of_region = self
            .directory
            .of_type(AreaType::Utla)
            .filter(|other| other.region.as_ref() == Some(&region));
        sums.push(Sum {
            parts: of_region.map(|area| with_area(&area.code)).collect(),
            total: with_area(&region),
        });
        sums.extend(self.pooled(cell));
        sums.retain_mut(|sum| {
            sum.parts.retain(|part| self.count(part).is_some());
            self.adds_up(sum) && (sum.total == *cell || sum.parts.contains(cell))
        });
        sums.extend(self.age_bands(cell));
        sums
    }

    /// Periods of several years, each with the shorter periods inside it.
    fn pooled(&self, (key, area, _): &Cell) -> Vec<Sum> {
        let rows = self.dataset.series.get(key).map_or(&[][..], |series| series.of(area));
        let cell = |row: &Observation| (key.clone(), area.clone(), row.period.clone());
        let inside = |outer: &Observation, inner: &Observation| {
            inner.period.months < outer.period.months
                && inner.period.start_year() >= outer.period.start_year()
                && inner.period.end_year() <= outer.period.end_year()
        };
        rows.iter()
            .map(|outer| Sum {
                total: cell(outer),
                parts: rows.iter().filter(|inner| inside(outer, inner)).map(cell).collect(),
            })
            .filter(|sum| !sum.parts.is_empty())
            .collect()
    }

    /// Age bands that add up to another, in any combination: labels don't always say which contains which.
    fn age_bands(&self, cell: &Cell) -> Vec<Sum> {
        let (key, ..) = cell;
        let bands: Vec<(Cell, f64)> = self
            .siblings(cell, |other| other.sex == key.sex && other.group == key.group)
            .into_iter()
            .filter_map(|band| Some((band.clone(), self.count(&band)?)))
            .collect();
        if bands.len() > MOST_BANDS {
            return Vec::new();
        }
        let mut sums = Vec::new();
        for (at, (total, wanted)) in bands.iter().enumerate() {
            for chosen in 0..(1_usize << bands.len()) {
                let taken = |nth: &usize| chosen & (1 << nth) != 0;
                if taken(&at) || chosen.count_ones() < 2 {
                    continue;
                }
                let parts = || (0..bands.len()).filter(taken);
                let together: f64 = parts().map(|nth| bands[nth].1).sum();
                if (together - wanted).abs() >= 0.5 {
                    continue;
                }
                let parts: Vec<Cell> = parts().map(|nth| bands[nth].0.clone()).collect();
                if total == cell || parts.contains(cell) {
                    sums.push(Sum { total: total.clone(), parts });
                }
            }
        }
        sums
    }

    /// Numbers that have to go with a withheld one, because nothing says which of them contain it: finer and
    /// coarser groups of one kind, age bands too many to try, and the districts around one whose county isn't known.
    pub(super) fn in_company(&self, cell: &Cell) -> Vec<Cell> {
        let (key, area, period) = cell;
        let mut company = Vec::new();
        if let Some(group) = &key.group {
            let is_deprivation = |name: &str| name.to_lowercase().contains("depriv");
            company = self.siblings(cell, |other| {
                let Some(it) = &other.group else {
                    return false;
                };
                other.sex == key.sex
                    && other.age == key.age
                    && it.category_type != group.category_type
                    && is_deprivation(&it.category_type) == is_deprivation(&group.category_type)
            });
        }
        let bands = self.siblings(cell, |other| other.sex == key.sex && other.group == key.group);
        if bands.iter().filter(|band| self.count(band).is_some()).count() > MOST_BANDS {
            company.extend(bands);
        }
        let area_type = self.directory.areas.get(area).map(|area| area.area_type);
        if let Some(area_type @ (AreaType::District | AreaType::SubIcb)) = area_type {
            let region = self.directory.areas.get(area).and_then(|area| area.region.clone());
            let near = self.directory.of_type(area_type).filter(|other| other.region == region);
            company.extend(near.map(|area| (key.clone(), area.code.clone(), period.clone())));
        }
        company.retain(|cell| self.count(cell).is_some());
        company
    }

    /// Whether the parts make the total; if they don't, nothing can be taken from it.
    fn adds_up(&self, sum: &Sum) -> bool {
        let parts: f64 = sum.parts.iter().filter_map(|part| self.count(part)).sum();
        !sum.parts.is_empty()
            && self.count(&sum.total).is_some_and(|total| (total - parts).abs() < 0.5)
    }

    fn siblings(&self, cell: &Cell, keep: impl Fn(&SeriesKey) -> bool) -> Vec<Cell> {
        let (key, area, period) = cell;
        self.dataset
            .series
            .keys()
            .filter(|other| other.indicator == key.indicator && keep(other))
            .map(|other| (other.clone(), area.clone(), period.clone()))
            .collect()
    }

    fn category_types(&self, indicator: u32) -> BTreeSet<&Arc<str>> {
        let keys = self.dataset.series.keys().filter(|key| key.indicator == indicator);
        keys.filter_map(|key| Some(&key.group.as_ref()?.category_type)).collect()
    }
}
