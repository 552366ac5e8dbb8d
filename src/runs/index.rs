//! `index.html`: one page with every pack, by region. No scripts; made for screen readers, keyboards and print.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::html::{escape, link};
use super::{Record, Status};

const STYLE: &str = "\
body{font:1.05rem/1.5 'Noto Sans',Arial,sans-serif;color:#0b0c0c;background:#fff;margin:2rem auto;max-width:70rem;padding:0 1rem}
h1{font-size:1.8rem}h2{font-size:1.3rem;margin-top:2.2rem}
.table{overflow-x:auto}table{border-collapse:collapse;width:100%}
caption{text-align:left;padding:.3rem 0;color:#383f43}
th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #b1b4b6}
a{color:#1d4f91}a:focus{outline:3px solid #0b0c0c;background:#ffdd00;color:#0b0c0c}
.mark{border-left:.4rem solid #0b0c0c;background:#fff7bf;padding:.6rem 1rem;font-weight:bold}
@media print{a{color:#0b0c0c}}";

/// Packs by place on the page, then by the area's name and code.
type Groups<'a> = BTreeMap<Place<'a>, BTreeMap<(&'a str, &'a str), Vec<&'a Record>>>;
/// A group's rank and name.
type Place<'a> = (u8, &'a str);

/// The page.
pub fn index(records: &[&Record]) -> String {
    let mut groups = Groups::new();
    for record in records {
        groups
            .entry(group(record))
            .or_default()
            .entry((&record.area_name, &record.area_code))
            .or_default()
            .push(record);
    }
    let mut page = String::new();
    // Writing to a text can't fail.
    let _ = write_page(&mut page, records, &groups);
    page
}

/// Where an area stands on the page.
fn group(record: &Record) -> Place<'_> {
    match (record.area_type.as_str(), record.region.as_deref()) {
        ("england", _) => (0, "England"),
        ("region", _) => (1, "Regions"),
        ("icb", _) => (3, "Integrated care boards"),
        ("sub-icb", _) => (4, "Sub-ICB locations"),
        (_, Some(region)) => (2, region),
        (_, None) => (5, "Other areas"),
    }
}

fn write_page(page: &mut String, records: &[&Record], groups: &Groups<'_>) -> std::fmt::Result {
    write!(
        page,
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Packs by region</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n<main>\n\
         <h1>Packs by region</h1>\n"
    )?;
    if records.iter().any(|record| record.illustrative) {
        writeln!(
            page,
            "<p class=\"mark\">Packs marked “illustrative” show made-up data: not real figures.</p>"
        )?;
    }
    let built = records.iter().filter(|record| record.status == Status::Built).count();
    let failed = records.len() - built;
    writeln!(
        page,
        "<p>{built} built, {failed} failed. The numbers behind all packs: \
         <a href=\"summary.csv\">summary.csv</a>.</p>"
    )?;
    if groups.len() > 1 {
        writeln!(page, "<nav aria-label=\"Regions\">\n<ul>")?;
        for (number, (_, name)) in groups.keys().enumerate() {
            writeln!(page, "<li><a href=\"#group-{number}\">{}</a></li>", escape(name))?;
        }
        writeln!(page, "</ul>\n</nav>")?;
    }
    for (number, ((_, name), areas)) in groups.iter().enumerate() {
        let name = escape(name);
        write!(
            page,
            "<h2 id=\"group-{number}\">{name}</h2>\n<div class=\"table\">\n<table>\n\
             <caption>Packs in this group: {name}</caption>\n<thead>\n<tr><th scope=\"col\">Area</th>\
             <th scope=\"col\">Pack</th><th scope=\"col\">Indicators compared with the benchmark</th>\
             <th scope=\"col\">Date of the data</th></tr>\n</thead>\n<tbody>\n"
        )?;
        for ((name, code), records) in areas {
            for (row, record) in records.iter().enumerate() {
                write!(page, "<tr>")?;
                if row == 0 {
                    let (name, code) = (escape(name), escape(code));
                    let rows = records.len();
                    write!(page, "<th scope=\"rowgroup\" rowspan=\"{rows}\">{name} ({code})</th>")?;
                }
                writeln!(
                    page,
                    "<td>{}</td><td>{}</td><td>{}</td></tr>",
                    pack(record),
                    escape(&counts(record)),
                    if record.pdf.is_some() { escape(&record.date) } else { String::new() },
                )?;
            }
        }
        writeln!(page, "</tbody>\n</table>\n</div>")?;
    }
    writeln!(page, "</main>\n</body>\n</html>")
}

/// The link to a pack, and what must be known of it.
fn pack(record: &Record) -> String {
    let title = escape(&record.template_title);
    let state = record.state.name();
    let marked = if record.illustrative { ", illustrative" } else { "" };
    let mut text = match &record.pdf {
        Some(pdf) => format!(
            "<a href=\"{}\">{title} for {}</a> ({state}{marked}, PDF, {} pages, {})",
            link(&pdf.file),
            escape(&record.area_name),
            pdf.pages,
            size(pdf.bytes),
        ),
        None => format!("{title} ({state}{marked}): no PDF"),
    };
    if record.status == Status::Failed {
        let whats: Vec<&str> = record.problems.iter().map(|found| found.what.as_str()).collect();
        let earlier = if record.pdf.is_some() { "; this is an earlier pack" } else { "" };
        let _ = write!(
            text,
            "<br><strong>The latest build failed{earlier}.</strong> {}",
            escape(&whats.join("; "))
        );
    }
    text
}

fn size(bytes: u64) -> String {
    if bytes < 1_000_000 {
        format!("{} KB", bytes.div_ceil(1000))
    } else {
        format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000)
    }
}

/// "Better 5, Worse 12".
fn counts(record: &Record) -> String {
    let counts: Vec<String> =
        record.classes.iter().map(|(word, count)| format!("{word} {count}")).collect();
    counts.join(", ")
}
