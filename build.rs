//! The report templates and the illustrative data are part of the program: build it again when a file is added.

fn main() {
    println!("cargo:rerun-if-changed=report-templates");
    println!("cargo:rerun-if-changed=data/illustrative");
}
