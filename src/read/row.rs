//! Reads one row of a file into an observation.

use std::sync::Arc;

use super::area::upper;
use super::area_type::Kind;
use super::cell::{Cell, plain_text, says_suppressed};
use super::columns::Field;
use super::index::{AreaId, Index, SeriesId};
use super::intern::short;
use super::oddity::{Oddity, Tally};
use super::period::Unread;
use super::period_label::FORMS;
use super::published;
use super::record::Record;
use super::sex;
use crate::model::area::AreaCode;
use crate::model::dataset::{Group, Observation, Origin, Published, SeriesKey};
use crate::model::directory::Directory;
use crate::model::period::TimePeriod;
use crate::model::value::{Fault, Interval, IntervalSource, Value};

/// An observation and what it belongs to.
#[derive(Debug)]
pub(super) struct Row {
    /// Its series.
    pub(super) series: SeriesId,
    /// Its area.
    pub(super) area: AreaId,
    /// The rank of its input: higher ones win.
    pub(super) rank: usize,
    /// What it says.
    pub(super) observation: Observation,
}

/// Reads the rows of one file.
pub(super) struct Rows<'a> {
    /// What rows share.
    pub(super) index: &'a mut Index,
    /// The areas that are known.
    pub(super) directory: &'a Directory,
    /// The file's number.
    pub(super) source: usize,
    /// The rank of its input.
    pub(super) rank: usize,
    /// What is odd about its rows.
    pub(super) tally: Tally,
    /// Whether the row being read has limits that can't be used.
    unusable_limits: bool,
    /// Whether its areas are meant to be real ones.
    pub(super) real_areas: bool,
    /// The area type text read last, and its meaning.
    pub(super) last_kind: Option<(String, Kind)>,
}

impl<'a> Rows<'a> {
    /// Starts a file.
    pub(super) fn new(
        index: &'a mut Index,
        directory: &'a Directory,
        source: usize,
        rank: usize,
    ) -> Self {
        Self {
            index,
            directory,
            source,
            rank,
            tally: Tally::default(),
            unusable_limits: false,
            real_areas: true,
            last_kind: None,
        }
    }
}

impl Rows<'_> {
    /// Reads a row; none if it is left out or if the record now has problems.
    pub(super) fn row(&mut self, record: &mut Record<'_>) -> Option<Row> {
        let indicator = indicator(record);
        let code = record.required(Field::AreaCode).map(upper);
        let area_type = code.as_ref().and_then(|code| self.area_type(record, code));
        let period = self.period(record);
        let group = self.group(record);
        let note = self.note(record);
        let (value, note) = self.value(record, note);
        let known = value.known();
        self.unusable_limits = false;
        let interval = self.interval(record, known, Field::Lower, Field::Upper);
        let interval_998 = self.interval(record, known, Field::Lower998, Field::Upper998);
        let (count, denominator) = self.counts(record, value);
        if !record.problems.is_empty() {
            return None;
        }
        let (indicator, code, period, area_type) = (indicator?, code?, period?, area_type?);

        let name = record.text(Field::IndicatorName);
        if !name.is_empty() {
            let name = self.index.texts.get(&plain_text(name));
            self.index.name(indicator, &name, &period);
        }
        let key = self.key(record, indicator, group);
        let series = self.index.series(key);
        let area = self.area(record, &code, area_type);
        let area = self.index.see_area(&code, area, &period);
        let mut published = self.published(record);
        if self.unusable_limits {
            // The publisher's class can't stand in for one that rests on broken limits.
            published.against_england = None;
            published.against_parent = None;
        }
        Some(Row {
            series,
            area,
            rank: self.rank,
            observation: Observation {
                period,
                value,
                interval,
                interval_998,
                interval_source: (interval.is_some() || interval_998.is_some())
                    .then_some(IntervalSource::Published),
                count,
                denominator,
                note,
                published,
                origin: Origin { source: self.source, line: record.line },
            },
        })
    }

    fn period(&mut self, record: &mut Record<'_>) -> Option<TimePeriod> {
        let label = record.required(Field::Period)?;
        let sortable = record.text(Field::Sortable);
        let range = record.text(Field::Range);
        let unread = match self.index.periods.get(label, sortable, range) {
            Ok((period, fits)) => {
                if !fits {
                    self.tally.add(Oddity::OtherSortKey, record, Field::Sortable);
                }
                return Some(period);
            }
            Err(unread) => unread,
        };
        let (field, what, hint) = match unread {
            Unread::Label => {
                (Field::Period, format!("`{}` is not a time period", short(label)), FORMS)
            }
            Unread::Sortable => (
                Field::Sortable,
                format!("`{}` is not a key to sort periods by", short(sortable)),
                "it is `YYYYQQMM`, such as 20230000 for 2023/24; a spreadsheet may have changed it",
            ),
            Unread::Range => (
                Field::Range,
                format!("`{}` is not a length of time", short(range)),
                "write it like 1y, 3y, 1q or 1m",
            ),
        };
        record.bad(field, what, hint);
        None
    }

    fn group(&mut self, record: &mut Record<'_>) -> Option<Group> {
        let category_type = record.text(Field::CategoryType);
        let category = record.text(Field::Category);
        let (field, what) = match (category_type.is_empty(), category.is_empty()) {
            (true, true) => return None,
            (false, false) => {
                return Some(Group {
                    category_type: self.index.texts.get(&plain_text(category_type)),
                    category: self.index.texts.get(&plain_text(category)),
                });
            }
            (false, true) => (Field::Category, "there is a category type but no category"),
            (true, false) => (Field::CategoryType, "there is a category but no category type"),
        };
        record.bad(field, what.to_owned(), "fill in both cells, or neither");
        None
    }

    fn note(&mut self, record: &Record<'_>) -> Option<Arc<str>> {
        let note = plain_text(record.text(Field::Note));
        // The website marks its notes with a star.
        let note = note.trim_start_matches('*').trim_start();
        (!note.is_empty()).then(|| self.index.texts.get(note))
    }

    fn value(
        &mut self,
        record: &mut Record<'_>,
        note: Option<Arc<str>>,
    ) -> (Value, Option<Arc<str>>) {
        match record.cell(Field::Value) {
            Cell::Number(number) => (Value::Known(number), note),
            Cell::Suppressed => (Value::Suppressed, note),
            Cell::Unusable => {
                self.tally.add(Oddity::Unusable, record, Field::Value);
                (Value::Unusable(Fault::NotFinite), note)
            }
            Cell::Empty if note.as_deref().is_some_and(says_suppressed) => {
                (Value::Suppressed, note)
            }
            Cell::Unreliable => {
                let unreliable = "Value not published because of low reliability";
                let note = note.or_else(|| Some(self.index.texts.get(unreliable)));
                (Value::Missing, note)
            }
            Cell::Empty | Cell::Missing | Cell::Bad => (Value::Missing, note),
        }
    }

    /// The limits of a value that is known.
    fn interval(
        &mut self,
        record: &mut Record<'_>,
        value: Option<f64>,
        lower: Field,
        upper: Field,
    ) -> Option<Interval> {
        let before = self.unusable_limits;
        let mut limit = |field| {
            record.number(field).unwrap_or_else(|()| {
                self.tally.add(Oddity::Unusable, record, field);
                self.unusable_limits = true;
                None
            })
        };
        let limits = (limit(lower), limit(upper));
        let value = value?;
        if self.unusable_limits && !before {
            return None;
        }
        let mut odd = |oddity, field| self.tally.add(oddity, record, field);
        let (low, high) = match limits {
            (None, None) => return None,
            (Some(low), Some(high)) => (low, high),
            (Some(_), None) => {
                odd(Oddity::OneLimit, upper);
                return None;
            }
            (None, Some(_)) => {
                odd(Oddity::OneLimit, lower);
                return None;
            }
        };
        let interval = Interval { lower: low, upper: high };
        if low > high {
            let what = format!("the lower limit {low} is above the upper limit {high}");
            record.bad(lower, what, "swap the two limits, or leave both empty");
        } else if !interval.holds(value) {
            odd(Oddity::OutsideLimits, lower);
        } else if low == high {
            odd(Oddity::EqualLimits, lower);
        }
        Some(interval)
    }

    /// The number in a cell; one that can't be used counts as missing.
    fn number(&mut self, record: &mut Record<'_>, field: Field) -> Option<f64> {
        record.number(field).unwrap_or_else(|()| {
            self.tally.add(Oddity::Unusable, record, field);
            None
        })
    }

    fn counts(&mut self, record: &mut Record<'_>, value: Value) -> (Option<f64>, Option<f64>) {
        let count = self.number(record, Field::Count);
        let denominator = self.number(record, Field::Denominator);
        let mut odd = |oddity, field| self.tally.add(oddity, record, field);
        if count.is_some_and(|count| count < 0.0) {
            odd(Oddity::NegativeCount, Field::Count);
        }
        if denominator.is_some_and(|denominator| denominator <= 0.0) {
            odd(Oddity::NoDenominator, Field::Denominator);
        }
        // A count beside a suppressed value would give the value away.
        let count = count.filter(|_| value != Value::Suppressed);
        (count, denominator)
    }

    fn key(&mut self, record: &Record<'_>, indicator: u32, group: Option<Group>) -> SeriesKey {
        let text = plain_text(record.text(Field::Sex));
        let sex = match sex::known(&text) {
            Some(sex) => sex,
            None => {
                self.tally.add(Oddity::UnknownSex, record, Field::Sex);
                &*text
            }
        };
        SeriesKey {
            indicator,
            sex: self.index.texts.get(sex),
            age: self.index.texts.get(&plain_text(record.text(Field::Age))),
            group,
        }
    }

    fn published(&mut self, record: &Record<'_>) -> Published {
        let parent = record.text(Field::ParentCode);
        let mut class = |field| {
            published::class(record.text(field)).unwrap_or_else(|()| {
                self.tally.add(Oddity::UnknownClass, record, field);
                None
            })
        };
        let against_england = class(Field::AgainstEngland);
        let against_parent = class(Field::AgainstParent);
        let trend = published::direction(record.text(Field::Trend)).unwrap_or_else(|()| {
            self.tally.add(Oddity::UnknownTrend, record, Field::Trend);
            None
        });
        Published {
            against_england,
            against_parent,
            parent: (!parent.is_empty()).then(|| AreaCode::from(self.index.texts.get(parent))),
            trend,
        }
    }
}

fn indicator(record: &mut Record<'_>) -> Option<u32> {
    let text = record.required(Field::Indicator)?;
    let id = text.parse().ok();
    if id.is_none() {
        record.bad(
            Field::Indicator,
            format!("`{}` is not an indicator id", short(text)),
            "an id is a whole number, such as 90284; give your own indicators high ones, such as 900101",
        );
    }
    id
}
