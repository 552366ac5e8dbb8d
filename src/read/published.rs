//! Reads the publisher's own judgements: comparison and trend labels.

use crate::model::comparison::Class;
use crate::model::trend::Direction;

/// The class that a comparison label names; an error if it isn't known.
pub(super) fn class(text: &str) -> Result<Option<Class>, ()> {
    let text = text.trim();
    Ok(Some(match text {
        "" => return Ok(None),
        "Not compared" => Class::NotCompared,
        "Similar" => Class::Similar,
        "Better" => Class::Better,
        "Worse" => Class::Worse,
        "Lower" => Class::Lower,
        "Higher" => Class::Higher,
        _ => return worded(&text.to_lowercase()).map(Some).ok_or(()),
    }))
}

fn worded(text: &str) -> Option<Class> {
    if let Some(rank) = text.strip_suffix("quintile") {
        return Some(match rank.trim() {
            "worst" => Class::JudgedQuintile(1),
            "2nd worst" | "second worst" => Class::JudgedQuintile(2),
            "2nd best" | "second best" => Class::JudgedQuintile(4),
            "best" => Class::JudgedQuintile(5),
            "lowest" => Class::Quintile(1),
            "2nd lowest" | "second lowest" => Class::Quintile(2),
            "middle" => Class::Quintile(3),
            "2nd highest" | "second highest" => Class::Quintile(4),
            "highest" => Class::Quintile(5),
            _ => return None,
        });
    }
    if let Some(rank) = text.strip_suffix("quartile") {
        return Some(Class::Quartile(match rank.trim() {
            "lowest" => 1,
            "2nd lowest" | "second lowest" => 2,
            "2nd highest" | "second highest" => 3,
            "highest" => 4,
            _ => return None,
        }));
    }
    Some(match text.replace(['(', ')', '%'], "").trim() {
        "not compared" => Class::NotCompared,
        "similar" => Class::Similar,
        "better" | "better 95" | "better 95.0" => Class::Better,
        "worse" | "worse 95" | "worse 95.0" => Class::Worse,
        "lower" | "lower 95" | "lower 95.0" => Class::Lower,
        "higher" | "higher 95" | "higher 95.0" => Class::Higher,
        "best" | "better 99.8" => Class::Best,
        "worst" | "worse 99.8" => Class::Worst,
        "lowest" | "lower 99.8" => Class::Lowest,
        "highest" | "higher 99.8" => Class::Highest,
        _ => return None,
    })
}

/// The direction that a trend label names; an error if it isn't known.
pub(super) fn direction(text: &str) -> Result<Option<Direction>, ()> {
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        Ok(None)
    } else if text.starts_with("increasing") {
        Ok(Some(Direction::Increasing))
    } else if text.starts_with("decreasing") {
        Ok(Some(Direction::Decreasing))
    } else if text.starts_with("no significant change") {
        Ok(Some(Direction::NoChange))
    } else if text.starts_with("cannot be calculated") {
        Ok(Some(Direction::CannotBeCalculated))
    } else {
        Err(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        assert_eq!(class(""), Ok(None));
        assert_eq!(class("Better 99.8%"), Ok(Some(Class::Best)));
        assert_eq!(class("worse (95%)"), Ok(Some(Class::Worse)));
        assert_eq!(class("2nd highest quintile"), Ok(Some(Class::Quintile(4))));
        assert_eq!(class("Best quintile"), Ok(Some(Class::JudgedQuintile(5))));
        assert_eq!(class("fine"), Err(()));
        assert_eq!(direction("Decreasing and getting better"), Ok(Some(Direction::Decreasing)));
        assert_eq!(direction("sideways"), Err(()));
    }
}
