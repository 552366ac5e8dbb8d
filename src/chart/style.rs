//! Colours, line styles and sizes of all charts. Sizes are in points at printed size.
//! Contrasts are on white; text needs 4.5, marks need 3, or the dark outline that all marks have.

use crate::model::comparison::Class;
use crate::model::drawing::{Rgba, Stroke};

/// Text, axis lines, outlines (19.4).
pub const INK: Rgba = Rgba(0x0B, 0x0C, 0x0C, 255);
/// Text and lines of less weight (7.0).
pub const GREY: Rgba = Rgba(0x50, 0x5A, 0x5F, 255);
/// Grid lines, which only help the eye (1.4).
pub const GRID: Rgba = Rgba(0xD8, 0xDC, 0xDE, 255);
/// The chosen area's line and name (10.3).
pub const CHOSEN: Rgba = Rgba(0x12, 0x43, 0x6D, 255);
/// Behind the chosen area's row (1.2).
pub const BAND: Rgba = Rgba(0xE4, 0xEC, 0xF3, 255);
/// A spine's full range (1.3, outlined).
pub const RANGE: Rgba = Rgba(0xE3, 0xE6, 0xE8, 255);
/// A spine's middle half (2.1, outlined).
pub const MIDDLE_HALF: Rgba = Rgba(0xB1, 0xB4, 0xB6, 255);
/// Paper.
pub const WHITE: Rgba = Rgba(255, 255, 255, 255);

/// Size of names and values.
pub const TEXT: f64 = 9.0;
/// Size of tick and period labels and axis titles.
pub const SMALL_TEXT: f64 = 8.5;
/// Size of digits in marks; nothing is smaller.
pub const DIGIT_TEXT: f64 = 8.0;
/// From one line of a wrapped name to the next.
pub const LINE_HEIGHT: f64 = 10.5;
/// Radius of a class mark.
pub const MARK: f64 = 3.4;
/// Radius of a mark with a digit inside.
pub const DIGIT_MARK: f64 = 5.4;
/// Outline of a mark.
pub const OUTLINE: f64 = 0.6;

/// A solid line.
pub fn solid(colour: Rgba, width: f64) -> Stroke {
    Stroke { colour, width, dash: Vec::new() }
}

/// A grid line.
pub fn grid() -> Stroke {
    solid(GRID, 0.5)
}

/// The line an axis stands on.
pub fn axis() -> Stroke {
    solid(GREY, 0.75)
}

/// From a line's end to its name, outside the plot.
pub fn leader() -> Stroke {
    solid(GREY, 0.5)
}

/// The chosen area's line.
pub fn chosen_line() -> Stroke {
    solid(CHOSEN, 1.75)
}

/// The benchmark's line: dark and dashed.
pub fn benchmark_line() -> Stroke {
    Stroke { colour: INK, width: 1.1, dash: vec![4.0, 2.4] }
}

/// The line at an area's own total: solid, in the area's colour.
pub fn total_line() -> Stroke {
    solid(CHOSEN, 1.3)
}

/// Another area's line, told from the next one by its dashes: dash-dot first, then dots.
pub fn comparator_line(index: usize) -> Stroke {
    let dash = match index {
        0 => vec![5.5, 1.8, 1.2, 1.8],
        1 => vec![1.4, 1.6],
        _ => vec![8.0, 1.8, 1.2, 1.8, 1.2, 1.8],
    };
    Stroke { colour: GREY, width: 1.1, dash }
}

/// The colour inside a class's mark, after FingertipsNext; 99.8% has colours of its own.
pub fn fill(class: Class) -> Rgba {
    match class {
        Class::Best => Rgba(0x85, 0x99, 0x4B, 255),
        Class::Better => Rgba(0x00, 0x70, 0x3C, 255),
        Class::Similar => Rgba(0xFF, 0xDD, 0x00, 255),
        Class::Worse => Rgba(0xD4, 0x35, 0x1C, 255),
        Class::Worst => Rgba(0x83, 0x15, 0x04, 255),
        Class::Lowest => Rgba(0xAF, 0xCF, 0xE5, 255),
        Class::Lower => Rgba(0x56, 0x94, 0xCA, 255),
        Class::Higher => Rgba(0x00, 0x30, 0x78, 255),
        Class::Highest => Rgba(0x1D, 0x70, 0xB8, 255),
        Class::JudgedQuintile(step) => judged_steps(step),
        Class::Quintile(step) => steps(step),
        // Four of the five steps: each a clear step darker.
        Class::Quartile(step) => steps(if step < 3 { step } else { step + 1 }),
        Class::NotCompared => WHITE,
    }
}

/// Worst (light) to best (dark), so that the order also shows in grey.
fn judged_steps(step: u8) -> Rgba {
    match step {
        0 | 1 => Rgba(0xD4, 0x94, 0xC1, 255),
        2 => Rgba(0xBC, 0x6A, 0xAA, 255),
        3 => Rgba(0xA4, 0x45, 0x96, 255),
        4 => Rgba(0x81, 0x29, 0x72, 255),
        _ => Rgba(0x56, 0x19, 0x50, 255),
    }
}

/// Light to dark, so that the order also shows in grey. The fourth is a little darker than
/// FingertipsNext's `#8B60E2`, which neither black nor white digits can be read on.
fn steps(step: u8) -> Rgba {
    match step {
        0 | 1 => Rgba(0xE4, 0xDD, 0xFF, 255),
        2 => Rgba(0xCB, 0xBE, 0xF4, 255),
        3 => Rgba(0xAA, 0x90, 0xEC, 255),
        4 => Rgba(0x7F, 0x52, 0xDA, 255),
        _ => Rgba(0x6B, 0x33, 0xC3, 255),
    }
}

/// The colour of a digit inside a class's mark.
pub fn digit(class: Class) -> Rgba {
    match class {
        Class::JudgedQuintile(3..) | Class::Quintile(4..) | Class::Quartile(3..) => WHITE,
        _ => INK,
    }
}
