//! The Pack and the View of small data, held as files a person can open: a case is a folder with
//! `files`, the area in `area.txt` with what it is compared with, and what `inspect` prints of it. `UPDATE=1` accepts.

use crate::support::golden;
use crate::support::workspace::Workspace;

#[test]
fn packs_and_views_match_their_goldens() {
    let cases = golden::cases("inspect");
    golden::assert_same(cases.iter().flat_map(|case| {
        let area = golden::input(case, "area.txt");
        let workspace = Workspace::holding(&case.join("files"));
        let print = |more: &str| {
            // The name can be followed by arguments: `Liverpool --compare region`.
            let (area, compare) = area.trim().split_once(" --").unwrap_or((area.trim(), ""));
            let compare = if compare.is_empty() { String::new() } else { format!(" --{compare}") };
            let line =
                format!("inspect \"{area}\" --data data.csv --profile profile.toml{compare}{more}");
            workspace.run(&line).ends(0).stdout
        };
        [
            golden::difference(case, "pack.json", &print("")),
            golden::difference(case, "view.json", &print(" --view")),
        ]
        .into_iter()
        .flatten()
    }));
}
