//! The names that a value of the View has, learnt from Views.

use std::collections::BTreeMap;

use serde_json::Value;

/// What is known about a value's names.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Shape {
    /// Nothing.
    #[default]
    Unknown,
    /// It has these fields and no other.
    Fields(BTreeMap<String, Shape>),
    /// Its keys differ from pack to pack, such as slugs; all its values are alike.
    Keyed(Box<Shape>),
    /// A list of such values.
    List(Box<Shape>),
    /// A function that gives such a value back.
    Function(Box<Shape>),
    /// A function that gives back the field of such a value that it is asked for by name.
    Picker(Box<Shape>),
}

impl Shape {
    /// The names of a value; `keyed` are the paths of those whose keys differ from pack to pack.
    pub fn of(value: &Value, keyed: &[&str]) -> Self {
        Self::at(value, "", keyed)
    }

    fn at(value: &Value, path: &str, keyed: &[&str]) -> Self {
        match value {
            Value::Object(fields) if keyed.contains(&path) => {
                let values = fields.values().map(|value| Self::at(value, path, &[]));
                Self::Keyed(Box::new(values.fold(Self::Unknown, Self::and)))
            }
            Value::Object(fields) => {
                let field = |(name, value): (&String, &Value)| {
                    let path =
                        if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                    (name.clone(), Self::at(value, &path, keyed))
                };
                Self::Fields(fields.iter().map(field).collect())
            }
            Value::Array(items) => {
                let items = items.iter().map(|item| Self::at(item, path, keyed));
                Self::List(Box::new(items.fold(Self::Unknown, Self::and)))
            }
            _ => Self::Unknown,
        }
    }

    /// The names that either has: what is none in one pack has its fields in another.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Fields(mut fields), Self::Fields(others)) => {
                for (name, shape) in others {
                    let known = fields.remove(&name).unwrap_or_default();
                    fields.insert(name, known.and(shape));
                }
                Self::Fields(fields)
            }
            (Self::Keyed(one), Self::Keyed(other)) => Self::Keyed(Box::new(one.and(*other))),
            (Self::List(one), Self::List(other)) => Self::List(Box::new(one.and(*other))),
            (Self::Unknown, known) => known,
            (known, _) => known,
        }
    }

    /// The shape of a field; none if there is no such field.
    pub fn field(&self, name: &str) -> Option<Self> {
        match self {
            Self::Fields(fields) => fields.get(name).cloned(),
            _ => Some(Self::Unknown),
        }
    }

    /// The shape of the entries of a list or of a value with changing keys.
    pub fn entry(&self) -> Self {
        match self {
            Self::List(entry) | Self::Keyed(entry) => (**entry).clone(),
            _ => Self::Unknown,
        }
    }

    /// The shape of what a function gives back; `name` is the text that it is called with, if it is one.
    pub fn result(&self, name: Option<&str>) -> Self {
        match (self, name) {
            (Self::Function(result), _) => (**result).clone(),
            (Self::Picker(of), Some(name)) => of.field(name).unwrap_or_default(),
            _ => Self::Unknown,
        }
    }

    /// Whether this is part of a whole that has a field which is missing here.
    pub fn lacks(&self, name: &str, whole: &Self) -> bool {
        let (Self::Fields(here), Self::Fields(all)) = (self, whole) else { return false };
        !here.contains_key(name)
            && all.contains_key(name)
            && here.keys().all(|key| all.contains_key(key))
    }

    /// The field most like a name.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let Self::Fields(fields) = self else {
            return None;
        };
        let likeness = |known: &&String| strsim::jaro_winkler(known, name);
        let best = fields.keys().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
        (likeness(&best) > 0.8).then_some(best)
    }
}
