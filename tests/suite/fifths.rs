//! Fifths of areas: which rows are placed, and which are left out.

use jsnapack::model::comparison::{Class, NotComparedReason};
use jsnapack::model::pack::Pack;

use crate::support::context::{pack, profile, with_texts};

const HEADINGS: &str = "Indicator ID,Area Code,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,\
    Count,Denominator\n";
const CODES: [&str; 5] = ["E08000011", "E08000012", "E08000013", "E08000014", "E08000015"];

/// Five areas at 10, 20, 30, 40 and 50 and what `more` says, seen from one area.
fn seen_from(area: &str, more: &str) -> Pack {
    let mut text = HEADINGS.to_owned();
    for (nth, code) in CODES.iter().enumerate() {
        text += &format!("1,{code},2023,{}0,,,,\n", nth + 1);
    }
    let profile = profile("method = \"quintiles\"");
    with_texts(&[text + more], &profile, |context| pack(context, area))
}

fn now(pack: &Pack) -> (Class, Option<NotComparedReason>) {
    let now = &pack.indicators["it"].history[0].against_benchmark;
    (now.class, now.reason)
}

#[test]
fn a_very_small_area_is_in_no_fifth() {
    let city = "1,E09000001,2023,30,,,,\n";
    let pack = seen_from("E09000001", city);
    assert_eq!(now(&pack), (Class::NotCompared, Some(NotComparedReason::OutsidePool)));
    assert_eq!(now(&seen_from("E08000013", city)).0, Class::JudgedQuintile(3));
}

#[test]
fn a_row_that_contradicts_itself_is_in_no_fifth_and_no_rank() {
    for (numbers, reason) in [
        ("90,2,3,,", NotComparedReason::OutsideOwnInterval),
        ("90,,,9,0", NotComparedReason::BadDenominator),
    ] {
        let odd = format!("1,E08000003,2023,{numbers}\n");
        let pack = seen_from("E08000003", &odd);
        assert_eq!(now(&pack), (Class::NotCompared, Some(reason)));
        assert_eq!(pack.indicators["it"].rank, None);
        // The others are placed as if it weren't there.
        let other = seen_from("E08000015", &odd);
        assert_eq!(now(&other).0, Class::JudgedQuintile(1));
        assert_eq!(other.indicators["it"].rank.map(|rank| (rank.rank, rank.of)), Some((5, 5)));
    }
}
