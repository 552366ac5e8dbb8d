//! What rows of all files share: series, areas, indicator names, one copy of each text.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::intern::Interner;
use super::period::Periods;
use crate::model::area::AreaCode;
use crate::model::dataset::{DataArea, SeriesKey};
use crate::model::period::TimePeriod;

/// The number of a series in [`Index::series`].
pub(super) type SeriesId = u32;
/// The number of an area in [`Index::areas`].
pub(super) type AreaId = u32;

/// What rows share.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// One copy of each text.
    pub(super) texts: Interner,
    /// Every distinct period.
    pub(super) periods: Periods,
    /// Every series.
    pub(super) series: Vec<SeriesKey>,
    series_ids: HashMap<SeriesKey, SeriesId>,
    /// Every area.
    pub(super) areas: Vec<IndexedArea>,
    area_ids: HashMap<AreaCode, AreaId>,
    names: BTreeMap<u32, (TimePeriod, Arc<str>)>,
}

/// An area of the data.
#[derive(Debug)]
pub(super) struct IndexedArea {
    /// Its code.
    pub(super) code: AreaCode,
    /// What its newest row says of it.
    pub(super) area: DataArea,
    newest: TimePeriod,
}

impl Index {
    /// The number of a series.
    pub(super) fn series(&mut self, key: SeriesKey) -> SeriesId {
        if let Some(id) = self.series_ids.get(&key) {
            return *id;
        }
        let id = self.series.len() as SeriesId;
        self.series.push(key.clone());
        self.series_ids.insert(key, id);
        id
    }

    /// The number of an area that has a code, if it has been seen.
    pub(super) fn area(&self, code: &str) -> Option<AreaId> {
        self.area_ids.get(code).copied()
    }

    /// The number of an area. Its name and kind are those of its newest row.
    pub(super) fn see_area(&mut self, code: &str, area: DataArea, period: &TimePeriod) -> AreaId {
        if let Some(id) = self.area(code) {
            let known = &mut self.areas[id as usize];
            if *period >= known.newest {
                let region = area.region.clone().or_else(|| known.area.region.clone());
                known.area = DataArea { region, ..area };
                known.newest = period.clone();
            } else if known.area.region.is_none() {
                known.area.region = area.region;
            }
            return id;
        }
        let id = self.areas.len() as AreaId;
        let code = AreaCode::from(self.texts.get(code));
        self.areas.push(IndexedArea { code: code.clone(), area, newest: period.clone() });
        self.area_ids.insert(code, id);
        id
    }

    /// Remembers an indicator's name; the newest row's counts.
    pub(super) fn name(&mut self, indicator: u32, name: &Arc<str>, period: &TimePeriod) {
        match self.names.get_mut(&indicator) {
            None => {
                self.names.insert(indicator, (period.clone(), Arc::clone(name)));
            }
            Some(known) if *period >= known.0 => *known = (period.clone(), Arc::clone(name)),
            Some(_) => {}
        }
    }

    /// Indicator names.
    pub(super) fn names(&self) -> BTreeMap<u32, Arc<str>> {
        self.names.iter().map(|(id, (_, name))| (*id, Arc::clone(name))).collect()
    }
}
