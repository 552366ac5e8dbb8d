//! Memory does not grow with the number of packs.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::support::processes;
use crate::support::workspace::Workspace;

/// The largest memory that a build of some areas takes, the processes that typeset for it included, in thousands of bytes.
fn peak(workspace: &Workspace, areas: &[String], options: &str) -> u64 {
    let areas = areas.join(" ");
    let mut child =
        workspace.begin(&format!("build {areas} {options} --force --jobs 2 --out packs"));
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        peak = processes::memory(child.id()).max(peak);
        thread::sleep(Duration::from_millis(30));
    }
    assert!(child.wait().unwrap().success());
    peak
}

/// Codes of the upper-tier authorities.
fn codes() -> Vec<String> {
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/areas.csv");
    let list = fs::read_to_string(list).unwrap();
    let utlas = list.lines().filter(|line| line.contains(",utla,"));
    utlas.filter_map(|line| line.split(',').next()).map(str::to_owned).collect()
}

#[test]
fn four_times_as_many_packs_take_no_more_memory() {
    let (workspace, codes) = (Workspace::new(), codes());
    let few = peak(&workspace, &codes[..12], "");
    let many = peak(&workspace, &codes[..48], "");
    let found = format!("12 packs: {few} KB; 48 packs: {many} KB");
    println!("{found}");
    assert!(many * 10 <= few * 11, "{found}");
    assert!(many <= 250_000, "{found}");
    // Fewer than two processes for two workers would make this test no test.
    assert!(few > 120_000, "{found}");
}

/// A thread of its own for each template left each with what its largest pack took: 480 MB with four.
#[test]
fn further_templates_take_hardly_more_memory() {
    let (workspace, codes) = (Workspace::new(), codes());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("report-templates/jsna-annex");
    let manifest = fs::read_to_string(root.join("template.toml")).unwrap();
    let report = fs::read_to_string(root.join("report.typ")).unwrap();
    let mut options = String::new();
    for number in 1..=3 {
        let name = format!("annex-{number}");
        let renamed = manifest.replace("\"jsna-annex\"", &format!("\"{name}\""));
        workspace.write(&format!("{name}/template.toml"), &renamed);
        workspace.write(&format!("{name}/report.typ"), &report);
        options.push_str(&format!(" --template {name}"));
    }
    let one = peak(&workspace, &codes[..12], "");
    let three = peak(&workspace, &codes[..12], &options);
    let found = format!("one template: {one} KB; three: {three} KB");
    println!("{found}");
    assert!(three * 10 <= one * 12, "{found}");
}
