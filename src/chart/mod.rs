//! Draws charts from the View, as Drawings.
//! Deals with positions, marks and labels; computes no scale, formats no number, writes no words.

pub mod ranked;
pub mod spine;
pub mod svg;
pub mod trend;

/// Why a chart can't be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChartError {
    /// The axis has no usable length: its ends are equal, reversed or not finite.
    #[error("the axis `{0}` has no length: its lower and upper end don't differ")]
    EmptyAxis(String),
    /// A series does not have one entry a period.
    #[error("the line `{name}` has {points} points for {periods} periods")]
    Uneven {
        /// The series.
        name: String,
        /// How many points it has.
        points: usize,
        /// How many periods the chart has.
        periods: usize,
    },
    /// A position is not finite.
    #[error("`{0}` has a position that is no number")]
    NotFinite(String),
    /// The marks could not be recorded.
    #[error("the chart could not be recorded: {0}")]
    Recording(String),
}
