//! Memory hardly grows with the number of packs.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::support::workspace::Workspace;

/// The largest memory that a build of some areas takes, in kilobytes, as the system counts it.
#[cfg(target_os = "linux")]
fn peak(workspace: &Workspace, areas: &[String]) -> u64 {
    let areas = areas.join(" ");
    let mut child =
        workspace.start(&format!("build {areas} --force --format json --jobs 2 --out packs"));
    // Nobody may make it wait for room in its pipes.
    let mut out = child.stdout.take().unwrap();
    let reader = thread::spawn(move || std::io::copy(&mut out, &mut std::io::sink()));
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        if let Some(found) = line.and_then(|line| line.trim().strip_suffix(" kB")) {
            peak = peak.max(found.parse().unwrap());
        }
        thread::sleep(Duration::from_millis(20));
    }
    reader.join().unwrap().unwrap();
    assert!(child.wait().unwrap().success());
    peak
}

#[cfg(target_os = "linux")]
#[test]
fn memory_grows_by_less_than_a_megabyte_a_pack() {
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/areas.csv");
    let list = fs::read_to_string(list).unwrap();
    let utlas = list.lines().filter(|line| line.contains(",utla,"));
    let codes: Vec<String> =
        utlas.filter_map(|line| line.split(',').next()).map(str::to_owned).collect();
    let workspace = Workspace::new();
    let few = peak(&workspace, &codes[..12]);
    let many = peak(&workspace, &codes[..48]);
    println!("12 packs: {few} KB; 48 packs: {many} KB");
    // Without eviction each pack leaves 17 MB. What is left of growth, by the system's count, is about half a
    // megabyte a pack in the first hundred: more than we want, and no reason to let it become worse.
    assert!(many < few + 36 * 1_000, "12 packs: {few} KB; 48 packs: {many} KB");
    assert!(many < 300_000, "48 packs: {many} KB");
}
