//! Reads the labels of time periods: "2021/22 - 23/24".

/// The ways of writing a period, for hints.
pub(super) const FORMS: &str = "write it like 2023, 2023/24, 2011 - 13, 2021/22 - 23/24, 2020/21 Q3, Apr 2023 or Aug 2019 - Jul 2020";

/// Whether a year can be meant.
pub(super) fn is_year(year: u32) -> bool {
    (1900..2200).contains(&year)
}

/// One end of a label: a year, split or not, with a quarter or a month if it has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Point {
    year: u32,
    split: bool,
    part: Part,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Year,
    Quarter(u32),
    Month(u32),
}

impl Point {
    fn sort(self) -> u32 {
        self.year * 10_000
            + match self.part {
                Part::Year => 0,
                Part::Quarter(quarter) => quarter * 100,
                Part::Month(month) => month,
            }
    }

    fn months(self) -> u32 {
        match self.part {
            Part::Year => 12,
            Part::Quarter(_) => 3,
            Part::Month(_) => 1,
        }
    }

    /// Months from the start of year 0 to its start, in years as they are written.
    fn start(self) -> u32 {
        self.year * 12
            + match self.part {
                Part::Year => 0,
                Part::Quarter(quarter) => (quarter - 1) * 3,
                Part::Month(month) => month - 1,
            }
    }
}

/// The sort key and the length in months of a label.
pub(super) fn span(label: &str) -> Option<(u32, u16)> {
    let label = label.replace(['–', '—', '−'], "-").to_lowercase();
    if let Some(point) = point(&label, None) {
        return Some((point.sort(), u16::try_from(point.months()).ok()?));
    }
    let (first, last) = halves(&label)?;
    let first = point(first.trim(), None)?;
    let last = point(last.trim(), Some(first.year))?;
    let same_kind = first.split == last.split
        && std::mem::discriminant(&first.part) == std::mem::discriminant(&last.part);
    let months = (last.start() + last.months()).checked_sub(first.start())?;
    let is_span = same_kind && months > first.months() && months <= 600;
    is_span.then(|| u16::try_from(months).ok()).flatten().map(|months| (first.sort(), months))
}

/// The two sides of the only dash, or of the only dash between spaces.
fn halves(label: &str) -> Option<(&str, &str)> {
    for dash in [" - ", "-", " to "] {
        let mut parts = label.split(dash);
        if let (Some(first), Some(last), None) = (parts.next(), parts.next(), parts.next()) {
            return Some((first, last));
        }
    }
    None
}

/// "2023", "2023/24", "2020/21 q3", "q3 2020", "apr 2023", "apr-23"; a second half may have a short year.
fn point(text: &str, after: Option<u32>) -> Option<Point> {
    let mut words = text.split(' ');
    let (first, second, more) = (words.next()?, words.next(), words.next());
    if more.is_some() {
        return None;
    }
    let (time, of_year) = match second {
        None => match first.split_once('-') {
            // Excel writes April 2023 as "Apr-23".
            Some((name, short)) if month(name).is_some() && short.len() == 2 => {
                return Some(Point {
                    year: 2000 + short.parse::<u32>().ok()?,
                    split: false,
                    part: part(name)?,
                });
            }
            _ => (first, None),
        },
        Some(second) => match (part(first), part(second)) {
            (Some(part), None) => (second, Some(part)),
            (None, Some(part)) => (first, Some(part)),
            _ => return None,
        },
    };
    let (year, split) = year(time, after)?;
    let part = of_year.unwrap_or(Part::Year);
    let is_split_month = split && matches!(part, Part::Month(_));
    (!is_split_month).then_some(Point { year, split, part })
}

fn part(word: &str) -> Option<Part> {
    if let Some(quarter) = word.strip_prefix('q') {
        let quarter = quarter.parse().ok()?;
        return (1..=4).contains(&quarter).then_some(Part::Quarter(quarter));
    }
    month(word).map(Part::Month)
}

fn month(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let index = NAMES.iter().position(|name| {
        word.len() >= 3 && (name.starts_with(word) || word == "sept" && *name == "september")
    })?;
    u32::try_from(index + 1).ok()
}

/// A year, and whether it is split: "2023", "2023/24", "2023/2024"; "23", "23/24" after another year.
fn year(text: &str, after: Option<u32>) -> Option<(u32, bool)> {
    let (start, end) = match text.split_once('/') {
        Some((start, end)) => (start, Some(end)),
        None => (text, None),
    };
    let start = match (start.len(), after) {
        (4, _) => digits(start)?,
        (2, Some(after)) => following(digits(start)?, after),
        _ => return None,
    };
    let fits = match end {
        None => true,
        Some(end) if end.len() == 4 => digits(end)? == start + 1,
        Some(end) if end.len() == 2 => digits(end)? == (start + 1) % 100,
        Some(_) => false,
    };
    (fits && is_year(start)).then_some((start, end.is_some()))
}

fn digits(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// The first year from `after` on that ends in two digits.
fn following(short: u32, after: u32) -> u32 {
    let year = after / 100 * 100 + short;
    if year < after { year + 100 } else { year }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        for (label, sort, months) in [
            ("2023", 20_230_000, 12),
            ("2023/24", 20_230_000, 12),
            ("2023/2024", 20_230_000, 12),
            ("1999/00", 19_990_000, 12),
            ("2013/14 - 15/16", 20_130_000, 36),
            ("2011 - 13", 20_110_000, 36),
            ("2011-13", 20_110_000, 36),
            ("2011 – 2013", 20_110_000, 36),
            ("1999 - 01", 19_990_000, 36),
            ("2021/22-23/24", 20_210_000, 36),
            ("2021/22 - 2023/24", 20_210_000, 36),
            ("2021 Q1", 20_210_100, 3),
            ("Q1 2021", 20_210_100, 3),
            ("2020/21 Q3", 20_200_300, 3),
            ("2020/21 Q1 - 2020/21 Q3", 20_200_100, 9),
            ("Apr 2023", 20_230_004, 1),
            ("2023 Apr", 20_230_004, 1),
            ("April 2023", 20_230_004, 1),
            ("Apr-23", 20_230_004, 1),
            ("Aug 2019 - Jul 2020", 20_190_008, 12),
            ("Sept 2019 - Aug 2022", 20_190_009, 36),
        ] {
            assert_eq!(span(label), Some((sort, months)), "{label}");
        }
        for label in [
            "",
            "23",
            "2023/25",
            "2023-04-01",
            "01/04/2023",
            "2013 - 11",
            "2011 - 11/12",
            "2023 (prov)",
            "2021 Q5",
            "Ma 2023",
            "latest",
            "2023/24 Apr",
        ] {
            assert_eq!(span(label), None, "{label}");
        }
    }
}
