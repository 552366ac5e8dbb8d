//! A web page says what its PDF says: the same headings in the same order, and below each the same numbers and words.

use super::sections::{Section, of_page, of_pdf};
use super::{SUMMARY, twins};

/// Headings with their levels.
fn outline(sections: &[Section]) -> Vec<(usize, &str)> {
    sections.iter().map(|it| (it.level, it.heading.as_str())).collect()
}

/// What one list has and the other lacks, counted.
fn lacking(one: &[String], other: &[String]) -> Vec<String> {
    let mut other = other.to_vec();
    let mut found = Vec::new();
    for word in one {
        match other.iter().position(|it| it == word) {
            Some(at) => drop(other.swap_remove(at)),
            None => found.push(word.clone()),
        }
    }
    found
}

#[test]
fn headings_are_those_of_the_pdf() {
    for twin in twins() {
        let (pdf, page) = (of_pdf(&twin.pdf.tags), of_page(&twin.page()));
        assert!(pdf.len() > 2, "{}: {} headings", twin.name(), pdf.len());
        assert_eq!(outline(&page), outline(&pdf), "{}", twin.name());
    }
}

/// In a summary, the PDF's table has the rows that fit on the sheet and says how many more there are; the page has all.
#[test]
fn below_each_heading_stand_the_numbers_and_words_of_the_pdf() {
    let mut compared = 0;
    let mut faults = Vec::new();
    for twin in twins() {
        let (pdf, page) = (of_pdf(&twin.pdf.tags), of_page(&twin.page()));
        for (pdf, page) in pdf.iter().zip(&page) {
            let place = format!("{}, {:?}", twin.name(), pdf.heading);
            if twin.template == SUMMARY && pdf.heading == "Main indicators" {
                let numbers = pdf.numbers();
                let words = pdf.words();
                let left_out = words.windows(2).find(|pair| pair[0] == "And").map(|pair| &pair[1]);
                let numbers: Vec<String> =
                    numbers.into_iter().filter(|number| Some(number) != left_out).collect();
                assert_eq!(lacking(&numbers, &page.numbers()), [""; 0], "{place}");
                compared += numbers.len();
                continue;
            }
            compared += pdf.numbers().len();
            for (what, one, other) in [
                ("numbers only in the PDF", pdf.numbers(), page.numbers()),
                ("numbers only on the page", page.numbers(), pdf.numbers()),
                ("words only in the PDF", pdf.words(), page.words()),
                ("words only on the page", page.words(), pdf.words()),
            ] {
                let lacking = lacking(&one, &other);
                if !lacking.is_empty() {
                    faults.push(format!("{place}: {what}: {lacking:?}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(compared > 10_000, "only {compared} numbers compared");
}
