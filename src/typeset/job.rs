//! What is typeset for one area, and what comes back.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{TypesetError, drawing};
use crate::model::drawing::Drawing;

/// One pack to typeset: the files a template sees, and what the PDF says about itself.
#[derive(Debug, Clone, Copy)]
pub struct Job<'a> {
    /// A name that no other pack has and that stays from run to run, such as
    /// `jsna-annex/E08000012`. The PDF's identifier is derived from it.
    pub ident: &'a str,
    /// The pack's date: the PDF's timestamp, and "today" for templates.
    pub date: Date,
    /// The View as JSON; templates read it as `/view.json`.
    pub view: &'a [u8],
    /// The slots' words as JSON; templates read them as `/words.json`.
    pub words: &'a [u8],
    /// Drawings by name; templates place one with `drawing("name")`. Use the same names for
    /// every area: each different name stays in memory until the program ends.
    pub drawings: &'a BTreeMap<String, Drawing>,
    /// Other files by virtual path, such as `/data.csv` for `pdf.attach("/data.csv", …)`. Use the
    /// same paths for every area, as with drawings.
    pub files: &'a BTreeMap<String, Vec<u8>>,
}

/// A finished pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typeset {
    /// The PDF: PDF/UA-1 and PDF/A-3a.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// What is odd but not wrong, in the template's terms.
    pub warnings: Vec<String>,
}

/// A job as a template sees it: all is files. It can be handed to another process.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Order<'a> {
    #[serde(borrow)]
    pub ident: Cow<'a, str>,
    pub date: Date,
    #[serde(borrow)]
    pub files: Vec<VirtualFile<'a>>,
}

/// A file of a template or a pack.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct VirtualFile<'a> {
    #[serde(borrow)]
    pub path: Cow<'a, str>,
    #[serde(borrow)]
    pub bytes: Cow<'a, [u8]>,
}

impl<'a> Job<'a> {
    /// With its drawings as files.
    pub(super) fn order(&self) -> Result<Order<'a>, TypesetError> {
        let file = |path: Cow<'a, str>, bytes: Cow<'a, [u8]>| VirtualFile { path, bytes };
        let mut files = vec![
            file("/view.json".into(), self.view.into()),
            file("/words.json".into(), self.words.into()),
        ];
        for (name, drawn) in self.drawings {
            files.push(file(drawing::path(name).into(), drawing::encode(drawn)?.into()));
        }
        files.extend(self.files.iter().map(|(path, bytes)| file(path.into(), bytes.into())));
        Ok(Order { ident: self.ident.into(), date: self.date, files })
    }
}

impl Order<'_> {
    /// By itself, without the bytes it was read from.
    pub(super) fn into_owned(self) -> Order<'static> {
        let owned = |file: VirtualFile<'_>| VirtualFile {
            path: file.path.into_owned().into(),
            bytes: file.bytes.into_owned().into(),
        };
        Order {
            ident: self.ident.into_owned().into(),
            date: self.date,
            files: self.files.into_iter().map(owned).collect(),
        }
    }
}
