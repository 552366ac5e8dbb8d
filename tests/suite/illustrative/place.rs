//! The area of a row and its parent, as the publisher writes them.

use super::areas::{Areas, ENGLAND};

/// What tells the rows of one area apart.
pub struct Label<'a> {
    pub sex: &'a str,
    pub category_type: &'a str,
    pub category: &'a str,
}

/// A kind of area.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AreaKind {
    England,
    Region,
    Board,
    Authority,
}

/// An area with its parent.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub kind: AreaKind,
    pub code: &'a str,
    pub name: &'a str,
    pub parent_code: &'a str,
    pub parent_name: &'a str,
}

impl<'a> Place<'a> {
    pub fn area_type(&self) -> &'static str {
        match self.kind {
            AreaKind::England => "England",
            AreaKind::Region => "Regions (statistical)",
            AreaKind::Board => "ICBs",
            AreaKind::Authority => "Counties & UAs (from Apr 2023)",
        }
    }

    pub fn authority(areas: &'a Areas, index: usize) -> Self {
        let area = &areas.authorities[index];
        let region = areas.regions.iter().find(|region| region.code == area.region);
        let region = region.expect("a known region");
        Self {
            kind: AreaKind::Authority,
            code: &area.code,
            name: &area.name,
            parent_code: &region.code,
            parent_name: &region.name,
        }
    }
}

/// The areas that a publisher adds up, with the share of each authority in them.
pub fn wholes(areas: &Areas, boards: bool) -> Vec<(Place<'_>, Vec<f64>)> {
    let shares = |share: &dyn Fn(usize) -> f64| -> Vec<f64> {
        let areas = areas.authorities.iter().enumerate();
        areas.map(|(index, area)| if area.real { share(index) } else { 0.0 }).collect()
    };
    let england = Place {
        kind: AreaKind::England,
        code: ENGLAND,
        name: "England",
        parent_code: "",
        parent_name: "",
    };
    let in_england =
        |kind, code, name| Place { kind, code, name, parent_code: ENGLAND, parent_name: "England" };
    let mut wholes = vec![(england, shares(&|_| 1.0))];
    for region in &areas.regions {
        let inside = |index: usize| {
            if areas.authorities[index].region == region.code { 1.0 } else { 0.0 }
        };
        wholes.push((in_england(AreaKind::Region, &region.code, &region.name), shares(&inside)));
    }
    for icb in areas.icbs.iter().filter(|_| boards) {
        let inside = |index: usize| {
            let parts = &areas.authorities[index].icbs;
            parts.iter().find(|(code, _)| *code == icb.code).map_or(0.0, |(_, share)| *share)
        };
        wholes.push((in_england(AreaKind::Board, &icb.code, &icb.name), shares(&inside)));
    }
    wholes
}
