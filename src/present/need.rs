//! Need beside help: two sets of measures, side by side and never one less the other.

use std::collections::BTreeMap;

use super::row;
use crate::model::findings_view::{NeedBesideHelp, PartView, RowView};
use crate::model::pack::Pack;
use crate::model::profile::Role;
use crate::model::view::IndicatorView;

/// How to read the two.
const CAUTION: [&str; 3] = [
    "Need and help are different measures, of different people and different periods.",
    "One can't be taken from the other: the difference would not be the need that goes without help.",
    "Help counts contacts, referrals and stays, so one child can be counted more than once.",
];

pub(super) fn view(pack: &Pack, indicators: &BTreeMap<String, IndicatorView>) -> NeedBesideHelp {
    let part = |role: Role, title: &str, empty: &str| {
        let slugs = pack.topics.iter().flat_map(|topic| &topic.indicators);
        let mut rows = Vec::new();
        for slug in slugs {
            let facts = &pack.indicators[slug];
            let is_new = rows.iter().all(|row: &RowView| row.slug != *slug);
            if facts.entry.role == role && facts.now().is_some() && is_new {
                rows.push(row::row(pack, &indicators[slug], String::new()));
            }
        }
        PartView { title: title.to_owned(), rows, empty: empty.to_owned() }
    };
    NeedBesideHelp {
        title: "Need beside help".to_owned(),
        caution: CAUTION.map(str::to_owned).into(),
        need: part(Role::Need, "Need", "The data hold no indicator of need."),
        help: part(Role::Help, "Help", "The data hold no indicator of help."),
    }
}
