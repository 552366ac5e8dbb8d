//! Fingertips method 14: a plan's status, written as a number.
//!
//! Source: `Analysis/SuicidePreventPlanComparer.cs` (fingertips-open@6780897). Limits: the number is a code,
//! not a quantity; there is no benchmark and polarity plays no part.

use super::judge::{Class, NotCompared};

/// 1 is Better, 3 is Worse, anything else is Similar.
pub fn plan_status(value: Option<f64>) -> Result<Class, NotCompared> {
    let value = value.ok_or(NotCompared::NoValue)?;
    if !value.is_finite() {
        return Err(NotCompared::UnusableNumber);
    }
    Ok(if value == 1.0 {
        Class::Better
    } else if value == 3.0 {
        Class::Worse
    } else {
        Class::Similar
    })
}
