//! Reads the area of a row: its code, kind, name and region.

use super::area_type::{self, Kind, kind};
use super::cell::plain_text;
use super::columns::Field;
use super::intern::short;
use super::oddity::Oddity;
use super::record::Record;
use super::row::Rows;
use crate::model::area::{AreaCode, AreaType};
use crate::model::dataset::DataArea;
use crate::model::directory::Directory;

impl Rows<'_> {
    /// The kind of area; none if the row is left out or wrong.
    pub(super) fn area_type(&mut self, record: &mut Record<'_>, code: &str) -> Option<AreaType> {
        let text = record.text(Field::AreaType);
        if text.is_empty() {
            let found = self.by_code(code);
            if found.is_none() {
                record.bad(
                    Field::AreaCode,
                    format!("the kind of area `{}` is not known", short(code)),
                    "check the code, or add a column `Area Type` with a type such as `Counties & UAs`",
                );
            }
            return found;
        }
        match self.kind(text) {
            Kind::Known(known) => Some(known),
            Kind::Authority => Some(self.by_code(code).unwrap_or(AreaType::District)),
            Kind::LeftOut => {
                self.tally.add(Oddity::LeftOut, record, Field::AreaType);
                None
            }
            Kind::Unknown => {
                record.bad(
                    Field::AreaType,
                    format!("unknown area type `{}`", short(text)),
                    "use `England`, `Regions (statistical)`, `Counties & UAs`, `Districts & UAs`, `ICBs` or `Sub-ICBs`",
                );
                None
            }
        }
    }

    /// The kind that a text names; neighbouring rows mostly have the same.
    fn kind(&mut self, text: &str) -> Kind {
        match &self.last_kind {
            Some((last, kind)) if last == text => *kind,
            _ => {
                let kind = kind(text);
                self.last_kind = Some((text.to_owned(), kind));
                kind
            }
        }
    }

    fn by_code(&self, code: &str) -> Option<AreaType> {
        self.directory
            .areas
            .get(code)
            .map(|area| area.area_type)
            .or_else(|| area_type::of_code(code))
    }

    /// Whether a pack could be made of the area if its code were in the area list.
    fn is_unknown(&self, code: &str, area_type: AreaType) -> bool {
        let Directory { areas, changes, .. } = self.directory;
        let has_packs = !matches!(area_type, AreaType::District | AreaType::SubIcb);
        self.real_areas
            && has_packs
            && !areas.contains_key(code)
            && !changes
                .iter()
                .any(|it| it.old_code.as_str() == code || it.new_code.as_str() == code)
    }

    /// What the row says of its area.
    pub(super) fn area(
        &mut self,
        record: &Record<'_>,
        code: &str,
        area_type: AreaType,
    ) -> DataArea {
        let name = match record.text(Field::AreaName) {
            "" => self.directory.areas.get(code).map_or(code, |area| &area.name),
            name => name,
        };
        if self.is_unknown(code, area_type) {
            self.tally.add(Oddity::UnknownArea, record, Field::AreaCode);
        }
        let parent = record.text(Field::ParentCode);
        let is_region = area_type::of_code(parent) == Some(AreaType::Region);
        DataArea {
            name: self.index.texts.get(&plain_text(name)),
            area_type,
            region: is_region.then(|| AreaCode::from(self.index.texts.get(parent))),
        }
    }
}

/// An area code as the Office for National Statistics writes it; other codes as they are.
pub(super) fn upper(code: &str) -> String {
    let is_ons = code.len() == 9 && code.bytes().skip(1).all(|byte| byte.is_ascii_digit());
    if is_ons { code.to_ascii_uppercase() } else { code.to_owned() }
}
