//! The columns of the CSV files as columns of a sheet, each with what it holds.

use super::cell::{Cell, absent, reference};
use super::ods::Width;
use crate::model::sheet::{DataRow, Shorthand, SummaryRow};

/// A column: its name in the CSV, how wide it is, what it holds, and its cell in a row.
pub(super) struct Column<Of> {
    pub(super) name: &'static str,
    pub(super) width: Width,
    pub(super) about: &'static str,
    pub(super) cell: Of,
}

/// A cell of a row of a pack's data.
type OfData = for<'a> fn(&'a DataRow) -> Cell<'a>;
/// A cell of a row of a run's summary.
type OfSummary = for<'a, 'b> fn(&'a SummaryRow<'b>) -> Cell<'a>;

/// Short for the lists below.
const fn column<Of: Copy>(
    name: &'static str,
    width: Width,
    about: &'static str,
    cell: Of,
) -> Column<Of> {
    Column { name, width, about, cell }
}

fn own<'a>(number: Option<f64>, state: &str) -> Cell<'a> {
    Cell::number(number, None, absent(state))
}

/// The columns of a pack's CSV. Numbers are unrounded.
pub(super) const DATA: &[Column<OfData>] = &[
    column("indicator_id", Width::Number, "The publisher's number of the indicator.", |row| {
        Cell::Number(f64::from(row.indicator_id), None)
    }),
    column("slug", Width::Words, "The name of the indicator for programs.", |row| {
        Cell::text(&row.slug)
    }),
    column("indicator", Width::Long, "The indicator.", |row| Cell::text(&row.indicator)),
    column("sex", Width::Number, "Who is measured.", |row| Cell::text(&row.sex)),
    column("age", Width::Number, "Who is measured.", |row| Cell::text(&row.age)),
    column(
        "category_type",
        Width::Words,
        "What people are divided by; blank for the area as a whole.",
        |row| Cell::text(&row.category_type),
    ),
    column("category", Width::Words, "The group; blank for the area as a whole.", |row| {
        Cell::text(&row.category)
    }),
    column("unit", Width::Words, "The unit; blank for counts.", |row| Cell::text(&row.unit)),
    column(
        "area_code",
        Width::Number,
        "The area's code of the Office for National Statistics.",
        |row| Cell::text(&row.area_code),
    ),
    column("area_name", Width::Words, "The area.", |row| Cell::text(&row.area_name)),
    column("period", Width::Number, "The year or years measured.", |row| Cell::text(&row.period)),
    column("value", Width::Number, "The value, unrounded.", |row| own(row.value, row.value_state)),
    column(
        "value_state",
        Width::Number,
        "Whether there is a value: known, suppressed, missing or unusable.",
        |row| Cell::text(row.value_state),
    ),
    column("lower_95", Width::Number, "Lower limit of the 95% confidence interval.", |row| {
        own(row.lower_95, row.value_state)
    }),
    column("upper_95", Width::Number, "Upper limit of the 95% confidence interval.", |row| {
        own(row.upper_95, row.value_state)
    }),
    column("lower_998", Width::Number, "Lower limit of the 99.8% confidence interval.", |row| {
        own(row.lower_998, row.value_state)
    }),
    column("upper_998", Width::Number, "Upper limit of the 99.8% confidence interval.", |row| {
        own(row.upper_998, row.value_state)
    }),
    column(
        "interval_source",
        Width::Words,
        "Who worked the interval out; blank without one.",
        |row| Cell::text(row.interval_source),
    ),
    column("count", Width::Number, "How many events or people.", |row| {
        own(row.count, row.value_state)
    }),
    column("denominator", Width::Number, "What the count is out of.", |row| {
        own(row.denominator, row.value_state)
    }),
    column(
        "benchmark",
        Width::Words,
        "What the value is compared with: for a group, its area's own total.",
        |row| Cell::text(&row.benchmark),
    ),
    column(
        "benchmark_areas",
        Width::Words,
        "How many areas the benchmark is combined from; blank unless it is.",
        |row| Cell::text(&row.benchmark_areas),
    ),
    column("benchmark_value", Width::Number, "The benchmark's value, unrounded.", |row| {
        reference(row.benchmark_value, None, !row.benchmark.is_empty())
    }),
    column("class", Width::Words, "How the value compares.", |row| Cell::text(&row.class)),
    column(
        "level",
        Width::Number,
        "The confidence level of the comparison, in per cent; blank without one.",
        |row| Cell::text(row.level),
    ),
    column(
        "class_source",
        Width::Number,
        "Whether the comparison is recomputed or the publisher's own.",
        |row| Cell::text(row.class_source),
    ),
    column("reason", Width::Words, "Why it is not compared; blank where it is.", |row| {
        Cell::text(&row.reason)
    }),
    column("goal", Width::Words, "The goal; blank without one.", |row| Cell::text(&row.goal)),
    column("goal_class", Width::Words, "Whether the goal is met.", |row| {
        Cell::text(&row.goal_class)
    }),
    column("goal_reason", Width::Words, "Why that can't be said; blank where it can.", |row| {
        Cell::text(&row.goal_reason)
    }),
    column("trend", Width::Words, "The recent trend, in the row of the latest period.", |row| {
        Cell::text(&row.trend)
    }),
    column(
        "rank",
        Width::Number,
        "The place among areas of its kind, in the row of the latest period.",
        |row| Cell::whole(row.rank),
    ),
    column("out_of", Width::Number, "Out of how many.", |row| Cell::whole(row.out_of)),
    column("note", Width::Long, "The publisher's note on the value; blank without one.", |row| {
        Cell::text(&row.note)
    }),
    column("status", Width::Number, "Whether the numbers are illustrative or as given.", |row| {
        Cell::text(&row.status)
    }),
];

fn shown<'a>(row: &SummaryRow<'_>, number: Option<f64>) -> Cell<'a> {
    Cell::number(number, row.decimals, absent(row.value_state))
}

fn counted<'a>(row: &SummaryRow<'_>, number: Option<f64>) -> Cell<'a> {
    Cell::number(number, Some(0), absent(row.value_state))
}

/// The columns of `summary.csv`.
pub(super) const SUMMARY: &[Column<OfSummary>] = &[
    column(
        "area_code",
        Width::Number,
        "The area's code of the Office for National Statistics.",
        |row| Cell::text(row.area_code),
    ),
    column("area_name", Width::Words, "The area.", |row| Cell::text(row.area_name)),
    column("area_type", Width::Number, "The area's kind.", |row| Cell::text(row.area_type)),
    column("region", Width::Words, "The region; blank where the area lies in none.", |row| {
        Cell::text(row.region)
    }),
    column("indicator_id", Width::Number, "The publisher's number of the indicator.", |row| {
        Cell::Number(f64::from(row.indicator_id), None)
    }),
    column("slug", Width::Words, "The name of the indicator for programs.", |row| {
        Cell::text(row.slug)
    }),
    column("indicator", Width::Long, "The indicator.", |row| Cell::text(row.indicator)),
    column("sex", Width::Number, "Who is measured.", |row| Cell::text(row.sex)),
    column("age", Width::Number, "Who is measured.", |row| Cell::text(row.age)),
    column("unit", Width::Words, "The unit; blank for counts.", |row| Cell::text(row.unit)),
    column("period", Width::Number, "The latest year or years that any area has.", |row| {
        Cell::text(row.period)
    }),
    column("value", Width::Number, "The value.", |row| shown(row, row.value)),
    column(
        "value_state",
        Width::Number,
        "Whether there is a value: known, suppressed, missing, unusable, groups-only or not-in-data.",
        |row| Cell::text(row.value_state),
    ),
    column("lower_95", Width::Number, "Lower limit of the 95% confidence interval.", |row| {
        shown(row, row.lower_95)
    }),
    column("upper_95", Width::Number, "Upper limit of the 95% confidence interval.", |row| {
        shown(row, row.upper_95)
    }),
    column("count", Width::Number, "How many events or people.", |row| counted(row, row.count)),
    column("denominator", Width::Number, "What the count is out of.", |row| {
        counted(row, row.denominator)
    }),
    column("benchmark", Width::Words, "What the value is compared with.", |row| {
        Cell::text(row.benchmark)
    }),
    column("benchmark_value", Width::Number, "The benchmark's value.", |row| {
        reference(row.benchmark_value, row.decimals, !row.benchmark.is_empty())
    }),
    column("class", Width::Words, "How the value compares.", |row| Cell::text(row.class)),
    column(
        "level",
        Width::Number,
        "The confidence level of the comparison, in per cent; blank without one.",
        |row| Cell::text(row.level),
    ),
    column(
        "source",
        Width::Number,
        "Whether the comparison is recomputed or the publisher's own.",
        |row| Cell::text(row.source),
    ),
    column("reason", Width::Words, "Why it is not compared; blank where it is.", |row| {
        Cell::text(row.reason)
    }),
    column("trend", Width::Words, "The recent trend.", |row| Cell::text(row.trend)),
    column("rank", Width::Number, "The place among areas of its kind.", |row| {
        Cell::whole(row.rank)
    }),
    column("out_of", Width::Number, "Out of how many.", |row| Cell::whole(row.out_of)),
    column("note", Width::Long, "The publisher's note on the value; blank without one.", |row| {
        Cell::text(row.note)
    }),
    column("date", Width::Number, "The pack's date.", |row| Cell::text(row.date)),
    column("data", Width::Number, "Whether the numbers are illustrative or as given.", |row| {
        Cell::text(row.data)
    }),
    column(
        "status",
        Width::Number,
        "Whether the pack was built, or is an earlier one because the latest try failed.",
        |row| Cell::text(row.status),
    ),
    column("packs", Width::Words, "The packs that have it.", |row| Cell::text(row.packs.as_str())),
];

/// What a code means, for a cover.
pub(super) fn meaning(code: Shorthand) -> &'static str {
    match code {
        Shorthand::Break => "a break in the series: not to be compared with earlier periods",
        Shorthand::Confidential => "confidential: the number is suppressed to protect people",
        Shorthand::Estimated => "estimated by a model, not counted in the area",
        Shorthand::LowReliability => {
            "low reliability: it rests on fewer than ten cases and can change a lot by chance"
        }
        Shorthand::NotAvailable => {
            "not available: the data has no number, or one that can't be used"
        }
        Shorthand::NotApplicable => "not applicable: there can be no number here",
    }
}
