//! The project's own profiles read without a complaint.

use std::path::Path;

use jsnapack::read;

#[test]
fn every_profile_of_the_project_is_right() {
    for path in ["data/profile.toml", "tests/profiles/national.toml"] {
        let text = std::fs::read_to_string(path).unwrap();
        if let Err(problems) = read::profile(&text, Path::new(path)) {
            panic!("{problems}");
        }
    }
}
