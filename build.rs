//! The report templates and the illustrative data are part of the program: build it again when a file is added.
//! The source's fingerprint is part of its version: packs of another program are built again.

use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo:rerun-if-changed=report-templates");
    println!("cargo:rerun-if-changed=data/illustrative");
    let mut files = vec![PathBuf::from("Cargo.lock"), PathBuf::from("docs/methods.md")];
    sources(Path::new("src"), &mut files);
    files.sort();
    let mut print = Fingerprint::new();
    for path in &files {
        println!("cargo:rerun-if-changed={}", path.display());
        // A file of the list that isn't there, as in a package without its lock file, counts as empty.
        print.add(path.to_string_lossy().replace('\\', "/").as_bytes());
        print.add(&fs::read(path).unwrap_or_default());
    }
    println!("cargo:rerun-if-changed=src");
    println!("cargo:rustc-env=JSNAPACK_SOURCE={:016x}", print.0);
}

fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, files);
        } else {
            files.push(path);
        }
    }
}

/// FNV-1a: the same on every machine, and enough to tell one source from another.
struct Fingerprint(u64);

impl Fingerprint {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, bytes: &[u8]) {
        for &byte in (bytes.len() as u64).to_le_bytes().iter().chain(bytes) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
