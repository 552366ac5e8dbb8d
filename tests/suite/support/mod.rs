//! What tests of the whole program share: a folder to run it in, packs built once, goldens,
//! and reference data that may not be there.

pub mod context;
pub mod golden;
pub mod packs;
#[cfg(target_os = "linux")]
pub mod processes;
pub mod workspace;

use std::path::{Path, PathBuf};

/// Whether an environment variable asks for something.
pub fn asked(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}

/// A file or folder of the reference data, which is in the folder `JSNAPACK_SHARED`, by default
/// `../shared` beside the project. Where it isn't there the test says so and passes, unless
/// `JSNAPACK_REQUIRE_SHARED` is set.
pub fn shared(path: &str) -> Option<PathBuf> {
    let folder = match std::env::var_os("JSNAPACK_SHARED") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
    };
    let full = folder.join(path);
    if full.exists() {
        return Some(full);
    }
    let missing = format!("`{}` is not there", full.display());
    assert!(!asked("JSNAPACK_REQUIRE_SHARED"), "{missing}");
    println!("skipped: {missing}");
    None
}
