//! Files as they come from other programs, and files that are meant to do harm.

use std::fs;

use serde_json::Value;

use super::{TEAM, team};
use crate::support::workspace::Workspace;

const LIVERPOOL: &str = "data/narrative/E08000012.md";

fn write(workspace: &Workspace, path: &str, bytes: &[u8]) {
    let path = workspace.path(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// The words of the foreword in Liverpool's pack.
fn foreword(bytes: &[u8]) -> String {
    let workspace = team();
    write(&workspace, LIVERPOOL, bytes);
    workspace.run(&format!("build Liverpool --keep {TEAM}")).ends(0);
    let files = workspace.files();
    let (_, words) = files.iter().find(|(path, _)| path.ends_with("/words.json")).unwrap();
    let words: Value = serde_json::from_slice(words).unwrap();
    super::slots(&words)
}

#[test]
fn files_of_windows_and_macs_simply_work() {
    let expected = "foreword: paragraph spans[“Café”: don’t – £5.]\n";
    let text = "## Foreword\n<!-- slot: foreword -->\n\n“Café”: don’t – £5.\n";
    assert_eq!(foreword(text.as_bytes()), expected);
    assert_eq!(foreword(text.replace('\n', "\r\n").as_bytes()), expected);
    assert_eq!(foreword(text.replace('\n', "\r").as_bytes()), expected);
    assert_eq!(foreword(format!("\u{feff}{text}").as_bytes()), expected);
    assert_eq!(foreword(text.replace('é', "e\u{301}").as_bytes()), expected);
    let windows = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    assert_eq!(foreword(&windows), expected);
}

#[test]
fn windows_1252_is_said() {
    let workspace = team();
    write(&workspace, LIVERPOOL, b"<!-- slot: foreword -->\nFine\nCaf\xe9\n");
    let ran = workspace.run(&format!("build Liverpool {TEAM}")).ends(0);
    ran.saying("read as Windows-1252").saying("E08000012.md, line 3");
}

/// Liverpool's file stops Liverpool's pack with these words, and nobody else's.
fn stops_liverpool(workspace: &Workspace, words: &str) {
    let ran = workspace.run(&format!("build Liverpool Rutland {TEAM}"));
    let ran = ran.ends(1).saying(words).saying("E08000012");
    assert!(ran.stdout.contains("E06000017-rutland.pdf"), "{}", ran.stdout);
    assert!(ran.stdout.contains("failed E08000012"), "{}", ran.stdout);
    let ran = workspace.run(&format!("check {TEAM}")).ends(1);
    assert!(ran.stdout.contains(words), "{}", ran.stdout);
}

#[test]
fn what_is_no_text_stops_one_area() {
    let workspace = team();
    let utf_16: Vec<u8> = "\u{feff}Text".encode_utf16().flat_map(u16::to_le_bytes).collect();
    write(&workspace, LIVERPOOL, &utf_16);
    stops_liverpool(&workspace, "UTF-16");
    write(&workspace, LIVERPOOL, b"PK\x03\x04 a Word document");
    stops_liverpool(&workspace, "Word document");
    write(&workspace, LIVERPOOL, &vec![b'a'; 50 << 20]);
    stops_liverpool(&workspace, "larger than 2 MB");
    write(&workspace, LIVERPOOL, b"");
    workspace.run(&format!("build Liverpool {TEAM}")).ends(0);
}

#[test]
fn a_text_that_runs_for_ever_stops_one_area() {
    let workspace = team();
    let mut text = String::from("<!-- slot: foreword -->\n");
    text.push_str(&"{% for a in area.name %}".repeat(12));
    text.push('x');
    text.push_str(&"{% endfor %}".repeat(12));
    write(&workspace, LIVERPOOL, text.as_bytes());
    stops_liverpool(&workspace, "runs for too long");
}

#[test]
fn a_very_long_or_deep_text_does_no_harm() {
    let workspace = team();
    for text in [
        "word ".repeat(100_000),
        "> ".repeat(500),
        "- ".repeat(500) + "x",
        "*".repeat(5_000),
        "[".repeat(5_000),
        "![".repeat(500),
        "{{".repeat(5_000),
        "<!--".repeat(500),
        format!("{} x", "#".repeat(5_000)),
        "a".repeat(50_000),
        format!("[^1]\n\n[^1]: {}", "[^1] ".repeat(200)),
    ] {
        write(&workspace, LIVERPOOL, format!("<!-- slot: foreword -->\n{text}\n").as_bytes());
        let ran = workspace.run(&format!("build Liverpool {TEAM}"));
        let start: String = text.chars().take(20).collect();
        assert!(ran.code < 2 && !ran.stderr.contains("shared/"), "{start}: {}", ran.stderr);
        assert!(!ran.stderr.contains("broke down"), "{start}: {}", ran.stderr);
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    let workspace = team();
    write(&workspace, "secret.md", b"<!-- slot: foreword -->\nSecret.\n");
    write(&workspace, "data/narrative/all-areas.md", b"");
    std::os::unix::fs::symlink(workspace.path("secret.md"), workspace.path(LIVERPOOL)).unwrap();
    stops_liverpool(&workspace, "link out of the folder");
    fs::remove_file(workspace.path(LIVERPOOL)).unwrap();
    write(&workspace, "secret.png", b"not even a picture");
    std::os::unix::fs::symlink(
        workspace.path("secret.png"),
        workspace.path("data/narrative/a.png"),
    )
    .unwrap();
    write(&workspace, LIVERPOOL, b"<!-- slot: foreword -->\n![A picture](a.png)\n");
    stops_liverpool(&workspace, "link out of the folder");
}

/// A picture of some size as PNG, with words hidden in it.
fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(width, height, image::Rgb([18, 67, 109]))
        .write_to(&mut png, image::ImageFormat::Png)
        .unwrap();
    let mut png = png.into_inner();
    // A chunk of text after the signature and the head: 8 and 25 bytes.
    let body = b"tEXtComment\0taken at 53.4, -2.98";
    let mut crc = flate2::Crc::new();
    crc.update(body);
    let mut chunk = (body.len() as u32 - 4).to_be_bytes().to_vec();
    chunk.extend(body);
    chunk.extend(crc.sum().to_be_bytes());
    png.splice(33..33, chunk);
    png
}

#[test]
fn pictures_fit_the_page_and_tell_nothing_but_what_they_show() {
    let workspace = team();
    let sizes = [(20, 10), (6_000, 30), (30, 6_000), (900, 1_400)];
    let mut text = String::from("<!-- slot: foreword -->\n");
    for (number, (width, height)) in sizes.into_iter().enumerate() {
        let bytes = picture(width, height);
        assert!(bytes.windows(8).any(|window| window == b"taken at"));
        write(&workspace, &format!("data/narrative/{number}.png"), &bytes);
        text.push_str(&format!("![Picture {number}]({number}.png)\n\n"));
    }
    write(&workspace, LIVERPOOL, text.as_bytes());
    workspace.run(&format!("build Liverpool --keep {TEAM}")).ends(0);
    let files = workspace.files();
    let images: Vec<_> = files
        .iter()
        .filter(|(path, _)| path.contains("/images/"))
        .map(|(_, bytes)| bytes)
        .collect();
    assert_eq!(images.len(), sizes.len());
    for bytes in images {
        assert!(!bytes.windows(8).any(|window| window == b"taken at"), "hidden words are kept");
        assert!(image::load_from_memory(bytes).unwrap().width() <= 2_000);
    }
    let (_, pdf) = files.iter().find(|(path, _)| path.ends_with(".pdf")).unwrap();
    let pdf = crate::pdf::reader::Pdf::read(pdf).unwrap();
    let figures = pdf.tags.all("Figure");
    let alternatives = figures.iter().filter_map(|figure| figure.attribute("Alt"));
    assert_eq!(alternatives.filter(|alt| alt.starts_with("Picture ")).count(), sizes.len());
    let faults = crate::pdf::rules::faults(&pdf);
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_folder_that_cannot_be_made_is_said() {
    let workspace = team();
    write(&workspace, "taken", b"a file");
    let ran =
        workspace.run(&format!("narrative init Liverpool Rutland --narrative taken/in {TEAM}"));
    let ran = ran.ends(1).saying("can't make the folder").saying("--narrative");
    assert!(ran.stdout.is_empty(), "{}", ran.stdout);
    workspace.run(&format!("build Liverpool --narrative nowhere {TEAM}")).ends(2).saying("init");
}
