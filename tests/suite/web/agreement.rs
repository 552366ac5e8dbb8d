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
            assert_eq!(
                lacking(&pdf.numbers(), &page.numbers()),
                [""; 0],
                "{place}: only in the PDF"
            );
            assert_eq!(
                lacking(&page.numbers(), &pdf.numbers()),
                [""; 0],
                "{place}: only on the page"
            );
            assert_eq!(lacking(&pdf.words(), &page.words()), [""; 0], "{place}: only in the PDF");
            assert_eq!(lacking(&page.words(), &pdf.words()), [""; 0], "{place}: only on the page");
        }
    }
    assert!(compared > 10_000, "only {compared} numbers compared");
}
