//! Small values of conditions: a category's full name, hours of the day, a phrase to look for.

use std::{fmt, str::FromStr};

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use crate::{
    catalog::Kind,
    text::{Needle, UnknownWord},
};

/// A category by kind and slug: `repair/kitchen-gas`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Subject {
    pub kind: Kind,
    pub slug: String,
}

impl FromStr for Subject {
    type Err = UnknownWord;
    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let (kind, slug) = text
            .split_once('/')
            .ok_or_else(|| UnknownWord(text.chars().take(80).collect()))?;
        Ok(Self {
            kind: kind.parse()?,
            slug: slug.to_owned(),
        })
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind, self.slug)
    }
}

/// `22:00-07:00`, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hours {
    pub from: NaiveTime,
    pub until: NaiveTime,
}

impl Hours {
    /// The same time twice is the whole day: `00:00-24:00`.
    pub fn holds(self, at: NaiveTime) -> bool {
        if self.from < self.until {
            self.from <= at && at < self.until
        } else {
            self.from <= at || at < self.until
        }
    }
}

impl FromStr for Hours {
    type Err = UnknownWord;
    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let time = |text: &str| match text.trim() {
            "24:00" => Some(NaiveTime::MIN),
            text => NaiveTime::parse_from_str(text, "%H:%M").ok(),
        };
        text.split_once(['-', '–'])
            .and_then(|(from, until)| {
                Some(Self {
                    from: time(from)?,
                    until: time(until)?,
                })
            })
            .ok_or_else(|| UnknownWord(text.chars().take(80).collect()))
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}-{}",
            self.from.format("%H:%M"),
            self.until.format("%H:%M")
        )
    }
}

/// A word or phrase as somebody wrote it, and ready for matching. A `*` at its end leaves the end of the word open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Phrase {
    written: String,
    needle: Needle,
}

impl Phrase {
    pub fn needle(&self) -> &Needle {
        &self.needle
    }

    pub fn as_str(&self) -> &str {
        &self.written
    }
}

impl From<String> for Phrase {
    fn from(written: String) -> Self {
        let needle = Needle::new(&written);
        Self { written, needle }
    }
}

impl From<Phrase> for String {
    fn from(phrase: Phrase) -> Self {
        phrase.written
    }
}

macro_rules! through_string {
    ($($name:ident),+) => {$(
        impl TryFrom<String> for $name {
            type Error = UnknownWord;
            fn try_from(text: String) -> Result<Self, UnknownWord> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.to_string()
            }
        }
    )+};
}
through_string!(Subject, Hours);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_half_open_and_run_over_midnight() {
        let night: Hours = "22:00-07:00".parse().expect("hours");
        let at = |h, m| NaiveTime::from_hms_opt(h, m, 0).expect("a time");
        assert!(night.holds(at(22, 0)) && night.holds(at(0, 0)) && night.holds(at(6, 59)));
        assert!(!night.holds(at(7, 0)) && !night.holds(at(21, 59)));
        let late: Hours = "18:00-24:00".parse().expect("hours");
        assert!(late.holds(at(23, 59)) && !late.holds(at(0, 0)));
        let day: Hours = "00:00-24:00".parse().expect("hours");
        assert!(day.holds(at(0, 0)) && day.holds(at(23, 59)));
        assert!("25:00-26:00".parse::<Hours>().is_err());
    }
}
