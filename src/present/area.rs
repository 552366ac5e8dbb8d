//! The area of a pack in words.

use super::{number, words};
use crate::model::area::AreaType;
use crate::model::pack::Pack;
use crate::model::view::AreaView;

pub(super) fn view(pack: &Pack) -> AreaView {
    let area = &pack.area;
    let named = words::with_article(&words::short(&area.name));
    AreaView {
        name: area.name.clone(),
        code: area.code.to_string(),
        kind: kind(area.area_type).to_owned(),
        region: area.region.as_ref().map(|region| region.name.clone()),
        population: area.population.as_ref().map(|population| {
            format!(
                "About {} children and young people aged 0 to 17 live in {named} ({}).",
                number::fixed((population.people / 100.0).round() * 100.0, 0),
                population.period.label,
            )
        }),
        named,
    }
}

fn kind(area_type: AreaType) -> &'static str {
    match area_type {
        AreaType::England => "country",
        AreaType::Region => "region of England",
        AreaType::Icb => "integrated care board",
        AreaType::SubIcb => "sub-integrated care board location",
        AreaType::Utla => "upper-tier local authority",
        AreaType::District => "district",
    }
}
