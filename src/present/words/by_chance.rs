//! How many comparisons are made, and what chance does to them.

use super::{capital, count, short, total_of, with_article};
use crate::model::pack::{Pack, Tests};
use crate::present::benchmark;

/// How many comparisons a pack makes, and what chance does to them.
pub(in crate::present) fn comparisons(pack: &Pack) -> String {
    let made = pack.comparisons_made;
    let comparator = pack.comparator.as_ref().map(|area| with_article(&short(&area.name)));
    let first = match benchmark::named(pack) {
        None => "This pack compares nothing with a benchmark: it is about England as a whole."
            .to_owned(),
        Some(benchmark) => {
            let latest = |number: usize| match number {
                1 => "one latest value".to_owned(),
                more => format!("{} latest values", count(more)),
            };
            match (made.benchmark.number(), made.comparator.number(), comparator) {
                (0, 0, _) | (0, _, None) => {
                    format!("This pack makes no comparison with {benchmark}.")
                }
                (0, beside, Some(comparator)) => {
                    format!("This pack compares {} with {comparator}.", latest(beside))
                }
                (number, 1.., Some(comparator)) => format!(
                    "This pack compares {} with {benchmark} and {} with {comparator}.",
                    latest(number),
                    count(made.comparator.number())
                ),
                (number, ..) => format!("This pack compares {} with {benchmark}.", latest(number)),
            }
        }
    };
    let of_goals = match made.goals.number() {
        0 => String::new(),
        1 => " It tests one value with its interval against a goal.".to_owned(),
        more => format!(" It tests {} values with their intervals against goals.", count(more)),
    };
    let of_groups = match made.groups.number() {
        0 => String::new(),
        1 => " It compares one group with the area's own total.".to_owned(),
        more => format!(" It compares {} groups with the area's own total.", count(more)),
    };
    format!("{first}{of_goals}{of_groups}{}", by_chance(made.all()))
}

/// How many of a table's values are compared with a benchmark, and what chance does to them; `published`
/// are the publisher's own comparisons. None without any.
pub(in crate::present) fn table_comparisons(
    made: Tests,
    published: usize,
    benchmark: &str,
) -> Option<String> {
    let number = made.number();
    let values = if number == 1 { "value" } else { "values" };
    let own = (number > 0).then(|| {
        format!(
            "This table compares {} {values} with {benchmark}.{}",
            count(number),
            by_chance(made)
        )
    });
    let published = match published {
        0 => String::new(),
        1 => " One more comparison in it is as published, and is not counted.".to_owned(),
        many => format!(
            " {} more comparisons in it are as published, and are not counted.",
            capital(&count(many))
        ),
    };
    Some(format!("{}{published}", own?))
}

/// How many groups are compared with their area's own total, and what chance does to that.
pub(in crate::present) fn group_comparisons(pack: &Pack) -> String {
    let made = pack.comparisons_made.groups;
    let total = total_of(&pack.area.name);
    match made.number() {
        0 => format!("No group is compared with {total}."),
        1 => format!("One group is compared with {total}."),
        more => {
            format!(
                "{} groups are compared with {total}.{}",
                capital(&count(more)),
                by_chance(made)
            )
        }
    }
}

/// How many of so many comparisons chance alone makes different.
fn by_chance(made: Tests) -> String {
    let expected = |expected: f64| match expected.round() {
        0.0 => "fewer than one".to_owned(),
        number => format!("about {}", count(number as usize)),
    };
    let at_95 = expected(made.at_95 as f64 / 20.0);
    let at_998 = expected(made.at_998 as f64 / 500.0);
    let sentence = |level: &str, number: &str| {
        format!(
            " At {level}, {number} of them would be called different by chance alone, if none really was."
        )
    };
    match (made.at_95, made.at_998) {
        (0, 0) => String::new(),
        (_, 0) => sentence("95%", &at_95),
        (0, _) => sentence("99.8%", &at_998),
        (at, at_more) => format!(
            " {} of these are made at 95% and {} at 99.8%.{} At 99.8%, {at_998} of them would.",
            capital(&count(at)),
            count(at_more),
            sentence("95%", &at_95),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_depends_on_the_level() {
        let words = |at_95, at_998| by_chance(Tests { at_95, at_998 });
        assert_eq!(words(0, 0), "");
        assert_eq!(
            words(19, 0),
            " At 95%, about one of them would be called different by chance alone, if none really was."
        );
        assert_eq!(
            words(0, 40),
            " At 99.8%, fewer than one of them would be called different by chance alone, if none \
             really was."
        );
        assert_eq!(
            words(41, 19),
            " 41 of these are made at 95% and 19 at 99.8%. At 95%, about two of them would be called \
             different by chance alone, if none really was. At 99.8%, fewer than one of them would."
        );
        for sentence in words(1000, 2000).split_inclusive(". ") {
            assert!(sentence.split_whitespace().count() <= 25, "{sentence}");
        }
    }

    #[test]
    fn a_table_counts_its_own_comparisons_only() {
        let words =
            |at_95, published| table_comparisons(Tests { at_95, at_998: 0 }, published, "England");
        assert_eq!(words(0, 3), None);
        let text = words(1, 2).unwrap();
        assert!(text.starts_with("This table compares one value with England. At 95%, "), "{text}");
        let end = " Two more comparisons in it are as published, and are not counted.";
        assert!(text.ends_with(end), "{text}");
    }
}
