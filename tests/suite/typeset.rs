//! Typesetting: standards, drawings on the page, sameness of bytes, and what people are told.

use std::collections::BTreeMap;

use jsnapack::model::drawing::{Across, Down, Drawing, Label, Mark, Rgba, Segment, Stroke};
use jsnapack::typeset::{Job, Typeset, TypesetError, Typesetter};

const REPORT: &str = r#"
#let view = json("/view.json")
#set document(title: view.title)
#set text(lang: "en", region: "GB", size: 12pt)
#pdf.attach("/data.csv", mime-type: "text/csv", description: "The data", relationship: "data")
= #view.title
#figure(drawing("square"), alt: "A square", caption: [A square.])
#table(
  columns: 2,
  table.header[Area][Value],
  pdf.header-cell(scope: "row")[#view.text], [3],
)
"#;

fn square(label: &str) -> Drawing {
    let black = Rgba(11, 12, 12, 255);
    Drawing {
        width: 100.0,
        height: 40.0,
        alt: "A square".into(),
        marks: vec![
            Mark::Path {
                segments: vec![
                    Segment::Move(10.0, 10.0),
                    Segment::Line(30.0, 10.0),
                    Segment::Cubic(30.0, 20.0, 30.0, 25.0, 30.0, 30.0),
                    Segment::Close,
                ],
                fill: Some(Rgba(0, 112, 60, 255)),
                stroke: Some(Stroke { colour: black, width: 0.75, dash: vec![2.0, 1.0] }),
            },
            Mark::Label(Label {
                x: 40.0,
                y: 20.0,
                text: label.into(),
                size: 9.0,
                bold: true,
                colour: black,
                across: Across::Start,
                down: Down::Middle,
            }),
        ],
    }
}

/// A template and one pack's inputs, changed by a test where it needs to.
struct Case {
    report: String,
    label: String,
    text: String,
}

impl Case {
    fn new() -> Self {
        Self { report: REPORT.into(), label: "AVATAR To 12%".into(), text: "Town".into() }
    }

    fn typesetter(&self) -> Result<Typesetter, TypesetError> {
        Typesetter::new("/report.typ", vec![("/report.typ".into(), self.report.clone().into())])
    }

    fn typeset_with(&self, typesetter: &Typesetter) -> Result<Typeset, TypesetError> {
        self.typeset_drawing(typesetter, square(&self.label))
    }

    fn typeset_drawing(
        &self,
        typesetter: &Typesetter,
        drawing: Drawing,
    ) -> Result<Typeset, TypesetError> {
        let view = serde_json::json!({ "title": "A pack", "text": self.text }).to_string();
        typesetter.typeset(&Job {
            ident: "test/E06000001",
            date: jiff::civil::date(2025, 3, 31),
            view: view.as_bytes(),
            words: b"{}",
            drawings: &BTreeMap::from([("square".into(), drawing)]),
            files: &BTreeMap::from([("/data.csv".into(), b"Area,Value\n".to_vec())]),
        })
    }

    fn typeset(&self) -> Result<Typeset, TypesetError> {
        self.typeset_with(&self.typesetter()?)
    }

    fn error(&self) -> String {
        self.typeset().map(|done| done.pages).unwrap_err().to_string()
    }
}

#[test]
fn drawing_in_figure_meets_both_standards() {
    let done = Case::new().typeset().unwrap();
    assert_eq!(done.pages, 1);
    assert_eq!(done.warnings, Vec::<String>::new());
    let pdf = lopdf::Document::load_mem(&done.pdf).unwrap();
    let text = pdf.extract_text(&[1]).unwrap();
    assert!(text.contains("AVATAR To 12%"), "{text}");
    let figures = pdf.objects.values().filter_map(|object| {
        let tag = object.as_dict().ok()?;
        (tag.get(b"S").ok()?.as_name().ok()? == b"Figure").then(|| tag.has(b"Alt"))
    });
    assert_eq!(figures.collect::<Vec<bool>>(), [true]);
    let raw = String::from_utf8_lossy(&done.pdf);
    assert!(raw.contains("<pdfuaid:part>1</pdfuaid:part>"));
    assert!(raw.contains("<pdfaid:part>3</pdfaid:part>"));
    assert!(raw.contains("<pdfaid:conformance>A</pdfaid:conformance>"));
}

#[test]
fn labels_on_one_line_are_one_run_of_text() {
    let mut drawing = square("2021/22");
    let label = |text: &str, x, y| {
        let Mark::Label(label) = square(text).marks.remove(1) else { unreachable!() };
        Mark::Label(Label { x, y, ..label })
    };
    drawing.marks.extend([label("2022/23", 85.0, 20.0), label("below", 40.0, 30.0)]);
    let case = Case::new();
    let done = case.typeset_drawing(&case.typesetter().unwrap(), drawing).unwrap();
    let pdf = lopdf::Document::load_mem(&done.pdf).unwrap();
    let text = pdf.extract_text(&[1]).unwrap();
    assert!(text.contains("2021/22 2022/23"), "{text}");
    assert!(!text.contains("2022/23 below"), "{text}");
}

#[test]
fn same_job_gives_same_bytes() {
    let case = Case::new();
    let typesetter = case.typesetter().unwrap();
    let first = case.typeset_with(&typesetter).unwrap();
    let other = Case { text: "Village".into(), ..Case::new() };
    other.typeset_with(&typesetter).unwrap();
    assert!(case.typeset_with(&typesetter).unwrap() == first);
}

#[test]
fn missing_glyph_in_a_drawing_is_named() {
    let error = Case { label: "Better \u{25C6}".into(), ..Case::new() }.error();
    assert!(error.contains("`Better \u{25C6}`") && error.contains("`square`"), "{error}");
    assert!(error.contains("at report.typ, line 7, column"), "{error}");
}

#[test]
fn missing_glyph_on_the_page_is_named() {
    let error = Case { text: "Pasted \u{2713} tick".into(), ..Case::new() }.error();
    assert!(error.contains('\u{2713}'), "{error}");
    assert!(error.contains("hint: the font has no such character"), "{error}");
    assert!(jsnapack::typeset::lacks('\u{2713}') && !jsnapack::typeset::lacks('é'));
}

#[test]
fn figure_without_alternative_text_is_refused() {
    let report = REPORT.replace("alt: \"A square\", ", "");
    let error = Case { report, ..Case::new() }.error();
    assert!(error.contains("alt"), "{error}");
}

#[test]
fn unknown_drawing_is_named() {
    let report = REPORT.replace("drawing(\"square\")", "drawing(\"circle\")");
    let error = Case { report, ..Case::new() }.error();
    assert!(error.contains("no drawing named `circle`"), "{error}");
}

#[test]
fn mistake_in_a_template_shows_before_any_pack() {
    let case = Case { report: "= Title\n#let x = (".into(), ..Case::new() };
    let error = case.typesetter().map(|_| ()).unwrap_err().to_string();
    assert!(error.contains("at report.typ, line 2"), "{error}");
}

#[test]
fn templates_reach_no_packages_and_no_disk() {
    let report = format!("#import \"@preview/example:0.1.0\": *\n{REPORT}");
    let error = Case { report, ..Case::new() }.error();
    assert!(error.contains("only their own files"), "{error}");
    let report = format!("#read(\"/etc/passwd\")\n{REPORT}");
    let error = Case { report, ..Case::new() }.error();
    assert!(error.contains("no file `etc/passwd` in the template"), "{error}");
}
