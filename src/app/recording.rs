//! What is remembered of a pack: its record, from what was made.

use std::collections::BTreeMap;

use super::maker::Maker;
use super::select::Target;
use super::shop::{Now, Shop, told};
use crate::error::{Problem, Problems};
use crate::model::slot::SlotReport;
use crate::narrate::slots;
use crate::notice::Notice;
use crate::runs::{self, Fact, FileFacts, Kind, MadeFrom, Record, Status};
use crate::template::Template;
use crate::write;

impl Shop<'_> {
    /// The record of a pack of which nothing is there.
    pub(super) fn blank(&self, template: &Template, target: &Target) -> Record {
        let area_type = serde_json::to_value(target.area.area_type)
            .ok()
            .and_then(|name| name.as_str().map(str::to_owned));
        Record {
            area_code: target.area.code.to_string(),
            area_name: target.area.name.clone(),
            area_type: area_type.unwrap_or_default(),
            region: target.region.clone(),
            template: template.name.clone(),
            template_title: template.title.clone(),
            state: self.state,
            status: Status::Failed,
            files: Vec::new(),
            date: self.date.clone(),
            compare: String::new(),
            benchmark: None,
            illustrative: self.illustrative,
            kept: false,
            charts: None,
            seconds: 0.0,
            made_from: MadeFrom::default(),
            view_parts: BTreeMap::new(),
            classes: BTreeMap::new(),
            notices: Vec::new(),
            slots: Vec::new(),
            word_notices: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// The record of a pack that is built. Of one that was, and only lacked some of its files, the rest is kept.
    pub(super) fn built(
        &self,
        maker: &Maker,
        target: &Target,
        now: &Now,
        earlier: Option<&Record>,
        mut files: Vec<FileFacts>,
        seconds: f64,
    ) -> Record {
        let others = earlier.into_iter().flat_map(|earlier| &earlier.files);
        let others = others.filter(|file| self.store.has(&file.path()));
        let new: Vec<Kind> = files.iter().map(|file| file.kind).collect();
        files.extend(others.filter(|file| !new.contains(&file.kind)).cloned());
        files.sort_by_key(|file| file.kind);
        let charts = self.args.charts.map(|format| format.ending().to_owned());
        let view = &now.parts.view;
        Record {
            status: Status::Built,
            files,
            date: view.date.clone(),
            compare: view.compare.clone(),
            benchmark: view.benchmark.clone(),
            illustrative: view.illustrative.is_some(),
            kept: self.args.keep || earlier.is_some_and(|earlier| earlier.kept),
            charts: charts.or_else(|| earlier.and_then(|earlier| earlier.charts.clone())),
            seconds: earlier.map_or(seconds, |earlier| earlier.seconds),
            made_from: now.made_from.clone(),
            view_parts: runs::view_parts(view),
            classes: runs::classes(&now.facts),
            notices: view.notices.clone(),
            slots: recorded(&now.parts.slots),
            word_notices: word_notices(target, &now.parts.notices, &now.parts.slots),
            ..self.blank(&maker.template, target)
        }
    }

    /// Writes a record. Always the last file of a pack to be written.
    pub(super) fn remember(
        &self,
        target: &Target,
        record: &Record,
        facts: &[Fact],
    ) -> Result<(), Problems> {
        let text = record.to_text(facts).map_err(|error| Problem::new(error.to_string()))?;
        told(write::whole(&self.path(&target.record()), text.as_bytes()))
    }
}

/// Slots as records have them: without their texts, which are the writers'.
pub(super) fn recorded(slots: &[SlotReport]) -> Vec<SlotReport> {
    slots.iter().map(|slot| SlotReport { text: String::new(), ..slot.clone() }).collect()
}

/// What is odd about a pack's words.
pub(super) fn word_notices(
    target: &Target,
    notices: &[Notice],
    slots: &[SlotReport],
) -> Vec<Notice> {
    notices.iter().cloned().chain(slots::moved_since(&target.area.name, slots)).collect()
}
