//! Writes numbers: how many decimals, rounding, commas.
//!
//! Rounds half away from zero on the decimal with 15 significant digits, as Fingertips does
//! (`Formatting/NumericFormatter.cs`, `DefaultFormatter.cs`, `ProportionFormatter.cs`, `NumberCommariser.cs`,
//! `NumberRounder.cs`, fingertips-open@6780897). Knows no indicator, no unit and no missing value but a dash.

/// What stands where there is no number.
pub const MISSING: &str = "-";

/// Most decimals ever written.
const MOST_DECIMALS: usize = 15;

/// Which rule gives the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberKind {
    /// A proportion or percentage.
    Proportion,
    /// Any other number.
    Other,
}

/// Which way a number exactly half-way goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Half {
    /// Away from zero, as Fingertips rounds and as this program does.
    AwayFromZero,
    /// Towards plus infinity, as FingertipsNext rounds.
    Up,
}

/// How many decimals an indicator's numbers have: by `indicator_max`, the largest value of the
/// indicator in any area; without it one for proportions, and by `value` itself for others. A value,
/// its limits and its benchmark take the same number.
pub fn decimals(kind: NumberKind, indicator_max: Option<f64>, value: f64) -> usize {
    let largest = match (kind, indicator_max) {
        (_, Some(max)) => max,
        (NumberKind::Proportion, None) => return 1,
        (NumberKind::Other, None) => value,
    };
    match kind {
        NumberKind::Proportion if largest < 1.0 => 3,
        NumberKind::Proportion if largest < 10.0 => 2,
        NumberKind::Proportion => 1,
        NumberKind::Other if largest > 1000.0 => 0,
        NumberKind::Other if largest > 10.0 => 1,
        NumberKind::Other if largest < 1.0 => 3,
        NumberKind::Other => 2,
    }
}

/// `value` with `decimals` decimals and commas: "1,200.0". A dash if it is not finite.
pub fn fixed(value: f64, decimals: usize) -> String {
    written(value, decimals, Half::AwayFromZero, true)
}

/// `value` with `decimals` decimals and no commas: "1200.0". A dash if it is not finite.
pub fn plain(value: f64, decimals: usize) -> String {
    written(value, decimals, Half::AwayFromZero, false)
}

/// As [`fixed`], half-way numbers going as `half` says.
pub fn fixed_half(value: f64, decimals: usize, half: Half) -> String {
    written(value, decimals, half, true)
}

/// As [`fixed`], but a hundred per cent at one decimal is "100". `decimals` come from [`decimals`];
/// where an indicator's metadata fix them, use [`fixed`].
pub fn shown(kind: NumberKind, value: f64, decimals: usize) -> String {
    whole_hundred(kind, fixed(value, decimals))
}

/// `value` as Fingertips' formatters write it: [`decimals`] by the indicator's largest value, a hundred per
/// cent as "100", no commas.
pub fn by_indicator(kind: NumberKind, indicator_max: Option<f64>, value: f64) -> String {
    whole_hundred(kind, plain(value, decimals(kind, indicator_max, value)))
}

fn whole_hundred(kind: NumberKind, text: String) -> String {
    if kind == NumberKind::Proportion && text == "100.0" { String::from("100") } else { text }
}

/// `value` rounded to a multiple of ten to `power`: 12,410 to the nearest hundred (2) is 12400.
/// No commas. A dash if it is not finite.
pub fn nearest(value: f64, power: usize) -> String {
    let Some(mut number) = Decimal::of(value) else {
        return String::from(MISSING);
    };
    number.round(-(i64::try_from(power).unwrap_or(i64::MAX)), Half::AwayFromZero);
    number.text(0, false)
}

fn written(value: f64, decimals: usize, half: Half, commas: bool) -> String {
    let Some(mut number) = Decimal::of(value) else {
        return String::from(MISSING);
    };
    let decimals = decimals.min(MOST_DECIMALS);
    number.round(decimals as i64, half);
    number.text(decimals, commas)
}

/// A decimal number: 0.d₁d₂d₃… times ten to `point`.
struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    point: i64,
}

impl Decimal {
    /// `value` with 15 significant digits.
    fn of(value: f64) -> Option<Decimal> {
        if !value.is_finite() {
            return None;
        }
        let text = format!("{:.14e}", value.abs());
        let (digits, power) = text.split_once('e')?;
        Some(Decimal {
            negative: value < 0.0,
            digits: digits.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect(),
            point: power.parse::<i64>().ok()? + 1,
        })
    }

    /// Rounds to `places` decimals; negative places are tens, hundreds, thousands.
    fn round(&mut self, places: i64, half: Half) {
        let keep = self.point.saturating_add(places);
        if keep < 0 {
            self.digits.clear();
            return;
        }
        let keep = usize::try_from(keep).unwrap_or(usize::MAX);
        if keep >= self.digits.len() {
            return;
        }
        let beyond_half = self.digits[keep + 1..].iter().any(|digit| *digit > 0);
        let up = match self.digits[keep] {
            5 if !beyond_half => half == Half::AwayFromZero || !self.negative,
            digit => digit >= 5,
        };
        self.digits.truncate(keep);
        if up {
            self.carry();
        }
    }

    /// Adds one to the last digit kept.
    fn carry(&mut self) {
        for digit in self.digits.iter_mut().rev() {
            if *digit < 9 {
                *digit += 1;
                return;
            }
            *digit = 0;
        }
        self.digits.insert(0, 1);
        self.point += 1;
    }

    fn digit(&self, place: i64) -> char {
        let digit = usize::try_from(place).ok().and_then(|place| self.digits.get(place));
        char::from(b'0' + digit.copied().unwrap_or(0))
    }

    fn text(&self, decimals: usize, commas: bool) -> String {
        let mut text = String::new();
        if self.negative && self.digits.iter().any(|digit| *digit > 0) {
            text.push('-');
        }
        let whole = self.point.max(1);
        for place in 0..whole {
            if commas && place > 0 && (whole - place) % 3 == 0 {
                text.push(',');
            }
            // A number below one has no digits before its point.
            text.push(if self.point < 1 { '0' } else { self.digit(place) });
        }
        if decimals > 0 {
            text.push('.');
            text.extend((0..decimals as i64).map(|place| self.digit(self.point + place)));
        }
        text
    }
}
