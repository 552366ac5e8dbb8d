//! Reads the reference data, which stands beside the project and may be absent.

use std::path::PathBuf;

use jsnapack::model::directory::Directory;
use jsnapack::read::{Input, dataset};

/// The folder of reference data; none, told on the way, if it is absent and need not be there.
fn shared() -> Option<PathBuf> {
    let folder = match std::env::var_os("JSNAPACK_SHARED") {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
    };
    let data = folder.join("reference-data");
    if data.is_dir() {
        return Some(data);
    }
    let required = std::env::var_os("JSNAPACK_REQUIRE_SHARED").is_some();
    assert!(!required, "the reference data is not at {}", data.display());
    println!("the reference data is not at {}", data.display());
    None
}

#[test]
fn national() {
    let Some(shared) = shared() else { return };
    let start = std::time::Instant::now();
    let read = dataset(
        &[Input::Path(shared.join("national"))],
        &Directory::default(),
    );
    println!("{:?}", start.elapsed());
    let read = read.unwrap_or_else(|problems| panic!("{problems}"));
    for n in &read.notices {
        println!("{n}");
    }
    println!("{} {}", read.dataset.series.len(), read.dataset.areas.len());
    for s in &read.dataset.sources {
        println!("{s:?}");
    }
}
