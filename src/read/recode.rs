//! Joins the two codes of an area that changed its code between files.

use std::collections::BTreeMap;

use super::index::{AreaId, Index};
use super::row::Row;
use crate::model::directory::{ChangeKind, Directory};
use crate::notice::Notice;

/// Gives rows with an area's former code its newer one, where the data holds both.
pub(super) fn recode(rows: &mut [Row], index: &Index, directory: &Directory) -> Vec<Notice> {
    let mut newer: BTreeMap<AreaId, AreaId> = BTreeMap::new();
    for change in &directory.changes {
        let same_place = matches!(change.kind, ChangeKind::Recoded | ChangeKind::Renamed);
        let ids = (index.area(change.old_code.as_str()), index.area(change.new_code.as_str()));
        if let ((Some(old), Some(new)), true) = (ids, same_place) {
            newer.insert(old, new);
        }
    }
    if newer.is_empty() {
        return Vec::new();
    }
    let mut moved: BTreeMap<(AreaId, AreaId), usize> = BTreeMap::new();
    for row in rows {
        let old = row.area;
        // A chain of changes has no circle longer than the list.
        for _ in 0..newer.len() {
            match newer.get(&row.area) {
                Some(new) => row.area = *new,
                None => break,
            }
        }
        if row.area != old {
            *moved.entry((old, row.area)).or_default() += 1;
        }
    }
    moved
        .into_iter()
        .filter_map(|((old, new), rows)| {
            let (old, new) = (index.areas.get(old as usize)?, index.areas.get(new as usize)?);
            Some(Notice::new(format!(
                "{} has rows under two codes: {rows} with its former code {} are read as {}",
                new.area.name, old.code, new.code
            )))
        })
        .collect()
}
