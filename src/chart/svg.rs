//! Renders a Drawing as SVG: a document for goldens, `--keep` and `--charts`, or its marks alone for web pages.

use std::fmt::Write;

use super::text::CAP_HEIGHT;
use crate::model::drawing::{Across, Down, Drawing, Label, Mark, Rgba, Segment, Stroke};

/// The drawing as an SVG document, one mark a line; the same text for the same drawing.
/// The alternative text is its title.
pub fn render(drawing: &Drawing) -> String {
    let (width, height) = (number(drawing.width), number(drawing.height));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" height=\"{height}pt\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"Noto Sans\">\n\
         <title>{}</title>\n{}</svg>\n",
        escape(&drawing.alt),
        marks(drawing)
    )
}

/// What stands inside the SVG document, without its title: one mark a line.
pub fn marks(drawing: &Drawing) -> String {
    let mut svg = String::new();
    for mark in &drawing.marks {
        match mark {
            Mark::Path { segments, fill, stroke } => {
                path(&mut svg, segments, *fill, stroke.as_ref());
            }
            Mark::Label(label) => text(&mut svg, label),
        }
    }
    svg
}

fn path(svg: &mut String, segments: &[Segment], fill: Option<Rgba>, stroke: Option<&Stroke>) {
    svg.push_str("<path d=\"");
    for segment in segments {
        match *segment {
            Segment::Move(x, y) => put(svg, 'M', &[x, y]),
            Segment::Line(x, y) => put(svg, 'L', &[x, y]),
            Segment::Cubic(ax, ay, bx, by, x, y) => put(svg, 'C', &[ax, ay, bx, by, x, y]),
            Segment::Close => svg.push('Z'),
        }
    }
    svg.push('"');
    paint(svg, "fill", fill);
    if let Some(stroke) = stroke {
        paint(svg, "stroke", Some(stroke.colour));
        attribute(svg, "stroke-width", &number(stroke.width));
        if !stroke.dash.is_empty() {
            let dash: Vec<String> = stroke.dash.iter().map(|&length| number(length)).collect();
            attribute(svg, "stroke-dasharray", &dash.join(" "));
        }
    }
    svg.push_str("/>\n");
}

fn text(svg: &mut String, label: &Label) {
    let down = match label.down {
        Down::Top => 1.0,
        Down::Middle => 0.5,
        Down::Baseline => 0.0,
    };
    let baseline = label.y + down * CAP_HEIGHT * label.size;
    svg.push_str("<text");
    attribute(svg, "x", &number(label.x));
    attribute(svg, "y", &number(baseline));
    attribute(svg, "font-size", &number(label.size));
    if label.bold {
        attribute(svg, "font-weight", "bold");
    }
    match label.across {
        Across::Start => {}
        Across::Middle => attribute(svg, "text-anchor", "middle"),
        Across::End => attribute(svg, "text-anchor", "end"),
    }
    paint(svg, "fill", Some(label.colour));
    let _ = writeln!(svg, ">{}</text>", escape(&label.text));
}

fn put(svg: &mut String, command: char, numbers: &[f64]) {
    svg.push(command);
    for (index, &value) in numbers.iter().enumerate() {
        if index > 0 {
            svg.push(' ');
        }
        svg.push_str(&number(value));
    }
}

fn attribute(svg: &mut String, name: &str, value: &str) {
    let _ = write!(svg, " {name}=\"{value}\"");
}

fn paint(svg: &mut String, name: &str, colour: Option<Rgba>) {
    let Some(Rgba(red, green, blue, opacity)) = colour else {
        return attribute(svg, name, "none");
    };
    attribute(svg, name, &format!("#{red:02x}{green:02x}{blue:02x}"));
    if opacity < 255 {
        attribute(svg, &format!("{name}-opacity"), &number(f64::from(opacity) / 255.0));
    }
}

/// Two decimals at most, no zeros behind, no minus before zero.
pub fn number(value: f64) -> String {
    let fixed = format!("{value:.2}");
    let short = fixed.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

/// Text safe inside an element; characters that XML forbids are dropped.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            _ if character.is_control() => {}
            _ => safe.push(character),
        }
    }
    safe
}
