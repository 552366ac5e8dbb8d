//! Reads the content of pages: which text is shown, how large, and what it belongs to.
//! Knows operators and fonts; knows no structure tree.

use std::collections::HashMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId, decode_text_string};

use super::matrix::{Matrix, SAME, number, product, scaling};

/// A run of text on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The text as Unicode.
    pub text: String,
    /// Its size in points, as it appears on the page.
    pub size: f32,
    /// What it belongs to.
    pub owner: Owner,
}

/// What a run of text belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// The structure element that names this number on this page.
    Marked(i64),
    /// Nothing that is read out: a header, a page number, a leader.
    Artifact,
    /// Nobody. An accessible document has none of these.
    Nobody,
}

/// Marked content that is open.
enum Open {
    Owner(Owner),
    /// Text that stands for whatever is shown; already taken up.
    Instead,
    Other,
}

/// Reads pages of one document; fonts are looked at once.
pub struct PageReader<'a> {
    document: &'a Document,
    fonts: HashMap<ObjectId, Encoding<'a>>,
}

/// What changes while the operators of one stream run.
struct State {
    matrix: Matrix,
    saved: Vec<Matrix>,
    text_matrix: Matrix,
    size: f32,
    font: Option<ObjectId>,
}

impl<'a> PageReader<'a> {
    pub fn new(document: &'a Document) -> Self {
        Self { document, fonts: HashMap::new() }
    }

    /// The text of a page in the order it is painted.
    pub fn runs(&mut self, page: ObjectId) -> Result<Vec<Run>, String> {
        let content = self.document.get_page_content(page);
        let resources = self.inherited_resources(page)?;
        let mut runs = Vec::new();
        self.stream(&content, resources, SAME, &mut Vec::new(), &mut runs)?;
        Ok(runs)
    }

    /// A page's resources, which may stand at a node above it.
    fn inherited_resources(&self, page: ObjectId) -> Result<&'a Dictionary, String> {
        let mut node = self.document.get_dictionary(page).map_err(text)?;
        loop {
            if let Ok(found) = node.get_deref(b"Resources", self.document) {
                return found.as_dict().map_err(text);
            }
            node = node
                .get_deref(b"Parent", self.document)
                .and_then(Object::as_dict)
                .map_err(|_| "a page without resources".to_owned())?;
        }
    }

    fn stream(
        &mut self,
        content: &[u8],
        resources: &'a Dictionary,
        matrix: Matrix,
        open: &mut Vec<Open>,
        runs: &mut Vec<Run>,
    ) -> Result<(), String> {
        let depth = open.len();
        let mut state =
            State { matrix, saved: Vec::new(), text_matrix: SAME, size: 0.0, font: None };
        for Operation { operator, operands } in Content::decode(content).map_err(text)?.operations {
            match operator.as_str() {
                "q" => state.saved.push(state.matrix),
                "Q" => state.matrix = state.saved.pop().ok_or("`Q` without `q`")?,
                "cm" => state.matrix = product(&scaling(&operands)?, &state.matrix),
                "BT" => state.text_matrix = SAME,
                "Tm" => state.text_matrix = scaling(&operands)?,
                "Tf" => {
                    state.font = Some(self.font(resources, operands.first())?);
                    state.size = number(operands.get(1))?;
                }
                "Tj" | "TJ" | "'" | "\"" => self.show(&operands, &state, open, runs)?,
                "BMC" | "BDC" => {
                    let now = self.opened(&operands, resources, &state, open, runs)?;
                    open.push(now);
                }
                "EMC" => {
                    open.pop().ok_or("`EMC` without a beginning")?;
                }
                "Do" => self.form(&operands, resources, &state, open, runs)?,
                _ => {}
            }
        }
        if open.len() == depth { Ok(()) } else { Err("marked content is left open".into()) }
    }

    /// Marked content that begins.
    fn opened(
        &self,
        operands: &[Object],
        resources: &'a Dictionary,
        state: &State,
        open: &[Open],
        runs: &mut Vec<Run>,
    ) -> Result<Open, String> {
        if named(operands.first()) == b"Artifact" {
            return Ok(Open::Owner(Owner::Artifact));
        }
        let properties = match operands.get(1) {
            Some(Object::Dictionary(properties)) => properties,
            Some(Object::Name(name)) => resources
                .get_deref(b"Properties", self.document)
                .and_then(Object::as_dict)
                .and_then(|all| all.get_deref(name, self.document))
                .and_then(Object::as_dict)
                .map_err(text)?,
            _ => return Ok(Open::Other),
        };
        if let Ok(actual) = properties.get(b"ActualText") {
            runs.push(Run {
                text: decode_text_string(actual).map_err(text)?,
                size: state.text_size(),
                owner: owner(open),
            });
            return Ok(Open::Instead);
        }
        Ok(match properties.get(b"MCID").and_then(Object::as_i64) {
            Ok(number) => Open::Owner(Owner::Marked(number)),
            Err(_) => Open::Other,
        })
    }

    fn show(
        &self,
        operands: &[Object],
        state: &State,
        open: &[Open],
        runs: &mut Vec<Run>,
    ) -> Result<(), String> {
        if open.iter().any(|open| matches!(open, Open::Instead)) {
            return Ok(());
        }
        let font = state.font.ok_or("text before any font")?;
        let encoding = self.fonts.get(&font).ok_or("an unread font")?;
        let mut shown = String::new();
        let mut add = |object: &Object| {
            if let Object::String(bytes, _) = object {
                shown.push_str(&Document::decode_text(encoding, bytes).map_err(text)?);
            }
            Ok::<(), String>(())
        };
        for operand in operands {
            match operand {
                Object::Array(pieces) => pieces.iter().try_for_each(&mut add)?,
                single => add(single)?,
            }
        }
        runs.push(Run { text: shown, size: state.text_size(), owner: owner(open) });
        Ok(())
    }

    /// A font by its name in the resources; its encoding is read at first sight.
    fn font(
        &mut self,
        resources: &'a Dictionary,
        name: Option<&Object>,
    ) -> Result<ObjectId, String> {
        let fonts =
            resources.get_deref(b"Font", self.document).and_then(Object::as_dict).map_err(text)?;
        let id = fonts.get(named(name)).and_then(Object::as_reference).map_err(text)?;
        if !self.fonts.contains_key(&id) {
            let font = self.document.get_dictionary(id).map_err(text)?;
            let encoding = font.get_font_encoding(self.document).map_err(text)?;
            self.fonts.insert(id, encoding);
        }
        Ok(id)
    }

    /// A drawing used as one object; an image has no text.
    fn form(
        &mut self,
        operands: &[Object],
        resources: &'a Dictionary,
        state: &State,
        open: &mut Vec<Open>,
        runs: &mut Vec<Run>,
    ) -> Result<(), String> {
        let object = resources
            .get_deref(b"XObject", self.document)
            .and_then(Object::as_dict)
            .and_then(|all| all.get_deref(named(operands.first()), self.document))
            .and_then(Object::as_stream)
            .map_err(text)?;
        if named(object.dict.get(b"Subtype").ok()) != b"Form" {
            return Ok(());
        }
        let own = object.dict.get_deref(b"Resources", self.document);
        let resources = own.and_then(Object::as_dict).unwrap_or(resources);
        let matrix = match object.dict.get(b"Matrix").and_then(Object::as_array) {
            Ok(numbers) => product(&scaling(numbers)?, &state.matrix),
            Err(_) => state.matrix,
        };
        let content = object.get_plain_content().map_err(text)?;
        self.stream(&content, resources, matrix, open, runs)
    }
}

impl State {
    /// How large text appears: the height of one unit after both transformations.
    fn text_size(&self) -> f32 {
        let [.., c, d] = product(&self.text_matrix, &self.matrix);
        self.size * c.hypot(d)
    }
}

/// The innermost owner.
fn owner(open: &[Open]) -> Owner {
    let found = open.iter().rev().find_map(|open| match open {
        Open::Owner(owner) => Some(owner.clone()),
        Open::Instead | Open::Other => None,
    });
    found.unwrap_or(Owner::Nobody)
}

/// A name; empty if it is none.
fn named(object: Option<&Object>) -> &[u8] {
    object.and_then(|object| object.as_name().ok()).unwrap_or_default()
}

fn text(error: lopdf::Error) -> String {
    error.to_string()
}
