//! Typesets a View, its words and its drawings into a PDF. Knows Typst, knows no public health.
//! Reads no file, no clock and no system font: all comes with the templates and the job.
//! Several packs at a time take several processes: `child` starts them, `serve` is what runs in them,
//! `protocol` how they talk.

mod child;
mod drawing;
mod error;
mod fonts;
mod job;
mod pdf;
mod protocol;
mod runs;
mod serve;
mod shape;
mod typesetter;
mod world;

pub use child::{Child, Program};
pub use error::{Fault, TypesetError};
pub use fonts::{FAMILY, FONT_FILES, lacks};
pub use job::{Job, Typeset};
pub use serve::serve;
pub use typesetter::Typesetter;
