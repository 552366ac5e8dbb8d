//! The gap between two groups of one area.
//!
//! Our own definition, on unrounded values: no source works one out. Limits: no interval and no
//! significance; two groups say nothing of those between; a ratio needs both values above zero.

/// A gap: say with it which two groups it lies between.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// Most deprived less least deprived, in the unit of the values.
    pub absolute: f64,
    /// Most deprived over least deprived; none unless both are above zero.
    pub relative: Option<f64>,
}

/// The gap between the `most` and the `least` deprived group. None if a value or the gap is not finite.
pub fn gap(most: f64, least: f64) -> Option<Gap> {
    let absolute = most - least;
    let relative =
        (most > 0.0 && least > 0.0).then(|| most / least).filter(|ratio| ratio.is_finite());
    (most.is_finite() && least.is_finite() && absolute.is_finite())
        .then_some(Gap { absolute, relative })
}
