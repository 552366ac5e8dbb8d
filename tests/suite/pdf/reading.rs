//! The reader itself: reports of which each kind of tag is known, and files that it must refuse.
//! A case is a folder with `report.typ` and what is read from its PDF.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use jsnapack::model::drawing::{Across, Down, Drawing, Label, Mark, Rgba};
use jsnapack::typeset::{Job, Typesetter};
use lopdf::{Document, Object};

use super::reader::Pdf;
use crate::support::golden;

/// A case's PDF.
fn typeset(case: &Path) -> Vec<u8> {
    let report = golden::input(case, "report.typ");
    let typesetter = Typesetter::new("/report.typ", vec![("/report.typ".into(), report.into())]);
    let label = Label {
        x: 0.0,
        y: 10.0,
        text: "Square".into(),
        size: 9.0,
        bold: false,
        colour: Rgba(0, 0, 0, 255),
        across: Across::Start,
        down: Down::Middle,
    };
    let square =
        Drawing { width: 60.0, height: 20.0, alt: String::new(), marks: vec![Mark::Label(label)] };
    let job = Job {
        ident: "test/reading",
        date: jiff::civil::date(2025, 3, 31),
        view: b"{}",
        words: b"{}",
        drawings: &BTreeMap::from([("square".into(), square)]),
        files: &BTreeMap::from([("/data.csv".into(), b"Area,Value\n".to_vec())]),
    };
    typesetter.unwrap().typeset(&job).unwrap().pdf
}

/// Everything that is read, as text.
fn print(pdf: &Pdf) -> String {
    let mut text = String::new();
    let claims = format!("PDF/UA-{}, PDF/A-{}", pdf.ua_claim, pdf.archive_claim);
    writeln!(text, "{} ({}), {claims}", pdf.title, pdf.language).unwrap();
    for (level, title) in &pdf.bookmarks {
        writeln!(text, "bookmark {level} {title}").unwrap();
    }
    for file in &pdf.attachments {
        let bytes = file.bytes.len();
        let (name, mime, what) = (&file.name, &file.mime, &file.relationship);
        writeln!(text, "attached {name}, {mime}, {what}, {bytes} bytes").unwrap();
    }
    for page in 0..pdf.pages.len() {
        let artifacts = pdf.page_artifacts(page);
        writeln!(text, "page {} not read out: {artifacts:?}", page + 1).unwrap();
    }
    write!(text, "{}", pdf.tags).unwrap();
    text
}

#[test]
fn what_is_read_matches_its_goldens() {
    let cases = golden::cases("pdf");
    golden::assert_same(cases.iter().filter_map(|case| {
        let pdf = Pdf::read(&typeset(case)).unwrap();
        golden::difference(case, "expected.txt", &print(&pdf))
    }));
}

/// A sound PDF, changed.
fn read_changed(change: impl FnOnce(&mut Document)) -> Result<Pdf, String> {
    let case = golden::cases("pdf");
    let case = case.iter().find(|case| case.ends_with("every-kind-of-tag"));
    let mut document = Document::load_mem(&typeset(case.unwrap())).unwrap();
    change(&mut document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    Pdf::read(&bytes)
}

/// Empties the first structure element of a role.
fn empty(document: &mut Document, role: &[u8]) {
    let elements = document.objects.values_mut();
    let first = elements.filter_map(|object| object.as_dict_mut().ok()).find(
        |element| matches!(element.get(b"S").and_then(Object::as_name), Ok(name) if name == role),
    );
    first.unwrap().set("K", Object::Array(Vec::new()));
}

#[test]
fn a_document_that_leaves_readers_lost_is_refused() {
    assert!(read_changed(|_| {}).is_ok());
    let untagged = read_changed(|document| {
        document.catalog_mut().unwrap().remove(b"StructTreeRoot");
    });
    assert_eq!(untagged.unwrap_err(), "the document has no structure tree");
    let lost = read_changed(|document| empty(document, b"LBody"));
    assert!(lost.unwrap_err().starts_with("no tag takes up the marked text"));
}
