//! The page's own colours keep the contrasts of WCAG 2.2 in light and dark, whatever the theme.

use jsnapack::template;
use jsnapack::template::check::ratio;
use jsnapack::web::{Palette, colours};
use proptest::prelude::*;

fn rgb(colour: &str) -> [u8; 3] {
    [1, 3, 5].map(|at| u8::from_str_radix(&colour[at..at + 2], 16).unwrap())
}

/// Pairs on the page whose contrast is too low.
fn faults(it: &Palette) -> Vec<String> {
    let white = "#ffffff".to_owned();
    let black = "#000000".to_owned();
    let pairs = [
        ("text", &it.ink, &it.paper, 4.5),
        ("text in boxes", &it.ink, &it.tint, 4.5),
        ("smaller text", &it.quiet, &it.paper, 4.5),
        ("headings and links", &it.accent, &it.paper, 4.5),
        ("bar beside a box", &it.accent, &it.tint, 3.0),
        ("focus", &it.ink, &it.paper, 3.0),
        ("title", &white, &it.band, 4.5),
        ("mark for made-up numbers", &black, &it.warning, 4.5),
    ];
    let low = pairs.iter().filter(|(_, one, other, needed)| ratio(rgb(one), rgb(other)) < *needed);
    low.map(|(what, one, other, _)| format!("{what}: {one} on {other}")).collect()
}

#[test]
fn built_in_themes_keep_their_contrast() {
    let listed = template::list().unwrap();
    assert!(listed.len() >= 3);
    for it in listed {
        let colours = colours(&template::load(&it.name).unwrap().manifest.theme);
        assert_eq!(faults(&colours.light), [""; 0]);
        assert_eq!(faults(&colours.dark), [""; 0]);
    }
}

proptest! {
    /// Every main colour that is dark enough for the check has a dark page that can be read.
    #[test]
    fn dark_pages_can_be_read_with_any_main_colour(red: u8, green: u8, blue: u8) {
        prop_assume!(ratio([red, green, blue], [255; 3]) >= 4.5);
        let mut theme = template::load("jsna-annex").unwrap().manifest.theme;
        theme.accent = format!("#{red:02X}{green:02X}{blue:02X}");
        let colours = colours(&theme);
        prop_assert_eq!(faults(&colours.dark), [""; 0]);
    }
}
