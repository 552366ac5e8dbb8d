//! Pages as pictures: one report of each template, page by page, against the pictures of the last time that somebody looked.
//! `UPDATE=1` makes them anew: look at each that changed (`tests/cases/pages`).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use image::{GrayImage, imageops};

use crate::support::asked;
use crate::support::golden::folder;
use crate::support::workspace::Workspace;

/// Dots an inch: text is grey bands, charts and tables have their shapes.
const DOTS: &str = "14";
/// Pages beside each other in a picture.
const ACROSS: u32 = 8;
/// Two dots are unlike if their greys, of 255, differ by more. Viewers of different versions differ by less.
const UNLIKE: u8 = 48;
/// A page has changed if more than this share of its dots is unlike.
const CHANGED: f64 = 0.01;

/// The templates, and the area whose report is looked at: one with something of everything.
const REPORTS: [(&str, &str); 3] =
    [("jsna-annex", "Rutland"), ("board-pack", "Rutland"), ("one-page-summary", "Rutland")];

/// The pages of a report; none where pdftoppm isn't installed.
fn pages(template: &str, area: &str) -> Option<Vec<GrayImage>> {
    let workspace = Workspace::new();
    workspace.run(&format!("build {area} --template {template} --out packs")).ends(0);
    let drafts = workspace.path("packs").join(template).join("draft");
    let is_pdf = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "pdf");
    let mut entries = fs::read_dir(&drafts).unwrap().map(|entry| entry.unwrap().path());
    let pdf = entries.find(is_pdf).expect("a report");
    let to = workspace.path("page");
    let ran =
        Command::new("pdftoppm").args(["-r", DOTS, "-gray", "-png"]).arg(pdf).arg(&to).output();
    match ran {
        Ok(output) => assert!(output.status.success(), "{output:?}"),
        Err(error) => {
            let missing = format!("`pdftoppm` can't be run: {error}");
            assert!(!asked("JSNAPACK_REQUIRE_TOOLS"), "{missing}");
            println!("skipped: {missing}");
            return None;
        }
    }
    let pictures = fs::read_dir(to.parent().unwrap()).unwrap();
    let mut pictures: Vec<PathBuf> = pictures
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "png"))
        .collect();
    pictures.sort();
    Some(pictures.iter().map(|path| image::open(path).unwrap().into_luma8()).collect())
}

/// All pages in one picture, in rows.
fn together(pages: &[GrayImage]) -> GrayImage {
    let (width, height) = pages[0].dimensions();
    let down = (pages.len() as u32).div_ceil(ACROSS);
    let mut all = GrayImage::from_pixel(width * ACROSS, height * down, image::Luma([128]));
    for (place, page) in (0..).zip(pages) {
        let (x, y) = (place % ACROSS * width, place / ACROSS * height);
        imageops::replace(&mut all, page, x.into(), y.into());
    }
    all
}

/// The share of dots that are unlike.
fn unlike(one: &GrayImage, other: &GrayImage) -> f64 {
    if one.dimensions() != other.dimensions() {
        return 1.0;
    }
    let dots = one.pixels().zip(other.pixels());
    let unlike = dots.filter(|(a, b)| a.0[0].abs_diff(b.0[0]) > UNLIKE).count();
    unlike as f64 / (one.width() * one.height()) as f64
}

/// What is wrong with a report's pages, by the picture of the last time.
fn changes(pages: &[GrayImage], picture: &Path) -> Vec<String> {
    let all = together(pages);
    if asked("UPDATE") {
        fs::create_dir_all(picture.parent().unwrap()).unwrap();
        all.save(picture).unwrap();
        return Vec::new();
    }
    let Ok(kept) = image::open(picture) else {
        return vec![format!("{}: there is no such picture", picture.display())];
    };
    let kept = kept.into_luma8();
    if kept.dimensions() != all.dimensions() {
        return vec![format!("{}: another number of pages", picture.display())];
    }
    let (width, height) = pages[0].dimensions();
    let cut = |of: &GrayImage, place: u32| {
        let (x, y) = (place % ACROSS * width, place / ACROSS * height);
        imageops::crop_imm(of, x, y, width, height).to_image()
    };
    let changed = (0..kept.width() / width * (kept.height() / height)).filter_map(|place| {
        let share = unlike(&cut(&kept, place), &cut(&all, place));
        let page = place + 1;
        (share > CHANGED).then(|| {
            format!("{}: {:.1}% of page {page} is unlike", picture.display(), share * 100.0)
        })
    });
    changed.collect()
}

#[test]
fn pages_look_as_they_did() {
    for (template, area) in REPORTS {
        let Some(pages) = pages(template, area) else {
            return;
        };
        let found = changes(&pages, &folder("pages").join(format!("{template}.png")));
        assert!(found.is_empty(), "{}\nlook, and accept with UPDATE=1", found.join("\n"));
    }
}

#[test]
fn a_page_that_moved_is_seen() {
    let mut page = GrayImage::from_pixel(149, 211, image::Luma([255]));
    for line in (20..190).step_by(6) {
        for x in 20..130 {
            page.put_pixel(x, line, image::Luma([90]));
        }
    }
    let mut moved = GrayImage::from_pixel(149, 211, image::Luma([255]));
    imageops::replace(&mut moved, &page, 0, 2);
    assert!(unlike(&page, &page) < CHANGED);
    assert!(unlike(&page, &moved) > CHANGED);
}
