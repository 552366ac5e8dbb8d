//! Statistical methods as pure functions of numbers: no areas, no input, no output.
//!
//! One method, one file, each with its reference and its limits. Nothing here knows an indicator, a
//! period or a word of the report; a number that can't be used gives a reason, never a panic.

pub mod aggregates;
pub mod axis;
pub mod bands;
pub mod byar;
pub mod change;
pub mod distributions;
pub mod gaps;
pub mod goals;
pub mod judge;
pub mod limits;
pub mod one_interval;
pub mod percentiles;
pub mod plan_status;
pub mod proportions;
pub mod rank;
pub mod rates;
pub mod sii;
pub mod sii_limits;
pub mod small_numbers;
pub mod spc_proportion;
pub mod spc_rate;
pub mod spine;
pub mod trend;
pub mod trend_fit;
pub mod two_intervals;
pub mod two_levels;
pub mod value_type;
pub mod wilson;
