//! What was promised, as a length of time in one of three units.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The length of a promise. Written "15 min", "2 h", "3 d" (wall clock, 24 hours each), "30 wmin", "4 wh" (working
/// time), "10 wd" (working days).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Target {
    WallMinutes(u32),
    WorkMinutes(u32),
    WorkDays(u32),
}

const HOUR: u32 = 60;
const DAY: u32 = 24 * HOUR;

impl Target {
    /// Whether it needs a working calendar at all.
    pub fn is_wall(self) -> bool {
        matches!(self, Self::WallMinutes(_))
    }

    /// In the largest unit that divides it, as it is written.
    pub(super) fn in_unit(self) -> (u32, &'static str) {
        match self {
            // laws and pledges say 24 h and 48 h, but 3 days
            Self::WallMinutes(n) if n > 2 * DAY && n % DAY == 0 => (n / DAY, "d"),
            Self::WallMinutes(n) if n >= HOUR && n % HOUR == 0 => (n / HOUR, "h"),
            Self::WallMinutes(n) => (n, "min"),
            Self::WorkMinutes(n) if n >= HOUR && n % HOUR == 0 => (n / HOUR, "wh"),
            Self::WorkMinutes(n) => (n, "wmin"),
            Self::WorkDays(n) => (n, "wd"),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, unit) = self.in_unit();
        write!(f, "{count} {unit}")
    }
}

/// Why a text is not a target.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TargetFault {
    #[error(
        "“{0}” is not a target: write a whole number and min, h, d, wmin, wh or wd, such as “4 wh”"
    )]
    NotATarget(String),
    #[error("“{0}” is too long for a target")]
    TooLong(String),
}

impl FromStr for Target {
    type Err = TargetFault;

    fn from_str(text: &str) -> Result<Self, TargetFault> {
        let text = text.trim();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = text.split_at(digits);
        let (per, make): (u32, fn(u32) -> Self) = match unit.trim_start() {
            "min" => (1, Self::WallMinutes),
            "h" => (HOUR, Self::WallMinutes),
            "d" => (DAY, Self::WallMinutes),
            "wmin" => (1, Self::WorkMinutes),
            "wh" => (HOUR, Self::WorkMinutes),
            "wd" => (1, Self::WorkDays),
            _ => return Err(TargetFault::NotATarget(text.to_owned())),
        };
        if number.is_empty() {
            return Err(TargetFault::NotATarget(text.to_owned()));
        }
        number
            .parse::<u32>()
            .ok()
            .and_then(|n| n.checked_mul(per))
            .map(make)
            .ok_or_else(|| TargetFault::TooLong(text.to_owned()))
    }
}

impl From<Target> for String {
    fn from(target: Target) -> Self {
        target.to_string()
    }
}

impl TryFrom<String> for Target {
    type Error = TargetFault;

    fn try_from(text: String) -> Result<Self, TargetFault> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_is_read() {
        for (text, target) in [
            ("15 min", Target::WallMinutes(15)),
            ("2 h", Target::WallMinutes(120)),
            ("3 d", Target::WallMinutes(3 * DAY)),
            ("30 wmin", Target::WorkMinutes(30)),
            ("4 wh", Target::WorkMinutes(240)),
            ("10 wd", Target::WorkDays(10)),
            (" 10wd ", Target::WorkDays(10)),
            ("0 wmin", Target::WorkMinutes(0)),
        ] {
            assert_eq!(text.parse(), Ok(target), "{text}");
        }
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        for text in [
            "0 min", "15 min", "90 min", "24 h", "48 h", "30 d", "0 wmin", "90 wmin", "4 wh",
            "10 wd",
        ] {
            assert_eq!(text.parse::<Target>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for text in [
            "", "wh", "4", "4 weeks", "-4 wh", "1.5 h", "4 w h", "+4 wh", "٤ wh", "4 WH",
        ] {
            assert!(
                matches!(text.parse::<Target>(), Err(TargetFault::NotATarget(_))),
                "{text}"
            );
        }
        for text in ["4294967296 min", "99999999999999 wd", "3000000 d"] {
            assert!(
                matches!(text.parse::<Target>(), Err(TargetFault::TooLong(_))),
                "{text}"
            );
        }
    }
}
