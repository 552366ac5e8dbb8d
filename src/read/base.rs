//! Reads `base.toml`, what a service says of topics and indicators, as `fetch` leaves it in a snapshot.

use std::path::Path;

use super::toml_place::place_of;
use crate::error::{Problem, Problems};
use crate::model::snapshot::Base;

/// Reads the text of a `base.toml`.
///
/// # Errors
///
/// When it is not what `fetch` writes.
pub fn base(text: &str, path: &Path) -> Result<Base, Problems> {
    toml::from_str(text).map_err(|error| {
        Problem::at(error.message(), place_of(text, path, error.span()))
            .hint("this file is made by `jsnapack fetch`: fetch again instead of changing it")
            .into()
    })
}
