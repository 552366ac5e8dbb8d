//! What kind of number a value is: it decides which methods apply.
//! Names follow Fingertips' value types.

/// The kind of statistic that a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ValueType {
    /// Events over population, times a unit.
    CrudeRate,
    /// A rate standardised directly by age.
    DirectlyStandardisedRate,
    /// A rate standardised indirectly by age.
    IndirectlyStandardisedRate,
    /// Observed over expected.
    IndirectlyStandardisedRatio,
    /// A part of a whole, as a share or a percentage.
    Proportion,
    /// A proportion standardised indirectly.
    IndirectlyStandardisedProportion,
    /// Any other ratio of two numbers.
    Ratio,
    /// Life expectancy, in years.
    LifeExpectancy,
    /// The slope index of inequality, in the unit of its indicator.
    SlopeIndex,
    /// Excess risk, such as winter deaths.
    ExcessRisk,
    /// An arithmetic mean.
    Mean,
    /// A median.
    Median,
    /// A difference between two groups.
    Gap,
    /// A number of people or events.
    Count,
    /// Anything else: a score, an index, an amount of money.
    Other,
}

impl ValueType {
    /// Whether the published criteria allow a recent trend.
    /// Source: Fingertips Public Health Technical Guidance, Trend markers.
    pub fn allows_trend(self) -> bool {
        !matches!(self, ValueType::Count | ValueType::Other)
    }

    /// Whether several areas' values can be combined from their counts and denominators.
    /// Source: `DataConstruction/AverageCalculatorFactory.cs` (fingertips-open@6780897).
    pub fn combines(self) -> bool {
        matches!(
            self,
            ValueType::CrudeRate
                | ValueType::Proportion
                | ValueType::IndirectlyStandardisedRatio
                | ValueType::Count
        )
    }
}
