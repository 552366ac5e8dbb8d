//! Draws charts from the View, as Drawings.
