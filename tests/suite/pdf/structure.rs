//! Reads the structure tree of a PDF into tags, with the text that each of them owns.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

use super::content::{Owner, Run};
use super::tag::{Node, Tag};

/// The runs of text of every page.
pub type Pages = BTreeMap<ObjectId, Vec<Run>>;

/// Reads the tree; the tag at the top is usually a "Document".
pub fn read(document: &Document, pages: &Pages) -> Result<Tag, String> {
    let root = document
        .catalog()
        .and_then(|catalog| catalog.get_deref(b"StructTreeRoot", document))
        .and_then(Object::as_dict)
        .map_err(|_| "the document has no structure tree".to_owned())?;
    let role_map = root.get_deref(b"RoleMap", document).and_then(Object::as_dict).ok();
    let mut reader = TreeReader {
        document,
        role_map,
        marked: marked(pages),
        used: BTreeSet::new(),
        numbers: document.get_pages().into_iter().map(|(number, id)| (id, number)).collect(),
        open: Vec::new(),
    };
    let mut tops = reader.children(root, None)?;
    reader.all_used()?;
    match (tops.pop(), tops.is_empty()) {
        (Some(Node::Tag(top)), true) => Ok(top),
        _ => Err("the structure tree does not have one tag at its top".into()),
    }
}

/// The text of marked content by page and number.
fn marked(pages: &Pages) -> BTreeMap<(ObjectId, i64), String> {
    let mut marked = BTreeMap::<_, String>::new();
    for (&page, runs) in pages {
        for run in runs {
            if let Owner::Marked(number) = run.owner {
                marked.entry((page, number)).or_default().push_str(&run.text);
            }
        }
    }
    marked
}

struct TreeReader<'a> {
    document: &'a Document,
    role_map: Option<&'a Dictionary>,
    marked: BTreeMap<(ObjectId, i64), String>,
    used: BTreeSet<(ObjectId, i64)>,
    /// The number of each page.
    numbers: BTreeMap<ObjectId, u32>,
    /// The pages of each tag that is being read, innermost last.
    open: Vec<BTreeSet<usize>>,
}

impl<'a> TreeReader<'a> {
    fn tag(&mut self, element: &'a Dictionary, page: Option<ObjectId>) -> Result<Tag, String> {
        let page = page_of(element).or(page);
        let role = element.get(b"S").and_then(Object::as_name).map_err(text)?;
        self.open.push(BTreeSet::new());
        let children = self.children(element, page)?;
        let pages = self.open.pop().unwrap_or_default();
        if let Some(around) = self.open.last_mut() {
            around.extend(&pages);
        }
        Ok(Tag {
            role: self.standard_role(role)?,
            attributes: self.attributes(element)?,
            children,
            pages,
        })
    }

    /// The role that a custom role stands for.
    fn standard_role(&self, role: &[u8]) -> Result<String, String> {
        let mut role = role;
        for _ in 0..10 {
            let mapped = self.role_map.and_then(|map| map.get(role).ok());
            match mapped.map(Object::as_name) {
                Some(Ok(next)) if next != role => role = next,
                _ => return Ok(name(role)),
            }
        }
        Err(format!("the role `{}` is mapped in a circle", name(role)))
    }

    /// What a tag says of itself: its text properties, and its attributes but those of layout.
    fn attributes(&self, element: &Dictionary) -> Result<BTreeMap<String, String>, String> {
        let mut attributes = BTreeMap::new();
        for key in ["Alt", "ActualText", "E", "Lang"] {
            if let Ok(value) = element.get_deref(key.as_bytes(), self.document) {
                attributes.insert(key.to_owned(), decode_text_string(value).map_err(text)?);
            }
        }
        let Ok(own) = element.get_deref(b"A", self.document) else {
            return Ok(attributes);
        };
        let objects = match own {
            Object::Array(objects) => objects.iter().collect(),
            single => vec![single],
        };
        for object in objects {
            let Ok((_, Object::Dictionary(object))) = self.document.dereference(object) else {
                continue;
            };
            // How a tag looks is nothing to a reader of tags.
            if matches!(object.get(b"O").and_then(Object::as_name), Ok(b"Layout")) {
                continue;
            }
            for (key, value) in object {
                if let Some(value) = printed(value).filter(|_| key != b"O") {
                    attributes.insert(name(key), value);
                }
            }
        }
        Ok(attributes)
    }

    fn children(
        &mut self,
        element: &'a Dictionary,
        page: Option<ObjectId>,
    ) -> Result<Vec<Node>, String> {
        let Ok(children) = element.get_deref(b"K", self.document) else {
            return Ok(Vec::new());
        };
        let children = match children {
            Object::Array(children) => children.iter().collect(),
            single => vec![single],
        };
        children.into_iter().map(|child| self.child(child, page)).collect()
    }

    fn child(&mut self, child: &'a Object, page: Option<ObjectId>) -> Result<Node, String> {
        let (_, child) = self.document.dereference(child).map_err(text)?;
        match child {
            Object::Integer(number) => Ok(Node::Text(self.take(page, *number)?)),
            Object::Dictionary(child) => match child.get_type() {
                Ok(b"MCR") => {
                    let number = child.get(b"MCID").and_then(Object::as_i64).map_err(text)?;
                    Ok(Node::Text(self.take(page_of(child).or(page), number)?))
                }
                Ok(b"OBJR") => {
                    let annotation = child
                        .get_deref(b"Obj", self.document)
                        .and_then(Object::as_dict)
                        .map_err(text)?;
                    Ok(Node::Link(self.target(annotation)))
                }
                _ => Ok(Node::Tag(self.tag(child, page)?)),
            },
            other => Err(format!("a tag holds {}", other.enum_variant())),
        }
    }

    /// The text of marked content, which may be used by one tag only.
    fn take(&mut self, page: Option<ObjectId>, number: i64) -> Result<String, String> {
        let page = page.ok_or_else(|| format!("marked content {number} is on no page"))?;
        if !self.used.insert((page, number)) {
            return Err(format!("marked content {number} belongs to two tags"));
        }
        // Content without text, such as lines and areas, is no mistake.
        let Some(text) = self.marked.get(&(page, number)) else { return Ok(String::new()) };
        if let Some(around) = self.open.last_mut() {
            around.extend(self.numbers.get(&page).map(|&number| number as usize));
        }
        Ok(text.clone())
    }

    /// Text that is marked, but that no tag takes up, is lost to a screen reader.
    fn all_used(&self) -> Result<(), String> {
        for (place, text) in &self.marked {
            if !self.used.contains(place) && !text.trim().is_empty() {
                return Err(format!("no tag takes up the marked text {text:?}"));
            }
        }
        Ok(())
    }

    /// Where a link leads.
    fn target(&self, annotation: &Dictionary) -> String {
        let action = annotation.get_deref(b"A", self.document).and_then(Object::as_dict).ok();
        let address = action.and_then(|action| action.get_deref(b"URI", self.document).ok());
        match address.and_then(|address| address.as_str().ok()) {
            Some(address) => name(address),
            None if annotation.has(b"Dest") || action.is_some() => "page".into(),
            None => String::new(),
        }
    }
}

fn page_of(element: &Dictionary) -> Option<ObjectId> {
    element.get(b"Pg").and_then(Object::as_reference).ok()
}

/// An attribute's value, if it says anything to a reader; places and colours don't.
fn printed(value: &Object) -> Option<String> {
    match value {
        Object::Name(value) => Some(name(value)),
        Object::Integer(number) => Some(number.to_string()),
        Object::String(..) => decode_text_string(value).ok(),
        Object::Array(ids) if !ids.is_empty() => {
            let ids: Option<Vec<String>> = ids
                .iter()
                .map(|id| matches!(id, Object::String(..)).then(|| decode_text_string(id).ok())?)
                .collect();
            ids.map(|ids| ids.join(" "))
        }
        _ => None,
    }
}

fn name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn text(error: lopdf::Error) -> String {
    error.to_string()
}
