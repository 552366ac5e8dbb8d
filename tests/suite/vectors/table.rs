//! A table of reference vectors: rows by column name, empty cells missing, lists with `;` and `a..b`.

use std::collections::HashMap;
use std::path::Path;

use jsnapack::stats::judge::Polarity;
use jsnapack::stats::limits::Limits;
use jsnapack::stats::value_type::ValueType;

/// A table and its rows.
pub struct Table {
    rows: Vec<Row>,
}

/// One row.
pub struct Row {
    line: usize,
    cells: HashMap<String, String>,
}

impl Table {
    /// The table at `path`; none without such a file.
    pub fn open(path: &Path) -> Option<Table> {
        if !path.is_file() {
            return None;
        }
        let place = path.display();
        let mut reader = csv::Reader::from_path(path).unwrap_or_else(|e| panic!("{place}: {e}"));
        let headings = reader.headers().unwrap_or_else(|e| panic!("{place}: {e}")).clone();
        let rows = reader.records().enumerate().map(|(nth, record)| {
            let record = record.unwrap_or_else(|e| panic!("{place}: {e}"));
            let pairs = headings.iter().zip(record.iter());
            let cells =
                pairs.map(|(name, cell)| (name.trim().into(), cell.trim().into())).collect();
            Row { line: nth + 2, cells }
        });
        Some(Table { rows: rows.collect() })
    }

    /// Its rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
}

impl Row {
    /// What to call the row in a message.
    pub fn name(&self) -> String {
        format!("line {} ({})", self.line, self.text("case"))
    }

    /// A cell as it stands; empty for a missing column.
    pub fn text(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// A number; none for an empty cell.
    pub fn number(&self, column: &str) -> Option<f64> {
        number(self.text(column))
    }

    /// A number that must be there.
    pub fn needed(&self, column: &str) -> f64 {
        self.number(column).unwrap_or_else(|| panic!("{}: no `{column}`", self.name()))
    }

    /// Whether a cell says true.
    pub fn is_true(&self, column: &str) -> bool {
        self.text(column).eq_ignore_ascii_case("true")
    }

    /// The items of a list; an empty cell has none.
    pub fn list(&self, column: &str) -> Vec<Option<f64>> {
        let text = self.text(column);
        if text.is_empty() {
            return Vec::new();
        }
        text.split(';').flat_map(items).collect()
    }

    /// The items of a list that are there.
    pub fn known(&self, column: &str) -> Vec<f64> {
        self.list(column).into_iter().flatten().collect()
    }

    /// A pair of limits.
    pub fn limits(&self, lower: &str, upper: &str) -> Option<Limits> {
        Limits::of(self.number(lower), self.number(upper))
    }

    /// The polarity.
    pub fn polarity(&self) -> Polarity {
        match self.text("polarity") {
            "high_good" => Polarity::HighIsGood,
            "low_good" => Polarity::LowIsGood,
            "no_judgement" => Polarity::NoJudgement,
            "not_applicable" => Polarity::NotApplicable,
            other => panic!("{}: polarity `{other}`", self.name()),
        }
    }

    /// The kind of value. "other" stands for a measure that no name fits, such as a difference.
    pub fn value_type(&self) -> ValueType {
        match self.text("value_type") {
            "proportion" => ValueType::Proportion,
            "crude_rate" => ValueType::CrudeRate,
            "directly_standardised_rate" => ValueType::DirectlyStandardisedRate,
            "indirectly_standardised_rate" => ValueType::IndirectlyStandardisedRate,
            "indirectly_standardised_ratio" => ValueType::IndirectlyStandardisedRatio,
            "indirectly_standardised_proportion" => ValueType::IndirectlyStandardisedProportion,
            "ratio" => ValueType::Ratio,
            "life_expectancy" => ValueType::LifeExpectancy,
            "slope_index" => ValueType::SlopeIndex,
            "excess_risk" => ValueType::ExcessRisk,
            "mean" => ValueType::Mean,
            "median" => ValueType::Median,
            "count" => ValueType::Count,
            "gap" | "other" => ValueType::Gap,
            _ => ValueType::Other,
        }
    }
}

fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.parse().unwrap_or_else(|_| panic!("`{text}` is no number")))
}

/// One item of a list, or every whole number of a range.
fn items(item: &str) -> Vec<Option<f64>> {
    match item.split_once("..") {
        Some((from, to)) => {
            let whole = |text: &str| -> i64 {
                text.trim().parse().unwrap_or_else(|_| panic!("`{item}` is no range"))
            };
            (whole(from)..=whole(to)).map(|n| Some(n as f64)).collect()
        }
        None => vec![number(item)],
    }
}
