//! The tables of a pack as people read them: headings in words, numbers with the decimals that pages have.

use std::collections::BTreeMap;

use super::cell::{Cell, figures, marks, reference};
use super::notes::Notes;
use super::ods::Width;
use crate::model::sheet::{DataRow, Shorthand};
use crate::model::view::{IndicatorView, TopicView, View};

/// A table: headings with the widths of their columns, and rows.
pub(super) struct Table<'a> {
    pub(super) columns: Vec<(String, Width)>,
    pub(super) rows: Vec<Vec<Cell<'a>>>,
}

fn columns(all: &[(&str, Width)]) -> Vec<(String, Width)> {
    all.iter().map(|(heading, width)| ((*heading).to_owned(), *width)).collect()
}

/// What every table begins with.
const WHAT: [(&str, Width); 4] = [
    ("Indicator", Width::Long),
    ("Who is measured", Width::Words),
    ("Unit", Width::Words),
    ("Period", Width::Number),
];

const FIGURES: [(&str, Width); 5] = [
    ("Value", Width::Number),
    ("Lower 95% limit", Width::Number),
    ("Upper 95% limit", Width::Number),
    ("Count", Width::Number),
    ("Denominator", Width::Number),
];

fn what<'a>(it: &'a IndicatorView, period: &'a str) -> [Cell<'a>; 4] {
    [Cell::text(&it.label), Cell::text(&it.population), Cell::text(&it.unit), Cell::text(period)]
}

/// The headings of comparisons, which name what is compared with.
fn compared(view: &View) -> Vec<(String, Width)> {
    let benchmark = view.benchmark.as_deref().unwrap_or("Benchmark");
    // A benchmark of its own can be the comparator too; headings must differ.
    let comparator = match view.comparator.as_deref() {
        Some(name) if name != benchmark => name,
        _ => "Comparator",
    };
    vec![
        (format!("{benchmark}: value"), Width::Number),
        (format!("Compared with {benchmark}"), Width::Words),
        (format!("{comparator}: value"), Width::Number),
    ]
}

/// Each indicator's own rows, groups aside, the latest last.
pub(super) fn totals(view: &View) -> BTreeMap<&str, Vec<&DataRow>> {
    let mut rows: BTreeMap<&str, Vec<&DataRow>> = BTreeMap::new();
    for row in view.data.iter().filter(|row| row.category.is_empty()) {
        rows.entry(&row.slug).or_default().push(row);
    }
    rows
}

/// A topic's indicators in their latest period, those included that the data doesn't hold.
pub(super) fn topic<'a>(
    view: &'a View,
    topic: &'a TopicView,
    totals: &BTreeMap<&str, Vec<&'a DataRow>>,
    notes: &Notes<'_>,
) -> Table<'a> {
    let mut columns = [columns(&WHAT), columns(&FIGURES), compared(view)].concat();
    let comparator =
        view.comparator.as_deref().filter(|name| Some(*name) != view.benchmark.as_deref());
    let comparator = comparator.unwrap_or("comparator");
    columns.push((format!("Compared with {comparator}"), Width::Words));
    columns.extend(self::columns(&[
        ("Recent trend", Width::Words),
        ("Change from the period before", Width::Words),
        ("Rank", Width::Number),
        ("Out of", Width::Number),
        ("Goal", Width::Words),
        ("Codes", Width::Number),
        ("Notes", Width::Words),
    ]));
    let here = topic.indicators.iter().filter_map(|slug| view.indicators.get(slug));
    let absent = view
        .indicators
        .values()
        .filter(|it| it.state == "not-in-data" && topic.not_in_data.contains(&it.label));
    let rows = here.chain(absent).map(|it| {
        let latest = totals.get(it.slug.as_str()).and_then(|rows| rows.last().copied());
        let mut cells = what(it, &it.period).to_vec();
        cells.extend(latest.map_or_else(none, figures));
        let shown = latest.map(|row| row.details.decimals);
        let has = |named: &Option<String>| named.is_some();
        let benchmark = latest.and_then(|row| row.benchmark_value);
        let comparator = latest.and_then(|row| row.details.comparator_value);
        cells.extend([
            reference(benchmark, shown, has(&view.benchmark)),
            Cell::text(&it.against_benchmark.phrase),
            reference(comparator, shown, has(&view.comparator)),
            it.against_comparator
                .as_ref()
                .map_or(Cell::Code(Shorthand::NotApplicable), |class| Cell::text(&class.phrase)),
            Cell::text(&it.trend.phrase),
            Cell::text(&it.change.phrase),
            Cell::whole(latest.and_then(|row| row.rank)),
            Cell::whole(latest.and_then(|row| row.out_of)),
            it.goal.as_ref().map_or(Cell::Blank, |goal| Cell::text(&goal.against.phrase)),
            latest.map_or(Cell::Blank, marks),
            notes.marks(&it.slug),
        ]);
        cells
    });
    Table { columns, rows: rows.collect() }
}

/// The figures of an indicator that has no row.
fn none() -> [Cell<'static>; 5] {
    [const { Cell::Code(Shorthand::NotAvailable) }; 5]
}

/// Every period of every indicator.
pub(super) fn periods(view: &View) -> Table<'_> {
    let mut columns = [columns(&WHAT), columns(&FIGURES), compared(view)].concat();
    columns.push(("Codes".to_owned(), Width::Number));
    let rows = rows_of(view, |row| row.category.is_empty()).map(|(it, row)| {
        let shown = Some(row.details.decimals);
        let mut cells = what(it, &row.period).to_vec();
        cells.extend(figures(row));
        cells.extend([
            reference(row.benchmark_value, shown, view.benchmark.is_some()),
            Cell::text(&row.details.compared),
            reference(row.details.comparator_value, shown, view.comparator.is_some()),
            marks(row),
        ]);
        cells
    });
    Table { columns, rows: rows.collect() }
}

/// Rows of the data with their indicators.
fn rows_of(
    view: &View,
    which: fn(&DataRow) -> bool,
) -> impl Iterator<Item = (&IndicatorView, &DataRow)> {
    let rows = view.data.iter().filter(move |row| which(row));
    rows.filter_map(|row| Some((view.indicators.get(&row.slug)?, row)))
}

/// Every group of people within the area.
pub(super) fn groups(view: &View) -> Table<'_> {
    let divided = [("Divided by", Width::Words), ("Group", Width::Words)];
    let mut columns = [columns(&WHAT), columns(&divided), columns(&FIGURES)].concat();
    columns.extend(self::columns(&[
        ("Total: value", Width::Number),
        ("Compared with the total", Width::Words),
        ("Codes", Width::Number),
    ]));
    let rows = rows_of(view, |row| !row.category.is_empty()).map(|(it, row)| {
        let mut cells = what(it, &row.period).to_vec();
        cells.extend([Cell::text(&row.category_type), Cell::text(&row.category)]);
        cells.extend(figures(row));
        cells.extend([
            reference(row.benchmark_value, Some(row.details.decimals), true),
            Cell::text(&row.details.compared),
            marks(row),
        ]);
        cells
    });
    Table { columns, rows: rows.collect() }
}

/// The gap of each division in words.
pub(super) fn gaps(view: &View) -> Table<'_> {
    let columns = [
        columns(&WHAT),
        columns(&[
            ("Divided by", Width::Words),
            ("Gap", Width::Long),
            ("Slope over all groups", Width::Long),
            ("What to know", Width::Long),
        ]),
    ];
    let divisions = view
        .indicators
        .values()
        .flat_map(|it| it.inequality.iter().map(move |division| (it, division)));
    let rows = divisions.map(|(it, division)| {
        let mut cells = what(it, &division.period).to_vec();
        cells.extend([
            Cell::text(&division.title),
            Cell::text(&division.gap),
            division.slope.as_deref().map_or(Cell::Blank, Cell::text),
            Cell::text(division.notes.join(" ")),
        ]);
        cells
    });
    Table { columns: columns.concat(), rows: rows.collect() }
}

/// The areas of the ranked charts.
pub(super) fn other_areas<'a>(
    view: &'a View,
    totals: &BTreeMap<&str, Vec<&'a DataRow>>,
) -> Table<'a> {
    let benchmark = view.benchmark.as_deref().unwrap_or("Benchmark");
    let mut columns = columns(&WHAT);
    columns.extend(self::columns(&[
        ("Which areas are shown", Width::Words),
        ("Area", Width::Words),
        ("Value", Width::Number),
        ("Lower 95% limit", Width::Number),
        ("Upper 95% limit", Width::Number),
    ]));
    columns.push((format!("Compared with {benchmark}"), Width::Words));
    // The chart's numbers in words, row by row; how an area compares is the last.
    let charts = view.indicators.values().filter_map(|it| {
        let numbers = view.numbers.get(&format!("ranked/{}", it.slug))?;
        Some((it, it.ranked_chart.as_ref()?, numbers))
    });
    let rows = charts.flat_map(|(it, chart, numbers)| {
        chart.rows.iter().zip(&numbers.rows).map(move |(row, words)| (it, row, words))
    });
    let rows = rows.map(|(it, row, words)| {
        let latest = totals.get(it.slug.as_str()).and_then(|rows| rows.last());
        let shown = latest.map(|row| row.details.decimals);
        // A chart's label says "suppressed" where a value is.
        let absent = super::cell::absent(&row.label);
        let limit = |which: fn((f64, f64)) -> f64| {
            let interval = row.point.and_then(|point| point.interval);
            Cell::number(interval.map(which), shown, absent)
        };
        let compared = words.last().filter(|_| view.benchmark.is_some());
        let mut cells = what(it, &it.period).to_vec();
        cells.extend([
            Cell::text(&it.ranked_title),
            Cell::text(&row.name),
            Cell::number(row.point.map(|point| point.value), shown, absent),
            limit(|(lower, _)| lower),
            limit(|(_, upper)| upper),
            Cell::text(compared.map_or("Not compared", String::as_str)),
        ]);
        cells
    });
    Table { columns, rows: rows.collect() }
}

/// The heat map in words; none where nothing is compared.
pub(super) fn heat_map(view: &View) -> Option<Table<'_>> {
    let map = view.heat_map.as_ref().filter(|map| !map.topics.is_empty())?;
    let mut columns =
        columns(&[("Topic", Width::Words), ("Indicator", Width::Long), ("Period", Width::Number)]);
    columns.extend(map.areas.iter().map(|area| (area.name.clone(), Width::Words)));
    let words: BTreeMap<&str, &str> =
        map.marks.iter().map(|mark| (mark.class.as_str(), mark.words.as_str())).collect();
    let rows = map.topics.iter().flat_map(|topic| topic.rows.iter().map(move |row| (topic, row)));
    let rows = rows.map(|(topic, row)| {
        let mut cells =
            vec![Cell::text(&topic.name), Cell::text(&row.label), Cell::text(&row.period)];
        cells.extend(row.cells.iter().map(|class| match words.get(class.as_str()) {
            Some(words) => Cell::text(*words),
            None => Cell::text(class.as_str()),
        }));
        cells
    });
    Some(Table { columns, rows: rows.collect() })
}
