//! Parts of the year: heating is owed sooner in winter.

use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Local dates of the year, both included; may run over New Year: `10-31..05-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Season {
    from: (u32, u32),
    to: (u32, u32),
}

impl Season {
    pub fn contains(self, date: NaiveDate) -> bool {
        let day = (date.month(), date.day());
        if self.from <= self.to {
            self.from <= day && day <= self.to
        } else {
            self.from <= day || day <= self.to
        }
    }
}

/// What is no season.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a season such as 10-31..05-01")]
pub struct NotASeason(String);

impl Season {
    /// The first and the last date, in a leap year.
    pub fn ends(self) -> (NaiveDate, NaiveDate) {
        let date = |(month, day)| NaiveDate::from_ymd_opt(2000, month, day).unwrap_or_default();
        (date(self.from), date(self.to))
    }
}

impl FromStr for Season {
    type Err = NotASeason;
    fn from_str(text: &str) -> Result<Self, NotASeason> {
        let day = |text: &str| {
            let (month, day) = text.trim().split_once('-')?;
            let (month, day) = (month.parse().ok()?, day.parse().ok()?);
            // 2000 was a leap year: 29 February may begin or end a season
            NaiveDate::from_ymd_opt(2000, month, day).map(|_| (month, day))
        };
        let read = || {
            let (from, to) = text.split_once("..")?;
            Some(Self {
                from: day(from)?,
                to: day(to)?,
            })
        };
        read().ok_or_else(|| NotASeason(text.to_owned()))
    }
}

impl fmt::Display for Season {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:02}-{:02}..{:02}-{:02}",
            self.from.0, self.from.1, self.to.0, self.to.1
        )
    }
}

impl From<Season> for String {
    fn from(season: Season) -> Self {
        season.to_string()
    }
}

impl TryFrom<String> for Season {
    type Error = NotASeason;
    fn try_from(text: String) -> Result<Self, NotASeason> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(season: &str, date: &str) -> bool {
        season
            .parse::<Season>()
            .unwrap()
            .contains(date.parse().unwrap())
    }

    #[test]
    fn a_season_may_run_over_new_year_and_has_both_its_ends() {
        for (date, inside) in [
            ("2026-10-30", false),
            ("2026-10-31", true),
            ("2026-12-31", true),
            ("2027-01-01", true),
            ("2027-05-01", true),
            ("2027-05-02", false),
        ] {
            assert_eq!(holds("10-31..05-01", date), inside, "{date}");
        }
        assert!(holds("04-30..11-01", "2026-07-15") && !holds("04-30..11-01", "2026-11-02"));
        assert!(holds("02-29..03-01", "2028-02-29") && !holds("02-29..03-01", "2027-02-28"));
    }

    #[test]
    fn what_is_written_reads_back_and_nonsense_is_refused() {
        assert_eq!(
            "1-5..2-3".parse::<Season>().unwrap().to_string(),
            "01-05..02-03"
        );
        for text in ["", "10-31", "10-31..13-01", "02-30..03-01", "winter"] {
            assert!(text.parse::<Season>().is_err(), "{text}");
        }
    }
}
