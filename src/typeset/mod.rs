//! Typesets a View, its words and its drawings into a PDF. Knows Typst, knows no public health.
//! Reads no file, no clock and no system font: all comes with the templates and the job.

mod drawing;
mod error;
mod fonts;
mod job;
mod pdf;
mod runs;
mod shape;
mod typesetter;
mod world;

pub use error::{Fault, TypesetError};
pub use fonts::{FAMILY, FONT_FILES, lacks};
pub use job::{Job, Typeset};
pub use typesetter::Typesetter;
