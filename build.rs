//! The report templates are part of the program: build it again when a file is added to them.

fn main() {
    println!("cargo:rerun-if-changed=report-templates");
}
