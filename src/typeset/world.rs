//! What a template can see: a shared base, and the files of one pack. Nothing else exists:
//! no disk, no network, no packages, no system fonts.

use std::collections::HashMap;

use jiff::civil::Date;
use typst::{Library, LibraryExt, World};
use typst_library::diag::{FileError, FileResult, PackageError};
use typst_library::foundations::{Bytes, Datetime, Duration};
use typst_library::text::{Font, FontBook, FontFamily, FontList, TextElem};
use typst_library::{Feature, Features};
use typst_syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst_utils::LazyHash;

use super::drawing;
use super::fonts::{FAMILY, fonts};
use super::job::VirtualFile;
use super::{Fault, TypesetError};

/// What all packs of one template share: library, fonts, parsed sources.
pub(super) struct Base {
    library: LazyHash<Library>,
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
}

impl Base {
    /// Parses a template's sources (`.typ`) and takes up its other files, by virtual path.
    pub(super) fn new(main: &str, files: Vec<(String, Vec<u8>)>) -> Result<Self, TypesetError> {
        let features: Features = [Feature::A11yExtras].into_iter().collect();
        let mut library = Library::builder().with_features(features).build();
        drawing::define(library.global.scope_mut());
        library.styles.set(TextElem::font, FontList(vec![FontFamily::new(FAMILY)]));

        let main_id = virtual_file(main)?;
        let mut base = Self {
            library: LazyHash::new(library),
            main: main_id,
            sources: HashMap::new(),
            files: HashMap::new(),
        };
        for (path, data) in files {
            let id = virtual_file(&path)?;
            if !path.ends_with(".typ") {
                base.files.insert(id, Bytes::new(data));
                continue;
            }
            let text = String::from_utf8(data)
                .map_err(|_| Fault::in_file("this template file is not UTF-8 text", &path))?;
            base.sources.insert(id, Source::new(id, text));
        }
        if !base.sources.contains_key(&main_id) {
            return Err(Fault::in_file("this template file is missing", main).into());
        }
        Ok(base)
    }

    /// The parsed sources.
    pub(super) fn sources(&self) -> impl Iterator<Item = &Source> {
        self.sources.values()
    }

    /// The virtual path of the main file.
    pub(super) fn main(&self) -> &str {
        self.main.vpath().get_with_slash()
    }

    /// All files, parsed or not.
    pub(super) fn files(&self) -> Vec<VirtualFile<'_>> {
        let sources = self.sources.iter().map(|(id, source)| (id, source.text().as_bytes()));
        let others = self.files.iter().map(|(id, bytes)| (id, bytes.as_slice()));
        let mut files: Vec<VirtualFile<'_>> = sources
            .chain(others)
            .map(|(id, bytes)| VirtualFile {
                path: id.vpath().get_with_slash().into(),
                bytes: bytes.into(),
            })
            .collect();
        files.sort_by(|one, other| one.path.cmp(&other.path));
        files
    }
}

/// One pack's view of the world: a cheap handle on the base, with the pack's own files.
pub(super) struct PackWorld<'a> {
    base: &'a Base,
    files: HashMap<FileId, Bytes>,
    date: Date,
}

impl<'a> PackWorld<'a> {
    /// Puts a pack's files beside the base.
    pub(super) fn new(
        base: &'a Base,
        date: Date,
        files: Vec<VirtualFile<'_>>,
    ) -> Result<Self, TypesetError> {
        let mut by_id = HashMap::new();
        for VirtualFile { path, bytes } in files {
            by_id.insert(virtual_file(&path)?, Bytes::new(bytes.into_owned()));
        }
        Ok(Self { base, files: by_id, date })
    }
}

/// The id of a virtual path. Ids are kept for ever: use few, and the same for every area.
pub(super) fn virtual_file(path: &str) -> Result<FileId, TypesetError> {
    let virtual_path = VirtualPath::new(path).map_err(|_| {
        Fault::in_file("this is no path inside the template: use `/` and no `..`", path)
    })?;
    Ok(RootedPath::new(VirtualRoot::Project, virtual_path).intern())
}

impl World for PackWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.base.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &fonts().book
    }

    fn main(&self) -> FileId {
        self.base.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match self.base.sources.get(&id) {
            Some(source) => Ok(source.clone()),
            None if self.files.contains_key(&id) || self.base.files.contains_key(&id) => {
                Err(FileError::NotSource)
            }
            None => Err(missing(id)),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if let Some(data) = self.files.get(&id).or_else(|| self.base.files.get(&id)) {
            return Ok(data.clone());
        }
        match self.base.sources.get(&id) {
            Some(source) => Ok(Bytes::from_string(source.clone())),
            None => Err(missing(id)),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        fonts().faces.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        let [month, day] = [self.date.month(), self.date.day()].map(|n| u8::try_from(n).ok());
        Datetime::from_ymd(i32::from(self.date.year()), month?, day?)
    }
}

/// Why a file isn't there.
fn missing(id: FileId) -> FileError {
    match id.root() {
        VirtualRoot::Project => FileError::NotFound(id.vpath().get_without_slash().into()),
        VirtualRoot::Package(_) => FileError::Package(PackageError::Other(Some(
            "templates can use only their own files, no packages".into(),
        ))),
    }
}
