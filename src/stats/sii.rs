//! The slope and relative index of inequality.
//!
//! Source: PHEindicatormethods `R/SII_function.R` (@093fd28); Low and Low 2004, Journal of Public Health 26;
//! Fingertips Public Health Technical Guidance, SII. Groups stand in order, most deprived
//! first; a line is fitted to their values over the share of people more deprived, weighted by population.
//! Limits: takes the gradient as straight, and groups of small populations make it unstable.

use super::distributions::z;
use super::limits::Limits;

/// Fewest groups.
pub const FEWEST_GROUPS: usize = 5;

/// Most groups.
pub const MOST_GROUPS: usize = 100;

/// More groups than this make the index unstable.
const MANY_GROUPS: usize = 10;

/// One group of the population.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    /// How many people.
    pub population: f64,
    /// The indicator's value: proportions as shares from 0 to 1.
    pub value: f64,
    /// The standard error of the value, on the scale of [`Scale`].
    pub error: f64,
}

/// The scale on which a value's error is even.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scale {
    /// The value's own: life expectancy, means.
    Plain,
    /// The logarithm: rates.
    Log,
    /// The logit: proportions.
    Logit,
}

impl Scale {
    /// The standard error, on this scale, that 95% limits stand for. None if they can't be used.
    pub fn error(self, limits: Limits) -> Option<f64> {
        let error = (self.to(limits.upper) - self.to(limits.lower)) / (2.0 * z(0.95)?);
        (error.is_finite() && error >= 0.0).then_some(error)
    }

    /// A value on this scale.
    pub(super) fn to(self, value: f64) -> f64 {
        match self {
            Scale::Plain => value,
            Scale::Log => libm::log(value),
            Scale::Logit => libm::log(value / (1.0 - value)),
        }
    }

    /// A number on this scale as a value.
    pub(super) fn from(self, scaled: f64) -> f64 {
        match self {
            Scale::Plain => scaled,
            Scale::Log => libm::exp(scaled),
            Scale::Logit => 1.0 / (1.0 + libm::exp(-scaled)),
        }
    }

    /// Whether values on this scale can be `value`.
    fn allows(self, value: f64, transform: bool) -> bool {
        match (self, transform) {
            (Scale::Plain, _) => value.is_finite(),
            (Scale::Log, true) => value.is_finite() && value > 0.0,
            (Scale::Log, false) => value.is_finite() && value >= 0.0,
            (Scale::Logit, true) => value > 0.0 && value < 1.0,
            (Scale::Logit, false) => (0.0..=1.0).contains(&value),
        }
    }
}

/// How an index is worked out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SiiModel {
    /// The scale of the errors.
    pub scale: Scale,
    /// Whether the line is fitted on that scale, as is recommended for rates and proportions.
    pub transform: bool,
    /// What the slope is multiplied by: 100 for percentages, negative to turn its sign.
    pub multiplier: f64,
}

/// The two indices.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sii {
    /// The slope index: least deprived less most deprived along the line, times the multiplier.
    /// Positive: higher in the least deprived.
    pub sii: f64,
    /// The relative index: least over most deprived, inverted by a negative multiplier. None unless both ends
    /// of the line are above zero.
    pub rii: Option<f64>,
    /// The value at the most deprived end of the line, not multiplied.
    pub intercept: f64,
    /// Whether there are so many groups that the index is unstable.
    pub many_groups: bool,
}

/// Why there is no index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoSii {
    /// There are fewer than five groups.
    FewGroups,
    /// There are more than a hundred groups.
    TooManyGroups,
    /// A population is not above zero.
    Population,
    /// A value does not fit the scale: a rate below zero, a share outside 0 to 1.
    Value,
    /// A standard error is negative or not finite.
    Error,
    /// The multiplier is zero, or a number is too large.
    UnusableNumber,
}

/// The line's ends as sums over the groups: slope and intercept are linear in the values.
pub(super) struct Line {
    /// What each group's value adds to the slope.
    pub(super) slope: Vec<f64>,
    /// What each group's value adds to the intercept.
    pub(super) intercept: Vec<f64>,
}

impl Line {
    pub(super) fn fit(&self, values: &[f64]) -> (f64, f64) {
        let sum = |parts: &[f64]| parts.iter().zip(values).map(|(part, value)| part * value).sum();
        (sum(&self.intercept), sum(&self.slope))
    }
}

/// The indices of `groups`, most deprived first.
pub fn sii(groups: &[Group], model: SiiModel) -> Result<Sii, NoSii> {
    let line = line(groups, model)?;
    let (intercept, slope) = line.fit(&fitted_values(groups, model));
    let ends = ends(model, intercept, slope);
    let index = Sii {
        sii: (ends.1 - ends.0) * model.multiplier,
        rii: ratio(model, ends),
        intercept: ends.0,
        many_groups: groups.len() > MANY_GROUPS,
    };
    if index.sii.is_finite() && index.intercept.is_finite() {
        Ok(index)
    } else {
        Err(NoSii::UnusableNumber)
    }
}

/// The values that the line is fitted to.
pub(super) fn fitted_values(groups: &[Group], model: SiiModel) -> Vec<f64> {
    let fitted = |value| {
        if model.transform { model.scale.to(value) } else { value }
    };
    groups.iter().map(|group| fitted(group.value)).collect()
}

/// The most and the least deprived end of a line, as values.
pub(super) fn ends(model: SiiModel, intercept: f64, slope: f64) -> (f64, f64) {
    let value = |x| {
        if model.transform { model.scale.from(x) } else { x }
    };
    (value(intercept), value(intercept + slope))
}

/// Least over most deprived, or the other way round for a negative multiplier.
pub(super) fn ratio(model: SiiModel, (most, least): (f64, f64)) -> Option<f64> {
    if !(most > 0.0 && least > 0.0) {
        return None;
    }
    let ratio = if model.multiplier < 0.0 { most / least } else { least / most };
    Some(ratio).filter(|ratio| ratio.is_finite())
}

/// The line through `groups`, after every check.
pub(super) fn line(groups: &[Group], model: SiiModel) -> Result<Line, NoSii> {
    check(groups, model)?;
    let total: f64 = groups.iter().map(|group| group.population).sum();
    let mut below = 0.0;
    let mut places = Vec::with_capacity(groups.len());
    for group in groups {
        let share = group.population / total;
        places.push((share, below + share / 2.0));
        below += share;
    }
    let middle: f64 = places.iter().map(|(share, place)| share * place).sum();
    let spread: f64 = places.iter().map(|(share, place)| share * (place - middle).powi(2)).sum();
    let slope: Vec<f64> =
        places.iter().map(|(share, place)| share * (place - middle) / spread).collect();
    let intercept =
        places.iter().zip(&slope).map(|((share, _), slope)| share - slope * middle).collect();
    Ok(Line { slope, intercept })
}

fn check(groups: &[Group], model: SiiModel) -> Result<(), NoSii> {
    if groups.len() < FEWEST_GROUPS {
        return Err(NoSii::FewGroups);
    }
    if groups.len() > MOST_GROUPS {
        return Err(NoSii::TooManyGroups);
    }
    if !groups.iter().all(|group| group.population.is_finite() && group.population > 0.0) {
        return Err(NoSii::Population);
    }
    if !groups.iter().all(|group| model.scale.allows(group.value, model.transform)) {
        return Err(NoSii::Value);
    }
    if !groups.iter().all(|group| group.error.is_finite() && group.error >= 0.0) {
        return Err(NoSii::Error);
    }
    if !model.multiplier.is_finite() || model.multiplier == 0.0 {
        return Err(NoSii::UnusableNumber);
    }
    Ok(())
}
